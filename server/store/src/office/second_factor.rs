//! What somebody signs in with beside the password: an authenticator, and codes for whoever lost it. Never here: a secret that can be read.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Conn, args, events},
    office::{
        bound,
        message::inbox,
        own::{self, Reach},
        passwords,
        proof::SignInProof,
    },
};
use zhixing_domain::{account::Administrator, event::Event, id::AccountId, message::InboxMessage, time::Timestamp};

/// The second factor of an account.
#[derive(Clone, Debug)]
pub struct SecondFactor {
    /// The authenticator's secret, as the server sealed it.
    pub sealed: Vec<u8>,
    pub set_at: Timestamp,
    /// How many recovery codes are left.
    pub codes: i64,
}

impl Store {
    /// Reads the second factor of an account; `None` if it has none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn second_factor(&self, account: AccountId) -> Result<Option<SecondFactor>, Fault> {
        let sql = "SELECT f.sealed, f.set_at, (SELECT COUNT(*) FROM recovery_code r WHERE r.account_id = f.account_id) AS codes \
                   FROM second_factor f WHERE f.account_id = $1";
        let row = self.core.near.one(sql, args![account.to_string()]).await?;
        row.map(|r| Ok(SecondFactor { sealed: r.bytes("sealed")?, set_at: r.time("set_at")?, codes: r.int("codes")? })).transpose()
    }

    /// A person sets up an authenticator: `sealed` is its secret, `step` the step of the code that proved it, `codes` the hashes of the
    /// recovery codes. Every session and token ends, because they were opened by the password alone. `false` if there is a second factor
    /// already, or what was proved no longer holds: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if `codes` has a hash twice.
    #[boxed]
    pub async fn set_second_factor(
        &self,
        proof: SignInProof,
        sealed: Vec<u8>,
        step: i64,
        codes: Vec<String>,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !proof.holds(c).await? {
                        return Ok(false);
                    }
                    let id = proof.account.to_string();
                    let sql =
                        "INSERT INTO second_factor (account_id, sealed, set_at, used_step) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
                    if c.execute(sql, args![&id, sealed, stamp.now, step]).await? == 0 {
                        return Ok(false);
                    }
                    for hash in codes {
                        c.execute("INSERT INTO recovery_code (account_id, hash) VALUES ($1, $2)", args![&id, hash]).await?;
                    }
                    passwords::shut_out(c, proof.account, stamp.now).await?;
                    events::append(c, &stamp, &id, Event::FactorSet).await?;
                    inbox::put_now(c, &stamp, proof.account, InboxMessage::FactorSet).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// A person gives the code of a step of thirty seconds. `false` if this step or a later one was used before, or there is no second
    /// factor.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn use_step(&self, account: AccountId, step: i64) -> Result<bool, Fault> {
        let sql = "UPDATE second_factor SET used_step = $2 WHERE account_id = $1 AND used_step < $2";
        self.core.write(move |c| Box::pin(async move { Ok(c.execute(sql, args![account.to_string(), step]).await? == 1) })).await
    }

    /// A person gives a recovery code, by its hash, and it is used up. `false` if the account has no such code.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn use_recovery_code(&self, account: AccountId, hash: String, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = account.to_string();
                    let sql = "DELETE FROM recovery_code WHERE account_id = $1 AND hash = $2";
                    if c.execute(sql, args![&id, hash]).await? == 0 {
                        return Ok(false);
                    }
                    events::append(c, &stamp, &id, Event::RecoveryCodeUsed).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// A person takes their own second factor away; the caller has had them prove it once more.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remove_second_factor(&self, account: AccountId, stamp: Stamp) -> Result<(), Fault> {
        self.core.write(move |c| Box::pin(async move { remove(c, account, &stamp).await })).await
    }

    /// An administrator takes away the second factor of somebody who lost it, and all passkeys: the password alone is left.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is the administrator's own account.
    #[boxed]
    pub async fn lift_second_factor(&self, _: &Administrator, account: AccountId, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Account(account)).await?;
                    if bound::clear_passkeys(c, &account.to_string()).await? {
                        events::append(c, &stamp, &account.to_string(), Event::PasskeyRemoved { label: String::new() }).await?;
                        inbox::put_now(c, &stamp, account, InboxMessage::PasskeyRemoved).await?;
                    }
                    remove(c, account, &stamp).await
                })
            })
            .await
    }
}

async fn remove(conn: &mut Conn<'_>, account: AccountId, stamp: &Stamp) -> Result<(), Fault> {
    let id = account.to_string();
    if clear(conn, &id).await? {
        events::append(conn, stamp, &id, Event::FactorRemoved).await?;
        inbox::put_now(conn, stamp, account, InboxMessage::FactorRemoved).await?;
    }
    Ok(())
}

async fn clear(conn: &mut Conn<'_>, id: &str) -> Result<bool, Fault> {
    conn.execute("DELETE FROM recovery_code WHERE account_id = $1", args![id]).await?;
    Ok(conn.execute("DELETE FROM second_factor WHERE account_id = $1", args![id]).await? > 0)
}
