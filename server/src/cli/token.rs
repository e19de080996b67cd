//! `zhixing token create|list|revoke`: bearer tokens for programs and load tests. Only their SHA-256 is kept.

use super::Exit;
use crate::{Config, clock, content::stamp};
use clap::{Args, Subcommand};
use std::process::ExitCode;
use zhixing_domain::{
    account::{Account, Administrator, Role},
    digest::sha256_hex,
    time::Span,
};
use zhixing_store::{Actor, NewToken, Store};

#[derive(Subcommand)]
pub enum TokenCommand {
    /// Make a token for an account or for many; prints login<TAB>token, once
    Create(Create),
    /// List the tokens that work now: name, account, scope, end, label
    List {
        /// Only those of this login
        #[arg(long)]
        user: Option<String>,
    },
    /// Revoke a token by the name that `list` prints
    Revoke { name: String },
}

#[derive(Args)]
#[group(required = true, multiple = false, id = "whom")]
struct Whom {
    /// The login of one account
    #[arg(long)]
    user: Option<String>,
    /// Every account with this role: learner, teacher, examiner, invigilator or admin
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
    /// It ends after so many days
    #[arg(long, default_value_t = 90)]
    days: i64,
    /// It may only read
    #[arg(long)]
    read_only: bool,
}

pub async fn run(verb: TokenCommand, config: &Config) -> Exit {
    let store = super::open(config).await?;
    let create = match verb {
        TokenCommand::Create(create) => create,
        TokenCommand::List { user } => return list(&store, user).await,
        TokenCommand::Revoke { name } => {
            let revoked = store
                .revoke_any_token(&Administrator::operator(), &name, stamp(&*super::clock(), Actor::Operator))
                .await
                .map_err(|e| e.to_string())?;
            store.close().await;
            return if revoked { Ok(ExitCode::SUCCESS) } else { Err(format!("there is no token {name}")) };
        }
    };
    let accounts = accounts(&store, &create.whom).await?;
    if accounts.is_empty() {
        return Err("there is no such account".into());
    }
    let clock = super::clock();
    let stamp = stamp(&*clock, Actor::Operator);
    let expires = Some(stamp.now + Span::from_minutes(create.days.clamp(0, 36_500) * 24 * 60));
    let tokens: Vec<(String, &Account)> = accounts.iter().map(|a| (token(), a)).collect();
    let hashes = tokens.iter().map(|(t, a)| NewToken { hash: sha256_hex(t.as_bytes()), account: a.id }).collect();
    store
        .put_tokens(&Administrator::operator(), hashes, create.label, !create.read_only, expires, stamp)
        .await
        .map_err(|e| e.to_string())?;
    store.close().await;
    for (token, account) in tokens {
        say!("{}\t{token}", account.login);
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(store: &Store, user: Option<String>) -> Exit {
    let now = super::clock().now();
    let tokens = match user {
        Some(login) => {
            let login = login.trim().to_lowercase();
            let found = store.credentials_of(&login).await.map_err(|e| e.to_string())?;
            let (account, _) = found.ok_or_else(|| format!("there is no account {login}"))?;
            store.tokens(account.id, now).await
        }
        None => store.all_tokens(&Administrator::operator(), now).await,
    };
    let tokens = tokens.map_err(|e| e.to_string())?;
    store.close().await;
    for t in tokens {
        let end = t.expires_at.and_then(|at| jiff::Timestamp::from_millisecond(at.ms()).ok()).map_or("never".into(), |at| at.to_string());
        say!("{}\t{}\t{}\t{end}\t{}", t.name, t.login, if t.writes { "write" } else { "read" }, t.label);
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
        Some(code) => {
            Some(Role::from_code(code).ok_or_else(|| format!("--role {code}: learner, teacher, examiner, invigilator or admin"))?)
        }
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
