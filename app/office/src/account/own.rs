//! What people do with their own account, by the page and by the API: names, language, looks, tokens, sessions. The password is in [`actions`](super::actions).

use crate::account::actions::explained;
use axum::http::HeaderValue;
use tower_sessions::Session;
use zhixing_app::i18n::{consent as words, name as name_words};
use zhixing_domain::{
    account::{self, Role, Roles},
    lang::{Bilingual, Lang},
};
use zhixing_shell::{
    boxed, consent,
    guard::{Person, Theme, Visit, oldest_session},
    name,
    problem::{FieldFaults, Problem},
};
use zhixing_store::{SignedIn, session_name};

/// Writes a person's own names; what is not given stays as it is. A legal name is theirs to state until staff confirm one; it changes no exam that has
/// begun, and issues nothing.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Slow`] if one person asks too often; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn set_names(
    visit: &Visit,
    person: &Person,
    shown: Option<&str>,
    legal: Option<&str>,
) -> Result<Result<(), FieldFaults>, Problem> {
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    let mut wrong = vec![];
    // staff may be called after their office, and whoever has a name keeps it
    let named = if person.0.roles.common(Roles::of(&Role::STAFF)).is_empty() { account::own_name } else { account::name };
    let shown =
        shown.filter(|n| *n != person.0.display_name).and_then(|n| named(n).map_err(|refusal| wrong.extend(explained(vec![refusal]))).ok());
    let legal = match legal.map(str::trim) {
        Some("") => Some(String::new()),
        // what is kept already is not looked at again: the rules of today do not lock anybody out of their profile
        Some(same) if same == person.0.legal_name => None,
        Some(text) => {
            name::legal(&visit.site, text).map_err(|fault| wrong.push(("legal_name", Bilingual::of(|l| name::explain(fault, l))))).ok()
        }
        None => None,
    };
    if wrong.is_empty() && !visit.site.store.set_names(person.0.id, shown, legal, visit.stamp()).await? {
        wrong.push(("legal_name", Bilingual::of(|l| name_words::own_confirmed(l).to_string())));
    }
    Ok(if wrong.is_empty() { Ok(()) } else { Err(wrong) })
}

/// Agrees to privacy and terms in the version that was `read`: a person does, no program for them.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Refused`] with `texts_changed`; else a [`Problem`] if the store cannot be read
/// or written.
#[boxed]
pub async fn agree(visit: &Visit, person: &Person, read: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    let version = consent::version(visit, read).ok_or_else(|| Problem::refused("texts_changed", |l| words::texts_changed(l).into()))?;
    Ok(visit.site.store.agree(person.0.id, version, visit.stamp()).await?)
}

/// Chooses the language in which the site speaks to whoever asks: for the account, and for this browser. Gives the cookie for it.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn set_language(visit: &Visit, lang: Lang) -> Result<Option<HeaderValue>, Problem> {
    if let Some(account) = &visit.account {
        visit.site.store.set_lang(account.id, lang).await?;
    }
    Ok(cookie("lang", lang.code()))
}

/// Chooses how the site looks in this browser. Gives the cookie for it.
pub fn set_theme(theme: Theme) -> Option<HeaderValue> {
    cookie("theme", theme.code())
}

fn cookie(name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax")).ok()
}

/// Revokes one of one's own tokens. A token revokes none: whoever stole one must not shut the others out.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn revoke_token(visit: &Visit, person: &Person, token: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    let revoked = visit.site.store.revoke_token(person.0.id, token, visit.stamp()).await?;
    if revoked { Ok(()) } else { Err(Problem::NotFound) }
}

/// Signs out everywhere: every session and token of the person ends.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn sign_out_everywhere(visit: &Visit, person: &Person) -> Result<(), Problem> {
    visit.signed_in()?;
    Ok(visit.site.store.end_sessions_of(person.0.id, visit.stamp()).await?)
}

/// Where the person is signed in, and the name of the session that asks.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn signed_in(visit: &Visit, person: &Person) -> Result<(Vec<SignedIn>, Option<String>), Problem> {
    let oldest = visit.now - oldest_session(&person.0);
    let sessions = visit.site.store.signed_in(person.0.id, oldest, visit.now).await?;
    Ok((sessions, own_session(visit).map(|id| session_name(&id))))
}

fn own_session(visit: &Visit) -> Option<String> {
    visit.session.as_ref().and_then(Session::id).map(|id| id.to_string())
}

/// Ends one of the own sessions. A token ends none: whoever stole one must not shut the others out.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn end_session(visit: &Visit, person: &Person, name: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    let ended = visit.site.store.end_own_session(person.0.id, name, visit.stamp()).await?;
    if ended { Ok(()) } else { Err(Problem::NotFound) }
}

/// Ends all own sessions but the one that asks, and says how many.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn end_others(visit: &Visit, person: &Person) -> Result<u64, Problem> {
    visit.signed_in()?;
    let this = own_session(visit).ok_or_else(Problem::needs_session)?;
    Ok(visit.site.store.end_other_sessions(person.0.id, &this, visit.stamp()).await?)
}
