//! `zhixing key`: the life of the keys that sign certificates. The runbook is in SECURITY.md.

use super::Exit;
use crate::{Config, World, content::stamp, hashing::Hashing, keys};
use clap::Subcommand;
use std::process::ExitCode;
use zhixing_certification::certificate::actions as certificate;
use zhixing_credential::instant;
use zhixing_domain::account::Administrator;
use zhixing_store::Actor;

#[derive(Subcommand)]
pub enum KeyCommand {
    /// Show every key: which signs, which are believed, which were withdrawn
    List,
    /// Make a new key; it signs from the next start of the server on
    New,
    /// Take the private half of an older key away; what it signed stays good
    Retire {
        /// k2026-1
        kid: String,
    },
    /// Believe a key no longer, because somebody else may have used it: what it signed is revoked and issued anew with the key that signs now
    Withdraw {
        /// k2026-1
        kid: String,
        /// What the verification page will say
        #[arg(long)]
        reason: String,
    },
}

pub async fn run(verb: KeyCommand, config: Config) -> Exit {
    let said = |e: keys::KeyFault| e.to_string();
    let now = super::clock().now();
    match verb {
        KeyCommand::List => list(&config)?,
        KeyCommand::New => {
            let zone = jiff::tz::TimeZone::get(&config.zone).unwrap_or(jiff::tz::TimeZone::UTC);
            let today = jiff::Timestamp::from_millisecond(now.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(zone);
            let kid = keys::make(&config.data, today.year()).map_err(said)?;
            say!("{} signs from the next start of the server on; back up {} now", kid.as_str(), config.data.join("keys").display());
        }
        KeyCommand::Retire { kid } => {
            keys::retire(&config.data, &kid).map_err(said)?;
            say!("the private half of {kid} is gone; its public half stays in did.json");
        }
        KeyCommand::Withdraw { kid, reason } => {
            keys::withdraw(&config.data, &kid, &instant::rfc3339(now.ms())).map_err(said)?;
            let world = World::attach(config, super::clock(), Hashing::cheap()?).await.map_err(|e| e.to_string())?;
            let anew = reissue(&world, &kid, &reason).await;
            world.store.close().await;
            say!("{kid} is withdrawn; {} certificates were issued anew; restart the server", anew?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(config: &Config) -> Result<(), String> {
    let entries = keys::list(&config.data).map_err(|e| e.to_string())?;
    let signing = entries.iter().rposition(|e| e.private.is_some() && e.withdrawn.is_none());
    for (n, entry) in entries.iter().enumerate() {
        let state = match &entry.withdrawn {
            Some(when) => format!("withdrawn {when}"),
            None if signing == Some(n) => "signs".into(),
            None if entry.private.is_some() => "believed, and its private half is still here".into(),
            None => "believed".into(),
        };
        say!("{}  {}  {state}", entry.public.kid().as_str(), entry.public.multibase());
    }
    Ok(())
}

/// Issues what a key signed anew: a new version under the same number, and the old one is revoked. Done again, it goes on where it was.
pub async fn reissue(world: &World, kid: &str, reason: &str) -> Result<usize, String> {
    let signed = world.store.certificates_signed_by(kid).await.map_err(|e| e.to_string())?;
    let count = signed.len();
    for newest in signed {
        let number = newest.number.clone();
        let stamp = stamp(&*world.clock, Actor::Operator);
        let done = certificate::reissue(&world.site, &Administrator::operator(), newest, reason, stamp).await;
        done.map_err(|problem| format!("{number}: {}", problem.code()))?;
    }
    Ok(count)
}
