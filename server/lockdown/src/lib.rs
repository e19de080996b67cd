//! The lock on a sitting: settings of Safe Exam Browser, the keys that prove them, and the networks of examination rooms.
//!
//! Here: reading `.seb` files that anybody may have made, the Config Key, the hash a browser sends with a request, whether an address is in
//! a room. Never here: HTTP, the store, what follows from a missing key (`zhixing_exam::lockdown::actions`). Start at [`Settings::read`].

mod base64;
mod container;
mod json;
mod key;
mod plist;
mod real;
mod room;

pub use container::Encryption;
pub use key::{accepted_keys, config_key, request_hash, same};
pub use plist::Value;
pub use room::{RoomFault, RoomNetwork};

/// What makes a file unfit; the words are for logs, people get those of their own language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsFault {
    /// It may be right, but nobody without the secret can tell.
    #[error("the settings are encrypted ({0:?})")]
    Encrypted(Encryption),
    #[error("the file has more than {0} bytes, packed or unpacked")]
    TooLarge(usize),
    #[error("the compressed data are damaged")]
    Damaged,
    #[error("the settings are not UTF-8 text")]
    NotText,
    #[error("this is not a property list: {0}")]
    NotPlist(String),
    /// Entities and declarations of a document type can reach other files and grow without bound: settings need neither.
    #[error("the property list declares entities")]
    Entities,
    #[error("the property list is nested or numerous beyond any settings")]
    TooDeep,
    #[error("<{tag}> holds {text:?}")]
    Malformed { tag: String, text: String },
    /// Clients would disagree about which of the two counts.
    #[error("the key {0:?} is there twice")]
    Twice(String),
}

/// The settings of a `.seb` file.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings(plist::Dict);

impl Settings {
    /// Reads a `.seb` file: a property list in XML, plain or in the container that SEB writes.
    ///
    /// # Errors
    ///
    /// A [`SettingsFault`] if the file is none of Safe Exam Browser, or is locked by a password.
    pub fn read(bytes: &[u8]) -> Result<Self, SettingsFault> {
        plist::read(&container::open(bytes)?).map(Self)
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Whether SEB sends its keys with requests; without, nothing can be checked.
    pub fn sends_keys(&self) -> bool {
        self.get("sendBrowserExamKey") == Some(&Value::Truth(true))
    }

    /// The text that the Config Key digests.
    pub fn to_json(&self) -> String {
        json::write(&self.0, json::Quotes::AsTheyAre)
    }
}
