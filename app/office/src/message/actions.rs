//! What people do with their inbox and with their mail, by the page and by the API. An address of mail is theirs once its reader has said so.

use zhixing_app::i18n::mail as words;
use zhixing_domain::{
    id::{AccountId, MessageId},
    message::{MailChoice, Topic, address},
    time::Timestamp,
};
use zhixing_shell::{
    guard::{Person, Visit},
    problem::Problem,
    site::Site,
};
use zhixing_store::{AskPlaceRefusal, MessagePlace, MessageRecord};

/// Notes that somebody has read a message of theirs. The message.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
pub async fn read(visit: &Visit, person: &Person, id: &str) -> Result<MessageRecord, Problem> {
    let id: MessageId = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.read_message(person.0.id, id, visit.now).await?.ok_or(Problem::NotFound)
}

/// Notes that somebody has read all that came until `seen`, the moment at which they looked.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn read_all(visit: &Visit, person: &Person, seen: Timestamp) -> Result<(), Problem> {
    Ok(visit.site.store.read_all_messages(person.0.id, seen.min(visit.now), visit.now).await?)
}

/// Where mail goes and what it is about; there is none of this where the installation sends no mail.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn settings(visit: &Visit, person: &Person) -> Result<(MessagePlace, Vec<(Topic, MailChoice)>), Problem> {
    sends_mail(&visit.site)?;
    let store = &visit.site.store;
    Ok((store.mail_place(person.0.id).await?, store.mail_choices(person.0.id).await?))
}

/// Chooses what is sent by mail. What is important goes out whatever is chosen, so nothing is kept for it.
///
/// # Errors
///
/// [`Problem::Slow`] if one person asks too often; else a [`Problem`] if the store cannot be read or written.
pub async fn choose(visit: &Visit, person: &Person, choices: Vec<(Topic, MailChoice)>) -> Result<(), Problem> {
    sends_mail(&visit.site)?;
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    let free = choices.into_iter().filter(|(topic, _)| !topic.is_important()).collect();
    Ok(visit.site.store.choose_mail(person.0.id, free).await?)
}

/// Asks the reader of an address by a letter. A token asks nobody: where mail about an account goes is its person's to say.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Invalid`] at `address`; [`Problem::Slow`] if one person asks too often; else a
/// [`Problem`] if the store cannot be read or written.
pub async fn ask_address(visit: &Visit, person: &Person, typed: &str) -> Result<(), Problem> {
    sends_mail(&visit.site)?;
    visit.signed_in()?;
    let address = address::mail(typed).ok_or_else(|| Problem::invalid("address", |l| words::address_form(l).into()))?;
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    match visit.site.store.ask_mail(person.0.id, address, visit.stamp()).await? {
        Ok(()) => Ok(()),
        Err(AskPlaceRefusal::TooMany) => Err(Problem::invalid("address", |l| words::address_many(l).into())),
    }
}

/// Ends all mail to somebody, and keeps no address.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
pub async fn remove_address(visit: &Visit, person: &Person) -> Result<(), Problem> {
    sends_mail(&visit.site)?;
    visit.signed_in()?;
    Ok(visit.site.store.remove_mail(person.0.id, visit.stamp()).await?)
}

fn sends_mail(site: &Site) -> Result<(), Problem> {
    if site.about.mail { Ok(()) } else { Err(Problem::NotFound) }
}

/// What a link in a letter is for. Its text is sealed: nobody else makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterLink {
    /// To confirm an address that an account named at a time.
    Confirm { account: AccountId, asked: Timestamp, address: String },
    /// To stop mail about a topic.
    Unsubscribe { account: AccountId, topic: Topic },
}

impl LetterLink {
    fn text(&self) -> String {
        match self {
            Self::Confirm { account, asked, address } => format!("mail-confirm {account} {} {address}", asked.ms()),
            Self::Unsubscribe { account, topic } => format!("mail-stop {account} {}", topic.code()),
        }
    }

    fn of(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        match words[..] {
            ["mail-confirm", account, asked, address] => {
                let (account, asked) = (account.parse().ok()?, Timestamp::from_ms(asked.parse().ok()?));
                Some(Self::Confirm { account, asked, address: address.into() })
            }
            ["mail-stop", account, topic] => Some(Self::Unsubscribe { account: account.parse().ok()?, topic: Topic::from_code(topic)? }),
            _ => None,
        }
    }

    /// The sealed text; nothing where it cannot be sealed.
    pub fn seal(&self, site: &Site) -> Option<String> {
        site.ports.ticket(&self.text())
    }

    /// What a sealed text says, if it was made here.
    pub fn open(site: &Site, sealed: &str) -> Option<Self> {
        Self::of(&site.ports.read_ticket(sealed)?)
    }
}

/// The reader of an address confirms it. `false` if the link is over.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn confirm(visit: &Visit, account: AccountId, asked: Timestamp, address: String) -> Result<bool, Problem> {
    Ok(visit.site.store.confirm_mail(account, address, asked, visit.stamp()).await?)
}

/// The reader of a letter wants no more of its kind.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn unsubscribe(visit: &Visit, account: AccountId, topic: Topic) -> Result<(), Problem> {
    Ok(visit.site.store.choose_mail(account, vec![(topic, MailChoice::Never)]).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_what_it_was_made_for_and_nothing_else() {
        let account = AccountId::new(Timestamp::from_ms(1), [7; 10]);
        for link in [
            LetterLink::Confirm { account, asked: Timestamp::from_ms(5), address: "ada@example.cn".into() },
            LetterLink::Unsubscribe { account, topic: Topic::Result },
        ] {
            assert_eq!(LetterLink::of(&link.text()), Some(link));
        }
        for other in ["", "mail-stop", "acc_1 5", "mail-stop acc_1 result", "mail-confirm x y z"] {
            assert_eq!(LetterLink::of(other), None, "{other}");
        }
    }
}
