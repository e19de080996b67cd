//! The exam room in the browser: answers save themselves, nothing waits on the network, the clock is the server's.
//!
//! [`paper`] reads and fills the form, [`journal`] holds what is not yet acknowledged and [`chest`] keeps it on the device, [`sender`] brings it to
//! the server at the pace of [`pace`], [`section`] goes on from one section to the next, [`returning`] knows where the attempt stands, [`bar`] shows time and state in the words of [`status`].
//! Ways out of trouble: [`again`] signs in in place, [`answer_file`] saves by hand. The form underneath works without all of it.

mod again;
mod answer_file;
mod bar;
mod chest;
mod flag;
mod journal;
mod listen;
mod outage;
mod pace;
mod paper;
mod returning;
mod section;
mod sender;
mod status;
mod view;
mod writer;

pub use again::DIALOG;
pub use bar::ExamBar;
pub use section::{CLOSED, LEAVE};

use serde::{Deserialize, Serialize};
use zhixing_domain::{lang::Lang, question::Shape};

/// What the page gives to the island. It is printed in the page: nothing in it may tell a key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opening {
    pub lang: Lang,
    pub attempt: String,
    pub account: String,
    /// The name of that account, for when somebody else sits down at the computer.
    pub person: String,
    pub title: String,
    pub server_now: i64,
    /// Of the section that is open, where it has a limit of its own.
    pub deadline: i64,
    /// The time zone of the installation, an IANA name.
    pub zone: String,
    /// Who holds the pen, if anybody does.
    pub writer: Option<String>,
    pub answered: usize,
    /// [`LIMITED`] where the deadline is that of a section, [`LEAVES`] where another one follows, or both, or 0. A number is what the module can read
    /// already; the form says more in attributes, which cost it nothing.
    pub section: usize,
    pub items: Vec<OpeningItem>,
}

/// The section has a limit of its own.
pub const LIMITED: usize = 1;
/// Another section follows.
pub const LEAVES: usize = 2;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpeningItem {
    pub key: String,
    pub shape: Shape,
    /// Digest of the saved answer.
    pub digest: Option<String>,
}
