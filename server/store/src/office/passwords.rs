//! Beside the password itself: the devices that know it already, and one-time codes for a new one.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Conn, args, dialect, events},
    office::{
        bound,
        message::inbox,
        own::{self, Reach},
    },
};
use zhixing_domain::{
    account::{self, Administrator},
    event::Event,
    id::AccountId,
    message::InboxMessage,
    time::{Span, Timestamp},
};

/// A device that was not used for so long is a new one.
const DEVICE: Span = Span::from_minutes(400 * 24 * 60);
/// The most devices that are kept of an account; the one that was silent longest goes.
const DEVICES: i64 = 20;

impl Store {
    /// Tells whether somebody gave the right password of this account on this device in the last 400 days; `device` is the hash of its
    /// cookie.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn knows_device(&self, account: AccountId, device: &str, now: Timestamp) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM known_device WHERE account_id = $1 AND device = $2 AND seen_at > $3";
        Ok(self.core.near.one(sql, args![account.to_string(), device, now - DEVICE]).await?.is_some())
    }

    /// Tells whether somebody signed in on this device in the last 400 days, whoever it was.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn is_known_device(&self, device: &str, now: Timestamp) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM known_device WHERE device = $1 AND seen_at > $2";
        Ok(self.core.near.one(sql, args![device, now - DEVICE]).await?.is_some())
    }

    /// An administrator makes a code with which a person may set a new password, once; `hash` is its hash. An earlier code no longer works.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is the administrator's own account.
    #[boxed]
    pub async fn put_reset_code(
        &self,
        _: &Administrator,
        account: AccountId,
        hash: String,
        expires_at: Timestamp,
        stamp: Stamp,
    ) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Account(account)).await?;
                    let sql = "INSERT INTO reset_code (account_id, hash, expires_at) VALUES ($1, $2, $3) \
                               ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at";
                    c.execute(sql, args![account.to_string(), hash, expires_at]).await?;
                    events::append(c, &stamp, &account.to_string(), Event::ResetCodeMade).await
                })
            })
            .await
    }

    /// Tells the account of this login if it has the code with this hash, and may still use it at `now`. A disabled account has none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn account_of_code(&self, login: &str, hash: String, now: Timestamp) -> Result<Option<AccountId>, Fault> {
        let [typed, read] = account::spellings(login);
        let sql = "SELECT r.account_id FROM reset_code r JOIN account a ON a.id = r.account_id \
                   WHERE a.login IN ($1, $4) AND a.disabled_at IS NULL AND r.hash = $2 AND r.expires_at > $3";
        self.core.read.one(sql, args![typed, hash, now, read]).await?.map(|row| row.parse("account_id")).transpose()
    }

    /// A person sets a new password by such a code, and the caller gets the account's id; `hash` is the hash of the code, `password` that
    /// of the password. The code, every session, every token and every known device end, and what others may have bound. `None` if the code is wrong
    /// or too old, or the account is disabled.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn reset_password(&self, login: &str, hash: String, password: String, stamp: Stamp) -> Result<Option<AccountId>, Fault> {
        let [typed, read] = account::spellings(login);
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "SELECT r.account_id FROM reset_code r JOIN account a ON a.id = r.account_id \
                               WHERE a.login IN ($1, $4) AND a.disabled_at IS NULL AND r.hash = $2 AND r.expires_at > $3";
                    let Some(row) = c.one(sql, args![typed, &hash, stamp.now, read]).await? else { return Ok(None) };
                    let account: AccountId = row.parse("account_id")?;
                    // the account before its code, as whoever changes the password takes them: neither waits for the other for ever
                    let lock = format!("SELECT id FROM account WHERE id = $1{}", dialect::for_update(c));
                    c.one(lock, args![account.to_string()]).await?;
                    // of any number of calls at once one has the code, and none has one that was replaced meanwhile
                    let taken = "DELETE FROM reset_code WHERE account_id = $1 AND hash = $2";
                    if c.execute(taken, args![account.to_string(), &hash]).await? == 0 {
                        return Ok(None);
                    }
                    replace(c, account, &password, &stamp).await?;
                    bound::end(c, account, &stamp).await?;
                    events::append(c, &stamp, &account.to_string(), Event::PasswordReset).await?;
                    Ok(Some(account))
                })
            })
            .await
    }
}

/// Remembers a device on which somebody proved who they are. Of each account the 20 are kept that were noted last.
#[boxed]
pub(crate) async fn remember_device(conn: &mut Conn<'_>, account: &str, device: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO known_device (account_id, device, seen_at) VALUES ($1, $2, $3) \
               ON CONFLICT (account_id, device) DO UPDATE SET seen_at = excluded.seen_at";
    conn.execute(sql, args![account, device, now]).await?;
    let sql = "DELETE FROM known_device WHERE account_id = $1 AND device NOT IN (SELECT k.device FROM known_device k \
               WHERE k.account_id = $1 ORDER BY k.seen_at DESC, k.device LIMIT $2)";
    conn.execute(sql, args![account, DEVICES]).await.map(|_| ())
}

/// Writes the password hash that a person, or the operator for them, chose.
#[boxed]
pub(crate) async fn change(conn: &mut Conn<'_>, account: AccountId, hash: &str, stamp: &Stamp) -> Result<(), Fault> {
    replace(conn, account, hash, stamp).await?;
    events::append(conn, stamp, &account.to_string(), Event::PasswordChanged).await
}

/// Writes a new password hash, and tells its person; whatever let somebody in before ends, a code or a link for a new password as well.
pub(crate) async fn replace(conn: &mut Conn<'_>, account: AccountId, hash: &str, stamp: &Stamp) -> Result<(), Fault> {
    let id = account.to_string();
    conn.execute("UPDATE account SET password_hash = $2 WHERE id = $1", args![&id, hash]).await?;
    conn.execute("DELETE FROM known_device WHERE account_id = $1", args![&id]).await?;
    conn.execute("DELETE FROM reset_code WHERE account_id = $1", args![&id]).await?;
    conn.execute("DELETE FROM recovery_link WHERE account_id = $1", args![&id]).await?;
    inbox::put_now(conn, stamp, account, InboxMessage::PasswordChanged).await?;
    shut_out(conn, account, stamp.now).await
}

/// Ends every session and token of an account.
#[boxed]
pub(crate) async fn shut_out(conn: &mut Conn<'_>, account: AccountId, now: Timestamp) -> Result<(), Fault> {
    conn.execute("DELETE FROM session WHERE account_id = $1", args![account.to_string()]).await?;
    let sql = "UPDATE token SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL";
    conn.execute(sql, args![account.to_string(), now]).await.map(|_| ())
}
