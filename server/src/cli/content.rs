//! `zhixing content`: check courseware, publish it, write what is published to a folder.

use super::Exit;
use crate::{
    Config,
    content::{self, ContentFault, Reading},
};
use clap::Subcommand;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use zhixing_courseware::{ContentProblem, Files, Severity};
use zhixing_domain::{changes::Changes, lang::Lang};
use zhixing_store::{Actor, Fault, Store};

#[derive(Subcommand)]
pub enum ContentCommand {
    /// Read courseware and print what is not right in it; ends with 1 if there are errors
    Check {
        /// The folder; the built-in demonstration if not given
        dir: Option<PathBuf>,
        /// zh or en; by default the language of the terminal
        #[arg(long)]
        lang: Option<String>,
    },
    /// Publish courseware in the place of what is published: running servers show it within seconds, running attempts keep their papers
    Publish {
        /// The folder; the built-in demonstration if not given
        dir: Option<PathBuf>,
        /// Publish although courses, lessons, plans, items or standards go that are published now
        #[arg(long)]
        remove: bool,
        /// Only tell what would come and go
        #[arg(long)]
        dry_run: bool,
    },
    /// Write what is published to a folder, byte for byte: to go on writing on this computer, or to keep it elsewhere
    Pull {
        /// A folder that is empty, or not there yet
        #[arg(long)]
        to: PathBuf,
        /// With the drafts of the workshop in the place of what they change
        #[arg(long)]
        drafts: bool,
    },
}

pub async fn run(verb: ContentCommand, config: &Config) -> Exit {
    match verb {
        ContentCommand::Check { dir, lang } => check(dir.or(config.content.clone()), lang.as_deref()),
        ContentCommand::Pull { to, drafts } => pull(&to, drafts, config).await,
        ContentCommand::Publish { dir, remove, dry_run } => publish(dir.or(config.content.clone()), remove, dry_run, config).await,
    }
}

fn read(dir: Option<PathBuf>) -> Result<Reading, String> {
    let (files, left) = match dir {
        Some(dir) => content::folder_and_links(&dir).map_err(|e| e.to_string())?,
        None => (content::embedded(), vec![]),
    };
    let mut reading = Reading::of(files);
    reading.problems.splice(0..0, left);
    Ok(reading)
}

fn check(dir: Option<PathBuf>, lang: Option<&str>) -> Exit {
    let lang = lang_of(lang)?;
    let reading = read(dir)?;
    for problem in &reading.problems {
        say!("{}", problem.text(lang));
    }
    let count = |severity| reading.problems.iter().filter(|p| p.severity() == severity).map(ContentProblem::count).sum::<usize>();
    let (errors, warnings, library) = (count(Severity::Error), count(Severity::Warning), &reading.library);
    let lessons: usize = library.courses.iter().map(|c| c.lessons.len()).sum();
    let items: usize = library.courses.iter().map(|c| c.items.len()).sum();
    let (courses, standards) = (library.courses.len(), library.standards.len());
    match lang {
        Lang::Zh => say!("{courses} 门课程，{lessons} 节课，{items} 道题，{standards} 个标准；{errors} 个错误，{warnings} 个提醒"),
        Lang::En => {
            say!("{courses} courses, {lessons} lessons, {items} items, {standards} standards; {errors} errors, {warnings} warnings")
        }
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn publish(dir: Option<PathBuf>, remove: bool, dry_run: bool, config: &Config) -> Exit {
    let reading = read(dir)?;
    let store = super::open(config).await?;
    let published = replace(&reading, remove, dry_run, &store).await;
    store.close().await;
    published.map(|()| ExitCode::SUCCESS)
}

async fn pull(to: &Path, drafts: bool, config: &Config) -> Exit {
    let said = |e: std::io::Error| format!("{}: {e}", to.display());
    if to.exists() && std::fs::read_dir(to).map_err(said)?.next().is_some() {
        return Err(format!("{}: not empty; nothing is written over what is there", to.display()));
    }
    let store = super::open(config).await?;
    let files = pulled(&store, drafts).await;
    store.close().await;
    let files = files?;
    content::write_folder(to, &files).map_err(|e| e.to_string())?;
    say!("{} files in {}", files.0.len(), to.display());
    Ok(ExitCode::SUCCESS)
}

async fn pulled(store: &Store, drafts: bool) -> Result<Files, String> {
    let fault = |e: Fault| e.to_string();
    let digest = store.newest_publication().await.map_err(fault)?.ok_or("nothing is published")?;
    let mut files = Files(store.publication(&digest).await.map_err(fault)?);
    for (path, bytes) in if drafts { store.all_drafts().await.map_err(fault)? } else { vec![] } {
        match bytes {
            Some(bytes) => files.0.insert(path, bytes),
            None => files.0.remove(&path),
        };
    }
    Ok(files)
}

async fn replace(reading: &Reading, remove: bool, dry_run: bool, store: &Store) -> Result<(), String> {
    let lang = terminal_lang();
    let before = content::newest(store).await.map_err(|e| e.to_string())?;
    if let Some((_, before)) = &before {
        let changes = Changes::between(&before.library, &reading.library);
        let running = store.running_attempts(&changes.plans.removed, super::clock().now()).await.map_err(|e| e.to_string())?;
        tell(&changes, running, lang);
        if changes.removes() && !remove && !dry_run {
            return Err(match lang {
                Lang::Zh => "没有发布：以上带 − 的内容会从网站上消失。确实要撤下，请加 --remove",
                Lang::En => "not published: what has a − above would go from the site. To take it away knowingly, add --remove",
            }
            .into());
        }
    }
    if dry_run {
        return Ok(());
    }
    match reading.publish(store, &*super::clock(), Actor::Operator).await {
        Ok(true) => say!("published {}", reading.library.digest),
        Ok(false) => say!("already published: {}", reading.library.digest),
        Err(ContentFault::Errors(errors)) => {
            let texts: Vec<String> = errors.into_iter().map(|[zh, en]| if lang == Lang::Zh { zh } else { en }).collect();
            return Err(format!("not published\n{}", texts.join("\n")));
        }
        Err(error) => return Err(error.to_string()),
    }
    Ok(())
}

/// What comes and what goes: the numbers in one line, then what goes by name.
fn tell(changes: &Changes, running: i64, lang: Lang) {
    const NAMED: usize = 20;
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

/// The language asked for, else the terminal's.
pub(super) fn lang_of(code: Option<&str>) -> Result<Lang, String> {
    match code {
        Some(code) => Lang::from_code(code).ok_or_else(|| format!("--lang {code}: zh or en")),
        None => Ok(terminal_lang()),
    }
}

/// By the usual variables; English unless they say Chinese.
fn terminal_lang() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if named.is_some_and(|v| v.starts_with("zh")) { Lang::Zh } else { Lang::En }
}
