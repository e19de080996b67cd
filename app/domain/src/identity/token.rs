//! What an ID token claims (OpenID Connect Core 1.0, section 3.1.3.7), once its signature was found right: whether it is of this provider, for this site,
//! for this browser and for now.

use crate::{
    identity::ProviderIdentity,
    time::{Span, Timestamp},
};
use serde::Deserialize;

/// What was asked.
#[derive(Clone, Copy, Debug)]
pub struct AskedToken<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub nonce: &'a str,
    /// Whoever signed in there before this has to do so again.
    pub anew: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// Claims as they stand in a token. A time may have a fraction; what is not a claim of this kind is no token.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    iat: f64,
    #[serde(default)]
    nbf: Option<f64>,
    #[serde(default)]
    auth_time: Option<f64>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    azp: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    preferred_username: Option<String>,
}

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFault {
    /// It is no token, or one that says what is not understood here.
    Form,
    /// It is signed in a way that is not taken: not at all, or with a secret.
    Algorithm,
    /// No key of the provider has made its signature.
    Signature,
    Issuer,
    /// It is for another site, or for others as well.
    Audience,
    /// Another browser asked for it, or it was not asked for.
    Nonce,
    /// It is over, or of a time that is not now.
    Time,
    /// The person signed in there before, and had to do so again; or it does not say when.
    Before,
    /// It does not say who somebody is.
    Subject,
}

/// How far clocks may differ.
const LEEWAY: Span = Span::from_seconds(120);
/// A token that was asked for a moment ago was not made long before.
const OLDEST: Span = Span::from_minutes(10);
/// The most characters of a subject (section 2).
const SUBJECT: usize = 255;
/// As much of a name as is taken over.
const CALLED: usize = 60;

fn instant(seconds: f64) -> Option<Timestamp> {
    // beyond these no time is meant, and no sum overflows
    (0.0..1e11).contains(&seconds).then(|| Timestamp::from_ms((seconds * 1000.0) as i64))
}

impl Claims {
    /// Whether they are those that were asked for: who somebody is.
    ///
    /// # Errors
    ///
    /// Why they are not believed.
    pub fn judge(self, asked: &AskedToken<'_>, now: Timestamp) -> Result<ProviderIdentity, TokenFault> {
        if self.iss != asked.issuer {
            return Err(TokenFault::Issuer);
        }
        let ours = match &self.aud {
            Audience::One(one) => one == asked.client_id,
            // whoever else may use it may have given it to us
            Audience::Many(all) => all.len() == 1 && all[0] == asked.client_id,
        };
        if !ours || self.azp.as_deref().is_some_and(|azp| azp != asked.client_id) {
            return Err(TokenFault::Audience);
        }
        if asked.nonce.is_empty() || self.nonce.as_deref() != Some(asked.nonce) {
            return Err(TokenFault::Nonce);
        }
        if !self.is_of_now(now) {
            return Err(TokenFault::Time);
        }
        if asked.anew.is_some_and(|begun| !self.is_anew(begun)) {
            return Err(TokenFault::Before);
        }
        if self.sub.is_empty() || self.sub.len() > SUBJECT || !self.sub.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
            return Err(TokenFault::Subject);
        }
        let called = self.name.filter(|n| !n.trim().is_empty()).or(self.preferred_username).unwrap_or_default();
        Ok(ProviderIdentity { issuer: self.iss, subject: self.sub, called: called.trim().chars().take(CALLED).collect() })
    }

    fn is_anew(&self, begun: Timestamp) -> bool {
        self.auth_time.and_then(instant).is_some_and(|at| at + LEEWAY >= begun)
    }

    fn is_of_now(&self, now: Timestamp) -> bool {
        let ends = instant(self.exp).is_some_and(|at| now < at + LEEWAY);
        let made = instant(self.iat).is_some_and(|at| at <= now + LEEWAY && now.since(at) <= OLDEST);
        ends && made && self.nbf.is_none_or(|nbf| instant(nbf).is_some_and(|at| at <= now + LEEWAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const NOW: i64 = 1_800_000_000;

    fn judged(change: impl Fn(&mut Value)) -> Result<ProviderIdentity, Option<TokenFault>> {
        judged_since(None, change)
    }

    fn judged_since(anew: Option<Timestamp>, change: impl Fn(&mut Value)) -> Result<ProviderIdentity, Option<TokenFault>> {
        let mut claims = json!({"iss": "https://id.example", "sub": "7", "aud": "zhixing", "exp": NOW + 300, "iat": NOW, "nonce": "n", "name": " 李学知 "});
        change(&mut claims);
        let claims: Claims = serde_json::from_value(claims).map_err(|_| None)?;
        let asked = AskedToken { issuer: "https://id.example", client_id: "zhixing", nonce: "n", anew };
        claims.judge(&asked, Timestamp::from_ms(NOW * 1000)).map_err(Some)
    }

    #[test]
    fn what_was_asked_for_says_who_somebody_is() {
        let who = ProviderIdentity { issuer: "https://id.example".into(), subject: "7".into(), called: "李学知".into() };
        assert_eq!(judged(|_| {}), Ok(who.clone()));
        assert_eq!(judged(|c| c["aud"] = json!(["zhixing"])), Ok(who.clone()));
        assert_eq!(judged(|c| c["azp"] = json!("zhixing")), Ok(who.clone()));
        assert_eq!(judged(|c| c["exp"] = json!(NOW as f64 + 0.5)), Ok(who));
        let named = judged(|c| {
            c["name"] = json!("");
            c["preferred_username"] = json!("li");
        });
        assert_eq!(named.unwrap().called, "li");
    }

    #[test]
    fn each_claim_that_is_not_the_one_asked_for_is_refused() {
        let table: &[(&str, Value, TokenFault)] = &[
            ("iss", json!("https://id.example/"), TokenFault::Issuer),
            ("iss", json!("https://evil.example"), TokenFault::Issuer),
            ("aud", json!("other"), TokenFault::Audience),
            ("aud", json!(["zhixing", "other"]), TokenFault::Audience),
            ("aud", json!([]), TokenFault::Audience),
            ("azp", json!("other"), TokenFault::Audience),
            ("nonce", json!("m"), TokenFault::Nonce),
            ("nonce", Value::Null, TokenFault::Nonce),
            ("exp", json!(NOW - 120), TokenFault::Time),
            ("exp", json!(-1), TokenFault::Time),
            ("exp", json!(1e300), TokenFault::Time),
            ("iat", json!(NOW + 121), TokenFault::Time),
            ("iat", json!(NOW - 601), TokenFault::Time),
            ("nbf", json!(NOW + 121), TokenFault::Time),
            ("sub", json!(""), TokenFault::Subject),
            ("sub", json!("一"), TokenFault::Subject),
            ("sub", json!("a".repeat(256)), TokenFault::Subject),
        ];
        for (claim, value, fault) in table {
            assert_eq!(judged(|c| c[*claim] = value.clone()), Err(Some(*fault)), "{claim} = {value}");
        }
        for claim in ["iss", "sub", "aud", "exp", "iat"] {
            let without = judged(|c| {
                c.as_object_mut().unwrap().remove(claim);
            });
            assert_eq!(without, Err(None), "no {claim}");
        }
    }

    #[test]
    fn who_has_to_sign_in_there_anew_did_so_since_then() {
        let begun = Some(Timestamp::from_ms(NOW * 1000));
        for (auth_time, fault) in [
            (json!(NOW), None),
            (json!(NOW - 120), None),
            (json!(NOW - 121), Some(TokenFault::Before)),
            (json!(-1), Some(TokenFault::Before)),
            (Value::Null, Some(TokenFault::Before)),
        ] {
            let with = |c: &mut Value| c["auth_time"] = auth_time.clone();
            assert_eq!(judged_since(begun, with).err(), fault.map(Some), "{auth_time}");
            assert!(judged(with).is_ok(), "nobody asked when: {auth_time}");
        }
        assert_eq!(judged_since(begun, |_| {}).err(), Some(Some(TokenFault::Before)), "it does not say when");
    }
}
