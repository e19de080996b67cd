//! A forgotten password: asking for a letter with a link, and setting another password by it. Whether anybody has that login or address is never told:
//! what is asked is written down as it is, and a worker finds out.

use crate::{account::proof::open_session, second_factor::actions::asks_passkey};
use zhixing_app::i18n::recovery as words;
use zhixing_domain::{
    account::{self, AccountRefusal},
    digest::sha256_hex,
    time::Span,
};
use zhixing_shell::{boxed, guard::Visit, ports::Pot, problem::Problem, site::Site};
use zhixing_store::SignInProof;

/// How long a link is good.
pub const LINK: Span = Span::from_minutes(30);
/// The longest text that can be a login or an address.
const LONGEST: usize = 254;

/// A fresh link's own part, which stands nowhere but in the letter, and how it is kept.
pub fn new_link(site: &Site) -> (String, String) {
    let hex = |bytes: [u8; 16]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let link = hex(site.ports.random()) + &hex(site.ports.random());
    let kept = kept(&link);
    (link, kept)
}

fn kept(link: &str) -> String {
    sha256_hex(link.as_bytes())
}

/// Asks for a letter to whoever is meant; else the seconds to wait.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; [`Problem::Invalid`] at `who`; else
/// a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn ask(visit: &Visit, who: &str) -> Result<Result<(), u64>, Problem> {
    sends_mail(visit)?;
    visit.signed_in()?;
    let who = account::typed(who);
    if who.is_empty() || who.len() > LONGEST {
        return Err(Problem::invalid("who", |l| words::who_form(l).into()));
    }
    let [_, read] = account::spellings(who);
    let pot = Pot::Recovery { who: read, address: visit.address.clone() };
    if let Err(seconds) = visit.site.ports.take_ticket(&pot, visit.now) {
        return Ok(Err(seconds));
    }
    visit.site.store.ask_recovery(who, visit.stamp()).await?;
    Ok(Ok(()))
}

/// Whose link this is; nobody's once it is over.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn login_of(visit: &Visit, link: &str) -> Result<Option<String>, Problem> {
    Ok(visit.site.store.account_of_link(&kept(link), visit.now).await?.map(|(_, login)| login))
}

/// What came of setting a password by a link.
pub enum Recovered {
    SignedIn,
    /// The password is set; the second factor is asked for as at any sign-in.
    Factor(Box<SignInProof>),
    Over,
    New(AccountRefusal),
}

/// Sets a new password by a link, once.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Busy`] if too much is asked at once; else a [`Problem`] if the store cannot be
/// read or written.
#[boxed]
pub async fn recover(visit: &Visit, link: &str, new: &str) -> Result<Recovered, Problem> {
    sends_mail(visit)?;
    visit.signed_in()?;
    let (store, ports) = (&visit.site.store, &visit.site.ports);
    // a made-up link costs nobody a hash
    let Some((id, login)) = store.account_of_link(&kept(link), visit.now).await? else { return Ok(Recovered::Over) };
    if let Err(refusal) = account::password(new, &login) {
        return Ok(Recovered::New(refusal));
    }
    let hash = ports.hash_password(new.into(), visit.asker(true, Some(id))).await.map_err(|_| Problem::Busy(5))?;
    if store.recover(kept(link), hash.clone(), visit.stamp()).await?.is_none() {
        return Ok(Recovered::Over);
    }
    let proof = SignInProof::of(id, &hash, None);
    if store.second_factor(id).await?.is_some() || asks_passkey(visit, id).await? {
        return Ok(Recovered::Factor(Box::new(proof)));
    }
    open_session(visit, proof).await?;
    Ok(Recovered::SignedIn)
}

fn sends_mail(visit: &Visit) -> Result<(), Problem> {
    if visit.site.about.mail { Ok(()) } else { Err(Problem::NotFound) }
}
