//! What taking a package does to what is there: what was changed here stays.

use super::{BESIDE, CoursePackage, words};
use crate::BankNote;
use std::collections::{BTreeMap, BTreeSet};
use zhixing_courseware::Files;
use zhixing_domain::{
    digest::sha256_hex,
    instant,
    package::{ORIGIN, Origin},
    time::{Span, Timestamp},
    workshop::{place, template::is_course_name},
};

/// As far may the clock of another installation be ahead of ours.
const AHEAD: Span = Span::from_minutes(24 * 60);

/// What becomes of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackageStep {
    /// It is written: it was not there, or as it was in the edition before.
    Write,
    /// It goes: it was as in the edition before, and the new one has it no more.
    Remove,
    /// It was changed here and not there.
    Keep,
    /// Both changed it: ours stays, theirs lies beside it.
    Both,
}

/// The whole of it. Files that are the same already are not named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageUpdate {
    /// Path within the content to what becomes of it.
    pub steps: BTreeMap<String, PackageStep>,
    /// What is to be written, and what is to go where there are no bytes.
    pub files: BTreeMap<String, Option<Vec<u8>>>,
}

/// What taking `package` into `content` as the folder `course` does.
///
/// # Errors
/// A course of that name came from elsewhere, this edition is not newer or of the future, or another key signed it than the edition before (unless
/// `any_key`).
pub fn update(content: &Files, package: CoursePackage, course: &str, any_key: bool, now: Timestamp) -> Result<PackageUpdate, BankNote> {
    let CoursePackage { manifest, key, mut files, standards } = package;
    if !is_course_name(course) {
        return Err(words::no_course(course));
    }
    let made = instant::read(&manifest.made_at).ok_or_else(|| words::unread("made_at"))?;
    // whoever dated one so would keep every later edition out
    if made > now + AHEAD {
        return Err(words::of_the_future(&manifest.made_at));
    }
    let inside = format!("{course}/");
    let here: BTreeMap<&str, &[u8]> =
        content.0.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&inside)?, bytes.as_slice()))).collect();
    let origin = here.get(ORIGIN).and_then(|bytes| serde_json::from_slice::<Origin>(bytes).ok());
    if !here.is_empty() {
        let came = origin.as_ref().filter(|o| o.manifest.issuer == manifest.issuer && o.manifest.course == manifest.course);
        let came = came.ok_or_else(|| words::taken(course))?;
        if came.key != key.text() && !any_key {
            return Err(words::other_key());
        }
        // one that an earlier build took and that says no instant is older than all
        if instant::read(&came.manifest.made_at) >= Some(made) {
            return Err(words::older());
        }
    }
    let mut update = PackageUpdate::default();
    let base = |path: &str| origin.as_ref().and_then(|o| o.manifest.hash_of(path)).map(str::to_string);
    let known = origin.iter().flat_map(|o| o.manifest.files.iter().map(|f| f.path.clone()));
    let paths: BTreeSet<String> = known.chain(files.keys().cloned()).collect();
    for path in paths {
        update.settle(&inside, &path, base(&path).as_deref(), here.get(path.as_str()).copied(), files.remove(&path));
    }
    for (path, bytes) in standards {
        update.settle_standard(content, format!("{}/{path}", place::STANDARDS), bytes);
    }
    let origin = Origin { manifest, key: key.text() };
    let origin = serde_json::to_vec_pretty(&origin).map_err(|_| words::damaged())?;
    update.files.insert(format!("{inside}{ORIGIN}"), Some(origin));
    Ok(update)
}

impl PackageUpdate {
    fn write(&mut self, path: String, bytes: Vec<u8>) {
        self.steps.insert(path.clone(), PackageStep::Write);
        self.files.insert(path, Some(bytes));
    }

    fn settle_standard(&mut self, content: &Files, path: String, bytes: Vec<u8>) {
        match content.0.get(&path) {
            None => self.write(path, bytes),
            Some(ours) if *ours == bytes => {}
            // other courses stand on it
            Some(_) => drop(self.steps.insert(path, PackageStep::Keep)),
        }
    }

    fn settle(&mut self, inside: &str, path: &str, base: Option<&str>, ours: Option<&[u8]>, theirs: Option<Vec<u8>>) {
        if ours == theirs.as_deref() {
            return;
        }
        let full = format!("{inside}{path}");
        let hash = |bytes: Option<&[u8]>| bytes.map(sha256_hex);
        let step = match theirs {
            _ if hash(theirs.as_deref()).as_deref() == base => PackageStep::Keep,
            Some(bytes) if hash(ours).as_deref() == base => return self.write(full, bytes),
            None if hash(ours).as_deref() == base => {
                self.files.insert(full.clone(), None);
                PackageStep::Remove
            }
            Some(bytes) => {
                self.files.insert(format!("{inside}{BESIDE}/{path}"), Some(bytes));
                PackageStep::Both
            }
            None => PackageStep::Keep,
        };
        self.steps.insert(full, step);
    }
}
