//! An answer file that a candidate made when nothing else worked, brought in by staff. Its operations are what the page would have sent: each is one
//! event however often the file comes, and what comes too late is kept aside.

use crate::attempt::actions as sit;
use axum::{
    extract::{Multipart, Path},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{i18n::invigilation as words, urls};
use zhixing_domain::{
    attempt::{Operation, OperationOutcome},
    digest::sha256_hex,
    event::IrregularityReport,
    id::AttemptId,
    lang::Lang,
};
use zhixing_shell::{
    form,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::notice,
    problem::Problem,
};

/// The most operations that a file may hold.
const MOST: usize = 5_000;

pub async fn upload(visit: Visit, Path(id): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let id: AttemptId = id.parse().map_err(|_| Problem::NotFound)?;
    let sheet = visit.site.sheet(id).await?.ok_or(Problem::NotFound)?;
    if sheet.account == who.id() {
        return Err(Problem::own_case());
    }
    let file = form::upload(parts).await?;
    let refuse = |message: fn(Lang) -> &'static str| Problem::invalid("file", move |l| message(l).into());
    let (named, operations) = visit.site.ports.open_answers(&file).ok_or_else(|| refuse(words::file_closed))?;
    if named != id.to_string() {
        return Err(refuse(words::file_of_another));
    }
    let operations: Vec<Operation> = serde_json::from_str(&operations).map_err(|_| refuse(words::file_closed))?;
    if operations.len() > MOST {
        return Err(refuse(words::file_closed));
    }
    let count = operations.len();
    let replies = sit::bring(&visit, &sheet, operations).await?;
    let applied = replies.iter().filter(|r| matches!(r.outcome, Some(OperationOutcome::Applied { .. }))).count();
    let report = IrregularityReport::AnswerFile { operations: count as u64, sha256: sha256_hex(&file) };
    visit.site.store.report_irregularity(&who, id, report, visit.stamp()).await?;
    Ok(Redirect::to(&format!("{}?done=file&applied={applied}&of={count}", urls::invigilated(id))).into_response())
}

/// What became of an uploaded file.
pub fn said(lang: Lang, applied: usize, of: usize) -> Markup {
    notice(if applied == of { "success" } else { "warning" }, words::file_taken(lang, applied, of))
}

pub fn form(id: AttemptId, lang: Lang) -> Markup {
    view! {
        <form class="card stack measure" method="post" action=urls::answer_file(id) enctype="multipart/form-data">
            <h2 class="card__title">{words::answer_file(lang)}</h2>
            <p class="small soft">{words::answer_file_words(lang)}</p>
            <div class="field">
                <label class="field__label" for="file">{words::answer_file(lang)}</label>
                <input class="input input--file" id="file" name="file" type="file" accept=".answers,application/json" required/>
            </div>
            <div><button class="button">{words::bring_in(lang)}</button></div>
        </form>
    }
    .into_markup()
}
