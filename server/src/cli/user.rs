//! `zhixing user`: open an account, or a list of them; let somebody in again who forgot the password.

use super::Exit;
use crate::{Config, banks, content::stamp, hashing::Hashing};
use clap::Subcommand;
use std::{
    io::Read,
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, OnceLock},
};
use zhixing_credential::pdf::{Coverage, DEBIAN, Fonts};
use zhixing_domain::{
    account::{self, AccountRefusal, Administrator, Role, Roles},
    lang::{Bilingual, Lang},
    text::name,
};
use zhixing_office::account::reset_code::{RESET, kept_reset_code, new_reset_code};
use zhixing_roster::{Column, Decoded, Encoding, NewPerson, Roster, RosterFault, Wrong};
use zhixing_shell::name as act;
use zhixing_store::{Actor, Fault, NewAccount, Store};

#[derive(Subcommand)]
pub enum UserCommand {
    /// Open an account
    Add {
        login: String,
        /// What others see
        #[arg(long)]
        name: String,
        /// The name for certificates
        #[arg(long, default_value = "")]
        legal_name: String,
        /// learner, teacher, examiner, invigilator or admin; several parted by commas
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
    /// Turn off the second factor of somebody who lost both phone and recovery codes
    OneStep { login: String },
    /// Open the accounts of a list as a spreadsheet saves it (CSV or tab-separated text; UTF-8, GB18030 or UTF-16)
    ///
    /// A line at the top names the columns, in English or Chinese and in any order: login, name, legal_name, role (learner, teacher, examiner,
    /// invigilator or admin), password. A legal_name counts as checked against a document; a plain 姓名 is only what others see. All of the list is opened or nothing of it.
    Import {
        file: PathBuf,
        /// Only show how the list is read and what would be opened
        #[arg(long)]
        dry_run: bool,
        /// utf-8, gb18030 or utf-16, where the file does not show it
        #[arg(long)]
        encoding: Option<String>,
        /// zh or en; by default the language of the terminal
        #[arg(long)]
        lang: Option<String>,
    },
}

struct Row {
    login: String,
    name: String,
    legal_name: String,
    role: String,
    password: String,
}

pub async fn run(verb: UserCommand, config: &Config) -> Exit {
    match verb {
        UserCommand::Add { login, name, legal_name, role, password, .. } => {
            let password = match password {
                Some(password) => password,
                None => from_stdin()?,
            };
            add(config, Row { login, name, legal_name, role, password }).await
        }
        UserCommand::Password { login, password_stdin } => password(config, &login, password_stdin).await,
        UserCommand::OneStep { login } => one_step(config, &login).await,
        UserCommand::Import { file, dry_run, encoding, lang } => {
            let lang = super::content::lang_of(lang.as_deref())?;
            let said = |code: String| Encoding::from_code(&code).ok_or_else(|| format!("{code} is none of utf-8, gb18030, utf-16"));
            import(config, &file, dry_run, encoding.map(said).transpose()?, lang).await
        }
    }
}

fn from_stdin() -> Result<String, String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|e| format!("the password cannot be read: {e}"))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_string())
}

async fn add(config: &Config, row: Row) -> Exit {
    if row.password.is_empty() {
        return Err(format!("{}: {}", row.login, words(AccountRefusal::PasswordShort)));
    }
    let new = check(&row)?;
    printable(config, &new)?;
    let password_hash = super::hashing()?.hash_now(&row.password).ok_or("the password hash cannot be computed")?;
    let store = super::open(config).await?;
    let login = new.login.clone();
    let opened =
        store.open_account(&Administrator::operator(), NewAccount { password_hash, ..new }, stamp(&*super::clock(), Actor::Operator)).await;
    store.close().await;
    match opened.map_err(|e| e.to_string())? {
        Ok(id) => say!("{login}\t{id}"),
        Err(refusal) => return Err(format!("{login}: {}", words(refusal))),
    }
    Ok(ExitCode::SUCCESS)
}

async fn password(config: &Config, login: &str, at_once: bool) -> Exit {
    let login = login.trim().to_lowercase();
    let store = super::open(config).await?;
    let fail = |e: Fault| e.to_string();
    let (person, _) = store.credentials_of(&login).await.map_err(fail)?.ok_or_else(|| format!("there is no account {login}"))?;
    let stamp = stamp(&*super::clock(), Actor::Operator);
    if at_once {
        let password = from_stdin()?;
        account::password(&password, &login).map_err(|r| format!("{login}: {}", words(r)))?;
        let hash = super::hashing()?.hash_now(&password).ok_or("the password hash cannot be computed")?;
        store.set_password(&Administrator::operator(), person.id, hash, stamp).await.map_err(fail)?;
        say!("{login}: the password is set; every session and token of the account has ended");
    } else {
        let mut random = [0; 16];
        crate::clock::fill(&mut random);
        let code = new_reset_code(random);
        let who = Administrator::operator();
        store.put_reset_code(&who, person.id, kept_reset_code(&code), stamp.now + RESET, stamp).await.map_err(fail)?;
        say!("{login}\t{code}");
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn one_step(config: &Config, login: &str) -> Exit {
    let login = login.trim().to_lowercase();
    let store = super::open(config).await?;
    let fail = |e: Fault| e.to_string();
    let (person, _) = store.credentials_of(&login).await.map_err(fail)?.ok_or_else(|| format!("there is no account {login}"))?;
    let there = store.has_second_step(person.id).await.map_err(fail)?;
    let who = Administrator::operator();
    store.lift_second_factor(&who, person.id, stamp(&*super::clock(), Actor::Operator)).await.map_err(fail)?;
    store.close().await;
    if there {
        say!("{login}: signs in by the password alone now");
    } else {
        say!("{login}: had no second factor");
    }
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
    let roles =
        Roles::parse(role).ok_or_else(|| format!("{login}: \"{role}\" is not of learner, teacher, examiner, invigilator, admin"))?;
    Ok(NewAccount { login, display_name, legal_name, roles, password_hash: String::new() })
}

/// Whether a certificate can be printed for the legal name; where the fonts are missing that is not known here.
fn printable(config: &Config, new: &NewAccount) -> Result<(), String> {
    let said = |c| format!("{}: legal_name: {}", new.login, act::explain(act::NameFault::Unprintable(c), Lang::En));
    lacks(config, &new.legal_name).map_or(Ok(()), |c| Err(said(c)))
}

/// The first character of a name that the fonts of certificates do not have.
fn lacks(config: &Config, name: &str) -> Option<char> {
    static COVERAGE: OnceLock<Option<Coverage>> = OnceLock::new();
    let read = || Fonts::find(&[&config.fonts, DEBIAN.as_ref()]).ok().and_then(|fonts| Coverage::of(&fonts).ok());
    COVERAGE.get_or_init(read).as_ref().and_then(|coverage| coverage.lacks(name))
}

fn words(refusal: AccountRefusal) -> &'static str {
    zhixing_office::account::actions::explain(refusal).1(Lang::En)
}

/// Nothing is opened unless every cell is right.
async fn import(config: &Config, file: &std::path::Path, dry_run: bool, said: Option<Encoding>, lang: Lang) -> Exit {
    let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let (bytes, said) = if bytes.starts_with(b"PK\x03\x04") {
        let text = banks::list(&bytes).map_err(|why| format!("{}: {}", file.display(), why.get(lang)))?;
        (text.into_bytes(), Some(Encoding::Utf8))
    } else {
        (bytes, said)
    };
    let (decoded, mut roster) = read(&bytes, said).map_err(|why| format!("{}: {}", file.display(), why.words(lang)))?;
    names(config, &mut roster);
    for line in preview(decoded.encoding, &roster, lang) {
        say!("{line}");
    }
    let none = if lang == Lang::Zh { "一个账号也没有开设" } else { "nothing was imported" };
    if !roster.wrong.is_empty() {
        return Err(format!("{none}\n{}", roster.texts(lang).join("\n")));
    }
    let unsure = if decoded.sure { vec![] } else { roster.unsure(decoded.encoding) };
    if !unsure.is_empty() {
        return Err(format!("{none}\n{}", ask(decoded.encoding, &unsure, lang).join("\n")));
    }
    let store = super::open(config).await?;
    open_all(&store, roster.rows, dry_run).await
}

/// Opens the accounts of a list, or says how many it would.
async fn open_all(store: &Store, people: Vec<NewPerson>, dry_run: bool) -> Exit {
    let total = people.len();
    if dry_run {
        let mut there = 0;
        for person in &people {
            there += usize::from(store.credentials_of(&person.login).await.map_err(|e| e.to_string())?.is_some());
        }
        store.close().await;
        say!("{total} rows: {} to be opened, {there} there already; nothing was stored", total - there);
        return Ok(ExitCode::SUCCESS);
    }
    let rows = people.into_iter().map(|p| {
        let NewPerson { login, name, legal_name, roles, password, .. } = p;
        (NewAccount { login, display_name: name, legal_name, roles, password_hash: String::new() }, password)
    });
    let accounts = hash_all(rows.collect(), &super::hashing()?).await?;
    let opened =
        store.import_accounts(&Administrator::operator(), accounts, stamp(&*super::clock(), Actor::Operator)).await.map_err(|fault| {
            match fault {
                Fault::Partly { done, why } => {
                    format!("{done} of {total} rows were done, then: {why}\nrun the same again: what was opened stays as it is")
                }
                fault => fault.to_string(),
            }
        })?;
    store.close().await;
    say!("{opened} opened, {} were there already and stay as they are", total - opened);
    Ok(ExitCode::SUCCESS)
}

type Rows = Vec<(NewAccount, String)>;

/// Names that no certificate can be printed for are told by row and column.
fn names(config: &Config, roster: &mut Roster<NewPerson>) {
    roster.read_names(|text| {
        let read = name::legal(text).map_err(act::NameFault::Form);
        let read = read.and_then(|name| lacks(config, &name).map_or(Ok(name), |c| Err(act::NameFault::Unprintable(c))));
        read.map_err(|fault| Bilingual::of(|lang| act::explain(fault, lang)))
    });
}

fn read(bytes: &[u8], said: Option<Encoding>) -> Result<(Decoded, Roster<NewPerson>), RosterFault> {
    let decoded = said.map_or_else(|| zhixing_roster::decode(bytes), |encoding| zhixing_roster::decode_as(bytes, encoding))?;
    let roster = zhixing_roster::accounts(&decoded.text);
    Ok((decoded, roster))
}

/// The cells that may say something else than was written, and the word that takes them as they are.
fn ask(encoding: Encoding, unsure: &[Wrong], lang: Lang) -> Vec<String> {
    const SHOWN: usize = 20;
    let code = encoding.code();
    let mut lines: Vec<String> = unsure.iter().take(SHOWN).map(|w| w.text(lang)).collect();
    if unsure.len() > SHOWN {
        lines.push(format!("… {}", unsure.len()));
    }
    lines.push(match lang {
        Lang::Zh => format!("如果写的就是这些，加上 --encoding {code}；否则在电子表格里另存为 CSV（UTF-8）"),
        Lang::En => format!("if this is what was written, say --encoding {code}; else save the list as CSV (UTF-8)"),
    });
    lines
}

/// How the list is read: what each column was taken for, and its first rows without their passwords.
fn preview(encoding: Encoding, roster: &Roster<NewPerson>, lang: Lang) -> Vec<String> {
    const SHOWN: usize = 5;
    let unused = if lang == Lang::Zh { "不用" } else { "not used" };
    let word = |column: &Option<Column>| column.map_or(unused, |c| c.words()[usize::from(lang == Lang::En)]);
    let columns: Vec<String> = roster.columns.iter().map(|(heading, column)| format!("{heading} → {}", word(column))).collect();
    let mut lines = vec![format!("{}; {}", encoding.name(), columns.join(" | "))];
    if !roster.above.is_empty() {
        let above: Vec<String> = roster.above.iter().map(u64::to_string).collect();
        lines.push(match lang {
            Lang::Zh => format!("在列名之上、没有读的行：{}", above.join("、")),
            Lang::En => format!("lines above the names of the columns, not read: {}", above.join(", ")),
        });
    }
    lines.extend(roster.rows.iter().take(SHOWN).map(|p| format!("{}: {} | {} | {} | {}", p.line, p.login, p.name, p.legal_name, p.roles)));
    if roster.rows.len() > SHOWN {
        lines.push(format!("… {}", roster.rows.len()));
    }
    lines
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
    fn a_list_is_shown_as_it_is_read_and_without_passwords() {
        let text = "\u{feff}账号,姓名,班级,角色,密码\nli.ming,李明,三班,监考员,correct horse\n";
        let (decoded, roster) = read(text.as_bytes(), None).unwrap();
        assert_eq!(
            preview(decoded.encoding, &roster, Lang::Zh),
            ["UTF-8; 账号 → 登录名 | 姓名 → 称呼 | 班级 → 不用 | 角色 → 角色 | 密码 → 密码", "2: li.ming | 李明 |  | invigilator"]
        );
        assert!(roster.wrong.is_empty());
        let (decoded, roster) = read("考务人员名单\n账号,名字,密码\n1001.0,林一,correct horse\n".as_bytes(), None).unwrap();
        assert_eq!(preview(decoded.encoding, &roster, Lang::Zh)[1], "在列名之上、没有读的行：1");
        assert!(roster.texts(Lang::En)[0].starts_with("line 3, account name \"1001.0\": the spreadsheet made a number of it"));
        assert_eq!(read(&[0x80, 0xff], None).map(|_| ()), Err(RosterFault::Encoding));
    }

    #[test]
    fn letters_that_may_be_wrong_are_asked_for_with_the_word_that_takes_them() {
        // Kim Cheol-su in EUC-KR
        let bytes = b"login,legal_name,password\nkim.01,\xb1\xe8\xc3\xb6\xbc\xf6,correct horse\n";
        let (decoded, roster) = read(bytes, None).unwrap();
        assert!(!decoded.sure);
        assert_eq!(
            ask(decoded.encoding, &roster.unsure(decoded.encoding), Lang::En),
            [
                "line 2, legal name \"辫枚荐\": may be misread: the file does not show its encoding and was read as GB18030 (GBK)",
                "if this is what was written, say --encoding gb18030; else save the list as CSV (UTF-8)",
            ]
        );
        assert!(read(bytes, Some(Encoding::Gb18030)).is_ok_and(|(decoded, _)| decoded.sure));
        assert_eq!(read(bytes, Some(Encoding::Utf8)).map(|_| ()), Err(RosterFault::Encodings(vec![2])));
    }
}
