//! Sessions and bearer tokens. Looking one up brings the account along, fresh, in one query shared by all who ask at the same time.

use crate::{
    Fault, Stamp, Store, accounts,
    batch::Batcher,
    db::args,
    dialect::{self, row},
    events,
    store::Core,
};
use std::collections::HashMap;
use zhixing_domain::{account::Account, id::AccountId, time::Timestamp};

/// A session as kept, with the account it belongs to as it is now.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    pub data: String,
    pub expires_at: Timestamp,
    pub account: Option<Account>,
}

impl Core {
    pub fn start_session_reads(self) -> Batcher<String, Option<SessionRecord>> {
        Batcher::start(move |ids| {
            let core = self.clone();
            Box::pin(async move { core.read_sessions(&ids).await })
        })
    }

    async fn read_sessions(&self, ids: &[String]) -> Result<Vec<Option<SessionRecord>>, Fault> {
        let mut found = HashMap::with_capacity(ids.len());
        let columns = format!("s.id, s.data, s.expires_at, s.account_id, {}", accounts::COLUMNS);
        let rest = "e JOIN session s ON s.id = e.id LEFT JOIN account a ON a.id = s.account_id";
        for row in self.read.packed_with(dialect::rows("id", ids.iter().map(|id| row![id])), &columns, rest).await? {
            let account = row.opt_text(3)?.map(|_| accounts::read(&row, 4)).transpose()?;
            found.insert(row.text(0)?, SessionRecord { data: row.text(1)?, expires_at: row.time(2)?, account });
        }
        Ok(ids.iter().map(|id| found.get(id).cloned()).collect())
    }
}

/// The account of a token that is not revoked, and when the token ends.
pub(crate) type TokenRecord = (Account, Option<Timestamp>);

impl Core {
    pub fn start_token_reads(self) -> Batcher<String, Option<TokenRecord>> {
        Batcher::start(move |hashes| {
            let core = self.clone();
            Box::pin(async move { core.read_tokens(&hashes).await })
        })
    }

    async fn read_tokens(&self, hashes: &[String]) -> Result<Vec<Option<TokenRecord>>, Fault> {
        let mut found = HashMap::with_capacity(hashes.len());
        let columns = format!("t.hash, t.expires_at, {}", accounts::COLUMNS);
        let rest = "e JOIN token t ON t.hash = e.hash AND t.revoked_at IS NULL JOIN account a ON a.id = t.account_id";
        for row in self.read.packed_with(dialect::rows("hash", hashes.iter().map(|hash| row![hash])), &columns, rest).await? {
            found.insert(row.text(0)?, (accounts::read(&row, 2)?, row.opt_time(1)?));
        }
        Ok(hashes.iter().map(|hash| found.get(hash).cloned()).collect())
    }
}

impl Store {
    pub async fn session(&self, id: String) -> Result<Option<SessionRecord>, Fault> {
        self.session_reads.run(id).await
    }

    /// Writes a session, new or changed.
    pub async fn put_session(&self, id: String, account: Option<AccountId>, data: String, expires_at: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO session (id, account_id, data, expires_at) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, data = excluded.data, expires_at = excluded.expires_at";
        let account = account.map(|a| a.to_string());
        self.run(sql, args![id, account, data, expires_at]).await
    }

    pub async fn end_session(&self, id: String) -> Result<(), Fault> {
        self.run("DELETE FROM session WHERE id = $1", args![id]).await
    }

    /// Signs a person out everywhere.
    pub async fn end_sessions_of(&self, account: AccountId, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    c.execute("DELETE FROM session WHERE account_id = $1", args![account.to_string()]).await?;
                    events::append(c, &stamp, 0, "session.ended_everywhere", &account.to_string(), "").await
                })
            })
            .await
    }

    pub async fn forget_expired_sessions(&self, now: Timestamp) -> Result<(), Fault> {
        self.run("DELETE FROM session WHERE expires_at <= $1", args![now]).await
    }

    /// Keeps bearer tokens by the SHA-256 of their text: `(hash, account)`.
    pub async fn put_tokens(
        &self,
        tokens: Vec<(String, AccountId)>,
        label: String,
        expires_at: Option<Timestamp>,
        stamp: Stamp,
    ) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "INSERT INTO token (hash, account_id, label, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
                    for (n, (hash, account)) in tokens.iter().enumerate() {
                        c.execute(sql, args![hash, account.to_string(), &label, stamp.now, expires_at]).await?;
                        events::append(c, &stamp, n as u64, "token.minted", &account.to_string(), &label).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// The account of a bearer token that is neither expired nor revoked.
    pub async fn account_of_token(&self, hash: &str, now: Timestamp) -> Result<Option<Account>, Fault> {
        let found = self.token_reads.run(hash.to_string()).await?;
        Ok(found.filter(|(_, expires_at)| expires_at.is_none_or(|end| end > now)).map(|(account, _)| account))
    }

    /// One statement in one transaction.
    pub(crate) async fn run(&self, sql: &'static str, values: Vec<crate::db::Arg>) -> Result<(), Fault> {
        self.core.write(move |c| Box::pin(async move { c.execute(sql, values).await.map(|_| ()) })).await
    }
}
