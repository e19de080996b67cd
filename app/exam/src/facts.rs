//! What a candidate is told of an assessment before the start: session, place and seat, time of their own, window, demands.

use crate::{
    attempt::{actions as sit, actions::ExamAdmission},
    invigilation::session::accommodation,
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{exam as words, lockdown as room_words, timetable as time_words},
    urls,
};
use zhixing_domain::{
    assessment::{Accommodation, Plan, Release, Section, Window},
    attempt::Terms,
    lang::Lang,
    time::{Span, Timestamp},
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{noted, notice, time},
};
use zhixing_store::AttemptSummary;

/// How much time a person has who starts as soon as they may, and how much of what was agreed the closing of the window takes away.
pub(crate) fn own_time(plan: &Plan, agreed: Accommodation, window: Window, now: Timestamp) -> (Span, Span) {
    let Accommodation { factor, extra } = agreed;
    let terms = Terms { limit: plan.limit, factor, agreed: extra, closes: window.closes, ..Terms::default() };
    terms.promised(window.opens.map_or(now, |opens| opens.max(now)))
}

/// In whole minutes; what is less than one is no zero.
pub(crate) fn minutes(span: Span, lang: Lang) -> String {
    if span < Span::from_minutes(1) { words::under_a_minute(lang).into() } else { time::minutes(span, lang) }
}

/// What is true of this person alone comes first: the session, the seat, and time of their own.
fn own_terms(plan: &Plan, admission: &ExamAdmission, now: Timestamp, lang: Lang) -> Markup {
    let (session, seat) = admission.seat.clone().unwrap_or_default();
    let (time, lost) = own_time(plan, admission.accommodation, admission.window, now);
    let agreed = (!admission.accommodation.is_none())
        .then(|| words::own_terms(lang, time::minutes(plan.limit, lang), accommodation(admission.accommodation, lang)));
    // a window that is over is said where the start would be
    let lost = (lost > Span::ZERO && time > Span::ZERO)
        .then(|| notice("caution", words::window_takes(lang, minutes(time, lang), minutes(lost, lang))));
    view! {
        {(!session.is_empty()).then(|| view! { <dt>{words::session(lang)}</dt><dd>{session}</dd> })}
        {(!admission.place.is_empty()).then(|| view! { <dt>{time_words::place(lang)}</dt><dd>{admission.place.clone()}</dd> })}
        {(!seat.is_empty()).then(|| view! { <dt>{words::seat(lang)}</dt><dd>{seat}</dd> })}
        <dt>{words::limit(lang)}</dt>
        <dd>
            {minutes(if time > Span::ZERO { time } else { plan.limit }, lang)}
            {agreed.map(|a| view! { <span class="small soft">" "{a}</span> })}{lost}
        </dd>
    }
    .into_markup()
}

pub(crate) fn facts(
    visit: &Visit,
    plan: &Plan,
    admission: Option<&ExamAdmission>,
    mine: &[AttemptSummary],
    coded: bool,
    lang: Lang,
) -> Markup {
    let used = sit::used(mine);
    let attempts = if plan.attempts == 0 {
        words::unlimited(lang).to_string()
    } else {
        words::attempts_left(lang, plan.attempts.saturating_sub(used), plan.attempts)
    };
    let window = admission.map_or_else(|| words::by_list(lang).into_markup(), |p| window(visit, p.window));
    let file = admission.filter(|p| p.cancelled.is_none()).and_then(|p| p.session).map(urls::session_calendar);
    let own = match admission {
        Some(admission) => own_terms(plan, admission, visit.now, lang),
        None => view! { <dt>{words::limit(lang)}</dt><dd>{time::minutes(plan.limit, lang)}</dd> }.into_markup(),
    };
    let release = match plan.release {
        Release::Submit => words::result_at_once(lang),
        Release::Staff => words::result_by_staff(lang),
    };
    view! {
        <dl class="facts">
            {own}
            <dt>{words::items(lang)}</dt><dd>{plan.item_count()}</dd>
            <dt>{words::pass_mark(lang)}</dt><dd>{words::pass_of_100(lang, plan.pass)}</dd>
            <dt>{words::attempts(lang)}</dt><dd>{attempts}</dd>
            <dt>{words::window(lang)}</dt><dd>{window}</dd>
            {file.map(|href| view! { <dt>{time_words::calendar(lang)}</dt><dd><a href=href>{time_words::download(lang)}</a></dd> })}
            <dt>{words::result_when(lang)}</dt><dd>{release}</dd>
            {sections(plan, lang)}
            {demands(plan, coded, lang)}
        </dl>
    }
    .into_markup()
}

/// From when to when, and in which zone that is said.
fn window(visit: &Visit, Window { opens, closes }: Window) -> Markup {
    let (site, lang) = (&visit.site, visit.lang);
    let Some(at) = opens.or(closes) else { return words::always_open(lang).into_markup() };
    let said = match (opens, closes) {
        (Some(opens), Some(closes)) => time::window(site, opens, closes, lang),
        (Some(_), None) => words::from(lang, time::at(site, at, lang)).into_markup(),
        _ => words::until(lang, time::at(site, at, lang)).into_markup(),
    };
    view! { {said}" "<span class="small soft">{time::zone(site, at, lang)}</span> }.into_markup()
}

/// The sections, before anybody has to leave one.
fn sections(plan: &Plan, lang: Lang) -> Option<Markup> {
    let all = &plan.outline.0;
    let line = |s: &Section| {
        let (title, limit) = (noted(&s.title.title(lang)), s.limit.map(|l| format!(" · {}", time::minutes(l, lang))));
        let linear = s.linear.then(|| view! { <span class="small soft">{words::linear_words(lang)}</span> });
        view! { <li>{title}{limit}" "{linear}</li> }
    };
    let titled = all.iter().any(|s| !s.title.zh.is_empty());
    let lines: Vec<_> = all.iter().map(line).collect();
    let text = if titled { words::sections_words(lang) } else { "" };
    (!all.is_empty())
        .then(|| view! { <dt>{words::sections(lang)}</dt><dd><ol class="facts__list" role="list">{lines}</ol>{text}</dd> }.into_markup())
}

fn demands(plan: &Plan, coded: bool, lang: Lang) -> Option<Markup> {
    let own = &plan.lockdown;
    let all = [
        own.seb.as_ref().map(|_| room_words::demands_seb(lang)),
        (!own.rooms.is_empty()).then(|| room_words::demands_room(lang)),
        coded.then(|| room_words::demands_code(lang)),
    ];
    let all: Vec<_> = all.into_iter().flatten().collect();
    let text = all.join(zhixing_app::i18n::site::comma(lang));
    (!all.is_empty()).then(|| view! { <dt>{room_words::demands(lang)}</dt><dd>{text}</dd> }.into_markup())
}
