//! `zhixing assessment`: what staff decide about an assessment that is not in its Markdown.

use super::Exit;
use crate::{Config, clock, content, content::stamp};
use clap::Subcommand;
use std::process::ExitCode;
use zhixing_domain::{
    account::Administrator,
    assessment::{CODE_SHORTEST, code_fits, kept_code},
    plan_ref::PlanRef,
};
use zhixing_store::{Actor, Store};

#[derive(Subcommand)]
pub enum AssessmentCommand {
    /// Set the access code that the invigilator says in the room; the one before stops counting at once
    Code {
        /// COURSE/PLAN
        plan: PlanRef,
        /// At least four letters or digits; case does not matter
        code: String,
    },
}

pub async fn run(verb: AssessmentCommand, config: &Config) -> Exit {
    let AssessmentCommand::Code { plan, code } = verb;
    if !code_fits(&code) {
        return Err(format!("the code must have at least {CODE_SHORTEST} letters or digits"));
    }
    let store = super::open(config).await?;
    let done = set(&store, plan, &code).await;
    store.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn set(store: &Store, plan: PlanRef, code: &str) -> Result<(), String> {
    let published = content::newest(store).await.map_err(|e| e.to_string())?;
    let library = published.map(|(_, reading)| reading.library).unwrap_or_default();
    let (_, found) = library.plan(&plan).ok_or_else(|| format!("{plan}: there is no such assessment; name it COURSE/PLAN"))?;
    if !found.lockdown.code {
        return Err(format!("{plan} asks for no code; write `access_code = true` in its front matter and publish it"));
    }
    let mut salt = [0; 16];
    clock::fill(&mut salt);
    let kept = kept_code(&zhixing_domain::digest::hex(&salt), code);
    store
        .set_access_code(&Administrator::operator(), plan.clone(), kept, stamp(&clock::SystemClock, Actor::Operator))
        .await
        .map_err(|e| e.to_string())?;
    say!("{plan}: the code is set");
    Ok(())
}
