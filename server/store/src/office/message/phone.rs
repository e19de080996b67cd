//! Where a person's short messages go, and what they are about. A number counts once its reader has given the code that it brought; of a code a hash
//! is kept, and it is good for a few guesses.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{args, dialect, events},
};
use zhixing_domain::{
    event::Event,
    id::{AccountId, EventId},
    message::{
        Channel, Topic,
        phone::{CODE_GOOD, CODE_TRIES},
    },
    time::{Span, Timestamp},
};

/// Where the short messages of a person go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhonePlace {
    /// Confirmed by its reader.
    pub confirmed: Option<String>,
    /// Waits for its code, since then.
    pub asked: Option<(String, Timestamp)>,
}

/// Why no code is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskPhoneRefusal {
    /// This account, or this number, was sent as many codes as there are in a day: nobody's phone is filled by us.
    TooMany,
}

const DAY: Span = Span::from_minutes(24 * 60);
/// How many codes there are in a day, of one account and to one number.
const CODES: i64 = 5;

impl Store {
    /// Reads where a person's short messages go.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn phone_place(&self, account: AccountId) -> Result<PhonePlace, Fault> {
        let sql = "SELECT phone, phone_asked, phone_asked_at FROM account WHERE id = $1";
        let Some(row) = self.core.read.one(sql, args![account.to_string()]).await? else { return Ok(PhonePlace::default()) };
        Ok(PhonePlace { confirmed: row.opt_text("phone")?, asked: row.opt_text("phone_asked")?.zip(row.opt_time("phone_asked_at")?) })
    }

    /// A person names a number, and a code to it is queued. Until it is given, messages go where they went before.
    ///
    /// # Errors
    ///
    /// The inner error says why no code is sent. The outer one is a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn ask_phone(&self, account: AccountId, number: String, stamp: Stamp) -> Result<Result<(), AskPhoneRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = account.to_string();
                    let lock = format!("SELECT id FROM account WHERE id = $1{}", dialect::for_update(c));
                    c.one(lock, args![&id]).await?;
                    let channel = Channel::PhoneCode.code();
                    for (by, value) in [("account_id", &id), ("target", &number)] {
                        let sql = format!("SELECT COUNT(*) AS count FROM delivery WHERE {by} = $1 AND channel = $2 AND created_at > $3");
                        let sent = c.one(sql, args![value, channel, stamp.now - DAY]).await?.map_or(Ok(0), |r| r.int("count"))?;
                        if sent >= CODES {
                            return Ok(Err(AskPhoneRefusal::TooMany));
                        }
                    }
                    let sql = "UPDATE account SET phone_asked = $2, phone_asked_at = $3, phone_code = NULL, phone_tries = 0 WHERE id = $1";
                    c.execute(sql, args![&id, &number, stamp.now]).await?;
                    let sql = "INSERT INTO delivery (id, channel, target, account_id, created_at, due_at, state, tries) \
                               VALUES ($1, $2, $3, $4, $5, $5, 'waiting', 0)";
                    let delivery = format!("{channel}.{}", stamp.mint(EventId::new));
                    c.execute(sql, args![delivery, channel, number, id, stamp.now]).await?;
                    Ok(Ok(()))
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
