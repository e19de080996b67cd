//! `zhixing certificate`: what the administrator's desk does, from the server's own command line.

use super::Exit;
use crate::{Config, World, content::stamp, hashing::Hashing};
use clap::Subcommand;
use std::process::ExitCode;
use zhixing_certification::certificate::actions::{Grounds, Issued, correct, issue, propose};
use zhixing_domain::{
    account::Administrator,
    certificate::{Facts, Hold, Number},
    id::AttemptId,
    lang::Lang,
};
use zhixing_shell::problem::Problem;
use zhixing_store::Actor;

#[derive(Subcommand)]
pub enum CertificateCommand {
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
    /// Issue a corrected version with the holder's right name; the one before is revoked and points to it
    Correct {
        number: String,
        /// The name as on the holder's document
        #[arg(long)]
        name: String,
        /// What the verification page will say
        #[arg(long)]
        reason: String,
        /// What shows that it is right: who compared what; on record, not public
        #[arg(long)]
        evidence: String,
    },
    /// List the certificates that are earned and wait, and for what
    Waiting,
    /// Show the versions of a certificate
    Show { number: String },
}

pub async fn run(verb: CertificateCommand, config: Config) -> Exit {
    let world = World::attach(config, super::clock(), Hashing::cheap()?).await.map_err(|e| e.to_string())?;
    let done = act(verb, &world).await;
    world.store.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn act(verb: CertificateCommand, world: &World) -> Result<(), String> {
    let number = |text: &str| Number::typed(text).map_err(|_| format!("{text}: a certificate number is Y or S and 21 digits"));
    match verb {
        CertificateCommand::Issue { attempt } => {
            let id: AttemptId = attempt.parse().map_err(|_| format!("{attempt}: an attempt is named like att_…"))?;
            match issue(&world.site, id, world.clock.now()).await.map_err(|e| e.to_string())? {
                Issued::Number(number) => say!("{number}"),
                Issued::NotEarned => {
                    return Err("no certificate: the result must be released and passed, and the assessment must certify".into());
                }
                Issued::Held(hold) => return Err(waits(&hold)),
            }
        }
        CertificateCommand::Revoke { number: text, reason } => {
            let number = number(&text)?;
            let operator = Administrator::operator();
            let revoked = world.store.revoke_certificate(&operator, number, reason, stamp(&*world.clock, Actor::Operator)).await;
            if !revoked.map_err(|e| e.to_string())? {
                return Err(format!("{text}: there is no such certificate, or it is revoked already"));
            }
            say!("{text} is revoked");
        }
        CertificateCommand::Correct { number: text, name, reason, evidence } => {
            let (number, said) = (number(&text)?, |p: Problem| p.detail(Lang::En));
            let proposal = propose(&world.site, None, &number, &name).await.map_err(said)?;
            let (before, after) = (proposal.before.holder.clone(), proposal.after.holder.clone());
            let (operator, by) = (Administrator::operator(), stamp(&*world.clock, Actor::Operator));
            let version = correct(&world.site, &operator, proposal, Grounds { reason, evidence }, by).await.map_err(said)?;
            say!("{text} version {version}: {before} is now {after}");
        }
        CertificateCommand::Waiting => {
            for held in world.store.holds(1_000).await.map_err(|e| e.to_string())? {
                let name = held.name.map(|n| n.text).unwrap_or_default();
                say!("{}\t{}\t{}\t{name}\t{}", held.attempt, held.login, held.plan, waits(&held.hold));
            }
        }
        CertificateCommand::Show { number: text } => show(world, &number(&text)?).await?,
    }
    Ok(())
}

/// What a certificate waits for and what is to be done, in one line.
fn waits(hold: &Hold) -> String {
    let (cause, todo) = zhixing_shell::name::cause(hold, Lang::En);
    format!("{}: {cause}; {todo}", hold.code())
}

async fn show(world: &World, number: &Number) -> Result<(), String> {
    let versions = world.store.certificate(number).await.map_err(|e| e.to_string())?;
    if versions.is_empty() {
        return Err(format!("{number}: there is no such certificate"));
    }
    for v in versions {
        let facts: Facts = serde_json::from_str(&v.facts).map_err(|e| e.to_string())?;
        let time = |t: zhixing_domain::time::Timestamp| zhixing_credential::instant::rfc3339(t.ms());
        say!("{} version {}: {}, {} {}", v.number, v.version, facts.holder, facts.occupation[0], facts.level.zh());
        say!("  attempt {}  issued {}  sha256 {}", v.attempt, time(v.issued_at), v.sha256);
        if let Some(at) = v.revoked_at {
            say!("  revoked {}: {}", time(at), v.revoke_reason.unwrap_or_default());
        }
    }
    Ok(())
}
