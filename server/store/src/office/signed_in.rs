//! Where somebody is signed in: the sessions of an account, listed and ended one by one. A session is known by a name that lets nobody in: the beginning
//! of the hash that is kept of its id.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Conn, Row, args, events},
    office::{
        own::{self, Reach},
        sessions::kept,
    },
};
use zhixing_domain::{account::Administrator, event::Event, id::AccountId, time::Timestamp};

/// A session as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub name: String,
    /// As its person knows it; empty where that is not known.
    pub device: String,
    /// Without the part that tells one line from its neighbours.
    pub address: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
}

/// How much of its hash names a session.
const NAME: usize = 16;

/// The name of the session with this id.
pub fn session_name(id: &str) -> String {
    named(&kept(id))
}

fn named(hash: &str) -> String {
    hash.chars().take(NAME).collect()
}

fn read(row: &Row) -> Result<SignedIn, Fault> {
    let created_at = row.time("created_at")?;
    Ok(SignedIn {
        name: named(&row.text("id")?),
        device: row.text("device")?,
        address: row.text("address")?,
        created_at,
        // sessions of earlier builds say so when they are next used
        seen_at: row.time("seen_at")?.max(created_at),
    })
}

impl Store {
    /// Lists where an account is signed in, the newest first: sessions that began after `oldest` and are not over at `now`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn signed_in(&self, account: AccountId, oldest: Timestamp, now: Timestamp) -> Result<Vec<SignedIn>, Fault> {
        let sql = "SELECT s.id, s.device, s.address, s.created_at, s.seen_at FROM session s \
                   WHERE s.account_id = $1 AND s.created_at > $2 AND s.expires_at > $3 ORDER BY s.seen_at DESC, s.created_at DESC, s.id";
        let rows = self.core.read.all(sql, args![account.to_string(), oldest, now]).await?;
        rows.iter().map(read).collect()
    }

    /// The server notes that a session is used.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn see_session(&self, id: &str, now: Timestamp) -> Result<(), Fault> {
        self.run("UPDATE session SET seen_at = $2 WHERE id = $1", args![kept(id), now]).await
    }

    /// A person ends one of their sessions by its name. `false` if there is none: then nothing was changed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn end_own_session(&self, account: AccountId, name: &str, stamp: Stamp) -> Result<bool, Fault> {
        let name = name.to_string();
        self.core.write(move |c| Box::pin(async move { end_one(c, account, &name, &stamp).await })).await
    }

    /// A person ends all of their sessions but the one with this id, and hears how many ended.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn end_other_sessions(&self, account: AccountId, id: &str, stamp: Stamp) -> Result<u64, Fault> {
        let hash = kept(id);
        self.core.write(move |c| Box::pin(async move { end_all(c, account, &hash, &stamp).await })).await
    }

    /// An administrator ends a session of an account by its name. `false` if there is none: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is the administrator's own account.
    #[boxed]
    pub async fn end_session_of(&self, _: &Administrator, account: AccountId, name: &str, stamp: Stamp) -> Result<bool, Fault> {
        let name = name.to_string();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Account(account)).await?;
                    end_one(c, account, &name, &stamp).await
                })
            })
            .await
    }

    /// An administrator ends all sessions of an account, and hears how many ended.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is the administrator's own account.
    #[boxed]
    pub async fn end_all_sessions_of(&self, _: &Administrator, account: AccountId, stamp: Stamp) -> Result<u64, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Account(account)).await?;
                    end_all(c, account, "", &stamp).await
                })
            })
            .await
    }
}

async fn end_one(c: &mut Conn<'_>, account: AccountId, name: &str, stamp: &Stamp) -> Result<bool, Fault> {
    if name.len() != NAME || !name.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(false);
    }
    let sql = "SELECT id, device FROM session WHERE account_id = $1 AND id LIKE $2";
    let Some(row) = c.one(sql, args![account.to_string(), format!("{name}%")]).await? else { return Ok(false) };
    c.execute("DELETE FROM session WHERE id = $1", args![row.text("id")?]).await?;
    events::append(c, stamp, &account.to_string(), Event::SessionEnded { device: row.text("device")? }).await?;
    Ok(true)
}

/// Ends all but the one that is kept under this hash; nothing is told where there is none.
async fn end_all(c: &mut Conn<'_>, account: AccountId, but: &str, stamp: &Stamp) -> Result<u64, Fault> {
    let sessions = c.execute("DELETE FROM session WHERE account_id = $1 AND id <> $2", args![account.to_string(), but]).await?;
    if sessions > 0 {
        events::append(c, stamp, &account.to_string(), Event::SessionsEnded { sessions }).await?;
    }
    Ok(sessions)
}
