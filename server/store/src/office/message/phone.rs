//! Where a person's short messages go, and what they are about. A number counts once its reader has given the code that it brought; of a code a hash
//! is kept, and it is good for a few guesses.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{args, dialect, events},
    office::message::place::{self, AskPlaceRefusal, MessagePlace},
};
use zhixing_domain::{
    event::Event,
    id::AccountId,
    message::{
        Channel, Topic,
        phone::{CODE_GOOD, CODE_TRIES},
    },
    time::Timestamp,
};

impl Store {
    /// Reads where a person's short messages go.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn phone_place(&self, account: AccountId) -> Result<MessagePlace, Fault> {
        let sql = "SELECT phone, phone_asked, phone_asked_at FROM account WHERE id = $1";
        let Some(row) = self.core.read.one(sql, args![account.to_string()]).await? else { return Ok(MessagePlace::default()) };
        place::read(&row, "phone", "phone_asked", "phone_asked_at")
    }

    /// A person names a number, and a code to it is queued. Until it is given, messages go where they went before.
    ///
    /// # Errors
    ///
    /// The inner error says why no code is sent. The outer one is a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn ask_phone(&self, account: AccountId, number: String, stamp: Stamp) -> Result<Result<(), AskPlaceRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let named =
                        "UPDATE account SET phone_asked = $2, phone_asked_at = $3, phone_code = NULL, phone_tries = 0 WHERE id = $1";
                    place::ask(c, Channel::PhoneCode, (account, &number), named, &stamp).await
                })
            })
            .await
    }

    /// A worker is about to send a code, by its hash, to the number that was named at `asked`. `false` if another one was named since.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn put_phone_code(&self, account: AccountId, number: &str, asked: Timestamp, hash: String) -> Result<bool, Fault> {
        let (id, number) = (account.to_string(), number.to_string());
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "UPDATE account SET phone_code = $4 WHERE id = $1 AND phone_asked = $2 AND phone_asked_at = $3";
                    Ok(c.execute(sql, args![id, number, asked, hash]).await? > 0)
                })
            })
            .await
    }

    /// A person gives the code that a number of theirs brought, by its hash. `false` if it is not that one, was guessed too often, or is over.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn confirm_phone(&self, account: AccountId, hash: String, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = account.to_string();
                    let sql = format!(
                        "SELECT phone_asked, phone_asked_at, phone_code, phone_tries FROM account WHERE id = $1{}",
                        dialect::for_update(c)
                    );
                    let Some(row) = c.one(sql, args![&id]).await? else { return Ok(false) };
                    let (Some(number), Some(asked), Some(code)) =
                        (row.opt_text("phone_asked")?, row.opt_time("phone_asked_at")?, row.opt_text("phone_code")?)
                    else {
                        return Ok(false);
                    };
                    if stamp.now.since(asked) >= CODE_GOOD || row.opt_int("phone_tries")?.unwrap_or_default() >= CODE_TRIES {
                        return Ok(false);
                    }
                    if code != hash {
                        c.execute("UPDATE account SET phone_tries = COALESCE(phone_tries, 0) + 1 WHERE id = $1", args![&id]).await?;
                        return Ok(false);
                    }
                    let sql = "UPDATE account SET phone = $2, phone_asked = NULL, phone_asked_at = NULL, phone_code = NULL, phone_tries = NULL \
                               WHERE id = $1";
                    c.execute(sql, args![&id, number]).await?;
                    // whoever gives a number for the first time wants to hear of an exam that moves
                    let sql = "INSERT INTO phone_preference (account_id, topic) SELECT $1, $2 \
                               WHERE NOT EXISTS (SELECT 1 FROM phone_preference p WHERE p.account_id = $1)";
                    c.execute(sql, args![&id, Topic::Session.code()]).await?;
                    events::append(c, &stamp, &id, Event::PhoneConfirmed).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// A person wants no short messages any more: no number is kept, and what waits for one is not sent.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remove_phone(&self, account: AccountId, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = account.to_string();
                    let sql = "UPDATE account SET phone = NULL, phone_asked = NULL, phone_asked_at = NULL, phone_code = NULL, phone_tries = NULL \
                               WHERE id = $1 AND (phone IS NOT NULL OR phone_asked IS NOT NULL)";
                    if c.execute(sql, args![&id]).await? == 0 {
                        return Ok(());
                    }
                    events::append(c, &stamp, &id, Event::PhoneRemoved).await
                })
            })
            .await
    }

    /// Reads of which topics a person hears by a short message.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn phone_topics(&self, account: AccountId) -> Result<Vec<Topic>, Fault> {
        let rows = self.core.read.all("SELECT topic FROM phone_preference WHERE account_id = $1", args![account.to_string()]).await?;
        let chosen: Vec<String> = rows.iter().map(|r| r.text("topic")).collect::<Result<_, _>>()?;
        // a later build has other topics
        Ok(Topic::ALL.into_iter().filter(|topic| chosen.iter().any(|code| code == topic.code())).collect())
    }

    /// A person chooses of which topics they hear by a short message: of these, and of no other.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn choose_phone(&self, account: AccountId, topics: Vec<Topic>) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = account.to_string();
                    c.execute("DELETE FROM phone_preference WHERE account_id = $1", args![&id]).await?;
                    for topic in Topic::ALL.into_iter().filter(|topic| topics.contains(topic)) {
                        let sql = "INSERT INTO phone_preference (account_id, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING";
                        c.execute(sql, args![&id, topic.code()]).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
