//! Keys and the hashes that prove them: the Config Key of settings, and what a browser sends with a request.

use crate::{Settings, json};
use std::hint::black_box;
use zhixing_domain::digest::sha256_hex;

/// The Config Key: the same for every client and version that runs these settings.
pub fn config_key(settings: &Settings) -> String {
    sha256_hex(settings.to_json().as_bytes())
}

/// The Config Key, and the other one that the Windows client makes of settings with a quotation mark in a text.
pub fn accepted_keys(settings: &Settings) -> Vec<String> {
    let escaped = sha256_hex(json::write(&settings.0, json::Quotes::Escaped).as_bytes());
    let mut keys = vec![config_key(settings)];
    if !keys.contains(&escaped) {
        keys.push(escaped);
    }
    keys
}

/// What a browser that has `key` sends with a request for `url`. The fragment never leaves a browser.
pub fn request_hash(url: &str, key: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    sha256_hex(format!("{url}{key}").as_bytes())
}

/// Whether two texts are the same, in a time that does not tell where they differ.
pub fn same(a: &str, b: &str) -> bool {
    let differ = a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| black_box(all | (a ^ b)));
    a.len() == b.len() && black_box(differ) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        Settings::read(format!("<plist><dict><key>k</key><string>{text}</string></dict></plist>").as_bytes()).unwrap()
    }

    #[test]
    fn the_key_is_the_digest_of_the_text() {
        assert_eq!(config_key(&settings("v")), sha256_hex(br#"{"k":"v"}"#));
        assert_eq!(accepted_keys(&settings("v")), [config_key(&settings("v"))]);
        assert_eq!(accepted_keys(&settings("\"")), [sha256_hex(br#"{"k":"""}"#), sha256_hex(br#"{"k":"\""}"#)]);
    }

    #[test]
    fn a_request_is_hashed_without_its_fragment() {
        let url = "https://host/exam?x=%E4%B8%AD&y=1";
        assert_eq!(request_hash(&format!("{url}#item-2"), "ab"), sha256_hex(format!("{url}ab").as_bytes()));
        assert_ne!(request_hash("https://host/exam/", "ab"), request_hash("https://host/exam", "ab"));
    }

    #[test]
    fn only_equal_texts_are_the_same() {
        assert!(same("", "") && same("abc", "abc"));
        assert!(!same("abc", "abd") && !same("abc", "ab") && !same("ab", "abc") && !same("", "a"));
    }
}
