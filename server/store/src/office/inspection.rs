//! What a doctor asks a database, without bringing it to another schema or writing to it. Never here: what the answers are worth.

use crate::{
    Fault, Store, boxed,
    db::{args, place},
};
use sqlx::{Connection as _, PgConnection, SqliteConnection, postgres::PgConnectOptions, sqlite::SqliteConnectOptions};
use std::{path::PathBuf, str::FromStr, time::Duration};
use zhixing_domain::{
    account::{Role, Roles},
    time::Timestamp,
};

/// How long a database on another machine has to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a database says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseState {
    /// `SQLite 3.50.4`, `PostgreSQL 16.3`.
    pub version: String,
    /// The newest migration it has seen; 0 before the first start.
    pub schema: i64,
    /// What its own clock says; nothing where the clock is that of this machine.
    pub now: Option<Timestamp>,
    /// Whether what it acknowledges is on its disk.
    pub durable: bool,
    /// When the newest event happened, by the clock of then.
    pub newest_event: Option<Timestamp>,
}

/// Looks at a database as it is: nothing is made, migrated or marked.
///
/// # Errors
///
/// [`Fault::Unavailable`] if it cannot be reached, is of another program, or is a file that is not there.
pub async fn inspect(url: &str) -> Result<DatabaseState, Fault> {
    if url.starts_with("postgres") { inspect_postgres(url).await } else { inspect_sqlite(url).await }
}

/// The file of a SQLite database; nothing for another database, or one in memory.
pub fn database_file(url: &str) -> Option<PathBuf> {
    url.strip_prefix("sqlite:").filter(|file| !file.contains('?') && !file.starts_with(':')).map(PathBuf::from)
}

async fn inspect_sqlite(url: &str) -> Result<DatabaseState, Fault> {
    let options = SqliteConnectOptions::from_str(url)?.read_only(true);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    place::ours(&mut conn).await?;
    let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut conn).await?;
    let sql = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'";
    let migrated: i64 = sqlx::query_scalar(sql).fetch_one(&mut conn).await?;
    let (mut schema, mut newest) = (0, None);
    if migrated > 0 {
        schema = sqlx::query_scalar(SCHEMA).fetch_one(&mut conn).await?;
        newest = sqlx::query_scalar::<_, i64>(NEWEST).fetch_optional(&mut conn).await?;
    }
    conn.close().await?;
    let version = format!("SQLite {version}");
    Ok(DatabaseState { version, schema, now: None, durable: true, newest_event: newest.map(Timestamp::from_ms) })
}

const SCHEMA: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations";
const NEWEST: &str = "SELECT at FROM event ORDER BY id DESC LIMIT 1";

async fn inspect_postgres(url: &str) -> Result<DatabaseState, Fault> {
    let options = PgConnectOptions::from_str(url)?;
    let late = |_| Fault::Unavailable(format!("no answer within {} s", PATIENCE.as_secs()));
    let mut conn = tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options)).await.map_err(late)??;
    let version: String = sqlx::query_scalar("SHOW server_version").fetch_one(&mut conn).await?;
    let version = format!("PostgreSQL {}", version.split(' ').next().unwrap_or_default());
    let fsync: String = sqlx::query_scalar("SHOW fsync").fetch_one(&mut conn).await?;
    let migrated: bool = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL").fetch_one(&mut conn).await?;
    let (mut schema, mut newest) = (0, None);
    if migrated {
        schema = sqlx::query_scalar(SCHEMA).fetch_one(&mut conn).await?;
        newest = sqlx::query_scalar::<_, i64>(NEWEST).fetch_optional(&mut conn).await?;
    }
    // last, so that what came before does not make it look slow
    let sql = "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT";
    let now: i64 = sqlx::query_scalar(sql).fetch_one(&mut conn).await?;
    conn.close().await?;
    let (now, newest_event) = (Some(Timestamp::from_ms(now)), newest.map(Timestamp::from_ms));
    Ok(DatabaseState { version, schema, now, durable: fsync == "on", newest_event })
}

impl Store {
    /// The operator asks which staff sign in with one step alone: logins, in their order.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn staff_with_one_step(&self) -> Result<Vec<String>, Fault> {
        let sql = "SELECT a.login, a.roles FROM account a LEFT JOIN second_factor f ON f.account_id = a.id \
                   WHERE a.disabled_at IS NULL AND a.roles <> $1 AND f.account_id IS NULL \
                   AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.account_id = a.id) ORDER BY a.login";
        let mut logins = vec![];
        for row in self.core.read.all(sql, args![Role::Learner.code()]).await? {
            let roles = Roles::parse(&row.text("roles")?).unwrap_or_default();
            if Role::STAFF.iter().any(|role| roles.has(*role)) {
                logins.push(row.text("login")?);
            }
        }
        Ok(logins)
    }

    /// The operator looks for staff whose only second step are passkeys that do not work at this host; nothing for an address without passkeys.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn staff_kept_out(&self, host: Option<&str>) -> Result<Vec<String>, Fault> {
        // those of before may be of this host, where it has any
        let sql = "SELECT a.login, a.roles FROM account a WHERE a.disabled_at IS NULL AND EXISTS (SELECT 1 FROM passkey k WHERE k.account_id = a.id) \
                   AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.account_id = a.id AND COALESCE(k.site, $2) = $1) \
                   AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id) ORDER BY a.login";
        let rows = self.core.read.all(sql, args![host.unwrap_or("-"), host.unwrap_or_default()]).await?;
        let staff = |roles: String| Roles::parse(&roles).is_some_and(|roles| Role::STAFF.iter().any(|role| roles.has(*role)));
        let mut logins = vec![];
        for row in rows {
            if staff(row.text("roles")?) {
                logins.push(row.text("login")?);
            }
        }
        Ok(logins)
    }

    /// The operator asks for the hash at a place of the audit log's chain; `None` if the chain does not reach so far.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn audit_hash(&self, seq: i64) -> Result<Option<String>, Fault> {
        let row = self.core.read.one("SELECT hash FROM event_link WHERE seq = $1", args![seq]).await?;
        row.map(|r| r.text("hash")).transpose()
    }

    /// The operator asks for the keys that the database was used with: `(kid, public half as Multikey text)`, and for the names of those that
    /// signed certificates in it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn keys_in_use(&self) -> Result<(Vec<(String, String)>, Vec<String>), Fault> {
        let noted = self.core.read.all("SELECT kid, public FROM signing_key ORDER BY kid", vec![]).await?;
        let noted = noted.iter().map(|r| Ok((r.text("kid")?, r.text("public")?))).collect::<Result<_, Fault>>()?;
        let signed = self.core.read.all("SELECT DISTINCT kid FROM certificate ORDER BY kid", vec![]).await?;
        let signed = signed.iter().map(|r| r.text("kid")).collect::<Result<_, Fault>>()?;
        Ok((noted, signed))
    }

    /// The operator asks whether anybody ever sat an exam or a mock here.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn was_used(&self) -> Result<bool, Fault> {
        Ok(self.core.read.one("SELECT id FROM attempt LIMIT 1", vec![]).await?.is_some())
    }
}
