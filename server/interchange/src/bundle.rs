//! The files of a bank, as the caller read them: one file, a folder, or a ZIP.
//!
//! Here: what is too large to be a bank. Never here: the file system.

use crate::BankNote;
use encoding_rs::GB18030;
use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

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
        let is_zip = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
        if is_zip && !name.to_ascii_lowercase().ends_with(".xlsx") {
            return Self::unfold(&bytes, MOST_BYTES).map(|(bundle, _)| bundle);
        }
        Ok(Self(BTreeMap::from([(name.into(), bytes)])))
    }

    /// Takes one file of a folder.
    ///
    /// # Errors
    /// With it the bank is too large.
    pub fn add(&mut self, path: impl Into<String>, bytes: Vec<u8>) -> Result<(), BankNote> {
        self.0.insert(path.into(), bytes);
        let sum: usize = self.0.values().map(Vec::len).sum();
        if sum > MOST_BYTES || self.0.len() > MOST_FILES { Err(too_large()) } else { Ok(()) }
    }

    /// Unfolds a ZIP. What its own table says of sizes is not believed: reading stops at the bound.
    /// Gives what is left of the bound too.
    pub(crate) fn unfold(bytes: &[u8], most: usize) -> Result<(Self, usize), BankNote> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > MOST_FILES {
            return Err(too_large());
        }
        let (mut bundle, mut left) = (Self::default(), most);
        for i in 0..archive.len() {
            let file = archive.by_index(i).map_err(|_| damaged())?;
            // a link leads to a file of whoever unfolds it: none is followed
            if file.is_dir() || file.is_symlink() {
                continue;
            }
            let path = path_of(file.name_raw()).ok_or_else(|| leads_out(file.name()))?;
            let mut unfolded = vec![];
            let bound = u64::try_from(left).unwrap_or(u64::MAX);
            file.take(bound + 1).read_to_end(&mut unfolded).map_err(|_| damaged())?;
            left = left.checked_sub(unfolded.len()).ok_or_else(too_large)?;
            let hidden = path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
            if !hidden {
                bundle.0.insert(path, unfolded);
            }
        }
        Ok((bundle, left))
    }
}

/// The path of a file within a ZIP, in UTF-8 or as Windows writes it in China; nothing where it leads out of its folder.
fn path_of(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).map_or_else(|_| GB18030.decode_without_bom_handling(name).0, Cow::from);
    let path = name.replace('\\', "/");
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let is_within = !path.starts_with('/') && !has_drive && !path.contains('\0') && !parts.contains(&"..");
    is_within.then(|| parts.join("/"))
}

/// Files as a ZIP, in their order. Into memory: it cannot fail; and if it did, nothing is better than half of it.
pub(crate) fn fold(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    // without the hour: the same files are the same ZIP
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (path, bytes) in files {
        let written = zip.start_file(path, options).is_ok() && zip.write_all(bytes).is_ok();
        if !written {
            return vec![];
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn damaged() -> BankNote {
    BankNote::new(0, "zip-damaged", "ZIP 文件损坏或加了密码", "the ZIP is damaged, or has a password")
}

fn leads_out(name: &str) -> BankNote {
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    BankNote::new(
        0,
        "zip-path",
        format!("ZIP 里的“{name}”指到文件夹外面：没有读"),
        format!("`{name}` in the ZIP leads out of its folder: nothing was read"),
    )
}

fn too_large() -> BankNote {
    BankNote::new(0, "too-large", "文件太大：连同图片最多 64 MB", "this is too large: 64 MB at most, with its pictures")
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn names_of_a_zip_stay_within_it_in_the_encodings_of_this_country() {
        for (name, path) in [
            (&b"a/./b.md"[..], "a/b.md"),
            (b"a\\b.md", "a/b.md"),
            (b"\xb5\xda\xd2\xbb\xbf\xce.md", "第一课.md"),
            ("图/一.png".as_bytes(), "图/一.png"),
        ] {
            assert_eq!(path_of(name).as_deref(), Some(path));
        }
        for name in [&b"../a"[..], b"a/../../b", b"/etc/passwd", b"C:\\a", b"a\0b"] {
            assert_eq!(path_of(name), None);
        }
    }
}
