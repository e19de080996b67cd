//! The sheet: that it is the credential's sheet, the same every time, and honest about what it cannot print.

use crate::support::*;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use zhixing_credential::{
    carrier::{self, Carrier},
    document::issue,
    pdf::{Attachment, Coverage, DEBIAN, FontFile, Fonts, Identity, PdfError, Sheet, collection, render},
    verify::{Trust, verify},
};
use zhixing_domain::{
    certificate::{AssessmentResult, Facts, Version},
    level::Level,
    verification::Outcome,
};

/// The type of this machine; a test without it says so and is counted as skipped.
fn fonts() -> Option<&'static Fonts> {
    static FONTS: LazyLock<Result<Fonts, String>> = LazyLock::new(|| Fonts::find(&[Path::new(DEBIAN)]).map_err(|error| error.to_string()));
    FONTS.as_ref().inspect_err(|error| eprintln!("skipped: {error}")).ok()
}

fn credential(facts: &Facts) -> Vec<u8> {
    issue(facts, &version(), &current(), at("2026-11-20T03:00:00Z")).unwrap()
}

fn sheet(facts: &Facts, credential: &[u8], photo: Option<&[u8]>, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    sheet_of(facts, &version(), credential, photo, fonts)
}

fn sheet_of(facts: &Facts, version: &Version, credential: &[u8], photo: Option<&[u8]>, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let identity = Identity { kind_zh: "居民身份证", kind_en: "Resident ID", number: "11010519491231002X" };
    let log = Attachment { name: "log.tlog-proof", mime_type: "text/plain", description: "log", data: b"proof" };
    render(
        &Sheet {
            facts,
            version,
            credential,
            identity: Some(identity),
            photo,
            verification_url: &version.verification_url(),
            check_code: "K7QM 2XWD 9HTA",
            attachments: &[log],
        },
        fonts,
    )
}

#[test]
fn the_sheet_carries_the_credential_and_is_the_same_every_time() {
    let Some(fonts) = fonts() else { return };
    let signed = credential(&facts());
    let pdf = sheet(&facts(), &signed, Some(&photo()), fonts).unwrap();
    assert_eq!(pdf, sheet(&facts(), &signed, Some(&photo()), &Fonts::find(&[Path::new(DEBIAN)]).unwrap()).unwrap());
    assert_eq!(carrier::extract(&pdf), Ok((Carrier::Pdf, signed)));
    let report = verify(&pdf, &Trust { issuers: &[did()], status_lists: &[&status_list(&[])], now: at("2026-11-22T00:00:00Z") });
    assert_eq!(overall(&report), Outcome::Pass);
}

#[test]
fn a_sheet_that_says_other_than_its_credential_is_refused() {
    let Some(fonts) = fonts() else { return };
    let signed = credential(&facts());
    let mut other = facts();
    other.result.score = "96.5".into();
    assert_eq!(sheet(&other, &signed, None, fonts), Err(PdfError::Mismatch));
    assert_eq!(sheet(&facts(), b"{}", None, fonts), Err(PdfError::Mismatch));
}

#[test]
fn a_character_no_font_has_is_named_and_never_printed_as_a_box() {
    let Some(fonts) = fonts() else { return };
    let mut facts = facts();
    facts.holder = "张😀".into();
    let error = sheet(&facts, &credential(&facts), None, fonts).unwrap_err();
    assert_eq!(error.to_string(), "no font has the character 😀 (U+1F600)");
}

#[test]
fn coverage_knows_what_the_sheet_cannot_show() {
    let Some(fonts) = fonts() else { return };
    let coverage = Coverage::of(fonts).unwrap();
    let lacks = |name| coverage.lacks(name);
    assert_eq!(["张䶮𠮷", "买买提·艾力", "O'Neil-Smith", "José", "山田ヤマダ"].map(lacks), [None; 5]);
    // no glyphs, and scripts that the sheet cannot set from right to left
    assert_eq!(["张😀", "محمد", "משה", "สมชาย"].map(lacks), [Some('😀'), Some('م'), Some('מ'), Some('ส')]);
    for name in ["张䶮𠮷", "张😀", "محمد", "Nguyễn Văn An", "Łukasz Żółć", "Екатерина", "김민수", "Ǻsa", "Ἀλέξανδρος"]
    {
        let mut facts = facts();
        facts.holder = name.into();
        let drawn = sheet(&facts, &credential(&facts), None, fonts);
        assert_eq!(drawn.err(), coverage.lacks(name).map(PdfError::MissingGlyph), "{name}: coverage and sheet are of one mind");
    }
}

#[test]
fn every_name_that_is_taken_finds_room() {
    let Some(fonts) = fonts() else { return };
    let sixty = "Wolfeschlegelsteinhausenbergerdorff Maximilian Bartholomaeus";
    assert_eq!(sixty.chars().count(), 60);
    for name in [sixty, &"龘".repeat(30), &"龘".repeat(80), &"W".repeat(80), &"É".repeat(80), &"王小明 ".repeat(20), &"阿·".repeat(39)]
    {
        let mut facts = facts();
        facts.holder = name.to_string();
        let pdf = sheet(&facts, &credential(&facts), None, fonts).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(pdf.starts_with(b"%PDF"));
    }
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let Some(fonts) = fonts() else { return };
    assert_eq!(sheet(&facts(), &credential(&facts()), Some(b"GIF89a"), fonts), Err(PdfError::Photo));
    let mut facts = facts();
    facts.occupation[0] = "长".repeat(100);
    assert!(matches!(sheet(&facts, &credential(&facts), None, fonts), Err(PdfError::TooLong(_))));
}

#[test]
fn every_level_and_one_to_eight_results_find_room() {
    let Some(fonts) = fonts() else { return };
    for count in 1..=8usize {
        let mut facts = facts();
        let all: Vec<AssessmentResult> = facts.results().cloned().collect();
        facts.further = (1..count).map(|n| AssessmentResult { slug: format!("r{n}"), ..all[n % 3].clone() }).collect();
        facts.level = Level::ALL[count % 5];
        let version = Version { ordinal: count as u32, ..version() };
        let signed = issue(&facts, &version, &current(), at("2026-11-20T03:00:00Z")).unwrap();
        sheet_of(&facts, &version, &signed, None, fonts).unwrap();
    }
}

#[test]
fn a_face_taken_out_of_its_collection_draws_the_same_sheet() {
    let Ok(file) = std::fs::read(format!("{DEBIAN}/NotoSansCJK-Regular.ttc")) else { return };
    let index = collection::face_named(&file, "Noto Sans CJK SC").unwrap();
    let single = collection::extract(&file, index).unwrap();
    assert_eq!(collection::face_named(&single, "Noto Sans CJK SC"), Some(0));
    let sheet_with = |data: Vec<u8>, index| {
        let face = FontFile { data: Arc::new(data), index };
        sheet(&facts(), &credential(&facts()), None, &Fonts::new(face.clone(), None, face).unwrap()).unwrap()
    };
    assert_eq!(sheet_with(single, 0).len(), sheet_with(file, index).len());
}

#[test]
fn a_cut_or_altered_pdf_is_never_accepted_wrongly() {
    let Some(fonts) = fonts() else { return };
    let signed = credential(&facts());
    let pdf = sheet(&facts(), &signed, None, fonts).unwrap();
    for step in 1..60 {
        let mut altered = pdf.clone();
        let place = pdf.len() * step / 60;
        if step % 2 == 0 {
            altered.truncate(place)
        } else {
            altered[place] ^= 0x55
        }
        if let Ok((_, found)) = carrier::extract(&altered) {
            assert!(found == signed || verify(&found, &Trust { issuers: &[did()], status_lists: &[], now: 0 }).content.is_none());
        }
    }
}
