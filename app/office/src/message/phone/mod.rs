//! Where a person's short messages go and what they are about: a section of the page of notices, and its forms.

pub mod actions;
pub(crate) mod form;

use actions as act;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{message as topic_words, phone as words, site},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    message::{
        Topic,
        phone::{A_DAY, CODE_GOOD},
    },
};
use zhixing_shell::{
    guard::{Person, Visit},
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{Field, notice},
    problem::Problem,
};
use zhixing_store::MessagePlace;

/// A form that was not taken: what was typed as the number, and what is wrong with which field.
#[derive(Default)]
pub(crate) struct WrongNumber {
    pub number: String,
    pub field: &'static str,
    pub said: String,
}

/// What was just done, in words.
pub(super) fn said(done: &str, lang: Lang) -> Option<&'static str> {
    match done {
        "phone-asked" => Some(words::asked(lang)),
        "phone-confirmed" => Some(words::confirmed(lang)),
        "phone-removed" => Some(words::removed(lang)),
        "phone-topics" => Some(site::saved(lang)),
        _ => None,
    }
}

/// The section of the page; nothing where no short messages are sent.
pub(super) async fn section(visit: &Visit, person: &Person, wrong: Option<&WrongNumber>) -> Result<Option<Markup>, Problem> {
    if !visit.site.about.sms {
        return Ok(None);
    }
    let (place, topics) = act::settings(visit, person).await?;
    let lang = visit.lang;
    let view = view! {
        <section class="stack" aria-labelledby="phone">
            <h2 id="phone">{words::title(lang)}</h2>
            <p class="soft">{words::lead(lang)}</p>
            {number_forms(visit, &place, wrong)}
            {topic_form(&place, &topics, lang)}
        </section>
    };
    Ok(Some(view.into_markup()))
}

fn number_forms(visit: &Visit, place: &MessagePlace, wrong: Option<&WrongNumber>) -> Markup {
    let lang = visit.lang;
    let error = |field: &str| wrong.filter(|w| w.field == field).map(|w| w.said.clone());
    let waits = place.asked.as_ref().filter(|(_, at)| visit.now.since(*at) < CODE_GOOD || error("code").is_some());
    let kept = place.confirmed.is_some() || place.asked.is_some();
    let number = Field {
        kind: "tel",
        value: wrong.map(|w| w.number.clone()).unwrap_or_default(),
        error: error("number"),
        hint: words::number_hint(lang).into(),
        autocomplete: "tel",
        ..Field::new("number", words::number(lang))
    };
    let code = Field {
        error: error("code"),
        hint: words::code_hint(lang).into(),
        autocomplete: "one-time-code",
        ..Field::new("code", words::code(lang))
    };
    let ask = if place.confirmed.is_some() { words::ask_other(lang) } else { words::ask(lang) };
    view! {
        {place.confirmed.as_ref().map(|number| view! { <p>{isolated(&words::goes_to(lang, number))}</p> })}
        {waits.map(|(number, _)| view! {
            {notice("note", words::waits_for(lang, number))}
            <form class="form" method="post" action=urls::phone()>
                {code.view()}
                <div class="cluster"><button class="button button--primary" name="do" value="confirm">{words::confirm(lang)}</button></div>
            </form>
        })}
        <form class="form" method="post" action=urls::phone()>
            {number.view()}
            <div class="cluster"><button class="button" class:button--primary=waits.is_none() name="do" value="ask">{ask}</button></div>
        </form>
        {kept.then(|| view! {
            <form method="post" action=urls::phone()><button class="button button--quiet" name="do" value="remove">{words::remove(lang)}</button></form>
        })}
    }
    .into_markup()
}

fn topic_form(place: &MessagePlace, chosen: &[Topic], lang: Lang) -> Markup {
    let boxes: Vec<_> = Topic::ALL
        .into_iter()
        .map(|topic| {
            let checked = chosen.contains(&topic);
            view! {
                <label class="check">
                    <input class="check__input" type="checkbox" name="topic" value=topic.code() checked=checked/>
                    <span>{topic_words::topic(topic, lang)}</span>
                </label>
            }
        })
        .collect();
    view! {
        <form class="form" method="post" action=urls::phone_topics()>
            <fieldset class="field">
                <legend class="field__label">{words::topics(lang)}</legend>
                <p class="field__hint">{words::topics_hint(lang, A_DAY)}</p>
                {place.confirmed.is_none().then(|| view! { <p class="field__hint">{words::topics_later(lang)}</p> })}
                <div class="cluster">{boxes}</div>
            </fieldset>
            <div class="cluster"><button class="button">{site::save(lang)}</button></div>
        </form>
    }
    .into_markup()
}
