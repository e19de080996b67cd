//! Another name for the certificate of an attempt: its person asks for it here, and sees what came of it.

use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::name as words, urls};
use zhixing_domain::{certificate::Number, id::AttemptId, lang::Lang};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::{
        self,
        view::{isolated, source},
    },
    parts::{Field, Nav, Page, error_summary, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::AttemptName;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AskNameForm {
    name: String,
    reason: String,
    evidence: String,
}

/// The name in an own attempt, by the page and by the API.
pub async fn own(visit: &Visit, id: &str) -> Result<AttemptName, Problem> {
    let sheet = visit.own_sheet(id).await?;
    let certifies = visit.site.published().library.plan(&sheet.plan).is_some_and(|(_, p)| p.certifies());
    let name = visit.site.store.attempt_name(sheet.id).await?.ok_or(Problem::NotFound)?;
    // an assessment without a certificate has no name to speak of
    if certifies || name.name.is_some() { Ok(name) } else { Err(Problem::NotFound) }
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let name = own(&visit, &id).await?;
    let issued = visit.site.store.certificate_of_attempt(name.attempt).await?;
    Ok(page_of(&visit, &name, issued.as_ref(), StatusCode::OK, AskNameForm::default(), vec![]))
}

pub(crate) async fn ask(visit: Visit, Path(id): Path<String>, Form(wish): Form<AskNameForm>) -> Result<Response, Problem> {
    let name = own(&visit, &id).await?;
    match name::ask(&visit, name.attempt, &wish.name, &wish.reason, &wish.evidence).await {
        Ok(()) => Ok(Redirect::to(&urls::attempt_name(name.attempt)).into_response()),
        Err(Problem::Invalid { field, words }) => {
            let error = (field, words.get(visit.lang).clone());
            again(&visit, &name, StatusCode::UNPROCESSABLE_ENTITY, wish, error).await
        }
        Err(problem @ Problem::Refused { .. }) => again(&visit, &name, problem.status(), wish, ("name", problem.detail(visit.lang))).await,
        Err(problem) => Err(problem),
    }
}

/// The page with what is wrong; where the certificate was issued meanwhile it says that alone, for nothing can be asked for any more.
async fn again(
    visit: &Visit,
    name: &AttemptName,
    status: StatusCode,
    wish: AskNameForm,
    error: (&'static str, String),
) -> Result<Response, Problem> {
    let issued = visit.site.store.certificate_of_attempt(name.attempt).await?;
    let errors = if issued.is_some() { vec![] } else { vec![error] };
    Ok(page_of(visit, name, issued.as_ref(), status, wish, errors))
}

/// What was asked for and what came of it.
fn answer(visit: &Visit, name: &AttemptName) -> Option<Markup> {
    let (request, lang) = (name.request.as_ref()?, visit.lang);
    let at = |t| time::at(&visit.site, t, lang);
    let wished = format!("\u{2068}{}\u{2069}", request.name);
    Some(match &request.decision {
        None => notice("note", words::asked_for(lang, wished, at(request.asked_at))),
        Some((when, true, _)) => notice("success", words::accepted_on(lang, wished, at(*when))),
        Some((when, false, answer)) => notice("warning", words::refused_on(lang, wished, at(*when), answer)),
    })
}

/// The form stands there only while something can be asked for: it is said before anything is typed.
fn page_of(
    visit: &Visit,
    name: &AttemptName,
    issued: Option<&Number>,
    status: StatusCode,
    wish: AskNameForm,
    errors: Vec<(&'static str, String)>,
) -> Response {
    let lang = visit.lang;
    let exam = visit.site.published().library.title(&name.plan, lang);
    Page::new(words::of_attempt(lang), Nav::Exams).status(status).show(visit, || {
        let asks = name.waiting().is_none() && issued.is_none();
        let back = if name.phase.is_final() { urls::result(name.attempt) } else { urls::attempt(name.attempt) };
        view! {
            {page_head(exam, words::of_attempt(lang), words::of_attempt_lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {answer(visit, name)}
                {error_summary(lang, &errors)}
                <dl class="facts">
                    <dt>{words::fixed(lang)}</dt><dd>{name.name.as_ref().map(|n| isolated(&n.text))}" "<span class="small soft">{source(name.name.as_ref(), lang)}</span></dd>
                </dl>
                {issued.map(|number| view! {
                    {notice("note", words::issued_ask(lang))}
                    <p><a class="button" href=urls::verification(number)>{words::see_issued(lang)}</a></p>
                })}
                {asks.then(|| ask_form(name.attempt, wish, &errors, lang))}
                <p><a href=back>{words::go_back_to(lang)}</a></p>
            </div>
        }
    })
}

/// The form that asks for another name.
fn ask_form(attempt: AttemptId, wish: AskNameForm, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, w)| w.clone());
    let field = |id, label: &'static str, hint: &'static str, value| {
        Field { hint: hint.into(), value, error: error_of(id), ..Field::new(id, label) }.view()
    };
    view! {
        <form class="card stack" method="post" action=urls::attempt_name(attempt)>
            <h2 class="card__title">{words::ask(lang)}</h2>
            {field("name", words::wished(lang), words::account_hint_own(lang), wish.name)}
            {field("reason", words::why(lang), words::why_hint(lang), wish.reason)}
            {field("evidence", words::evidence(lang), words::evidence_hint(lang), wish.evidence)}
            <div><button class="button button--primary">{words::ask(lang)}</button></div>
        </form>
    }
    .into_markup()
}
