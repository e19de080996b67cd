//! Leaving a section: its head in the room, the question in a dialog where scripts run, and on a page of its own where they do not.

use crate::{
    attempt::{
        actions as sit, page,
        section::{self, Whereabouts},
    },
    room::{Desk, running},
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::exam as words,
    islands::room::{CLOSED, LEAVE, PART, SKIP},
    urls,
};
use zhixing_domain::{assessment::Outline, lang::Lang};
use zhixing_shell::{
    boxed,
    guard::{OwnAttempt, Visit},
    html::{IntoMarkup, Markup},
    parts::{self, Nav, icon, noted, page_head, time},
    problem::Problem,
};

/// Which section this is, and what may be done in it. The form says which step it was printed for.
pub(super) fn head(visit: &Visit, at: &Whereabouts) -> Markup {
    let (lang, section) = (visit.lang, at.here.section);
    let title = section.title.title(lang);
    let limit = section.limit.filter(|_| at.count > 1).and(at.deadline);
    let until = limit.map(|d| words::section_until(lang, time::clock(&visit.site, d.0), time::zone_name(&visit.site, lang)));
    let way = if section.linear { words::linear_words(lang) } else { words::section_words(lang) };
    let over = (at.count > 1).then(|| words::section_of(lang, at.here.number + 1, at.count));
    view! {
        <header class="exam__section" id=PART tabindex="-1">
            <input type="hidden" name="step" value=at.position/>
            {over.map(|over| view! { <p class="exam__section-over">{over}</p> })}
            {(!title.text.is_empty()).then(|| view! { <h2 class="exam__section-title">{noted(&title)}</h2> })}
            <p class="exam__section-words">{way}{until.map(|text| view! { <span>{text}</span> })}</p>
        </header>
    }
    .into_markup()
}

/// From item to item with scripts; without, the button that saves.
pub(super) fn moves(desk: &Desk, lang: Lang) -> Markup {
    let linear = desk.is_linear();
    view! {
        <div class="exam__moves needs-script" data-moves="" hidden>
            {(!linear).then(|| view! { <button class="button" type="button" data-go="previous">{icon("left")}{words::previous_item(lang)}</button> })}
            <button class="button button--primary" type="button" data-go="next">
                {if linear { words::next_step(lang) } else { words::next_item(lang) }}{icon("right")}
            </button>
        </div>
        <div class="exam__moves" data-plain="">
            <button class="button button--primary" name="do" value="save">{words::save_answers(lang)}</button>
            {button(desk, lang)}
        </div>
    }
    .into_markup()
}

/// What the form does besides saving: the next item, the next section, or the review.
fn button(desk: &Desk, lang: Lang) -> Markup {
    let more = desk.at.as_ref().is_some_and(|at| at.open().end < at.here.places.end);
    let (does, text) = match desk.next_section() {
        _ if more => ("onward", words::save_next(lang)),
        Some(_) => ("leave", words::save_leave(lang)),
        None => ("review", words::review_button(lang)),
    };
    view! { <button class="button" name="do" value=does>{text}</button> }.into_markup()
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

/// What is asked before something is left for good.
struct Question {
    title: String,
    words: String,
    yes: &'static str,
    /// The step that it leads to.
    to: u32,
}

impl Question {
    /// Whether to leave the section.
    fn of_section(desk: &Desk, outline: &Outline, lang: Lang) -> Option<Self> {
        let (title, next) = titles(desk, outline, lang)?;
        let (title, words) = (words::leave_title(lang, title), words::leave_words(lang, next));
        Some(Self { title, words, yes: words::leave_yes(lang), to: desk.next_section()? })
    }

    /// Whether to leave an item without an answer, where items are left one by one.
    fn of_item(desk: &Desk, lang: Lang) -> Option<Self> {
        let at = desk.at.as_ref().filter(|at| at.here.section.linear && at.open().end < at.here.places.end)?;
        let (title, words) = (words::skip_title(lang).into(), words::skip_words(lang).into());
        Some(Self { title, words, yes: words::skip_yes(lang), to: at.position + 1 })
    }

    /// As the islands open it: whoever presses Enter stays.
    fn dialog(self, id: &'static str, go: &'static str, lang: Lang) -> Markup {
        let title = format!("{id}-title");
        view! {
            <dialog class="dialog" id=id aria-labelledby=title.clone()>
                <div class="stack">
                    <h2 class="dialog__title" id=title.clone()>{self.title}</h2>
                    <p data-done=""></p>
                    <p>{self.words}</p>
                    <div class="cluster">
                        <button class="button button--primary" type="button" data-go=go>{self.yes}</button>
                        <button class="button" type="button" data-go="stay" autofocus>{words::stay(lang)}</button>
                    </div>
                </div>
            </dialog>
        }
        .into_markup()
    }
}

/// The questions, for the islands: nobody leaves a section, or an item of a linear one without an answer, by a slip.
pub(super) fn dialogs(desk: &Desk, outline: &Outline, lang: Lang) -> Markup {
    let leave = Question::of_section(desk, outline, lang).map(|question| question.dialog(LEAVE, "leave", lang));
    let skip = Question::of_item(desk, lang).map(|question| question.dialog(SKIP, "skip", lang));
    view! { {leave}{skip} }.into_markup()
}

/// What is to be left: the item where it says so, else the section.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    item: String,
}

/// The question on a page of its own.
pub(crate) async fn ask(visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id, &[]).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    let desk = Desk::lay(&visit, &attempt).await?;
    let (lang, id) = (visit.lang, attempt.summary.id);
    let question = match asked.item.as_str() {
        "yes" => Question::of_item(&desk, lang),
        _ => Question::of_section(&desk, &attempt.sheet.outline, lang),
    };
    let Some(Question { title, words, yes, to }) = question else {
        return Ok(Redirect::to(&urls::attempt(id)).into_response());
    };
    let done = words::done_of(lang, desk.answered(), desk.prompts.len());
    Ok(parts::page(&visit, title.clone(), Nav::Exams, || {
        view! {
            {page_head("", title.clone(), done, vec![])}
            <form class="card stack measure" method="post" action=urls::onward(id)>
                <input type="hidden" name="to" value=to/>
                <p>{words}</p>
                <div class="cluster">
                    <button class="button button--primary button--large">{yes}</button>
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
    Ok(Redirect::to(&format!("{}#{PART}", urls::attempt(attempt.summary.id))).into_response())
}

/// Goes on to a step for a page without scripts, which takes the pen with it.
#[boxed]
async fn go_on(visit: &Visit, attempt: &OwnAttempt, to: u32) -> Result<(), Problem> {
    let writer = page::form_writer(visit);
    sit::take_pen(visit, attempt.summary.id, writer).await?;
    sit::save(visit, &attempt.sheet, vec![section::onward(visit, to, writer, 1)]).await.map(|_| ())
}
