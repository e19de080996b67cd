//! What a sitting demands of its place and its browser, and what is noted when a sitting strays from it.
//!
//! Never here: how a key or an address is compared (`zhixing-lockdown`), what a request carries.

use crate::{digest::sha256_hex, text::reading::fold, time::Span};
use std::sync::Arc;

/// The demands of a plan; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lockdown {
    pub seb: Option<Seb>,
    /// Networks from which it may be started and sat, such as `10.1.0.0/16`; empty: from anywhere.
    pub rooms: Vec<String>,
    /// Staff say a code in the room; without it nobody starts.
    pub code: bool,
}

/// Safe Exam Browser with these settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seb {
    /// The settings, as the browser wants them.
    pub file: Arc<[u8]>,
    /// The Config Keys that prove them: one, or two where clients compute it differently.
    pub config_keys: Vec<String>,
    /// Browser Exam Keys; if there are any, one of them is demanded as well.
    pub browser_keys: Vec<String>,
}

impl Lockdown {
    /// Whether requests have to be looked at.
    pub fn watches(&self) -> bool {
        self.seb.is_some() || !self.rooms.is_empty()
    }
}

/// Why a start or a paper is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// Not in Safe Exam Browser, or not with the right settings.
    Seb,
    /// Outside the rooms, seen at this address.
    Room(String),
    /// A code is asked for; with `true`, the one given is wrong.
    Code(bool),
    /// Too many wrong codes: so many seconds to wait.
    Wait(u64),
}

/// The hash of an access code as it is kept. Case and width do not matter: it is heard and typed in a hurry. It is one round, because a whole
/// room types it in the same second, and because whoever reads the database needs no code.
pub fn code_hash(salt: &str, code: &str) -> String {
    sha256_hex(format!("{salt}\0{}", fold(code)).as_bytes())
}

/// An access code as it is kept: the salt and the hash.
pub fn kept_code(salt: &str, code: &str) -> String {
    format!("{salt}:{}", code_hash(salt, code))
}

/// Whether a code is long enough: a shorter one is guessed within the tries that a room allows.
pub fn code_fits(code: &str) -> bool {
    let long = code.chars().filter(|c| c.is_alphanumeric()).count() >= CODE_SHORTEST;
    long && code.chars().count() <= CODE_LONGEST
}

/// How many letters and digits a code has at least, and how many characters at most.
pub const CODE_SHORTEST: usize = 4;
pub const CODE_LONGEST: usize = 40;

/// The same irregularity is an event again after so long without one.
pub const QUIET: Span = Span::from_minutes(5);

/// How long a browser that proved itself by script counts as proved: longer than any sitting.
pub const PROVED: Span = Span::from_minutes(12 * 60);

/// How long a link to the settings may wait to be opened.
pub const LINK: Span = Span::from_minutes(5);
