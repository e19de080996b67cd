//! Our own form: items to banks that `content check` passes, and back.
//!
//! Never here: another format, files. [`settle`] makes sure that what comes in can be published; [`write`](write::bank) writes it.

mod attributes;
mod body;
mod heading;
mod key;
mod number;
mod read;
mod settle;
mod shared;
mod twin;
mod write;

pub(crate) use body::gaps;
pub(crate) use heading::is_chinese;
pub(crate) use read::{cloze, range, read};
pub(crate) use settle::settle;
pub use twin::{title_of, twin};
pub(crate) use write::{bank, banks, pieces};
