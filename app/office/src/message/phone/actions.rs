//! What people do with their short messages, by the page and by the API. A number is theirs once they gave the code that it brought. There is none of
//! this where the installation sends no short messages.

use crate::message::text::kept_code;
use zhixing_app::i18n::phone as words;
use zhixing_domain::message::{Topic, phone};
use zhixing_shell::{
    boxed,
    guard::{Person, Visit},
    problem::Problem,
};
use zhixing_store::{AskPlaceRefusal, MessagePlace};

fn sends_texts(visit: &Visit) -> Result<(), Problem> {
    if visit.site.about.sms { Ok(()) } else { Err(Problem::NotFound) }
}

/// Where short messages go, and what they are about.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn settings(visit: &Visit, person: &Person) -> Result<(MessagePlace, Vec<Topic>), Problem> {
    sends_texts(visit)?;
    let store = &visit.site.store;
    Ok((store.phone_place(person.0.id).await?, store.phone_topics(person.0.id).await?))
}

/// Sends a code to a number. A token asks nobody: where messages about an account go is its person's to say.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Invalid`] at `number`; [`Problem::Slow`] if one person asks too often; else a
/// [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn ask(visit: &Visit, person: &Person, typed: &str) -> Result<(), Problem> {
    sends_texts(visit)?;
    visit.signed_in()?;
    let number = phone::number(typed).ok_or_else(|| Problem::invalid("number", |l| words::number_form(l).into()))?;
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    match visit.site.store.ask_phone(person.0.id, number, visit.stamp()).await? {
        Ok(()) => Ok(()),
        Err(AskPlaceRefusal::TooMany) => Err(Problem::invalid("number", |l| words::number_many(l).into())),
    }
}

/// Takes the code that a number brought.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Invalid`] at `code`; [`Problem::Slow`] if one person asks too often; else a
/// [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn confirm(visit: &Visit, person: &Person, code: &str) -> Result<(), Problem> {
    sends_texts(visit)?;
    visit.signed_in()?;
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let right = visit.site.store.confirm_phone(person.0.id, kept_code(person.0.id, &digits), visit.stamp()).await?;
    if right { Ok(()) } else { Err(Problem::invalid("code", |l| words::code_wrong(l).into())) }
}

/// Ends all short messages to somebody, and keeps no number.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn remove(visit: &Visit, person: &Person) -> Result<(), Problem> {
    sends_texts(visit)?;
    visit.signed_in()?;
    Ok(visit.site.store.remove_phone(person.0.id, visit.stamp()).await?)
}

/// Chooses of which topics somebody hears by a short message: of these, and of no other.
///
/// # Errors
///
/// [`Problem::Slow`] if one person asks too often; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn choose(visit: &Visit, person: &Person, topics: Vec<Topic>) -> Result<(), Problem> {
    sends_texts(visit)?;
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    Ok(visit.site.store.choose_phone(person.0.id, topics).await?)
}
