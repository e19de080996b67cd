//! Writes one certificate and its bad brothers, for the foreign verifiers: `cargo run --example sample -- FOLDER`.
//! `tests/acceptance.sh` runs those over the folder.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;
use support::{REVOKED, at, current, did, ending, facts, instant, issued, key, photo, retired, status_list, version};
use zhixing_credential::{
    carrier::{bake_png, bake_svg},
    document::issue,
    pdf::{Attachment, DEBIAN, Fonts, Identity, Sheet, render},
};
use zhixing_domain::certificate::{Facts, StatusPlace, Version};

type Fallible = Result<(), Box<dyn std::error::Error>>;

fn main() -> Fallible {
    let folder = std::env::args().nth(1).ok_or("usage: sample FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes);
    let signed = at("2026-11-20T03:00:00Z");

    let good = issue(&facts(), &version(), &current(), signed)?;
    write("credential.json", &good)?;
    write("did.json", did().to_json().as_bytes())?;
    write("status.json", &status_list(&[]))?;

    // accepted
    write("corrected.json", &issued(|_, v| v.ordinal = 2))?;
    let (other, until) = ending();
    let direction = issue(&other, &until, &current(), signed)?;
    write("direction.json", &direction)?;
    write("retired-key.json", &issue(&facts(), &version(), &retired(), signed)?)?;
    write("nasty.json", &issued(|f, _| f.holder = "\"𠮷野\u{8}\\,（e\u{301}）😀<&>'\u{202e}\n张".into()))?;

    // carried in pictures
    write("badge.png", &bake_png(&photo(), &good).ok_or("png")?)?;
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"></svg>";
    write("badge.svg", bake_svg(svg, std::str::from_utf8(&good)?).ok_or("svg")?.as_bytes())?;

    // refused
    write("revoked-status.json", &status_list(&[REVOKED]))?;
    write("revoked.json", &issued(|_, v| v.status = StatusPlace { list: 1, index: REVOKED }))?;
    let past = |_: &mut Facts, v: &mut Version| {
        v.valid_from = instant("2020-01-01T00:00:00Z");
        v.valid_until = Some(instant("2021-01-01T00:00:00Z"));
    };
    write("expired.json", &issued(past))?;
    write("tampered.json", String::from_utf8(good.clone())?.replace("\"86.5\"", "\"96.5\"").as_bytes())?;
    write("forged.json", &issue(&facts(), &version(), &key("k2026-1", "forger"), signed)?)?;

    let fonts = Fonts::find(&[Path::new(DEBIAN)])?;
    let sheet = |facts: &Facts, version: &Version, credential: &[u8], photo: Option<&[u8]>| {
        let identity = Some(Identity { kind_zh: "居民身份证", kind_en: "Resident ID", number: "11010519491231002X" });
        let log = Attachment {
            name: "log.tlog-proof",
            mime_type: "text/plain",
            description: "Proof of the transparency log",
            data: b"c2sp.org/tlog-proof@v1\n",
        };
        let verification_url = &version.verification_url();
        let check_code = "K7QM 2XWD 9HTA";
        render(&Sheet { facts, version, credential, identity, photo, verification_url, check_code, attachments: &[log] }, &fonts)
    };
    write("certificate.pdf", &sheet(&facts(), &version(), &good, Some(&photo()))?)?;
    write("direction.pdf", &sheet(&other, &until, &direction, None)?)?;
    Ok(())
}
