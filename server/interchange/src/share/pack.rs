//! A course goes out.

use super::{
    COURSE, MANIFEST, SIGNATURE, STANDARDS,
    read::{is_of_course, protected, read, signed_part},
    words,
};
use crate::BankNote;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
};
use zhixing_courseware::Files;
use zhixing_domain::{
    course::Course,
    digest::sha256_hex,
    package::{FORM, ORIGIN, PackageFile, PackageManifest, Rights},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Who packs, and when.
#[derive(Clone, Debug)]
pub struct PackageMaker {
    /// The installation's decentralised identifier.
    pub issuer: String,
    /// The name of the key within it, such as `k2026-1`.
    pub kid: String,
    /// Its public half.
    pub key: [u8; 32],
    /// RFC 3339, UTC.
    pub made_at: String,
}

/// A course on its way out.
#[derive(Clone, Debug)]
pub struct PackedCourse {
    pub bytes: Vec<u8>,
    /// Files of the folder that no course can have, by their paths in it.
    pub left_out: Vec<String>,
}

/// Packs the folder `course` of `content`. The same files, rights and time give the same bytes.
///
/// # Errors
/// There is no such course, it does not say under which licence others may use it, or nobody could [`read`] the package.
pub fn pack(content: Files, course: &str, maker: &PackageMaker, sign: impl FnOnce(&[u8]) -> [u8; 64]) -> Result<PackedCourse, BankNote> {
    let inside = format!("{course}/");
    let within = |path: &str| path.starts_with(&inside) || path.starts_with("standards/");
    let mut known = content;
    known.0.retain(|path, _| within(path));
    let library = zhixing_courseware::read(&known).0;
    let about = library.courses.iter().find(|c| c.slug == course).ok_or_else(|| words::no_course(course))?;
    let mut files: BTreeMap<&str, &[u8]> =
        known.0.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&inside)?, bytes.as_slice()))).collect();
    files.retain(|path, _| *path != ORIGIN && !path.split('/').any(|part| part.starts_with(['_', '.'])));
    let left_out = files.keys().filter(|path| !is_of_course(path)).map(|path| (*path).to_string()).collect();
    files.retain(|path, _| is_of_course(path));
    let mut standards = BTreeMap::new();
    for name in about.standard.iter().flat_map(|slug| [format!("{slug}.md"), format!("{slug}.en.md")]) {
        if let Some(bytes) = known.0.get(&format!("{STANDARDS}{name}")) {
            standards.insert(name, bytes.as_slice());
        }
    }
    let text = serde_json::to_vec_pretty(&manifest(about, maker, &files, &standards)?).map_err(|_| words::damaged())?;
    let head = protected(maker);
    let signature = format!("{head}..{}", BASE64.encode(sign(&signed_part(&head, &text))));
    let course = files.iter().map(|(path, bytes)| (format!("{COURSE}{path}"), *bytes));
    let standards = standards.iter().map(|(path, bytes)| (format!("{STANDARDS}{path}"), *bytes));
    let members = [(MANIFEST.to_string(), text.as_slice()), (SIGNATURE.to_string(), signature.as_bytes())];
    let bytes = zipped(members.into_iter().chain(course).chain(standards)).map_err(|_| words::damaged())?;
    // what is refused everywhere does not go out; the signature is of a moment ago
    read(&bytes, |_, _, _| true)?;
    Ok(PackedCourse { bytes, left_out })
}

fn manifest(
    about: &Course,
    maker: &PackageMaker,
    files: &BTreeMap<&str, &[u8]>,
    standards: &BTreeMap<String, &[u8]>,
) -> Result<PackageManifest, BankNote> {
    // what was made from others' work goes on under their licence, unless the course says another
    let before = about.sources.last().map(|source| &source.rights);
    let license = about.license.clone().or_else(|| before.map(|r| r.license.clone())).ok_or_else(words::no_license)?;
    let author = about.author.clone().or_else(|| before.map(|r| r.author.clone())).ok_or_else(words::no_license)?;
    Ok(PackageManifest {
        form: FORM.into(),
        course: about.slug.clone(),
        title: about.title.clone(),
        made_at: maker.made_at.clone(),
        issuer: maker.issuer.clone(),
        rights: Rights { author, license },
        sources: about.sources.clone(),
        files: files.iter().map(|(path, bytes)| described(path, bytes)).collect(),
        standards: standards.iter().map(|(path, bytes)| described(path, bytes)).collect(),
    })
}

fn described(path: &str, bytes: &[u8]) -> PackageFile {
    PackageFile { path: path.into(), bytes: bytes.len() as u64, sha256: sha256_hex(bytes) }
}

fn zipped<'a>(members: impl Iterator<Item = (String, &'a [u8])>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (path, bytes) in members {
        // the time of a file is that of the edition, which the manifest says
        zip.start_file(path, SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
