//! What was proved by whoever signs in, and whether it still holds in the transaction that acts on it. A password is checked slowly and outside of
//! any transaction; meanwhile it may have been changed.

use crate::{
    Fault,
    db::{Conn, args, dialect},
};
use zhixing_domain::{
    account::{Role, Roles},
    digest::sha256_hex,
    id::{AccountId, IdentityId, PasskeyId},
    lang::Lang,
    time::Timestamp,
};

/// What is noted of a session that begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whence {
    pub device: String,
    pub address: String,
    /// The language of the page.
    pub lang: Lang,
}

/// Somebody gave the right password of an account, and proved its second factor where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInProof {
    pub account: AccountId,
    /// The digest of the password's hash that the password was checked against.
    pub password: String,
    /// When the second factor was set up that was proved; `None` if there was none.
    pub factor: Option<Timestamp>,
    /// The passkey that was used, or for which the session stands.
    pub passkey: Option<PasskeyId>,
    /// The identity at a provider that stood for the password.
    pub identity: Option<IdentityId>,
    /// The device on which it was given, where it is to be remembered: with the session, or not at all.
    pub device: Option<String>,
    /// What its person will know the session by that begins with it.
    pub whence: Whence,
}

impl SignInProof {
    pub fn of(account: AccountId, password_hash: &str, factor: Option<Timestamp>) -> Self {
        Self {
            account,
            password: sha256_hex(password_hash.as_bytes()),
            factor,
            passkey: None,
            identity: None,
            device: None,
            whence: Whence::default(),
        }
    }

    /// The same with another password in the place of the one that was proved.
    pub fn with_password(self, password_hash: &str) -> Self {
        Self { password: sha256_hex(password_hash.as_bytes()), ..self }
    }

    /// Whether password, second factor, passkey and identity are still those of the account, which is not disabled. None of them changes before the transaction ends.
    /// Staff who have a passkey are not let in by the password alone.
    pub(crate) async fn holds(&self, conn: &mut Conn<'_>) -> Result<bool, Fault> {
        let id = self.account.to_string();
        let sql = format!(
            "SELECT a.password_hash, a.roles FROM account a WHERE a.id = $1 AND a.disabled_at IS NULL{}",
            dialect::for_update(conn)
        );
        let Some(row) = conn.one(sql, args![&id]).await? else { return Ok(false) };
        // a statement of its own: what changed while this one waited for the account is seen by the next
        let factor = conn.one("SELECT f.set_at FROM second_factor f WHERE f.account_id = $1", args![&id]).await?;
        let factor = factor.map(|r| r.time("set_at")).transpose()?;
        let staff = Roles::parse(&row.text("roles")?).is_some_and(|roles| !roles.common(Roles::of(&Role::STAFF)).is_empty());
        let stepped = match self.passkey {
            Some(_) => has_passkey(conn, &id, self.passkey).await?,
            None => self.factor.is_some() || !staff || !has_passkey(conn, &id, None).await?,
        };
        let bound = match self.identity {
            Some(identity) => is_bound(conn, &id, identity).await?,
            None => true,
        };
        Ok(sha256_hex(row.text("password_hash")?.as_bytes()) == self.password && factor == self.factor && stepped && bound)
    }
}

/// Whether this passkey of an account is still there, or with `None` whether it has any.
async fn has_passkey(conn: &mut Conn<'_>, account: &str, id: Option<PasskeyId>) -> Result<bool, Fault> {
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    let sql = format!("SELECT id FROM passkey WHERE account_id = $1 AND ($2 = '' OR id = $2){}", dialect::for_update(conn));
    Ok(conn.one(sql, args![account, id]).await?.is_some())
}

/// Whether an identity is still bound to this account.
async fn is_bound(conn: &mut Conn<'_>, account: &str, id: IdentityId) -> Result<bool, Fault> {
    Ok(conn.one("SELECT 1 FROM identity WHERE id = $2 AND account_id = $1", args![account, id.to_string()]).await?.is_some())
}
