//! Writes one certificate and its bad brothers, for the foreign verifiers: `cargo run --example sample -- FOLDER`.
//! `tests/acceptance.sh` runs those over the folder.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;
use support::{REVOKED, at, current, did, facts, key, photo, retired, status_list};
use zhixing_credential::{
    carrier::{bake_png, bake_svg},
    document::issue,
    facts::{Facts, Issuer, Score, StatusPlace},
    pdf::{Attachment, DEBIAN, Fonts, Identity, Sheet, render},
};

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
    let mut other = facts();
    other.occupation.direction = Some("电力网络与动力环境运行管理员".into());
    other.valid_until = Some(at("2056-11-20T02:00:00Z"));
    other.issuer = Issuer { name_zh: "某某省某某职业技能评价有限责任公司".into(), name_en: None, uscc: None };
    other.results =
        ["theory", "practice", "review", "thesis", "defence"].map(|slug| Score { slug: slug.into(), ..facts().results[0].clone() }).into();
    other.demonstration = None;
    let direction = issue(&other, &current(), signed)?;
    write("direction.json", &direction)?;
    write("retired-key.json", &issue(&facts(), &retired(), signed)?)?;
    write("nasty.json", &variant(&|f| f.holder.legal_name = "\"𠮷野\u{8}\\,（e\u{301}）😀<&>'\u{202e}\n张".into())?)?;

    // carried in pictures
    write("badge.png", &bake_png(&photo(), &good).ok_or("png")?)?;
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"></svg>";
    write("badge.svg", bake_svg(svg, std::str::from_utf8(&good)?).ok_or("svg")?.as_bytes())?;

    // refused
    write("revoked-status.json", &status_list(&[REVOKED]))?;
    write("revoked.json", &variant(&|f| f.status = StatusPlace { list: 1, index: REVOKED })?)?;
    write(
        "expired.json",
        &variant(&|f| {
            f.valid_from = at("2020-01-01T00:00:00Z");
            f.valid_until = Some(at("2021-01-01T00:00:00Z"));
        })?,
    )?;
    write("tampered.json", String::from_utf8(good.clone())?.replace("\"86.5\"", "\"96.5\"").as_bytes())?;
    write("forged.json", &issue(&facts(), &key("k2026-1", "forger"), signed)?)?;

    let fonts = Fonts::find(&[Path::new(DEBIAN)])?;
    let sheet = |facts: &Facts, credential: &[u8], photo: Option<&[u8]>| {
        let identity = Identity { kind_zh: "居民身份证", kind_en: "Resident ID", number: "11010519491231002X" };
        let log = Attachment {
            name: "log.tlog-proof",
            mime_type: "text/plain",
            description: "Proof of the transparency log",
            data: b"c2sp.org/tlog-proof@v1\n",
        };
        let verification_url = &facts.verification_url();
        let check_code = "K7QM 2XWD 9HTA";
        render(&Sheet { facts, credential, identity, photo, verification_url, check_code, attachments: &[log] }, &fonts)
    };
    write("certificate.pdf", &sheet(&facts(), &good, Some(&photo()))?)?;
    write("direction.pdf", &sheet(&other, &direction, None)?)?;
    Ok(())
}
