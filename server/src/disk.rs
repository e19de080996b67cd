//! A folder on somebody's computer and what is published or drafted here: read, brought together, and written back. What comes of both is
//! `zhixing_domain::workshop::disk`. Never here: what the commands say.

use crate::{
    clock::Clock,
    content::{self, ContentFault, Reading},
};
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};
use zhixing_courseware::Files;
use zhixing_domain::{
    digest::sha256_hex,
    workshop::disk::{self, BASE_FORM, BASE_PLACE, BaseFile, DiskFiles, DiskSide, DiskStep, FolderBase, JoinedFolder, TornFiles},
};
use zhixing_store::{Actor, Fault, FileDraft, Store};

/// Why a folder and the workshop do not come together.
#[derive(Debug, thiserror::Error)]
pub enum DiskFault {
    #[error(transparent)]
    Content(#[from] ContentFault),
    /// Authors wrote in the workshop, and nothing says what the folder began from.
    #[error("nothing says what this folder began from")]
    NoBase,
    /// Both changed these files in the same place.
    #[error("both changed {}", .0.keys().cloned().collect::<Vec<_>>().join(", "))]
    Torn(TornFiles),
}

impl From<Fault> for DiskFault {
    fn from(fault: Fault) -> Self {
        Self::Content(fault.into())
    }
}

/// A folder with what it began from.
pub struct DiskFolder {
    pub root: PathBuf,
    pub files: Files,
    /// Nothing where it was never pulled or published here, or its base cannot be read.
    pub base: Option<FolderBase>,
}

impl DiskFolder {
    pub fn open(root: &Path) -> Result<Self, ContentFault> {
        let files = content::folder(root)?;
        let base = std::fs::read(root.join(BASE_PLACE)).ok().and_then(|bytes| FolderBase::read(&bytes));
        Ok(Self { root: root.to_path_buf(), files, base })
    }

    /// Brings the folder to these files: only what differs is written, and nothing if somebody changed one of those since it was read.
    pub fn bring(&self, files: &DiskFiles) -> Result<(), ContentFault> {
        let there = &self.files.0;
        let gone: Vec<&String> = there.keys().filter(|path| !files.contains_key(*path)).collect();
        let new: DiskFiles =
            files.iter().filter(|(path, bytes)| there.get(*path) != Some(bytes)).map(|(p, b)| (p.clone(), b.clone())).collect();
        for path in new.keys().chain(gone.iter().copied()) {
            let file = self.root.join(path);
            let now = match std::fs::read(&file) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => None,
                read => Some(read.map_err(|e| ContentFault::Io(file.clone(), e))?),
            };
            if now.as_ref() != there.get(path) {
                return Err(ContentFault::Io(file, io::Error::other("changed while it was read; nothing was written")));
            }
        }
        content::write_folder(&self.root, &Files(new))?;
        for path in gone {
            let file = self.root.join(path);
            std::fs::remove_file(&file).map_err(|e| ContentFault::Io(file, e))?;
        }
        Ok(())
    }
}

/// Leaves beside a folder what it is from now on.
fn keep_base(root: &Path, base: &FolderBase) -> Result<(), ContentFault> {
    let file = root.join(BASE_PLACE);
    let text = serde_json::to_vec_pretty(base).map_err(|e| ContentFault::Io(file.clone(), e.into()))?;
    std::fs::create_dir_all(file.parent().unwrap_or(root)).and_then(|()| std::fs::write(&file, text)).map_err(|e| ContentFault::Io(file, e))
}

/// What is published, and what the workshop has over it.
struct WorkshopSide {
    publication: String,
    published: DiskFiles,
    drafts: Vec<FileDraft>,
}

impl WorkshopSide {
    /// Nothing before the first publication.
    async fn read(store: &Store) -> Result<Option<Self>, ContentFault> {
        // drafts first: one that is published in between is the same in both
        let drafts = store.all_drafts().await?;
        let Some(publication) = store.newest_publication().await? else { return Ok(None) };
        let published = store.publication(&publication).await?;
        if published.is_empty() && publication != sha256_hex(b"") {
            return Err(ContentFault::Missing(publication));
        }
        Ok(Some(Self { publication, published, drafts }))
    }

    fn drafts(&self, takes: impl Fn(&str) -> bool) -> impl Iterator<Item = &FileDraft> {
        self.drafts.iter().filter(move |draft| takes(&draft.path))
    }

    /// What is published, with the drafts that are taken.
    fn files(&self, takes: impl Fn(&str) -> bool) -> DiskFiles {
        let mut files = self.published.clone();
        for draft in self.drafts(takes) {
            match &draft.bytes {
                Some(bytes) => files.insert(draft.path.clone(), bytes.clone()),
                None => files.remove(&draft.path),
            };
        }
        files
    }

    /// What a folder that is written now began from.
    fn base(&self, drafts: bool) -> FolderBase {
        let mut base = base_of(&self.publication, drafts, &self.published);
        for draft in self.drafts(|_| drafts) {
            base.files.insert(draft.path.clone(), BaseFile { sha256: draft.bytes.as_deref().map(sha256_hex), rev: Some(draft.rev) });
        }
        base
    }

    /// The drafts that a folder began from: they are published with it.
    fn taken(&self, base: &FolderBase) -> Vec<(String, i64)> {
        self.drafts(|path| base.of_draft(path)).map(|draft| (draft.path.clone(), draft.rev)).collect()
    }

    /// The drafts over what a publication of `files` changes that are not in it: they stay drafts.
    fn passed_by(&self, base: Option<&FolderBase>, files: &DiskFiles) -> Vec<&str> {
        let changed = |draft: &&FileDraft| {
            let new = files.get(&draft.path);
            self.published.get(&draft.path) != new && draft.bytes.as_ref() != new
        };
        let apart = self.drafts(move |path| base.is_none_or(|base| !base.of_draft(path)));
        apart.filter(changed).map(|draft| draft.path.as_str()).collect()
    }
}

/// What a folder with these published files began from.
fn base_of(publication: &str, drafts: bool, files: &DiskFiles) -> FolderBase {
    let file = |(path, bytes): (&String, &Vec<u8>)| (path.clone(), BaseFile { sha256: Some(sha256_hex(bytes)), rev: None });
    FolderBase { form: BASE_FORM.into(), publication: publication.into(), drafts, files: files.iter().map(file).collect() }
}

async fn together(
    store: &Store,
    base: &FolderBase,
    folder: &DiskFiles,
    workshop: &DiskFiles,
    take: Option<DiskSide>,
) -> Result<JoinedFolder, DiskFault> {
    let known: BTreeMap<String, Vec<u8>> = store.blobs(disk::contested(base, folder, workshop)).await?;
    let joined = disk::join(base, &known, folder, workshop, take);
    if take.is_none() && !joined.torn.is_empty() { Err(DiskFault::Torn(joined.torn)) } else { Ok(joined) }
}

/// Updates a folder that was pulled before, or writes it for the first time; gives what became of which file. Nothing where nothing is published.
pub async fn pull(store: &Store, folder: &DiskFolder, drafts: bool, take: Option<DiskSide>) -> Result<Option<JoinedFolder>, DiskFault> {
    if folder.base.is_none() && !folder.files.0.is_empty() {
        return Err(DiskFault::NoBase);
    }
    let Some(workshop) = WorkshopSide::read(store).await? else { return Ok(None) };
    let drafts = drafts || folder.base.as_ref().is_some_and(|base| base.drafts);
    let base = folder.base.clone().unwrap_or_else(|| base_of("", drafts, &DiskFiles::new()));
    let joined = together(store, &base, &folder.files.0, &workshop.files(|_| drafts), take).await?;
    folder.bring(&joined.files)?;
    keep_base(&folder.root, &workshop.base(drafts))?;
    Ok(Some(joined))
}

/// A folder as it would be published, together with what the workshop has.
pub struct OfferedFolder {
    pub reading: Reading,
    /// What is published until then.
    pub before: Option<Reading>,
    pub steps: BTreeMap<String, DiskStep>,
    /// What both changed in the same place, where somebody said whose words stand.
    pub torn: TornFiles,
    /// The drafts over what it changes: they stay drafts.
    pub passed_by: Vec<String>,
    over: Option<String>,
    taken: Vec<(String, i64)>,
    drafts: bool,
}

/// Brings files and the workshop together, where `base` says what the files began from. Without a base they are all that there is, unless authors wrote in
/// the workshop.
pub async fn offer(store: &Store, base: Option<&FolderBase>, files: Files, take: Option<DiskSide>) -> Result<OfferedFolder, DiskFault> {
    let Some(workshop) = WorkshopSide::read(store).await? else {
        let reading = content::off_thread(files).await;
        let (steps, torn, passed_by, taken) = (BTreeMap::new(), TornFiles::new(), vec![], vec![]);
        return Ok(OfferedFolder { reading, before: None, steps, torn, passed_by, over: None, taken, drafts: false });
    };
    let joined = match base {
        Some(base) => together(store, base, &files.0, &workshop.files(|path| base.of_draft(path)), take).await?,
        None if take != Some(DiskSide::Folder) && files.0 != workshop.published && store.workshop_was_used().await? => {
            return Err(DiskFault::NoBase);
        }
        None => JoinedFolder { files: files.0, ..JoinedFolder::default() },
    };
    let passed_by = workshop.passed_by(base, &joined.files).into_iter().map(str::to_string).collect();
    let taken = base.map(|base| workshop.taken(base)).unwrap_or_default();
    let reading = content::off_thread(Files(joined.files)).await;
    let WorkshopSide { publication, published, .. } = workshop;
    let before = Some(content::off_thread(Files(published)).await);
    let drafts = base.is_some_and(|base| base.drafts);
    Ok(OfferedFolder { reading, before, steps: joined.steps, torn: joined.torn, passed_by, over: Some(publication), taken, drafts })
}

impl OfferedFolder {
    /// Publishes it in the place of what it was brought together with. `false` where that is the same.
    pub async fn publish(&self, store: &Store, clock: &dyn Clock) -> Result<bool, ContentFault> {
        match &self.over {
            Some(over) => self.reading.publish_over(store, clock, Actor::Operator, over.clone(), self.taken.clone()).await,
            None => self.reading.publish(store, clock, Actor::Operator).await,
        }
    }

    /// The folder becomes what is published now, and remembers it.
    pub fn settle(&self, folder: &DiskFolder) -> Result<(), ContentFault> {
        let files = &self.reading.files.0;
        folder.bring(files)?;
        keep_base(&folder.root, &base_of(&self.reading.library.digest, self.drafts, files))
    }
}
