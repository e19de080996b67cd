//! The files of a publication, as the caller read them from a folder or from the binary.

use crate::problem::{ContentProblem, FileFault};
use std::collections::BTreeMap;
use zhixing_domain::digest::sha256_hex;

/// Path relative to `content/`, parted by `/`, to bytes.
#[derive(Clone, Debug, Default)]
pub struct Files(pub BTreeMap<String, Vec<u8>>);

/// The problem of a link in a folder that was not followed: it leads out of the folder, nowhere, or to a folder.
pub fn link_left_out(path: &str) -> ContentProblem {
    ContentProblem::new(path, 1, FileFault::LinkLeftOut)
}

impl Files {
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), bytes.into());
    }

    /// What a publication of them is called: SHA-256 over the list of them.
    pub fn digest(&self) -> String {
        let line = |(path, bytes): (&str, &[u8])| format!("{} {path}\n", sha256_hex(bytes));
        sha256_hex(self.published().map(line).collect::<String>().as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// What may be published: a folder or file whose name begins with `_` or `.` is a note of the authors.
    pub(crate) fn published(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let hidden = |path: &str| path.split('/').any(|part| part.starts_with(['_', '.']));
        self.0.iter().filter(move |(path, _)| !hidden(path)).map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

impl<P: Into<String>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Files {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        Self(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect())
    }
}
