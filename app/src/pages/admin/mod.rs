//! Accounts and certificates, for administrators.

pub mod accounts;
pub mod certificates;

use crate::{guard::Visit, parts::time, problem::Problem};
use leptos::prelude::*;

/// What happened to a subject, oldest first.
async fn history(visit: &Visit, subject: &str) -> Result<AnyView, Problem> {
    let events = visit.site.store.events_of(subject).await?;
    let rows: Vec<_> = events
        .into_iter()
        .map(|(at, actor, action, detail)| {
            view! { <li class="log__row">{time::moment(&visit.site, at, visit.lang)}" "<span class="mono">{action}</span>" "<span class="soft">{actor}</span>" "{detail}</li> }
        })
        .collect();
    Ok(view! { <ol class="log" role="list">{rows}</ol> }.into_any())
}
