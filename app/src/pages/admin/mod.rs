//! Accounts and certificates, for administrators.

pub mod accounts;
pub mod certificates;
pub mod correction;

use crate::{guard::Visit, parts, problem::Problem};
use leptos::prelude::AnyView;

/// What happened to a subject, oldest first.
async fn history(visit: &Visit, subject: &str) -> Result<AnyView, Problem> {
    let events = visit.site.store.events_of(subject).await?;
    Ok(parts::history(&visit.site, &events, visit.lang))
}
