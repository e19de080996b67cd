//! The people of a course: who has which role in it. Owners and administrators decide; everybody who reads its drafts sees it.

pub mod actions;
pub(crate) mod courses;

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
    i18n::{team as words, workshop},
    urls,
};
use zhixing_domain::{account::CourseKeeper, lang::Lang, workshop::course_role::CourseRole};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, crumbs, empty, error_summary, field_error, notice, page_head},
    problem::Problem,
};
use zhixing_store::CourseMember;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TeamForm {
    r#do: String,
    login: String,
    role: String,
    keep: String,
    done: String,
}

/// What is shown: who is there, and whether the reader decides.
struct TeamPage {
    team: Vec<CourseMember>,
    decides: bool,
    /// Whether a teacher who decides owns the course by that.
    owns_first: bool,
}

/// Whether the one who is named is the first, and whoever names them owns the course by that.
#[derive(Clone, Copy)]
struct First {
    is_first: bool,
    owns: bool,
}

impl TeamPage {
    fn first(&self) -> First {
        let is_first = self.team.is_empty();
        First { is_first, owns: is_first && self.owns_first }
    }
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<TeamForm>) -> Result<Response, Problem> {
    let said = (asked.done == "yes").then(|| notice("success", words::given(visit.lang)));
    page_of(&visit, &course, StatusCode::OK, &asked, (said, vec![])).await
}

pub(crate) async fn change(visit: Visit, Path(course): Path<String>, Form(form): Form<TeamForm>) -> Result<Response, Problem> {
    let keeper = visit.course_keeper()?;
    let done = match form.r#do.as_str() {
        "take" => actions::take(&visit, &keeper, &course, &form.login).await,
        _ => actions::give(&visit, &keeper, &course, &form.login, CourseRole::from_code(&form.role), form.keep == "yes").await,
    };
    match done {
        Ok(()) if sees(&visit, &keeper, &course).await => Ok(Redirect::to(&format!("{}?done=yes", urls::team(&course))).into_response()),
        // whoever took their own role is not here any more
        Ok(()) => Ok(Redirect::to(&urls::teach()).into_response()),
        Err(Problem::Invalid { field, words }) => {
            let errors = vec![(field, words.get(visit.lang).clone())];
            page_of(&visit, &course, StatusCode::UNPROCESSABLE_ENTITY, &form, (None, errors)).await
        }
        Err(Problem::Refused { words, .. }) => {
            let said = Some(notice("warning", words.get(visit.lang).clone()));
            page_of(&visit, &course, StatusCode::CONFLICT, &form, (said, vec![])).await
        }
        Err(other) => Err(other),
    }
}

async fn sees(visit: &Visit, keeper: &CourseKeeper, course: &str) -> bool {
    visit.site.store.course_team(keeper, course).await.is_ok()
}

async fn page_of(
    visit: &Visit,
    course: &str,
    status: StatusCode,
    typed: &TeamForm,
    (said, errors): (Option<Markup>, Vec<(&'static str, String)>),
) -> Result<Response, Problem> {
    let keeper = visit.course_keeper()?;
    let store = &visit.site.store;
    let decides = match &keeper {
        CourseKeeper::Administrator(_) => true,
        CourseKeeper::Author(author) => store.course_role(author, course).await? == CourseRole::Owner,
    };
    let owns_first = matches!(keeper, CourseKeeper::Author(_));
    let shown = TeamPage { team: store.course_team(&keeper, course).await?, decides, owns_first };
    let lang = visit.lang;
    let called = overview::course_title(&visit.site.published(), course, lang);
    let over = match keeper {
        CourseKeeper::Administrator(_) => (words::courses(lang), urls::kept_courses()),
        CourseKeeper::Author(_) => (workshop::title(lang), urls::teach()),
    };
    Ok(Page::new(words::title(lang), Nav::Desk).status(status).show(visit, || {
        view! {
            {crumbs(lang, vec![(over.0.into(), Some(over.1)), (called.clone(), None), (words::title(lang).into(), None)])}
            {page_head(called, words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose">
                {said}
                {error_summary(lang, &errors)}
                {people(course, &shown, lang)}
                {decides.then(|| add(course, shown.first(), typed, &errors, lang))}
                {meanings(lang)}
            </div>
        }
    }))
}

fn people(course: &str, shown: &TeamPage, lang: Lang) -> Markup {
    if shown.team.is_empty() {
        return empty(words::nobody(lang), words::open(lang), None);
    }
    let lines: Vec<_> = shown.team.iter().map(|member| line(course, member, shown.decides, lang)).collect();
    view! {
        <section class="stack" aria-labelledby="people">
            <h2 id="people">{words::people(lang)}</h2>
            <ul class="log" role="list">{lines}</ul>
        </section>
    }
    .into_markup()
}

fn line(course: &str, member: &CourseMember, decides: bool, lang: Lang) -> Markup {
    let class = if member.is_active { "" } else { "soft" };
    let change = decides.then(|| {
        let options = options(Some(member.role), lang);
        view! {
            <form class="cluster" method="post" action=urls::team(course)>
                <input type="hidden" name="login" value=member.login.clone()/>
                <select class="input input--select input--small" name="role" aria-label=words::role_of(lang, &member.name)>{options}</select>
                <button class="button button--small" name="do" value="give">{words::change(lang)}</button>
                <button
                    class="button button--small button--quiet"
                    name="do"
                    value="take"
                    aria-label=words::take_of(lang, &member.name)
                >{words::take(lang)}</button>
            </form>
        }
    });
    view! {
        <li class="cluster cluster--apart">
            <span class=class>
                {member.name.clone()}" "<span class="mono soft small">{member.login.clone()}</span>" "
                <span class="badge">{words::role_word(member.role, lang)}</span>
            </span>
            {change}
        </li>
    }
    .into_markup()
}

fn options(chosen: Option<CourseRole>, lang: Lang) -> Vec<Markup> {
    let option = |role: CourseRole| {
        view! { <option value=role.code() selected=chosen == Some(role)>{words::role_word(role, lang)}</option> }.into_markup()
    };
    CourseRole::ALL.into_iter().rev().map(option).collect()
}

/// Somebody else; in an open course the first one.
fn add(course: &str, first: First, typed: &TeamForm, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error = |field: &str| errors.iter().find(|(f, _)| *f == field).map(|(_, words)| words.clone());
    let login = Field {
        value: typed.login.clone(),
        hint: words::who_hint(lang).into(),
        error: error("login"),
        ..Field::new("login", words::who(lang))
    };
    let keep = first.is_first.then(|| {
        view! {
            <label class="check">
                <input class="check__input" type="checkbox" name="keep" value="yes" checked=true/>
                <span>{words::keep(lang)}</span>
            </label>
        }
    });
    let chosen = CourseRole::from_code(&typed.role).unwrap_or(if first.is_first { CourseRole::Owner } else { CourseRole::Editor });
    view! {
        <section class="stack" aria-labelledby="add">
            <h2 id="add">{if first.is_first { words::add_first(lang) } else { words::add(lang) }}</h2>
            {first.owns.then(|| view! { <p class="soft">{words::you_own(lang)}</p> })}
            <form class="stack measure" method="post" action=urls::team(course)>
                {login.view()}
                <div class="field">
                    <label class="field__label" for="role">{words::role(lang)}</label>
                    <select class="input input--select" id="role" name="role">{options(Some(chosen), lang)}</select>
                    {field_error("role", error("role"))}
                </div>
                {keep}
                <div><button class="button button--primary" name="do" value="give">{words::give(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

fn meanings(lang: Lang) -> Markup {
    let rows: Vec<_> = CourseRole::ALL
        .into_iter()
        .rev()
        .map(|role| view! { <dt>{words::role_word(role, lang)}</dt><dd>{words::role_may(role, lang)}</dd> })
        .collect();
    view! {
        <section class="stack" aria-labelledby="meanings">
            <h2 id="meanings">{words::roles_mean(lang)}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    }
    .into_markup()
}
