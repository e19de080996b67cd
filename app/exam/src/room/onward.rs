//! Leaving a section: its head in the room, the question in a dialog where scripts run, and on a page of its own where they do not.

use crate::{
    attempt::{
        actions as sit,
        section::{self, Whereabouts},
    },
    room::{Desk, running},
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::exam as words,
    islands::room::{CLOSED, LEAVE},
    urls,
};
use zhixing_domain::{assessment::Outline, id::WriterId, lang::Lang};
use zhixing_shell::{
    boxed,
    guard::{OwnAttempt, Visit},
    html::{IntoMarkup, Markup},
    parts::{Nav, noted, page, page_head, time},
    problem::Problem,
};

/// Which section this is, and what may be done in it. The form says which step it was printed for.
pub(super) fn head(visit: &Visit, at: &Whereabouts) -> Markup {
    let (lang, section) = (visit.lang, at.here.section);
    let title = section.title.title(lang);
    let limit = section.limit.filter(|_| at.count > 1).and(at.deadline);
    let until = limit.map(|d| words::section_until(lang, time::clock(&visit.site, d.0)));
    let way = if section.linear { words::linear_words(lang) } else { words::section_words(lang) };
    let over = (at.count > 1).then(|| words::section_of(lang, at.here.number + 1, at.count));
    view! {
        <header class="exam__section">
            <input type="hidden" name="step" value=at.position/>
            {over.map(|over| view! { <p class="exam__section-over">{over}</p> })}
            {(!title.text.is_empty()).then(|| view! { <h2 class="exam__section-title">{noted(&title)}</h2> })}
            <p class="exam__section-words">{way}{until.map(|text| view! { <span>{text}</span> })}</p>
        </header>
    }
    .into_markup()
}

/// What the form does besides saving: the next item, the next section, or the review.
pub(super) fn button(desk: &Desk, lang: Lang) -> Markup {
    let more = desk.at.as_ref().is_some_and(|at| at.open().end < at.here.places.end);
    let (does, text) = match desk.next_section() {
        _ if more => ("onward", words::save_next(lang)),
        Some(_) => ("leave", words::save_leave(lang)),
        None => ("review", words::review_button(lang)),
    };
    view! { <button class="button button--primary" name="do" value=does>{text}</button> }.into_markup()
}

fn titles(desk: &Desk, outline: &Outline, lang: Lang) -> Option<(String, String)> {
    let at = desk.at.as_ref().filter(|at| !at.is_last())?;
    let next = outline.0.get(at.here.number + 1)?;
    Some((at.here.section.title.get(lang).clone(), next.title.get(lang).clone()))
}

/// What the islands show when the section is over and the network is away.
pub(super) fn closed(desk: &Desk, lang: Lang) -> Option<Markup> {
    desk.next_section()?;
    Some(view! { <div class="exam__closed" id=CLOSED role="alert" hidden><p>{words::leaving(lang)}</p></div> }.into_markup())
}

/// The question, for the islands: nobody leaves a section by a slip.
pub(super) fn dialog(desk: &Desk, outline: &Outline, lang: Lang) -> Option<Markup> {
    let (title, next) = titles(desk, outline, lang)?;
    Some(
        view! {
            <dialog class="dialog" id=LEAVE aria-labelledby="leave-title">
                <div class="stack">
                    <h2 class="dialog__title" id="leave-title">{words::leave_title(lang, title)}</h2>
                    <p data-done=""></p>
                    <p>{words::leave_words(lang, next)}</p>
                    <div class="cluster">
                        <button class="button button--primary" type="button" data-go="leave">{words::leave_yes(lang)}</button>
                        <button class="button" type="button" data-go="stay">{words::stay(lang)}</button>
                    </div>
                </div>
            </dialog>
        }
        .into_markup(),
    )
}

/// The question on a page of its own.
pub async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id, &[]).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    let desk = Desk::lay(&visit, &attempt).await?;
    let (lang, id) = (visit.lang, attempt.summary.id);
    let (Some((title, next)), Some(to)) = (titles(&desk, &attempt.sheet.outline, lang), desk.next_section()) else {
        return Ok(Redirect::to(&urls::attempt(id)).into_response());
    };
    let done = words::done_of(lang, desk.answered(), desk.prompts.len());
    let title = words::leave_title(lang, title);
    Ok(page(&visit, title.clone(), Nav::Exams, || {
        view! {
            {page_head("", title.clone(), done, vec![])}
            <form class="card stack measure" method="post" action=urls::onward(id)>
                <input type="hidden" name="to" value=to/>
                <p>{words::leave_words(lang, next)}</p>
                <div class="cluster">
                    <button class="button button--primary button--large">{words::leave_yes(lang)}</button>
                    <a class="button button--large" href=urls::attempt(id)>{words::stay(lang)}</a>
                </div>
            </form>
        }
    }))
}

#[derive(Deserialize)]
pub(crate) struct OnwardForm {
    to: u32,
}

/// Goes on: the same operation that a page with scripts sends. Sent twice, it changes nothing more.
pub(crate) async fn go(visit: Visit, Path(id): Path<String>, Form(wish): Form<OnwardForm>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id, &[]).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    go_on(&visit, &attempt, wish.to).await?;
    Ok(Redirect::to(&urls::attempt(attempt.summary.id)).into_response())
}

/// Goes on to a step for a page without scripts, which takes the pen with it.
#[boxed]
async fn go_on(visit: &Visit, attempt: &OwnAttempt, to: u32) -> Result<(), Problem> {
    let writer = WriterId::new(visit.now, visit.site.id_bytes());
    sit::take_pen(visit, attempt.summary.id, writer).await?;
    sit::save(visit, &attempt.sheet, vec![section::onward(visit, to, writer, 1)]).await.map(|_| ())
}
