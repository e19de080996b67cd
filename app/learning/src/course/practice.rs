//! A practice item in a lesson: a form that is judged at once, and what is said of an answer. With scripts the island sends the form and puts the reply in
//! place.

use crate::practice as act;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{course as words, exam as exam_words},
    islands::practice::Practice,
    urls,
};
use zhixing_domain::{
    course::{Course, Html},
    lang::Lang,
    points::Credit,
    question::{Answer, Item, ItemKey, Prompt, Question, remark},
};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::icon,
    question::{Face, kind_note, said},
};

/// A judged answer. `credit` is missing when nothing was answered, or nothing that can be read.
pub struct Judged {
    pub item: ItemKey,
    pub answer: Answer,
    pub credit: Option<Credit>,
    /// What comes next, where somebody repeats one item after another.
    pub next: Option<NextUp>,
}

/// When an item is asked again, and how many are due besides it.
pub struct NextUp {
    pub on: String,
    pub left: usize,
}

/// The name of the answer's control in the form.
pub(crate) const NAME: &str = "answer";

/// Tells it from every other on a page: a notebook has items of several courses. No heading's id has a full stop.
fn place(course: &Course, item: &Item) -> String {
    format!("practice.{}.{}", course.slug, item.key)
}

/// The item as a section that the island can wake.
pub fn view_of(course: &Course, item: &Item, judged: Option<&Judged>, lang: Lang) -> Markup {
    view_to(course, item, judged, &urls::practice(&course.slug, &item.key), lang)
}

/// The same, with the address that its form is sent to.
pub(crate) fn view_to(course: &Course, item: &Item, judged: Option<&Judged>, to: &str, lang: Lang) -> Markup {
    let (inside, place) = (inside(course, item, judged, to, lang), place(course, item));
    view! {
        <div class="practice" role="group" id=place.clone() aria-labelledby=format!("title-{place}")>
            <Practice>{inside}</Practice>
        </div>
    }
    .into_markup()
}

/// What the island puts in place.
pub(crate) fn inside(course: &Course, item: &Item, judged: Option<&Judged>, to: &str, lang: Lang) -> Markup {
    let prompt = item.prompt(&zhixing_shell::question::arrangement(item), lang);
    let place = place(course, item);
    let face = Face { prompt: &prompt, name: NAME.into(), id: place.clone(), answer: judged.map(|j| &j.answer), lang };
    let action = format!("{to}#{place}");
    view! {
        <form class="practice__form" method="post" action=action data-practice="">
            <div class="cluster cluster--apart">
                <h3 class="practice__label" id=format!("title-{place}")>{words::practice(lang)}</h3>
                <span class="badge">{kind_note(&prompt, lang)}</span>
            </div>
            {face.view()}
            <div class="cluster"><button class="button button--primary">{words::check(lang)}</button></div>
            <p class="practice__waits" role="status" data-waits="" hidden>{icon("offline")}{words::checked_later(lang)}</p>
        </form>
        {judged.map(|j| feedback(item, &prompt, j, lang))}
    }
    .into_markup()
}

fn feedback(item: &Item, prompt: &Prompt, judged: &Judged, lang: Lang) -> Markup {
    let remark = remark(item.unit.as_deref(), &judged.answer).map(|r| exam_words::remark(lang, r, item.unit.as_deref()));
    let (verdict, glyph, title) = match judged.credit {
        None if remark.is_some() => ("partly", "info", words::look_again(lang)),
        None => ("partly", "info", words::nothing_said(lang)),
        Some(c) if c.is_full() => ("right", "check", words::right(lang)),
        Some(c) if c.is_none() => ("wrong", "cross", words::wrong(lang)),
        Some(_) => ("partly", "partly", words::partly(lang)),
    };
    let (wording, own) = (item.wording.get(lang), prompt.foreign(lang).map(Lang::tag));
    let right = act::right_answer(item, judged.credit);
    let is_miss = right.is_some();
    let right = right.map(|answer| view! { <p class="soft">{exam_words::right_answer(lang)}</p>{said(prompt, &answer, lang)} });
    let picked = chosen(item, &judged.answer);
    let words_of = |c: u8| wording.feedback.get(usize::from(c)).cloned().flatten();
    let notes: Vec<_> = picked.iter().filter_map(|(c, _)| words_of(*c)).map(|html| piece(html, own)).collect();
    let explanation = judged.credit.and(wording.explanation.as_ref()).cloned().map(|html| piece(html, own));
    let try_again = if notes.is_empty() { words::try_again(lang) } else { words::try_again_hint(lang) };
    // who missed it tries again, then asks for a hint, then for the answer
    let (hint, answer) = match is_miss {
        false => (notes.into_markup(), view! { {explanation} }.into_markup()),
        true => (
            (!notes.is_empty()).then(|| fold(words::hint(lang), notes)).into_markup(),
            fold(words::show_answer(lang), view! { {right}{explanation} }),
        ),
    };
    let places =
        |is_right: bool| picked.iter().filter(|(_, r)| *r == is_right).map(|(c, _)| (c + 1).to_string()).collect::<Vec<_>>().join(" ");
    view! {
        <div class="feedback" data-verdict=verdict role="status" tabindex="-1" data-feedback="" data-right=places(true) data-wrong=places(false)>
            <p class="feedback__verdict">{icon(glyph)}{title}</p>
            {remark.map(|said| view! { <p>{said}</p> })}
            {is_miss.then(|| view! { <p>{try_again}</p> })}
            {hint}
            {answer}
            {judged.next.as_ref().map(|next| next_up(next, lang))}
        </div>
    }
    .into_markup()
}

fn next_up(next: &NextUp, lang: Lang) -> Markup {
    let (left, text, href) = match next.left {
        0 => (words::none_left(lang).to_string(), words::repetitions_done(lang), urls::home()),
        n => (words::left_n(lang, n), words::next_repetition(lang), urls::repetitions()),
    };
    let gap = if lang == Lang::En { " " } else { "" };
    let said = format!("{}{gap}{left}", words::again_on(lang, &next.on));
    view! {
        <p data-next="">{said}</p>
        <p><a class="button" href=href>{text}</a></p>
    }
    .into_markup()
}

fn piece(html: Html, own: Option<&'static str>) -> Markup {
    view! { <div lang=own inner_html=html.as_str().to_string()></div> }.into_markup()
}

fn fold(title: &'static str, inside: impl IntoView) -> Markup {
    view! { <details class="fold"><summary>{title}</summary>{inside.into_markup()}</details> }.into_markup()
}

/// The options that were chosen, in the author's order, and whether each is right: practice shuffles no options.
fn chosen(item: &Item, answer: &Answer) -> Vec<(u8, bool)> {
    match (&item.question, answer) {
        (Question::Single(q), Answer::Single { option }) => option.iter().map(|c| (*c, *c == q.key)).collect(),
        (Question::Multiple(q), Answer::Multiple { options }) => options.iter().map(|c| (*c, q.keys.contains(c))).collect(),
        _ => vec![],
    }
}
