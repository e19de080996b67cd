//! `zhixing content`: check courseware; publishing and pulling it is [`disk`], looking at it as it changes [`watch`].

use super::{
    Exit,
    disk::{self, PublishWish},
    watch,
};
use crate::{
    Config,
    content::{self, Reading},
};
use clap::Subcommand;
use std::{path::PathBuf, process::ExitCode};
use zhixing_courseware::{ContentProblem, Severity};
use zhixing_domain::{lang::Lang, workshop::disk::DiskSide};

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
        /// Whose words stand where folder and workshop changed the same: folder or workshop. Without a base, `folder` publishes the folder as it is
        #[arg(long, value_parser = ["folder", "workshop"])]
        take: Option<String>,
    },
    /// Write what is published to a folder, byte for byte, or bring a folder that was pulled before up to date: what was changed there stays
    Pull {
        /// A folder that is empty, not there yet, or was pulled or published before
        #[arg(long)]
        to: PathBuf,
        /// With the drafts of the workshop in the place of what they change
        #[arg(long)]
        drafts: bool,
        /// Whose words stand where folder and workshop changed the same: folder or workshop
        #[arg(long, value_parser = ["folder", "workshop"])]
        take: Option<String>,
    },
    /// Check a folder whenever something in it has changed, until told to stop (Ctrl-C)
    Watch {
        dir: PathBuf,
        /// Publish it as well, as `publish` does
        #[arg(long)]
        publish: bool,
    },
}

pub async fn run(verb: ContentCommand, config: &Config) -> Exit {
    let lang = terminal_lang();
    match verb {
        ContentCommand::Check { dir, lang } => check(dir.or(config.content.clone()), lang.as_deref()),
        ContentCommand::Pull { to, drafts, take } => disk::pull(&to, drafts, side(take), config, lang).await,
        ContentCommand::Publish { dir, remove, dry_run, take } => {
            let wish = PublishWish { dir: dir.or(config.content.clone()), remove, dry_run, take: side(take) };
            disk::publish(&wish, config, lang).await
        }
        ContentCommand::Watch { dir, publish } => {
            watch::run(&dir, async |dir| {
                let checked = check(Some(dir.clone()), None)?;
                let wish = PublishWish { dir: Some(dir), remove: false, dry_run: false, take: None };
                if publish && checked == ExitCode::SUCCESS { disk::publish(&wish, config, lang).await } else { Ok(checked) }
            })
            .await
        }
    }
}

fn side(take: Option<String>) -> Option<DiskSide> {
    take.as_deref().and_then(DiskSide::from_code)
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
