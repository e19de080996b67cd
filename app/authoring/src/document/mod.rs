//! A document of another program becomes the draft of a lesson, and what was changed or left out is told.

pub mod actions;

use crate::{
    import::{
        upload::{self, UPLOAD_BYTES, Upload},
        view::notes,
    },
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
    parts::{FileField, notice},
    problem::Problem,
};

pub(crate) async fn ask(visit: Visit, Path(course): Path<String>) -> Result<Response, Problem> {
    crate::actions::paths_of(&visit, &visit.author()?, &course).await?;
    page(&visit, StatusCode::OK, &course, form(&course, None, visit.lang)).await
}

pub(crate) async fn take(visit: Visit, Path(course): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let author = visit.author()?;
    crate::actions::paths_of(&visit, &author, &course).await?;
    let taken = match upload::received(parts).await {
        Ok(Upload { name, bytes, .. }) => actions::take(&visit, &author, &course, name, bytes).await,
        Err(problem) => Err(problem),
    };
    match taken {
        Ok(taken) => page(&visit, StatusCode::CREATED, &course, report(&taken, visit.lang)).await,
        Err(Problem::Invalid { words, .. }) => {
            let form = form(&course, Some(words.get(visit.lang).clone()), visit.lang);
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &course, form).await
        }
        Err(other) => Err(other),
    }
}

async fn page(visit: &Visit, status: StatusCode, course: &str, content: Markup) -> Result<Response, Problem> {
    overview::course_page(visit, status, course, [words::document(visit.lang), words::document_lead(visit.lang)], content).await
}

fn form(course: &str, error: Option<String>, lang: Lang) -> Markup {
    let hint = words::document_hint(lang, UPLOAD_BYTES >> 20);
    let file = FileField { hint, error, accept: ".docx,.html,.htm".into(), ..FileField::new(words::document_file(lang)) };
    file.form(urls::bring_document(course), None, words::document_take(lang), lang)
}

fn report(taken: &TakenText, lang: Lang) -> Markup {
    let told = match taken.said.is_empty() {
        true => view! { <p>{words::nothing_lost_of_it(lang)}</p> }.into_markup(),
        false => view! { <h2>{words::told(lang)}</h2>{notes(&taken.said, lang)} }.into_markup(),
    };
    view! {
        {notice("success", words::document_taken(lang))}
        {told}
        <p><a class="button button--primary" href=urls::edit_file(&taken.text)>{words::open_lesson(lang)}</a></p>
    }
    .into_markup()
}
