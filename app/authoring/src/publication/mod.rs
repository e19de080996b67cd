//! The page before a publication: what changes for whom, what refuses it, and the way back to an earlier one.

pub mod actions;
mod compose;
mod differences;
pub mod due;
pub mod review;
pub mod schedule;

use crate::overview;
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{publication as said_words, workshop as words},
    urls,
};
use zhixing_domain::{lang::Lang, workshop::course_role::CourseRole};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, actor, crumbs, empty, error_summary, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::PublicationLine;

pub use compose::{ProposedPublication, proposal};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PublishForm {
    /// The earlier publication to go back to.
    to: String,
    /// What was seen.
    digest: String,
    sure: String,
}

/// What somebody chose on the page: a line to remark on, or what was done a moment ago.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PublishQuery {
    to: String,
    done: String,
    path: String,
    line: i64,
}

/// What is said on the page besides what it is about.
#[derive(Default)]
pub(crate) struct PublishSaid {
    pub status: StatusCode,
    pub said: Option<Markup>,
    pub errors: Vec<(&'static str, String)>,
    /// What was typed for a time.
    pub at: String,
    /// The line that is remarked on.
    pub remark: Option<(String, i64)>,
}

impl PublishSaid {
    /// What a form that was not carried out says; a problem that is no answer to it goes on.
    pub fn of(problem: Problem, lang: Lang) -> Result<Self, Problem> {
        match problem {
            Problem::Invalid { field, words } => {
                let errors = vec![(field, words.get(lang).clone())];
                Ok(Self { status: StatusCode::UNPROCESSABLE_ENTITY, errors, ..Self::default() })
            }
            Problem::Refused { words, .. } => {
                Ok(Self { status: StatusCode::CONFLICT, said: Some(notice("warning", words.get(lang).clone())), ..Self::default() })
            }
            other => Err(other),
        }
    }

    fn error(&self, field: &str) -> Option<String> {
        self.errors.iter().find(|(f, _)| *f == field).map(|(_, words)| words.clone())
    }
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<PublishQuery>) -> Result<Response, Problem> {
    let done = match asked.done.as_str() {
        "yes" => Some(words::published(visit.lang)),
        "scheduled" => Some(said_words::was_scheduled(visit.lang)),
        "unscheduled" => Some(said_words::was_unscheduled(visit.lang)),
        "ask" => Some(said_words::was_asked(visit.lang)),
        "remark" => Some(said_words::was_remarked(visit.lang)),
        "approve" => Some(said_words::was_approved(visit.lang)),
        "send_back" => Some(said_words::was_sent_back(visit.lang)),
        _ => None,
    };
    let remark = Some((asked.path, asked.line)).filter(|(path, line)| !path.is_empty() && *line > 0);
    let said = PublishSaid { said: done.map(|words| notice("success", words)), remark, ..PublishSaid::default() };
    page_of(&visit, &course, &asked.to, said).await
}

pub(crate) async fn publish(visit: Visit, Path(course): Path<String>, Form(form): Form<PublishForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let seen = proposal(&visit, &author, &course, &form.to).await?;
    match actions::publish(&visit, &author, &course, seen, (&form.digest, form.sure == "yes")).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=yes", urls::publish(&course))).into_response()),
        Err(problem) => page_of(&visit, &course, &form.to, PublishSaid::of(problem, visit.lang)?).await,
    }
}

pub(crate) async fn page_of(visit: &Visit, course: &str, to: &str, mut shown: PublishSaid) -> Result<Response, Problem> {
    let (lang, store, author) = (visit.lang, &visit.site.store, visit.author()?);
    let proposal = proposal(visit, &author, course, to).await?;
    let owns = store.course_role(&author, course).await? == CourseRole::Owner;
    let earlier = store.publications(&author, course).await?;
    let second = match to {
        "" => review::section(visit, &author, course, &proposal, &shown).await?,
        _ => differences::section(course, &proposal, None, lang),
    };
    let scheduled = match to {
        "" => schedule::section(visit, course, store.schedule(&author, course).await?, owns),
        _ => None,
    };
    let called = overview::course_title(&visit.site.published(), course, lang).text;
    let title = match earlier.iter().find(|line| line.digest == to) {
        Some(line) => words::going_back(lang, time::at(&visit.site, line.at, lang)),
        None => words::publish_title(lang, called),
    };
    Ok(Page::new(title.clone(), Nav::Desk).status(shown.status).show(visit, || {
        let nothing = proposal.is_empty().then(|| empty(words::nothing_to_publish(lang), words::nothing_to_publish_words(lang), None));
        let changes = (!proposal.is_empty()).then(|| changes(&proposal, lang));
        let said = shown.said.take();
        let form = (owns && !proposal.is_empty()).then(|| form(visit, course, to, &proposal, &shown));
        view! {
            {crumbs(lang, vec![(words::title(lang).into(), Some(urls::teach())), (words::publish(lang).into(), None)])}
            {page_head("", title.clone(), words::publish_lead(lang), vec![])}
            <div class="stack stack--loose">
                {said}
                {error_summary(lang, &shown.errors)}
                {scheduled}
                {nothing}
                {changes}
                {refusals(&proposal, lang)}
                {second}
                {form}
                {publications(visit, course, &earlier, owns)}
            </div>
        }
    }))
}

fn changes(proposal: &ProposedPublication, lang: Lang) -> Markup {
    let changes = &proposal.changes;
    let renamed: Vec<String> = changes.renamed.iter().map(|r| format!("{} → {}", r.from, r.to)).collect();
    let rows = [
        (words::lessons_come(lang), &changes.lessons.added),
        (words::lessons_go(lang), &changes.lessons.removed),
        (words::lessons_renamed(lang), &renamed),
        (words::items_come(lang), &changes.items.added),
        (words::items_go(lang), &changes.items.removed),
        (words::items_changed(lang), &proposal.items.changed),
        (words::keys_changed(lang), &proposal.items.keys),
        (words::plans_come(lang), &changes.plans.added),
        (words::plans_go(lang), &changes.plans.removed),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| view! { <dt>{word}</dt><dd>{names.join(words::between(lang))}</dd> })
        .collect();
    let edit = |path: &String| view! { <li><a class="mono" href=urls::edit_file(path)>{path.clone()}</a></li> };
    let files: Vec<_> = proposal.changed.iter().map(edit).collect();
    let few = files.len() < 12;
    let running = (proposal.running > 0).then(|| notice("note", words::running(lang, proposal.running)));
    view! {
        <section class="stack" aria-labelledby="changes">
            <h2 id="changes">{words::what_changes(lang)}</h2>
            {running}
            <dl class="facts">{rows}</dl>
            <details open=few>
                <summary>{words::files_n(lang, proposal.changed.len())}</summary>
                <ul class="log" role="list">{files}</ul>
            </details>
        </section>
    }
    .into_markup()
}

/// What keeps it from being published: errors, and files that were published from elsewhere.
fn refusals(proposal: &ProposedPublication, lang: Lang) -> Markup {
    let edit = |path: &String| {
        let href = format!("{}&take=published", urls::edit_file(path));
        view! { <li><a class="mono" href=href>{path.clone()}</a></li> }
    };
    let both: Vec<_> = proposal.both.iter().map(edit).collect();
    let both = (!both.is_empty())
        .then(|| view! { <div class="error-summary"><p>{words::both_sides(lang)}</p><ul class="error-summary__list">{both}</ul></div> });
    let error = |flaw: &zhixing_shell::content::ContentFlaw| {
        view! {
            <li>
                <a class="mono" href=urls::edit_file(&flaw.path)>{format!("{}:{}", flaw.path, flaw.line)}</a>" "
                {flaw.words.get(lang).clone()}" "<span class="soft">{flaw.advice.get(lang).clone()}</span>
            </li>
        }
    };
    let errors: Vec<_> = proposal.reading.flaws.iter().filter(|flaw| flaw.is_error).map(error).collect();
    let errors = (!errors.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="refused">
                <h2 id="refused">{words::refused_by(lang)}</h2>
                <ul class="log" role="list">{errors}</ul>
            </section>
        }
    });
    view! { {both}{errors} }.into_markup()
}

fn form(visit: &Visit, course: &str, to: &str, proposal: &ProposedPublication, shown: &PublishSaid) -> Markup {
    if !proposal.is_fit() || proposal.needs_review && !proposal.is_approved {
        return ().into_markup();
    }
    let lang = visit.lang;
    let sure = proposal.changes.removes().then(|| {
        view! {
            <p>{words::goes_words(lang)}</p>
            <label class="check">
                <input class="check__input" type="checkbox" id="sure" name="sure" value="yes" aria-invalid=shown.error("sure").map(|_| "true")/>
                <span>{words::sure(lang)}</span>
            </label>
        }
    });
    let word = if to.is_empty() { words::publish_now(lang) } else { words::go_back(lang) };
    let later = to.is_empty().then(|| schedule::later(visit, course, &shown.at, shown.error("at")));
    view! {
        <form class="stack measure" method="post" action=urls::publish(course)>
            <input type="hidden" name="to" value=to.to_string()/>
            <input type="hidden" name="digest" value=proposal.digest().to_string()/>
            {sure}
            <div class="cluster">
                <button class="button button--primary">{word}</button>
                <a class="button button--quiet" href=urls::teach()>{words::rather_not(lang)}</a>
            </div>
            {later}
        </form>
    }
    .into_markup()
}

fn publications(visit: &Visit, course: &str, earlier: &[PublicationLine], owns: bool) -> Markup {
    let lang = visit.lang;
    let line = |(i, line): (usize, &PublicationLine)| {
        let way = match i {
            0 => view! { <span class="badge">{words::the_newest(lang)}</span> }.into_markup(),
            _ if !owns => ().into_markup(),
            _ => view! { <a href=format!("{}?to={}", urls::publish(course), line.digest)>{words::back_to_this(lang)}</a> }.into_markup(),
        };
        view! {
            <li class="cluster cluster--apart">
                <span>
                    {time::moment(&visit.site, line.at, lang)}" "{actor(&line.who, lang)}" "
                    <span class="mono soft">{line.digest.get(..12).unwrap_or_default().to_string()}</span>
                </span>
                {way}
            </li>
        }
    };
    let lines: Vec<_> = earlier.iter().enumerate().map(line).collect();
    view! {
        <section class="stack" aria-labelledby="earlier">
            <h2 id="earlier">{words::publications(lang)}</h2>
            <p class="soft">{words::publications_words(lang)}</p>
            <ol class="log" role="list">{lines}</ol>
        </section>
    }
    .into_markup()
}
