//! What of a setting may be shown: never what lets anybody in.

/// A value that may be shown; nothing where its name says that it is a secret.
pub fn open_value(name: &str, value: &str) -> Option<String> {
    let secret = ["password", "token", "secret"].iter().any(|word| name.contains(word));
    match value {
        "" => Some(String::new()),
        _ if secret => None,
        url if name == "database" || (url.contains("://") && url.contains('@')) => Some(without_password(url)),
        value => Some(value.into()),
    }
}

/// A value for people's eyes: without what lets anybody in.
pub fn shown(name: &str, value: &str) -> String {
    match name {
        "database" | "smtp_url" => without_password(value),
        "metrics_token" | "traces_headers" if !value.is_empty() => "***".into(),
        _ => value.to_string(),
    }
}

/// `postgres://user:secret@host` without the secret, however the address is written.
pub fn without_password(url: &str) -> String {
    let Some((user, host)) = url.rsplit_once('@') else { return url.into() };
    let (scheme, user) = user.split_once("://").map_or(("", user), |(scheme, user)| (scheme, user));
    let user = user.split(':').next().unwrap_or_default();
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
    format!("{scheme}{user}:***@{host}")
}
