//! The name for certificates as its person sees it: before an exam, in it, and when it is wrong.

use crate::{
    act::name,
    guard::Visit,
    i18n::name as words,
    parts::{Field, Nav, Page, error_summary, notice, page_head, time},
    problem::Problem,
    urls,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_domain::{
    assessment::Plan,
    certificate::{HolderName, NameSource},
    id::AttemptId,
    lang::Lang,
};
use zhixing_store::AttemptName;

/// A name in a line of other text, whatever its direction.
pub fn isolated(name: &str) -> AnyView {
    let name = name.to_string();
    view! { <bdi>{name}</bdi> }.into_any()
}

/// Who stands for it, in the words of staff.
pub fn source(name: Option<&HolderName>, lang: Lang) -> &'static str {
    match name.map(|n| n.source) {
        None => words::none_fixed(lang),
        Some(NameSource::Stated) => words::stated(lang),
        Some(NameSource::Confirmed) => words::confirmed(lang),
    }
}

/// A confirmed name in a form: nothing to type.
pub fn confirmed(name: &str, lang: Lang) -> AnyView {
    view! {
        <div class="field">
            <p class="field__label">{words::legal_name(lang)}</p>
            <p><strong>{isolated(name)}</strong>" "<span class="badge">{words::confirmed(lang)}</span></p>
            <p class="field__hint">{words::confirmed_words(lang)}</p>
        </div>
    }
    .into_any()
}

/// On the waiting page of what certifies: the name that the start will freeze, and the form to state it. Nothing for other plans.
pub fn before(visit: &Visit, plan: &Plan) -> Option<AnyView> {
    let account = visit.account.as_ref().filter(|_| plan.certifies())?;
    let lang = visit.lang;
    let holder = account.holder_name();
    if let Some(holder) = holder.as_ref().filter(|h| h.is_confirmed()) {
        return Some(view! { <section class="card">{confirmed(&holder.text, lang)}</section> }.into_any());
    }
    let legal = Field {
        value: account.legal_name.clone(),
        hint: words::before_words(lang).into(),
        autocomplete: "name",
        ..Field::new("legal_name", words::legal_name(lang))
    };
    let form = view! {
        <form class="stack" method="post" action=urls::profile()>
            <input type="hidden" name="exam" value=plan.name()/>
            {legal.view()}
            <div><button class="button">{if holder.is_some() { words::change(lang) } else { words::give(lang) }}</button></div>
        </form>
    };
    Some(match holder {
        Some(holder) => view! {
            <section class="card stack">
                <p class="field__label">{words::legal_name(lang)}</p>
                <p><strong>{isolated(&holder.text)}</strong>" "<span class="small soft">{words::stated_own(lang)}</span></p>
                <p class="small soft">{words::before_words(lang)}</p>
                <details><summary>{words::change(lang)}</summary>{form}</details>
            </section>
        }
        .into_any(),
        None => view! { <section class="card stack">{notice("warning", words::give_first(lang))}{form}</section> }.into_any(),
    })
}

/// Whether the start waits for a name: the page asks for one first.
pub fn is_wanted(visit: &Visit, plan: &Plan) -> bool {
    plan.certifies() && visit.account.as_ref().is_some_and(|a| a.legal_name.is_empty())
}

/// Within the form that starts: what is pledged with it.
pub fn pledge(visit: &Visit, plan: &Plan) -> Option<AnyView> {
    let name = visit.account.as_ref().filter(|_| plan.certifies())?.legal_name.clone();
    let said = words::pledge(visit.lang, format!("\u{2068}{name}\u{2069}"));
    (!name.is_empty()).then(|| view! { <input type="hidden" name="legal_name" value=name/><p class="small">{said}</p> }.into_any())
}

/// In the room, the review, the receipt: the name that was frozen, and the way to its page.
pub fn line(id: AttemptId, name: Option<&str>, lang: Lang) -> Option<AnyView> {
    let name = isolated(name?);
    Some(view! { <p class="small soft">{words::legal_name(lang)}"："{name}" · "<a href=urls::attempt_name(id)>{words::ask_short(lang)}</a></p> }.into_any())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    name: String,
    reason: String,
    evidence: String,
}

async fn load(visit: &Visit, id: &str) -> Result<AttemptName, Problem> {
    let sheet = visit.own_sheet(id).await?;
    let certifies = visit.site.shelf().library.plan(&sheet.plan).is_some_and(|(_, p)| p.certifies());
    let name = visit.site.store.attempt_name(sheet.id).await?.ok_or(Problem::NotFound)?;
    // an assessment without a certificate has no name to speak of
    if certifies || name.name.is_some() { Ok(name) } else { Err(Problem::NotFound) }
}

pub async fn show(visit: Visit, Path(id): Path<String>, Query(done): Query<Done>) -> Result<Response, Problem> {
    let name = load(&visit, &id).await?;
    let said = (done.done == "asked").then(|| words::asked(visit.lang));
    Ok(page_of(&visit, &name, StatusCode::OK, said, Wish::default(), vec![]))
}

pub async fn ask(visit: Visit, Path(id): Path<String>, Form(wish): Form<Wish>) -> Result<Response, Problem> {
    let name = load(&visit, &id).await?;
    match name::ask(&visit, name.attempt, &wish.name, &wish.reason, &wish.evidence).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=asked", urls::attempt_name(name.attempt))).into_response()),
        Err(Problem::Invalid { field, words }) => {
            let error = (field, words[visit.lang as usize].clone());
            Ok(page_of(&visit, &name, StatusCode::UNPROCESSABLE_ENTITY, None, wish, vec![error]))
        }
        Err(problem @ Problem::Refused { .. }) => {
            let error = ("name", problem.detail(visit.lang));
            Ok(page_of(&visit, &name, problem.status(), None, wish, vec![error]))
        }
        Err(problem) => Err(problem),
    }
}

/// What was asked for and what came of it.
fn answer(visit: &Visit, name: &AttemptName) -> Option<AnyView> {
    let (request, lang) = (name.request.as_ref()?, visit.lang);
    let at = |t| visit.site.local(t).strftime("%Y-%m-%d %H:%M").to_string();
    let wished = format!("\u{2068}{}\u{2069}", request.name);
    Some(match &request.decision {
        None => notice("note", words::asked_for(lang, wished, at(request.asked_at))),
        Some((when, true, _)) => notice("success", words::accepted_on(lang, wished, at(*when))),
        Some((when, false, answer)) => notice("warning", words::refused_on(lang, wished, at(*when), answer)),
    })
}

fn page_of(
    visit: &Visit,
    name: &AttemptName,
    status: StatusCode,
    said: Option<&'static str>,
    wish: Wish,
    errors: Vec<(&'static str, String)>,
) -> Response {
    let lang = visit.lang;
    let exam = visit.site.shelf().library.plan(&name.plan).map_or_else(|| name.plan.clone(), |(_, p)| p.title.get(lang).clone());
    Page::new(words::of_attempt(lang), Nav::Exams).status(status).show(visit, || {
        let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, w)| w.clone());
        let field = |id, label: &'static str, hint: &'static str, value| {
            Field { hint: hint.into(), value, error: error_of(id), ..Field::new(id, label) }.view()
        };
        let waits = name.waiting().is_some();
        let back = if name.phase.is_final() { urls::result(name.attempt) } else { urls::attempt(name.attempt) };
        view! {
            {page_head(exam, words::of_attempt(lang), words::of_attempt_lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {said.map(|text| notice("success", text))}
                {(said.is_none() || !waits).then(|| answer(visit, name))}
                {error_summary(lang, &errors)}
                <dl class="facts">
                    <dt>{words::fixed(lang)}</dt><dd>{name.name.as_ref().map(|n| isolated(&n.text))}</dd>
                    <dt>{words::settle(lang)}</dt><dd>{source(name.name.as_ref(), lang)}</dd>
                </dl>
                {(!waits).then(|| view! {
                    <form class="card stack" method="post" action=urls::attempt_name(name.attempt)>
                        <h2 class="card__title">{words::ask(lang)}</h2>
                        {field("name", words::wished(lang), words::account_hint_own(lang), wish.name.clone())}
                        {field("reason", words::why(lang), words::why_hint(lang), wish.reason.clone())}
                        {field("evidence", words::evidence(lang), words::evidence_hint(lang), wish.evidence.clone())}
                        <div><button class="button button--primary">{words::ask(lang)}</button></div>
                    </form>
                })}
                <p><a href=back>{words::go_back_to(lang)}</a></p>
            </div>
        }
    })
}

/// When somebody asked, for lists of staff.
pub fn asked_at(visit: &Visit, name: &AttemptName) -> Option<AnyView> {
    name.waiting().map(|r| time::moment(&visit.site, r.asked_at, visit.lang).into_any())
}
