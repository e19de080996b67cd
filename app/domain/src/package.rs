//! What a course package says of itself (`server/interchange/src/share` packs and reads it).

use crate::lang::Bilingual;
use serde::{Deserialize, Serialize};

/// Where a course that came in keeps what it came from.
pub const ORIGIN: &str = "origin.json";

/// The form of manifests that is written and read.
pub const FORM: &str = "zhixing-course-package/1";

/// `package.json`. Members that it does not name are let be, so that a later form may add some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageManifest {
    pub form: String,
    /// The folder of the course where it was packed.
    pub course: String,
    pub title: Bilingual<String>,
    /// When it was packed (RFC 3339, UTC): of two editions the later one is newer.
    pub made_at: String,
    /// The decentralised identifier of the installation, such as `did:web:exam.example.org`.
    pub issuer: String,
    pub rights: Rights,
    /// What the course itself came from, oldest first.
    #[serde(default)]
    pub sources: Vec<PackageSource>,
    /// The files of the course, by their paths within its folder.
    pub files: Vec<PackageFile>,
    /// The standards that it names, by their paths within `standards`.
    #[serde(default)]
    pub standards: Vec<PackageFile>,
}

/// Who made it, and what others may do with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    pub author: String,
    /// An identifier of SPDX where there is one, such as `CC-BY-4.0`.
    pub license: String,
}

/// An earlier course that this one was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageSource {
    pub issuer: String,
    pub title: Bilingual<String>,
    pub made_at: String,
    pub rights: Rights,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageFile {
    pub path: String,
    pub bytes: u64,
    /// Of the bytes, in hexadecimal.
    pub sha256: String,
}

/// `origin.json` of a course that came in: the edition that it is of, and the key that signed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub manifest: PackageManifest,
    /// The public half (RFC 8037, `x`): an update is signed by the same one.
    pub key: String,
}

impl PackageManifest {
    /// This edition as a source of what is made from it.
    pub fn as_source(&self) -> PackageSource {
        PackageSource { issuer: self.issuer.clone(), title: self.title.clone(), made_at: self.made_at.clone(), rights: self.rights.clone() }
    }

    /// The hash that a file of the course had in this edition.
    pub fn hash_of(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.sha256.as_str())
    }
}
