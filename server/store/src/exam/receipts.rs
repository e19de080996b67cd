//! Receipts of ended attempts: made from the answers that count, and signed once, in the transaction that ends the attempt.

use crate::{
    AttemptSummary, CurrentAnswer, Fault, Store, boxed,
    db::{Conn, Row, args},
    exam::seal::{Seal, Signer},
};
use zhixing_domain::{
    attempt::{Receipt, State, receipt::ReceiptLine},
    id::AttemptId,
    time::Timestamp,
};

pub(crate) fn seal(receipt: &Receipt, signer: &Signer) -> Seal {
    let (kid, signature) = signer(&receipt.to_text());
    Seal { digest: receipt.digest(), kid, signature }
}

pub(crate) const SEAL: &str = "t.receipt_digest, t.receipt_kid, t.receipt_signature";

/// Reads a seal from the columns of [`SEAL`].
pub(crate) fn read_seal(row: &Row) -> Result<Option<Seal>, Fault> {
    let Some(digest) = row.opt_text("receipt_digest")? else { return Ok(None) };
    let (kid, signature) = (row.opt_text("receipt_kid")?, row.opt_text("receipt_signature")?);
    Ok(Some(Seal { digest, kid: kid.unwrap_or_default(), signature: signature.unwrap_or_default() }))
}

pub(crate) fn receipt(id: AttemptId, at: Timestamp, answers: &[CurrentAnswer]) -> Receipt {
    let line = |a: &CurrentAnswer| ReceiptLine { item: a.item.0.clone(), rev: a.rev, value_digest: a.value.digest() };
    Receipt::new(id, at, answers.iter().map(line).collect())
}

impl Store {
    /// Makes the receipt of an ended attempt from its answers, and reads what was signed of it at the end. `None` if the attempt has not
    /// ended or is voided; the seal is `None` if nothing was signed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn receipt(&self, summary: &AttemptSummary) -> Result<Option<(Receipt, Option<Seal>)>, Fault> {
        let State::Ended { at, .. } = summary.state else { return Ok(None) };
        let answers = self.answers(summary.id).await?;
        let sql = format!("SELECT {SEAL} FROM attempt t WHERE t.id = $1");
        let row = self.core.near.one(sql, args![summary.id.to_string()]).await?;
        Ok(Some((receipt(summary.id, at, &answers), row.map_or(Ok(None), |r| read_seal(&r))?)))
    }

    /// The server seals the receipt of an attempt that ended before receipts were sealed. A seal that is there stays.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn put_seal(&self, id: AttemptId, seal: Seal) -> Result<(), Fault> {
        self.core.write(move |c| Box::pin(async move { put(c, id, &seal).await })).await
    }
}

/// Writes a seal where there is none.
#[boxed]
pub(crate) async fn put(conn: &mut Conn<'_>, id: AttemptId, seal: &Seal) -> Result<(), Fault> {
    let sql = "UPDATE attempt SET receipt_digest = $2, receipt_kid = $3, receipt_signature = $4 \
               WHERE id = $1 AND ended_at IS NOT NULL AND receipt_digest IS NULL";
    conn.execute(sql, args![id.to_string(), &seal.digest, &seal.kid, &seal.signature]).await.map(|_| ())
}
