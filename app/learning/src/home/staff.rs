//! What waits for staff, as their desk knows it, and the sessions of today.

use leptos::prelude::*;
use zhixing_app::{i18n::home as words, urls};
use zhixing_domain::{
    account::{Invigilator, Role},
    lang::Title,
};
use zhixing_shell::{
    backlog::{self, Backlog},
    boxed,
    guard::{Person, Visit},
    html::IntoMarkup,
    parts::{Row, time},
    problem::Problem,
    writing,
};
use zhixing_store::{MarkingBacklog, SessionLine};

pub(super) struct Waiting {
    backlog: Backlog,
    today: Vec<SessionLine>,
    problems: usize,
}

#[boxed]
pub(super) async fn of(visit: &Visit, person: &Person) -> Result<Waiting, Problem> {
    // they are of all courses, and some of them are not for whoever reaches but a few
    let teaches = person.0.roles.has(Role::Teacher) && person.0.reach().courses().is_none();
    let problems = if teaches { visit.site.published().problems.len() } else { 0 };
    let today = match Invigilator::of(&person.0) {
        Some(who) => {
            let today = visit.site.local(visit.now).date().to_string();
            let until = visit.site.day(&today).map_or(visit.now, |(_, end)| end);
            visit.site.store.sessions_before(&who, visit.now, until).await?
        }
        None => vec![],
    };
    Ok(Waiting { backlog: backlog::of(visit, person).await?, today, problems })
}

/// What runs today first, then what waits.
pub(super) fn rows(visit: &Visit, Waiting { backlog, today, problems }: Waiting) -> Vec<Row> {
    let lang = visit.lang;
    let plain = |over: &str, title: String, href: String| Row { over: over.into(), title: title.into(), href, note: ().into_markup() };
    let mut rows: Vec<Row> = today.iter().map(|line| session(visit, line)).collect();
    rows.extend(backlog.marking.iter().map(|waiting| marking(visit, waiting)));
    rows.extend((backlog.lost > 0).then(|| plain(words::lost_over(lang), words::lost_n(lang, backlog.lost), urls::desk())));
    rows.extend((backlog.names > 0).then(|| plain(words::names_over(lang), words::names_n(lang, backlog.names), urls::names())));
    rows.extend((backlog.held > 0).then(|| plain(words::held_over(lang), words::held_n(lang, backlog.held), urls::certificate_desk())));
    let questions = backlog.questions;
    rows.extend((questions > 0).then(|| plain(words::questions_over(lang), words::questions_n(lang, questions), urls::questions())));
    rows.extend(writing::rows(visit, &backlog.writing));
    rows.extend((problems > 0).then(|| plain(words::problems_over(lang), words::problems_n(lang, problems), urls::teach())));
    rows
}

fn session(visit: &Visit, SessionLine { session, begun, sitting }: &SessionLine) -> Row {
    let lang = visit.lang;
    let when = time::soon(&visit.site, visit.now, session.opens, lang);
    let plan = visit.site.published().library.title(&session.plan, lang);
    let sitting = (*sitting > 0).then(|| view! { <span class="badge badge--warn">{words::sitting_n(lang, sitting)}</span> });
    Row {
        over: words::session_today(lang).into(),
        title: Title { text: format!("{} · {}", plan.text, session.name), ..plan },
        href: urls::exam_session(session.id),
        note: view! { {words::session_note(lang, when, begun, session.candidates)}{sitting} }.into_markup(),
    }
}

/// Answers to mark stand on the desk; results to release have a page of their own.
fn marking(visit: &Visit, waiting: &MarkingBacklog) -> Row {
    let lang = visit.lang;
    let mark = (waiting.to_mark > 0).then(|| words::to_mark_n(lang, waiting.to_mark));
    let release = (waiting.to_release > 0).then(|| words::to_release_n(lang, waiting.to_release));
    let (course, plan) = (waiting.plan.course(), waiting.plan.plan());
    Row {
        over: zhixing_app::i18n::marking::for_examiner(lang).into(),
        title: visit.site.published().library.title(&waiting.plan, lang),
        href: if waiting.to_mark > 0 { urls::desk() } else { urls::plan_results(course, plan) },
        note: [mark, release].into_iter().flatten().collect::<Vec<_>>().join(" · ").into_markup(),
    }
}
