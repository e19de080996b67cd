//! One mail to one person by SMTP, as plain text with plain HTML beside it.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{self, PoolConfig, extension::ClientId},
};
use std::time::{Duration, UNIX_EPOCH};
use zhixing_domain::{message::delivery::Delivered, time::Timestamp};

/// What is to be sent.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Names it wherever it arrives: a second try has the same.
    pub id: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where one click ends mail of this kind.
    pub unsubscribe: Option<String>,
    pub sent_at: Timestamp,
}

/// Sends mail by the installation's server.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// How long a server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections to it at a time.
const CONNECTIONS: u32 = 4;
/// The codes by which a server says of the reader's address that it never takes it. Others may be mended by an operator, such as a wrong password.
const NO_SUCH_READER: [u16; 4] = [550, 551, 553, 556];

impl Mailer {
    /// Sends by the server at `url` (`smtps://…`, `smtp://…?tls=required`) in the name of `from` (`Name <address>`). Nothing is connected yet.
    ///
    /// # Errors
    ///
    /// What is wrong with the address of the server or of the sender, in words for the operator.
    pub fn new(url: &str, from: &str) -> Result<Self, String> {
        let from = sender(from)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| e.to_string())?;
        let transport = builder
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS))
            .hello_name(ClientId::Domain(from.email.domain().into()))
            .build();
        Ok(Self { transport, from })
    }

    /// Sends one mail.
    pub async fn send(&self, mail: Mail) -> Delivered {
        let message = match self.compose(mail) {
            Ok(message) => message,
            Err(why) => return Delivered::Refused(why),
        };
        match self.transport.send(message).await {
            Ok(_) => Delivered::Done,
            Err(error) => came_of(&error),
        }
    }

    fn compose(&self, mail: Mail) -> Result<Message, String> {
        let to = Mailbox::new(None, mail.to.parse().map_err(|_| "the address is none".to_string())?);
        let date = UNIX_EPOCH + Duration::from_millis(u64::try_from(mail.sent_at.ms()).unwrap_or_default());
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject)
            .date(date)
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            // no machine answers a machine (RFC 3834)
            .raw_header(plain("Auto-Submitted", "auto-generated"));
        if let Some(link) = mail.unsubscribe {
            builder = builder
                .raw_header(plain("List-Unsubscribe", &format!("<{link}>")))
                .raw_header(plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        builder.multipart(MultiPart::alternative_plain_html(mail.text, mail.html)).map_err(|e| e.to_string())
    }
}

/// A header of ASCII as it stands: an address in it must not be folded.
fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.into(), value.into())
}

fn came_of(error: &smtp::Error) -> Delivered {
    let never = error.status().is_some_and(|code| NO_SUCH_READER.contains(&u16::from(code)));
    if never { Delivered::Refused(error.to_string()) } else { Delivered::Failed(error.to_string()) }
}

/// Reads a sender: `Name <address>`, or an address.
///
/// # Errors
///
/// What is wrong with the sender, in words for the operator.
pub fn sender(text: &str) -> Result<Mailbox, String> {
    text.parse().map_err(|_| "must be an address, or a name and <address>".to_string())
}

/// Whether mail can go by this server; else why not. Without TLS it goes to this machine alone.
///
/// # Errors
///
/// Why the server does not answer, or does not take the name and the password, in words for the operator.
pub fn server(url: &str) -> Result<(), String> {
    let rest = url.strip_prefix("smtp://").or_else(|| url.strip_prefix("smtps://")).ok_or("must begin with smtps:// or smtp://")?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let near = ["localhost", "127.0.0.1", "[::1]"].iter().any(|h| host == *h || host.starts_with(&format!("{h}:")));
    if url.starts_with("smtp://") && !url.ends_with("?tls=required") && !url.ends_with("?tls=opportunistic") && !near {
        return Err("without TLS a password and the mail can be read on their way: write smtps://, or smtp:// with ?tls=required".into());
    }
    AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map(|_| ()).map_err(|_| "is not the address of a mail server".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(unsubscribe: Option<&str>) -> Mail {
        Mail {
            id: "mail.msg_1".into(),
            to: "ada@example.cn".into(),
            subject: "《人工智能训练师（五级）结业考试》的成绩公布了".into(),
            text: "艾达，您好：".into(),
            html: "<p>艾达，您好：</p>".into(),
            unsubscribe: unsubscribe.map(Into::into),
            sent_at: Timestamp::from_ms(1_795_320_000_000),
        }
    }

    // the mailer keeps its connections in a pool of the runtime
    #[tokio::test]
    async fn a_mail_names_itself_says_when_it_was_sent_and_how_to_end_its_kind() {
        let mailer = Mailer::new("smtp://127.0.0.1:1", "知行 <no-reply@example.cn>").unwrap();
        let link = format!("https://example.cn/mail/unsubscribe/{}", "a".repeat(200));
        let text = String::from_utf8(mailer.compose(mail(Some(&link))).unwrap().formatted()).unwrap();
        for header in [
            "Message-ID: <mail.msg_1@example.cn>\r\n",
            "To: ada@example.cn\r\n",
            "Date: Sun, 22 Nov 2026 04:00:00 +0000\r\n",
            "Auto-Submitted: auto-generated\r\n",
            &format!("List-Unsubscribe: <{link}>\r\n"),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        ] {
            assert!(text.contains(header), "{header}\n{text}");
        }
        assert!(text.contains("multipart/alternative") && text.contains("text/plain") && text.contains("text/html"));
        let without = String::from_utf8(mailer.compose(mail(None)).unwrap().formatted()).unwrap();
        assert!(!without.contains("List-Unsubscribe"));
    }

    #[test]
    fn a_server_is_named_with_tls_or_is_this_machine() {
        for right in [
            "smtps://u:p@mail.example.cn",
            "smtp://mail.example.cn?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
            "smtp://[::1]:25",
        ] {
            assert_eq!(server(right), Ok(()), "{right}");
        }
        for wrong in [
            "",
            "mail.example.cn",
            "http://mail.example.cn",
            "smtp://mail.example.cn",
            "smtp://localhost.example.cn",
            "smtp://127.0.0.1.example.cn:25",
            "smtps://",
        ] {
            assert!(server(wrong).is_err(), "{wrong}");
        }
        assert!(sender("no-reply@example.cn").is_ok() && sender("知行 <no-reply@example.cn>").is_ok() && sender("知行").is_err());
    }
}
