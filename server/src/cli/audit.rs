//! `zhixing audit`: whether the audit log is what was written.

use super::Outcome;
use crate::Config;
use clap::Subcommand;
use std::process::ExitCode;
use zhixing_store::AuditFault;

#[derive(Subcommand)]
pub enum Verb {
    /// Compute the whole chain anew; fails when an event was changed, removed or put in between
    Verify {
        /// A hash of the chain that was noted earlier: it must still be in it, so that nothing was cut off since
        #[arg(long)]
        head: Option<String>,
    },
}

pub async fn run(verb: Verb, config: &Config) -> Outcome {
    let Verb::Verify { head } = verb;
    let store = super::open(config).await?;
    let report = store.verify_audit(head.as_deref()).await.map_err(|e| e.to_string())?;
    store.close().await;
    for (place, event, fault) in &report.faults {
        let words = match fault {
            AuditFault::Changed => "the event or its link was changed",
            AuditFault::Missing => "the event is gone",
            AuditFault::Gap => "links before it are gone",
            AuditFault::Unlinked => "the event is in no link",
        };
        say!("{place}\t{event}\t{words}");
    }
    if report.known_head == Some(false) {
        say!("the hash that was noted is not in the chain: its end was cut off, or it is another chain");
    }
    let sound = report.faults.is_empty() && report.known_head != Some(false);
    say!("{} events linked, {} waiting to be; head {}", report.linked, report.pending, report.head);
    say!("{}", if sound { "the audit log is sound" } else { "the audit log was tampered with" });
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
