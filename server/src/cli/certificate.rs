//! `zhixing certificate`: what the administrator's desk does, from the server's own command line.

use super::Outcome;
use crate::{Config, World, content::stamp, hashing::Hashing};
use clap::Subcommand;
use std::process::ExitCode;
use zhixing_app::act::certificate::{Facts, issue};
use zhixing_domain::{account::Administrator, certificate::Number, id::AttemptId};
use zhixing_store::Actor;

#[derive(Subcommand)]
pub enum Verb {
    /// Issue the certificate of a released result, if it earns one
    Issue {
        /// att_…
        attempt: String,
    },
    /// Revoke a certificate: the status list says so at once, and for ever
    Revoke {
        number: String,
        /// What the verification page will say
        #[arg(long)]
        reason: String,
    },
    /// Show the versions of a certificate
    Show { number: String },
}

pub async fn run(verb: Verb, config: Config) -> Outcome {
    let world = World::attach(config, super::clock(), Hashing::cheap()?).await.map_err(|e| e.to_string())?;
    let done = act(verb, &world).await;
    world.store.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn act(verb: Verb, world: &World) -> Result<(), String> {
    let number = |text: &str| Number::typed(text).map_err(|_| format!("{text}: a certificate number is Y or S and 21 digits"));
    match verb {
        Verb::Issue { attempt } => {
            let id: AttemptId = attempt.parse().map_err(|_| format!("{attempt}: an attempt is named like att_…"))?;
            let issued = issue(&world.site, id, world.clock.now()).await.map_err(|e| e.to_string())?;
            let why = "no certificate: the result must be released and passed, the assessment must certify, and the holder's legal name must be known";
            say!("{}", issued.ok_or(why)?);
        }
        Verb::Revoke { number: text, reason } => {
            let number = number(&text)?;
            let operator = Administrator::operator();
            let revoked = world.store.revoke_certificate(&operator, number, reason, stamp(&*world.clock, Actor::Operator)).await;
            if !revoked.map_err(|e| e.to_string())? {
                return Err(format!("{text}: there is no such certificate, or it is revoked already"));
            }
            say!("{text} is revoked");
        }
        Verb::Show { number: text } => show(world, &number(&text)?).await?,
    }
    Ok(())
}

async fn show(world: &World, number: &Number) -> Result<(), String> {
    let versions = world.store.certificate(number).await.map_err(|e| e.to_string())?;
    if versions.is_empty() {
        return Err(format!("{number}: there is no such certificate"));
    }
    for v in versions {
        let facts: Facts = serde_json::from_str(&v.facts).map_err(|e| e.to_string())?;
        let time = |t: zhixing_domain::time::Timestamp| zhixing_credential::instant::rfc3339(t.ms());
        say!("{} version {}: {}, {} {}", v.number, v.version, facts.holder, facts.occupation[0], facts.level_name[0]);
        say!("  attempt {}  issued {}  sha256 {}", v.attempt, time(v.issued_at), v.sha256);
        if let Some(at) = v.revoked_at {
            say!("  revoked {}: {}", time(at), v.revoke_reason.unwrap_or_default());
        }
    }
    Ok(())
}
