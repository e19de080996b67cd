//! How questions stand on the page of a lesson: beneath an item of practice those about it, beneath the lesson all others; and the forms to ask.

use crate::inquiry::{
    AskedHere, InquiryDone, Seen,
    fields::{answer_form, ask_fold, ask_on, show_form, take_back},
    place::{Beneath, heading},
};
use leptos::prelude::*;
use zhixing_app::{i18n::inquiry as words, urls};
use zhixing_domain::{
    course::{Lesson, Piece},
    inquiry::InquiryPlace,
    lang::Lang,
};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{foreign, notice, time},
};

/// The section beneath a lesson. No heading's id has a full stop.
pub(super) const SECTION: &str = "lesson.questions";

/// Beneath an item of practice.
pub(crate) fn item(here: Beneath, key: &str) -> Markup {
    let lang = here.visit.lang;
    let threads: Vec<_> = here.questions.threads.iter().filter(|t| about(t, here.lesson) == Some(key)).map(|t| thread(here, t)).collect();
    let ask = here.may_ask().then(|| ask_fold(here, words::ask_about_item(lang), Some(key)));
    let list = (!threads.is_empty()).then(|| view! { <ul class="inquiries" role="list" aria-label=words::section(lang)>{threads}</ul> });
    view! { {list}{ask} }.into_markup()
}

/// Beneath the lesson: what is about no item of it, and the form for everything else. Nothing for a stranger where nothing is shown.
pub(crate) fn section(here: Beneath) -> Markup {
    let lang = here.visit.lang;
    let threads: Vec<_> = here.questions.threads.iter().filter(|t| about(t, here.lesson).is_none()).map(|t| thread(here, t)).collect();
    if threads.is_empty() && !here.may_ask() {
        return ().into_markup();
    }
    let list = (!threads.is_empty()).then(|| view! { <ul class="inquiries" role="list">{threads}</ul> });
    view! {
        <section class="stack measure" aria-labelledby=SECTION>
            <h2 id=SECTION>{words::section(lang)}</h2>
            {here.questions.kept_back.then(|| notice("note", words::hidden_now(lang)))}
            {list}
            {here.may_ask().then(|| ask_fold(here, words::ask(lang), None))}
        </section>
    }
    .into_markup()
}

/// The item that a thread stands under; nothing where the lesson has it no more.
fn about<'a>(thread: &'a [AskedHere], lesson: &Lesson) -> Option<&'a str> {
    let key = thread.first()?.place.item()?;
    lesson.body.zh.pieces.iter().any(|p| matches!(p, Piece::Practice(k) if k == key)).then_some(key)
}

fn thread(here: Beneath, asked: &[AskedHere]) -> Markup {
    let lines: Vec<_> = asked.iter().enumerate().map(|(n, one)| line(here, one, n == 0, n + 1 == asked.len())).collect();
    view! { <li class="inquiry">{lines}</li> }.into_markup()
}

fn line(here: Beneath, asked: &AskedHere, is_first: bool, is_last: bool) -> Markup {
    let lang = here.visit.lang;
    let who = match &asked.seen {
        Seen::Shown => words::somebody(lang).to_string(),
        Seen::Own => words::you(lang).to_string(),
        Seen::ByTeacher(name) => name.clone(),
    };
    let place = is_first.then(|| place_link(here, &asked.place));
    let answer = asked.answer.as_ref().map(|answer| {
        let html = here.visit.site.ports.show_answer(&answer.text, &here.course.slug, lang);
        view! {
            <div class="inquiry__answer">
                <p class="inquiry__about">{words::answered(lang)}" · "{time::moment(&here.visit.site, answer.at, lang)}</p>
                <div class="prose" inner_html=html.as_str().to_string()></div>
            </div>
        }
    });
    view! {
        <div class="inquiry__line" id=asked.id.to_string() tabindex="-1">
            <p class="inquiry__about">{who}" · "{time::moment(&here.visit.site, asked.asked_at, lang)}{place}{state(asked, lang)}</p>
            <p class="inquiry__words">{asked.words.clone()}</p>
            {answer}
            {here.questions.done.filter(|(id, _)| *id == asked.id).map(|(_, done)| said_done(done, lang))}
            {acts(here, asked, is_last)}
        </div>
    }
    .into_markup()
}

/// What was done; a teacher goes on to the next question.
fn said_done(done: InquiryDone, lang: Lang) -> Markup {
    let on = (done != InquiryDone::Asked).then(|| view! { <p><a href=urls::questions()>{words::to_open(lang)}</a></p> });
    view! { {notice("success", done_words(done, lang))}{on} }.into_markup()
}

fn done_words(done: InquiryDone, lang: Lang) -> &'static str {
    match done {
        InquiryDone::Asked => words::was_asked(lang),
        InquiryDone::Answered { shown: false } => words::was_answered(lang),
        InquiryDone::Answered { shown: true } => words::was_answered_all(lang),
        InquiryDone::Shown { shown: false } => words::was_shown_asker(lang),
        InquiryDone::Shown { shown: true } => words::was_shown_all(lang),
    }
}

/// Whether it waits, and who sees it. What is shown to everybody needs no word for everybody.
fn state(asked: &AskedHere, lang: Lang) -> Markup {
    let seen = match (&asked.seen, asked.shown) {
        (Seen::Shown, _) => return ().into_markup(),
        (_, true) => words::public(lang),
        (Seen::Own, false) => words::private(lang),
        (Seen::ByTeacher(_), false) => words::private_to_asker(lang),
    };
    match asked.answer {
        None => view! { " "<span class="badge badge--warn">{words::waits(lang)}</span> }.into_markup(),
        Some(_) => view! { " "<span class="badge">{seen}</span> }.into_markup(),
    }
}

/// What may be done about it by whoever reads.
fn acts(here: Beneath, asked: &AskedHere, is_last: bool) -> Markup {
    match (&asked.seen, &asked.answer) {
        (Seen::Own, None) => take_back(here, asked),
        (Seen::Own, Some(_)) if is_last => ask_on(here, asked),
        (Seen::ByTeacher(_), None) => answer_form(here, asked.id),
        (Seen::ByTeacher(_), Some(_)) => show_form(here, asked),
        _ => ().into_markup(),
    }
}

/// What a question is about, with the way there; nothing for the lesson as a whole. A teacher who comes from the list is led to the item above.
fn place_link(here: Beneath, place: &InquiryPlace) -> Markup {
    if let (InquiryPlace::Item(key), true) = (place, here.questions.teaches) {
        let place = format!("#practice.{}.{key}", here.course.slug);
        return view! { " · "<a href=place>{words::see_item(here.visit.lang)}</a> }.into_markup();
    }
    match heading(here.lesson, place, here.visit.lang) {
        Some(h) => {
            let own = foreign(&here.lesson.body, here.visit.lang);
            view! { " · "<a href=format!("#{}", h.id) lang=own>{h.text.clone()}</a> }.into_markup()
        }
        None => ().into_markup(),
    }
}
