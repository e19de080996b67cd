//! Passkeys: keeping one, signing in with it, calling it something else, taking it away. A challenge is a ticket, so nothing is kept before it is answered.

use crate::{
    account::proof::{PasswordRefusal, admit, open_session, own_password},
    second_factor::actions::first_step,
};
use zhixing_domain::{
    account::Account,
    digest::sha256_hex,
    id::{AccountId, PasskeyId},
    passkey::{self, Assertion, RelyingParty},
    time::{Span, Timestamp},
};
use zhixing_shell::{
    boxed,
    guard::{Person, Visit, is_staff},
    problem::Problem,
};
use zhixing_store::{NewPasskey, Passkey, SignInProof, UsedChallenge};

/// How long a page with a challenge is good.
const PATIENCE: Span = Span::from_minutes(15);

/// What a challenge is for: another use does not take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To keep a new passkey of this account.
    Keep(AccountId),
    SignIn,
    /// After the password of this account.
    SecondStep(AccountId),
}

impl Purpose {
    fn text(self) -> String {
        match self {
            Self::Keep(account) => format!("passkey-keep {account}"),
            Self::SignIn => "passkey-sign-in -".into(),
            Self::SecondStep(account) => format!("passkey-step {account}"),
        }
    }
}

/// Why a passkey was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyRefusal {
    /// Nobody's, made for another site, or not signed by it: not told apart.
    Wrong,
    /// The page is too old, or its challenge was used.
    Stale,
    /// Its person was not verified by a PIN, a finger or a face, which this account asks for.
    Unverified,
    Label,
    Password,
    /// Too many failures: wait so many seconds.
    Wait(u64),
    /// It is kept already, or there is room for no more.
    There,
}

/// Where passkeys are good; nothing where this site has none.
pub fn site(visit: &Visit) -> Option<RelyingParty> {
    RelyingParty::of(&visit.site.about.public_url)
}

/// Where passkeys were made that are of no use here, because the site has another address since; nothing where one of them may work.
pub fn elsewhere<'a>(visit: &Visit, passkeys: &'a [Passkey]) -> Option<Option<&'a str>> {
    let here = site(visit).map(|site| site.host);
    let works = |passkey: &Passkey| here.is_some() && (passkey.site.is_none() || passkey.site == here);
    let first = passkeys.first()?;
    (!passkeys.iter().any(works)).then_some(first.site.as_deref())
}

/// What an authenticator is asked with.
///
/// # Errors
///
/// What is wrong, as a [`Problem`].
pub fn challenge(visit: &Visit, purpose: Purpose) -> Result<String, Problem> {
    let made = visit.site.ports.ticket(&format!("{} {}", purpose.text(), (visit.now + PATIENCE).ms()));
    made.ok_or_else(|| Problem::Broken("a challenge cannot be sealed".into()))
}

/// The challenge that was answered, where it is of this purpose and not over.
fn answered(visit: &Visit, purpose: Purpose, said: &Assertion) -> Option<UsedChallenge> {
    let text = visit.site.ports.read_ticket(&said.challenge)?;
    let until = text.strip_prefix(&purpose.text())?.trim_start().parse().ok().map(Timestamp::from_ms)?;
    (visit.now < until).then(|| UsedChallenge { hash: sha256_hex(said.challenge.as_bytes()), until })
}

/// Keeps a passkey, after the password proves whose session this is.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::NotFound`] if what it is
/// about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn keep(
    visit: &Visit,
    person: &Person,
    label: &str,
    password: String,
    sent: &str,
) -> Result<Result<(), PasskeyRefusal>, Problem> {
    visit.signed_in()?;
    let (ports, store, account) = (&visit.site.ports, &visit.site.store, &person.0);
    let relying = site(visit).ok_or(Problem::NotFound)?;
    let Some(label) = passkey::label(label) else { return Ok(Err(PasskeyRefusal::Label)) };
    let Ok(made) = passkey::made(sent, &relying) else { return Ok(Err(PasskeyRefusal::Wrong)) };
    let Some(challenge) = answered(visit, Purpose::Keep(account.id), &made.said) else { return Ok(Err(PasskeyRefusal::Stale)) };
    if !ports.takes_passkey(&made.key) {
        return Ok(Err(PasskeyRefusal::Wrong));
    }
    let staff = asks_staff(visit, account);
    if staff && !made.said.verified {
        return Ok(Err(PasskeyRefusal::Unverified));
    }
    let proof = match own_password(visit, person, password).await? {
        Ok(proof) => proof,
        Err(PasswordRefusal::Wrong) => return Ok(Err(PasskeyRefusal::Password)),
        Err(PasswordRefusal::Wait(seconds)) => return Ok(Err(PasskeyRefusal::Wait(seconds))),
    };
    let alone = staff && !store.has_second_step(account.id).await?;
    let Assertion { credential, counter, .. } = made.said;
    let new = NewPasskey { credential, label, key: made.key, counter, site: relying.host, challenge };
    let Some(id) = store.add_passkey(proof.clone(), new, alone, visit.stamp()).await? else { return Ok(Err(PasskeyRefusal::There)) };
    if alone {
        open_session(visit, SignInProof { passkey: Some(id), ..proof }).await?;
    }
    Ok(Ok(()))
}

/// Whether this account asks that its person be verified; also while its roles rest.
fn asks_staff(visit: &Visit, account: &Account) -> bool {
    is_staff(account) || !visit.resting.is_empty()
}

/// Signs in with a passkey alone: it stands for the password and for the second factor.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn sign_in(visit: &Visit, sent: &str) -> Result<Result<(), PasskeyRefusal>, Problem> {
    let proof = match prove(visit, Purpose::SignIn, sent).await? {
        Ok(proof) => proof,
        Err(refusal) => return Ok(Err(refusal)),
    };
    Ok(if admit(visit, proof, false).await? { Ok(()) } else { Err(PasskeyRefusal::Wrong) })
}

/// Signs in whoever gave the right password before; `ticket` is that of the form that asks for the second step.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn second_step(visit: &Visit, ticket: &str, sent: &str) -> Result<Result<(), PasskeyRefusal>, Problem> {
    let Some(SignInProof { account, password, identity, .. }) = first_step(visit, ticket).await? else {
        return Ok(Err(PasskeyRefusal::Stale));
    };
    let proof = match prove(visit, Purpose::SecondStep(account), sent).await? {
        Ok(proof) if proof.account == account => proof,
        Ok(_) => return Ok(Err(PasskeyRefusal::Wrong)),
        Err(refusal) => return Ok(Err(refusal)),
    };
    let admitted = admit(visit, SignInProof { password, identity, ..proof }, false).await?;
    Ok(if admitted { Ok(()) } else { Err(PasskeyRefusal::Stale) })
}

/// What the use of a passkey proves.
async fn prove(visit: &Visit, purpose: Purpose, sent: &str) -> Result<Result<SignInProof, PasskeyRefusal>, Problem> {
    visit.signed_in()?;
    let (ports, store) = (&visit.site.ports, &visit.site.store);
    let relying = site(visit).ok_or(Problem::NotFound)?;
    let Ok(used) = passkey::used(sent, &relying) else { return Ok(Err(PasskeyRefusal::Wrong)) };
    let Some(challenge) = answered(visit, purpose, &used.said) else { return Ok(Err(PasskeyRefusal::Stale)) };
    let Some((passkey, proof)) = store.passkey(&used.said.credential).await? else { return Ok(Err(PasskeyRefusal::Wrong)) };
    if !ports.is_signed(&passkey.key, &used) {
        return Ok(Err(PasskeyRefusal::Wrong));
    }
    let account = store.account(passkey.account).await?.ok_or(Problem::NotFound)?;
    // alone it stands for two steps, so its person was verified where two are asked for
    if !used.said.verified && (is_staff(&account) || proof.factor.is_some()) {
        return Ok(Err(PasskeyRefusal::Unverified));
    }
    if !store.use_passkey(passkey.id, used.said.counter, challenge, visit.now).await? {
        return Ok(Err(PasskeyRefusal::Stale));
    }
    Ok(Ok(proof))
}

/// A passkey of one's own.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
pub async fn own(visit: &Visit, person: &Person, id: &str) -> Result<Passkey, Problem> {
    let id: PasskeyId = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.passkeys(person.0.id).await?.into_iter().find(|p| p.id == id).ok_or(Problem::NotFound)
}

/// Calls a passkey of one's own something else.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::NotFound`] if what it is
/// about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn rename(visit: &Visit, person: &Person, id: &str, name: &str) -> Result<Result<(), PasskeyRefusal>, Problem> {
    visit.signed_in()?;
    let passkey = own(visit, person, id).await?;
    let Some(label) = passkey::label(name) else { return Ok(Err(PasskeyRefusal::Label)) };
    let there = visit.site.store.rename_passkey(person.0.id, passkey.id, label).await?;
    if there { Ok(Ok(())) } else { Err(Problem::NotFound) }
}

/// Takes a passkey of one's own away, after the password proves whose session this is.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::NotFound`] if what it is
/// about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn remove(visit: &Visit, person: &Person, id: &str, password: String) -> Result<Result<(), PasskeyRefusal>, Problem> {
    visit.signed_in()?;
    let passkey = own(visit, person, id).await?;
    let proof = match own_password(visit, person, password).await? {
        Ok(proof) => proof,
        Err(PasswordRefusal::Wrong) => return Ok(Err(PasskeyRefusal::Password)),
        Err(PasswordRefusal::Wait(seconds)) => return Ok(Err(PasskeyRefusal::Wait(seconds))),
    };
    let removed = visit.site.store.remove_passkey(proof, passkey.id, visit.stamp()).await?;
    if removed { Ok(Ok(())) } else { Err(Problem::NotFound) }
}
