//! The gate. Past it, a document has exactly the members this crate writes, of the right kinds, and the pinned contexts.

use crate::{
    carrier::{self, CarrierError},
    contexts,
    document::Credential,
    status::StatusList,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use zhixing_domain::verification::Reason;

/// Certificates nest seven deep.
const DEEPEST: usize = 16;
/// Longest array: far above any certificate, far below what costs time.
const LONGEST: usize = 64;
/// Members and entries in all: a certificate has some two hundred.
const MOST: usize = 4096;

pub(super) fn carrier_reason(error: CarrierError) -> Reason {
    match error {
        CarrierError::TooLarge => Reason::TooLarge,
        CarrierError::Unknown => Reason::UnknownFile,
        CarrierError::Empty => Reason::NoCredential,
        CarrierError::Several => Reason::SeveralCredentials,
    }
}

pub(super) fn credential(json: &[u8]) -> Result<Credential, Reason> {
    let credential: Credential = read(json)?;
    let ours = credential.type_ == ["VerifiableCredential", "OpenBadgeCredential"];
    let in_context = credential.context == contexts::CREDENTIAL;
    match (ours, in_context) {
        (true, true) => Ok(credential),
        (true, false) => Err(Reason::OtherContexts),
        (false, _) => Err(Reason::OtherType),
    }
}

pub(super) fn status_list(json: &[u8]) -> Option<StatusList> {
    let list: StatusList = read(json).ok()?;
    let ours = list.type_ == ["VerifiableCredential", "BitstringStatusListCredential"] && list.context == contexts::STATUS_LIST;
    ours.then_some(list)
}

fn read<T: DeserializeOwned + Serialize>(json: &[u8]) -> Result<T, Reason> {
    gate(json)?;
    let value: Value = serde_json::from_slice(json).map_err(|_| Reason::NotJson)?;
    // from the bytes, not from the value: a member given twice must be an error, not the last one
    let typed: T = serde_json::from_slice(json).map_err(|_| Reason::UndefinedOrMissing)?;
    // what is written again must be what was read: no null, no empty proof, nothing that the structs let slip
    let again = serde_json::to_value(&typed).map_err(|_| Reason::NotJson)?;
    if again != value || !short(&value) {
        return Err(Reason::UndefinedOrMissing);
    }
    Ok(typed)
}

/// What no parser gets to see: each value of a document costs memory.
fn gate(json: &[u8]) -> Result<(), Reason> {
    if json.len() > carrier::LARGEST_CREDENTIAL {
        return Err(Reason::TooLarge);
    }
    let (depth, values) = size(json);
    if depth > DEEPEST {
        return Err(Reason::TooDeep);
    }
    if values > MOST { Err(Reason::TooLarge) } else { Ok(()) }
}

/// Whether a document that is in no form of ours says that this issuer made it. Nothing in it is proven.
pub(super) fn names(json: &[u8], did: &str) -> bool {
    if gate(json).is_err() {
        return false;
    }
    let value: Value = serde_json::from_slice(json).unwrap_or_default();
    let issuer = value.get("issuer");
    let id = issuer.and_then(|i| i.get("id")).or(issuer).and_then(Value::as_str);
    id == Some(did)
}

/// Deepest nesting of brackets, and the number of values, outside strings: counted before anything recurses.
fn size(json: &[u8]) -> (usize, usize) {
    let (mut depth, mut deepest, mut values, mut in_string, mut escaped) = (0usize, 0, 0usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                values += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            b',' if !in_string => values += 1,
            _ => {}
        }
    }
    (deepest, values)
}

fn short(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.len() <= LONGEST && items.iter().all(short),
        Value::Object(members) => members.values().all(short),
        _ => true,
    }
}
