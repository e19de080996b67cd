//! What was changed in many files at once: each step with its files, and the button that takes it back.

pub mod actions;

use crate::overview;
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::many as words, urls};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{empty, notice, time},
    problem::Problem,
};
use zhixing_store::{DraftStep, StepFate, StepFile, TakenBack};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct StepForm {
    step: String,
    done: String,
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<StepForm>) -> Result<Response, Problem> {
    let said = (asked.done == "yes").then(|| notice("success", words::done(visit.lang)));
    page(&visit, StatusCode::OK, &course, said).await
}

pub(crate) async fn take_back(visit: Visit, Path(course): Path<String>, Form(form): Form<StepForm>) -> Result<Response, Problem> {
    let lang = visit.lang;
    match actions::take_back(&visit, &visit.author()?, &course, &form.step).await {
        Ok(TakenBack { back, stay }) => {
            let steps = actions::list(&visit, &visit.author()?, &course).await?;
            let said = steps.iter().find(|step| step.key == form.step).and_then(|step| words::said_word(&step.said()?, lang));
            let done = match said {
                Some(said) => words::taken_back_said(lang, said, back.len()),
                None => words::taken_back(lang, back.len()),
            };
            let stay = (!stay.is_empty()).then(|| notice("warning", words::some_stay(lang, stay.join(words::between(lang)))));
            let said = view! { {notice("success", done)}{stay} };
            page(&visit, StatusCode::OK, &course, Some(said.into_markup())).await
        }
        Err(Problem::Refused { words, .. }) => {
            let said = notice("warning", words.get(lang).clone());
            page(&visit, StatusCode::CONFLICT, &course, Some(said)).await
        }
        Err(other) => Err(other),
    }
}

async fn page(visit: &Visit, status: StatusCode, course: &str, said: Option<Markup>) -> Result<Response, Problem> {
    let lang = visit.lang;
    let steps = actions::list(visit, &visit.author()?, course).await?;
    let none = steps.is_empty().then(|| empty(words::no_steps(lang), words::no_steps_words(lang), None));
    let steps: Vec<_> = steps.iter().map(|step| of_step(visit, course, step)).collect();
    let content = view! {
        {said}
        {none}
        {steps}
        <p class="cluster">
            <a class="button" href=urls::replace_words(course)>{words::replace(lang)}</a>
            <a class="button button--quiet" href=urls::publish(course)>{zhixing_app::i18n::workshop::what_changes(lang)}</a>
        </p>
    };
    overview::course_page(visit, status, course, [words::steps(lang), words::steps_lead(lang)], content.into_markup()).await
}

fn take_back_form(course: &str, step: &DraftStep, lang: Lang) -> Markup {
    view! {
        <form method="post" action=urls::draft_steps(course)>
            <input type="hidden" name="step" value=step.key.clone()/>
            <button class="button button--small">{words::take_back(lang)}</button>
        </form>
    }
    .into_markup()
}

fn of_step(visit: &Visit, course: &str, step: &DraftStep) -> Markup {
    let lang = visit.lang;
    let file = |file: &StepFile| {
        let href = format!("{}?path={}&rev={}", urls::draft_history(course), urls::encoded(&file.path), file.rev);
        view! { <li><a class="mono" href=href>{file.path.clone()}</a></li> }
    };
    let files: Vec<_> = step.files.iter().map(file).collect();
    let count = |fate: StepFate| step.files.iter().filter(|file| file.fate == fate).count();
    let (back, stay) = (count(StepFate::TakenBack), count(StepFate::Over));
    let way = match step.goes_back() {
        true => take_back_form(course, step, lang),
        false if back > 0 => view! { <span class="badge">{words::was_taken_back(lang)}</span> }.into_markup(),
        false => view! { <span class="badge">{words::over(lang)}</span> }.into_markup(),
    };
    let some = |n: usize, said: String| (n > 0 && n < step.files.len()).then(|| view! { <p class="soft small">{said}</p> });
    let stays = some(stay, words::stays_n(lang, stay)).filter(|_| step.goes_back());
    let partly = some(back, words::partly_back(lang, back));
    let did = step.said().and_then(|said| words::said_word(&said, lang)).map(|said| view! { <p>{said}</p> });
    view! {
        <section class="card stack stack--tight">
            <div class="cluster cluster--apart">
                <h2 class="many__path">{words::step_word(step.why, lang)}</h2>
                {way}
            </div>
            {did}
            <p class="soft small">{time::moment(&visit.site, step.at, lang)}" "{step.who.clone()}</p>
            {partly}{stays}
            <details>
                <summary>{words::files_n(lang, step.files.len())}</summary>
                <ul class="log" role="list">{files}</ul>
            </details>
        </section>
    }
    .into_markup()
}
