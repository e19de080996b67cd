//! `zhixing doctor`: prints what a doctor finds. Never here: what is looked at (`crate::doctor`).

use super::Exit;
use crate::{
    Config,
    config::ConfigError,
    doctor::{self, Diagnosis, Health},
};
use clap::Args;
use serde_json::json;
use std::process::ExitCode;
use zhixing_domain::lang::Lang;

#[derive(Args)]
pub struct Doctor {
    /// zh or en; by default the language of the terminal
    #[arg(long)]
    lang: Option<String>,
    /// Print the report as JSON: `health` and `lines`, each with `part`, `health`, `found` and `remedy`
    #[arg(long)]
    json: bool,
}

pub async fn run(args: &Doctor, loaded: Result<Config, ConfigError>) -> Exit {
    let lang = super::content::lang_of(args.lang.as_deref())?;
    let report = match loaded {
        Ok(config) => doctor::examine(&config, &*super::clock(), &super::hashing()?).await,
        Err(error) => doctor::unusable(&error),
    };
    if args.json {
        say!("{}", as_json(&report, lang));
    } else {
        print(&report, lang);
    }
    Ok(if worst(&report) == Health::Broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn worst(report: &[Diagnosis]) -> Health {
    report.iter().map(|line| line.health).max().unwrap_or(Health::Fine)
}

fn as_json(report: &[Diagnosis], lang: Lang) -> serde_json::Value {
    let line = |d: &Diagnosis| json!({ "part": d.code(), "health": d.health.code(), "found": d.found(lang), "remedy": d.remedy(lang) });
    json!({ "health": worst(report).code(), "lines": report.iter().map(line).collect::<Vec<_>>() })
}

fn print(report: &[Diagnosis], lang: Lang) {
    let (colon, arrow) = if lang == Lang::Zh { ("：", "→ ") } else { (": ", "-> ") };
    for line in report {
        say!("[{}] {}{colon}{}", line.health.name(lang), line.name(lang), line.found(lang));
        if let Some(remedy) = line.remedy(lang) {
            say!("    {arrow}{remedy}");
        }
    }
    let count = |health| report.iter().filter(|line| line.health == health).count();
    let (broken, doubtful, fine) = (count(Health::Broken), count(Health::Doubtful), count(Health::Fine));
    match lang {
        Lang::Zh => say!("{broken} 个错误，{doubtful} 处要注意，{fine} 项正常"),
        Lang::En => say!("errors: {broken}, warnings: {doubtful}, ok: {fine}"),
    }
}
