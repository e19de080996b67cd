//! What a certificate is made from: the name that its attempt froze, and the released result. The issuer reads it before it signs and prints,
//! and the transaction that stores what came of it looks again: meanwhile staff may have settled another name, or voided an item.
//!
//! Whoever changes a name or a result holds the attempt's row, and so does this.

use crate::{
    Fault, Store, boxed,
    credential::frozen_name,
    db::{Conn, Row, args},
    exam::attempts,
    marking::rows::read_score,
};
use zhixing_domain::{
    certificate::{Hold, HolderName},
    grading::Score,
    id::AttemptId,
    time::Timestamp,
};

/// The name and the result that a certificate is issued for.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    pub name: Option<HolderName>,
    pub score: Score,
    pub released_at: Timestamp,
}

const SQL: &str = "SELECT t.legal_name, t.legal_name_source, r.score, r.released_at FROM attempt t JOIN result r ON r.attempt_id = t.id \
    WHERE t.id = $1 AND t.continued_by IS NULL AND r.score IS NOT NULL AND r.released_at IS NOT NULL";

fn read(row: &Row) -> Result<Basis, Fault> {
    Ok(Basis { name: frozen_name::name(row)?, score: read_score(&row.text("score")?)?, released_at: row.time("released_at")? })
}

impl Store {
    /// Reads what the certificate of an attempt is made from; `None` if no result of it is released, or another attempt goes on from it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn basis(&self, attempt: AttemptId) -> Result<Option<Basis>, Fault> {
        self.core.read.one(SQL, args![attempt.to_string()]).await?.map(|row| read(&row)).transpose()
    }
}

/// A conflict if the certificate of an attempt would be made from something else now.
#[boxed]
pub(crate) async fn still_holds(conn: &mut Conn<'_>, attempt: AttemptId, basis: &Basis) -> Result<(), Fault> {
    attempts::lock(conn, [attempt].into_iter()).await?;
    let now = conn.one(SQL, args![attempt.to_string()]).await?.map(|row| read(&row)).transpose()?;
    if now.as_ref() == Some(basis) { Ok(()) } else { Err(Fault::Conflict) }
}

/// A conflict if a certificate would wait for a name that staff have settled meanwhile: nobody would settle it again.
#[boxed]
pub(crate) async fn still_waits(conn: &mut Conn<'_>, attempt: AttemptId, hold: &Hold) -> Result<(), Fault> {
    attempts::lock(conn, [attempt].into_iter()).await?;
    let sql = "SELECT legal_name, legal_name_source FROM attempt WHERE id = $1";
    let name = conn.one(sql, args![attempt.to_string()]).await?.map(|row| frozen_name::name(&row)).transpose()?.flatten();
    let settled = match hold {
        Hold::NameMissing => name.is_some(),
        Hold::NameUnconfirmed => name.is_some_and(|n| n.is_confirmed()),
        Hold::Refused(_) => false,
    };
    if settled { Err(Fault::Conflict) } else { Ok(()) }
}
