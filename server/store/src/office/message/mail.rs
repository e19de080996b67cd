//! Where mail goes, and what a person wants by mail. An address counts once its reader has confirmed it; until then the one of before does.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{args, dialect, events},
    office::message::{
        inbox,
        place::{self, AskPlaceRefusal, MessagePlace},
    },
};
use zhixing_domain::{
    event::Event,
    id::AccountId,
    message::{Channel, InboxMessage, MailChoice, Topic},
    time::{Span, Timestamp},
};

/// How long a request may be answered.
pub const ASKED: Span = Span::from_minutes(24 * 60);

impl Store {
    /// Reads where a person's mail goes.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn mail_place(&self, account: AccountId) -> Result<MessagePlace, Fault> {
        let sql = "SELECT mail, mail_asked, mail_asked_at FROM account WHERE id = $1";
        let Some(row) = self.core.read.one(sql, args![account.to_string()]).await? else { return Ok(MessagePlace::default()) };
        place::read(&row, "mail", "mail_asked", "mail_asked_at")
    }

    /// A person names an address, and a mail that asks its reader is queued. Until it is confirmed, mail goes where it went before.
    ///
    /// # Errors
    ///
    /// The inner error says why nobody is asked. The outer one is a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn ask_mail(&self, account: AccountId, address: String, stamp: Stamp) -> Result<Result<(), AskPlaceRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let named = "UPDATE account SET mail_asked = $2, mail_asked_at = $3 WHERE id = $1";
                    place::ask(c, Channel::Confirm, (account, &address), named, &stamp).await
                })
            })
            .await
    }

    /// The reader of an address confirms it for the account that named it at `asked`. The address of before is told of it. `false` if the account
    /// named another one since, or longer than a day ago, or confirmed it already.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn confirm_mail(&self, account: AccountId, address: String, asked: Timestamp, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = account.to_string();
                    let sql = format!("SELECT mail, mail_asked, mail_asked_at FROM account WHERE id = $1{}", dialect::for_update(c));
                    let Some(row) = c.one(sql, args![&id]).await? else { return Ok(false) };
                    let named = row.opt_text("mail_asked")?.zip(row.opt_time("mail_asked_at")?);
                    if named != Some((address.clone(), asked)) || stamp.now.since(asked) >= ASKED {
                        return Ok(false);
                    }
                    // before the address changes: its mail goes where whoever had it until now reads it
                    if row.opt_text("mail")?.is_some_and(|before| before != address) {
                        inbox::put_now(c, &stamp, account, InboxMessage::MailChanged).await?;
                    }
                    let sql = "UPDATE account SET mail = $2, mail_asked = NULL, mail_asked_at = NULL WHERE id = $1";
                    c.execute(sql, args![&id, address]).await?;
                    // what went to the address of before opens nothing any more
                    c.execute("DELETE FROM recovery_link WHERE account_id = $1", args![&id]).await?;
                    events::append(c, &stamp, &id, Event::MailConfirmed).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// A person wants no mail any more: no address is kept, and what waits for one is not sent.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remove_mail(&self, account: AccountId, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = account.to_string();
                    let sql = "SELECT 1 FROM account WHERE id = $1 AND (mail IS NOT NULL OR mail_asked IS NOT NULL)";
                    if c.one(sql, args![&id]).await?.is_none() {
                        return Ok(());
                    }
                    // the last mail says so to whoever reads there
                    inbox::put_now(c, &stamp, account, InboxMessage::MailChanged).await?;
                    c.execute("UPDATE account SET mail = NULL, mail_asked = NULL, mail_asked_at = NULL WHERE id = $1", args![&id]).await?;
                    c.execute("DELETE FROM recovery_link WHERE account_id = $1", args![&id]).await?;
                    events::append(c, &stamp, &id, Event::MailRemoved).await
                })
            })
            .await
    }

    /// Reads what a person wants by mail of each topic.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn mail_choices(&self, account: AccountId) -> Result<Vec<(Topic, MailChoice)>, Fault> {
        let sql = "SELECT topic, choice FROM message_preference WHERE account_id = $1";
        let mut made = vec![];
        for row in self.core.read.all(sql, args![account.to_string()]).await? {
            // a later build has other topics
            if let Some(topic) = Topic::from_code(&row.text("topic")?) {
                made.push((topic, row.with("choice", MailChoice::from_code)?));
            }
        }
        let choice = |topic| made.iter().find(|(t, _)| *t == topic).map_or(MailChoice::default(), |(_, c)| *c);
        Ok(Topic::ALL.into_iter().map(|topic| (topic, topic.choice(choice(topic)))).collect())
    }

    /// A person chooses what they want by mail; topics that are not named stay as they are.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn choose_mail(&self, account: AccountId, choices: Vec<(Topic, MailChoice)>) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    for (topic, choice) in choices {
                        let sql = "INSERT INTO message_preference (account_id, topic, choice) VALUES ($1, $2, $3) \
                                   ON CONFLICT (account_id, topic) DO UPDATE SET choice = excluded.choice";
                        c.execute(sql, args![account.to_string(), topic.code(), choice.code()]).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
