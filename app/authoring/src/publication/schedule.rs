//! A publication at a time: the field for it, what is set, and taking it back.

use super::{
    PublishSaid,
    actions::{self, SeenPublication, WishedTime},
    page_of, proposal,
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::publication as words, urls};
use zhixing_domain::time::Timestamp;
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
    reason: String,
    at: String,
    /// When the one was set that was seen.
    set: String,
}

pub(crate) async fn schedule(visit: Visit, Path(course): Path<String>, Form(form): Form<ScheduleForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let over = form.set.parse().ok().map(Timestamp::from_ms);
    let (done, code) = match form.r#do.as_str() {
        "withdraw" => (actions::unschedule(&visit, &author, &course, over).await, "unscheduled"),
        _ => {
            let seen = proposal(&visit, &author, &course, "").await?;
            let said = SeenPublication { digest: form.digest, sure: form.sure == "yes", reason: form.reason.clone() };
            let wish = WishedTime { at: when::instant(&visit.site, &form.at), over };
            (actions::schedule(&visit, &author, &course, seen, &said, wish).await, "scheduled")
        }
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}?done={code}", urls::publish(&course))).into_response()),
        Err(problem) => {
            page_of(&visit, &course, "", PublishSaid { at: form.at, reason: form.reason, ..PublishSaid::of(problem, visit.lang)? }).await
        }
    }
}

/// What is set to be published, and taking it back for whoever owns the course.
pub(super) fn section(visit: &Visit, course: &str, set: Option<&Schedule>, owns: bool) -> Option<Markup> {
    let (lang, set) = (visit.lang, set?);
    let words = words::scheduled(lang, time::plain(&visit.site, set.due, lang), time::zone(&visit.site, set.due, lang), &set.who);
    let back = owns.then(|| {
        view! {
            <form method="post" action=urls::schedule_publication(course)>
                <input type="hidden" name="set" value=set.at.ms().to_string()/>
                <button class="button button--small" name="do" value="withdraw">{words::unschedule(lang)}</button>
            </form>
        }
    });
    Some(view! { <div class="stack stack--tight">{notice("note", words)}{back}</div> }.into_markup())
}

/// The way to publish later, in the form of publishing now.
pub(super) fn later(visit: &Visit, course: &str, set: Option<&Schedule>, typed: &str, error: Option<String>) -> Markup {
    let (lang, is_wrong) = (visit.lang, error.is_some());
    let set = set.map(|set| view! { <input type="hidden" name="set" value=set.at.ms().to_string()/> });
    view! {
        <details open=is_wrong>
            <summary>{words::at_a_time(lang)}</summary>
            <div class="stack stack--tight">
                <p class="soft">{words::schedule_words(lang)}</p>
                {set}
                {when::optional(visit, "at", words::at(lang), typed, error)}
                <div>
                    <button class="button" name="do" value="schedule" formaction=urls::schedule_publication(course)>{words::schedule(lang)}</button>
                </div>
            </div>
        </details>
    }
    .into_markup()
}
