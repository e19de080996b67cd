//! What a browser may bring, and what it may not.

use super::*;
use serde_json::json;

const CHALLENGE: &str = "Y2hhbGxlbmdl";

fn site() -> RelyingParty {
    RelyingParty::of("https://exam.example.cn").expect("a site")
}

/// What the authenticator says of itself, for a host, with these flags.
fn authenticator(host: &str, flags: u8) -> Vec<u8> {
    let hash = bytes(&sha256_hex(host.as_bytes())).expect("hexadecimal");
    [hash.as_slice(), &[flags], &7u32.to_be_bytes(), &[0; 16], &2u16.to_be_bytes(), &[0xab, 0xcd], b"the key"].concat()
}

fn sent(purpose: &str, origin: &str, authenticator: &[u8]) -> serde_json::Value {
    let client = json!({"type": purpose, "challenge": CHALLENGE, "origin": origin, "crossOrigin": false}).to_string();
    json!({"credential": "ABcd", "client": hex(client.as_bytes()), "authenticator": hex(authenticator)})
}

fn with(mut sent: serde_json::Value, field: &str, value: &str) -> String {
    sent[field] = value.into();
    sent.to_string()
}

#[test]
fn a_host_of_numbers_or_an_open_line_has_no_passkeys() {
    for (url, site) in [
        ("https://exam.example.cn", Some(("https://exam.example.cn", "exam.example.cn"))),
        ("https://exam.example.cn:8443", Some(("https://exam.example.cn:8443", "exam.example.cn"))),
        ("http://localhost:8080", Some(("http://localhost:8080", "localhost"))),
        ("http://exam.example.cn", None),
        ("https://10.1.2.3", None),
        ("https://[2001:db8::1]:8443", None),
        ("exam.example.cn", None),
    ] {
        let site = site.map(|(origin, host)| RelyingParty { origin: origin.into(), host: host.into() });
        assert_eq!(RelyingParty::of(url), site, "{url}");
    }
}

#[test]
fn a_new_key_pair_and_its_use_are_read() {
    let data = authenticator("exam.example.cn", PRESENT | VERIFIED | WITH_KEY);
    let made = made(&with(sent("webauthn.create", &site().origin, &data), "key", "0102"), &site()).expect("read");
    let said = Assertion { credential: "abcd".into(), challenge: CHALLENGE.into(), verified: true, counter: 7 };
    assert_eq!(made, Made { said: said.clone(), key: vec![1, 2] });
    let data = authenticator("exam.example.cn", PRESENT);
    let used = used(&with(sent("webauthn.get", &site().origin, &data), "signature", "03"), &site()).expect("read");
    assert_eq!(used.said, Assertion { verified: false, ..said });
    assert_eq!((used.authenticator, used.signature), (data, vec![3]));
}

#[test]
fn what_was_meant_for_another_site_or_purpose_is_not_taken() {
    let right = authenticator("exam.example.cn", PRESENT);
    let ours = site().origin;
    for (purpose, origin, data, fault) in [
        ("webauthn.create", ours.as_str(), right.clone(), PasskeyFault::Purpose),
        ("webauthn.get", "https://exam.example.cn.evil.example", right.clone(), PasskeyFault::Origin),
        ("webauthn.get", "http://exam.example.cn", right.clone(), PasskeyFault::Origin),
        ("webauthn.get", "https://exam.example.cn:444", right.clone(), PasskeyFault::Origin),
        ("webauthn.get", &ours, authenticator("example.cn", PRESENT), PasskeyFault::Site),
        ("webauthn.get", &ours, authenticator("exam.example.cn", VERIFIED), PasskeyFault::Absent),
        ("webauthn.get", &ours, authenticator("exam.example.cn", PRESENT | IS_COPIED), PasskeyFault::Form),
        ("webauthn.get", &ours, right[..36].to_vec(), PasskeyFault::Form),
    ] {
        assert_eq!(used(&sent(purpose, origin, &data).to_string(), &site()), Err(fault), "{purpose} {origin}");
    }
    let framed = json!({"type": "webauthn.get", "challenge": "", "origin": ours, "crossOrigin": true}).to_string();
    let framed = with(sent("webauthn.get", &ours, &right), "client", &hex(framed.as_bytes()));
    assert_eq!(used(&framed, &site()), Err(PasskeyFault::Origin), "in a frame of somebody else's");
}

#[test]
fn what_is_damaged_is_not_taken() {
    let (ours, data) = (site().origin, authenticator("exam.example.cn", PRESENT | WITH_KEY));
    let create = || sent("webauthn.create", &ours, &data);
    for (field, value) in [("credential", ""), ("credential", "abce"), ("credential", "abc"), ("client", "7b"), ("key", "é"), ("more", "")]
    {
        assert_eq!(made(&with(create(), field, value), &site()), Err(PasskeyFault::Form), "{field} {value}");
    }
    let without_key = sent("webauthn.create", &ours, &authenticator("exam.example.cn", PRESENT));
    assert_eq!(made(&without_key.to_string(), &site()), Err(PasskeyFault::Form));
    let cut = sent("webauthn.create", &ours, &data[..56]);
    assert_eq!(made(&cut.to_string(), &site()), Err(PasskeyFault::Form));
    assert_eq!(used("", &site()), Err(PasskeyFault::Form));
}

#[test]
fn a_name_is_one_line_that_is_not_empty() {
    assert_eq!(label(" 我的手机 ").as_deref(), Some("我的手机"));
    for wrong in ["", " ", "a\nb", &"x".repeat(61)] {
        assert_eq!(label(wrong), None, "{wrong}");
    }
}
