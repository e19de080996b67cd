//! The files of a bank, as the caller read them: one file, a folder, or a ZIP.
//!
//! Here: what is too large to be a bank. Never here: the file system.

use crate::{BankNote, unzip};
use std::collections::BTreeMap;

/// Path, parted by `/`, to bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle(pub BTreeMap<String, Vec<u8>>);

/// The most bytes of all files together, also of what a ZIP unfolds to.
pub const MOST_BYTES: usize = 64 << 20;
/// The most files.
pub const MOST_FILES: usize = 10_000;

impl Bundle {
    /// One file; a ZIP is unfolded, but for a spreadsheet, which is one as well.
    ///
    /// # Errors
    /// It is too large, or a ZIP that is damaged, leads out of its folder or unfolds to more than a bank could be.
    pub fn of_file(name: &str, bytes: Vec<u8>) -> Result<Self, BankNote> {
        if bytes.len() > MOST_BYTES {
            return Err(too_large());
        }
        if unzip::is_one(&bytes)
            && let Some(files) = unzip::unfold(&bytes)?
        {
            return Ok(Self(files));
        }
        Ok(Self(BTreeMap::from([(name.into(), bytes)])))
    }
}

pub(crate) fn too_large() -> BankNote {
    BankNote::new(0, "too-large", "文件太大：一个题库连同图片最多 64 MB", "the bank is too large: 64 MB at most, with its pictures")
}
