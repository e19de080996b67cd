//! The forms of questions: a learner asks, asks on and takes back; a teacher answers and decides who sees it. Each works with scripts off.

use crate::inquiry::{
    AskedHere, FailedAsk,
    place::{Beneath, excerpt},
};
use leptos::prelude::*;
use zhixing_app::{i18n::inquiry as words, urls};
use zhixing_domain::{
    course::Heading,
    id::InquiryId,
    inquiry::{ANSWER, QUESTION},
};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{TextArea, foreign, icon},
};

pub(super) fn take_back(here: Beneath, asked: &AskedHere) -> Markup {
    let lang = here.visit.lang;
    view! {
        <form class="no-print" method="post" action=urls::ask(&here.course.slug, &here.lesson.slug)>
            <input type="hidden" name="inquiry" value=asked.id.to_string()/>
            <button class="button button--quiet button--small" name="do" value="take_back" aria-label=words::take_back_what(lang, excerpt(&asked.words))>
                {words::take_back(lang)}
            </button>
        </form>
    }
    .into_markup()
}

pub(super) fn ask_on(here: Beneath, asked: &AskedHere) -> Markup {
    let lang = here.visit.lang;
    let follows = view! { <input type="hidden" name="inquiry" value=asked.id.to_string()/> };
    fold(here, words::ask_on(lang), &field_of(&asked.id.to_string(), ""), follows.into_markup())
}

pub(super) fn ask_fold(here: Beneath, title: &'static str, item: Option<&str>) -> Markup {
    match item {
        Some(key) => fold(here, title, &field_of("", key), view! { <input type="hidden" name="at" value=key.to_string()/> }.into_markup()),
        None => fold(here, title, &field_of("", ""), place_field(here)),
    }
}

/// The id of the field of a form: to ask on about a question, about an item, or about the lesson and its headings.
pub(super) fn field_of(inquiry: &str, at: &str) -> String {
    match (inquiry, at) {
        ("", "") => "ask.lesson".into(),
        ("", heading) if heading.starts_with('#') => "ask.lesson".into(),
        ("", key) => format!("ask.about.{key}"),
        (inquiry, _) => format!("on-{inquiry}"),
    }
}

/// A form to ask, folded until it is wanted; open where it comes back.
fn fold(here: Beneath, title: &'static str, id: &str, about: Markup) -> Markup {
    let open = failed(here, id).is_some();
    view! {
        <details class="fold no-print" open=open>
            <summary>{title}</summary>
            {ask_form(here, id, about)}
        </details>
    }
    .into_markup()
}

fn failed<'a>(here: Beneath<'a>, id: &str) -> Option<&'a FailedAsk> {
    here.questions.failed.as_ref().filter(|failed| failed.field == id)
}

fn ask_form(here: Beneath, id: &str, about: Markup) -> Markup {
    let (lang, hint, failed) = (here.visit.lang, format!("{id}-hint"), failed(here, id));
    let error = failed.map(|failed| {
        view! { <p class="field__error" role="alert" id=format!("{id}-error")>{icon("caution")}<span>{failed.said.clone()}</span></p> }
    });
    let text = TextArea {
        id: id.into(),
        name: "words".into(),
        value: failed.map(|failed| failed.typed.clone()).unwrap_or_default(),
        rows: 3,
        most: u32::try_from(QUESTION).ok(),
        required: true,
        described_by: Some(if failed.is_some() { format!("{hint} {id}-error") } else { hint.clone() }),
        spelling: true,
        ..TextArea::default()
    };
    view! {
        <form class="stack stack--tight" method="post" action=urls::ask(&here.course.slug, &here.lesson.slug)>
            {about}
            <div class="field">
                <label class="field__label" for=id.to_string()>{words::your_question(lang)}</label>
                <p class="field__hint" id=hint>{words::hint(lang)}</p>
                {error}
                {text.view()}
            </div>
            <div><button class="button button--primary" name="do" value="ask">{words::send(lang)}</button></div>
        </form>
    }
    .into_markup()
}

/// The lesson as a whole, or one of its headings; items of practice have a form of their own.
fn place_field(here: Beneath) -> Markup {
    let lang = here.visit.lang;
    let chosen = here.questions.failed.as_ref().map(|failed| failed.at.as_str());
    let own = foreign(&here.lesson.body, lang);
    let heading = |h: &Heading| {
        let value = format!("#{}", h.id);
        let selected = chosen == Some(value.as_str());
        view! { <option value=value selected=selected lang=own>{h.text.clone()}</option> }
    };
    let headings: Vec<_> = here.lesson.body.get(lang).toc.iter().map(heading).collect();
    view! {
        <div class="field">
            <label class="field__label" for="ask.at">{words::about(lang)}</label>
            <select class="input input--select" id="ask.at" name="at"><option value="">{words::whole_lesson(lang)}</option>{headings}</select>
        </div>
    }
    .into_markup()
}

pub(super) fn answer_form(here: Beneath, id: InquiryId) -> Markup {
    let (lang, field) = (here.visit.lang, format!("answer-{id}"));
    let text = TextArea {
        id: field.clone(),
        name: "text".into(),
        rows: 4,
        most: u32::try_from(ANSWER).ok(),
        required: true,
        described_by: Some(format!("{field}-hint")),
        spelling: true,
        ..TextArea::default()
    };
    let keeps = here.visit.account.as_ref().map(|account| account.id.to_string());
    let reader = |value: &'static str, label: &'static str, checked: bool| {
        view! {
            <label class="check">
                <input class="check__input" type="radio" name="shown" value=value checked=checked/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <form class="stack stack--tight no-print" method="post" action=urls::answer_question(&here.course.slug, id)>
            <div class="field">
                <label class="field__label" for=field.clone()>{words::your_answer(lang)}</label>
                <p class="field__hint" id=format!("{field}-hint")>{words::answer_hint(lang)}</p>
                {text.view()}
            </div>
            <fieldset class="field">
                <legend class="field__label">{words::who_sees(lang)}</legend>
                {reader("asker", words::asker_alone(lang), true)}
                {reader("all", words::everybody(lang), false)}
            </fieldset>
            <div><button class="button button--primary" name="do" value="answer">{words::answer(lang)}</button></div>
        </form>
        <script type="module" src=urls::workshop_script("said.js") data-keeps=keeps></script>
    }
    .into_markup()
}

pub(super) fn show_form(here: Beneath, asked: &AskedHere) -> Markup {
    let lang = here.visit.lang;
    let (value, label) = if asked.shown { ("asker", words::show_asker(lang)) } else { ("all", words::show_all(lang)) };
    view! {
        <form class="no-print" method="post" action=urls::answer_question(&here.course.slug, asked.id)>
            <input type="hidden" name="shown" value=value/>
            <button class="button button--quiet button--small" name="do" value="show">{label}</button>
        </form>
    }
    .into_markup()
}
