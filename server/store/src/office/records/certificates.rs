//! Certificates: the bytes of each version as they were issued, and which of them are revoked.

use crate::{
    Fault, RecordFault, Store,
    credential::issued,
    db::Row,
    office::records::{
        Found,
        pairs::{self, Kind, Subject},
    },
};
use zhixing_domain::{digest::sha256_hex, event::Event};

const CERTIFICATES: Kind = Kind {
    table: "certificate",
    key: "number",
    columns: &[
        "number",
        "version",
        "credential",
        "sha256",
        "revoked_at",
        "account_id",
        "attempt_id",
        "check_code",
        "pdf",
        "pdf_sha256",
        "facts",
    ],
    actions: "'certificate.issued', 'certificate.revoked', 'certificate.moved'",
    // their bytes come along
    page: 50,
};

pub(super) async fn check(store: &Store, found: &mut Vec<Found>) -> Result<(), Fault> {
    pairs::check_each(store, &CERTIFICATES, found, look).await
}

/// Whether all versions of a certificate are what was issued: what was changed behind the store's back is not signed once more.
pub(crate) async fn agree(store: &Store, number: &str) -> Result<bool, Fault> {
    Ok(look(&pairs::one(store, &CERTIFICATES, number).await?)?.is_empty())
}

fn look(Subject { rows, told, .. }: &Subject) -> Result<Vec<RecordFault>, Fault> {
    let issued: Vec<(i64, &str, Option<&str>)> = told
        .iter()
        .filter_map(|event| match event {
            Event::CertificateIssued { version, sha256, record } => Some((*version, sha256.as_str(), record.as_deref())),
            _ => None,
        })
        .collect();
    let versions: Vec<i64> = rows.iter().map(|row| row.int("version")).collect::<Result<_, _>>()?;
    if rows.is_empty() || issued.iter().any(|(version, ..)| !versions.contains(version)) {
        return Ok(vec![RecordFault::Gone]);
    }
    let newest = versions.iter().max();
    // each version after the first revoked the one before it: what is told beyond that revoked the newest
    let revocations = told.iter().filter(|event| matches!(event, Event::CertificateRevoked { .. })).count();
    let revoked = revocations >= issued.len().max(1);
    for (row, version) in rows.iter().zip(&versions) {
        let sha256 = row.text("sha256")?;
        let of = issued.iter().find(|(told, digest, _)| told == version && *digest == sha256);
        let beside = match holder(told, *version, row.text("account_id")?) {
            Some(holder) => beside(row, &holder, of.and_then(|(.., record)| *record))?,
            None => false,
        };
        let as_issued = of.is_some() && sha256_hex(&row.bytes("credential")?) == sha256 && beside;
        let as_revoked = row.opt_int("revoked_at")?.is_some() == (Some(version) != newest || revoked);
        if !as_issued || !as_revoked {
            return Ok(vec![RecordFault::Certificate]);
        }
    }
    Ok(vec![])
}

/// The account that had a version when it was issued: where accounts were merged since then, the log leads back from the one that has it now.
fn holder(told: &[Event], version: i64, now: String) -> Option<String> {
    let mut since =
        told.iter().rev().take_while(|event| !matches!(event, Event::CertificateIssued { version: issued, .. } if *issued == version));
    since.try_fold(now, |holder, event| match event {
        Event::CertificateMoved { from, to } => (holder == to.to_string()).then(|| from.to_string()),
        _ => Some(holder),
    })
}

/// Whether what stands beside the credential is what stood there at its issue, as far as the log tells.
fn beside(row: &Row, account: &str, told: Option<&str>) -> Result<bool, Fault> {
    let pdf_sha256 = row.opt_text("pdf_sha256")?.unwrap_or_default();
    if !pdf_sha256.is_empty() && sha256_hex(&row.bytes("pdf")?) != pdf_sha256 {
        return Ok(false);
    }
    let Some(told) = told else { return Ok(true) };
    let (attempt, facts) = (row.text("attempt_id")?, row.text("facts")?);
    Ok(issued::record([account, &attempt, &row.opt_text("check_code")?.unwrap_or_default(), &pdf_sha256, &facts]) == told)
}
