//! What administrators do with the accounts of others, by the page and by the API: open one, give roles and names, disable, help back in.
//!
//! Each needs a session of somebody who signed in: a token that leaked must not outlive itself through what it did to an account. Nobody does any of it
//! to the own account; the store refuses that.

use crate::account::{actions as act, reset_code as code};
use zhixing_app::i18n::{account as words, merge as merge_words};
use zhixing_certification::certificate::actions as certificate;
use zhixing_domain::{
    account::{self, Account, Administrator, Roles, Scope},
    id::AccountId,
    lang::Bilingual,
    time::Timestamp,
};
use zhixing_shell::{
    boxed,
    guard::{Visit, oldest_session},
    name,
    problem::{FieldFaults, Problem},
};
use zhixing_store::{BoundIdentity, NewAccount, SignedIn};

/// An account as it is asked for. Not to be printed: it holds a password.
pub struct AccountRequest {
    pub login: String,
    /// What others see.
    pub name: String,
    /// For certificates; confirmed where it is given, and empty where it is not.
    pub legal_name: String,
    pub password: String,
    pub roles: Roles,
}

/// Finds an account.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn find(visit: &Visit, _: &Administrator, id: &str) -> Result<Account, Problem> {
    let id: AccountId = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.account(id).await?.ok_or(Problem::NotFound)
}

/// Opens an account; else says all that is wrong with it.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::Busy`] if too much is
/// asked at once; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn open(visit: &Visit, who: &Administrator, opening: AccountRequest) -> Result<Result<AccountId, FieldFaults>, Problem> {
    visit.signed_in()?;
    let mut wrong = vec![];
    let legal_name = match opening.legal_name.trim() {
        "" => Some(String::new()),
        text => name::legal(&visit.site, text).map_err(|fault| wrong.push(("legal_name", Bilingual::of(|l| name::explain(fault, l))))).ok(),
    };
    if opening.roles.is_empty() {
        wrong.push(("roles", Bilingual::of(|l| words::no_roles(l).to_string())));
    }
    let opened = account::opening((&opening.login, &opening.name), &opening.password, account::name);
    let (login, display_name, legal_name) = match (opened, legal_name) {
        (Ok((login, name)), Some(legal)) if wrong.is_empty() => (login, name, legal),
        (opened, _) => return Ok(Err(opened.err().map(act::explained).unwrap_or_default().into_iter().chain(wrong).collect())),
    };
    let asker = visit.asker(true, visit.account.as_ref().map(|a| a.id));
    let password_hash = visit.site.ports.hash_password(opening.password, asker).await.map_err(|_| Problem::Busy(5))?;
    let new = NewAccount { login, display_name, legal_name, roles: opening.roles, password_hash };
    Ok(visit.site.store.open_account(who, new, visit.stamp()).await?.map_err(|refusal| act::explained(vec![refusal])))
}

/// Roles, if there are any.
fn some(roles: Roles) -> Result<Roles, Problem> {
    if roles.is_empty() { Err(Problem::invalid("roles", |l| words::no_roles(l).into())) } else { Ok(roles) }
}

/// Gives an account these roles in place of those that it has, for these courses alone; for all where none is named.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Invalid`] at `courses`; else a [`Problem`] if the store cannot be read or
/// written.
#[boxed]
pub async fn set_roles(visit: &Visit, admin: &Administrator, account: &Account, roles: Roles, courses: &[String]) -> Result<(), Problem> {
    visit.signed_in()?;
    let (roles, published) = (some(roles)?, visit.site.published());
    // a course that was taken away stays in a scope: an empty one reaches all
    let known = |name: &String| account.scope.courses().is_some_and(|had| had.contains(name)) || published.library.course(name).is_some();
    if let Some(unknown) = courses.iter().find(|name| !known(name)) {
        return Err(Problem::invalid("courses", |l| words::unknown_course(l, unknown)));
    }
    let scope = Scope::of(courses.iter().map(String::as_str));
    Ok(visit.site.store.set_roles(admin, account.id, roles, scope, visit.stamp()).await?)
}

/// Disables an account, or enables it again.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Refused`] with `merged`; else a [`Problem`] if the store cannot be read or
/// written.
#[boxed]
pub async fn set_disabled(visit: &Visit, admin: &Administrator, account: &Account, disabled: bool) -> Result<(), Problem> {
    visit.signed_in()?;
    if !disabled && visit.site.store.merged_into(account.id).await?.is_some() {
        return Err(Problem::refused("merged", |l| merge_words::is_merged(l).into()));
    }
    Ok(visit.site.store.set_disabled(admin, account.id, disabled.then_some(visit.now), visit.stamp()).await?)
}

/// Gives and confirms the name for certificates; those that waited for it are issued.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token.
#[boxed]
pub async fn set_legal_name(visit: &Visit, admin: &Administrator, account: &Account, name: &str, note: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    certificate::confirm_name(visit, admin, account.id, name, note).await
}

/// Gives a code for a new password, and until when it is good. It is kept as a hash: nobody can read it again.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Refused`] with `merged`; else a [`Problem`] if the store cannot be read or
/// written.
#[boxed]
pub async fn reset_code(visit: &Visit, admin: &Administrator, account: &Account) -> Result<(String, Timestamp), Problem> {
    visit.signed_in()?;
    if visit.site.store.merged_into(account.id).await?.is_some() {
        return Err(Problem::refused("merged", |l| merge_words::no_code(l).into()));
    }
    let (code, until) = (code::new_reset_code(visit.site.ports.random()), visit.now + code::RESET);
    visit.site.store.put_reset_code(admin, account.id, code::kept_reset_code(&code), until, visit.stamp()).await?;
    Ok((code, until))
}

/// Turns the second factor of somebody who lost it off.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn lift_factor(visit: &Visit, admin: &Administrator, account: &Account) -> Result<(), Problem> {
    visit.signed_in()?;
    Ok(visit.site.store.lift_second_factor(admin, account.id, visit.stamp()).await?)
}

/// Where an account is signed in.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn signed_in(visit: &Visit, _: &Administrator, account: &Account) -> Result<Vec<SignedIn>, Problem> {
    Ok(visit.site.store.signed_in(account.id, visit.now - oldest_session(account), visit.now).await?)
}

/// Ends one session of an account.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn end_session(visit: &Visit, admin: &Administrator, account: &Account, name: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    let ended = visit.site.store.end_session_of(admin, account.id, name, visit.stamp()).await?;
    if ended { Ok(()) } else { Err(Problem::NotFound) }
}

/// Ends all sessions of an account, and says how many.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn end_sessions(visit: &Visit, admin: &Administrator, account: &Account) -> Result<u64, Problem> {
    visit.signed_in()?;
    Ok(visit.site.store.end_all_sessions_of(admin, account.id, visit.stamp()).await?)
}

/// What an account is bound to at providers.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn identities(visit: &Visit, _: &Administrator, account: &Account) -> Result<Vec<BoundIdentity>, Problem> {
    Ok(visit.site.store.identities(account.id).await?)
}

/// Ends one of these, and whatever it may have opened.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn end_identity(visit: &Visit, admin: &Administrator, account: &Account, identity: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    let ended = visit.site.store.end_identity_of(admin, account.id, identity, visit.stamp()).await?;
    if ended { Ok(()) } else { Err(Problem::NotFound) }
}
