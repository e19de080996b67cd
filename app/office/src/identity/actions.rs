//! Signing in elsewhere: going there, coming back, opening an account by it, binding it to one's own and unbinding it. It stands for the password and for
//! nothing more: whoever has a second factor is asked for it.

use crate::{
    account::{
        actions::another_account,
        proof::{PasswordRefusal, admit, open_session, own_password},
    },
    identity::journey::{self, Away, Back},
    second_factor::actions::{self as second_factor, FactorRefusal},
};
use axum::http::{HeaderMap, HeaderValue};
use serde::Deserialize;
use zhixing_domain::{
    account::{self, Account, AccountRefusal, Role, Roles},
    digest::sha256_hex,
    id::{AccountId, IdentityId},
    identity::{BroughtCode, ProviderFault, ProviderIdentity},
    time::Timestamp,
};
use zhixing_shell::{
    boxed, consent,
    guard::{Person, Visit},
    ports::Pot,
    problem::Problem,
};
use zhixing_store::{BoundIdentity, IdentityRefusal, NewAccount, SignInProof, UsedChallenge};

/// What a provider sends people back with.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Returned {
    code: String,
    state: String,
    iss: Option<String>,
    error: String,
}

/// Where somebody who came back stands.
pub(crate) enum Arrival {
    /// Signed in.
    In,
    /// The second factor is wanted, too.
    Factor(SignInProof),
    /// Nobody has it here: an account may be opened.
    New(Back),
    /// It may be bound to the account that is signed in, or is bound to it and confirms whose session this is.
    Own(Back),
}

/// Why somebody who came back stands where they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JourneyFault {
    /// Begun elsewhere, too long ago, or ended before.
    Stale,
    /// The provider let nobody in.
    Declined,
    NotBelieved,
    Unreachable,
    /// It is bound to no account, and none may be opened.
    Unknown,
    Closed,
    /// It is bound to somebody else's account.
    There,
    /// Too many on this device, or on new ones at this address: wait so many seconds, and come back the same way.
    Wait(u64),
}

/// Where this browser is sent, and the cookie that it comes back with.
#[boxed]
pub(crate) async fn begin(visit: &Visit, provider: &str, next: &str) -> Result<Result<(String, HeaderValue), JourneyFault>, Problem> {
    visit.signed_in()?;
    let away = journey::begin(visit, journey::provider(visit, provider)?, next);
    let cookie = away.cookie(visit)?;
    match visit.site.ports.way_to_provider(away.trip, visit.lang).await {
        Ok(way) => Ok(Ok((way, cookie))),
        Err(fault) => Ok(Err(noted(provider, fault))),
    }
}

/// What people hear of it; the log has the rest, and nothing of the person.
fn noted(provider: &str, fault: ProviderFault) -> JourneyFault {
    tracing::warn!(provider, ?fault, "somebody could not sign in by a provider");
    match fault {
        ProviderFault::Unreachable(_) => JourneyFault::Unreachable,
        _ => JourneyFault::NotBelieved,
    }
}

/// Somebody comes back with what this browser was sent away with: each way is believed once.
#[boxed]
pub(crate) async fn come_back(visit: &Visit, away: Away, returned: Returned) -> Result<Result<Arrival, JourneyFault>, Problem> {
    visit.signed_in()?;
    let (ports, store) = (&visit.site.ports, &visit.site.store);
    let once = UsedChallenge { hash: sha256_hex(away.trip.state.as_bytes()), until: Timestamp::from_ms(away.until) };
    let whose = visit.account.as_ref().map(|a| a.id);
    let stranger = away.account.is_some() && away.account != whose;
    if returned.state != away.trip.state || stranger {
        return Ok(Err(JourneyFault::Stale));
    }
    if returned.code.is_empty() || !returned.error.is_empty() {
        return Ok(Err(JourneyFault::Declined));
    }
    let pot = pot_of(visit).await?;
    if let Err(seconds) = ports.take_ticket(&pot, visit.now) {
        return Ok(Err(JourneyFault::Wait(seconds)));
    }
    // a way that ended before counts as a failure: to see it asks for a write, which whoever loops does not get for nothing
    if !store.come_back(once, visit.now).await? {
        return Ok(Err(JourneyFault::Stale));
    }
    let brought = BroughtCode { code: returned.code, issuer: returned.iss };
    let identity = match ports.back_from_provider(away.trip.clone(), brought).await {
        Ok(identity) => identity,
        Err(fault) => {
            // that a provider is out of reach is nobody's failure
            if matches!(fault, ProviderFault::Unreachable(_)) {
                ports.give_back(&pot, false);
            }
            return Ok(Err(noted(&away.trip.provider, fault)));
        }
    };
    ports.give_back(&pot, true);
    arrive(visit, away, identity).await
}

/// Where a try counts: by the device where somebody signed in on it before, so that nobody else at the address keeps it out.
async fn pot_of(visit: &Visit) -> Result<Pot, Problem> {
    let device = visit.evidence.device.clone().unwrap_or_default();
    let known = !device.is_empty() && visit.site.store.is_known_device(&device, visit.now).await?;
    Ok(if known { Pot::KnownElsewhere(device) } else { Pot::Elsewhere(visit.address.clone()) })
}

async fn arrive(visit: &Visit, away: Away, identity: ProviderIdentity) -> Result<Result<Arrival, JourneyFault>, Problem> {
    let known = visit.site.store.identity(&identity).await?;
    Ok(match (known, away.account) {
        (Some((owner, _)), Some(me)) if owner.id != me => Err(JourneyFault::There),
        (_, Some(_)) => Ok(Arrival::Own(away.back(visit, identity))),
        (Some((owner, proof)), None) => enter(visit, &owner, proof).await?,
        (None, None) if visit.site.registration() => Ok(Arrival::New(away.back(visit, identity))),
        (None, None) => Err(JourneyFault::Unknown),
    })
}

/// Lets somebody in whom a provider vouches for, as the right password would.
async fn enter(visit: &Visit, owner: &Account, proof: SignInProof) -> Result<Result<Arrival, JourneyFault>, Problem> {
    if owner.disabled_at.is_some() {
        return Ok(Err(JourneyFault::Closed));
    }
    if let Some(id) = proof.identity {
        visit.site.store.use_identity(id, visit.now).await?;
    }
    Ok(match second_factor::prove(visit, owner.id, "").await? {
        Err(FactorRefusal::Wanted) => Ok(Arrival::Factor(proof)),
        Ok(factor) if admit(visit, SignInProof { factor, ..proof }, false).await? => Ok(Arrival::In),
        Ok(_) | Err(_) => Err(JourneyFault::Stale),
    })
}

/// Opens a learner's account for whoever a provider knows and who agrees to privacy and terms, where the installation lets anybody do so. The inner
/// refusals are empty where the identity is somebody's by now.
#[boxed]
pub(crate) async fn open(
    visit: &Visit,
    back: Back,
    (login, name): (&str, &str),
    agrees: Option<&str>,
) -> Result<Result<AccountId, Vec<AccountRefusal>>, Problem> {
    if !visit.site.registration() {
        return Err(Problem::refused("registration_closed", |l| zhixing_app::i18n::account::registration_closed(l).into()));
    }
    visit.signed_in()?;
    let agreed = agrees.ok_or(AccountRefusal::NotAgreed).and_then(|read| consent::version(visit, read).ok_or(AccountRefusal::TextsChanged));
    let (login, display_name, version) = match (account::login(login), account::own_name(name), agreed) {
        (Ok(login), Ok(name), Ok(version)) => (login, name, version),
        (login, name, agreed) => return Ok(Err([login.err(), name.err(), agreed.err()].into_iter().flatten().collect())),
    };
    another_account(visit)?;
    let roles = Roles::of(&[Role::Learner]);
    let new = NewAccount { login, display_name, legal_name: String::new(), roles, password_hash: String::new() };
    match visit.site.store.register_identity(new, back.identity.clone(), version, visit.stamp()).await? {
        Ok(id) => {
            if let Some((owner, proof)) = visit.site.store.identity(&back.identity).await? {
                // a new account has no second factor
                let _ = enter(visit, &owner, proof).await?;
            }
            Ok(Ok(id))
        }
        Err(refusal) => Ok(Err(refusal.into_iter().collect())),
    }
}

/// Why something was not done to the own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFault {
    Password,
    /// Too many failures: wait so many seconds.
    Wait(u64),
    /// Somebody without a password comes back from a provider first.
    Unconfirmed,
    There,
    /// There is no password, which has to let them in from then on.
    OnlyWay,
    New(AccountRefusal),
}

fn refused(refusal: IdentityRefusal) -> OwnFault {
    match refusal {
        IdentityRefusal::There => OwnFault::There,
        IdentityRefusal::Gone => OwnFault::Unconfirmed,
    }
}

async fn by_password(visit: &Visit, person: &Person, password: String) -> Result<Result<SignInProof, OwnFault>, Problem> {
    Ok(own_password(visit, person, password).await?.map_err(|refusal| match refusal {
        PasswordRefusal::Wrong => OwnFault::Password,
        PasswordRefusal::Wait(seconds) => OwnFault::Wait(seconds),
    }))
}

/// What proves whose session this is to somebody who has no password: that they came back from a provider a moment ago.
async fn by_identity(visit: &Visit, person: &Person, back: Option<&Back>) -> Result<Result<SignInProof, OwnFault>, Problem> {
    let (store, me) = (&visit.site.store, person.0.id);
    let Some(back) = back.filter(|back| back.account == Some(me)) else { return Ok(Err(OwnFault::Unconfirmed)) };
    let Some((_, proof)) = store.identity(&back.identity).await?.filter(|(owner, _)| owner.id == me) else {
        return Ok(Err(OwnFault::Unconfirmed));
    };
    // as the own password does: the session stands for the second step
    let factor = store.second_factor(me).await?.map(|f| f.set_at);
    let passkey = store.passkeys(me).await?.first().map(|p| p.id);
    Ok(Ok(SignInProof { factor, passkey, ..proof }))
}

/// Binds what this browser came back with to the own account, after the password proves whose session this is.
#[boxed]
pub(crate) async fn bind(visit: &Visit, person: &Person, back: Option<Back>, password: String) -> Result<Result<(), OwnFault>, Problem> {
    visit.signed_in()?;
    let Some(back) = back else { return Ok(Err(OwnFault::Unconfirmed)) };
    let proof = match by_password(visit, person, password).await? {
        Ok(proof) => proof,
        Err(fault) => return Ok(Err(fault)),
    };
    Ok(visit.site.store.bind_identity(proof, back.identity, visit.stamp()).await?.map(|_| ()).map_err(refused))
}

/// An identity that is bound to the own account.
pub(crate) async fn own(visit: &Visit, person: &Person, id: &str) -> Result<BoundIdentity, Problem> {
    let id: IdentityId = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.identities(person.0.id).await?.into_iter().find(|i| i.id == id).ok_or(Problem::NotFound)
}

/// Unbinds one of one's own. Every other session and token ends, this session goes on.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn remove(visit: &Visit, person: &Person, id: &str, password: String) -> Result<Result<(), OwnFault>, Problem> {
    visit.signed_in()?;
    let bound = own(visit, person, id).await?;
    if !visit.site.store.has_a_password(person.0.id).await? {
        return Ok(Err(OwnFault::OnlyWay));
    }
    let proof = match by_password(visit, person, password).await? {
        Ok(proof) => proof,
        Err(fault) => return Ok(Err(fault)),
    };
    if let Err(refusal) = visit.site.store.remove_identity(proof.clone(), bound.id, visit.stamp()).await? {
        return Ok(Err(refused(refusal)));
    }
    open_session(visit, proof).await?;
    Ok(Ok(()))
}

/// Sets the first password of somebody whose account has none. Every other session and token ends, this session goes on.
#[boxed]
pub(crate) async fn set_password(visit: &Visit, person: &Person, new: &str, back: Option<&Back>) -> Result<Result<(), OwnFault>, Problem> {
    visit.signed_in()?;
    if let Err(refusal) = account::password(new, &person.0.login) {
        return Ok(Err(OwnFault::New(refusal)));
    }
    if visit.site.store.has_a_password(person.0.id).await? {
        return Ok(Err(OwnFault::Unconfirmed));
    }
    let proof = match by_identity(visit, person, back).await? {
        Ok(proof) => proof,
        Err(fault) => return Ok(Err(fault)),
    };
    let asker = visit.asker(true, Some(person.0.id));
    let hash = visit.site.ports.hash_password(new.into(), asker).await.map_err(|_| Problem::Busy(5))?;
    if !visit.site.store.change_password(proof.clone(), hash.clone(), visit.stamp()).await? {
        return Ok(Err(OwnFault::Unconfirmed));
    }
    open_session(visit, proof.with_password(&hash)).await?;
    Ok(Ok(()))
}

/// What this browser came back with for the person who asks.
pub(crate) fn brought(visit: &Visit, headers: &HeaderMap) -> Option<Back> {
    let me = visit.account.as_ref().map(|a| a.id)?;
    Back::of(visit, headers, Some(me))
}
