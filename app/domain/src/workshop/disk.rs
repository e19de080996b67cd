//! A folder on somebody's computer and the workshop: both went on from the same base, and come together file by file.

use super::{
    merge::{MergePiece, Merged, merge},
    written,
};
use crate::digest::sha256_hex;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Where a folder keeps what it began from: what begins with a point is not read as content.
pub const BASE_PLACE: &str = ".zhixing/base.json";
/// The form that is written and read.
pub const BASE_FORM: &str = "zhixing-folder/1";

/// What a folder began from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderBase {
    pub form: String,
    pub publication: String,
    /// Whether the drafts of the workshop are in it.
    #[serde(default)]
    pub drafts: bool,
    pub files: BTreeMap<String, BaseFile>,
}

/// A file as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseFile {
    /// Of the bytes, in hexadecimal; nothing where a draft said that it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The number of the draft that it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<i64>,
}

impl FolderBase {
    /// Nothing where it is no base, or one of a later form.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|base: &Self| base.form == BASE_FORM)
    }

    pub fn of_draft(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|file| file.rev.is_some())
    }

    fn hash(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.sha256.as_deref()
    }
}

/// Whose words stand where both changed the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskSide {
    Folder,
    Workshop,
}

impl DiskSide {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "folder" => Some(Self::Folder),
            "workshop" => Some(Self::Workshop),
            _ => None,
        }
    }
}

/// What becomes of a file that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskStep {
    FromFolder,
    FromWorkshop,
    Merged,
}

/// How both changed the same: somebody says whose words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TornFile {
    GoneFromFolder,
    GoneFromWorkshop,
    /// It is no text, or nobody knows what it was before.
    Whole,
    Places(Vec<TornPlace>),
}

/// A place of a text that both changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TornPlace {
    /// Of the folder's file, from 1.
    pub line: usize,
    pub folder: String,
    pub workshop: String,
}

/// Files that both changed in the same place, by their paths.
pub type TornFiles = BTreeMap<String, TornFile>;

/// Both together. A file that is torn is as the folder has it, unless somebody said whose words stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinedFolder {
    pub files: DiskFiles,
    pub steps: BTreeMap<String, DiskStep>,
    pub torn: TornFiles,
}

impl JoinedFolder {
    pub fn of(&self, step: DiskStep) -> Vec<&str> {
        self.steps.iter().filter(|(_, is)| **is == step).map(|(path, _)| path.as_str()).collect()
    }
}

/// Files by their paths.
pub type DiskFiles = BTreeMap<String, Vec<u8>>;

/// The hashes of the base that are needed to bring together what both changed.
pub fn contested(base: &FolderBase, folder: &DiskFiles, workshop: &DiskFiles) -> BTreeSet<String> {
    let both = paths(folder, workshop).into_iter().filter(|path| changed(base, path, folder.get(*path), workshop.get(*path)).is_none());
    both.filter_map(|path| base.hash(path).map(str::to_string)).collect()
}

/// Brings both together; `known` has the bytes of [`contested`] hashes, as far as somebody has them.
pub fn join(
    base: &FolderBase,
    known: &BTreeMap<String, Vec<u8>>,
    folder: &DiskFiles,
    workshop: &DiskFiles,
    take: Option<DiskSide>,
) -> JoinedFolder {
    let mut joined = JoinedFolder::default();
    for path in paths(folder, workshop) {
        let (mine, theirs) = (folder.get(path), workshop.get(path));
        let before = base.hash(path).and_then(|hash| known.get(hash));
        let (bytes, step) = match changed(base, path, mine, theirs) {
            Some(None) => (mine.cloned(), None),
            Some(Some(DiskSide::Folder)) => (mine.cloned(), Some(DiskStep::FromFolder)),
            Some(Some(DiskSide::Workshop)) => (theirs.cloned(), Some(DiskStep::FromWorkshop)),
            None => {
                let (bytes, step, torn) = together(before, mine, theirs, take);
                joined.torn.extend(torn.map(|torn| (path.clone(), torn)));
                (bytes, Some(step))
            }
        };
        joined.files.extend(bytes.map(|bytes| (path.clone(), bytes)));
        joined.steps.extend(step.map(|step| (path.clone(), step)));
    }
    joined
}

fn paths<'f>(folder: &'f DiskFiles, workshop: &'f DiskFiles) -> BTreeSet<&'f String> {
    folder.keys().chain(workshop.keys()).collect()
}

/// Which side alone changed a file, `Some(None)` where both have the same; nothing where both changed it.
#[allow(clippy::option_option, reason = "the same, one side, or both")]
fn changed(base: &FolderBase, path: &str, mine: Option<&Vec<u8>>, theirs: Option<&Vec<u8>>) -> Option<Option<DiskSide>> {
    let is_base = |bytes: Option<&Vec<u8>>| bytes.map(|bytes| sha256_hex(bytes)).as_deref() == base.hash(path);
    if mine == theirs {
        return Some(None);
    }
    if is_base(theirs) {
        return Some(Some(DiskSide::Folder));
    }
    is_base(mine).then_some(Some(DiskSide::Workshop))
}

/// Texts come together by paragraph. Where that cannot be, it is told how, and whoever was named is heard.
fn together(
    before: Option<&Vec<u8>>,
    mine: Option<&Vec<u8>>,
    theirs: Option<&Vec<u8>>,
    take: Option<DiskSide>,
) -> (Option<Vec<u8>>, DiskStep, Option<TornFile>) {
    let text = |bytes: Option<&Vec<u8>>| bytes.and_then(|bytes| written::text(bytes));
    if let (Some(base), Some(ours), Some(new)) = (text(before), text(mine), text(theirs)) {
        let merged = merge(&base, &ours, &new);
        let words = if take == Some(DiskSide::Workshop) { merged.theirs() } else { merged.mine() };
        let torn = places(merged);
        let torn = (!torn.is_empty()).then_some(TornFile::Places(torn));
        return (Some(written::bytes(&words, mine.map(Vec::as_slice))), DiskStep::Merged, torn);
    }
    let torn = match (mine, theirs) {
        (None, _) => TornFile::GoneFromFolder,
        (_, None) => TornFile::GoneFromWorkshop,
        _ => TornFile::Whole,
    };
    match take {
        Some(DiskSide::Workshop) => (theirs.cloned(), DiskStep::FromWorkshop, Some(torn)),
        _ => (mine.cloned(), DiskStep::FromFolder, Some(torn)),
    }
}

fn places(merged: Merged) -> Vec<TornPlace> {
    let torn = |piece| match piece {
        MergePiece::Torn { line, mine, theirs } => Some(TornPlace { line, folder: mine, workshop: theirs }),
        MergePiece::Agreed(_) => None,
    };
    merged.0.into_iter().filter_map(torn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "一\n\n二\n\n三\n";

    fn files(all: &[(&str, &str)]) -> DiskFiles {
        all.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect()
    }

    fn base(all: &[(&str, &str)]) -> (FolderBase, BTreeMap<String, Vec<u8>>) {
        let file = |text: &str| BaseFile { sha256: Some(sha256_hex(text.as_bytes())), rev: None };
        let named = all.iter().map(|(path, text)| (path.to_string(), file(text))).collect();
        let known = all.iter().map(|(_, text)| (sha256_hex(text.as_bytes()), text.as_bytes().to_vec())).collect();
        (FolderBase { form: BASE_FORM.into(), publication: "p".into(), drafts: false, files: named }, known)
    }

    #[test]
    fn what_one_side_changed_comes_from_it_and_changes_of_both_come_together() {
        let (base, known) = base(&[("same", BASE), ("mine", BASE), ("theirs", BASE), ("both", BASE), ("gone", BASE), ("taken", BASE)]);
        let folder = files(&[
            ("same", BASE),
            ("mine", "我\n"),
            ("theirs", BASE),
            ("both", "一甲\r\n\r\n二\r\n\r\n三\r\n"),
            ("taken", BASE),
            ("new", "n"),
        ]);
        let workshop =
            files(&[("same", BASE), ("mine", BASE), ("theirs", "他\n"), ("both", "一\n\n二\n\n三乙\n"), ("gone", BASE), ("begun", "b")]);
        assert_eq!(contested(&base, &folder, &workshop), BTreeSet::from([sha256_hex(BASE.as_bytes())]));
        let joined = join(&base, &known, &folder, &workshop, None);
        let expected = files(&[
            ("same", BASE),
            ("mine", "我\n"),
            ("theirs", "他\n"),
            ("both", "一甲\r\n\r\n二\r\n\r\n三乙\r\n"),
            ("new", "n"),
            ("begun", "b"),
        ]);
        assert_eq!(joined.files, expected, "what either side took away is away, and line ends are the folder's");
        assert_eq!(joined.of(DiskStep::FromFolder), ["gone", "mine", "new"]);
        assert_eq!(joined.of(DiskStep::FromWorkshop), ["begun", "taken", "theirs"]);
        assert_eq!((joined.of(DiskStep::Merged), joined.torn.len()), (vec!["both"], 0));
    }

    #[test]
    fn where_both_changed_the_same_somebody_says_whose_words_stand() {
        let (base, known) = base(&[("text", BASE), ("away", BASE), ("raw", BASE)]);
        let folder = files(&[("text", "一甲\n\n二\n\n三我\n"), ("raw", "x")]);
        let mut workshop = files(&[("text", "一乙\n\n二他\n\n三\n"), ("away", "变\n")]);
        workshop.insert("raw".into(), vec![0xd6, 0xd0]);
        let torn = join(&base, &known, &folder, &workshop, None);
        let place = TornPlace { line: 1, folder: "一甲\n".into(), workshop: "一乙\n".into() };
        let how = [("away", TornFile::GoneFromFolder), ("raw", TornFile::Whole), ("text", TornFile::Places(vec![place]))];
        assert_eq!(torn.torn, how.map(|(path, torn)| (path.to_string(), torn)).into());
        let mine = join(&base, &known, &folder, &workshop, Some(DiskSide::Folder));
        assert_eq!(mine.files, files(&[("text", "一甲\n\n二他\n\n三我\n"), ("raw", "x")]), "the rest has come together");
        let theirs = join(&base, &known, &folder, &workshop, Some(DiskSide::Workshop));
        assert_eq!(theirs.files["text"], "一乙\n\n二他\n\n三我\n".as_bytes());
        assert_eq!((theirs.files["away"].as_slice(), theirs.files["raw"].as_slice()), ("变\n".as_bytes(), &[0xd6, 0xd0][..]));
        let unknown = join(&base, &BTreeMap::new(), &folder, &files(&[("text", "一\n\n二\n\n三乙\n")]), None);
        assert_eq!(unknown.torn["text"], TornFile::Whole, "without the base nothing is guessed");
        assert_eq!(mine.torn, torn.torn, "what somebody decided is told as well");
        let gone = join(&base, &known, &files(&[("text", "变\n")]), &files(&[]), None);
        assert_eq!(gone.torn["text"], TornFile::GoneFromWorkshop);
    }

    #[test]
    fn a_base_is_read_as_it_was_written_and_a_later_form_is_none() {
        let (mut base, _) = base(&[("a", "x")]);
        base.files.insert("b".into(), BaseFile { sha256: None, rev: Some(3) });
        assert!(base.of_draft("b") && !base.of_draft("a"));
        let bytes = serde_json::to_vec(&base).unwrap();
        assert_eq!(FolderBase::read(&bytes), Some(base));
        let later = String::from_utf8(bytes).unwrap().replace(BASE_FORM, "zhixing-folder/2");
        assert_eq!(FolderBase::read(later.as_bytes()), None);
    }
}
