//! The page before a publication: what changes for whom, what refuses it, and the way back to an earlier one.

pub mod actions;
mod changed;
mod compose;
mod differences;
pub mod due;
mod named;
pub mod review;
pub mod schedule;

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
    called::called,
    content::ContentFlaw,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, actor, coded, crumbs, empty, error_summary, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::{PublicationLine, Schedule};

use actions::SeenPublication;
pub use changed::{ChangedTexts, PlanPart};
pub use compose::{ProposedPublication, proposal};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PublishForm {
    /// The earlier publication to go back to.
    to: String,
    /// What was seen.
    digest: String,
    sure: String,
    reason: String,
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
    /// Why, as it was typed.
    pub reason: String,
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
    let said = PublishSaid { said: done.map(|words| done_of(&visit, &course, &asked.done, words)), remark, ..PublishSaid::default() };
    page_of(&visit, &course, &asked.to, said).await
}

/// What was done, and after a publication where to go from here.
fn done_of(visit: &Visit, course: &str, done: &str, said: &'static str) -> Markup {
    let lang = visit.lang;
    let is_course = visit.site.published().library.course(course).is_some();
    let ways = (done == "yes").then(|| {
        view! {
            <p class="cluster">
                {is_course.then(|| view! { <a class="button button--primary" href=urls::course(course)>{words::see_as_learners(lang)}</a> })}
                <a class="button" href=format!("{}#course-{course}", urls::teach())>{words::back_to_course(lang)}</a>
            </p>
        }
    });
    view! { {notice("success", said)}{ways} }.into_markup()
}

pub(crate) async fn publish(visit: Visit, Path(course): Path<String>, Form(form): Form<PublishForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let seen = proposal(&visit, &author, &course, &form.to).await?;
    let said = SeenPublication { digest: form.digest, sure: form.sure == "yes", reason: form.reason };
    match actions::publish(&visit, &author, &course, seen, &said).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=yes", urls::publish(&course))).into_response()),
        Err(problem) => {
            page_of(&visit, &course, &form.to, PublishSaid { reason: said.reason, ..PublishSaid::of(problem, visit.lang)? }).await
        }
    }
}

/// What whoever looks does here, with the name of the course: that of a new one is what its draft says.
async fn title(visit: &Visit, course: &str, proposal: &ProposedPublication, role: CourseRole) -> Result<String, Problem> {
    let lang = visit.lang;
    let called = match proposal.reading.library.course(course).map(|read| read.title.title(lang)) {
        Some(called) => called.text,
        None => called(visit, course).await?.text,
    };
    Ok(match role {
        CourseRole::Owner => words::publish_title(lang, called),
        CourseRole::Editor => said_words::have_seen_title(lang, called),
        _ => said_words::look_title(lang, called),
    })
}

pub(crate) async fn page_of(visit: &Visit, course: &str, to: &str, mut shown: PublishSaid) -> Result<Response, Problem> {
    let (lang, store, author) = (visit.lang, &visit.site.store, visit.author()?);
    let proposal = proposal(visit, &author, course, to).await?;
    let role = store.course_role(&author, course).await?;
    let owns = role == CourseRole::Owner;
    let owners = if owns { None } else { Some(owners(visit, course).await?) };
    let earlier = store.publications(&author, course).await?;
    let second = match to {
        "" => review::section(visit, &author, course, &proposal, &shown).await?,
        _ => differences::section(course, &proposal, None, lang),
    };
    let set = if to.is_empty() { store.schedule(&author, course).await? } else { None };
    let scheduled = schedule::section(visit, course, set.as_ref(), owns);
    let title = match earlier.iter().find(|line| line.digest == to) {
        Some(line) => words::going_back(lang, time::at(&visit.site, line.at, lang)),
        None => title(visit, course, &proposal, role).await?,
    };
    let over = if owns { words::publish(lang) } else { words::what_changes(lang) };
    Ok(Page::new(title.clone(), Nav::Desk).status(shown.status).show(visit, || {
        let nothing = proposal.is_empty().then(|| empty(words::nothing_to_publish(lang), words::nothing_to_publish_words(lang), None));
        let changes = (!proposal.is_empty()).then(|| changes(visit, course, &proposal));
        let form = (owns && !proposal.is_empty()).then(|| form(visit, course, (to, set.as_ref()), &proposal, &shown));
        view! {
            {crumbs(lang, vec![(words::title(lang).into(), Some(urls::teach())), (over.into(), None)])}
            {page_head("", title.clone(), words::publish_lead(lang), vec![])}
            <div class="stack stack--loose">
                {owners.map(|owners| notice("note", owners))}{shown.said.take()}
                {error_summary(lang, &shown.errors)}
                {scheduled}
                {nothing}
                {changes}
                {refusals(&proposal, lang)}
                {form}
                {second}
                {publications(visit, course, &earlier, owns)}
            </div>
            {keeping(visit)}
        }
    }))
}

/// What is typed here and not sent stays on the device, of this account.
fn keeping(visit: &Visit) -> Markup {
    let owner = visit.account.as_ref().map(|account| account.id.to_string());
    view! { <script type="module" src=urls::workshop_script("said.js") data-keeps=owner></script> }.into_markup()
}

/// Who publishes, for whoever does not.
async fn owners(visit: &Visit, course: &str) -> Result<String, Problem> {
    let team = visit.site.store.course_team(&visit.course_keeper()?, course).await?;
    let owners = team.iter().filter(|member| member.role == CourseRole::Owner && member.is_active);
    let called: Vec<_> = owners.map(|owner| said_words::called(visit.lang, &owner.name, &owner.login)).collect();
    match called.is_empty() {
        true => Ok(said_words::only_owners(visit.lang).into()),
        false => Ok(said_words::publishes(visit.lang, called.join(words::between(visit.lang)))),
    }
}

fn changes(visit: &Visit, course: &str, proposal: &ProposedPublication) -> Markup {
    let lang = visit.lang;
    let rows = named::rows(&visit.site.published().library, course, proposal, lang);
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

/// What keeps it from being published: errors, and files that were published from elsewhere. Then what is advised against.
fn refusals(proposal: &ProposedPublication, lang: Lang) -> Markup {
    let edit = |path: &String| {
        let href = format!("{}&take=published", urls::edit_file(path));
        view! { <li><a class="mono" href=href>{path.clone()}</a></li> }
    };
    let both: Vec<_> = proposal.both.iter().map(edit).collect();
    let both = (!both.is_empty())
        .then(|| view! { <div class="error-summary"><p>{words::both_sides(lang)}</p><ul class="error-summary__list">{both}</ul></div> });
    let error = |flaw: &ContentFlaw| {
        let place = format!("{}:{}", flaw.path, flaw.line);
        view! {
            <li class="refusal">
                <a class="mono" href=urls::edit_line(&flaw.path, flaw.line)>{place}</a>
                <span>{coded(flaw.words.get(lang))}</span>
                <span class="soft">{coded(flaw.advice.get(lang))}</span>
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
    let advice = (!proposal.is_empty()).then(|| advice(proposal, lang));
    view! { {both}{errors}{advice} }.into_markup()
}

/// So much advice is in sight; more is folded.
const ADVISED: usize = 8;

/// What is not right in the files that change, though it can be published.
fn advice(proposal: &ProposedPublication, lang: Lang) -> Option<Markup> {
    let said = proposal.reading.flaws.iter().filter(|flaw| !flaw.is_error && proposal.changed.contains(&flaw.path));
    let line = |flaw: &ContentFlaw| {
        view! {
            <li class="refusal">
                <a class="mono" href=urls::edit_line(&flaw.path, flaw.line)>{format!("{}:{}", flaw.path, flaw.line)}</a>
                <span>{coded(flaw.words.get(lang))}</span>
                <span class="soft">{coded(flaw.advice.get(lang))}</span>
            </li>
        }
        .into_markup()
    };
    let mut lines: Vec<Markup> = said.map(line).collect();
    let count = lines.len();
    let more = lines.split_off(count.min(ADVISED));
    let more = (!more.is_empty()).then(|| {
        view! { <details><summary>{words::more_n(lang, more.len())}</summary><ul class="log" role="list">{more}</ul></details> }
    });
    (count > 0).then(|| {
        view! {
            <section class="stack" aria-labelledby="advice">
                <h2 id="advice">{words::advice_n(lang, count)}</h2>
                <p class="soft">{words::advice_words(lang)}</p>
                <ul class="log" role="list">{lines}</ul>
                {more}
            </section>
        }
        .into_markup()
    })
}

fn form(visit: &Visit, course: &str, (to, set): (&str, Option<&Schedule>), proposal: &ProposedPublication, shown: &PublishSaid) -> Markup {
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
    let reason =
        Field { value: shown.reason.clone(), optional: true, error: shown.error("reason"), ..Field::new("reason", words::reason(lang)) };
    let later = to.is_empty().then(|| schedule::later(visit, course, set, &shown.at, shown.error("at")));
    view! {
        <form class="stack measure" method="post" action=urls::publish(course)>
            <input type="hidden" name="to" value=to.to_string()/>
            <input type="hidden" name="digest" value=proposal.digest().to_string()/>
            {sure}
            {reason.view()}
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
                    {line.reason.clone().map(|reason| view! { " "<span>{words::because(lang, reason)}</span> })}
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
