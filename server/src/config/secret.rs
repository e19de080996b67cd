//! What of a setting may be shown: never what lets anybody in.

/// Settings that are nothing but a secret.
const SECRETS: [&str; 3] = ["metrics_token", "traces_headers", "sms_secret"];

/// A value that may be shown, an address without its password; nothing where the setting is a secret.
pub fn open_value(name: &str, value: &str) -> Option<String> {
    match value {
        "" => Some(String::new()),
        _ if SECRETS.contains(&name) => None,
        url if name == "database" || url.contains("://") => Some(without_password(url)),
        value => Some(value.into()),
    }
}

/// A value for people's eyes: without what lets anybody in.
pub fn shown(name: &str, value: &str) -> String {
    open_value(name, value).unwrap_or_else(|| "***".into())
}

/// `postgres://user:secret@host` without the secret, however the address is written.
pub fn without_password(url: &str) -> String {
    let Some((user, host)) = url.rsplit_once('@') else { return url.into() };
    let (scheme, user) = user.split_once("://").map_or(("", user), |(scheme, user)| (scheme, user));
    let user = user.split(':').next().unwrap_or_default();
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
    format!("{scheme}{user}:***@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SETTINGS;

    #[test]
    fn what_lets_anybody_in_is_shown_nowhere() {
        for (name, value) in [
            ("metrics_token", "hush"),
            ("sms_secret", "whsec_hush"),
            ("traces_headers", "authorization=Bearer hush"),
            ("database", "postgres://zhixing:hush@db/zhixing"),
            ("smtp_url", "smtps://post:hush@mail.example.cn"),
            ("traces", "http://collector:hush@traces.example.cn"),
        ] {
            assert!(SETTINGS.iter().any(|s| s.name == name), "{name} is no setting any more");
            assert!(!shown(name, value).contains("hush"), "{name}");
            assert!(!open_value(name, value).is_some_and(|open| open.contains("hush")), "{name}");
        }
        assert_eq!((shown("zone", "Asia/Shanghai"), shown("metrics_token", "")), ("Asia/Shanghai".into(), String::new()));
        // a setting whose name says that it is a secret is one
        let named = |name: &str| ["password", "token", "secret"].iter().any(|word| name.split('_').any(|part| part == *word));
        for setting in SETTINGS.iter().filter(|s| named(s.name)) {
            assert_eq!(open_value(setting.name, "x"), None, "{}", setting.name);
        }
    }
}
