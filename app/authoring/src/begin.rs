//! A new course, and a new file of one, from a template.

use crate::{actions, copying};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{bank, folder, workshop as words},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    workshop::{place, template::NewKind},
};
use zhixing_shell::{
    called::called,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, crumbs, error_summary, page_head},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct BeginForm {
    kind: String,
    name: String,
    title: String,
    /// The code of the language that a new course is written in.
    language: String,
    /// The course that a new one is a copy of.
    copy_of: String,
    /// The file whose English twin is begun.
    twin_of: String,
}

pub(crate) async fn ask_course(visit: Visit, Query(form): Query<BeginForm>) -> Result<Response, Problem> {
    course_page(&visit, StatusCode::OK, &form, vec![]).await
}

pub(crate) async fn course(visit: Visit, Form(form): Form<BeginForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let begun = match form.copy_of.as_str() {
        "" => actions::begin_course(&visit, &author, &form.name, &form.title, written_in(&visit, &form)).await,
        from => copying::begin_copy(&visit, &author, from, &form.name, &form.title).await,
    };
    match begun {
        Ok(path) => Ok(Redirect::to(&urls::edit_file(&path)).into_response()),
        Err(wrong) => course_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &form, at_fields(wrong, &visit)?).await,
    }
}

pub(crate) async fn ask_file(visit: Visit, Path(course): Path<String>, Query(form): Query<BeginForm>) -> Result<Response, Problem> {
    actions::begun_in(&visit, &visit.author()?, &course).await?;
    file_page(&visit, StatusCode::OK, &course, &form, vec![]).await
}

pub(crate) async fn file(visit: Visit, Path(course): Path<String>, Form(form): Form<BeginForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    actions::begun_in(&visit, &author, &course).await?;
    if !form.twin_of.is_empty() {
        let path = actions::begin_twin(&visit, &author, &course, &form.twin_of).await?;
        return Ok(Redirect::to(&urls::edit_file(&path)).into_response());
    }
    let kind = chosen(&course, &form);
    match actions::begin_file(&visit, &author, &course, kind, &form.name, &form.title).await {
        Ok(path) => Ok(Redirect::to(&urls::edit_file(&path)).into_response()),
        Err(wrong) => file_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &course, &form, at_fields(wrong, &visit)?).await,
    }
}

/// The kind that was chosen; else the first that can be begun there.
fn chosen(folder: &str, form: &BeginForm) -> NewKind {
    let all = NewKind::of(folder);
    NewKind::from_code(&form.kind).filter(|kind| all.contains(kind)).or(all.first().copied()).unwrap_or(NewKind::Lesson)
}

/// What was chosen; else the language of the page.
fn written_in(visit: &Visit, form: &BeginForm) -> Lang {
    Lang::from_code(&form.language).unwrap_or(visit.lang)
}

/// What is wrong with a field is said beside it; anything else is a page of its own.
fn at_fields(wrong: Problem, visit: &Visit) -> Result<Vec<(&'static str, String)>, Problem> {
    match wrong {
        Problem::Invalid { field, words } => Ok(vec![(field, words.get(visit.lang).clone())]),
        Problem::Refused { code: "taken", words } => Ok(vec![("name", words.get(visit.lang).clone())]),
        other => Err(other),
    }
}

fn fields(visit: &Visit, form: &BeginForm, errors: &[(&'static str, String)]) -> Markup {
    let lang = visit.lang;
    let error = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let title = Field { value: form.title.clone(), error: error("title"), ..Field::new("title", words::file_title(lang)) };
    let name = Field {
        value: form.name.clone(),
        hint: words::name_hint(lang).into(),
        error: error("name"),
        ..Field::new("name", words::name(lang))
    };
    view! {
        {title.view()}
        {name.view()}
        <div><button class="button button--primary">{words::create(lang)}</button></div>
    }
    .into_markup()
}

fn languages(visit: &Visit, form: &BeginForm) -> Markup {
    let (lang, chosen) = (visit.lang, written_in(visit, form));
    let one = |own: Lang| {
        view! {
            <label class="check">
                <input class="check__input" type="radio" name="language" value=own.code() checked={own == chosen}/>
                <span>{words::written_in(own, lang)}</span>
            </label>
        }
    };
    let choices = Lang::ALL.map(one).into_iter().collect::<Vec<_>>();
    view! {
        <fieldset class="stack stack--tight">
            <legend class="field__label">{words::which_language(lang)}</legend>
            {choices}
            <p class="field__hint">{words::which_language_hint(lang)}</p>
        </fieldset>
    }
    .into_markup()
}

/// The courses that this author reads, to begin from one of them.
async fn courses(visit: &Visit, form: &BeginForm) -> Result<Option<Markup>, Problem> {
    let (lang, published) = (visit.lang, visit.site.published());
    let lines = visit.site.store.workshop(&visit.author()?).await?;
    let heads = lines.iter().filter(|line| line.stays() && line.path.ends_with("/course.md"));
    let named = |course: &str| published.library.course(course).map(|known| known.title.title(lang).text);
    let choice = |course: &str| {
        let said = named(course).map_or_else(|| course.to_string(), |title| format!("{title} ({course})"));
        view! { <option value=course.to_string() selected={form.copy_of == course}>{said}</option> }
    };
    let choices: Vec<_> = heads.map(|line| choice(place::course_of(&line.path))).collect();
    let select = (!choices.is_empty()).then(|| {
        view! {
            <div class="field">
                <label class="field__label" for="copy_of">{words::copy_of(lang)}</label>
                <select class="input input--select" id="copy_of" name="copy_of" aria-describedby="copy_of-hint">
                    <option value="">{words::copy_of_none(lang)}</option>
                    {choices}
                </select>
                <p class="field__hint" id="copy_of-hint">{words::copy_of_hint(lang)}</p>
            </div>
        }
        .into_markup()
    });
    Ok(select)
}

async fn course_page(
    visit: &Visit,
    status: StatusCode,
    form: &BeginForm,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, Problem> {
    let (lang, courses) = (visit.lang, courses(visit, form).await?);
    Ok(Page::new(words::new_course(lang), Nav::Desk).status(status).show(visit, || {
        view! {
            {crumbs(lang, vec![(words::title(lang).into(), Some(urls::teach())), (words::new_course(lang).into(), None)])}
            {page_head("", words::new_course(lang), words::new_course_lead(lang), vec![])}
            <form class="stack measure" method="post" action=urls::new_course()>
                {error_summary(lang, &errors)}
                {courses}
                {languages(visit, form)}
                {fields(visit, form, &errors)}
            </form>
        }
    }))
}

async fn file_page(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    form: &BeginForm,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let called = called(visit, course).await?.text;
    Ok(Page::new(words::new_file(lang), Nav::Desk).status(status).show(visit, || {
        let kinds: Vec<_> = NewKind::of(course)
            .iter()
            .map(|kind| {
                let chosen = *kind == chosen(course, form);
                view! {
                    <label class="check">
                        <input class="check__input" type="radio" name="kind" value=kind.code() checked=chosen/>
                        <span>{words::new_word(*kind, lang)}</span>
                    </label>
                }
            })
            .collect();
        view! {
            {crumbs(lang, vec![(words::title(lang).into(), Some(urls::teach())), (words::new_file(lang).into(), None)])}
            {page_head("", words::new_file_in(lang, called), words::new_course_lead(lang), vec![])}
            <form class="stack measure" method="post" action=urls::new_file(course)>
                {error_summary(lang, &errors)}
                <fieldset class="stack stack--tight"><legend class="field__label">{words::new_kind(lang)}</legend>{kinds}</fieldset>
                {fields(visit, form, &errors)}
            </form>
            {place::is_course(course).then(|| from_elsewhere(course, lang))}
        }
    }))
}

fn from_elsewhere(course: &str, lang: Lang) -> Markup {
    view! {
        <p class="cluster">
            <span class="soft">{bank::from_elsewhere(lang)}</span>
            <a href=urls::bring_document(course)>{bank::document(lang)}</a>
            <a href=urls::bring_folder(course)>{folder::folder(lang)}</a>
            <a href=urls::import_bank(course)>{bank::import(lang)}</a>
        </p>
    }
    .into_markup()
}
