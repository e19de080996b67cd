//! The attempt of a person that goes on now, and the way back to it.

use leptos::prelude::*;
use zhixing_app::{i18n::exam as words, urls};
use zhixing_domain::{attempt::Phase, lang::Title};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{noted, time},
};
use zhixing_store::AttemptSummary;

/// The attempt that goes on now.
pub fn of<'a>(visit: &Visit, mine: &'a [AttemptSummary]) -> Option<&'a AttemptSummary> {
    let open = |a: &&AttemptSummary| matches!(a.state.phase(), Phase::InProgress | Phase::Paused);
    mine.iter().filter(open).find(|a| a.timing().deadline(visit.now).is_none_or(|d| d.accepts(visit.now)))
}

/// Whoever left it finds the way back first of all: its time goes on.
pub fn line(visit: &Visit, attempt: &AttemptSummary, title: Title) -> Markup {
    let lang = visit.lang;
    let ends = attempt
        .timing()
        .deadline(visit.now)
        .map(|d| words::running_until(lang, time::clock(&visit.site, d.0), time::zone_name(&visit.site, lang)));
    view! {
        <div class="notice notice--warning cluster running">
            <p><strong>{words::running(lang)}{noted(&title)}</strong>" "{ends}</p>
            <a class="button button--primary" href=urls::attempt(attempt.id)>{words::go_on(lang)}</a>
        </div>
    }
    .into_markup()
}
