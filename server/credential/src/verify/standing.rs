//! Whether a genuine certificate is in force: its dates, and the revocation list.

use super::{Check, Name, Outcome, Trust, form, signature};
use crate::{
    document::{Credential, StatusEntry},
    instant,
    status::{Bits, PURPOSE, StatusList},
};

/// Half-open: valid from its first instant until, and not including, its last.
pub(super) fn in_date(credential: &Credential, now: i64) -> Check {
    let until = credential.valid_until.as_deref().map(instant::parse);
    match (instant::parse(&credential.valid_from), until) {
        (Some(from), _) if now < from => Check::fail(Name::InDate, "dates.not_yet").at(from),
        (Some(_), Some(Some(until))) if now >= until => Check::fail(Name::InDate, "dates.expired").at(until),
        (Some(_), Some(Some(until))) => Check::pass(Name::InDate, "dates.ok").at(until),
        (Some(_), None) => Check::pass(Name::InDate, "dates.for_life"),
        _ => Check::fail(Name::InDate, "dates.unreadable"),
    }
}

pub(super) fn not_revoked(credential: &Credential, trust: &Trust<'_>) -> Check {
    let unknown = |code| Check::unknown(Name::NotRevoked, code);
    let Some(entry) = &credential.credential_status else { return unknown("status.absent") };
    let Some(index) = index(entry) else { return unknown("status.entry_unreadable") };
    let named = trust.status_lists.iter().filter_map(|bytes| form::status_list(bytes)).find(|list| list.id == entry.status_list_credential);
    let Some(list) = named else { return unknown("status.no_list") };
    if list.issuer != credential.issuer.id || !genuine(&list, trust) {
        return unknown("status.list_not_genuine");
    }
    let from = instant::parse(&list.valid_from);
    let until = list.valid_until.as_deref().map(instant::parse);
    let (Some(dated), None | Some(Some(_))) = (from, until) else { return unknown("status.list_unreadable") };
    if dated > trust.now || until.flatten().is_some_and(|until| until <= trust.now) {
        return unknown("status.list_out_of_date").at(dated);
    }
    match Bits::decode(&list.credential_subject.encoded_list).and_then(|bits| bits.get(index)) {
        Some(true) => Check::fail(Name::NotRevoked, "status.revoked").at(dated),
        Some(false) => Check::pass(Name::NotRevoked, "status.ok").at(dated),
        None => unknown("status.list_unreadable"),
    }
}

fn index(entry: &StatusEntry) -> Option<u32> {
    let right = entry.type_ == "BitstringStatusListEntry" && entry.status_purpose == PURPOSE;
    right.then(|| entry.status_list_index.parse().ok()).flatten()
}

fn genuine(list: &StatusList, trust: &Trust<'_>) -> bool {
    let (signature, issuer) = signature::check(list, &list.issuer, &list.context, &list.proof, trust);
    let of_revocation = list.credential_subject.type_ == "BitstringStatusList" && list.credential_subject.status_purpose == PURPOSE;
    of_revocation && signature.outcome == Outcome::Pass && issuer.outcome == Outcome::Pass
}
