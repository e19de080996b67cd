//! An OpenID provider on the loopback, with its file of settings. It lets in whom it is told, and lies where it is told to.

use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard},
};

pub struct Provider {
    pub issuer: String,
    /// For the setting `sign_in_providers`.
    pub file: String,
    inner: Arc<Mutex<Inner>>,
}

/// How a provider lies about the next token.
#[derive(Clone)]
pub enum Lie {
    /// A claim is another one; `null` leaves it out.
    Claim(&'static str, Value),
    /// A member of the head is another one.
    Head(&'static str, Value),
    /// A key that was never published signs it.
    Key,
    /// Nobody does.
    Unsigned,
}

struct Inner {
    issuer: String,
    key: Ed25519KeyPair,
    kid: u32,
    /// What was asked, by the code that answers it.
    codes: BTreeMap<String, BTreeMap<String, String>>,
    lie: Option<Lie>,
    names_itself: bool,
    silent: bool,
    now: i64,
    asked_for_keys: usize,
}

const SECRET: &str = "a secret/with=signs";
const NOW: i64 = crate::BEGIN_MS / 1000;

type Shared = State<Arc<Mutex<Inner>>>;

fn text(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn new_key() -> Ed25519KeyPair {
    let made = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).expect("a key");
    Ed25519KeyPair::from_pkcs8(made.as_ref()).expect("a key")
}

impl Provider {
    pub async fn starts() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let issuer = format!("http://{address}/campus");
        let inner = Inner {
            issuer: issuer.clone(),
            key: new_key(),
            kid: 1,
            codes: BTreeMap::new(),
            lie: None,
            names_itself: true,
            silent: false,
            now: NOW,
            asked_for_keys: 0,
        };
        let inner = Arc::new(Mutex::new(inner));
        let router = Router::new()
            .route("/campus/.well-known/openid-configuration", get(describe))
            .route("/campus/keys", get(keys))
            .route("/campus/token", post(token))
            .with_state(inner.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let file = std::env::temp_dir().join(format!("zhixing-providers-{}-{}.toml", std::process::id(), address.port()));
        std::fs::write(file.with_extension("secret"), SECRET).expect("written");
        let secret = file.with_extension("secret");
        let settings = format!(
            "[[provider]]\nname = \"campus\"\nissuer = \"{issuer}\"\nclient_id = \"zhixing\"\nclient_secret_file = \"{}\"\nlabel = \"校园账号\"\nlabel_en = \"Campus account\"\n",
            secret.display()
        );
        std::fs::write(&file, settings).expect("written");
        Self { issuer, file: file.display().to_string(), inner }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("whole")
    }

    /// Lets in the person of this subject, whom a site sent `there`: the path at which they come back.
    pub fn lets_in(&self, there: &str, subject: &str, called: &str) -> String {
        let (place, query) = there.split_once('?').expect("a query");
        assert_eq!(place, format!("{}/authorize", self.issuer));
        let mut asked: BTreeMap<String, String> =
            query.split('&').filter_map(|pair| pair.split_once('=')).map(|(n, v)| (n.into(), decoded(v))).collect();
        let wanted = [("response_type", "code"), ("client_id", "zhixing"), ("scope", "openid profile"), ("code_challenge_method", "S256")];
        for (name, value) in wanted {
            assert_eq!(asked[name], value, "{name}");
        }
        asked.insert("sub".into(), subject.into());
        asked.insert("name".into(), called.into());
        let (mut inner, state, redirect) = (self.inner(), asked["state"].clone(), asked["redirect_uri"].clone());
        let code = format!("code-{}", inner.codes.len());
        inner.codes.insert(code.clone(), asked);
        let path = redirect.strip_prefix("http://localhost:8080").expect("this site");
        let issuer = if inner.names_itself { format!("&iss={}", encoded(&self.issuer)) } else { String::new() };
        format!("{path}?code={code}&state={state}{issuer}")
    }

    pub fn lies(&self, lie: Lie) {
        self.inner().lie = Some(lie);
    }

    pub fn forgets_to_name_itself(&self) {
        self.inner().names_itself = false;
    }

    /// Says neither what it is nor its keys any more; whom it lets in gets a token all the same.
    pub fn falls_silent(&self) {
        self.inner().silent = true;
    }

    /// Its clock goes on.
    pub fn passes(&self, minutes: i64) {
        self.inner().now += minutes * 60;
    }

    /// Signs with another key from now on.
    pub fn takes_another_key(&self) {
        let mut inner = self.inner();
        (inner.key, inner.kid) = (new_key(), inner.kid + 1);
    }

    /// How often its keys were asked for.
    pub fn asked_for_keys(&self) -> usize {
        self.inner().asked_for_keys
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let file = PathBuf::from(&self.file);
        let _ = std::fs::remove_file(file.with_extension("secret"));
        let _ = std::fs::remove_file(file);
    }
}

async fn describe(State(inner): Shared) -> Response {
    let inner = inner.lock().expect("whole");
    if inner.silent {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let issuer = &inner.issuer;
    Json(json!({"issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"), "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"), "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["EdDSA"],
        "code_challenge_methods_supported": ["S256"], "authorization_response_iss_parameter_supported": true}))
    .into_response()
}

async fn keys(State(inner): Shared) -> Response {
    let mut inner = inner.lock().expect("whole");
    inner.asked_for_keys += 1;
    if inner.silent {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let (kid, x) = (inner.kid.to_string(), text(inner.key.public_key().as_ref()));
    Json(json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": x, "use": "sig"}]})).into_response()
}

/// Takes a code once, from who asked for it and holds what its challenge was made of.
async fn token(State(inner): Shared, headers: HeaderMap, Form(sent): Form<BTreeMap<String, String>>) -> Response {
    let mut inner = inner.lock().expect("whole");
    let who = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Basic ")).unwrap_or_default();
    let who = String::from_utf8(BASE64_STANDARD.decode(who).unwrap_or_default()).unwrap_or_default();
    let known = who.split_once(':').is_some_and(|(id, secret)| decoded(id) == "zhixing" && decoded(secret) == SECRET);
    let Some(asked) = sent.get("code").and_then(|code| inner.codes.remove(code)).filter(|_| known) else {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    };
    let verifier = sent.get("code_verifier").map(String::as_str).unwrap_or_default();
    let proved = text(digest(&SHA256, verifier.as_bytes()).as_ref()) == asked["code_challenge"];
    if !proved || sent.get("redirect_uri") != asked.get("redirect_uri") {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    }
    let lie = inner.lie.take();
    Json(json!({"access_token": "x", "token_type": "Bearer", "id_token": inner.sign(&asked, lie)})).into_response()
}

impl Inner {
    fn sign(&self, asked: &BTreeMap<String, String>, lie: Option<Lie>) -> String {
        let mut head = json!({"alg": "EdDSA", "kid": self.kid.to_string()});
        let mut claims = json!({"iss": self.issuer, "sub": asked["sub"], "aud": "zhixing", "exp": self.now + 300, "iat": self.now, "nonce": asked["nonce"], "name": asked["name"]});
        if asked.get("max_age").is_some_and(|age| age == "0") {
            claims["auth_time"] = json!(self.now);
        }
        match &lie {
            Some(Lie::Claim(name, value)) => claims[*name] = value.clone(),
            Some(Lie::Head(name, value)) => head[*name] = value.clone(),
            _ => {}
        }
        let signed = format!("{}.{}", text(head.to_string().as_bytes()), text(claims.to_string().as_bytes()));
        let signature = match lie {
            Some(Lie::Key) => new_key().sign(signed.as_bytes()).as_ref().to_vec(),
            Some(Lie::Unsigned) => vec![],
            _ => self.key.sign(signed.as_bytes()).as_ref().to_vec(),
        };
        format!("{signed}.{}", text(&signature))
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => u8::from_str_radix(&rest.by_ref().take(2).map(char::from).collect::<String>(), 16).expect("two digits"),
            other => other,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}
