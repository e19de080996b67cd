//! Correcting a certificate: the right name with its grounds, then before and after side by side, then the new version.

use crate::certificate::{
    Shown, actions as certificate,
    actions::{Comparison, Grounds},
    reaching::{back, load},
};
use axum::{Form, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{certificate as words, name as name_words},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{Field, Nav, Page, crumbs, error_summary, page_head},
    problem::Problem,
};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CorrectionForm {
    name: String,
    reason: String,
    evidence: String,
    /// `yes`: before and after were seen. The version that was seen goes with it.
    confirmed: String,
    version: i64,
    /// `yes`: back to the form, with what was typed.
    again: String,
}

type Errors = Vec<(&'static str, String)>;

/// The form, with the name as it is printed now.
pub(crate) fn form(shown: &Shown, wish: CorrectionForm, errors: Errors, lang: Lang) -> Markup {
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, w)| w.clone());
    let value = if wish.name.is_empty() { shown.facts.holder.clone() } else { wish.name };
    let name = Field {
        value,
        error: error_of("name"),
        hint: name_words::document_hint(lang).into(),
        ..Field::new("name", name_words::correct_name(lang))
    };
    let reason = Field { value: wish.reason, error: error_of("reason"), ..Field::new("reason", name_words::correct_reason(lang)) };
    let evidence = Field {
        value: wish.evidence,
        error: error_of("evidence"),
        hint: name_words::note_hint_correct(lang).into(),
        ..Field::new("evidence", name_words::correct_evidence(lang))
    };
    view! {
        <form class="card stack" method="post" action=urls::correct(&shown.record.number)>
            <h2 class="card__title">{words::correct(lang)}</h2>
            <p class="soft small">{words::correct_words(lang)}</p>
            {error_summary(lang, &errors)}
            {name.view()}
            {reason.view()}
            {evidence.view()}
            <div class="cluster"><button class="button button--primary">{name_words::compare(lang)}</button></div>
        </form>
    }
    .into_markup()
}

pub(crate) async fn correct(visit: Visit, Path(number): Path<String>, Form(wish): Form<CorrectionForm>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let shown = load(&visit, &number).await?;
    if wish.again == "yes" {
        return Ok(page_of(&visit, &shown, StatusCode::OK, wish, vec![]));
    }
    let who = visit.account.as_ref().map(|a| a.id);
    let grounds = Grounds { reason: wish.reason.clone(), evidence: wish.evidence.clone() };
    let proposed = match certificate::propose(&visit.site, who, &shown.record.number, &wish.name).await {
        Ok(proposal) => grounds.checked().map(|grounds| (proposal, grounds)),
        Err(problem) => Err(problem),
    };
    let (proposal, grounds) = match proposed {
        Ok(proposed) => proposed,
        Err(Problem::Invalid { field, words }) => {
            let errors = vec![(field, words.get(visit.lang).clone())];
            return Ok(page_of(&visit, &shown, StatusCode::UNPROCESSABLE_ENTITY, wish, errors));
        }
        Err(problem) => return Err(problem),
    };
    // what was looked at is what is corrected
    if wish.confirmed != "yes" || wish.version != proposal.newest.version {
        return Ok(compare(&visit, &proposal, &grounds));
    }
    certificate::correct(&visit.site, &admin, proposal, grounds, visit.stamp()).await?;
    Ok(back(&shown.record.number))
}

/// The form alone, with what was typed.
fn page_of(visit: &Visit, shown: &Shown, status: StatusCode, wish: CorrectionForm, errors: Errors) -> Response {
    let lang = visit.lang;
    Page::new(words::correct(lang), Nav::Desk).status(status).show(visit, || {
        view! {
            {head(shown.record.number.to_string(), words::correct(lang), lang)}
            <div class="measure">{form(shown, wish, errors, lang)}</div>
        }
    })
}

fn head(number: String, title: &'static str, lang: Lang) -> Markup {
    let path = vec![
        (words::certificates(lang).into(), Some(urls::certificate_desk())),
        (number.clone().into(), Some(urls::certificate_admin(&number))),
        (title.into(), None),
    ];
    view! { {crumbs(lang, path)}{page_head("", title, number, vec![])} }.into_markup()
}

/// Before and after, and the button that makes it so.
fn compare(visit: &Visit, proposal: &Comparison, grounds: &Grounds) -> Response {
    let (lang, newest) = (visit.lang, &proposal.newest);
    let (old, new) = (newest.version, newest.version + 1);
    let hidden = |name: &'static str, value: String| view! { <input type="hidden" name=name value=value/> };
    Page::new(name_words::compare(lang), Nav::Desk).show(visit, || {
        view! {
            {head(newest.number.to_string(), name_words::compare(lang), lang)}
            <form class="stack stack--loose measure" method="post" action=urls::correct(&newest.number)>
                <dl class="facts">
                    <dt>{name_words::before(lang, old)}</dt><dd><strong>{isolated(&proposal.before.holder)}</strong></dd>
                    <dt>{name_words::after(lang, new)}</dt><dd><strong>{isolated(&proposal.after.holder)}</strong></dd>
                    <dt>{name_words::correct_reason(lang)}</dt><dd>{grounds.reason.clone()}</dd>
                    <dt>{name_words::correct_evidence(lang)}</dt><dd>{grounds.evidence.clone()}</dd>
                </dl>
                <p>{name_words::compare_words(lang, old, new)}</p>
                {hidden("name", proposal.after.holder.clone())}
                {hidden("reason", grounds.reason.clone())}
                {hidden("evidence", grounds.evidence.clone())}
                {hidden("version", old.to_string())}
                <div class="cluster">
                    <button class="button button--danger" name="confirmed" value="yes">{name_words::do_correct(lang)}</button>
                    <button class="button" name="again" value="yes">{name_words::go_back(lang)}</button>
                </div>
            </form>
        }
    })
}
