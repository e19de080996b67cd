//! Passkeys: key pairs that authenticators keep and people sign in with. Only the public halves are here. For staff a passkey is a second step as well:
//! whoever has one is not let in by the password alone ([`SignInProof`]).

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Conn, Row, args, events},
    office::{message::inbox, passwords, proof::SignInProof},
};
use zhixing_domain::{
    event::Event,
    id::{AccountId, PasskeyId},
    message::InboxMessage,
    time::Timestamp,
};

/// How many passkeys an account has at most.
const MOST: i64 = 20;

/// A passkey as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    pub id: PasskeyId,
    pub account: AccountId,
    /// What its authenticator calls it, in hexadecimal.
    pub credential: String,
    /// What its person calls it.
    pub label: String,
    /// The public half as a SubjectPublicKeyInfo.
    pub key: Vec<u8>,
    /// The host that it was made for; nothing where an earlier build kept it.
    pub site: Option<String>,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// What an authenticator was asked with, by its hash: it counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedChallenge {
    pub hash: String,
    /// After this it would not count anyway.
    pub until: Timestamp,
}

/// A passkey to keep.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    pub credential: String,
    pub label: String,
    pub key: Vec<u8>,
    pub counter: u32,
    pub site: String,
    pub challenge: UsedChallenge,
}

const COLUMNS: &str = "p.id, p.account_id, p.credential, p.label, p.public_key, p.site, p.created_at, p.used_at";

fn read(row: &Row) -> Result<Passkey, Fault> {
    Ok(Passkey {
        id: row.parse("id")?,
        account: row.parse("account_id")?,
        credential: row.text("credential")?,
        label: row.text("label")?,
        key: row.bytes("public_key")?,
        site: row.opt_text("site")?,
        created_at: row.time("created_at")?,
        used_at: row.opt_time("used_at")?,
    })
}

impl Store {
    /// Lists the passkeys of an account, the oldest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn passkeys(&self, account: AccountId) -> Result<Vec<Passkey>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM passkey p WHERE p.account_id = $1 ORDER BY p.created_at, p.id");
        self.core.read.all(sql, args![account.to_string()]).await?.iter().map(read).collect()
    }

    /// Finds the passkey that an authenticator calls so, and what its use proves. `None` if there is none, or its account is disabled.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn passkey(&self, credential: &str) -> Result<Option<(Passkey, SignInProof)>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS}, a.password_hash, f.set_at FROM passkey p JOIN account a ON a.id = p.account_id AND a.disabled_at IS NULL \
             LEFT JOIN second_factor f ON f.account_id = a.id WHERE p.credential = $1"
        );
        let Some(row) = self.core.read.one(sql, args![credential]).await? else { return Ok(None) };
        let passkey = read(&row)?;
        let proof = SignInProof::of(passkey.account, &row.text("password_hash")?, row.opt_time("set_at")?);
        let proof = SignInProof { passkey: Some(passkey.id), ..proof };
        Ok(Some((passkey, proof)))
    }

    /// A person keeps a passkey. Where it is a second step from now on (`alone`: the password sufficed before), every session and token ends, because they
    /// were opened by the password alone. `None` if what was proved no longer holds, the challenge was used, the key pair is kept already, or there are
    /// twenty: then nothing was changed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn add_passkey(&self, proof: SignInProof, new: NewPasskey, alone: bool, stamp: Stamp) -> Result<Option<PasskeyId>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !proof.holds(c).await? || !is_fresh(c, &new.challenge, stamp.now).await? {
                        return Ok(None);
                    }
                    let (id, account) = (stamp.mint(PasskeyId::new), proof.account.to_string());
                    let sql = "INSERT INTO passkey (id, account_id, credential, label, public_key, counter, created_at, site) \
                               SELECT $1, $2, $3, $4, $5, $6, $7, $9 WHERE (SELECT COUNT(*) FROM passkey WHERE account_id = $2) < $8 \
                               ON CONFLICT (credential) DO NOTHING";
                    let counter = i64::from(new.counter);
                    let values = args![id.to_string(), &account, new.credential, &new.label, new.key, counter, stamp.now, MOST, new.site];
                    if c.execute(sql, values).await? == 0 {
                        return Ok(None);
                    }
                    if alone {
                        passwords::shut_out(c, proof.account, stamp.now).await?;
                    }
                    events::append(c, &stamp, &account, Event::PasskeyAdded { label: new.label }).await?;
                    inbox::put_now(c, &stamp, proof.account, InboxMessage::PasskeyAdded).await?;
                    Ok(Some(id))
                })
            })
            .await
    }

    /// A person uses a passkey, which now counts `counter`. `false` if the challenge was used before, or the authenticator has counted further already: then
    /// somebody has a copy of it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn use_passkey(&self, id: PasskeyId, counter: u32, challenge: UsedChallenge, now: Timestamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !is_fresh(c, &challenge, now).await? {
                        return Ok(false);
                    }
                    let sql = "UPDATE passkey SET counter = $2, used_at = $3 WHERE id = $1 AND (counter < $2 OR counter = 0 AND $2 = 0)";
                    Ok(c.execute(sql, args![id.to_string(), i64::from(counter), now]).await? == 1)
                })
            })
            .await
    }

    /// A person calls a passkey of theirs something else. `false` if they have none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn rename_passkey(&self, account: AccountId, id: PasskeyId, label: String) -> Result<bool, Fault> {
        let sql = "UPDATE passkey SET label = $3 WHERE id = $1 AND account_id = $2";
        let values = args![id.to_string(), account.to_string(), label];
        self.core.write(move |c| Box::pin(async move { Ok(c.execute(sql, values).await? == 1) })).await
    }

    /// A person takes a passkey of theirs away, after what they proved. `false` if they have none with this id, or the proof no longer holds.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remove_passkey(&self, proof: SignInProof, id: PasskeyId, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !proof.holds(c).await? {
                        return Ok(false);
                    }
                    let account = proof.account.to_string();
                    let sql = "DELETE FROM passkey WHERE id = $1 AND account_id = $2 RETURNING label";
                    let Some(row) = c.one(sql, args![id.to_string(), &account]).await? else { return Ok(false) };
                    events::append(c, &stamp, &account, Event::PasskeyRemoved { label: row.text("label")? }).await?;
                    inbox::put_now(c, &stamp, proof.account, InboxMessage::PasskeyRemoved).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Whether somebody has anything to sign in with beside the password: an authenticator's code or a passkey.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn has_second_step(&self, account: AccountId) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM second_factor WHERE account_id = $1 UNION ALL SELECT 1 FROM passkey WHERE account_id = $1 LIMIT 1";
        Ok(self.core.near.one(sql, args![account.to_string()]).await?.is_some())
    }
}

/// Notes that a challenge was used; `false` if it was before. Those that are over are forgotten.
pub(crate) async fn is_fresh(conn: &mut Conn<'_>, challenge: &UsedChallenge, now: Timestamp) -> Result<bool, Fault> {
    conn.execute("DELETE FROM used_challenge WHERE until <= $1", args![now]).await?;
    let sql = "INSERT INTO used_challenge (hash, until) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(conn.execute(sql, args![&challenge.hash, challenge.until]).await? == 1)
}
