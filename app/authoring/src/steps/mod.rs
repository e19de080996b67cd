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
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{empty, notice, time},
    problem::Problem,
};
use zhixing_store::{DraftStep, StepFile, TakenBack};

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
            let stay = (!stay.is_empty()).then(|| notice("warning", words::some_stay(lang, stay.join(words::between(lang)))));
            let said = view! { {notice("success", words::taken_back(lang, back.len()))}{stay} };
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
            <a class="button button--quiet" href=urls::publish(course)>{zhixing_app::i18n::workshop::publish(lang)}</a>
        </p>
    };
    Ok(overview::course_page(visit, status, course, [words::steps(lang), words::steps_lead(lang)], content.into_markup()))
}

fn of_step(visit: &Visit, course: &str, step: &DraftStep) -> Markup {
    let lang = visit.lang;
    let file = |file: &StepFile| {
        let href = format!("{}?path={}&rev={}", urls::draft_history(course), urls::encoded(&file.path), file.rev);
        view! { <li><a class="mono" href=href>{file.path.clone()}</a></li> }
    };
    let files: Vec<_> = step.files.iter().map(file).collect();
    let stay = step.files.iter().filter(|file| !file.is_newest).count();
    let way = if stay == step.files.len() {
        view! { <span class="badge">{words::over(lang)}</span> }.into_markup()
    } else {
        view! {
            <form method="post" action=urls::draft_steps(course)>
                <input type="hidden" name="step" value=step.key.clone()/>
                <button class="button button--small">{words::take_back(lang)}</button>
            </form>
        }
        .into_markup()
    };
    let stays = (stay > 0 && stay < step.files.len()).then(|| view! { <p class="soft small">{words::stays_n(lang, stay)}</p> });
    view! {
        <section class="card stack stack--tight">
            <div class="cluster cluster--apart">
                <h2 class="many__path">{words::step_word(step.why, lang)}</h2>
                {way}
            </div>
            <p class="soft small">{time::moment(&visit.site, step.at, lang)}" "{step.who.clone()}</p>
            {stays}
            <details>
                <summary>{words::files_n(lang, step.files.len())}</summary>
                <ul class="log" role="list">{files}</ul>
            </details>
        </section>
    }
    .into_markup()
}
