//! A package comes in.

use super::{COURSE, MANIFEST, PackageMaker, SIGNATURE, STANDARDS, words};
use crate::{BankNote, Bundle, bound::Budget};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::{
    digest::sha256_hex,
    package::{FORM, PackageFile, PackageManifest},
    workshop::{place, template::is_course_name},
};

/// A package whose signature and checksums hold.
#[derive(Clone, Debug)]
pub struct CoursePackage {
    pub manifest: PackageManifest,
    pub key: PackageKey,
    /// The files of the course, by their paths within its folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The standards, by their paths within `standards`.
    pub standards: BTreeMap<String, Vec<u8>>,
}

/// The key that a package says it was signed with. Whether it is the issuer's, its DID document tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageKey {
    /// `did:web:exam.example.org#k2026-1`.
    pub id: String,
    pub bytes: [u8; 32],
}

impl PackageKey {
    /// As `x` of a JSON Web Key says it.
    pub fn text(&self) -> String {
        BASE64.encode(self.bytes)
    }
}

/// Reads a package; `verify` says whether a key signed some bytes.
///
/// # Errors
/// It is none, was changed after it was signed, holds a file that a course cannot have, or more than a course could be.
pub fn read(bytes: &[u8], verify: impl FnOnce(&PackageKey, &[u8], &[u8; 64]) -> bool) -> Result<CoursePackage, BankNote> {
    let mut bundle = Budget::default().unfold(bytes)?;
    let text = bundle.0.remove(MANIFEST).ok_or_else(words::no_package)?;
    let signature = bundle.0.remove(SIGNATURE).ok_or_else(words::no_signature)?;
    let (key, signed, signature) = parts(&signature, &text).ok_or_else(words::no_signature)?;
    if !verify(&key, &signed, &signature) {
        return Err(words::changed());
    }
    let manifest: PackageManifest = serde_json::from_slice(&text).map_err(|e| words::unread(&e.to_string()))?;
    if manifest.form != FORM {
        return Err(words::other_form(&manifest.form));
    }
    let named = key.id.split('#').next().unwrap_or_default();
    if named != manifest.issuer {
        return Err(words::other_issuer(&manifest.issuer, named));
    }
    let files = taken(&mut bundle, COURSE, &manifest.files, is_of_course)?;
    let standards = taken(&mut bundle, STANDARDS, &manifest.standards, |path| {
        place::kind_of(&format!("standards/{path}")) == place::PlaceKind::Standard
    })?;
    if let Some(path) = bundle.0.keys().next() {
        return Err(words::unnamed(path));
    }
    if !is_course_name(&manifest.course) || !files.contains_key("course.md") {
        return Err(words::no_course(&manifest.course));
    }
    Ok(CoursePackage { manifest, key, files, standards })
}

/// Takes the files out of the bundle that the manifest names; each is there once, is what it says, and has its place in a course.
fn taken(
    bundle: &mut Bundle,
    folder: &str,
    named: &[PackageFile],
    fits: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, Vec<u8>>, BankNote> {
    let mut files = BTreeMap::new();
    let mut folded = BTreeSet::new();
    for file in named {
        // two names that are one on a disk without capitals would write one over the other
        if !fits(&file.path) || !folded.insert(file.path.to_lowercase()) {
            return Err(words::misplaced(&file.path));
        }
        let bytes = bundle.0.remove(&format!("{folder}{}", file.path)).ok_or_else(|| words::lacks(&file.path))?;
        if bytes.len() as u64 != file.bytes || sha256_hex(&bytes) != file.sha256 {
            return Err(words::differs(&file.path));
        }
        files.insert(file.path.clone(), bytes);
    }
    Ok(files)
}

/// Texts in their places, and what lies in `media` or beside a plan under a plain name.
pub(super) fn is_of_course(path: &str) -> bool {
    let plain = |name: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        (1..=100).contains(&name.len()) && name.chars().all(fits) && !name.starts_with(['.', '_']) && !name.ends_with('.')
    };
    match path.split_once('/') {
        Some(("media", name)) => plain(name),
        Some(("assessments", name)) if name.ends_with(".seb") => plain(name),
        _ => place::is_writable(&format!("c/{path}")),
    }
}

/// The protected header of a signature (RFC 7515), as it stands in it.
pub(super) fn protected(maker: &PackageMaker) -> String {
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": BASE64.encode(maker.key) });
    BASE64.encode(json!({ "alg": "EdDSA", "kid": format!("{}#{}", maker.issuer, maker.kid), "jwk": jwk }).to_string())
}

/// What is signed: the header and the manifest, as RFC 7515 section 5.1 joins them.
pub(super) fn signed_part(protected: &str, manifest: &[u8]) -> Vec<u8> {
    format!("{protected}.{}", BASE64.encode(manifest)).into_bytes()
}

/// The key, what it signed, and the signature.
fn parts(signature: &[u8], manifest: &[u8]) -> Option<(PackageKey, Vec<u8>, [u8; 64])> {
    let text = std::str::from_utf8(signature).ok()?.trim();
    let (protected, signature) = text.split_once("..")?;
    let head: Value = serde_json::from_slice(&BASE64.decode(protected).ok()?).ok()?;
    let says = |value: &Value, name: &str, word: &str| value.get(name).and_then(Value::as_str) == Some(word);
    let jwk = head.get("jwk")?;
    // an extension that must be understood is not (RFC 7515 section 4.1.11)
    if !says(&head, "alg", "EdDSA") || head.get("crit").is_some() || !says(jwk, "kty", "OKP") || !says(jwk, "crv", "Ed25519") {
        return None;
    }
    let bytes = BASE64.decode(jwk.get("x")?.as_str()?).ok()?.try_into().ok()?;
    let id = head.get("kid")?.as_str()?.to_string();
    let signature = BASE64.decode(signature).ok()?.try_into().ok()?;
    Some((PackageKey { id, bytes }, signed_part(protected, manifest), signature))
}
