//! `zhixing content publish` and `pull`: a folder and the workshop come together, and what came of it is told.

use super::Exit;
use crate::{
    Config, content,
    content::ContentFault,
    disk::{self, DiskFault, DiskFolder, OfferedFolder},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
};
use zhixing_app::i18n::command as words;
use zhixing_domain::{
    changes::Changes,
    lang::Lang,
    workshop::disk::{DiskFiles, DiskSide, DiskStep, TornFile, TornFiles},
};
use zhixing_store::{Fault, Store};

/// How a folder is published.
pub(super) struct PublishWish {
    /// The built-in demonstration where there is none.
    pub dir: Option<PathBuf>,
    /// Also if something goes.
    pub remove: bool,
    pub dry_run: bool,
    pub take: Option<DiskSide>,
}

pub(super) async fn publish(wish: &PublishWish, config: &Config, lang: Lang) -> Exit {
    let folder = wish.dir.as_deref().map(DiskFolder::open).transpose().map_err(|e| e.to_string())?;
    let store = super::open(config).await?;
    let done = replace(wish, folder.as_ref(), &store, lang).await;
    store.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

pub(super) async fn pull(to: &Path, drafts: bool, take: Option<DiskSide>, config: &Config, lang: Lang) -> Exit {
    std::fs::create_dir_all(to).map_err(|e| format!("{}: {e}", to.display()))?;
    let folder = DiskFolder::open(to).map_err(|e| e.to_string())?;
    let store = super::open(config).await?;
    let pulled = disk::pull(&store, &folder, drafts, take).await;
    store.close().await;
    let joined = match pulled {
        Ok(joined) => joined.ok_or_else(|| words::nothing_published(lang).to_string())?,
        Err(DiskFault::NoBase) => return Err(words::not_empty(lang, to.display())),
        Err(fault) => return Err(said(fault, lang)),
    };
    tell_torn(&joined.torn, lang);
    if folder.base.is_some() {
        tell_steps(&joined.steps, &joined.files, lang);
    }
    say!("{}", words::pulled(lang, joined.files.len(), to.display()));
    Ok(ExitCode::SUCCESS)
}

fn said(fault: DiskFault, lang: Lang) -> String {
    match fault {
        DiskFault::NoBase => words::no_base(lang).into(),
        DiskFault::Torn(files) => [vec![words::torn(lang).into()], torn_lines(&files, lang)].concat().join("\n"),
        DiskFault::Content(ContentFault::Store(Fault::Conflict)) => words::published_meanwhile(lang).into(),
        DiskFault::Content(ContentFault::Errors(errors)) => {
            let texts: Vec<String> = errors.into_iter().map(|texts| texts.get(lang).clone()).collect();
            format!("{}\n{}", words::not_published(lang), texts.join("\n"))
        }
        DiskFault::Content(fault) => fault.to_string(),
    }
}

async fn replace(wish: &PublishWish, folder: Option<&DiskFolder>, store: &Store, lang: Lang) -> Result<(), String> {
    let files = folder.map_or_else(content::embedded, |folder| folder.files.clone());
    let base = folder.and_then(|folder| folder.base.as_ref());
    let offered = disk::offer(store, base, files, wish.take).await.map_err(|e| said(e, lang))?;
    let removes = tell(&offered, store, lang).await?;
    if removes && !wish.remove && !wish.dry_run {
        return Err(words::would_remove(lang).into());
    }
    if wish.dry_run {
        return Ok(());
    }
    let digest = &offered.reading.library.digest;
    match offered.publish(store, &*super::clock()).await.map_err(|e| said(e.into(), lang))? {
        true => say!("published {digest}"),
        false => say!("already published: {digest}"),
    }
    // what is published stands, whatever becomes of the folder
    if let Some(Err(error)) = folder.map(|folder| offered.settle(folder)) {
        say!("{}", words::folder_stays(lang, error));
    }
    Ok(())
}

/// So many names are told of each kind.
const NAMED: usize = 20;

/// What the folder did not have so: from the workshop, and of both.
fn tell_steps(steps: &BTreeMap<String, DiskStep>, files: &DiskFiles, lang: Lang) {
    for (step, word) in [(DiskStep::FromWorkshop, words::from_workshop(lang)), (DiskStep::Merged, words::came_together(lang))] {
        let named = steps.iter().filter(|(_, is)| **is == step);
        for (path, _) in named.clone().take(NAMED) {
            let gone = if files.contains_key(path) { "" } else { words::gone_there(lang) };
            say!("  {word} {path}{gone}");
        }
        if let Some(more) = named.count().checked_sub(NAMED).filter(|more| *more > 0) {
            say!("  {word} … {more}");
        }
    }
}

/// Tells of what somebody decided, so that the words that do not stand can be read once more.
fn tell_torn(torn: &TornFiles, lang: Lang) {
    if !torn.is_empty() {
        say!("{}\n{}", words::decided(lang), torn_lines(torn, lang).join("\n"));
    }
}

/// Each place by file and line, with what the folder (<) and the workshop (>) have there.
fn torn_lines(torn: &TornFiles, lang: Lang) -> Vec<String> {
    let mut lines = vec![];
    for (path, file) in torn {
        match file {
            TornFile::GoneFromFolder => lines.push(format!("  {path}: {}", words::gone_from_folder(lang))),
            TornFile::GoneFromWorkshop => lines.push(format!("  {path}: {}", words::gone_from_workshop(lang))),
            TornFile::Whole => lines.push(format!("  {path}: {}", words::torn_whole(lang))),
            TornFile::Places(places) => {
                for place in places {
                    lines.push(format!("  {path}:{}", place.line));
                    lines.extend(place.folder.lines().map(|line| format!("    < {line}")));
                    lines.extend(place.workshop.lines().map(|line| format!("    > {line}")));
                }
            }
        }
    }
    lines
}

/// Tells what comes of it and who wrote meanwhile; gives whether something goes that was published.
async fn tell(offered: &OfferedFolder, store: &Store, lang: Lang) -> Result<bool, String> {
    tell_torn(&offered.torn, lang);
    tell_steps(&offered.steps, &offered.reading.files.0, lang);
    for path in &offered.passed_by {
        say!("  {}", words::stays_draft(lang, path));
    }
    let Some(before) = &offered.before else { return Ok(false) };
    let changes = Changes::between(&before.library, &offered.reading.library);
    let running = store.running_attempts(&changes.plans.removed, super::clock().now()).await.map_err(|e| e.to_string())?;
    tell_changes(&changes, running, lang);
    Ok(changes.removes())
}

/// What comes and what goes: the numbers in one line, then what goes by name.
fn tell_changes(changes: &Changes, running: i64, lang: Lang) {
    let mut line = vec![];
    for (change, names) in changes.kinds() {
        let name = names[usize::from(lang == Lang::En)];
        if !change.added.is_empty() {
            line.push(format!("+{} {name}", change.added.len()));
        }
        if !change.removed.is_empty() {
            line.push(format!("−{} {name}", change.removed.len()));
        }
    }
    if !changes.renamed.is_empty() {
        let name = if lang == Lang::Zh { "节课改名" } else { "lessons renamed" };
        line.push(format!("{} {name}", changes.renamed.len()));
    }
    if running > 0 {
        line.push(match lang {
            Lang::Zh => format!("其中有 {running} 场考试正在作答（他们仍可答完）"),
            Lang::En => format!("{running} running attempts of them (they go on to their end)"),
        });
    }
    if !line.is_empty() {
        say!("{}", line.join(", "));
    }
    for lesson in changes.renamed.iter().take(NAMED) {
        say!("  {0}/{1} → {0}/{2}", lesson.course, lesson.from, lesson.to);
    }
    for (change, _) in changes.kinds() {
        for name in change.removed.iter().take(NAMED) {
            say!("  − {name}");
        }
        if change.removed.len() > NAMED {
            say!("  − … {}", change.removed.len() - NAMED);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::workshop::disk::TornPlace;

    #[test]
    fn what_is_torn_is_told_by_file_and_line_with_the_words_of_both() {
        let place = TornPlace { line: 12, folder: "甲\n乙\n".into(), workshop: "丙\n".into() };
        let torn = [("a.md", TornFile::Places(vec![place])), ("b.md", TornFile::GoneFromFolder), ("c.png", TornFile::Whole)];
        let torn: TornFiles = torn.map(|(path, file)| (path.to_string(), file)).into();
        let told = ["  a.md:12", "    < 甲", "    < 乙", "    > 丙", "  b.md: gone from the folder, changed in the workshop"];
        assert_eq!(torn_lines(&torn, Lang::En)[..5], told);
        assert!(torn_lines(&torn, Lang::Zh)[5].starts_with("  c.png: "));
    }
}
