//! Opening an account, signing in and out, changing names and passwords.

use crate::{
    account::{
        proof::{PasswordRefusal, admit, open_session, own_password},
        reset_code::kept_reset_code,
    },
    second_factor::{actions as second_factor, actions::FactorRefusal},
};
use tower_sessions::Session;
use zhixing_app::i18n::{Message, account as words};
use zhixing_domain::{
    account::{self, AccountRefusal, Role, Roles},
    id::AccountId,
    lang::Bilingual,
};
use zhixing_shell::{
    boxed, consent,
    guard::{Person, Visit},
    ports::Pot,
    problem::{FieldFaults, Problem},
};
use zhixing_store::{NewAccount, SignInProof};

/// Refusals in words, each at its field.
pub fn explained(refusals: Vec<AccountRefusal>) -> FieldFaults {
    refusals.into_iter().map(explain).map(|(field, message)| (field, Bilingual::of(|l| message(l).to_string()))).collect()
}

/// A refusal in words, at its field.
pub fn explain(refusal: AccountRefusal) -> (&'static str, Message) {
    match refusal {
        AccountRefusal::LoginForm => ("login", words::login_form),
        AccountRefusal::LoginLooksLike => ("login", words::login_looks_like),
        AccountRefusal::LoginTaken => ("login", words::login_taken),
        AccountRefusal::PasswordShort => ("password", words::password_short),
        AccountRefusal::PasswordLong => ("password", words::password_long),
        AccountRefusal::PasswordCommon => ("password", words::password_common),
        AccountRefusal::NameForm => ("name", words::name_form),
        AccountRefusal::NameOfOffice => ("name", words::name_of_office),
        AccountRefusal::NotAgreed => ("agree", zhixing_app::i18n::consent::agree_needed),
        AccountRefusal::TextsChanged => ("agree", zhixing_app::i18n::consent::texts_changed),
    }
}

/// Opens an account for a learner who `agrees` to privacy and terms in the version that was read, and signs it in, where the installation lets anybody do so.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::Refused`] with
/// `registration_closed`; [`Problem::Busy`] if too much is asked at once; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn register(
    visit: &Visit,
    (login, name): (&str, &str),
    password: &str,
    agrees: Option<&str>,
) -> Result<Result<AccountId, Vec<AccountRefusal>>, Problem> {
    if !visit.site.registration() {
        return Err(Problem::refused("registration_closed", |l| words::registration_closed(l).into()));
    }
    visit.signed_in()?;
    let agreed = agrees.ok_or(AccountRefusal::NotAgreed).and_then(|read| consent::version(visit, read).ok_or(AccountRefusal::TextsChanged));
    let ((login, name), version) = match (account::opening((login, name), password, account::own_name), agreed) {
        (Ok(checked), Ok(version)) => (checked, version),
        (checked, agreed) => return Ok(Err(checked.err().into_iter().flatten().chain(agreed.err()).collect())),
    };
    another_account(visit)?;
    let password_hash = visit.site.ports.hash_password(password.into(), visit.asker(false, None)).await.map_err(|_| Problem::Busy(5))?;
    let roles = Roles::of(&[Role::Learner]);
    let new = NewAccount { login, display_name: name, legal_name: String::new(), roles, password_hash: password_hash.clone() };
    let opened = visit.site.store.register(new, version, visit.stamp()).await?;
    if let Ok(id) = opened {
        open_session(visit, SignInProof::of(id, &password_hash, None)).await?;
    }
    Ok(opened.map_err(|refusal| vec![refusal]))
}

/// Takes the ticket of an account that is opened: so many an hour from one address, enough for a classroom.
pub(crate) fn another_account(visit: &Visit) -> Result<(), Problem> {
    visit.site.ports.take_ticket(&Pot::Registration(visit.address.clone()), visit.now).map_err(|seconds| {
        let said = |l| words::registrations_full(l, seconds.div_ceil(60));
        Problem::Rejected { status: 429, code: "too_many_registrations", words: Bilingual::of(said) }
    })
}

/// Why a sign-in failed.
pub enum SignInRefusal {
    /// Unknown login, wrong password or disabled account: not told apart.
    Wrong,
    /// Too many failures: wait so many seconds.
    Wait(u64),
    /// The password is right, and a code of the second factor is wanted too.
    Factor(SignInProof),
    /// The password is right, and the code is not.
    Code,
    /// The password is right, and the account was merged into the one of this login.
    Merged(String),
}

/// The login of the account that stayed, where this one was merged; nothing where nobody signs in with that one either.
async fn stayed(visit: &Visit, closed: AccountId) -> Result<Option<String>, Problem> {
    let (store, mut at) = (&visit.site.store, closed);
    while let Some(next) = store.merged_into(at).await? {
        at = next;
    }
    let stays = if at == closed { None } else { store.account(at).await? };
    Ok(stays.filter(|account| account.disabled_at.is_none()).map(|account| account.login))
}

/// What a second factor that was not proved does to a sign-in whose first step is `proof`.
fn unproved(why: FactorRefusal, proof: SignInProof) -> SignInRefusal {
    match why {
        FactorRefusal::Wanted => SignInRefusal::Factor(proof),
        FactorRefusal::Wait(seconds) => SignInRefusal::Wait(seconds),
        _ => SignInRefusal::Code,
    }
}

/// Signs somebody in; `code` is that of the second factor, empty where none was asked for yet. The try is counted before the password is hashed, so that
/// a burst gets no further than one after the other; what others fail at never counts against a device on which this login signed in before.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::Busy`] if too much is
/// asked at once; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn sign_in(visit: &Visit, login: &str, password: String, code: &str) -> Result<Result<AccountId, SignInRefusal>, Problem> {
    visit.signed_in()?;
    let (ports, store) = (&visit.site.ports, &visit.site.store);
    let login = account::typed(login);
    let known = store.credentials_of(login).await?;
    // all spellings of a login share one count
    let login = known.as_ref().map_or_else(|| account::spellings(login)[1].clone(), |(account, _)| account.login.clone());
    let device = visit.evidence.device.clone().unwrap_or_default();
    let met = match &known {
        Some((account, _)) if !device.is_empty() => store.knows_device(account.id, &device, visit.now).await?,
        _ => false,
    };
    let pot = match met {
        true => Pot::KnownDevice { login, device },
        false => Pot::SignIn { login, address: visit.address.clone() },
    };
    if let Err(seconds) = ports.take_ticket(&pot, visit.now) {
        return Ok(Err(SignInRefusal::Wait(seconds)));
    }
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let Ok(right) = ports.check_password(password, hash, visit.asker(met, known.as_ref().map(|(a, _)| a.id))).await else {
        ports.give_back(&pot, false);
        return Err(Problem::Busy(5));
    };
    match known {
        Some((account, hash)) if right && account.disabled_at.is_none() => {
            ports.give_back(&pot, true);
            let proof = SignInProof::of(account.id, &hash, None);
            let factor = match second_factor::prove(visit, account.id, code).await? {
                Ok(factor) => factor,
                Err(why) => return Ok(Err(unproved(why, proof))),
            };
            let admitted = admit(visit, SignInProof { factor, ..proof }, met).await?;
            Ok(if admitted { Ok(account.id) } else { Err(SignInRefusal::Wrong) })
        }
        // whoever knows the password of a closed account is its person
        Some((account, _)) if right => Ok(Err(stayed(visit, account.id).await?.map_or(SignInRefusal::Wrong, SignInRefusal::Merged))),
        _ => Ok(Err(SignInRefusal::Wrong)),
    }
}

/// # Errors
///
/// What is wrong, as a [`Problem`].
#[boxed]
pub async fn sign_out(session: Option<&Session>) -> Result<(), Problem> {
    if let Some(session) = session {
        session.flush().await.map_err(|e| Problem::Broken(e.to_string()))?;
    }
    Ok(())
}

/// Changes the password after checking the old one; every other session and every token ends, this session goes on.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::Busy`] if too much is
/// asked at once; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn change_password(visit: &Visit, person: &Person, old: String, new: &str) -> Result<Result<(), ChangeRefusal>, Problem> {
    visit.signed_in()?;
    if let Err(refusal) = account::password(new, &person.0.login) {
        return Ok(Err(ChangeRefusal::New(refusal)));
    }
    let proof = match own_password(visit, person, old).await? {
        Ok(proof) => proof,
        Err(PasswordRefusal::Wrong) => return Ok(Err(ChangeRefusal::OldWrong)),
        Err(PasswordRefusal::Wait(seconds)) => return Ok(Err(ChangeRefusal::Wait(seconds))),
    };
    let asker = visit.asker(true, Some(person.0.id));
    let hash = visit.site.ports.hash_password(new.into(), asker).await.map_err(|_| Problem::Busy(5))?;
    let now = proof.clone().with_password(&hash);
    // somebody else may have set another one while these were hashed: that one stands
    if !visit.site.store.change_password(proof, hash, visit.stamp()).await? {
        return Ok(Err(ChangeRefusal::OldWrong));
    }
    open_session(visit, now).await?;
    Ok(Ok(()))
}

/// Sets a new password by a code that staff gave, and signs in with it. With a second factor one signs in after it: the code stands for the password alone.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::Busy`] if too much is
/// asked at once; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn reset_password(visit: &Visit, login: &str, code: &str, new: &str) -> Result<Result<(), ChangeRefusal>, Problem> {
    visit.signed_in()?;
    let [login, read] = account::spellings(account::typed(login));
    if let Some(refusal) = [&login, &read].into_iter().find_map(|login| account::password(new, login).err()) {
        return Ok(Err(ChangeRefusal::New(refusal)));
    }
    let ports = &visit.site.ports;
    // Sixty bits cannot be guessed in four hours, so the right code never waits for whoever fails at this login beside its owner. A made-up one costs
    // nobody a hash, and soon a wait.
    let Some(account) = visit.site.store.account_of_code(&login, kept_reset_code(code), visit.now).await? else {
        let pot = Pot::Reset { login: read, address: visit.address.clone() };
        return Ok(Err(ports.take_ticket(&pot, visit.now).map_or_else(ChangeRefusal::Wait, |()| ChangeRefusal::OldWrong)));
    };
    let hash = ports.hash_password(new.into(), visit.asker(true, Some(account))).await.map_err(|_| Problem::Busy(5))?;
    match visit.site.store.reset_password(&login, kept_reset_code(code), hash.clone(), visit.stamp()).await? {
        Some(id) => {
            // the proof holds for an account without a second factor alone
            open_session(visit, SignInProof::of(id, &hash, None)).await?;
            Ok(Ok(()))
        }
        None => Ok(Err(ChangeRefusal::OldWrong)),
    }
}

pub enum ChangeRefusal {
    /// The old password, or the code, is not right.
    OldWrong,
    /// Too many failures: wait so many seconds.
    Wait(u64),
    New(AccountRefusal),
}
