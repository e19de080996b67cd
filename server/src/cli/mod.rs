//! The command line: one file a verb. Never here: what a verb does to the data (the store decides).

/// Prints a line to stdout. Whoever reads it may have gone (`zhixing config | head`): that is no failure.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

mod assessment;
mod audit;
mod backup;
mod bank;
mod certificate;
mod content;
mod course;
mod disk;
mod doctor;
mod folder;
pub mod key;
mod restore;
mod serve;
mod settings;
mod token;
mod user;
mod watch;

use crate::{
    clock::{Clock, SystemClock},
    config::{Config, Values},
    hashing::Hashing,
    lock::{DataLock, LockMode},
    staging::Staging,
    world,
};
use clap::{ArgMatches, Command, FromArgMatches, Subcommand};
use std::{path::PathBuf, pin::Pin, process::ExitCode, sync::Arc};
use zhixing_store::Store;

#[derive(Subcommand)]
enum ServerCommand {
    /// Serve the site until told to stop (SIGTERM or Ctrl-C)
    Serve,
    /// Bring the database to the newest schema and end
    Migrate,
    /// Check or publish courseware
    #[command(subcommand)]
    Content(content::ContentCommand),
    /// Bring question banks of other systems, or write ours for them
    #[command(subcommand)]
    Bank(bank::BankCommand),
    /// Give a course to another installation as one signed file, or take one
    #[command(subcommand)]
    Course(course::CourseCommand),
    /// Set the access code of an assessment
    #[command(subcommand)]
    Assessment(assessment::AssessmentCommand),
    /// Open accounts
    #[command(subcommand)]
    User(user::UserCommand),
    /// Make bearer tokens for programs
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Issue, revoke or show certificates
    #[command(subcommand)]
    Certificate(certificate::CertificateCommand),
    /// List, make, retire or withdraw the keys that sign certificates
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Check the audit log
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Write database, keys and configuration into one file, also while serving
    Backup(Backup),
    /// Put a backup into the data folder; stop the server first
    Restore(restore::Restore),
    /// Print every setting: its value now, its names and its meaning
    Config,
    /// Name what is missing or doubtful in this installation, and what to do; ends with 1 if there is an error
    Doctor(doctor::Doctor),
}

pub use backup::{Backup, backup, newest_backup};

/// What a verb says when it fails.
pub type Exit = Result<ExitCode, String>;

fn command() -> Command {
    let command = Command::new("zhixing")
        .version(env!("CARGO_PKG_VERSION"))
        .about("知行 Zhixing: learning, assessment and certification in one binary")
        .after_help(
            "Begin with:  zhixing serve --demo\n\
             Settings come from <data>/zhixing.toml, the environment and flags; flags win. `zhixing config` lists them,\n\
             and the help of a command those that it uses.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(settings::args(&["data"]));
    settings::for_each(ServerCommand::augment_subcommands(command), "")
}

/// Runs the command line; what it prints on success goes to stdout, everything else to stderr.
pub fn run() -> ExitCode {
    let matches = command().get_matches();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("the runtime cannot start: {error}")),
    };
    // behind a box the runtime, which waits in three ways, has the verbs' code once
    let verb: Pin<Box<dyn Future<Output = Exit> + '_>> = Box::pin(run_verb(&matches));
    match runtime.block_on(verb) {
        Ok(code) => code,
        Err(reason) => fail(&reason),
    }
}

fn fail(reason: &str) -> ExitCode {
    eprintln!("zhixing: {reason}");
    ExitCode::FAILURE
}

async fn run_verb(matches: &ArgMatches) -> Exit {
    let verb = ServerCommand::from_arg_matches(matches).map_err(|e| e.to_string())?;
    let flags: Values = settings::values(matches);
    let file = matches.get_one::<PathBuf>("config").cloned();
    let config = match Config::load(file.as_deref(), |name| std::env::var(name).ok(), &flags) {
        Ok(config) => config,
        Err(error) => {
            let ServerCommand::Doctor(args) = verb else { return Err(error.to_string()) };
            return doctor::run(&args, Err(error)).await;
        }
    };
    let traces = settings::log(&config, matches!(verb, ServerCommand::Serve))?;
    match verb {
        ServerCommand::Serve => serve::run(config, traces).await,
        ServerCommand::Migrate => migrate(&config).await,
        ServerCommand::Content(verb) => content::run(verb, &config).await,
        ServerCommand::Bank(verb) => bank::run(verb),
        ServerCommand::Course(verb) => course::run(verb, &config),
        ServerCommand::Assessment(verb) => assessment::run(verb, &config).await,
        ServerCommand::User(verb) => user::run(verb, &config).await,
        ServerCommand::Token(verb) => token::run(verb, &config).await,
        ServerCommand::Certificate(verb) => certificate::run(verb, config).await,
        ServerCommand::Key(verb) => key::run(verb, config).await,
        ServerCommand::Audit(verb) => audit::run(verb, &config).await,
        ServerCommand::Backup(verb) => backup(&verb, &config).await,
        ServerCommand::Restore(verb) => restore::restore(&verb, &config).await,
        ServerCommand::Config => Ok(settings::print(&config)),
        ServerCommand::Doctor(args) => doctor::run(&args, Ok(config)).await,
    }
}

async fn migrate(config: &Config) -> Exit {
    let _lock = hold(config)?;
    open(config).await?.close().await;
    say!("the database has the newest schema");
    Ok(ExitCode::SUCCESS)
}

/// The folder's lock, for who serves from it or changes its schema; a restore that was broken off is settled first.
fn hold(config: &Config) -> Result<DataLock, String> {
    // several servers may share a folder of keys, but never a SQLite file
    let together = !config.database.starts_with("sqlite:");
    let staging = Staging::of(config);
    if together && !staging.is_pending() {
        return DataLock::take(&config.data, LockMode::Together).map_err(|e| e.to_string());
    }
    let lock = DataLock::take(&config.data, LockMode::Alone).map_err(|e| e.to_string())?;
    restore::tell(&staging.settle().map_err(|e| format!("{}: {e}", config.data.display()))?);
    if !together {
        return Ok(lock);
    }
    drop(lock);
    DataLock::take(&config.data, LockMode::Together).map_err(|e| e.to_string())
}

async fn open(config: &Config) -> Result<Store, String> {
    if Staging::of(config).is_pending() {
        drop(hold(config)?);
    }
    world::open_store(config).await.map_err(|e| e.to_string())
}

fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

fn hashing() -> Result<Arc<Hashing>, String> {
    Hashing::new()
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn the_command_line_is_in_order() {
        command().debug_assert();
    }

    fn help(words: &[&str]) -> String {
        let asked = std::iter::once("zhixing").chain(words.iter().copied()).chain(["--help"]);
        command().try_get_matches_from(asked).unwrap_err().to_string()
    }

    #[test]
    fn the_help_of_a_verb_shows_the_settings_that_it_uses() {
        let check = help(&["content", "check"]);
        assert!(check.contains("--content") && check.contains("--config"), "{check}");
        for foreign in ["--listen", "--database", "--metrics-token"] {
            assert!(!check.contains(foreign), "{foreign}: {check}");
        }
        let serve = help(&["serve"]);
        for setting in crate::config::SETTINGS {
            let flag = format!("--{} ", setting.name.replace('_', "-"));
            assert!(serve.replace('[', " ").contains(&flag), "{flag}: {serve}");
        }
        assert!(help(&["user", "add"]).contains("--fonts") && !help(&["user", "password"]).contains("--fonts"));
        assert!(!help(&["user"]).contains("--listen") && !help(&[]).contains("--listen"));
    }

    #[test]
    fn a_verb_takes_settings_that_its_help_does_not_show_before_it_and_behind() {
        for words in [["--listen", "127.0.0.1:1", "content", "check"], ["content", "check", "--listen", "127.0.0.1:1"]] {
            let matches = command().try_get_matches_from(std::iter::once("zhixing").chain(words)).unwrap();
            assert_eq!(super::settings::values(&matches).get("listen").map(String::as_str), Some("127.0.0.1:1"), "{words:?}");
        }
    }

    #[test]
    fn where_roles_are_named_all_of_them_are() {
        for words in [&["user", "add"][..], &["user", "import"], &["token", "create"]] {
            let help = help(words);
            assert!(help.contains("invigilator") && help.contains("teacher"), "{help}");
        }
    }
}
