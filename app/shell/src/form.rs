//! Forms as they arrive: when they are taken apart, and how many fields they may have. Never here: what a field means.

use crate::problem::Problem;
use axum::{
    Form,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
    response::IntoResponse,
};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, SeqAccess, Visitor},
};
use std::{convert::Infallible, fmt};
use zhixing_app::i18n::{certificate as upload_words, problem as words};

/// More fields than any page of ours has: a paper of two hundred items, each a table to match, stays below.
pub const MOST: usize = 4_096;

/// The fields of a form in their order. Beyond [`MOST`] it is refused, before the rest is looked at.
#[derive(Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bounded;
        impl<'de> Visitor<'de> for Bounded {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                write!(f, "at most {MOST} fields")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Fields, A::Error> {
                let mut fields = vec![];
                while let Some(field) = seq.next_element()? {
                    if fields.len() >= MOST {
                        return Err(A::Error::custom("too many fields"));
                    }
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_seq(Bounded)
    }
}

/// A form that is not taken apart yet: a handler first asks whose it is.
pub struct Unread(Request);

impl<S: Send + Sync> FromRequest<S> for Unread {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> Result<Self, Infallible> {
        Ok(Self(request))
    }
}

impl Unread {
    /// Takes it apart.
    ///
    /// # Errors
    ///
    /// [`Problem::Rejected`] with `too_large`, or with `bad_request` for what is no such form.
    pub async fn read<T: DeserializeOwned>(self) -> Result<T, Problem> {
        match Form::<T>::from_request(self.0, &()).await {
            Ok(Form(form)) => Ok(form),
            Err(rejection) => Err(match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => rejected(StatusCode::PAYLOAD_TOO_LARGE, "too_large", words::too_large),
                status => rejected(status, "bad_request", words::form_unreadable),
            }),
        }
    }
}

fn rejected(status: StatusCode, code: &'static str, message: zhixing_app::i18n::Message) -> Problem {
    Problem::Rejected { status: status.as_u16(), code, words: zhixing_domain::lang::Bilingual::of(|l| message(l).into()) }
}

/// What was uploaded or pasted, whichever has something in it.
///
/// # Errors
///
/// [`Problem::Invalid`] at `file` if it is too large or does not arrive whole.
pub async fn upload(mut parts: Multipart) -> Result<Vec<u8>, Problem> {
    let unreadable = |fault: MultipartError| match fault.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::invalid("file", |l| words::too_large(l).into()),
        _ => Problem::invalid("file", |l| upload_words::unreadable(l).into()),
    };
    let mut upload = vec![];
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        let bytes = field.bytes().await.map_err(unreadable)?;
        if upload.is_empty() && !bytes.iter().all(u8::is_ascii_whitespace) {
            upload = bytes.to_vec();
        }
    }
    Ok(upload)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, extract::DefaultBodyLimit, http::header};
    use std::{
        future::Future,
        pin::pin,
        task::{Context, Poll, Waker},
    };
    use zhixing_domain::lang::Lang;

    /// A body that is in memory is there at once.
    fn now<T>(work: impl Future<Output = T>) -> T {
        match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => done,
            Poll::Pending => panic!("it waits"),
        }
    }

    fn form(body: &str) -> Unread {
        let request = Request::builder().method("POST").uri("/").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        Unread(request.body(Body::from(body.to_string())).unwrap())
    }

    #[test]
    fn an_upload_that_is_too_large_is_called_so_and_one_that_breaks_off_is_not() {
        let sent = |body: Body, most: usize| {
            let request = Request::builder().method("POST").uri("/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
            let mut request = request.body(body).unwrap();
            DefaultBodyLimit::max(most).apply(&mut request);
            now(async { upload(Multipart::from_request(request, &()).await.unwrap()).await })
        };
        let part = "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc";
        let said = |fault: Problem| match fault {
            Problem::Invalid { field, words } => (field, words.get(Lang::En).clone()),
            other => panic!("{other:?}"),
        };
        assert_eq!(sent(Body::from(format!("{part}\r\n--x--\r\n")), 1_000).unwrap(), b"abc");
        let [large, broken] = [(format!("{part}{}\r\n--x--\r\n", "d".repeat(2_000)), 1_000), (part.to_string(), 1_000)]
            .map(|(body, most)| said(sent(Body::from(body), most).unwrap_err()));
        assert_eq!(large, ("file", words::too_large(Lang::En).to_string()));
        assert_eq!(broken, ("file", upload_words::unreadable(Lang::En).to_string()));
    }

    #[test]
    fn fields_keep_their_order_and_their_number_is_bounded() {
        let Fields(fields) = now(form("b=2&a=%E7%9F%A5&b=").read()).unwrap();
        assert_eq!(fields, [("b", "2"), ("a", "知"), ("b", "")].map(|(n, v)| (n.to_string(), v.to_string())));
        let Fields(most) = now(form(&"a&".repeat(MOST)).read()).unwrap();
        assert_eq!(most.len(), MOST);
        let refused = now(form(&"a&".repeat(MOST + 1)).read::<Fields>()).unwrap_err();
        assert!(refused.status().is_client_error() && refused.code() == "bad_request", "{refused:?}");
    }
}
