//! Courseware on its way in: from a folder or from the binary into the store, and from the store onto the shelf.
//!
//! Never here: what courseware means (`zhixing-courseware`).

use crate::clock::Clock;
use rust_embed::RustEmbed;
use std::{
    collections::HashMap,
    io,
    path::{Component, Path, PathBuf},
    sync::LazyLock,
};
use zhixing_courseware::{ContentProblem, Files, Severity, link_left_out};
use zhixing_domain::{
    account::Administrator, changes::Changes, digest::sha256_hex, lang::Bilingual, library::Library, question::ItemVersion,
    site_page::SitePage,
};
use zhixing_shell::{
    content::{ContentFix, ContentFlaw, ContentReading},
    published::Published,
    site::Site,
};
use zhixing_store::{Actor, Fault, NewPublication, Stamp, Store};

/// The demonstration: what authors publish, without their notes.
#[derive(RustEmbed)]
#[folder = "../content"]
#[include = "*.md"]
#[include = "*/media/*"]
#[include = "*/assessments/*.seb"]
#[exclude = "_*"]
#[exclude = "README*"]
struct Demonstration;

/// What the product says of privacy, terms and its use, until whoever runs the site says it in their own words.
static PAGES: LazyLock<Vec<SitePage>> = LazyLock::new(|| {
    let files = embedded().0.into_iter().filter(|(path, _)| path.starts_with("pages/"));
    zhixing_courseware::read(&Files(files.collect())).0.pages
});

#[derive(Debug, thiserror::Error)]
pub enum ContentFault {
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    /// The texts of the errors, in Chinese and English.
    #[error("the content has {} error(s)", .0.len())]
    Errors(Vec<Bilingual<String>>),
    #[error(transparent)]
    Store(#[from] Fault),
    #[error("publication {0} is not complete in the database")]
    Missing(String),
}

pub fn embedded() -> Files {
    Demonstration::iter().filter_map(|path| Demonstration::get(&path).map(|f| (path.to_string(), f.data.into_owned()))).collect()
}

/// Every file of a folder that could be published.
pub fn folder(root: &Path) -> Result<Files, ContentFault> {
    Ok(folder_and_links(root)?.0)
}

/// Every file of a folder that could be published, and the symbolic links that were left out: one that leads to a file within the folder is
/// followed, none that leads out of it, for what is published is what stands there.
pub fn folder_and_links(root: &Path) -> Result<(Files, Vec<ContentProblem>), ContentFault> {
    let mut files = Files::default();
    let mut left = vec![];
    let whole = root.canonicalize().map_err(|e| ContentFault::Io(root.to_path_buf(), e))?;
    let mut waiting = vec![root.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let fault = |e| ContentFault::Io(folder.clone(), e);
        for entry in std::fs::read_dir(&folder).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(fault)?);
            if entry.file_name().to_string_lossy().starts_with(['.', '_']) {
                continue;
            }
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let linked = kind.is_symlink() && path.canonicalize().is_ok_and(|to| to.is_file() && to.starts_with(&whole));
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_symlink() && !linked {
                left.push(link_left_out(&name));
            } else if kind.is_file() || linked {
                let bytes = std::fs::read(&path).map_err(|e| ContentFault::Io(path.clone(), e))?;
                files.insert(name, bytes);
            }
        }
    }
    Ok((files, left))
}

/// Writes files below a folder. A path that would lead out of it is an error, whoever published it.
pub fn write_folder(root: &Path, files: &Files) -> Result<(), ContentFault> {
    for (path, bytes) in &files.0 {
        let file = root.join(path);
        let fault = |e| ContentFault::Io(file.clone(), e);
        if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(fault(io::ErrorKind::InvalidInput.into()));
        }
        std::fs::create_dir_all(file.parent().unwrap_or(root)).map_err(fault)?;
        std::fs::write(&file, bytes).map_err(fault)?;
    }
    Ok(())
}

/// The library of some files, and what is not right in them.
pub struct Reading {
    pub files: Files,
    pub library: Library,
    pub problems: Vec<ContentProblem>,
}

impl Reading {
    /// Pages of the site that the files lack are those of the product.
    pub fn of(files: Files) -> Self {
        let (mut library, problems) = zhixing_courseware::read(&files);
        library.complete(&PAGES);
        Self { files, library, problems }
    }

    /// One file of a course, with what has a say in it.
    pub fn of_file(files: Files, path: &str) -> Self {
        let (library, problems) = zhixing_courseware::read_file(&files, path);
        Self { files, library, problems }
    }

    pub fn texts(&self) -> Vec<Bilingual<String>> {
        self.problems.iter().map(both).collect()
    }

    /// As the workshop shows it.
    pub fn seen(self) -> ContentReading {
        let mut texts: HashMap<&str, Vec<&str>> = HashMap::new();
        for ContentProblem { path, .. } in &self.problems {
            texts.entry(path).or_insert_with(|| self.files.0.get(path).map(|bytes| lines(bytes)).unwrap_or_default());
        }
        let fix = |p: &ContentProblem| {
            let fix = zhixing_courseware::fix(p, texts.get(p.path.as_str())?)?;
            Some(ContentFix { from: fix.from, to: fix.to, text: fix.text })
        };
        let flaw = |p: &ContentProblem| ContentFlaw {
            path: p.path.clone(),
            line: p.line,
            is_error: p.severity() == Severity::Error,
            words: Bilingual::of(|lang| p.message(lang)),
            advice: Bilingual::of(|lang| p.suggestion(lang)),
            text: both(p),
            fix: fix(p),
        };
        ContentReading { flaws: self.problems.iter().map(flaw).collect(), library: self.library, told: vec![] }
    }

    fn errors(&self) -> Vec<Bilingual<String>> {
        self.problems.iter().filter(|p| p.severity() == Severity::Error).map(both).collect()
    }

    /// Puts it into the store, unless it is what is published already. Content with errors is refused.
    pub async fn publish(&self, store: &Store, clock: &dyn Clock, actor: Actor) -> Result<bool, ContentFault> {
        let NewPublication { digest, files, items, renamed } = self.as_new(store).await?;
        Ok(store.publish_renaming(digest, files, items, renamed, stamp(clock, actor)).await?)
    }

    /// Puts it in the place of the publication `over` and of no other, with the drafts that are in it.
    pub async fn publish_over(
        &self,
        store: &Store,
        clock: &dyn Clock,
        actor: Actor,
        over: String,
        taken: Vec<(String, i64)>,
    ) -> Result<bool, ContentFault> {
        Ok(store.publish_folder(&Administrator::operator(), over, self.as_new(store).await?, taken, stamp(clock, actor)).await?)
    }

    async fn as_new(&self, store: &Store) -> Result<NewPublication, ContentFault> {
        let mut errors = self.errors();
        if self.files.0.is_empty() {
            errors.push(["这个文件夹里没有内容", "there is no content in this folder"].map(String::from).into());
        }
        if !errors.is_empty() {
            return Err(ContentFault::Errors(errors));
        }
        let items: Vec<(ItemVersion, String)> =
            self.library.courses.iter().flat_map(|c| &c.items).map(|i| (i.version.clone(), i.source.clone())).collect();
        let before = if store.newest_publication().await?.is_some_and(|d| d != self.library.digest) { newest(store).await? } else { None };
        let renamed = before.map(|(_, before)| Changes::between(&before.library, &self.library).renamed).unwrap_or_default();
        Ok(NewPublication { digest: self.library.digest.clone(), files: self.files.0.clone(), items, renamed })
    }
}

/// One course of these files, read; whatever else is in them is as the shelf has it: courses know nothing of each other.
pub fn course_of(files: &Files, course: &str, others: &Published) -> ContentReading {
    let own = format!("{course}/");
    let part = files.0.iter().filter(|(path, _)| path.starts_with(&own) || path.starts_with("standards/"));
    let (mut library, mut problems) = zhixing_courseware::read(&part.map(|(path, bytes)| (path.clone(), bytes.clone())).collect());
    problems.retain(|problem| problem.path.starts_with(&own));
    let known = &others.library;
    library.digest = files.digest();
    library.courses.extend(known.courses.iter().filter(|c| c.slug != course).cloned());
    library.courses.sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
    library.pages.clone_from(&known.pages);
    library.media.extend(known.media.iter().filter(|(path, _)| !path.starts_with(&own)).map(|(path, bytes)| (path.clone(), bytes.clone())));
    library.open_media.extend(known.open_media.iter().filter(|path| !path.starts_with(&own)).cloned());
    let told = others.problems.iter().filter(|text| !text.zh.starts_with(&own)).cloned().collect();
    ContentReading { told, ..Reading { files: Files::default(), library, problems }.seen() }
}

/// The lines of a file; none of one that is no text.
fn lines(bytes: &[u8]) -> Vec<&str> {
    std::str::from_utf8(bytes).map(|text| text.lines().collect()).unwrap_or_default()
}

fn both(problem: &ContentProblem) -> Bilingual<String> {
    Bilingual::of(|lang| problem.text(lang))
}

pub fn stamp(clock: &dyn Clock, actor: Actor) -> Stamp {
    let mut random = [0; 10];
    random.copy_from_slice(&clock.random()[..10]);
    Stamp::new(clock.now(), actor, random)
}

/// The newest publication of the store, read.
pub async fn newest(store: &Store) -> Result<Option<(String, Reading)>, ContentFault> {
    let Some(digest) = store.newest_publication().await? else { return Ok(None) };
    let files = Files(store.publication(&digest).await?);
    // earlier builds published a folder without files: it is whole, and empty
    if files.0.is_empty() && digest != sha256_hex(b"") {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_written_is_read_again_byte_for_byte() {
        let root = std::env::temp_dir().join(format!("zhixing-pull-{}", std::process::id()));
        let files: Files = [("a/course.md", &b"x\r\n"[..]), ("a/media/x.png", &[0, 255])].into_iter().collect();
        write_folder(&root, &files).unwrap();
        let read = folder(&root).unwrap();
        let outside = write_folder(&root, &[("../x.md", "x")].into_iter().collect());
        std::fs::remove_dir_all(&root).unwrap();
        assert_eq!(read.0, files.0);
        assert!(matches!(outside, Err(ContentFault::Io(..))));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_within_the_folder_and_named_where_they_lead_out_of_it() {
        use std::os::unix::fs::symlink;
        let root = std::env::temp_dir().join(format!("zhixing-links-{}", std::process::id()));
        let outside = root.with_extension("outside");
        std::fs::create_dir_all(root.join("course/media")).unwrap();
        std::fs::write(&outside, "private").unwrap();
        std::fs::write(root.join("course/media/real.svg"), "<svg/>").unwrap();
        symlink("real.svg", root.join("course/media/link.svg")).unwrap();
        symlink(&outside, root.join("course/media/out.svg")).unwrap();
        symlink("nothing", root.join("course/020-gone.md")).unwrap();
        symlink("../course", root.join("course/again")).unwrap();
        let (files, left) = folder_and_links(&root).unwrap();
        std::fs::remove_dir_all(&root).unwrap();
        std::fs::remove_file(&outside).unwrap();
        assert_eq!(files.0.keys().collect::<Vec<_>>(), ["course/media/link.svg", "course/media/real.svg"]);
        assert_eq!(files.0["course/media/link.svg"], b"<svg/>");
        let mut named: Vec<&str> = left.iter().map(|p| p.path.as_str()).collect();
        named.sort_unstable();
        assert_eq!(named, ["course/020-gone.md", "course/again", "course/media/out.svg"]);
    }
}
