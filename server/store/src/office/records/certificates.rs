//! Certificates: the bytes of each version as they were issued, and which of them are revoked.

use crate::{
    Fault, RecordFault, Store,
    office::records::{
        Found,
        pairs::{self, Kind, Subject},
    },
};
use zhixing_domain::{digest::sha256_hex, event::Event};

const CERTIFICATES: Kind = Kind {
    table: "certificate",
    key: "number",
    columns: &["number", "version", "credential", "sha256", "revoked_at"],
    actions: "'certificate.issued', 'certificate.revoked'",
    // their bytes come along
    page: 50,
};

pub(super) async fn check(store: &Store, found: &mut Vec<Found>) -> Result<(), Fault> {
    pairs::check_each(store, &CERTIFICATES, found, look).await
}

fn look(Subject { rows, told, .. }: &Subject) -> Result<Vec<RecordFault>, Fault> {
    let issued: Vec<(i64, &str)> = told
        .iter()
        .filter_map(|event| match event {
            Event::CertificateIssued { version, sha256 } => Some((*version, sha256.as_str())),
            _ => None,
        })
        .collect();
    let versions: Vec<i64> = rows.iter().map(|row| row.int("version")).collect::<Result<_, _>>()?;
    if rows.is_empty() || issued.iter().any(|(version, _)| !versions.contains(version)) {
        return Ok(vec![RecordFault::Gone]);
    }
    let newest = versions.iter().max();
    // each version after the first revoked the one before it: what is told beyond that revoked the newest
    let revocations = told.iter().filter(|event| matches!(event, Event::CertificateRevoked { .. })).count();
    let revoked = revocations >= issued.len().max(1);
    for (row, version) in rows.iter().zip(&versions) {
        let sha256 = row.text("sha256")?;
        let as_issued = sha256_hex(&row.bytes("credential")?) == sha256 && issued.contains(&(*version, sha256.as_str()));
        let as_revoked = row.opt_int("revoked_at")?.is_some() == (Some(version) != newest || revoked);
        if !as_issued || !as_revoked {
            return Ok(vec![RecordFault::Certificate]);
        }
    }
    Ok(vec![])
}
