//! Providers by which people sign in: what they say of themselves, kept for an hour; the way there; and the code that a browser brings back, exchanged for
//! a token. Never here: what a token has to claim (`zhixing_domain::identity`), whose account it is.

mod kept;
mod keys;
mod token;

use crate::{Config, clock::Clock, config::ProviderSettings};
use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use kept::KeptAnswer;
use keys::Key;
use serde::{Deserialize, de::DeserializeOwned};
use sha2_next::{Digest, Sha256};
use std::sync::Arc;
use token::Token;
use zhixing_app::urls::{self, encoded};
use zhixing_delivery::{
    fetch::{Fetched, Inquiry},
    webhook::Caller,
};
use zhixing_domain::{
    identity::{AskedToken, BroughtCode, Metadata, ProviderFault, ProviderIdentity, TokenFault, Trip},
    lang::Lang,
    message::endpoint::{Endpoint, is_local},
    time::Span,
};

/// How long a description and keys are good without being asked for again.
const FRESH: Span = Span::from_minutes(60);
/// Keys are asked for again so often where none of them signed a token.
const KEYS_AGAIN: Span = Span::from_minutes(1);

pub struct Oidc {
    caller: Caller,
    clock: Arc<dyn Clock>,
    public_url: String,
    known: Vec<Known>,
}

/// A provider, and what it said.
struct Known {
    settings: ProviderSettings,
    metadata: KeptAnswer<Metadata>,
    keys: KeptAnswer<Vec<Key>>,
}

/// What the token endpoint answers.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

impl Oidc {
    pub fn of(config: &Config, clock: Arc<dyn Clock>) -> Result<Self, String> {
        let caller = Caller::new(is_local(&config.public_url))?;
        let known = config
            .providers
            .iter()
            .map(|p| Known { settings: p.clone(), metadata: KeptAnswer::default(), keys: KeptAnswer::default() })
            .collect();
        Ok(Self { caller, clock, public_url: config.public_url.clone(), known })
    }

    fn known(&self, name: &str) -> Result<&Known, ProviderFault> {
        let found = self.known.iter().find(|k| k.settings.provider.name == name);
        found.ok_or_else(|| ProviderFault::Unreachable(format!("no provider is called {name}")))
    }

    /// Where a browser is sent to sign in.
    pub async fn way(&self, trip: &Trip, lang: Lang) -> Result<String, ProviderFault> {
        let known = self.known(&trip.provider)?;
        let metadata = self.metadata(known).await?;
        let place = &metadata.authorization_endpoint;
        if Endpoint::read(place, is_local(&self.public_url)).is_none() {
            return Err(ProviderFault::Unreachable("authorization_endpoint is no address".into()));
        }
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(trip.verifier.as_bytes()));
        let redirect = self.back(&trip.provider);
        let mut asked = vec![
            ("response_type", "code"),
            ("client_id", &known.settings.provider.client_id),
            ("redirect_uri", &redirect),
            ("scope", "openid profile"),
            ("state", &trip.state),
            ("nonce", &trip.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("ui_locales", if lang == Lang::Zh { "zh-CN" } else { "en" }),
        ];
        if trip.anew.is_some() {
            // whoever holds the address may leave both out: the token has to say when it was
            asked.extend([("prompt", "login"), ("max_age", "0")]);
        }
        Ok(format!("{place}{}{}", if place.contains('?') { '&' } else { '?' }, form(&asked)))
    }

    /// Where it sends people back.
    fn back(&self, provider: &str) -> String {
        format!("{}{}", self.public_url, urls::sign_in_from(provider))
    }

    /// Who came back.
    pub async fn hear(&self, trip: &Trip, brought: BroughtCode) -> Result<ProviderIdentity, ProviderFault> {
        let known = self.known(&trip.provider)?;
        let metadata = self.metadata(known).await?;
        let provider = &known.settings.provider;
        let other = brought.issuer.as_ref().is_some_and(|issuer| *issuer != provider.issuer);
        if other || brought.issuer.is_none() && metadata.authorization_response_iss_parameter_supported {
            return Err(ProviderFault::Mixed);
        }
        let reply = self.caller.fetch(self.exchange(known, &metadata, trip, &brought.code)).await.map_err(ProviderFault::Unreachable)?;
        if reply.status != 200 {
            return Err(ProviderFault::Code(format!("HTTP {}", reply.status)));
        }
        let tokens: Tokens = json(&reply).map_err(ProviderFault::Code)?;
        let token = token::read(&tokens.id_token).map_err(ProviderFault::Token)?;
        if !self.has_signed(known, &metadata, &token).await? {
            return Err(ProviderFault::Token(TokenFault::Signature));
        }
        let asked = AskedToken { issuer: &provider.issuer, client_id: &provider.client_id, nonce: &trip.nonce, anew: trip.anew };
        token.claims.judge(&asked, self.clock.now()).map_err(ProviderFault::Token)
    }

    /// The question that exchanges a code.
    fn exchange(&self, known: &Known, metadata: &Metadata, trip: &Trip, code: &str) -> Inquiry {
        let (id, redirect) = (&known.settings.provider.client_id, self.back(&trip.provider));
        let mut sent = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect.as_str()),
            ("code_verifier", trip.verifier.as_str()),
        ];
        let mut authorization = None;
        match &known.settings.secret {
            None => sent.push(("client_id", id)),
            Some(secret) if metadata.takes_secret_in_form() => sent.extend([("client_id", id.as_str()), ("client_secret", secret)]),
            Some(secret) => {
                let both = format!("{}:{}", encoded(id), encoded(secret));
                authorization = Some(format!("Basic {}", BASE64_STANDARD.encode(both)));
            }
        }
        let (url, named) = (metadata.token_endpoint.clone(), known.settings.provider.issuer.clone());
        Inquiry { url, named, form: Some(form(&sent)), authorization }
    }

    /// What a provider says of itself.
    async fn metadata(&self, known: &Known) -> Result<Arc<Metadata>, ProviderFault> {
        let ask = describe(&self.caller, &known.settings.provider.issuer);
        known.metadata.get(&*self.clock, FRESH, ask).await.map_err(ProviderFault::Unreachable)
    }

    /// Whether a key of its own signed this. Where none did, it may have another by now: it is asked again.
    async fn has_signed(&self, known: &Known, metadata: &Metadata, token: &Token<'_>) -> Result<bool, ProviderFault> {
        for fresh in [FRESH, KEYS_AGAIN] {
            let keys = known.keys.get(&*self.clock, fresh, self.published(known, metadata)).await.map_err(ProviderFault::Unreachable)?;
            if keys.iter().any(|key| key.has_signed(token)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The keys that it publishes.
    async fn published(&self, known: &Known, metadata: &Metadata) -> Result<Vec<Key>, String> {
        let reply = self
            .caller
            .fetch(Inquiry { url: metadata.jwks_uri.clone(), named: known.settings.provider.issuer.clone(), ..Inquiry::default() })
            .await?;
        json(&reply).map(keys::read)
    }
}

/// Asks a provider what it is.
pub async fn describe(caller: &Caller, issuer: &str) -> Result<Metadata, String> {
    let reply = caller.fetch(Inquiry { url: Metadata::address(issuer), named: issuer.into(), ..Inquiry::default() }).await?;
    let metadata: Metadata = json(&reply)?;
    match metadata.missing(issuer).as_slice() {
        [] => Ok(metadata),
        missing => Err(format!("missing or not as it has to be: {}", missing.join(", "))),
    }
}

fn json<T: DeserializeOwned>(reply: &Fetched) -> Result<T, String> {
    if reply.status != 200 {
        return Err(format!("HTTP {}", reply.status));
    }
    serde_json::from_slice(&reply.body).map_err(|_| "the answer is not the JSON that was asked for".into())
}

/// As forms are sent.
fn form(fields: &[(&str, &str)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    fields.join("&")
}
