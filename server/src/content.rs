//! Courseware on its way in: from a folder or from the binary into the store, and from the store onto the shelf.
//!
//! Never here: what courseware means (`zhixing-courseware`).

use crate::clock::Clock;
use rust_embed::RustEmbed;
use std::{
    io,
    path::{Path, PathBuf},
};
use zhixing_app::site::Site;
use zhixing_courseware::{Files, Problem, Severity};
use zhixing_domain::{changes::Changes, lang::Lang, library::Library, question::ItemVersion};
use zhixing_store::{Actor, Fault, Stamp, Store};

/// The demonstration: what authors publish, without their notes.
#[derive(RustEmbed)]
#[folder = "../content"]
#[include = "*.md"]
#[include = "*/media/*"]
#[include = "*/assessments/*.seb"]
#[exclude = "_*"]
#[exclude = "README*"]
struct Demonstration;

#[derive(Debug, thiserror::Error)]
pub enum ContentFault {
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    /// The texts of the errors, in Chinese and English.
    #[error("the content has {} error(s)", .0.len())]
    Errors(Vec<[String; 2]>),
    #[error(transparent)]
    Store(#[from] Fault),
    #[error("publication {0} is not complete in the database")]
    Missing(String),
}

pub fn embedded() -> Files {
    Demonstration::iter().filter_map(|path| Demonstration::get(&path).map(|f| (path.to_string(), f.data.into_owned()))).collect()
}

/// Every file of a folder that could be published; symbolic links are not followed.
pub fn folder(root: &Path) -> Result<Files, ContentFault> {
    let mut files = Files::default();
    let mut waiting = vec![root.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let fault = |e| ContentFault::Io(folder.clone(), e);
        for entry in std::fs::read_dir(&folder).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(fault)?);
            if entry.file_name().to_string_lossy().starts_with(['.', '_']) {
                continue;
            }
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() {
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let bytes = std::fs::read(&path).map_err(|e| ContentFault::Io(path.clone(), e))?;
                files.insert(name, bytes);
            }
        }
    }
    Ok(files)
}

/// The library of some files, and what is not right in them.
pub struct Reading {
    pub files: Files,
    pub library: Library,
    pub problems: Vec<Problem>,
}

impl Reading {
    pub fn of(files: Files) -> Self {
        let (library, problems) = zhixing_courseware::read(&files);
        Self { files, library, problems }
    }

    pub fn texts(&self) -> Vec<[String; 2]> {
        self.problems.iter().map(both).collect()
    }

    fn errors(&self) -> Vec<[String; 2]> {
        self.problems.iter().filter(|p| p.severity() == Severity::Error).map(both).collect()
    }

    /// Puts it into the store, unless it is what is published already. Content with errors is refused.
    pub async fn publish(&self, store: &Store, clock: &dyn Clock, actor: Actor) -> Result<bool, ContentFault> {
        let errors = self.errors();
        if !errors.is_empty() {
            return Err(ContentFault::Errors(errors));
        }
        let items: Vec<(ItemVersion, String)> =
            self.library.courses.iter().flat_map(|c| &c.items).map(|i| (i.version.clone(), i.source.clone())).collect();
        let before = if store.newest_publication().await?.is_some_and(|d| d != self.library.digest) { newest(store).await? } else { None };
        let renamed = before.map(|(_, before)| Changes::between(&before.library, &self.library).renamed).unwrap_or_default();
        let (digest, files) = (self.library.digest.clone(), self.files.0.clone());
        Ok(store.publish_renaming(digest, files, items, renamed, stamp(clock, actor)).await?)
    }
}

fn both(problem: &Problem) -> [String; 2] {
    [problem.text(Lang::Zh), problem.text(Lang::En)]
}

pub fn stamp(clock: &dyn Clock, actor: Actor) -> Stamp {
    let mut random = [0; 10];
    random.copy_from_slice(&clock.random()[..10]);
    Stamp { now: clock.now(), actor, random, request: None }
}

/// The newest publication of the store, read.
pub async fn newest(store: &Store) -> Result<Option<(String, Reading)>, ContentFault> {
    let Some(digest) = store.newest_publication().await? else { return Ok(None) };
    let files = Files(store.publication(&digest).await?);
    if files.0.is_empty() {
        return Err(ContentFault::Missing(digest));
    }
    Ok(Some((digest, off_thread(files).await)))
}

/// Reading takes a second or two of computing: not on a thread that serves.
pub async fn off_thread(files: Files) -> Reading {
    let again = files.clone();
    tokio::task::spawn_blocking(move || Reading::of(files)).await.unwrap_or_else(|_| Reading::of(again))
}

/// Puts the newest publication on the shelf if another one stands there.
pub async fn refresh(site: &Site, store: &Store, shown: &mut String) -> Result<bool, ContentFault> {
    if store.newest_publication().await?.as_deref().is_none_or(|newest| newest == shown) {
        return Ok(false);
    }
    let Some((digest, reading)) = newest(store).await? else { return Ok(false) };
    let texts = reading.texts();
    site.publish(reading.library, texts);
    *shown = digest;
    Ok(true)
}
