//! What people agreed to: the version of privacy and terms, and when.

use crate::{
    Actor, Fault, NewAccount, Stamp, Store, boxed,
    db::{Conn, args, events},
    office::accounts,
};
use zhixing_domain::{account::AccountRefusal, event::Event, id::AccountId, time::Timestamp};

/// The newest word of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The hash of the texts.
    pub version: String,
    pub agreed_at: Timestamp,
}

const NEWEST: &str = "SELECT version, agreed_at FROM consent WHERE account_id = $1 ORDER BY agreed_at DESC, version LIMIT 1";

pub(crate) async fn note(conn: &mut Conn<'_>, account: AccountId, version: String, stamp: &Stamp) -> Result<(), Fault> {
    let row = conn.one(NEWEST, args![account.to_string()]).await?;
    if row.map(|row| row.text("version")).transpose()?.as_ref() == Some(&version) {
        return Ok(());
    }
    // texts may become again what they were
    let sql = "INSERT INTO consent (account_id, version, agreed_at) VALUES ($1, $2, $3) \
               ON CONFLICT (account_id, version) DO UPDATE SET agreed_at = excluded.agreed_at";
    conn.execute(sql, args![account.to_string(), &version, stamp.now]).await?;
    events::append(conn, stamp, &account.to_string(), Event::TermsAgreed { version }).await
}

impl Store {
    /// A person registers, and agrees to privacy and terms in the `version` of this moment.
    ///
    /// # Errors
    ///
    /// The inner error is [`AccountRefusal::LoginTaken`] if an account has this login already. The outer one is a [`Fault`] if the database
    /// cannot be read or written.
    #[boxed]
    pub async fn register(&self, new: NewAccount, version: String, stamp: Stamp) -> Result<Result<AccountId, AccountRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let Some(id) = accounts::insert(c, &new, &stamp).await? else { return Ok(Err(AccountRefusal::LoginTaken)) };
                    // nobody is signed in yet: it was said by whose account it is now
                    note(c, id, version, &Stamp { actor: Actor::Person(id), ..stamp }).await?;
                    Ok(Ok(id))
                })
            })
            .await
    }

    /// A person whose account others opened agrees to privacy and terms. Who agreed to this version last has said so.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn agree(&self, account: AccountId, version: String, stamp: Stamp) -> Result<(), Fault> {
        self.core.write(move |c| Box::pin(async move { note(c, account, version, &stamp).await })).await
    }

    /// Reads what a person agreed to last; `None` if they never did.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn consent_of(&self, account: AccountId) -> Result<Option<Consent>, Fault> {
        let row = self.core.read.one(NEWEST, args![account.to_string()]).await?;
        row.map(|r| Ok(Consent { version: r.text("version")?, agreed_at: r.time("agreed_at")? })).transpose()
    }
}
