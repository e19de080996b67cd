//! The second factor of signing in: setting it, proving it, taking it away. The code is asked for after the right password alone.

use crate::{
    account::{
        proof::{PasswordRefusal, admit, open_session, own_password},
        reset_code::{kept_reset_code, new_reset_code},
    },
    passkey::second_step::is_second_step,
};
use zhixing_app::urls;
use zhixing_domain::{
    id::{AccountId, IdentityId},
    text::reading,
    time::{Span, Timestamp},
};
use zhixing_shell::{
    boxed,
    guard::{Person, Visit},
    ports::Pot,
    problem::Problem,
};
use zhixing_store::{SignInProof, Whence};

/// How many recovery codes there are at first.
const CODES: usize = 8;
/// How long the forms that ask for a code are good.
const PATIENCE: Span = Span::from_minutes(15);

/// Why a code was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorRefusal {
    /// There is a second factor, and no code was given.
    Wanted,
    /// Neither the code of this half minute nor a recovery code, or used already.
    Code,
    Password,
    /// Too many failures: wait so many seconds.
    Wait(u64),
    /// The form is too old, or was made by nobody here.
    Stale,
    /// It is on already: whoever has only the password does not put another in its place.
    There,
}

/// A secret that is shown and not kept yet, and the ticket that brings it back.
pub struct Setup {
    pub secret: String,
    pub ticket: String,
}

/// What a ticket is for: another kind of form does not take it.
const ADMISSION: &str = "sign-in";
const SETUP: &str = "set-up";

fn ticket(visit: &Visit, purpose: &str, account: AccountId, text: &str) -> Result<String, Problem> {
    let until = visit.now + PATIENCE;
    let made = visit.site.ports.ticket(&format!("{purpose} {account} {} {text}", until.ms()));
    made.ok_or_else(|| Problem::Broken("a ticket cannot be sealed".into()))
}

/// Whose ticket it is, and its text, where it is of this purpose and not over.
fn read_ticket(visit: &Visit, purpose: &str, ticket: &str) -> Option<(AccountId, String)> {
    let text = visit.site.ports.read_ticket(ticket)?;
    let mut parts = text.splitn(4, ' ');
    let right = parts.next()? == purpose;
    let (account, until) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok().map(Timestamp::from_ms)?);
    (right && visit.now < until).then(|| (account, parts.next().unwrap_or_default().to_string()))
}

/// A fresh secret for this person.
///
/// # Errors
///
/// What is wrong, as a [`Problem`].
pub fn begin(visit: &Visit, person: &Person) -> Result<Setup, Problem> {
    let secret = visit.site.ports.new_secret();
    Ok(Setup { ticket: ticket(visit, SETUP, person.0.id, &secret)?, secret })
}

/// What an authenticator reads (the Key URI Format): the issuer names the site, without the colon that ends it.
pub fn key_uri(visit: &Visit, login: &str, secret: &str) -> String {
    let site = urls::encoded(&visit.lang.pick(&visit.site.about.issuer).replace(':', " "));
    format!("otpauth://totp/{site}:{}?secret={secret}&issuer={site}", urls::encoded(login))
}

/// The same secret once more, after a wrong code.
pub fn again(visit: &Visit, person: &Person, ticket: String) -> Option<Setup> {
    let (account, secret) = read_ticket(visit, SETUP, &ticket)?;
    (account == person.0.id).then_some(Setup { secret, ticket })
}

/// Sets the second factor after a code and the password prove it: the recovery codes, shown this once. Every other session and token ends.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn set(
    visit: &Visit,
    person: &Person,
    ticket: String,
    code: &str,
    password: String,
) -> Result<Result<Vec<String>, FactorRefusal>, Problem> {
    visit.signed_in()?;
    let (ports, id) = (&visit.site.ports, person.0.id);
    if visit.site.store.second_factor(id).await?.is_some() {
        return Ok(Err(FactorRefusal::There));
    }
    let Some(Setup { secret, .. }) = again(visit, person, ticket) else { return Ok(Err(FactorRefusal::Stale)) };
    let proof = match own_password(visit, person, password).await? {
        Ok(proof) => proof,
        Err(PasswordRefusal::Wrong) => return Ok(Err(FactorRefusal::Password)),
        Err(PasswordRefusal::Wait(seconds)) => return Ok(Err(FactorRefusal::Wait(seconds))),
    };
    let account = id.to_string();
    let sealed = ports.seal_secret(&account, &secret).ok_or_else(|| Problem::Broken("a secret cannot be sealed".into()))?;
    let Some(step) = ports.check_code(&account, &sealed, &digits(code), visit.now) else { return Ok(Err(FactorRefusal::Code)) };
    let codes: Vec<String> = (0..CODES).map(|_| new_reset_code(ports.random())).collect();
    let hashes = codes.iter().map(|code| kept_reset_code(code)).collect();
    if !visit.site.store.set_second_factor(proof.clone(), sealed, step, hashes, visit.stamp()).await? {
        return Ok(Err(FactorRefusal::There));
    }
    open_session(visit, SignInProof { factor: Some(visit.now), ..proof }).await?;
    Ok(Ok(codes))
}

/// Takes the own second factor away, with a code of it.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn remove(visit: &Visit, person: &Person, code: &str) -> Result<Result<(), FactorRefusal>, Problem> {
    visit.signed_in()?;
    if let Err(refusal) = prove(visit, person.0.id, code).await? {
        return Ok(Err(refusal));
    }
    visit.site.store.remove_second_factor(person.0.id, visit.stamp()).await?;
    Ok(Ok(()))
}

/// Whether a code is that of the account's authenticator or one of its recovery codes; it is used by that. Gives when the second factor was set up that
/// was proved; without one nothing is asked.
#[boxed]
pub(crate) async fn prove(visit: &Visit, account: AccountId, code: &str) -> Result<Result<Option<Timestamp>, FactorRefusal>, Problem> {
    let (ports, store) = (&visit.site.ports, &visit.site.store);
    let Some(factor) = store.second_factor(account).await? else {
        // for staff who have a passkey it is what is wanted, and no code is one
        return Ok(match asks_passkey(visit, account).await? {
            true => Err(FactorRefusal::Wanted),
            false => Ok(None),
        });
    };
    if code.trim().is_empty() {
        return Ok(Err(FactorRefusal::Wanted));
    }
    let pot = Pot::SecondFactor(account.to_string());
    if let Err(seconds) = ports.take_ticket(&pot, visit.now) {
        return Ok(Err(FactorRefusal::Wait(seconds)));
    }
    let right = match ports.check_code(&account.to_string(), &factor.sealed, &digits(code), visit.now) {
        Some(step) => store.use_step(account, step).await?,
        None => store.use_recovery_code(account, kept_reset_code(&reading::keyboard(code)), visit.stamp()).await?,
    };
    if !right {
        return Ok(Err(FactorRefusal::Code));
    }
    ports.give_back(&pot, true);
    Ok(Ok(Some(factor.set_at)))
}

/// Whether the password alone does not let somebody in because they have passkeys.
pub(crate) async fn asks_passkey(visit: &Visit, account: AccountId) -> Result<bool, Problem> {
    let passkeys = visit.site.store.passkeys(account).await?;
    Ok(!passkeys.is_empty() && visit.site.store.account(account).await?.is_some_and(|a| is_second_step(&a, &passkeys)))
}

/// What the form carries that asks for the code, once the password was right: whose it is, which password it was, and the identity that stood for it.
///
/// # Errors
///
/// What is wrong, as a [`Problem`].
pub fn admission(visit: &Visit, proof: &SignInProof) -> Result<String, Problem> {
    let identity = proof.identity.map(|id| format!(" {id}")).unwrap_or_default();
    ticket(visit, ADMISSION, proof.account, &format!("{}{identity}", proof.password))
}

/// What was proved before the second step, where the form says so and it still holds.
pub(crate) async fn first_step(visit: &Visit, ticket: &str) -> Result<Option<SignInProof>, Problem> {
    let Some((account, text)) = read_ticket(visit, ADMISSION, ticket) else { return Ok(None) };
    let (password, identity) = match text.split_once(' ') {
        None => (text, None),
        Some((password, id)) => match id.parse::<IdentityId>() {
            Ok(id) => (password.to_string(), Some(id)),
            Err(_) => return Ok(None),
        },
    };
    let store = &visit.site.store;
    let bound = match identity {
        Some(identity) => store.identities(account).await?.iter().any(|bound| bound.id == identity),
        None => true,
    };
    let holds = bound && store.has_password(account, &password).await?;
    let proof = SignInProof { account, password, factor: None, passkey: None, identity, device: None, whence: Whence::default() };
    Ok(holds.then_some(proof))
}

/// Signs in whoever gave the right password before, by the code.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn sign_in(visit: &Visit, ticket: &str, code: &str) -> Result<Result<(), FactorRefusal>, Problem> {
    visit.signed_in()?;
    // by what held before no code is looked at, and none is used up
    let Some(proof) = first_step(visit, ticket).await? else { return Ok(Err(FactorRefusal::Stale)) };
    let factor = match prove(visit, proof.account, code).await? {
        Ok(factor) => factor,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let admitted = admit(visit, SignInProof { factor, ..proof }, false).await?;
    Ok(if admitted { Ok(()) } else { Err(FactorRefusal::Stale) })
}

/// The digits of a code, however it was typed: `123 456`, `１２３４５６`.
fn digits(code: &str) -> String {
    reading::keyboard(code).chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}
