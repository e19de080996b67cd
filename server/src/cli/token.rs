//! `zhixing token create`: bearer tokens for programs and load tests. Only their SHA-256 is kept.

use super::Outcome;
use crate::{Config, clock, content::stamp};
use clap::{Args, Subcommand};
use std::process::ExitCode;
use zhixing_domain::{
    account::{Account, Role},
    digest::sha256_hex,
    time::Span,
};
use zhixing_store::{Actor, Store};

#[derive(Subcommand)]
pub enum Verb {
    /// Make a token for an account or for many; prints login<TAB>token, once
    Create(Create),
}

#[derive(Args)]
#[group(required = true, multiple = false, id = "whom")]
struct Whom {
    /// The login of one account
    #[arg(long)]
    user: Option<String>,
    /// Every account with this role
    #[arg(long)]
    role: Option<String>,
    /// Every account
    #[arg(long)]
    all: bool,
}

#[derive(Args)]
pub struct Create {
    #[command(flatten)]
    whom: Whom,
    /// What the token is for
    #[arg(long, default_value = "command line")]
    label: String,
    /// It ends after so many days; without, it does not
    #[arg(long)]
    days: Option<i64>,
}

pub async fn run(verb: Verb, config: &Config) -> Outcome {
    let Verb::Create(create) = verb;
    let store = super::open(config).await?;
    let accounts = accounts(&store, &create.whom).await?;
    if accounts.is_empty() {
        return Err("there is no such account".into());
    }
    let clock = super::clock();
    let stamp = stamp(&*clock, Actor::Operator);
    let expires = create.days.map(|days| stamp.now + Span::from_minutes(days.max(0).saturating_mul(24 * 60)));
    let tokens: Vec<(String, &Account)> = accounts.iter().map(|a| (token(), a)).collect();
    let hashes = tokens.iter().map(|(t, a)| (sha256_hex(t.as_bytes()), a.id)).collect();
    store.put_tokens(hashes, create.label, expires, stamp).await.map_err(|e| e.to_string())?;
    store.close().await;
    for (token, account) in tokens {
        say!("{}\t{token}", account.login);
    }
    Ok(ExitCode::SUCCESS)
}

fn token() -> String {
    let mut bytes = [0; 24];
    clock::fill(&mut bytes);
    format!("zx_{}", zhixing_domain::digest::hex(&bytes))
}

async fn accounts(store: &Store, whom: &Whom) -> Result<Vec<Account>, String> {
    if let Some(login) = &whom.user {
        let login = login.trim().to_lowercase();
        return Ok(store.credentials_of(&login).await.map_err(|e| e.to_string())?.map(|(a, _)| a).into_iter().collect());
    }
    let role = match &whom.role {
        Some(code) => Some(Role::from_code(code).ok_or_else(|| format!("--role {code}: learner, teacher, examiner or admin"))?),
        None => None,
    };
    let mut accounts = vec![];
    for page in 0.. {
        let found = store.accounts_like("", page).await.map_err(|e| e.to_string())?;
        if found.accounts.is_empty() {
            break;
        }
        accounts.extend(found.accounts.into_iter().filter(|a| role.is_none_or(|r| a.roles.has(r)) && a.disabled_at.is_none()));
    }
    Ok(accounts)
}
