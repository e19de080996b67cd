//! A person's sessions: when, where, in which seat, and whether anything became of it. They stand on the calendar's page.

use crate::invigilation::timetable::phase_badge;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{site, timetable as words},
    urls,
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{only_in, time, titled},
};
use zhixing_store::Seated;

/// Each session with all that one has to know to be there.
pub fn list(visit: &Visit, sessions: &[Seated]) -> Markup {
    let lang = visit.lang;
    let entries: Vec<_> = sessions.iter().map(|seat| entry(visit, seat)).collect();
    view! {
        <p class="small soft">{words::times_in(lang, time::zone(&visit.site, visit.now, lang))}</p>
        <ul class="grid grid--wide" role="list">{entries}</ul>
    }
    .into_markup()
}

fn entry(visit: &Visit, Seated { session, room, .. }: &Seated) -> Markup {
    let lang = visit.lang;
    let title = visit.site.published().library.title(&session.plan, lang);
    let place = [(words::place(lang), &session.place), (words::seat(lang), room)];
    let place: Vec<_> =
        place.into_iter().filter(|(_, said)| !said.is_empty()).map(|(label, said)| site::labelled(lang, label) + said).collect();
    let reason = session.cancelled.as_ref().map(|reason| view! { <p class="small">{words::in_calendar_reason(lang, reason)}</p> });
    let called = format!("{} {}", words::download(lang), session.name);
    view! {
        <li class="card stack stack--tight">
            <h3 class="card__title"><a href=urls::waiting(session.plan.course(), session.plan.plan())>{titled(&title)}</a></h3>
            <p class="cluster"><strong>{time::window(&visit.site, session.opens, session.closes, lang)}</strong>{phase_badge(session.phase(visit.now), lang)}</p>
            {reason}
            <p class="small">{session.name.clone()}{place.into_iter().map(|said| format!(" · {said}")).collect::<String>()}{only_in(&title).map(|said| format!(" · {said}"))}</p>
            <p><a class="button button--small" href=urls::session_calendar(session.id) aria-label=called>{words::download(lang)}</a></p>
        </li>
    }
    .into_markup()
}
