//! The exam room in the browser: answers save themselves, nothing waits on the network, the clock is the server's.
//!
//! [`paper`] reads and fills the form, [`journal`] keeps what is not yet acknowledged, [`sender`] brings it to the server, [`bar`] shows time and
//! state. The form underneath works without all of it.

mod bar;
mod journal;
mod paper;
mod sender;
mod view;

pub use bar::ExamBar;

use serde::{Deserialize, Serialize};
use zhixing_domain::{lang::Lang, question::Shape};

/// What the page gives to the island. It is printed in the page: nothing in it may tell a key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opening {
    pub lang: Lang,
    pub attempt: String,
    pub account: String,
    pub title: String,
    pub server_now: i64,
    pub deadline: i64,
    /// Who holds the pen, if anybody does.
    pub writer: Option<String>,
    pub answered: usize,
    pub items: Vec<OpeningItem>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpeningItem {
    pub key: String,
    pub shape: Shape,
    /// Digest of the saved answer.
    pub digest: Option<String>,
}
