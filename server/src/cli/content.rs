//! `zhixing content`: check courseware, publish it.

use super::Outcome;
use crate::{
    Config,
    content::{self, ContentFault, Reading},
};
use clap::Subcommand;
use std::{path::PathBuf, process::ExitCode};
use zhixing_courseware::Severity;
use zhixing_domain::lang::Lang;
use zhixing_store::Actor;

#[derive(Subcommand)]
pub enum Verb {
    /// Read courseware and print what is not right in it; ends with 1 if there are errors
    Check {
        /// The folder; the built-in demonstration if not given
        dir: Option<PathBuf>,
        /// zh or en; by default the language of the terminal
        #[arg(long)]
        lang: Option<String>,
    },
    /// Publish courseware: running servers show it within seconds, running attempts keep their papers
    Publish {
        /// The folder; the built-in demonstration if not given
        dir: Option<PathBuf>,
    },
}

pub async fn run(verb: Verb, config: &Config) -> Outcome {
    match verb {
        Verb::Check { dir, lang } => check(dir.or(config.content.clone()), lang.as_deref()),
        Verb::Publish { dir } => publish(dir.or(config.content.clone()), config).await,
    }
}

fn read(dir: Option<PathBuf>) -> Result<Reading, String> {
    let files = match dir {
        Some(dir) => content::folder(&dir).map_err(|e| e.to_string())?,
        None => content::embedded(),
    };
    Ok(Reading::of(files))
}

fn check(dir: Option<PathBuf>, lang: Option<&str>) -> Outcome {
    let lang = match lang {
        Some(code) => Lang::from_code(code).ok_or_else(|| format!("--lang {code}: zh or en"))?,
        None => terminal_lang(),
    };
    let reading = read(dir)?;
    for problem in &reading.problems {
        say!("{}", problem.text(lang));
    }
    let errors = reading.problems.iter().filter(|p| p.severity() == Severity::Error).count();
    let (warnings, library) = (reading.problems.len() - errors, &reading.library);
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

async fn publish(dir: Option<PathBuf>, config: &Config) -> Outcome {
    let reading = read(dir)?;
    let store = super::open(config).await?;
    let published = reading.publish(&store, &*super::clock(), Actor::Operator).await;
    store.close().await;
    match published {
        Ok(true) => say!("published {}", reading.library.digest),
        Ok(false) => say!("already published: {}", reading.library.digest),
        Err(ContentFault::Errors(errors)) => {
            let texts: Vec<String> = errors.into_iter().map(|[zh, en]| if terminal_lang() == Lang::Zh { zh } else { en }).collect();
            return Err(format!("not published\n{}", texts.join("\n")));
        }
        Err(error) => return Err(error.to_string()),
    }
    Ok(ExitCode::SUCCESS)
}

/// By the usual variables; English unless they say Chinese.
fn terminal_lang() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if named.is_some_and(|v| v.starts_with("zh")) { Lang::Zh } else { Lang::En }
}
