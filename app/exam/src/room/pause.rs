//! A pause, as a calm page: why, that time stands still and nothing is lost, and what to do. Over a room that is open it is a dialog, which the island
//! opens; where the paper is not shown, it is the page itself.

use crate::attempt::page::word_of_staff;
use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{exam as words, invigilation, site},
    islands::room::{PAUSED, PauseWatch},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::{OwnAttempt, Visit},
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, icon},
    problem::Problem,
};
use zhixing_store::News;

/// What the island opens over the paper. What staff say is put into it.
pub(super) fn dialog(lang: Lang) -> Markup {
    let said = |what: &'static str| view! { <p class="pause__said" data-pause=what hidden></p> };
    view! {
        <dialog class="pause" id=PAUSED role="alertdialog" aria-labelledby="paused-title" aria-describedby="paused-words">
            <div class="pause__page">
                <span class="pause__sign">{icon("pause")}</span>
                <h2 class="pause__title" id="paused-title" tabindex="-1">{words::paused(lang)}</h2>
                <p class="pause__still">{words::pause_still(lang)}{site::between(lang)}<span class="numeric" data-pause="left"></span></p>
                <div class="pause__staff" role="status">{said("reason")}{said("word")}</div>
                <div class="pause__words" id="paused-words"><p>{words::pause_safe(lang)}</p><p>{words::pause_stay(lang)}</p></div>
            </div>
        </dialog>
    }
    .into_markup()
}

/// The page in place of the paper. `typed` is what a form brought: it comes back with the page and goes on from it.
pub(super) async fn page(visit: &Visit, attempt: &OwnAttempt, typed: &[(String, String)]) -> Result<Response, Problem> {
    let (lang, id) = (visit.lang, attempt.summary.id);
    let News { at, pause_reason, notice } = visit.site.store.news_of(id).await?;
    let staff = [pause_reason, notice.map(|(_, word)| word_of_staff(word, lang))];
    let left = attempt.summary.timing().deadline(visit.now).map(|d| d.0.since(visit.now).ms().max(0) / 1_000);
    let left = left.map(|s| words::pause_left(lang, words::clock(s)));
    let mut response = Page::new(words::paused(lang), Nav::Exams).show(visit, || {
        let said: Vec<_> = staff.into_iter().flatten().map(|text| view! { <p class="pause__said">{words::staff_says(lang, text)}</p> }).collect();
        let way_on = if typed.is_empty() {
            let watch = view! { <PauseWatch attempt=id.to_string() news=at.map_or(0, |at| at.ms())/> };
            view! {
                <p>{words::pause_stay(lang)}</p>
                <p class="cluster"><a class="button button--primary" href=urls::attempt(id)>{invigilation::look_again(lang)}</a></p>
                {watch}
            }
            .into_markup()
        } else {
            let fields: Vec<_> =
                typed.iter().map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> }).collect();
            view! {
                <p>{words::pause_typed(lang)}</p>
                <form class="cluster" method="post" action=urls::answers(id)>{fields}<button class="button button--primary">{words::pause_send(lang)}</button></form>
            }
            .into_markup()
        };
        view! {
            <div class="pause__page">
                <span class="pause__sign">{icon("pause")}</span>
                <h1 class="pause__title">{words::paused(lang)}</h1>
                <p class="pause__still">{words::pause_still(lang)}{site::between(lang)}<span class="numeric">{left}</span></p>
                <div class="pause__staff">{said}</div>
                <div class="pause__words"><p>{words::pause_safe(lang)}</p>{way_on}</div>
            </div>
        }
    });
    // no room: the device does not keep it in the room's place
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
