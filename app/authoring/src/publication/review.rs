//! A second pair of eyes on the page before a publication: asking for it, remarks on lines, approving, sending back.

use super::actions::{self, ProposedPublication, ReviewAct};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::workshop as words, urls};
use zhixing_domain::{lang::Lang, workshop::review::ReviewState};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{TextArea, notice},
    problem::Problem,
};
use zhixing_store::{Review, ReviewRemark};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReviewForm {
    r#do: String,
    digest: String,
    path: String,
    line: String,
    text: String,
}

pub(crate) async fn review(visit: Visit, Path(course): Path<String>, Form(form): Form<ReviewForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let line = form.line.trim().parse().unwrap_or(1);
    let act = ReviewAct::read(&form.r#do, (&form.path, line, &form.text)).ok_or(Problem::NotFound)?;
    actions::review(&visit, &author, &course, &form.digest, act).await?;
    Ok(Redirect::to(&urls::publish(&course)).into_response())
}

/// What a colleague said, and what is to be done next; nothing where no review is asked for here and the setting is off.
pub(super) fn view(visit: &Visit, course: &str, proposal: &ProposedPublication, review: Option<&Review>, lang: Lang) -> Markup {
    let current = review.filter(|r| r.digest == proposal.course_digest);
    let mine = review.is_some_and(|r| visit.account.as_ref().is_some_and(|a| a.id == r.asked_by));
    let said = match current.map(|r| (r.state, r)) {
        None => None,
        Some((ReviewState::Approved, _)) => Some(notice("success", words::approved(lang))),
        Some((ReviewState::SentBack, _)) => Some(notice("warning", words::sent_back(lang))),
        Some((ReviewState::Asked, _)) if mine => Some(notice("note", words::waits_for_colleague(lang))),
        Some((ReviewState::Asked, r)) => Some(notice("note", words::asks_you(lang, &r.who))),
    };
    let asks = proposal.needs_review && proposal.is_fit() && current.is_none_or(|r| r.state == ReviewState::SentBack);
    let asks = asks.then(|| {
        view! {
            <form class="stack stack--tight" method="post" action=urls::review_publication(course)>
                {digest(proposal)}
                <p class="soft">{words::review_words(lang)}</p>
                <div><button class="button button--primary" name="do" value="ask">{words::ask_review(lang)}</button></div>
            </form>
        }
    });
    let decides = (!mine && current.is_some_and(|r| r.state == ReviewState::Asked)).then(|| decision(course, proposal, lang));
    let remarks = review.filter(|r| !r.remarks.is_empty()).map(|r| remarks(&r.remarks, lang));
    if said.is_none() && asks.is_none() && remarks.is_none() {
        return ().into_markup();
    }
    view! {
        <section class="stack" aria-labelledby="review">
            <h2 id="review">{words::review(lang)}</h2>
            {said}{remarks}{asks}{decides}
        </section>
    }
    .into_markup()
}

fn digest(proposal: &ProposedPublication) -> Markup {
    view! { <input type="hidden" name="digest" value=proposal.course_digest.clone()/> }.into_markup()
}

/// Remarks, each leading to its file.
fn remarks(remarks: &[ReviewRemark], lang: Lang) -> Markup {
    let line = |remark: &ReviewRemark| {
        view! {
            <li>
                <a class="mono" href=urls::edit_file(&remark.path)>{format!("{}:{}", remark.path, remark.line)}</a>" "
                <span>{remark.text.clone()}</span>" "<span class="soft">{remark.who.clone()}</span>
            </li>
        }
    };
    let lines: Vec<_> = remarks.iter().map(line).collect();
    view! { <ul class="log" role="list" aria-label=words::remarks(lang)>{lines}</ul> }.into_markup()
}

fn decision(course: &str, proposal: &ProposedPublication, lang: Lang) -> Markup {
    let files: Vec<_> = proposal.changed.iter().map(|path| view! { <option value=path.clone()>{path.clone()}</option> }).collect();
    let text = TextArea { id: "remark".into(), name: "text".into(), rows: 3, most: Some(1_000), ..TextArea::default() };
    view! {
        <form class="stack measure" method="post" action=urls::review_publication(course)>
            {digest(proposal)}
            <div class="field">
                <label class="field__label" for="remark-path">{words::remark_file(lang)}</label>
                <select class="input input--select" id="remark-path" name="path">{files}</select>
            </div>
            <div class="field field--short">
                <label class="field__label" for="remark-line">{words::remark_line(lang)}</label>
                <input class="input" id="remark-line" name="line" type="number" min="1" value="1"/>
            </div>
            <div class="field">
                <label class="field__label" for="remark">{words::remark_text(lang)}</label>
                {text.view()}
            </div>
            <div class="cluster">
                <button class="button" name="do" value="remark">{words::add_remark(lang)}</button>
                <button class="button button--primary" name="do" value="approve">{words::approve(lang)}</button>
                <button class="button button--danger" name="do" value="send_back">{words::send_back(lang)}</button>
            </div>
        </form>
    }
    .into_markup()
}
