//! What somebody proves who signs in or is signed in, and the session that it opens.

use tower_sessions::session::Id;
use zhixing_domain::account;
use zhixing_shell::{
    boxed,
    guard::{BEGUN, Person, SESSION, Visit},
    ports::Pot,
    problem::Problem,
};
use zhixing_store::{SignInProof, Whence};

/// Opens a session for somebody who has proved everything, and remembers the device unless it is known. `false` if what was proved no longer holds.
#[boxed]
pub(crate) async fn admit(visit: &Visit, proof: SignInProof, known: bool) -> Result<bool, Problem> {
    let device = visit.evidence.device.clone().filter(|device| !known && !device.is_empty());
    open_session(visit, SignInProof { device, ..proof }).await
}

/// Opens a session in place of the one that this browser may have. `false` if what was proved no longer holds: then nobody is signed in here.
#[boxed]
pub(crate) async fn open_session(visit: &Visit, proof: SignInProof) -> Result<bool, Problem> {
    let session = visit.signed_in()?;
    let broken = |e: tower_sessions::session::Error| Problem::Broken(e.to_string());
    // a new id, so that an id planted before the sign-in is worth nothing
    session.flush().await.map_err(broken)?;
    let begun = Id::default().to_string();
    let agent = visit.evidence.agent.as_deref().unwrap_or_default();
    let whence = Whence { device: account::device(agent), address: account::shortened(&visit.address), lang: visit.lang };
    let proof = SignInProof { whence, ..proof };
    if !visit.site.store.begin_session(begun.clone(), proof, visit.now, visit.now + SESSION).await? {
        return Ok(false);
    }
    session.insert(BEGUN, begun).await.map_err(broken)?;
    let ms = SESSION.ms();
    session.set_expiry(Some(tower_sessions::Expiry::OnInactivity(time_of(ms))));
    session.save().await.map_err(broken)?;
    Ok(true)
}

fn time_of(ms: i64) -> tower_sessions::cookie::time::Duration {
    tower_sessions::cookie::time::Duration::milliseconds(ms)
}

/// Why somebody who is signed in has not proved the own password.
pub(crate) enum PasswordRefusal {
    Wrong,
    /// Too many failures: wait so many seconds.
    Wait(u64),
}

/// What somebody who is signed in proves with the own password: a session that lies open is not enough for what it guards.
#[boxed]
pub(crate) async fn own_password(
    visit: &Visit,
    person: &Person,
    password: String,
) -> Result<Result<SignInProof, PasswordRefusal>, Problem> {
    let (ports, pot, id) = (&visit.site.ports, Pot::Password(person.0.id.to_string()), person.0.id);
    if let Err(seconds) = ports.take_ticket(&pot, visit.now) {
        return Ok(Err(PasswordRefusal::Wait(seconds)));
    }
    // the session stands for the factor that there is now, and for no other
    let factor = visit.site.store.second_factor(id).await?.map(|f| f.set_at);
    let hash = visit.site.store.credentials_of(&person.0.login).await?.map(|(_, hash)| hash);
    // and for the passkey of staff, without which it would not be
    let passkey = visit.site.store.passkeys(id).await?.first().map(|p| p.id);
    let proof = SignInProof { passkey, ..SignInProof::of(id, hash.as_deref().unwrap_or_default(), factor) };
    match ports.check_password(password, hash, visit.asker(true, Some(id))).await {
        Ok(true) => {
            ports.give_back(&pot, true);
            Ok(Ok(proof))
        }
        Ok(false) => Ok(Err(PasswordRefusal::Wrong)),
        Err(_) => {
            ports.give_back(&pot, false);
            Err(Problem::Busy(5))
        }
    }
}
