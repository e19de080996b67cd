//! A publication at a time: the field for it, what is set, and taking it back.

use super::{PublishSaid, actions, page_of, proposal};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::publication as words, urls};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{notice, time},
    problem::Problem,
    when,
};
use zhixing_store::Schedule;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ScheduleForm {
    r#do: String,
    digest: String,
    sure: String,
    at: String,
}

pub(crate) async fn schedule(visit: Visit, Path(course): Path<String>, Form(form): Form<ScheduleForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let (done, code) = match form.r#do.as_str() {
        "withdraw" => (actions::unschedule(&visit, &author, &course).await, "unscheduled"),
        _ => {
            let seen = proposal(&visit, &author, &course, "").await?;
            let at = when::instant(&visit.site, &form.at);
            (actions::schedule(&visit, &author, &course, seen, (&form.digest, form.sure == "yes"), at).await, "scheduled")
        }
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}?done={code}", urls::publish(&course))).into_response()),
        Err(problem) => page_of(&visit, &course, "", PublishSaid { at: form.at, ..PublishSaid::of(problem, visit.lang)? }).await,
    }
}

/// What is set to be published, and taking it back for whoever owns the course.
pub(super) fn section(visit: &Visit, course: &str, set: Option<Schedule>, owns: bool) -> Option<Markup> {
    let lang = visit.lang;
    let set = set?;
    let words = words::scheduled(lang, time::plain(&visit.site, set.due, lang), time::zone(&visit.site, set.due, lang), set.who);
    let back = owns.then(|| {
        view! {
            <form method="post" action=urls::schedule_publication(course)>
                <button class="button button--small" name="do" value="withdraw">{words::unschedule(lang)}</button>
            </form>
        }
    });
    Some(view! { <div class="stack stack--tight">{notice("note", words)}{back}</div> }.into_markup())
}

/// The way to publish later, in the form of publishing now.
pub(super) fn later(visit: &Visit, course: &str, typed: &str, error: Option<String>) -> Markup {
    let (lang, is_wrong) = (visit.lang, error.is_some());
    view! {
        <details open=is_wrong>
            <summary>{words::at_a_time(lang)}</summary>
            <div class="stack stack--tight">
                <p class="soft">{words::schedule_words(lang)}</p>
                {when::optional(visit, "at", words::at(lang), typed, error)}
                <div>
                    <button class="button" name="do" value="schedule" formaction=urls::schedule_publication(course)>{words::schedule(lang)}</button>
                </div>
            </div>
        </details>
    }
    .into_markup()
}
