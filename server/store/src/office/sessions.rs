//! Sessions and bearer tokens. Looking one up brings the account along, fresh, in one query shared by all who ask at the same time.

use crate::{
    Fault, Stamp, Store, boxed,
    core::Core,
    db::{
        args,
        batch::Batcher,
        dialect::{self, row},
        events,
    },
    office::{
        accounts,
        message::inbox,
        passwords,
        proof::SignInProof,
        session_record::{SessionLook, SessionRecord, TokenRecord},
    },
};
use std::collections::HashMap;
use zhixing_domain::{
    account::{Account, Administrator},
    digest::sha256_hex,
    event::Event,
    id::AccountId,
    time::Timestamp,
};

impl Core {
    pub fn start_session_reads(self) -> Batcher<SessionLook, Option<SessionRecord>> {
        Batcher::start(move |looks| {
            let core = self.clone();
            Box::pin(async move { core.read_sessions(&looks).await })
        })
    }

    async fn read_sessions(&self, looks: &[SessionLook]) -> Result<Vec<Option<SessionRecord>>, Fault> {
        let mut found = HashMap::with_capacity(looks.len());
        // the account has an id and a beginning of its own
        let columns = format!(
            "s.id AS session, s.data, s.expires_at, s.account_id, s.created_at AS begun_at, s.seen_at, {}, \
             CASE WHEN e.counts = 1 THEN {} ELSE 0 END AS unread",
            accounts::COLUMNS,
            inbox::count_unread("s.account_id")
        );
        let rest = "e JOIN session s ON s.id = e.id LEFT JOIN account a ON a.id = s.account_id";
        let e = dialect::rows("id, counts", looks.iter().map(|(id, counts)| row![id, i64::from(*counts)]));
        for row in self.near.packed_with(e, &columns, rest).await? {
            let account = row.opt_text("account_id")?.map(|_| accounts::read(&row)).transpose()?;
            let (created_at, expires_at, seen_at) = (row.time("begun_at")?, row.time("expires_at")?, row.time("seen_at")?);
            let unread = row.int("unread")?;
            let record: &mut SessionRecord = found.entry(row.text("session")?).or_insert(SessionRecord {
                data: row.text("data")?,
                created_at,
                expires_at,
                seen_at,
                account,
                unread,
            });
            // two who ask for one session at the same moment may not both want the count
            record.unread = record.unread.max(unread);
        }
        Ok(looks.iter().map(|(id, _)| found.get(id).cloned()).collect())
    }
}

/// A token to keep, by the SHA-256 of its text.
#[derive(Clone, Debug)]
pub struct NewToken {
    pub hash: String,
    pub account: AccountId,
}

/// A token as it is listed. Its name is the beginning of its hash.
#[derive(Clone, Debug)]
pub struct TokenLine {
    pub name: String,
    pub login: String,
    pub label: String,
    pub writes: bool,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
}

/// How many sessions of one account are kept.
pub const SESSIONS: i64 = 50;

/// How much of its hash names a token.
const NAME: usize = 16;
const WRITE: &str = "write";

impl Core {
    pub fn start_token_reads(self) -> Batcher<String, Option<TokenRecord>> {
        Batcher::start(move |hashes| {
            let core = self.clone();
            Box::pin(async move { core.read_tokens(&hashes).await })
        })
    }

    async fn read_tokens(&self, hashes: &[String]) -> Result<Vec<Option<TokenRecord>>, Fault> {
        let mut found = HashMap::with_capacity(hashes.len());
        let columns = format!("t.hash, t.expires_at, t.scope, {}", accounts::COLUMNS);
        let rest = "e JOIN token t ON t.hash = e.hash AND t.revoked_at IS NULL JOIN account a ON a.id = t.account_id";
        for row in self.near.packed_with(dialect::rows("hash", hashes.iter().map(|hash| row![hash])), &columns, rest).await? {
            found.insert(row.text("hash")?, (accounts::read(&row)?, row.opt_time("expires_at")?, row.text("scope")? == WRITE));
        }
        Ok(hashes.iter().map(|hash| found.get(hash).cloned()).collect())
    }
}

impl Store {
    /// Finds a session by its id, with its account as it is now; `None` if there is none. The caller looks whether its time is over. Calls
    /// at the same moment share one query.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] if too many requests wait, or the query that they share fails.
    #[boxed]
    pub async fn session(&self, id: String) -> Result<Option<SessionRecord>, Fault> {
        self.session_reads.run((kept(&id), false)).await
    }

    /// Finds a session like [`session`](Self::session), with the count of its person's unread messages: for pages that show it, and for no save.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] if too many requests wait, or the query that they share fails.
    #[boxed]
    pub async fn session_of_page(&self, id: String) -> Result<Option<SessionRecord>, Fault> {
        self.session_reads.run((kept(&id), true)).await
    }

    /// A person signs in by what they proved, and a session begins; the first one says in which language mail speaks to them. Of each account the
    /// newest [`SESSIONS`] are kept: the oldest goes when one more begins. `false` if the proof no longer holds: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if there is a session with this id.
    #[boxed]
    pub async fn begin_session(&self, id: String, proof: SignInProof, now: Timestamp, expires_at: Timestamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    // two that begin at the same time wait for each other here, or both would see room for one
                    if !proof.holds(c).await? {
                        return Ok(false);
                    }
                    let of = proof.account.to_string();
                    let sql = "DELETE FROM session WHERE account_id = $1 AND id NOT IN (SELECT s.id FROM session s WHERE s.account_id = $1 \
                               ORDER BY s.created_at DESC, s.id LIMIT $2)";
                    c.execute(sql, args![&of, SESSIONS - 1]).await?;
                    let sql = "INSERT INTO session (id, account_id, data, expires_at, created_at, seen_at, device, address) \
                               VALUES ($1, $2, '{}', $3, $4, $4, $5, $6)";
                    c.execute(sql, args![kept(&id), &of, expires_at, now, &proof.whence.device, &proof.whence.address]).await?;
                    let sql = "UPDATE account SET met_lang = $2 WHERE id = $1 AND met_lang IS NULL";
                    c.execute(sql, args![&of, proof.whence.lang.code()]).await?;
                    if let Some(device) = &proof.device {
                        passwords::remember_device(c, &of, device, now).await?;
                    }
                    Ok(true)
                })
            })
            .await
    }

    /// The server prolongs a session that is used, or writes what it carries. One that was ended meanwhile stays ended.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn renew_session(&self, id: String, data: String, expires_at: Timestamp) -> Result<(), Fault> {
        self.run("UPDATE session SET data = $2, expires_at = $3 WHERE id = $1", args![kept(&id), data, expires_at]).await
    }

    /// The server ends one session, for example when a person signs out.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn end_session(&self, id: String) -> Result<(), Fault> {
        self.run("DELETE FROM session WHERE id = $1", args![kept(&id)]).await
    }

    /// A person signs out everywhere: all their sessions and tokens end.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn end_sessions_of(&self, account: AccountId, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    passwords::shut_out(c, account, stamp.now).await?;
                    events::append(c, &stamp, &account.to_string(), Event::SignedOutEverywhere).await
                })
            })
            .await
    }

    /// The server deletes sessions whose time is over.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn forget_sessions(&self, now: Timestamp) -> Result<(), Fault> {
        self.run("DELETE FROM session WHERE expires_at <= $1", args![now]).await
    }

    /// The operator makes bearer tokens, which are kept by their hashes; without `writes` a token may only read.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if one of the hashes is kept already: then none of the tokens is kept.
    #[boxed]
    pub async fn put_tokens(
        &self,
        _: &Administrator,
        tokens: Vec<NewToken>,
        label: String,
        writes: bool,
        expires_at: Option<Timestamp>,
        stamp: Stamp,
    ) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let scope = if writes { WRITE } else { "read" };
                    let accounts: Vec<String> = tokens.iter().map(|token| token.account.to_string()).collect();
                    let rows = tokens.iter().zip(&accounts);
                    let rows = rows.map(|(token, account)| row![&token.hash, account, &label, stamp.now, expires_at, scope]);
                    let sql = "INSERT INTO token (hash, account_id, label, created_at, expires_at, scope) SELECT * FROM e";
                    c.execute_with(dialect::rows("hash, account, label, at, expires, scope", rows), sql).await?;
                    let said = accounts.iter().map(|account| (account.as_str(), Event::TokenMinted { label: label.clone() }));
                    events::append_all(c, &stamp, &said.collect::<Vec<_>>()).await
                })
            })
            .await
    }

    /// Finds the account of a bearer token by its hash, and whether the token may change anything. `None` if the token is unknown, expired
    /// or revoked.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] if too many requests wait, or the query that they share fails.
    #[boxed]
    pub async fn account_of_token(&self, hash: &str, now: Timestamp) -> Result<Option<(Account, bool)>, Fault> {
        let found = self.token_reads.run(hash.to_string()).await?;
        Ok(found.filter(|(_, expires_at, _)| expires_at.is_none_or(|end| end > now)).map(|(account, _, writes)| (account, writes)))
    }

    /// Lists the tokens of an account that let somebody in at `now`, newest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn tokens(&self, account: AccountId, now: Timestamp) -> Result<Vec<TokenLine>, Fault> {
        self.tokens_of(Some(account), now).await
    }

    /// The operator lists the tokens of all accounts that let somebody in at `now`, newest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn all_tokens(&self, _: &Administrator, now: Timestamp) -> Result<Vec<TokenLine>, Fault> {
        self.tokens_of(None, now).await
    }

    #[boxed]
    async fn tokens_of(&self, account: Option<AccountId>, now: Timestamp) -> Result<Vec<TokenLine>, Fault> {
        let sql = "SELECT t.hash, a.login, t.label, t.scope, t.created_at, t.expires_at FROM token t JOIN account a ON a.id = t.account_id \
                   WHERE ($1 = '' OR t.account_id = $1) AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2) \
                   ORDER BY t.created_at DESC, t.hash";
        let rows = self.core.read.all(sql, args![account.map(|a| a.to_string()).unwrap_or_default(), now]).await?;
        let read = |r: &crate::db::Row| {
            Ok(TokenLine {
                name: r.text("hash")?.chars().take(NAME).collect(),
                login: r.text("login")?,
                label: r.text("label")?,
                writes: r.text("scope")? == WRITE,
                created_at: r.time("created_at")?,
                expires_at: r.opt_time("expires_at")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// A person revokes one of their tokens by its name. `false` if they have none of this name: then nothing was changed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn revoke_token(&self, account: AccountId, name: &str, stamp: Stamp) -> Result<bool, Fault> {
        self.revoke(Some(account), name, stamp).await
    }

    /// The operator revokes the token of anybody by its name. `false` if there is none of this name: then nothing was changed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn revoke_any_token(&self, _: &Administrator, name: &str, stamp: Stamp) -> Result<bool, Fault> {
        self.revoke(None, name, stamp).await
    }

    #[boxed]
    async fn revoke(&self, account: Option<AccountId>, name: &str, stamp: Stamp) -> Result<bool, Fault> {
        let (of, name) = (account.map(|a| a.to_string()).unwrap_or_default(), name.to_string());
        if name.len() < NAME || !name.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(false);
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "SELECT hash, account_id, label FROM token WHERE hash LIKE $1 AND ($2 = '' OR account_id = $2) AND revoked_at IS NULL";
                    let Some(row) = c.one(sql, args![format!("{name}%"), of]).await? else { return Ok(false) };
                    c.execute("UPDATE token SET revoked_at = $2 WHERE hash = $1", args![row.text("hash")?, stamp.now]).await?;
                    events::append(c, &stamp, &row.text("account_id")?, Event::TokenRevoked { label: row.text("label")? }).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// One statement in one transaction.
    pub(crate) async fn run(&self, sql: &'static str, values: Vec<crate::db::Arg>) -> Result<(), Fault> {
        self.core.write(move |c| Box::pin(async move { c.execute(sql, values).await.map(|_| ()) })).await
    }
}

/// A session id as it is kept: whoever reads the database or a backup cannot take a session over.
pub(crate) fn kept(id: &str) -> String {
    sha256_hex(id.as_bytes())
}
