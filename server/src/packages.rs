//! Courses between the workshop, the command line and `zhixing_interchange::share`: who signs, and whose signature holds. Never here: what is in a package.

use crate::banks::said;
use std::collections::BTreeMap;
use zhixing_app::i18n::command as words;
use zhixing_courseware::Files;
use zhixing_credential::{
    did::DidDocument,
    instant,
    key::{Kid, PublicKey, SigningKey},
};
use zhixing_domain::{
    lang::{Bilingual, Lang},
    package::{ORIGIN, Origin},
    time::Timestamp,
};
use zhixing_interchange::{
    BankNote, cartridge,
    share::{self, BESIDE, CoursePackage, PackageKey, PackageMaker, PackageStep, PackageUpdate, PackedCourse},
};
use zhixing_shell::packages::{BroughtCourse, BroughtKey, CourseFault, CourseStep, CourseUpdate, GivenCourse};

/// Packs a course of some content, signed by this installation.
pub fn pack(content: Files, course: &str, did: &str, key: &SigningKey, now: Timestamp) -> Result<PackedCourse, BankNote> {
    let maker =
        PackageMaker { issuer: did.into(), kid: key.kid().as_str().into(), key: key.public().raw(), made_at: instant::rfc3339(now.ms()) };
    share::pack(content, course, &maker, |signed| key.sign(signed))
}

/// Reads a package whose signature holds.
pub fn open(bytes: &[u8]) -> Result<CoursePackage, BankNote> {
    share::read(bytes, |key, message, signature| public(key).is_some_and(|key| key.verify(message, signature)))
}

fn public(key: &PackageKey) -> Option<PublicKey> {
    let (_, kid) = key.id.split_once('#')?;
    PublicKey::from_raw(Kid::new(kid).ok()?, &key.bytes).ok()
}

/// Whether a DID document names the key as one that its issuer signs with.
pub fn is_of(key: &PackageKey, document: &DidDocument) -> bool {
    document.key(&key.id).is_some_and(|known| known.raw() == key.bytes && document.may_assert(known.kid()))
}

/// A package as the workshop looks at it.
pub fn brought(bytes: Vec<u8>, own: &DidDocument) -> Result<BroughtCourse, CourseFault> {
    let CoursePackage { manifest, key, files, standards } = open(&bytes).map_err(fault)?;
    let key = BroughtKey {
        is_ours: is_of(&key, own),
        text: public(&key).map(|key| key.multibase()).unwrap_or_default(),
        id: key.id,
        bytes: key.bytes,
    };
    Ok(BroughtCourse { manifest, key, files, standards })
}

/// What taking it into a course does.
pub fn settled(
    package: BroughtCourse,
    content: BTreeMap<String, Vec<u8>>,
    course: &str,
    any_key: bool,
    now: Timestamp,
) -> Result<CourseUpdate, CourseFault> {
    let BroughtCourse { manifest, key, files, standards } = package;
    let package = CoursePackage { manifest, key: PackageKey { id: key.id, bytes: key.bytes }, files, standards };
    let mut content = Files(content);
    let PackageUpdate { steps, mut files } = share::update(&content, package, course, any_key, now).map_err(fault)?;
    let beside = format!("{course}/{BESIDE}/");
    let theirs: Vec<String> = files.keys().filter(|path| path.starts_with(&beside)).cloned().collect();
    let theirs = theirs.into_iter().filter_map(|path| Some((format!("{course}/{}", path.strip_prefix(&beside)?), files.remove(&path)??)));
    let theirs: BTreeMap<_, _> = theirs.collect();
    let step = |path: &str, step| match step {
        PackageStep::Write if content.0.contains_key(path) => CourseStep::Updated,
        PackageStep::Write => CourseStep::New,
        PackageStep::Remove => CourseStep::Removed,
        PackageStep::Keep => CourseStep::Kept,
        PackageStep::Both => CourseStep::Both,
    };
    let steps = steps.into_iter().map(|(path, was)| (path.clone(), step(&path, was))).collect();
    let origin = content.0.get(&format!("{course}/{ORIGIN}")).and_then(|bytes| serde_json::from_slice::<Origin>(bytes).ok());
    let ours = theirs.keys().filter_map(|path| Some((path.clone(), content.0.remove(path)?))).collect();
    Ok(CourseUpdate { steps, files, theirs, ours, before: origin.map(|origin| origin.manifest) })
}

/// A course of the workshop on its way out.
pub fn given(
    content: BTreeMap<String, Vec<u8>>,
    course: &str,
    own: &DidDocument,
    key: &SigningKey,
    now: Timestamp,
) -> Result<GivenCourse, CourseFault> {
    let PackedCourse { bytes, left_out } = pack(Files(content), course, own.did(), key, now).map_err(fault)?;
    let said = left_out.iter().map(|path| Bilingual::of(|lang| words::left_out(lang, path))).collect();
    Ok(GivenCourse { bytes, said })
}

/// A course of the workshop for other platforms.
pub fn carried(content: BTreeMap<String, Vec<u8>>, course: &str, lang: Lang, site_url: &str) -> Result<GivenCourse, CourseFault> {
    let (bytes, losses) = cartridge(&Files(content), course, lang, site_url).map_err(fault)?;
    Ok(GivenCourse { bytes, said: losses.iter().map(said).collect() })
}

fn fault(note: BankNote) -> CourseFault {
    CourseFault { code: note.code, words: said(&note) }
}
