//! Where a person's mail goes and what it is about. There is no such page where the installation sends no mail.

use crate::message::actions as act;
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{mail as words, message as topics, site},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    message::{MailChoice, Topic},
};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{Field, Nav, Page, crumbs, error_summary, notice, page_head},
    problem::Problem,
};
use zhixing_store::{MAIL_ASKED, MailPlace};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SettingsQuery {
    done: String,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<SettingsQuery>) -> Result<Response, Problem> {
    let said = match asked.done.as_str() {
        "asked" => Some(words::asked(visit.lang)),
        "removed" => Some(words::removed(visit.lang)),
        "choices" => Some(site::saved(visit.lang)),
        _ => None,
    };
    view_of(&visit, StatusCode::OK, said, None).await
}

/// What somebody typed that is no address, and what is wrong with it.
type Wrong = (String, String);

async fn view_of(visit: &Visit, status: StatusCode, said: Option<&'static str>, wrong: Option<Wrong>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let (place, choices) = act::settings(visit, &person).await?;
    let lang = visit.lang;
    Ok(Page::new(words::title(lang), Nav::None).status(status).show(visit, || {
        let errors: Vec<_> = wrong.iter().map(|(_, said)| ("address", said.clone())).collect();
        view! {
            {crumbs(lang, vec![(topics::title(lang).into(), Some(urls::messages())), (words::title(lang).into(), None)])}
            {page_head("", words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {said.map(|s| notice("success", s))}
                {error_summary(lang, &errors)}
                {address_form(visit, &place, wrong)}
                {choice_form(&place, &choices, lang)}
            </div>
        }
    }))
}

fn address_form(visit: &Visit, place: &MailPlace, wrong: Option<Wrong>) -> Markup {
    let lang = visit.lang;
    let waits = place.asked.as_ref().filter(|(_, at)| visit.now.since(*at) < MAIL_ASKED);
    let (typed, error) = wrong.map_or((String::new(), None), |(typed, said)| (typed, Some(said)));
    let field = Field {
        kind: "email",
        value: typed,
        error,
        hint: words::address_hint(lang).into(),
        autocomplete: "email",
        ..Field::new("address", words::address(lang))
    };
    let button = if place.confirmed.is_some() { words::ask_other(lang) } else { words::ask(lang) };
    let kept = place.confirmed.is_some() || place.asked.is_some();
    view! {
        <section class="stack" aria-labelledby="mail-address">
            <h2 id="mail-address">{words::place(lang)}</h2>
            {place.confirmed.as_ref().map(|a| view! { <p>{isolated(&words::goes_to(lang, a))}</p> })}
            {waits.map(|(a, _)| notice("note", words::waits_for(lang, a)))}
            <form class="form" method="post" action=urls::mail_address()>
                {field.view()}
                <div class="cluster"><button class="button button--primary" name="do" value="ask">{button}</button></div>
            </form>
            {kept.then(|| view! {
                <form method="post" action=urls::mail_address()>
                    <button class="button button--quiet" name="do" value="remove">{words::remove(lang)}</button>
                </form>
            })}
        </section>
    }
    .into_markup()
}

fn choice_form(place: &MailPlace, choices: &[(Topic, MailChoice)], lang: Lang) -> Markup {
    let rows: Vec<_> = choices.iter().map(|(topic, made)| choice_row(*topic, *made, lang)).collect();
    view! {
        <section class="stack" aria-labelledby="mail-choices">
            <h2 id="mail-choices">{words::choices(lang)}</h2>
            {place.confirmed.is_none().then(|| view! { <p class="soft">{words::choices_later(lang)}</p> })}
            <form class="form" method="post" action=urls::mail_settings()>
                {rows}
                <div class="cluster"><button class="button">{site::save(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

fn choice_row(topic: Topic, made: MailChoice, lang: Lang) -> Markup {
    if topic.is_important() {
        return view! {
            <div class="field"><p class="field__label">{topics::topic(topic, lang)}</p><p class="field__hint">{words::always(lang)}</p></div>
        }
        .into_markup();
    }
    let boxes: Vec<_> = MailChoice::ALL
        .into_iter()
        .map(|choice| {
            let chosen = choice == made;
            view! {
                <label class="check">
                    <input class="check__input" type="radio" name=topic.code() value=choice.code() checked=chosen/>
                    <span>{words::choice(choice, lang)}</span>
                </label>
            }
        })
        .collect();
    view! { <fieldset class="field"><legend class="field__label">{topics::topic(topic, lang)}</legend><div class="cluster">{boxes}</div></fieldset> }
        .into_markup()
}

pub(crate) async fn choose(visit: Visit, Form(Fields(fields)): Form<Fields>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let made = fields.iter().filter_map(|(topic, choice)| Topic::from_code(topic).zip(MailChoice::from_code(choice))).collect();
    act::choose(&visit, &person, made).await?;
    Ok(Redirect::to(&format!("{}?done=choices", urls::mail_settings())).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AddressForm {
    r#do: String,
    address: String,
}

pub(crate) async fn address(visit: Visit, Form(form): Form<AddressForm>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let done = if form.r#do == "remove" {
        act::remove_address(&visit, &person).await?;
        "removed"
    } else {
        match act::ask_address(&visit, &person, &form.address).await {
            Ok(()) => "asked",
            Err(Problem::Invalid { words, .. }) => {
                let visit = Visit { path: urls::mail_settings(), ..visit };
                let wrong = (form.address, words[visit.lang as usize].clone());
                return view_of(&visit, StatusCode::UNPROCESSABLE_ENTITY, None, Some(wrong)).await;
            }
            Err(problem) => return Err(problem),
        }
    };
    Ok(Redirect::to(&format!("{}?done={done}", urls::mail_settings())).into_response())
}
