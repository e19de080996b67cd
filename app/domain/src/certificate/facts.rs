//! What a certificate says.

use crate::{lang::Lang, time::Timestamp};
use serde::{Deserialize, Serialize};

/// What a certificate says, frozen at its issue. `[zh, en]` where a text is in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub holder: String,
    /// `urn:uuid:…` of the account.
    pub holder_id: String,
    pub occupation: [String; 2],
    /// The occupation's code.
    pub code: String,
    /// 工种／职业方向; `--` if there is none.
    pub direction: String,
    pub level: u8,
    pub level_name: [String; 2],
    pub standard: [String; 2],
    pub edition: String,
    pub assessment: [String; 2],
    /// On one hundred.
    pub score: String,
    pub pass_mark: String,
    /// `2026-11-22`, in the installation's time zone.
    pub awarded_on: String,
    pub awarded_at: Timestamp,
    pub issuer: [String; 2],
    /// SHA-256 of the attempt's receipt.
    pub evidence: String,
    pub demo: bool,
}

impl Facts {
    pub fn in_lang(pair: &[String; 2], lang: Lang) -> &str {
        &pair[lang as usize]
    }
}
