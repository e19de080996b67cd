//! The audit log: who did what, newest first; and what proves that nothing in it was changed.

pub mod actions;
mod file;

pub(crate) use file::download;

use actions::{LogProof, LogQuestion};
use axum::{extract::Query, http::StatusCode, response::Response};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{log as words, marking},
    urls,
};
use zhixing_domain::{certificate::Number, lang::Lang, plan_ref::PlanRef};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Called, Field, Nav, Page, action_name, actor, called, crumbs, empty, error_summary, icon, notice, page_head, time, told},
    problem::{Problem, said_at_fields},
};
use zhixing_store::{LogLine, LogScope};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LogQuery {
    person: String,
    kind: String,
    object: String,
    day: String,
    before: String,
}

impl LogQuery {
    pub fn question(self) -> LogQuestion {
        let Self { person, kind, object, day, before } = self;
        LogQuestion { person, kind, object, day, before }
    }
}

/// The same question in an address.
fn query(asked: &LogQuestion) -> String {
    let LogQuestion { person, kind, object, day, before } = asked;
    let pairs = [("person", person), ("kind", kind), ("object", object), ("day", day), ("before", before)];
    let parts: Vec<String> =
        pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(name, value)| format!("{name}={}", urls::encoded(value))).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<LogQuery>) -> Result<Response, Problem> {
    let (lang, admin) = (visit.lang, visit.administrator()?);
    let asked = asked.question();
    let (scope, errors) = match actions::scope(&visit, &admin, &asked).await? {
        Ok(scope) => (Some(scope), vec![]),
        Err(wrong) => (None, said_at_fields(wrong, lang)),
    };
    let (lines, more) = match &scope {
        Some(scope) => actions::read(&visit, &admin, scope).await?,
        None => (vec![], false),
    };
    let proof = actions::proof(&visit, &admin).await?;
    let called = called(&visit, &admin, lines.iter().map(|line| &line.happened.what)).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page::new(words::log(lang), Nav::Desk).status(status).show(&visit, || {
        let rows: Vec<_> = lines.iter().map(|line| row(&visit, line, &called, &asked, lang)).collect();
        let older = more.then(|| lines.last()).flatten().map(|last| LogQuestion { before: last.id.to_string(), ..asked.clone() });
        view! {
            {crumbs(lang, vec![(marking::desk(lang).into(), Some(urls::desk())), (words::log(lang).into(), None)])}
            {page_head("", words::log(lang), words::log_lead(lang), vec![])}
            <div class="stack stack--loose">
                {proof_view(&visit, &proof, lang)}
                {error_summary(lang, &errors)}
                {filter(&asked, &errors, lang)}
                {if rows.is_empty() {
                    empty(words::nothing(lang), words::nothing_words(lang), Some((words::show_all(lang).into(), urls::log())))
                } else {
                    view! { <ol class="log log--wide" role="list">{rows}</ol> }.into_markup()
                }}
                {pager(&asked, older.as_ref(), lang)}
                {scope.map(|_: LogScope| files(&asked, lang))}
            </div>
        }
    }))
}

/// The head, and how far it was checked; a fault before everything else.
fn proof_view(visit: &Visit, proof: &LogProof, lang: Lang) -> Markup {
    let at = |at| time::moment(&visit.site, at, lang);
    let chain = &proof.chain;
    let head = proof.head.as_ref().map_or_else(|| words::no_head(lang).into(), |(place, hash)| words::head_words(lang, place, hash));
    let waits = (proof.unlinked > 0).then(|| view! { " "<span class="soft">{words::unlinked(lang, proof.unlinked)}</span> });
    let text = |at| time::at(&visit.site, at, lang);
    let checked = match chain.went {
        Some(went) => words::checked_words(lang, chain.walk.seq, text(went)),
        None => words::not_checked(lang).into(),
    };
    let faults = chain.walk.faults.len().max(chain.whole.map_or(0, |(.., n)| n));
    let whole = chain.whole.map(|(when, place, n)| {
        let said = if n == 0 { words::whole_words(lang, text(when), place) } else { words::whole_faults(lang, text(when), n) };
        view! { <dt>{words::whole(lang)}</dt><dd>{said}</dd> }
    });
    view! {
        {(faults > 0).then(|| notice("caution", words::faults(lang, faults)))}
        <details class="card stack" open={faults > 0}>
            <summary><strong>{words::proof(lang)}</strong>" "<span class="soft small">{checked.clone()}</span></summary>
            <dl class="facts">
                <dt>{words::head(lang)}</dt><dd class="mono small">{head}{waits}</dd>
                <dt>{words::checked(lang)}</dt><dd>{checked}</dd>
                {whole}
                {chain.began.map(|began| view! { <dt>{words::walk_began(lang)}</dt><dd>{at(began)}</dd> })}
            </dl>
            <p class="small soft">{words::note_head(lang)}</p>
        </details>
    }
    .into_markup()
}

fn filter(asked: &LogQuestion, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let option = |value: String, text: String| {
        let selected = asked.kind == value;
        view! { <option value=value selected=selected>{text}</option> }.into_markup()
    };
    let mut kinds = vec![option(String::new(), words::any(lang).into())];
    kinds.extend(words::KINDS.iter().map(|(name, word)| option(name.to_string(), word(lang).into())));
    // one kind of event, which a line led to
    if asked.kind.contains('.') {
        kinds.push(option(asked.kind.clone(), action_name(&asked.kind, lang)));
    }
    let field = |id: &'static str, label: &'static str, value: &str, kind: &'static str| {
        Field { value: value.into(), kind, error: error(id), optional: true, ..Field::new(id, label) }.view()
    };
    view! {
        <form class="filter" method="get" action=urls::log() role="search">
            {field("person", words::person(lang), &asked.person, "text")}
            <div class="field">
                <label class="field__label" for="kind">{words::kind(lang)}</label>
                <select class="input input--select" id="kind" name="kind">{kinds}</select>
            </div>
            {field("object", words::object(lang), &asked.object, "text")}
            {field("day", words::day(lang), &asked.day, "date")}
            <button class="button">{words::show(lang)}</button>
            <p class="filter__note small soft">{words::person_hint(lang)}" "{words::object_hint(lang)}</p>
        </form>
    }
    .into_markup()
}

fn row(visit: &Visit, line: &LogLine, called: &Called, asked: &LogQuestion, lang: Lang) -> Markup {
    let (head, more) = told(&visit.site, &line.happened.what, called, lang);
    let action = line.happened.what.action().to_string();
    let only = urls::log() + &query(&LogQuestion { kind: action.clone(), before: String::new(), ..asked.clone() });
    let who = actor(&line.happened.who, lang);
    let who = match line.actor.starts_with("acc_") {
        true => view! { <a href=urls::account(&line.actor)>{who}</a> }.into_markup(),
        false => view! { <span>{who}</span> }.into_markup(),
    };
    view! {
        <li>
            <span class="soft">{time::moment(&visit.site, line.happened.at, lang)}</span>
            <span>{who}</span>
            <span><a class="log__what" href=only title=words::only_this(lang, &head)>{head.clone()}</a>" "{more}</span>
            {about(visit, line)}
        </li>
    }
    .into_markup()
}

/// What people call what a line is about: a person, a session, a group; a plan or a course by its title; the kind of thing for what has an id alone.
pub(crate) fn subject_words(visit: &Visit, line: &LogLine) -> String {
    let (subject, lang, published) = (&line.subject, visit.lang, visit.site.published());
    let library = &published.library;
    let plan = || subject.parse::<PlanRef>().ok().filter(|plan| library.plan(plan).is_some()).map(|plan| library.title_of(&plan, lang));
    let course = || library.course(subject).map(|course| course.title.get(lang).clone());
    let number = || subject.parse::<Number>().is_ok().then(|| subject.clone());
    // a file of a course is known by its path
    let path = || subject.contains('/').then(|| subject.clone());
    let kind = || words::kind_word(line.happened.what.action().split('.').next().unwrap_or_default(), lang);
    line.called.clone().or_else(plan).or_else(course).or_else(number).or_else(path).unwrap_or_else(kind)
}

/// What a line is about, with the way there.
fn about(visit: &Visit, line: &LogLine) -> Markup {
    let (subject, said) = (&line.subject, subject_words(visit, line));
    let href = match subject.split_once('_').map(|(kind, _)| kind) {
        Some("acc") => Some(urls::account(subject)),
        Some("att") => Some(urls::invigilated(subject)),
        Some("ses") => Some(urls::exam_session(subject)),
        Some("grp") => Some(urls::group(subject)),
        _ if subject.parse::<Number>().is_ok() => Some(urls::certificate_admin(subject)),
        _ => subject.parse::<PlanRef>().ok().map(|plan| urls::board(plan.course(), plan.plan())),
    };
    let title = subject.clone();
    match href {
        Some(href) => view! { <a href=href title=title>{said}</a> }.into_markup(),
        None => view! { <span title=title>{said}</span> }.into_markup(),
    }
}

fn pager(asked: &LogQuestion, older: Option<&LogQuestion>, lang: Lang) -> Markup {
    let newest = (!asked.before.is_empty()).then(|| {
        let href = urls::log() + &query(&LogQuestion { before: String::new(), ..asked.clone() });
        view! { <a class="button button--small" href=href>{words::newest(lang)}</a> }
    });
    let older = older.map(|older| {
        let href = urls::log() + &query(older);
        view! { <a class="button button--small" href=href>{words::older(lang)}</a> }
    });
    view! { <nav class="cluster" aria-label=words::log(lang)>{newest}{older}</nav> }.into_markup()
}

fn files(asked: &LogQuestion, lang: Lang) -> Markup {
    let href = |end: &str| urls::log_file(format!("log.{end}")) + &query(&LogQuestion { before: String::new(), ..asked.clone() });
    view! {
        <div class="cluster no-print">
            <a class="button button--small" href=href("csv") download="">{icon("download")}{words::export_csv(lang)}</a>
            <a class="button button--small" href=href("xlsx") download="">{icon("download")}{words::export_xlsx(lang)}</a>
            <span class="soft small">{words::export_words(lang)}</span>
        </div>
    }
    .into_markup()
}
