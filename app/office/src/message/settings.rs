//! Where a person's mail and short messages go and what they are about. There is no such page where the installation sends neither.

use crate::message::{
    actions as act,
    phone::{self, WrongNumber},
};
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{mail as words, message as topics, phone as phone_words, site},
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
    parts::{Field, Nav, Page, crumbs, done, error_summary, notice, page_head},
    problem::Problem,
    site::Site,
};
use zhixing_store::{MAIL_ASKED, MessagePlace};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SettingsQuery {
    done: String,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<SettingsQuery>) -> Result<Response, Problem> {
    let said = match asked.done.as_str() {
        "asked" => Some((Place::Address, words::asked(visit.lang))),
        "removed" => Some((Place::Address, words::removed(visit.lang))),
        "choices" => Some((Place::Choices, site::saved(visit.lang))),
        done => phone::said(done, visit.lang).map(|said| (Place::Phone, said)),
    };
    view_of(&visit, StatusCode::OK, said, None, None).await
}

/// Where on the page something was done: there it is said, and there the keyboard stays.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Address,
    Choices,
    Phone,
}

/// The page again, with what is wrong with a number or a code.
pub(super) async fn with_wrong_number(visit: &Visit, wrong: WrongNumber) -> Result<Response, Problem> {
    view_of(visit, StatusCode::UNPROCESSABLE_ENTITY, None, None, Some(wrong)).await
}

/// What somebody typed that is no address, and what is wrong with it.
type Wrong = (String, String);

async fn view_of(
    visit: &Visit,
    status: StatusCode,
    said: Option<(Place, &'static str)>,
    wrong: Option<Wrong>,
    wrong_number: Option<WrongNumber>,
) -> Result<Response, Problem> {
    let person = visit.person()?;
    let phone = phone::section(visit, &person, wrong_number.as_ref()).await?;
    let mail = match (visit.site.about.mail, &phone) {
        (false, Some(_)) => None,
        _ => Some(act::settings(visit, &person).await?),
    };
    let lang = visit.lang;
    let (title, lead) = (title(&visit.site, lang), if mail.is_some() { words::lead(lang) } else { "" });
    Ok(Page::new(title, Nav::None).status(status).show(visit, || {
        let mut errors: Vec<_> = wrong.iter().map(|(_, said)| ("address", said.clone())).collect();
        errors.extend(wrong_number.map(|wrong| (wrong.field, wrong.said)));
        let said = |place| said.filter(|(at, _)| *at == place).map(|(_, words)| done("success", words));
        view! {
            {crumbs(lang, vec![(topics::title(lang).into(), Some(urls::messages())), (title.into(), None)])}
            {page_head("", title, lead, vec![])}
            <div class="stack stack--loose measure">
                {error_summary(lang, &errors)}
                {mail.map(|(place, choices)| view! {
                    {said(Place::Address)}
                    {address_form(visit, &place, wrong)}
                    {said(Place::Choices)}
                    {choice_form(&place, &choices, lang)}
                })}
                {said(Place::Phone)}
                {phone}
            </div>
        }
    }))
}

/// What the page is called, by what is sent.
pub(crate) fn title(site: &Site, lang: Lang) -> &'static str {
    match (site.about.mail, site.about.sms) {
        (true, true) => phone_words::both_title(lang),
        (false, true) => phone_words::title(lang),
        _ => words::title(lang),
    }
}

fn address_form(visit: &Visit, place: &MessagePlace, wrong: Option<Wrong>) -> Markup {
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

fn choice_form(place: &MessagePlace, choices: &[(Topic, MailChoice)], lang: Lang) -> Markup {
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
    let boxes: Vec<_> = topic
        .choices()
        .iter()
        .copied()
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
                let wrong = (form.address, words.get(visit.lang).clone());
                return view_of(&visit, StatusCode::UNPROCESSABLE_ENTITY, None, Some(wrong), None).await;
            }
            Err(problem) => return Err(problem),
        }
    };
    Ok(Redirect::to(&format!("{}?done={done}", urls::mail_settings())).into_response())
}
