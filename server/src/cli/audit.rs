//! `zhixing audit`: whether the audit log is what was written, and whether the rows still say what it says.

use super::Exit;
use crate::{Config, heads};
use clap::Subcommand;
use std::process::ExitCode;
use zhixing_store::{AuditFault, RecordFault};

#[derive(Subcommand)]
pub enum AuditCommand {
    /// Compute the whole chain, receipts, results, roles and certificates anew; fails when anything was changed, removed or put in between
    Verify {
        /// A further hash of the chain that was noted elsewhere, from a log or a backup: it must still be in it, so that nothing was cut off since
        #[arg(long)]
        head: Vec<String>,
    },
}

pub async fn run(verb: AuditCommand, config: &Config) -> Exit {
    let AuditCommand::Verify { head } = verb;
    let store = super::open(config).await?;
    let mut noted = heads::read(&config.data).map_err(|e| format!("{}: {e}", config.data.join(heads::FILE).display()))?;
    noted.extend(head);
    let report = store.verify_audit(&noted).await.map_err(|e| e.to_string())?;
    let records = store.verify_records().await.map_err(|e| e.to_string())?;
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
    for hash in &report.lost_heads {
        say!("{hash}\twas noted and is not in the chain: its end was cut off or written anew, or it is another chain");
    }
    for (subject, fault) in &records {
        say!("{subject}\t{}", said(*fault));
    }
    say!("{} events linked, {} waiting to be; head {}; {} noted heads looked for", report.linked, report.pending, report.head, noted.len());
    let log = report.faults.is_empty() && report.lost_heads.is_empty();
    say!("{}", if log { "the audit log is sound" } else { "the audit log was tampered with" });
    let agree = records.is_empty();
    say!(
        "{}",
        if agree { "receipts, results, roles and certificates agree with it" } else { "rows were changed that it does not tell of" }
    );
    Ok(if log && agree { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

const fn said(fault: RecordFault) -> &'static str {
    match fault {
        RecordFault::Receipt => "the answers are not those that the receipt was given for",
        RecordFault::Reopened => "whether it has ended is not what the log tells",
        RecordFault::Mark => "a mark is not what was given",
        RecordFault::Score => {
            "the score is not what its marks add up to, or not what was released, or its release is not what the log tells"
        }
        RecordFault::Roles => "it has roles that no event gave",
        RecordFault::Disabled => "it was disabled or enabled without an event",
        RecordFault::Certificate => {
            "its bytes are not those that were issued, or it was issued, revoked or put in force again without an event"
        }
        RecordFault::Gone => "the log tells of it, and it is gone",
    }
}
