//! The form by which staff bring in an answer file, and what is said of it afterwards.

use crate::invigilation::one;
use axum::{
    extract::{Multipart, Path},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{i18n::invigilation as words, urls};
use zhixing_domain::{id::AttemptId, lang::Lang};
use zhixing_shell::{
    form,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{FileField, done},
    problem::Problem,
};

pub async fn upload(visit: Visit, Path(id): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let of = one::find(&visit, &who, &id).await?;
    let file = form::upload(parts).await?;
    let one::Brought { operations, applied } = one::bring_in(&visit, &who, &of, &file).await?;
    Ok(Redirect::to(&format!("{}?done=file&applied={applied}&of={operations}", urls::invigilated(of.0.id))).into_response())
}

/// What became of an uploaded file.
pub fn said(lang: Lang, applied: usize, of: usize) -> Markup {
    done(if applied == of { "success" } else { "warning" }, words::file_taken(lang, applied, of))
}

pub fn form(id: AttemptId, lang: Lang) -> Markup {
    view! {
        <form class="card stack measure" method="post" action=urls::answer_file(id) enctype="multipart/form-data">
            <h2 class="card__title">{words::answer_file(lang)}</h2>
            <p class="small soft">{words::answer_file_words(lang)}</p>
            {FileField { accept: ".answers,application/json".into(), ..FileField::new(words::answer_file(lang)) }.view()}
            <div><button class="button">{words::bring_in(lang)}</button></div>
        </form>
    }
    .into_markup()
}
