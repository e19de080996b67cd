//! The list of assessments, what one can do now first; and one's attempts. The page of one of them is in [`plan`](crate::plan).

use crate::{
    attempt::actions as sit,
    calendar::actions as calendar,
    facts,
    plan::{kind_word, phase_word},
    running,
};
use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{exam as words, home, site, timetable as time_words},
    urls,
};
use zhixing_domain::{
    assessment::{Plan, PlanKind, Release, SessionPhase, StartRefusal, Window, may_start},
    attempt::Phase,
    course::Course,
    grading::Score,
    lang::{Lang, Title},
    time::{Span, Timestamp},
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Row, empty, in_its_language, only_in, page, page_head, rows, time},
    problem::Problem,
};
use zhixing_store::{AttemptSummary, Seated};

/// A plan as it stands for one person now.
struct Offer<'a> {
    course: &'a Course,
    plan: &'a Plan,
    /// Their sessions of it that are not over: the one that counts now comes first.
    seats: Vec<&'a Seated>,
    window: Window,
    standing: Result<(), StartRefusal>,
    used: u32,
}

pub async fn show(visit: Visit) -> Result<Response, Problem> {
    let person = visit.person()?;
    let attempts = visit.site.store.attempts_of(person.0.id).await?;
    let results = visit.site.store.released_results(person.0.id).await?;
    let sessions = calendar::mine(&visit, &person).await?;
    let (lang, published) = (visit.lang, visit.site.published());
    let mut offers = vec![];
    for (course, plan) in published.library.plans() {
        let by_list = visit.site.session_plans.has(&visit.site.store, &plan.name(), visit.now).await?;
        offers.push(offer(course, plan, by_list, &sessions, &attempts, visit.now));
    }
    // what counts comes before what is practice; the catalogue's order for the rest
    offers.sort_by_key(|o| o.plan.kind == PlanKind::Mock);
    Ok(page(&visit, words::exams(lang), Nav::Exams, || {
        let part = |id, title, fits: fn(&Offer) -> bool| part(&visit, &offers, id, title, fits);
        let lines: Vec<_> = attempts.iter().map(|a| row(&visit, a, published.library.title(&a.plan, lang), results.get(&a.id))).collect();
        view! {
            {page_head("", words::exams(lang), words::exams_lead(lang), vec![site::times_in(lang, time::zone(&visit.site, visit.now, lang))])}
            {running::of(&visit, &attempts).map(|a| running::line(&visit, a, published.library.title(&a.plan, lang)))}
            <div class="stack stack--far">
                {offers.is_empty().then(|| empty(home::no_exams(lang), home::no_exams_words(lang), None))}
                {part("now", home::now(lang), |o| o.standing.is_ok())}
                {part("coming", home::coming(lang), |o| matches!(o.standing, Err(StartRefusal::NotYet(_))))}
                {part("not-now", home::not_now(lang), |o| o.standing.is_err() && !matches!(o.standing, Err(StartRefusal::NotYet(_))))}
                <section class="stack" aria-labelledby="mine">
                    <div class="section-head">
                        <h2 id="mine">{words::mine(lang)}</h2>
                        <p class="section-head__note"><a href=urls::calendar()>{time_words::calendar(lang)}</a></p>
                    </div>
                    {if lines.is_empty() { empty(words::none_yet(lang), words::none_yet_words(lang), None) } else { rows(lines) }}
                </section>
            </div>
        }
    }))
}

/// The offers that fit, under their title.
fn part(visit: &Visit, offers: &[Offer], id: &'static str, title: &'static str, fits: fn(&Offer) -> bool) -> Option<Markup> {
    let cards: Vec<_> = offers.iter().filter(|o| fits(o)).map(|o| card(visit, o)).collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby=id>
                <div class="section-head"><h2 id=id>{title}</h2></div>
                <ul class="grid" role="list">{cards}</ul>
            </section>
        }
        .into_markup()
    })
}

fn offer<'a>(
    course: &'a Course,
    plan: &'a Plan,
    by_list: bool,
    sessions: &'a [Seated],
    attempts: &[AttemptSummary],
    now: Timestamp,
) -> Offer<'a> {
    let name = plan.name();
    let mine: Vec<AttemptSummary> = attempts.iter().filter(|a| a.plan == name).cloned().collect();
    let (seats, over): (Vec<&Seated>, Vec<&Seated>) = sessions
        .iter()
        .filter(|seat| seat.session.plan == name)
        .partition(|seat| matches!(seat.session.phase(now), SessionPhase::Planned | SessionPhase::Open));
    let used = sit::used(&mine);
    let seat = seats.first().map(|seat| &seat.session);
    // what staff granted to the paper that is drawn counts before its start, too
    let ready = mine.iter().find(|a| a.state.phase() == Phase::Ready && a.session == seat.map(|s| s.id));
    let window = seat.map_or(plan.window, |s| s.window()).extended(ready.map_or(Span::ZERO, |a| a.terms.window_granted));
    let standing = match seat {
        None if by_list && over.iter().any(|seat| seat.session.cancelled.is_some()) => Err(StartRefusal::Cancelled),
        None if by_list => Err(StartRefusal::NotListed),
        _ => may_start(window, plan.attempts, used, now),
    };
    Offer { course, plan, seats, window, standing, used }
}

fn card(visit: &Visit, offer: &Offer) -> Markup {
    let (lang, plan) = (visit.lang, offer.plan);
    let tone = if offer.standing.is_ok() { "badge badge--right" } else { "badge" };
    let seats: Vec<_> = offer.seats.iter().map(|seat| seat_line(visit, seat)).collect();
    // what was agreed with somebody is their time
    let own = offer.seats.first().map(|seat| facts::own_time(plan, seat.accommodation, offer.window, visit.now).0);
    let time = time::short_minutes(own.filter(|own| *own > Span::ZERO).unwrap_or(plan.limit), lang);
    let facts = [time, home::pass(lang, plan.pass), left(plan, offer.used, lang)].join(" · ");
    let only = only_in(&plan.title.title(lang)).map(|said| format!(" · {said}"));
    view! {
        <li class="card card--whole">
            <p class="cluster"><span class="badge">{kind_word(plan.kind, lang)}</span><span class=tone>{standing(visit, offer)}</span></p>
            <h3 class="card__title"><a href=urls::waiting(&plan.course, &plan.slug)>{in_its_language(&plan.title, lang)}</a></h3>
            <p class="small soft">{in_its_language(&offer.course.title, lang)}{only}</p>
            {seats}
            <p class="small">{facts}</p>
        </li>
    }
    .into_markup()
}

/// Whether it can be sat, and if not, from when or why.
fn standing(visit: &Visit, offer: &Offer) -> String {
    let lang = visit.lang;
    let soon = |at| time::soon(&visit.site, visit.now, at, lang);
    match offer.standing {
        Ok(()) => offer.window.closes.map_or_else(|| home::is_open(lang).into(), |at| home::open_until(lang, soon(at))),
        Err(StartRefusal::NotYet(at)) => home::opens_at(lang, soon(at)),
        Err(StartRefusal::Closed(at)) => home::closed_at(lang, soon(at)),
        Err(StartRefusal::NoAttemptLeft(_)) => home::used(lang).into(),
        Err(StartRefusal::NotListed) => home::no_session(lang).into(),
        Err(StartRefusal::Cancelled) => home::session_cancelled(lang).into(),
    }
}

/// A session of one's own: when, which, where, in which seat.
fn seat_line(visit: &Visit, Seated { session, room, .. }: &Seated) -> Markup {
    let lang = visit.lang;
    let seat = if room.is_empty() { String::new() } else { time_words::in_calendar_seat(lang, room) };
    let place = [session.name.as_str(), session.place.as_str(), seat.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|said| !said.is_empty()).collect();
    view! {
        <p class="small"><strong>{time::window(&visit.site, session.opens, session.closes, lang)}</strong><br/>{place.join(" · ")}</p>
    }
    .into_markup()
}

fn left(plan: &Plan, used: u32, lang: Lang) -> String {
    match plan.attempts {
        0 => home::no_limit(lang).into(),
        all => home::left_of(lang, all.saturating_sub(used), all),
    }
}

/// An attempt: what it was of, what kind, and what became of it.
fn row(visit: &Visit, attempt: &AttemptSummary, title: Title, result: Option<&Score>) -> Row {
    let (lang, phase) = (visit.lang, attempt.state.phase());
    let published = visit.site.published();
    let (course, plan) = published.library.plan(&attempt.plan).unzip();
    let kind = plan.map(|p| view! { <span class="badge">{kind_word(p.kind, lang)}</span> });
    let verdict = |passed| if passed { ("badge badge--right", words::passed(lang)) } else { ("badge badge--wrong", words::failed(lang)) };
    let result = match result {
        Some(r) => {
            let (tone, verdict) = verdict(r.passed);
            view! { <span class=tone>{words::result_of(lang, r.score, verdict)}</span> }.into_markup()
        }
        // a later segment has the result, and of a void attempt there is none
        None if !phase.is_final() || phase == Phase::Voided || attempt.continued_by.is_some() => {
            view! { <span>{phase_word(phase, lang)}</span> }.into_markup()
        }
        // what is released at the hand-in waits for nothing but a marker
        None if plan.is_some_and(|p| p.release == Release::Submit) => view! { <span>{words::result_marking(lang)}</span> }.into_markup(),
        None => view! { <span>{words::result_held(lang)}</span> }.into_markup(),
    };
    let href = match phase {
        Phase::Ready => urls::waiting(attempt.plan.course(), attempt.plan.plan()),
        _ if phase.is_final() => urls::result(attempt.id),
        _ => urls::attempt(attempt.id),
    };
    // a paper that nobody has begun has no time yet
    let line = attempt.state.started_at().map_or_else(
        || words::attempt_n(lang, attempt.number),
        |at| home::attempt_line(lang, attempt.number, time::at(&visit.site, at, lang)),
    );
    let over = course.map(|c| c.title.title(lang)).unwrap_or_default();
    Row { over, title, href, note: view! { {kind}{result}<span>{line}</span> }.into_markup() }
}
