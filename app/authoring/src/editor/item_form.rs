//! The form of an item (page/item.js): its type decides what is asked. Types that no form asks for begin with an item to be written over.

use leptos::prelude::*;
use zhixing_app::i18n::{editor as words, exam};
use zhixing_domain::{lang::Lang, question::Kind, workshop::begun_item};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{Label, TextArea},
    question::kind_name,
};

/// So many options are there to begin with.
const OPTIONS: usize = 4;

pub(super) fn fields(lang: Lang) -> Markup {
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| option(*kind, lang)).collect();
    let truths = [exam::is_true(lang), exam::is_false(lang)];
    let truths: Vec<_> = truths.iter().enumerate().map(|(at, word)| view! { <option value=at.to_string()>{*word}</option> }).collect();
    let numbers = area("answer", words::item_answers(lang), words::item_answers_hint(lang), (3, true));
    let order = area("order", words::item_order(lang), words::item_order_hint(lang), (4, true));
    view! {
        <div class="field">
            <label class="field__label" for="item-kind">{words::item_kind(lang)}</label>
            <select class="input input--select" id="item-kind" name="kind">{kinds}</select>
        </div>
        {group("single multiple truefalse numeric short ordering", view! {
            <div data-begins="">{area("stem", words::item_stem(lang), words::item_stem_hint(lang), (2, true))}</div>
        }.into_markup())}
        {group("single multiple", options(lang))}
        {group("truefalse", view! {
            <div class="field">
                <label class="field__label" for="item-truth">{words::item_truth(lang)}</label>
                <select class="input input--select" id="item-truth" name="truth">{truths}</select>
            </div>
        }.into_markup())}
        {group("numeric short", numbers)}
        {group("ordering", order)}
        {group("single multiple truefalse numeric short ordering", area("why", words::item_why(lang), words::item_why_hint(lang), (2, false)))}
        {group("cloze matching essay", view! { <p class="soft">{words::item_hint(lang)}</p> }.into_markup())}
        {refused(lang)}
    }
    .into_markup()
}

fn option(kind: Kind, lang: Lang) -> Markup {
    view! { <option value=kind.code() data-text=begun_item::text(kind, lang)>{kind_name(kind, lang)}</option> }.into_markup()
}

/// What is asked of some types alone.
fn group(kinds: &'static str, inside: Markup) -> Markup {
    view! { <fieldset class="stack stack--tight" data-asked=kinds>{inside}</fieldset> }.into_markup()
}

fn area(name: &str, words: &str, hint: &str, (rows, required): (u8, bool)) -> Markup {
    let label = Label { id: format!("item-{name}"), words: words.into(), hint: hint.into(), error: None };
    let (id, described_by) = (label.id.clone(), label.described_by());
    let area = TextArea { id, name: name.into(), rows, required, described_by, ..TextArea::default() };
    label.around(area.view())
}

/// Each with a mark that it is right.
fn options(lang: Lang) -> Markup {
    let row = |place: usize| {
        let (right, text) = (words::item_right(lang, place), words::item_option(lang, place));
        view! {
            <li class="item-option">
                <input
                    class="check__input"
                    type="checkbox"
                    aria-label=right
                    data-label=words::item_right(lang, "\u{2026}")
                />
                <input class="input" name="option" autocomplete="off" aria-label=text data-label=words::item_option(lang, "\u{2026}")/>
            </li>
        }
    };
    let rows: Vec<_> = (1..=OPTIONS).map(row).collect();
    view! {
        <p class="field__label" id="item-options">{words::item_options(lang)}</p>
        <p class="field__hint">{words::item_options_hint(lang)}</p>
        <ol class="stack stack--tight" role="list" aria-labelledby="item-options" data-options="">{rows}</ol>
        <div><button class="button button--small button--quiet" type="button" data-more="">{words::item_more(lang)}</button></div>
    }
    .into_markup()
}

/// What is missing, said by the script where it is.
fn refused(lang: Lang) -> Markup {
    view! {
        <p
            class="field__error"
            role="alert"
            tabindex="-1"
            data-refused=""
            data-single=words::item_needs_one(lang)
            data-multiple=words::item_needs_some(lang)
            data-numeric=words::item_needs_answer(lang)
            data-short=words::item_needs_answer(lang)
            data-ordering=words::item_needs_steps(lang)
        ></p>
    }
    .into_markup()
}
