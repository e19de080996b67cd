//! The people of a course: who has which role in it. Owners and administrators decide; everybody who reads its drafts sees it.

pub mod actions;
pub(crate) mod courses;

use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{publication, team as words, workshop},
    urls,
};
use zhixing_domain::{account::CourseKeeper, lang::Lang, workshop::course_role::CourseRole};
use zhixing_shell::{
    called::called,
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
    /// `yes` where it came from the line of somebody who has a role.
    line: String,
}

/// What is shown: who is there, and whether the reader decides.
struct TeamPage {
    team: Vec<CourseMember>,
    decides: bool,
    /// The course is open, and is an administrator's to give.
    waits: bool,
    /// Whether a teacher who decides owns the course by that.
    owns_first: bool,
    /// Whom they may choose among, by login and name.
    teachers: Vec<(String, String)>,
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
    let said = match asked.done.as_str() {
        "yes" => Some(notice("success", outcome(&visit, &course, &asked.login).await)),
        _ => None,
    };
    let asked = TeamForm::default();
    page_of(&visit, &course, StatusCode::OK, &asked, (said, vec![])).await
}

pub(crate) async fn change(visit: Visit, Path(course): Path<String>, Form(form): Form<TeamForm>) -> Result<Response, Problem> {
    let keeper = visit.course_keeper()?;
    match changed(&visit, &keeper, &course, &form).await {
        Ok(login) if sees(&visit, &keeper, &course).await => {
            Ok(Redirect::to(&format!("{}?done=yes&login={}", urls::team(&course), urls::encoded(&login))).into_response())
        }
        // whoever took their own role is not here any more
        Ok(_) => Ok(Redirect::to(&urls::teach()).into_response()),
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

/// Does what the form says; gives the login of whom it was about.
async fn changed(visit: &Visit, keeper: &CourseKeeper, course: &str, form: &TeamForm) -> Result<String, Problem> {
    if form.r#do == "take" {
        actions::take(visit, keeper, course, &form.login).await?;
        return Ok(form.login.clone());
    }
    let login = actions::found(visit, keeper, course, &form.login).await?;
    actions::give(visit, keeper, course, &login, CourseRole::from_code(&form.role), form.keep == "yes").await?;
    Ok(login)
}

/// What came of it: who was found, and which role they have now.
async fn outcome(visit: &Visit, course: &str, login: &str) -> String {
    let lang = visit.lang;
    let team = match visit.course_keeper() {
        Ok(keeper) => visit.site.store.course_team(&keeper, course).await.unwrap_or_default(),
        Err(_) => vec![],
    };
    match team.iter().find(|member| member.login == login) {
        Some(member) => words::is_now(lang, publication::called(lang, &member.name, &member.login), words::role_word(member.role, lang)),
        None if login.is_empty() => words::given(lang).into(),
        None => words::is_out(lang, login),
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
    let owns = match &keeper {
        CourseKeeper::Administrator(_) => true,
        CourseKeeper::Author(author) => store.course_role(author, course).await? == CourseRole::Owner,
    };
    let decides = owns && store.names_people(&keeper, course).await?;
    let teachers = if decides { store.course_teachers(&keeper, course).await? } else { vec![] };
    let owns_first = matches!(keeper, CourseKeeper::Author(_));
    let shown = TeamPage { team: store.course_team(&keeper, course).await?, decides, waits: owns && !decides, owns_first, teachers };
    let lang = visit.lang;
    let called = called(visit, course).await?;
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
                {people(course, &shown, typed, lang)}
                {decides.then(|| add(course, &shown, typed, &errors, lang))}
                {meanings(lang)}
            </div>
        }
    }))
}

fn people(course: &str, shown: &TeamPage, typed: &TeamForm, lang: Lang) -> Markup {
    if shown.team.is_empty() {
        let waits = shown.waits.then(|| view! { <p>{words::open_course(lang)}</p> });
        return view! { {empty(words::nobody(lang), words::open(lang), None)}{waits} }.into_markup();
    }
    let lines: Vec<_> = shown.team.iter().map(|member| line(course, member, shown.decides, typed, lang)).collect();
    view! {
        <section class="stack" aria-labelledby="people">
            <h2 id="people">{words::people(lang)}</h2>
            <ul class="log" role="list">{lines}</ul>
        </section>
    }
    .into_markup()
}

fn line(course: &str, member: &CourseMember, decides: bool, typed: &TeamForm, lang: Lang) -> Markup {
    let class = if member.is_active { "" } else { "soft" };
    let change = decides.then(|| {
        // what was chosen for this one and not done is still chosen
        let chosen = CourseRole::from_code(&typed.role).filter(|_| typed.line == "yes" && typed.login == member.login);
        let options = options(chosen.or(Some(member.role)), lang);
        view! {
            <form class="cluster" method="post" action=urls::team(course)>
                <input type="hidden" name="line" value="yes"/>
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

fn keep(lang: Lang) -> Markup {
    view! {
        <label class="check">
            <input class="check__input" type="checkbox" name="keep" value="yes" checked=true/>
            <span>{words::keep(lang)}</span>
        </label>
    }
    .into_markup()
}

/// Somebody else; in an open course the first one.
fn add(course: &str, shown: &TeamPage, typed: &TeamForm, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let (first, nothing) = (shown.first(), TeamForm::default());
    let typed = if typed.line == "yes" { &nothing } else { typed };
    let error = |field: &str| errors.iter().find(|(f, _)| *f == field).map(|(_, words)| words.clone());
    let login = Field {
        value: typed.login.clone(),
        hint: words::who_hint(lang).into(),
        error: error("login"),
        list: Some("teachers"),
        ..Field::new("login", words::who(lang))
    };
    let named = |login: &String| shown.team.iter().any(|member| member.login == *login);
    let option = |(login, name): &(String, String)| view! { <option value=login.clone()>{name.clone()}</option> };
    let teachers: Vec<_> = shown.teachers.iter().filter(|(login, _)| !named(login)).map(option).collect();
    let keep = first.is_first.then(|| keep(lang));
    let chosen = CourseRole::from_code(&typed.role).unwrap_or(if first.is_first { CourseRole::Owner } else { CourseRole::Editor });
    view! {
        <section class="stack" aria-labelledby="add">
            <h2 id="add">{if first.is_first { words::add_first(lang) } else { words::add(lang) }}</h2>
            {first.owns.then(|| view! { <p class="soft">{words::you_own(lang)}</p> })}
            <form class="stack measure" method="post" action=urls::team(course)>
                {login.view()}
                <datalist id="teachers">{teachers}</datalist>
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
