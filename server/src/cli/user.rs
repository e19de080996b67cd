//! `zhixing user`: open an account, or a list of them; let somebody in again who forgot the password.

use super::Outcome;
use crate::{Config, content::stamp, hashing::Hashing};
use clap::Subcommand;
use serde::Deserialize;
use std::{
    io::Read,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, OnceLock},
};
use zhixing_app::act::{
    account::{RESET, kept_reset_code, new_reset_code},
    name as act,
};
use zhixing_credential::pdf::{Coverage, DEBIAN, Fonts};
use zhixing_domain::{
    account::{self, AccountRefusal, Role, Roles},
    lang::Lang,
    text::name,
};
use zhixing_store::{Actor, NewAccount};

#[derive(Subcommand)]
pub enum Verb {
    /// Open an account
    Add {
        login: String,
        /// What others see
        #[arg(long)]
        name: String,
        /// The name for certificates
        #[arg(long, default_value = "")]
        legal_name: String,
        /// learner, teacher, examiner or admin; several parted by commas
        #[arg(long, default_value = "learner")]
        role: String,
        /// Read the password from standard input
        #[arg(long, conflicts_with = "password", required_unless_present = "password")]
        password_stdin: bool,
        /// The password; other users of this machine may see it
        #[arg(long)]
        password: Option<String>,
    },
    /// Print a code with which this person sets a new password at /sign-in/reset; it works once, within four hours
    Password {
        login: String,
        /// Set the password at once, from standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Open the accounts of a CSV file with the columns login,name,legal_name,role,password
    Import { file: PathBuf },
}

/// So many accounts are one transaction.
const CHUNK: usize = 500;

#[derive(Deserialize)]
struct Row {
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    legal_name: String,
    #[serde(default)]
    role: String,
    password: String,
}

pub async fn run(verb: Verb, config: &Config) -> Outcome {
    match verb {
        Verb::Add { login, name, legal_name, role, password, .. } => {
            let password = match password {
                Some(password) => password,
                None => from_stdin()?,
            };
            add(config, Row { login, name, legal_name, role, password }).await
        }
        Verb::Password { login, password_stdin } => password(config, &login, password_stdin).await,
        Verb::Import { file } => import(config, &file).await,
    }
}

fn from_stdin() -> Result<String, String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|e| format!("the password cannot be read: {e}"))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_string())
}

async fn add(config: &Config, row: Row) -> Outcome {
    if row.password.is_empty() {
        return Err(format!("{}: {}", row.login, words(AccountRefusal::PasswordShort)));
    }
    let new = check(&row)?;
    printable(config, &new)?;
    let password_hash = super::hashing()?.hash_now(&row.password).ok_or("the password hash cannot be computed")?;
    let store = super::open(config).await?;
    let login = new.login.clone();
    let opened = store.open_account(NewAccount { password_hash, ..new }, stamp(&*super::clock(), Actor::Operator)).await;
    store.close().await;
    match opened.map_err(|e| e.to_string())? {
        Ok(id) => say!("{login}\t{id}"),
        Err(refusal) => return Err(format!("{login}: {}", words(refusal))),
    }
    Ok(ExitCode::SUCCESS)
}

async fn password(config: &Config, login: &str, at_once: bool) -> Outcome {
    let login = login.trim().to_lowercase();
    let store = super::open(config).await?;
    let fail = |e: zhixing_store::Fault| e.to_string();
    let (person, _) = store.credentials_of(&login).await.map_err(fail)?.ok_or_else(|| format!("there is no account {login}"))?;
    let stamp = stamp(&*super::clock(), Actor::Operator);
    if at_once {
        let password = from_stdin()?;
        account::password(&password, &login).map_err(|r| format!("{login}: {}", words(r)))?;
        let hash = super::hashing()?.hash_now(&password).ok_or("the password hash cannot be computed")?;
        store.set_password(person.id, hash, stamp).await.map_err(fail)?;
        say!("{login}: the password is set; every session and token of the account has ended");
    } else {
        let mut random = [0; 16];
        crate::clock::fill(&mut random);
        let code = new_reset_code(random);
        let who = account::Administrator::operator();
        store.put_reset_code(&who, person.id, kept_reset_code(&code), stamp.now + RESET, stamp).await.map_err(fail)?;
        say!("{login}\t{code}");
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Checks a row; the hash is still missing.
fn check(row: &Row) -> Result<NewAccount, String> {
    let login = account::login(&row.login).map_err(|r| format!("{}: {}", row.login, words(r)))?;
    let fail = |r| format!("{login}: {}", words(r));
    // without one nobody signs in by a password: programs with a token, people once an administrator has given them one
    if !row.password.is_empty() {
        account::password(&row.password, &login).map_err(fail)?;
    }
    let display_name = account::name(if row.name.trim().is_empty() { &login } else { &row.name }).map_err(fail)?;
    let legal_name = match row.legal_name.trim() {
        "" => String::new(),
        name => {
            name::legal(name).map_err(|fault| format!("{login}: legal_name: {}", act::explain(act::NameFault::Form(fault), Lang::En)))?
        }
    };
    let role = if row.role.trim().is_empty() { Role::Learner.code() } else { row.role.trim() };
    let roles = Roles::parse(role).ok_or_else(|| format!("{login}: \"{role}\" is not of learner, teacher, examiner, admin"))?;
    Ok(NewAccount { login, display_name, legal_name, roles, password_hash: String::new() })
}

/// Whether a certificate can be printed for the legal name; where the fonts are missing that is not known here.
fn printable(config: &Config, new: &NewAccount) -> Result<(), String> {
    static COVERAGE: OnceLock<Option<Coverage>> = OnceLock::new();
    if new.legal_name.is_empty() {
        return Ok(());
    }
    let read = || Fonts::find(&[&config.fonts, DEBIAN.as_ref()]).ok().and_then(|fonts| Coverage::of(&fonts).ok());
    let lacks = COVERAGE.get_or_init(read).as_ref().and_then(|coverage| coverage.lacks(&new.legal_name));
    let said = |c| format!("{}: legal_name: {}", new.login, act::explain(act::NameFault::Unprintable(c), Lang::En));
    lacks.map_or(Ok(()), |c| Err(said(c)))
}

fn words(refusal: AccountRefusal) -> &'static str {
    zhixing_app::act::account::explain(refusal).1(Lang::En)
}

/// Nothing is opened unless every line is right.
async fn import(config: &Config, file: &Path) -> Outcome {
    let (rows, errors) = read(file, &|new| printable(config, new))?;
    if !errors.is_empty() {
        return Err(format!("nothing was imported\n{}", errors.join("\n")));
    }
    let accounts = hash_all(rows, &super::hashing()?).await?;
    let total = accounts.len();
    let store = super::open(config).await?;
    let mut opened = 0;
    for chunk in accounts.chunks(CHUNK) {
        opened += store.import_accounts(chunk.to_vec(), stamp(&*super::clock(), Actor::Operator)).await.map_err(|e| e.to_string())?;
    }
    store.close().await;
    say!("{opened} opened, {} were there already and stay as they are", total - opened);
    Ok(ExitCode::SUCCESS)
}

type Rows = Vec<(NewAccount, String)>;

fn read(file: &Path, printable: &dyn Fn(&NewAccount) -> Result<(), String>) -> Result<(Rows, Vec<String>), String> {
    let at = |line: u64, what: String| format!("{}:{line}: {what}", file.display());
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(file).map_err(|e| format!("{}: {e}", file.display()))?;
    // a spreadsheet may write a byte order mark before the first name
    let headers: csv::StringRecord =
        reader.headers().map_err(|e| e.to_string())?.iter().map(|h| h.trim_start_matches('\u{feff}').to_lowercase()).collect();
    let (mut rows, mut errors, mut logins) = (Rows::new(), vec![], std::collections::HashMap::new());
    for record in reader.records() {
        let record = record.map_err(|e| format!("{}: {e}", file.display()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row: Row = match record.deserialize(Some(&headers)) {
            Ok(row) => row,
            Err(error) => {
                errors.push(at(line, error.to_string()));
                continue;
            }
        };
        match check(&row).and_then(|new| printable(&new).map(|()| new)) {
            Err(error) => errors.push(at(line, error)),
            Ok(new) => {
                if let Some(first) = logins.insert(new.login.clone(), line) {
                    errors.push(at(line, format!("{}: also in line {first}", new.login)));
                }
                rows.push((new, row.password));
            }
        }
    }
    Ok((rows, errors))
}

/// What no password hashes to.
const NO_PASSWORD: &str = "!";

/// Hashes on every core.
async fn hash_all(rows: Rows, hashing: &Arc<Hashing>) -> Result<Vec<NewAccount>, String> {
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let size = rows.len().div_ceil(workers).max(1);
    let parts: Vec<Rows> = rows.chunks(size).map(<[_]>::to_vec).collect();
    let mut tasks = vec![];
    for part in parts {
        let hashing = hashing.clone();
        tasks.push(tokio::task::spawn_blocking(move || {
            let hash = |(new, password): (NewAccount, String)| {
                let password_hash = if password.is_empty() { NO_PASSWORD.into() } else { hashing.hash_now(&password)? };
                Some(NewAccount { password_hash, ..new })
            };
            part.into_iter().map(hash).collect::<Option<Vec<_>>>()
        }));
    }
    let mut accounts = vec![];
    for task in tasks {
        accounts.extend(task.await.map_err(|e| e.to_string())?.ok_or("the password hash cannot be computed")?);
    }
    Ok(accounts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_and_its_errors_have_lines() {
        let file = std::env::temp_dir().join(format!("zhixing-import-{}.csv", std::process::id()));
        let text = "\u{feff}login,name,legal_name,role,password\nli,李,李明,learner,correct horse\nwang.fang,王芳,,examiner,long enough\n\
                    zhao.yun,赵,,king,long enough\nwang.fang,王芳,,,long enough\n";
        std::fs::write(&file, text).unwrap();
        let (rows, errors) = read(&file, &|_| Ok(())).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].0.roles, Roles::of(&[Role::Examiner]));
        let lines: Vec<bool> = errors.iter().zip([2, 4, 5]).map(|(e, n)| e.contains(&format!(":{n}: "))).collect();
        assert_eq!(lines, [true, true, true], "{errors:?}");
    }
}
