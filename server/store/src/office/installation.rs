//! What binds a database to the files beside it: the public halves of its signing keys, and whether a copy is whole.

use crate::{
    Fault, Store, boxed,
    db::{
        Source, args,
        dialect::{self, row},
        place,
    },
};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::Path;
use zhixing_domain::time::Timestamp;

/// What a copy of a database says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyReport {
    /// Signing keys that were used with it: `(kid, public half as Multikey text)`.
    pub keys: Vec<(String, String)>,
    /// Names of keys that signed certificates in it.
    pub signed_by: Vec<String>,
    /// The newest migration it has seen.
    pub schema: i64,
}

/// The newest migration that this program knows.
pub fn newest_schema() -> i64 {
    dialect::migrations(false).migrations.iter().map(|m| m.version).max().unwrap_or_default()
}

/// Checks whether a file is a whole database of this program, and reads what it says of itself. The file is not changed.
///
/// # Errors
///
/// [`Fault::Unavailable`] with the reason why it is not.
pub async fn examine(path: &Path) -> Result<CopyReport, Fault> {
    // without its own log beside it: a copy has none
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let report = examine_open(&mut conn).await;
    conn.close().await?;
    report
}

async fn examine_open(conn: &mut SqliteConnection) -> Result<CopyReport, Fault> {
    place::ours(conn).await?;
    let whole: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut *conn).await?;
    if whole != "ok" {
        return Err(Fault::Unavailable(format!("the copy of the database is damaged: {whole}")));
    }
    let schema = sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations").fetch_one(&mut *conn).await?;
    let signed_by = sqlx::query_scalar("SELECT DISTINCT kid FROM certificate ORDER BY kid").fetch_all(&mut *conn).await?;
    let noted: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'signing_key'")
        .fetch_one(&mut *conn)
        .await?;
    let keys = match noted {
        0 => vec![],
        _ => sqlx::query_as("SELECT kid, public FROM signing_key ORDER BY kid").fetch_all(&mut *conn).await?,
    };
    Ok(CopyReport { keys, signed_by, schema })
}

impl Store {
    /// At its start the server notes the keys that sign with this database: `(kid, public half as Multikey text)`. Gives the names of keys
    /// that were noted before with another public half: such a key belongs to another database.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_keys(&self, keys: Vec<(String, String)>, now: Timestamp) -> Result<Vec<String>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let new = dialect::rows("kid, public, noted_at", keys.iter().map(|(kid, public)| row![kid, public, now]));
                    let sql = "INSERT INTO signing_key (kid, public, noted_at) SELECT * FROM e WHERE true ON CONFLICT (kid) DO NOTHING";
                    c.execute_with(new, sql).await?;
                    let mut foreign = vec![];
                    for (kid, public) in keys {
                        let sql = "SELECT kid FROM signing_key WHERE kid = $1 AND public <> $2";
                        if c.one(sql, args![&kid, public]).await?.is_some() {
                            foreign.push(kid);
                        }
                    }
                    Ok(foreign)
                })
            })
            .await
    }

    /// Whether the database is a file that this process alone may replace.
    pub fn is_file(&self) -> bool {
        matches!(self.core.read.source, Source::Sqlite(_))
    }
}
