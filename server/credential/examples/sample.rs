//! Writes one certificate and its bad brothers, for the foreign verifiers: `cargo run --example sample -- FOLDER`.
//! `tests/acceptance.sh` runs those over the folder.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;
use support::{REVOKED, at, current, did, facts, key, retired, status_list};
use zhixing_credential::document::issue;
use zhixing_credential::facts::{Facts, StatusPlace};
use zhixing_credential::pdf::{DEBIAN, Fonts, Identity, Sheet, render};

type Fallible = Result<(), Box<dyn std::error::Error>>;

fn main() -> Fallible {
    let folder = std::env::args().nth(1).ok_or("usage: sample FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes);
    let signed = at("2026-11-20T03:00:00Z");

    let good = issue(&facts(), &current(), signed)?;
    write("credential.json", &good)?;
    write("did.json", did().to_json().as_bytes())?;
    write("status.json", &status_list(&[]))?;

    // accepted
    let variant = |change: &dyn Fn(&mut Facts)| {
        let mut facts = facts();
        change(&mut facts);
        issue(&facts, &current(), signed)
    };
    write("corrected.json", &variant(&|f| f.version = 2)?)?;
    write("direction.json", &variant(&|f| {
        f.occupation.direction = Some("电力网络与动力环境运行管理员".into());
        f.valid_until = Some(at("2056-11-20T02:00:00Z"));
        f.issuer.uscc = None;
        f.issuer.name_en = None;
        f.demonstration = None;
    })?)?;
    write("retired-key.json", &issue(&facts(), &retired(), signed)?)?;
    write("nasty.json", &variant(&|f| f.holder.legal_name = "\"𠮷野\u{8}\\,（e\u{301}）😀<&>'\u{202e}\n张".into())?)?;

    // refused
    write("revoked-status.json", &status_list(&[REVOKED]))?;
    write("revoked.json", &variant(&|f| f.status = StatusPlace { list: 1, index: REVOKED })?)?;
    write("expired.json", &variant(&|f| {
        f.valid_from = at("2020-01-01T00:00:00Z");
        f.valid_until = Some(at("2021-01-01T00:00:00Z"));
    })?)?;
    write("tampered.json", String::from_utf8(good.clone())?.replace("\"86.5\"", "\"96.5\"").as_bytes())?;
    write("forged.json", &issue(&facts(), &key("k2026-1", "forger"), signed)?)?;

    let fonts = Fonts::find(&[Path::new(DEBIAN)])?;
    let sheet = |facts: &Facts, credential: &[u8]| {
        let identity = Identity { kind_zh: "居民身份证", kind_en: "Resident ID", number: "11010519491231002X" };
        let url = facts.verification_url();
        render(&Sheet { facts, credential, identity, photo: None, verification_url: &url, attachments: &[] }, &fonts)
    };
    write("credential.pdf", &sheet(&facts(), &good)?)?;
    Ok(())
}
