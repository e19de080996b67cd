//! An attempt as its candidate's page speaks of it.

use crate::{Person, Reply};
use axum::http::Method;
use serde_json::{Value, json};

/// The id at the end of an attempt's path.
pub fn id_of(attempt: &str) -> &str {
    attempt.rsplit('/').next().expect("an id")
}

/// Saves a value as the `seq`-th operation of the one page that writes.
pub async fn saves(person: &mut Person, attempt: &str, item: &str, value: Value, seq: i64) -> Reply {
    let op = json!({"op_id": format!("op_{:032x}", 0x0199_9999_9999_7000_8000_0000_0000_0000u128 + seq as u128), "value": value,
        "writer": "wr_01999999999970008000000000000001", "seq": seq});
    person.calls(Method::PUT, &format!("/api/v1/attempts/{}/answers/{item}", id_of(attempt)), op).await
}

/// What a short answer says.
pub fn short(text: &str) -> Value {
    json!({"type": "short", "text": text})
}
