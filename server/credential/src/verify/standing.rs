//! Whether a genuine certificate is in force: its dates, and the revocation list.

use super::{Trust, form, signature};
use crate::{
    document::{Credential, StatusEntry},
    instant,
    status::{Bits, PURPOSE, StatusList},
};
use zhixing_domain::verification::{Check, Finding, Reason};

/// Half-open: valid from its first instant until, and not including, its last.
pub(super) fn validity(credential: &Credential, now: i64) -> Finding {
    let until = credential.valid_until.as_deref().map(instant::parse);
    match (instant::parse(&credential.valid_from), until) {
        (Some(from), _) if now < from => Finding::fail(Reason::NotYetValid),
        (Some(_), Some(Some(until))) if now >= until => Finding::fail(Reason::Expired),
        (Some(_), None | Some(Some(_))) => Finding::pass(Check::Validity),
        _ => Finding::fail(Reason::DatesUnreadable),
    }
}

pub(super) fn revocation(credential: &Credential, trust: &Trust<'_>) -> Finding {
    match revoked(credential, trust) {
        Ok(true) => Finding::fail(Reason::Revoked),
        Ok(false) => Finding::pass(Check::Revocation),
        Err(reason) => Finding::unknown(reason),
    }
}

/// Whether its bit is set, or why that cannot be told.
fn revoked(credential: &Credential, trust: &Trust<'_>) -> Result<bool, Reason> {
    let entry = credential.credential_status.as_ref().ok_or(Reason::NoStatus)?;
    let index = index(entry).ok_or(Reason::StatusEntryUnreadable)?;
    let mut lists = trust.status_lists.iter().filter_map(|bytes| form::status_list(bytes));
    let list = lists.find(|list| list.id == entry.status_list_credential).ok_or(Reason::NoStatusList)?;
    if list.issuer != credential.issuer.id || !genuine(&list, trust) {
        return Err(Reason::StatusListNotGenuine);
    }
    let from = instant::parse(&list.valid_from);
    let until = list.valid_until.as_deref().map(instant::parse);
    let (Some(dated), None | Some(Some(_))) = (from, until) else { return Err(Reason::StatusListUnreadable) };
    if dated > trust.now || until.flatten().is_some_and(|until| until <= trust.now) {
        return Err(Reason::StatusListOutOfDate);
    }
    Bits::decode(&list.credential_subject.encoded_list).and_then(|bits| bits.get(index)).ok_or(Reason::StatusListUnreadable)
}

fn index(entry: &StatusEntry) -> Option<u32> {
    let right = entry.type_ == "BitstringStatusListEntry" && entry.status_purpose == PURPOSE;
    right.then(|| entry.status_list_index.parse().ok()).flatten()
}

fn genuine(list: &StatusList, trust: &Trust<'_>) -> bool {
    let (signature, issuer) = signature::check(list, &list.issuer, &list.context, &list.proof, trust);
    let of_revocation = list.credential_subject.type_ == "BitstringStatusList" && list.credential_subject.status_purpose == PURPOSE;
    of_revocation && signature.passed() && issuer.passed()
}
