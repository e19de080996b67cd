//! Configuration: a file, the environment, flags; the later wins. Every setting is a line of [`SETTINGS`].
//!
//! Never here: what a setting does. A wrong value is refused at the start, by name.

mod providers;
mod secret;
mod settings;
mod traces;

pub use providers::ProviderSettings;
use secret::open_value;
pub use secret::{shown, without_password};
pub use settings::{SETTINGS, Setting};
pub use traces::TraceSettings;

use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};
use zhixing_domain::{
    account::{Role, Roles},
    certificate::Prefix,
    message::endpoint,
};
use zhixing_shell::configured::{ConfigSource, ConfiguredSetting};

/// What stands on every certificate: their defaults are the demonstration's.
const NAMED_FOR_EVER: [&str; 4] = ["public_url", "issuer_name", "issuer_name_en", "certificate_prefix"];

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error("{file}: {reason}")]
    File { file: String, reason: String },
    #[error("{name} = \"{value}\": {reason}")]
    Value { name: &'static str, value: String, reason: String },
}

/// What an operator decided, checked.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub listen: SocketAddr,
    pub public_url: String,
    pub database: String,
    pub content: Option<PathBuf>,
    pub site: Option<PathBuf>,
    pub demo: bool,
    pub registration: bool,
    /// Where people sign in who have an account there.
    pub providers: Vec<ProviderSettings>,
    /// The server that sends mail, and its sender; none where no mail is sent.
    pub mail: Option<(String, String)>,
    /// The gateway that sends short messages, and what its calls are signed with; none where none is sent.
    pub sms: Option<(String, String)>,
    /// Roles that rest without a second factor.
    pub two_steps: Roles,
    pub seats: usize,
    /// The most bytes of what lies beside the texts of a course.
    pub media_quota: u64,
    pub issuer: [String; 2],
    pub prefix: Prefix,
    pub zone: String,
    pub trusted_proxies: Vec<IpAddr>,
    pub hosts: Vec<String>,
    pub metrics_token: String,
    pub log: String,
    pub json_log: bool,
    /// Where traces go, if anywhere.
    pub traces: Option<TraceSettings>,
    pub fonts: PathBuf,
    pub secure_cookies: bool,
    /// What certificates name for ever and nobody has decided yet: names of settings. A demonstration needs none of them.
    pub undecided: Vec<&'static str>,
    /// Every setting as text, for `zhixing config`.
    pub values: BTreeMap<&'static str, String>,
    /// Where each was found.
    pub sources: BTreeMap<&'static str, ConfigSource>,
}

pub type Values = BTreeMap<&'static str, String>;

impl Config {
    /// Joins what the file, the environment and the flags say. `file` is the one that was asked for, if any.
    pub fn load(file: Option<&Path>, env: impl Fn(&str) -> Option<String>, flags: &Values) -> Result<Self, ConfigError> {
        let mut values: Values = SETTINGS.iter().map(|s| (s.name, s.default.to_string())).collect();
        let from_env: Values = SETTINGS.iter().filter_map(|s| env(s.env).filter(|v| !v.is_empty()).map(|v| (s.name, v))).collect();
        let data = flags.get("data").or(from_env.get("data")).cloned();
        let usual = Path::new(data.as_deref().unwrap_or("data")).join("zhixing.toml");
        let file = file.map(Path::to_path_buf).or_else(|| usual.is_file().then_some(usual));
        let from_file = file.map(|file| read_file(&file)).transpose()?.unwrap_or_default();
        let mut sources: BTreeMap<&'static str, ConfigSource> = SETTINGS.iter().map(|s| (s.name, ConfigSource::Default)).collect();
        let found = [(from_file, ConfigSource::File), (from_env, ConfigSource::Environment), (flags.clone(), ConfigSource::Flag)];
        for (found, source) in found {
            sources.extend(found.keys().map(|name| (*name, source)));
            values.extend(found);
        }
        let providers = providers(&values, &env)?;
        Ok(Self { sources, providers, ..Self::check(values)? })
    }

    /// Every setting as an administrator may see it: with where it was found, and without what is secret.
    pub fn shown(&self) -> Vec<ConfiguredSetting> {
        let shown = |s: &Setting| ConfiguredSetting {
            name: s.name,
            env: s.env,
            meaning: s.meaning,
            value: open_value(s.name, self.values.get(s.name).map_or("", String::as_str)),
            source: self.sources.get(s.name).copied().unwrap_or(ConfigSource::Default),
        };
        SETTINGS.iter().map(shown).collect()
    }

    fn check(values: Values) -> Result<Self, ConfigError> {
        let text = |name: &'static str| values.get(name).cloned().unwrap_or_default();
        let folder = |name: &'static str| Some(text(name)).filter(|t| !t.is_empty()).map(PathBuf::from);
        let data = PathBuf::from(text("data"));
        let public_url = public_url(&values)?;
        let zone = zone(&values)?;
        let https = public_url.starts_with("https://");
        let demo = demo(&values, https)?;
        Ok(Self {
            undecided: if demo { vec![] } else { undecided(&values) },
            listen: parse(&values, "listen", "an address and a port such as 127.0.0.1:8080 or 0.0.0.0:80")?,
            database: database(&values, &data)?,
            content: existing(&values, "content", folder("content"))?,
            site: existing(&values, "site", folder("site"))?,
            demo,
            registration: flag(&values, "registration", true)?,
            providers: vec![],
            mail: mail(&values)?,
            sms: sms(&values)?,
            two_steps: two_steps(&values)?,
            seats: seats(&values)?,
            media_quota: parse(&values, "media_quota", "a number of bytes such as 268435456")?,
            issuer: [named(&values, "issuer_name")?, named(&values, "issuer_name_en")?],
            prefix: parse(&values, "certificate_prefix", "Y or S and twelve digits")?,
            zone,
            trusted_proxies: proxies(&values)?,
            hosts: text("hosts").split(',').map(|h| h.trim().to_string()).filter(|h| !h.is_empty()).collect(),
            metrics_token: text("metrics_token"),
            log: text("log"),
            json_log: json_log(&values)?,
            traces: traces(&values)?,
            fonts: PathBuf::from(text("fonts")),
            secure_cookies: flag(&values, "secure_cookies", https)?,
            public_url,
            data,
            values,
            sources: BTreeMap::new(),
        })
    }

    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn wrong<T>(values: &Values, name: &'static str, reason: impl fmt::Display) -> Result<T, ConfigError> {
    let value = values.get(name).map(String::as_str).unwrap_or_default();
    let value = shown(name, value);
    Err(ConfigError::Value { name, value, reason: reason.to_string() })
}

fn parse<T: std::str::FromStr>(values: &Values, name: &'static str, wanted: &str) -> Result<T, ConfigError> {
    let parsed = values.get(name).and_then(|v| v.trim().parse().ok());
    parsed.map_or_else(|| wrong(values, name, format!("must be {wanted}")), Ok)
}

fn flag(values: &Values, name: &'static str, default: bool) -> Result<bool, ConfigError> {
    match values.get(name).map(String::as_str).unwrap_or_default() {
        "" => Ok(default),
        "true" | "yes" | "on" | "1" => Ok(true),
        "false" | "no" | "off" | "0" => Ok(false),
        _ => wrong(values, name, "must be true or false"),
    }
}

fn public_url(values: &Values) -> Result<String, ConfigError> {
    let url = values.get("public_url").map(|url| url.trim_end_matches('/').to_string()).unwrap_or_default();
    zhixing_credential::did::of(&url).map_or_else(|error| wrong(values, "public_url", error), |_| Ok(url.clone()))
}

fn zone(values: &Values) -> Result<String, ConfigError> {
    let zone = values.get("zone").cloned().unwrap_or_default();
    jiff::tz::TimeZone::get(&zone).map_or_else(|error| wrong(values, "zone", error), |_| Ok(zone.clone()))
}

/// What certificates name for ever and was left as it came.
fn undecided(values: &Values) -> Vec<&'static str> {
    let given = |name: &str| SETTINGS.iter().any(|s| s.name == name && values.get(s.name).is_some_and(|v| v != s.default));
    NAMED_FOR_EVER.into_iter().filter(|name| !given(name)).collect()
}

/// Where the database is.
fn database(values: &Values, data: &Path) -> Result<String, ConfigError> {
    let url = values.get("database").cloned().unwrap_or_default().replace("<data>", &data.to_string_lossy());
    if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
        return wrong(values, "database", "must begin with sqlite: or postgres://");
    }
    Ok(url.strip_prefix("sqlite://").map(|path| format!("sqlite:{path}")).unwrap_or(url))
}

/// Whether the log is lines of JSON.
fn json_log(values: &Values) -> Result<bool, ConfigError> {
    match values.get("log_format").map(String::as_str).unwrap_or_default() {
        "text" => Ok(false),
        "json" => Ok(true),
        _ => wrong(values, "log_format", "must be text or json"),
    }
}

/// `public` is the word of whoever means it: elsewhere the demonstration's accounts, whose password everybody knows, serve this machine alone.
fn demo(values: &Values, https: bool) -> Result<bool, ConfigError> {
    if values.get("demo").is_some_and(|v| v == "public") {
        return Ok(true);
    }
    let demo = flag(values, "demo", false)?;
    let listen: SocketAddr = parse(values, "listen", "an address and a port such as 127.0.0.1:8080 or 0.0.0.0:80")?;
    if demo && (https || !listen.ip().is_loopback()) {
        return wrong(values, "demo", "opens an administrator with a public password to others; if you mean it, write --demo=public");
    }
    Ok(demo)
}

fn traces(values: &Values) -> Result<Option<TraceSettings>, ConfigError> {
    let text = |name: &str| values.get(name).map(|v| v.trim()).unwrap_or_default();
    if text("traces").is_empty() {
        return Ok(None);
    }
    let read = TraceSettings::read(text("traces"), text("traces_headers"), text("traces_share"));
    read.map_or_else(|(name, wanted)| wrong(values, name, wanted), |settings| Ok(Some(settings)))
}

fn providers(values: &Values, env: &impl Fn(&str) -> Option<String>) -> Result<Vec<ProviderSettings>, ConfigError> {
    let text = |name: &str| values.get(name).map(|v| v.trim()).unwrap_or_default();
    if text("sign_in_providers").is_empty() {
        return Ok(vec![]);
    }
    let read = providers::read(Path::new(text("sign_in_providers")), endpoint::is_local(text("public_url").trim_end_matches('/')), env);
    read.or_else(|why| wrong(values, "sign_in_providers", why))
}

/// Both or neither: a server without a sender would send nothing, and say so to nobody.
fn mail(values: &Values) -> Result<Option<(String, String)>, ConfigError> {
    let text = |name: &str| values.get(name).map(|v| v.trim().to_string()).unwrap_or_default();
    let (url, from) = (text("smtp_url"), text("mail_from"));
    if url.is_empty() {
        return if from.is_empty() { Ok(None) } else { wrong(values, "mail_from", "needs smtp_url, by which mail is sent") };
    }
    if let Err(reason) = zhixing_delivery::mail::server(&url) {
        return wrong(values, "smtp_url", reason);
    }
    match zhixing_delivery::mail::sender(&from) {
        Ok(_) => Ok(Some((url, from))),
        Err(reason) => wrong(values, "mail_from", reason),
    }
}

/// Both or neither: what is not signed a gateway should refuse.
fn sms(values: &Values) -> Result<Option<(String, String)>, ConfigError> {
    let text = |name: &str| values.get(name).map(|v| v.trim().to_string()).unwrap_or_default();
    let (url, secret) = (text("sms_url"), text("sms_secret"));
    if url.is_empty() {
        return if secret.is_empty() { Ok(None) } else { wrong(values, "sms_url", "is missing: sms_secret signs the calls of a gateway") };
    }
    if !zhixing_delivery::sms::is_address(&url, endpoint::is_local(text("public_url").trim_end_matches('/'))) {
        return wrong(values, "sms_url", "must be https:// and a host, without user and password");
    }
    if !zhixing_delivery::sms::is_secret(&secret) {
        return wrong(values, "sms_secret", "must be whsec_ and base64 of at least 24 bytes: echo whsec_$(openssl rand -base64 24)");
    }
    Ok(Some((url, secret)))
}

/// Never learners: nobody is shut out of an exam for want of a second factor.
fn two_steps(values: &Values) -> Result<Roles, ConfigError> {
    let roles = match values.get("require_second_factor").map(|v| v.trim()).unwrap_or_default() {
        "" => Some(Roles::default()),
        "staff" => Some(Roles::of(&Role::STAFF)),
        list => Roles::parse(list),
    };
    let wanted = "must be staff, or some of teacher, examiner, invigilator and admin, parted by commas";
    roles.filter(|r| !r.has(Role::Learner)).map_or_else(|| wrong(values, "require_second_factor", wanted), Ok)
}

fn seats(values: &Values) -> Result<usize, ConfigError> {
    let wanted = "a number from 1 to 1000000";
    match parse(values, "seats", wanted)? {
        seats @ 1..=1_000_000 => Ok(seats),
        _ => wrong(values, "seats", format!("must be {wanted}")),
    }
}

fn named(values: &Values, name: &'static str) -> Result<String, ConfigError> {
    let text = values.get(name).map(|v| v.trim().to_string()).unwrap_or_default();
    if (1..=100).contains(&text.chars().count()) { Ok(text) } else { wrong(values, name, "must have 1 to 100 characters") }
}

fn existing(values: &Values, name: &'static str, folder: Option<PathBuf>) -> Result<Option<PathBuf>, ConfigError> {
    match folder {
        Some(folder) if !folder.is_dir() => wrong(values, name, "is not a folder"),
        folder => Ok(folder),
    }
}

fn proxies(values: &Values) -> Result<Vec<IpAddr>, ConfigError> {
    let text = values.get("trusted_proxies").map(String::as_str).unwrap_or_default();
    let words = text.split(',').map(str::trim).filter(|w| !w.is_empty());
    words.map(|w| w.parse().or_else(|_| wrong(values, "trusted_proxies", format!("{w} is not an IP address")))).collect()
}

fn read_file(path: &Path) -> Result<Values, ConfigError> {
    let fail = |reason: String| ConfigError::File { file: path.display().to_string(), reason };
    let text = std::fs::read_to_string(path).map_err(|e| fail(e.to_string()))?;
    // the place and the reason, not the line itself: it may hold a password
    let place = |e: &toml::de::Error| e.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| fail(format!("line {}: {}", place(&e), e.message())))?;
    let mut values = Values::new();
    for (key, value) in table {
        let Some(setting) = SETTINGS.iter().find(|s| s.name == key) else {
            let known: Vec<_> = SETTINGS.iter().map(|s| s.name).collect();
            return Err(fail(format!("there is no setting \"{key}\"; the settings are {}", known.join(", "))));
        };
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Boolean(flag) => flag.to_string(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Array(list) => list.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(","),
            _ => return Err(fail(format!("{key} must be a text"))),
        };
        values.insert(setting.name, text);
    }
    Ok(values)
}

#[cfg(test)]
mod tests;
