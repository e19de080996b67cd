//! The way to a provider and back. What it was begun with travels in a cookie, sealed: another browser cannot end what this one began, so nobody is
//! signed in as somebody else without knowing it.

use axum::http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zhixing_domain::{
    digest::hex,
    id::AccountId,
    identity::{Provider, ProviderIdentity, Trip},
    time::{Span, Timestamp},
};
use zhixing_shell::{cookie::cookie, guard::Visit, problem::Problem};

/// How long the way there and back may take, and how long what it proved may be used.
pub(crate) const PATIENCE: Span = Span::from_minutes(15);
/// As much of where somebody was going as is carried.
const NEXT: usize = 400;

/// On the way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Away {
    pub trip: Trip,
    /// Whose account is at stake, where somebody was signed in when it began.
    pub account: Option<AccountId>,
    pub next: String,
    pub until: i64,
}

/// Back from it, with what the provider says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Back {
    pub identity: ProviderIdentity,
    pub account: Option<AccountId>,
    pub next: String,
    pub(crate) until: i64,
}

/// A part of the way has a name, so that none is taken for another.
trait Leg: Serialize + DeserializeOwned {
    const NAME: &'static str;

    fn until(&self) -> i64;
}

impl Leg for Away {
    const NAME: &'static str = "away ";

    fn until(&self) -> i64 {
        self.until
    }
}

impl Leg for Back {
    const NAME: &'static str = "back ";

    fn until(&self) -> i64 {
        self.until
    }
}

/// The provider of this name.
pub(crate) fn provider<'a>(visit: &'a Visit, name: &str) -> Result<&'a Provider, Problem> {
    visit.site.about.providers.iter().find(|p| p.name == name).ok_or(Problem::NotFound)
}

/// What people call the provider with this issuer; one that is no longer configured by its address.
pub(crate) fn label(visit: &Visit, issuer: &str) -> String {
    let known = visit.site.about.providers.iter().find(|p| p.issuer == issuer);
    known.map_or_else(|| issuer.trim_start_matches("https://").to_string(), |p| p.label.get(visit.lang).clone())
}

pub(crate) fn begin(visit: &Visit, provider: &Provider, next: &str) -> Away {
    let random = || hex(&visit.site.ports.random());
    let account = visit.account.as_ref().map(|a| a.id);
    let verifier = [random(), random()].concat();
    let trip =
        Trip { provider: provider.name.clone(), state: random(), nonce: random(), verifier, anew: account.is_some().then_some(visit.now) };
    let next = if next.len() <= NEXT { next.to_string() } else { String::new() };
    Away { trip, account, next, until: (visit.now + PATIENCE).ms() }
}

/// The cookie that carries it.
fn carry<L: Leg>(visit: &Visit, leg: &L) -> Result<HeaderValue, Problem> {
    let text = serde_json::to_string(leg).map_err(|e| Problem::Broken(e.to_string()))?;
    let sealed = visit.site.ports.ticket(&format!("{}{text}", L::NAME));
    set(visit, &sealed.ok_or_else(|| Problem::Broken("a way cannot be sealed".into()))?, PATIENCE.ms() / 1000)
}

/// The cookie that takes it away.
pub(crate) fn ended(visit: &Visit) -> Result<HeaderValue, Problem> {
    set(visit, "", 0)
}

fn name(visit: &Visit) -> &'static str {
    if visit.site.about.public_url.starts_with("https://") { "__Host-elsewhere" } else { "elsewhere" }
}

fn set(visit: &Visit, value: &str, seconds: i64) -> Result<HeaderValue, Problem> {
    let name = name(visit);
    let secure = if name.starts_with("__Host-") { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).map_err(|e| Problem::Broken(e.to_string()))
}

fn read<L: Leg>(visit: &Visit, headers: &HeaderMap) -> Option<L> {
    let text = visit.site.ports.read_ticket(cookie(headers, name(visit))?)?;
    let leg: L = serde_json::from_str(text.strip_prefix(L::NAME)?).ok()?;
    (visit.now < Timestamp::from_ms(leg.until())).then_some(leg)
}

impl Away {
    pub fn cookie(&self, visit: &Visit) -> Result<HeaderValue, Problem> {
        carry(visit, self)
    }

    pub fn of(visit: &Visit, headers: &HeaderMap) -> Option<Self> {
        read(visit, headers)
    }

    /// The same person came back, with what the provider says.
    pub fn back(self, visit: &Visit, identity: ProviderIdentity) -> Back {
        Back { identity, account: self.account, next: self.next, until: (visit.now + PATIENCE).ms() }
    }
}

impl Back {
    pub(crate) fn cookie(&self, visit: &Visit) -> Result<HeaderValue, Problem> {
        carry(visit, self)
    }

    /// What this browser brought back: for this account, or for one that is to be opened.
    pub(crate) fn of(visit: &Visit, headers: &HeaderMap, account: Option<AccountId>) -> Option<Self> {
        read::<Self>(visit, headers).filter(|back| back.account == account)
    }
}
