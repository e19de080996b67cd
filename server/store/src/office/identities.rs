//! Identities: who people are at providers by which they sign in, bound to their accounts. An account that was opened by one has no password until its
//! person sets one.

use crate::{
    Fault, NewAccount, Stamp, Store, boxed,
    db::{Conn, Row, args, events},
    office::{
        accounts, consent,
        message::inbox,
        own::{self, Reach},
        passkeys, passwords,
        proof::SignInProof,
    },
};
use zhixing_domain::{
    account::{Account, AccountRefusal, Administrator},
    event::Event,
    id::{AccountId, IdentityId},
    identity::ProviderIdentity,
    message::InboxMessage,
    time::Timestamp,
};

/// An identity as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundIdentity {
    pub id: IdentityId,
    pub account: AccountId,
    pub issuer: String,
    pub subject: String,
    pub bound_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// Why an identity was not bound or not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityRefusal {
    /// It is bound to an account, or the account has another one of this provider.
    There,
    /// What was proved no longer holds, or it is nobody's here.
    Gone,
}

fn read(row: &Row) -> Result<BoundIdentity, Fault> {
    Ok(BoundIdentity {
        id: row.parse("identity")?,
        account: row.parse("account_id")?,
        issuer: row.text("issuer")?,
        subject: row.text("subject")?,
        bound_at: row.time("bound_at")?,
        used_at: row.opt_time("used_at")?,
    })
}

const COLUMNS: &str = "i.id AS identity, i.account_id, i.issuer, i.subject, i.bound_at, i.used_at";

impl Store {
    /// Lists the identities that are bound to an account, the oldest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn identities(&self, account: AccountId) -> Result<Vec<BoundIdentity>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM identity i WHERE i.account_id = $1 ORDER BY i.bound_at, i.id");
        self.core.read.all(sql, args![account.to_string()]).await?.iter().map(read).collect()
    }

    /// Finds whose an identity is, and what it proves of its account, which may be disabled; the second factor is not in it. `None` if it is bound to none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn identity(&self, of: &ProviderIdentity) -> Result<Option<(Account, SignInProof)>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS}, a.password_hash, {} FROM identity i JOIN account a ON a.id = i.account_id WHERE i.issuer = $1 AND i.subject = $2",
            accounts::COLUMNS
        );
        let Some(row) = self.core.read.one(sql, args![&of.issuer, &of.subject]).await? else { return Ok(None) };
        let (bound, account) = (read(&row)?, accounts::read(&row)?);
        let proof = SignInProof { identity: Some(bound.id), ..SignInProof::of(bound.account, &row.text("password_hash")?, None) };
        Ok(Some((account, proof)))
    }

    /// Tells whether an account has a password; one that an identity opened has none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn has_a_password(&self, account: AccountId) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM account WHERE id = $1 AND password_hash <> ''";
        Ok(self.core.read.one(sql, args![account.to_string()]).await?.is_some())
    }

    /// A browser came back from a provider, by what it was sent there with: `false` if it did so before.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn come_back(&self, once: passkeys::UsedChallenge, now: Timestamp) -> Result<bool, Fault> {
        self.core.write(move |c| Box::pin(async move { passkeys::is_fresh(c, &once, now).await })).await
    }

    /// Notes that somebody signed in by an identity.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn use_identity(&self, id: IdentityId, now: Timestamp) -> Result<(), Fault> {
        self.run("UPDATE identity SET used_at = $2 WHERE id = $1", args![id.to_string(), now]).await
    }

    /// A person binds an identity to the own account, after what they proved.
    ///
    /// # Errors
    ///
    /// The inner error says why it was not bound. The outer one is a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn bind_identity(
        &self,
        proof: SignInProof,
        new: ProviderIdentity,
        stamp: Stamp,
    ) -> Result<Result<IdentityId, IdentityRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !proof.holds(c).await? {
                        return Ok(Err(IdentityRefusal::Gone));
                    }
                    let Some(id) = bind(c, proof.account, &new, &stamp).await? else { return Ok(Err(IdentityRefusal::There)) };
                    inbox::put_now(c, &stamp, proof.account, InboxMessage::IdentityBound).await?;
                    Ok(Ok(id))
                })
            })
            .await
    }

    /// A person removes an identity from the own account, after the password, which lets them in from now on; whatever it may have opened ends.
    ///
    /// # Errors
    ///
    /// The inner error says why it was not removed. The outer one is a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remove_identity(&self, proof: SignInProof, id: IdentityId, stamp: Stamp) -> Result<Result<(), IdentityRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !proof.holds(c).await? {
                        return Ok(Err(IdentityRefusal::Gone));
                    }
                    Ok(if unbind(c, proof.account, &id.to_string(), &stamp).await? { Ok(()) } else { Err(IdentityRefusal::Gone) })
                })
            })
            .await
    }

    /// An administrator ends an identity of an account; whatever it may have opened ends. `false` if there is none with this id: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is the administrator's own account.
    #[boxed]
    pub async fn end_identity_of(&self, _: &Administrator, account: AccountId, id: &str, stamp: Stamp) -> Result<bool, Fault> {
        let id = id.to_string();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Account(account)).await?;
                    unbind(c, account, &id, &stamp).await
                })
            })
            .await
    }

    /// A person whom a provider knows registers, and agrees to privacy and terms in the `version` of this moment. The account has no password.
    ///
    /// # Errors
    ///
    /// The inner error is [`AccountRefusal::LoginTaken`] if an account has this login already, and `None` if the identity is somebody's. The outer one is a
    /// [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn register_identity(
        &self,
        new: NewAccount,
        identity: ProviderIdentity,
        version: String,
        stamp: Stamp,
    ) -> Result<Result<AccountId, Option<AccountRefusal>>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let there = "SELECT 1 FROM identity WHERE issuer = $1 AND subject = $2";
                    if c.one(there, args![&identity.issuer, &identity.subject]).await?.is_some() {
                        return Ok(Err(None));
                    }
                    let Some(id) = accounts::insert(c, &new, &stamp).await? else { return Ok(Err(Some(AccountRefusal::LoginTaken))) };
                    // two at the same time: the second ends as a conflict, with nothing written
                    bind(c, id, &identity, &stamp).await?.ok_or(Fault::Conflict)?;
                    consent::note(c, id, version, &stamp).await?;
                    Ok(Ok(id))
                })
            })
            .await
    }
}

async fn bind(conn: &mut Conn<'_>, account: AccountId, new: &ProviderIdentity, stamp: &Stamp) -> Result<Option<IdentityId>, Fault> {
    let id = stamp.mint(IdentityId::new);
    let sql = "INSERT INTO identity (id, account_id, issuer, subject, bound_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let values = args![id.to_string(), account.to_string(), &new.issuer, &new.subject, stamp.now];
    if conn.execute(sql, values).await? == 0 {
        return Ok(None);
    }
    events::append(conn, stamp, &account.to_string(), Event::IdentityBound { issuer: new.issuer.clone() }).await?;
    Ok(Some(id))
}

/// Takes an identity away, and shuts out whoever came in by it; `false` if the account has none with this id.
async fn unbind(conn: &mut Conn<'_>, account: AccountId, id: &str, stamp: &Stamp) -> Result<bool, Fault> {
    let sql = "DELETE FROM identity WHERE id = $2 AND account_id = $1 RETURNING issuer";
    let Some(row) = conn.one(sql, args![account.to_string(), id]).await? else { return Ok(false) };
    passwords::shut_out(conn, account, stamp.now).await?;
    events::append(conn, stamp, &account.to_string(), Event::IdentityRemoved { issuer: row.text("issuer")? }).await?;
    inbox::put_now(conn, stamp, account, InboxMessage::IdentityRemoved).await?;
    Ok(true)
}
