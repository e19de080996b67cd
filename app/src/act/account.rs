//! Opening an account, signing in and out, changing names and passwords.

use crate::{
    guard::{Person, SESSION, Visit},
    i18n::{Message, account as words},
    problem::Problem,
};
use tower_sessions::Session;
use zhixing_domain::{
    account::{self, AccountRefusal, Role, Roles},
    id::AccountId,
};
use zhixing_store::NewAccount;

/// A refusal in words, at its field.
pub fn explain(refusal: AccountRefusal) -> (&'static str, Message) {
    match refusal {
        AccountRefusal::LoginForm => ("login", words::login_form),
        AccountRefusal::LoginTaken => ("login", words::login_taken),
        AccountRefusal::PasswordShort => ("password", words::password_short),
        AccountRefusal::PasswordLong => ("password", words::password_long),
        AccountRefusal::PasswordCommon => ("password", words::password_common),
        AccountRefusal::NameForm => ("name", words::name_form),
    }
}

/// Opens an account for a learner and signs it in.
pub async fn register(visit: &Visit, login: &str, name: &str, password: &str) -> Result<Result<AccountId, AccountRefusal>, Problem> {
    let checked = account::login(login).and_then(|login| {
        account::password(password, &login)?;
        Ok((login, account::name(name)?))
    });
    let (login, name) = match checked {
        Ok(checked) => checked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let password_hash = visit.site.ports.hash_password(password.into()).await.map_err(|_| Problem::Busy(5))?;
    let new = NewAccount { login, display_name: name, legal_name: String::new(), roles: Roles::of(&[Role::Learner]), password_hash };
    let opened = visit.site.store.open_account(new, visit.stamp()).await?;
    if let Ok(id) = opened {
        open_session(visit, id).await?;
    }
    Ok(opened)
}

/// Why a sign-in failed.
pub enum SignInRefusal {
    /// Unknown login, wrong password or disabled account: not told apart.
    Wrong,
    /// Too many failures: wait so many seconds.
    Wait(u64),
}

pub async fn sign_in(visit: &Visit, login: &str, password: String) -> Result<Result<AccountId, SignInRefusal>, Problem> {
    let ports = &visit.site.ports;
    let login = login.trim().to_lowercase();
    if let Err(seconds) = ports.may_sign_in(&login, &visit.address, visit.now) {
        return Ok(Err(SignInRefusal::Wait(seconds)));
    }
    let known = visit.site.store.credentials_of(&login).await?;
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let right = ports.check_password(password, hash).await.map_err(|_| Problem::Busy(5))?;
    match known {
        Some((account, _)) if right && account.disabled_at.is_none() => {
            open_session(visit, account.id).await?;
            Ok(Ok(account.id))
        }
        _ => {
            ports.sign_in_failed(&login, &visit.address, visit.now);
            Ok(Err(SignInRefusal::Wrong))
        }
    }
}

/// The key under which a session names its account.
pub const ACCOUNT: &str = "account";

async fn open_session(visit: &Visit, id: AccountId) -> Result<(), Problem> {
    let session = visit.session.as_ref().ok_or(Problem::NotFound)?;
    let broken = |e: tower_sessions::session::Error| Problem::Broken(e.to_string());
    // a new id, so that an id planted before the sign-in is worth nothing
    session.flush().await.map_err(broken)?;
    session.insert(ACCOUNT, id.to_string()).await.map_err(broken)?;
    let ms = SESSION.ms();
    session.set_expiry(Some(tower_sessions::Expiry::OnInactivity(time_of(ms))));
    session.save().await.map_err(broken)
}

fn time_of(ms: i64) -> tower_sessions::cookie::time::Duration {
    tower_sessions::cookie::time::Duration::milliseconds(ms)
}

pub async fn sign_out(session: Option<&Session>) -> Result<(), Problem> {
    if let Some(session) = session {
        session.flush().await.map_err(|e| Problem::Broken(e.to_string()))?;
    }
    Ok(())
}

/// Changes the password after checking the old one; every other session ends, this one goes on.
pub async fn change_password(visit: &Visit, person: &Person, old: String, new: &str) -> Result<Result<(), ChangeRefusal>, Problem> {
    if let Err(refusal) = account::password(new, &person.0.login) {
        return Ok(Err(ChangeRefusal::New(refusal)));
    }
    let known = visit.site.store.credentials_of(&person.0.login).await?;
    let hash = known.map(|(_, hash)| hash);
    if !visit.site.ports.check_password(old, hash).await.map_err(|_| Problem::Busy(5))? {
        return Ok(Err(ChangeRefusal::OldWrong));
    }
    let hash = visit.site.ports.hash_password(new.into()).await.map_err(|_| Problem::Busy(5))?;
    visit.site.store.set_password(person.0.id, hash, visit.stamp()).await?;
    open_session(visit, person.0.id).await?;
    Ok(Ok(()))
}

pub enum ChangeRefusal {
    OldWrong,
    New(AccountRefusal),
}
