//! A document of another program becomes the draft of a lesson, and what was changed or left out is told.

pub mod actions;

use crate::{
    import::upload::{self, Upload},
    overview,
};
use actions::TakenText;
use axum::{
    extract::{Multipart, Path},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use zhixing_app::{i18n::bank as words, urls};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, error_summary, icon, notice, page_head},
    problem::Problem,
};

pub(crate) async fn ask(visit: Visit, Path(course): Path<String>) -> Result<Response, Problem> {
    crate::actions::paths_of(&visit, &visit.author()?, &course).await?;
    Ok(page(&visit, StatusCode::OK, &course, form(&course, None, visit.lang)))
}

pub(crate) async fn take(visit: Visit, Path(course): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let author = visit.author()?;
    crate::actions::paths_of(&visit, &author, &course).await?;
    let taken = match upload::received(parts).await {
        Ok(Upload { name, bytes, .. }) => actions::take(&visit, &author, &course, name, bytes).await,
        Err(problem) => Err(problem),
    };
    match taken {
        Ok(taken) => Ok(page(&visit, StatusCode::CREATED, &course, report(&taken, visit.lang))),
        Err(Problem::Invalid { words, .. }) => {
            let form = form(&course, Some(words[visit.lang as usize].clone()), visit.lang);
            Ok(page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &course, form))
        }
        Err(other) => Err(other),
    }
}

fn page(visit: &Visit, status: StatusCode, course: &str, content: Markup) -> Response {
    let lang = visit.lang;
    let called = overview::course_title(&visit.site.published(), course, lang);
    Page::new(words::document(lang), Nav::Desk).status(status).show(visit, || {
        view! {
            {overview::trail(course, called, words::document(lang).into(), lang)}
            {page_head("", words::document(lang), words::document_lead(lang), vec![])}
            <div class="stack stack--loose">{content}</div>
        }
    })
}

fn form(course: &str, error: Option<String>, lang: Lang) -> Markup {
    let errors: Vec<_> = error.iter().map(|said| ("file", said.clone())).collect();
    let said = error.clone().map(|said| view! { <p class="field__error" id="file-error">{icon("caution")}<span>{said}</span></p> });
    view! {
        <form class="stack measure" method="post" action=urls::bring_document(course) enctype="multipart/form-data">
            {error_summary(lang, &errors)}
            <div class="field">
                <label class="field__label" for="file">{words::document_file(lang)}</label>
                <p class="field__hint" id="file-hint">{words::document_hint(lang, crate::import::actions::UPLOAD_BYTES >> 20)}</p>
                {said}
                <input
                    class="input input--file"
                    id="file"
                    name="file"
                    type="file"
                    required
                    accept=".docx,.html,.htm"
                    aria-describedby=if error.is_some() { "file-hint file-error" } else { "file-hint" }
                    aria-invalid=error.is_some().then_some("true")
                />
            </div>
            <div><button class="button button--primary">{words::document_take(lang)}</button></div>
        </form>
    }
    .into_markup()
}

fn report(taken: &TakenText, lang: Lang) -> Markup {
    let lines: Vec<_> = taken.said.iter().map(|said| view! { <li>{said[lang as usize].clone()}</li> }).collect();
    let told = match lines.is_empty() {
        true => view! { <p>{words::nothing_lost_of_it(lang)}</p> }.into_markup(),
        false => view! { <h2>{words::told(lang)}</h2><ul class="log" role="list">{lines}</ul> }.into_markup(),
    };
    view! {
        {notice("success", words::document_taken(lang))}
        {told}
        <p><a class="button button--primary" href=urls::edit_file(&taken.text)>{words::open_lesson(lang)}</a></p>
    }
    .into_markup()
}
