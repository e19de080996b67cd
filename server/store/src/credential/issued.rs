//! Certificates as they were issued: found by their number, holder, attempt or key.

use crate::{
    Fault, Store, boxed,
    db::{Row, args, like::Patterns},
};
use zhixing_domain::{
    certificate::{CheckCode, Number},
    digest::sha256_hex,
    id::{AccountId, AttemptId},
    time::Timestamp,
};

/// One version of a certificate.
#[derive(Clone, Debug)]
pub struct CertificateRecord {
    pub number: Number,
    pub version: i64,
    pub account: AccountId,
    pub attempt: AttemptId,
    pub facts: String,
    pub sha256: String,
    pub status_list: i64,
    pub status_index: i64,
    pub issued_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    pub revoke_reason: Option<String>,
    pub kid: String,
    /// Absent only until the server has started once since check codes exist.
    pub code: Option<CheckCode>,
}

pub(crate) const COLUMNS: &str = "number, version, account_id, attempt_id, facts, sha256, status_list, status_index, issued_at, revoked_at, \
    revoke_reason, kid, check_code";

/// Reads a version of a certificate from the columns of [`COLUMNS`].
pub(crate) fn read(row: &Row) -> Result<CertificateRecord, Fault> {
    Ok(CertificateRecord {
        number: row.parse("number")?,
        version: row.int("version")?,
        account: row.parse("account_id")?,
        attempt: row.parse("attempt_id")?,
        facts: row.text("facts")?,
        sha256: row.text("sha256")?,
        status_list: row.int("status_list")?,
        status_index: row.int("status_index")?,
        issued_at: row.time("issued_at")?,
        revoked_at: row.opt_time("revoked_at")?,
        revoke_reason: row.opt_text("revoke_reason")?,
        kid: row.text("kid")?,
        code: row.opt_text("check_code")?.as_deref().and_then(CheckCode::typed),
    })
}

impl Store {
    /// Lists all versions of a certificate, newest first; empty if there is no such number.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn certificate(&self, number: &Number) -> Result<Vec<CertificateRecord>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM certificate WHERE number = $1 ORDER BY version DESC");
        self.core.read.all(sql, args![number.to_string()]).await?.iter().map(read).collect()
    }

    /// Reads the signed JSON and the PDF of one version; `None` if there is no such version.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn certificate_bytes(&self, number: &Number, version: i64) -> Result<Option<(Vec<u8>, Vec<u8>)>, Fault> {
        let sql = "SELECT credential, pdf FROM certificate WHERE number = $1 AND version = $2";
        let row = self.core.read.one(sql, args![number.to_string(), version]).await?;
        row.map(|r| Ok((r.bytes("credential")?, r.bytes("pdf")?))).transpose()
    }

    /// Gives the SHA-256 of the PDF of one version as it was issued, in hexadecimal; `None` if there is no such version.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn certificate_pdf_sha256(&self, number: &Number, version: i64) -> Result<Option<String>, Fault> {
        let sql = "SELECT pdf_sha256 FROM certificate WHERE number = $1 AND version = $2";
        let Some(row) = self.core.read.one(sql, args![number.to_string(), version]).await? else { return Ok(None) };
        match row.opt_text("pdf_sha256")? {
            Some(known) => Ok(Some(known)),
            None => Ok(self.certificate_bytes(number, version).await?.map(|(_, pdf)| sha256_hex(&pdf))),
        }
    }

    /// Lists the newest versions that the key `kid` signed and that are in force, so that they can be issued again with another key.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn certificates_signed_by(&self, kid: &str) -> Result<Vec<CertificateRecord>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM certificate c WHERE kid = $1 AND revoked_at IS NULL \
             AND version = (SELECT MAX(version) FROM certificate v WHERE v.number = c.number) ORDER BY number"
        );
        self.core.read.all(sql, args![kid]).await?.iter().map(read).collect()
    }

    /// Lists the newest version of each certificate of a person, newest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn certificates_of(&self, account: AccountId) -> Result<Vec<CertificateRecord>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM certificate c WHERE account_id = $1 \
             AND version = (SELECT MAX(version) FROM certificate v WHERE v.number = c.number) ORDER BY issued_at DESC, number"
        );
        self.core.read.all(sql, args![account.to_string()]).await?.iter().map(read).collect()
    }

    /// Finds the number of the certificate of an attempt; `None` if none was issued.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn certificate_of_attempt(&self, attempt: AttemptId) -> Result<Option<Number>, Fault> {
        let row = self.core.near.one("SELECT number FROM certificate WHERE attempt_id = $1 LIMIT 1", args![attempt.to_string()]).await?;
        row.map(|r| r.parse("number")).transpose()
    }

    /// Lists at most `most` newest versions whose number or facts (the holder's name is one) contain `query`, newest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn certificates_like(&self, query: &str, most: i64) -> Result<Vec<CertificateRecord>, Fault> {
        let like = Patterns::of(query);
        let sql = format!(
            "SELECT {COLUMNS} FROM certificate c WHERE {} \
             AND version = (SELECT MAX(version) FROM certificate v WHERE v.number = c.number) ORDER BY issued_at DESC, number LIMIT ${}",
            like.any_of(&["number", "facts"], 1),
            like.len() + 1
        );
        let values = like.args().into_iter().chain(args![most]).collect();
        self.core.read.all(sql, values).await?.iter().map(read).collect()
    }

    /// Lists the places of revoked certificates in a status list, in rising order: the list that the server publishes says these.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn revoked_places(&self, list: i64) -> Result<Vec<i64>, Fault> {
        let sql = "SELECT status_index FROM certificate WHERE status_list = $1 AND revoked_at IS NOT NULL ORDER BY status_index";
        self.core.read.all(sql, args![list]).await?.iter().map(|r| r.int("status_index")).collect()
    }
}

/// The digest of what stands beside a credential: account, attempt, check code, digest of the printed sheet, facts.
pub(crate) fn record(of: [&str; 5]) -> String {
    sha256_hex(of.join("\n").as_bytes())
}
