//! A course goes to another installation, is changed there, and follows its source.

use std::io::{Cursor, Read as _, Write as _};
use zhixing_courseware::Files;
use zhixing_domain::{instant, lang::Lang, package::ORIGIN, time::Timestamp};
use zhixing_interchange::share::{CoursePackage, PackageKey, PackageMaker, PackageStep, pack, read, update};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const COURSE: &str =
    "+++\ntitle = \"表格\"\nsummary = \"一门短课\"\nstandard = \"office\"\nauthor = \"王老师\"\nlicense = \"CC-BY-4.0\"\n+++\n\n开头。\n";
const STANDARD: &str = "+++\ntitle = \"办公\"\n+++\n";

fn now() -> Timestamp {
    instant::read("2026-12-01T00:00:00Z").expect("an instant")
}

fn content() -> Files {
    [
        ("sheets/course.md", COURSE),
        ("sheets/010-cells.md", "+++\ntitle = \"单元格\"\n+++\n\n甲。\n"),
        ("sheets/020-sums.md", "+++\ntitle = \"求和\"\n+++\n\n乙。\n"),
        ("sheets/media/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"),
        ("sheets/_notes/private.md", "不给别人"),
        ("standards/office.md", STANDARD),
        ("other/course.md", "+++\ntitle = \"别的\"\n+++\n"),
    ]
    .into_iter()
    .collect()
}

/// A signature that anybody can make: whether signatures are right is tested where the keys are.
fn stamp(key: u8, message: &[u8]) -> [u8; 64] {
    let sum = message.iter().fold(u64::from(key), |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    let mut signature = [key; 64];
    signature[..8].copy_from_slice(&sum.to_be_bytes());
    signature
}

fn packed(content: &Files, key: u8, made_at: &str) -> Vec<u8> {
    let maker = PackageMaker { issuer: "did:web:a.example".into(), kid: "k2026-1".into(), key: [key; 32], made_at: made_at.into() };
    pack(content.clone(), "sheets", &maker, |message| stamp(key, message)).expect("a package").bytes
}

fn opened(bytes: Vec<u8>) -> Result<CoursePackage, &'static str> {
    read(&bytes, |key: &PackageKey, message, signature| *signature == stamp(key.bytes[0], message)).map_err(|note| note.code)
}

fn edition(content: &Files, made_at: &str) -> CoursePackage {
    opened(packed(content, 7, made_at)).expect("a package")
}

/// Takes a package into some content; what became of each file.
fn take(here: &mut Files, package: &CoursePackage) -> Vec<(String, PackageStep)> {
    let update = update(here, package.clone(), "sheets", false, now()).expect("an update");
    for (path, bytes) in update.files {
        match bytes {
            Some(bytes) => here.0.insert(path, bytes),
            None => here.0.remove(&path),
        };
    }
    update.steps.into_iter().collect()
}

fn change(files: &mut Files, path: &str, text: &str) {
    files.insert(path, text);
}

#[test]
fn a_course_arrives_byte_for_byte_with_its_standard_and_says_where_it_came_from() {
    let there = content();
    let mut here = Files::default();
    let steps = take(&mut here, &edition(&there, "2026-11-01T00:00:00Z"));
    assert!(steps.iter().all(|(_, step)| *step == PackageStep::Write), "{steps:?}");
    let mut arrived = here.0.clone();
    assert!(arrived.remove("sheets/origin.json").is_some());
    let mut expected = there.0;
    expected.retain(|path, _| !path.contains("_notes") && !path.starts_with("other"));
    assert_eq!(arrived, expected);
    let (library, problems) = zhixing_courseware::read(&here);
    assert!(!problems.iter().any(|p| p.path.ends_with(ORIGIN)), "{problems:?}");
    let source = &library.course("sheets").unwrap().sources[0];
    assert_eq!(
        (source.title.get(Lang::En).as_str(), source.rights.license.as_str(), source.issuer.as_str()),
        ("表格", "CC-BY-4.0", "did:web:a.example")
    );
}

#[test]
fn an_update_takes_what_changed_there_and_leaves_what_changed_here() {
    let mut there = content();
    let mut here = Files::default();
    take(&mut here, &edition(&there, "2026-11-01T00:00:00Z"));
    change(&mut here, "sheets/010-cells.md", "ours");
    change(&mut here, "sheets/030-own.md", "a lesson of ours");
    change(&mut here, "standards/office.md", "our standard");
    change(&mut there, "sheets/010-cells.md", "theirs");
    change(&mut there, "sheets/020-sums.md", "newer");
    change(&mut there, "sheets/040-more.md", "new");
    change(&mut there, "standards/office.md", "their standard");
    there.0.remove("sheets/media/a.svg");
    let steps = take(&mut here, &edition(&there, "2026-11-02T00:00:00Z"));
    let expected = [
        ("sheets/010-cells.md", PackageStep::Both),
        ("sheets/020-sums.md", PackageStep::Write),
        ("sheets/040-more.md", PackageStep::Write),
        ("sheets/media/a.svg", PackageStep::Remove),
        ("standards/office.md", PackageStep::Keep),
    ];
    assert_eq!(steps, expected.map(|(path, step)| (path.to_string(), step)));
    assert_eq!(here.0["sheets/010-cells.md"], b"ours");
    assert_eq!(here.0["sheets/_update/010-cells.md"], b"theirs");
    assert_eq!(here.0["sheets/030-own.md"], b"a lesson of ours");
    assert!(!here.0.contains_key("sheets/media/a.svg"));
    // an edition that changes nothing of it again leaves ours in peace
    let steps = take(&mut here, &edition(&there, "2026-11-03T00:00:00Z"));
    assert_eq!(steps, [("sheets/010-cells.md".into(), PackageStep::Keep), ("standards/office.md".into(), PackageStep::Keep)]);
}

#[test]
fn editions_are_compared_as_instants_and_none_is_of_the_future() {
    let there = content();
    let mut here = Files::default();
    take(&mut here, &edition(&there, "2026-11-01T20:00:00+08:00"));
    let taken = |made_at: &str| update(&here, edition(&there, made_at), "sheets", false, now()).map_err(|note| note.code).map(|_| ());
    for (made_at, what) in [
        ("2026-11-01T11:59:59Z", Err("package-older")),
        ("2026-11-01T20:00:00+14:00", Err("package-older")),
        ("2026-11-01T12:00:00Z", Err("package-older")),
        ("2026-11-01T12:00:01Z", Ok(())),
        ("2026-11-01T05:00:00-08:00", Ok(())),
        ("2026-12-02T00:00:00Z", Ok(())),
        ("2026-12-02T00:00:01Z", Err("package-future")),
        ("9999-01-01T00:00:00Z", Err("package-future")),
        ("z", Err("package-manifest")),
        ("", Err("package-manifest")),
    ] {
        assert_eq!(taken(made_at), what, "{made_at}");
    }
}

#[test]
fn a_lesson_deleted_here_does_not_come_back() {
    let mut there = content();
    let mut here = Files::default();
    take(&mut here, &edition(&there, "2026-11-01T00:00:00Z"));
    here.0.remove("sheets/020-sums.md");
    take(&mut here, &edition(&there, "2026-11-02T00:00:00Z"));
    assert!(!here.0.contains_key("sheets/020-sums.md"));
    change(&mut there, "sheets/020-sums.md", "newer");
    take(&mut here, &edition(&there, "2026-11-03T00:00:00Z"));
    assert!(!here.0.contains_key("sheets/020-sums.md") && here.0.contains_key("sheets/_update/020-sums.md"));
}

#[test]
fn what_is_made_from_others_work_names_them_on_and_on() {
    let mut here = Files::default();
    take(&mut here, &edition(&content(), "2026-11-01T00:00:00Z"));
    let maker =
        PackageMaker { issuer: "did:web:b.example".into(), kid: "k2026-1".into(), key: [9; 32], made_at: "2026-12-01T00:00:00Z".into() };
    let again = opened(pack(here.clone(), "sheets", &maker, |message| stamp(9, message)).unwrap().bytes).unwrap();
    assert_eq!((again.manifest.issuer.as_str(), again.manifest.sources[0].issuer.as_str()), ("did:web:b.example", "did:web:a.example"));
    assert!(!again.files.contains_key(ORIGIN));
}

#[test]
fn who_may_be_followed_is_decided_once() {
    let there = content();
    let mut here = Files::default();
    take(&mut here, &edition(&there, "2026-11-02T00:00:00Z"));
    let refused =
        |here: &Files, package: &CoursePackage, any_key| update(here, package.clone(), "sheets", any_key, now()).unwrap_err().code;
    assert_eq!(refused(&here, &edition(&there, "2026-11-01T00:00:00Z"), false), "package-older");
    let other = opened(packed(&there, 8, "2026-11-03T00:00:00Z")).unwrap();
    assert_eq!(refused(&here, &other, false), "package-key");
    assert!(update(&here, other.clone(), "sheets", true, now()).is_ok());
    assert_eq!(refused(&content(), &other, true), "package-taken");
    for name in ["../x", "standards", "pages", "new"] {
        assert_eq!(update(&Files::default(), other.clone(), name, false, now()).unwrap_err().code, "package-course", "{name}");
    }
    assert!(update(&content(), other, "sheets-of-a", false, now()).is_ok());
}

#[test]
fn without_a_licence_nothing_is_given_away() {
    let mut there = content();
    change(&mut there, "sheets/course.md", "+++\ntitle = \"x\"\nsummary = \"y\"\n+++\n");
    let maker = PackageMaker { issuer: "did:web:a.example".into(), kid: "k2026-1".into(), key: [7; 32], made_at: String::new() };
    let refused = |course: &str| pack(there.clone(), course, &maker, |m| stamp(7, m)).unwrap_err().code;
    assert_eq!([refused("sheets"), refused("nothing")], ["package-license", "package-course"]);
}

/// The members of a ZIP after somebody had it in hand.
fn forged(change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> Result<CoursePackage, &'static str> {
    let mut archive = ZipArchive::new(Cursor::new(packed(&content(), 7, "2026-11-01T00:00:00Z"))).expect("a ZIP");
    let mut members = vec![];
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).expect("a member");
        let mut bytes = vec![];
        file.read_to_end(&mut bytes).expect("its bytes");
        members.push((file.name().to_string(), bytes));
    }
    change(&mut members);
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (path, bytes) in members {
        zip.start_file(path, SimpleFileOptions::default()).expect("a member");
        zip.write_all(&bytes).expect("its bytes");
    }
    opened(zip.finish().expect("a ZIP").into_inner())
}

fn manifest(change: impl Fn(&mut serde_json::Value)) -> Result<CoursePackage, &'static str> {
    forged(|members| {
        let mut value: serde_json::Value = serde_json::from_slice(&members[0].1).expect("a manifest");
        change(&mut value);
        let text = serde_json::to_vec(&value).expect("a manifest");
        // signed anew, by whoever has a key
        let signature = String::from_utf8(members[1].1.clone()).expect("a signature");
        let head = signature.split("..").next().expect("a head").to_string();
        let encode = |bytes: &[u8]| base64::Engine::encode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, bytes);
        let signed = format!("{head}.{}", encode(&text));
        members[1].1 = format!("{head}..{}", encode(&stamp(7, signed.as_bytes()))).into_bytes();
        members[0].1 = text;
    })
}

#[test]
fn what_was_changed_on_the_way_is_refused_and_named() {
    assert!(forged(|_| ()).is_ok() && manifest(|_| ()).is_ok());
    type Change = fn(&mut Vec<(String, Vec<u8>)>);
    let cases: [(&str, Change); 6] = [
        ("package-differs", |members| members[2].1.push(b' ')),
        ("package-lacks", |members| drop(members.pop())),
        ("package-unnamed", |members| members.push(("course/more.md".into(), vec![]))),
        ("package-changed", |members| members[0].1.push(b'\n')),
        ("package-unsigned", |members| drop(members.remove(1))),
        ("package-none", |members| drop(members.remove(0))),
    ];
    for (code, change) in cases {
        assert_eq!(forged(change).unwrap_err(), code);
    }
    assert_eq!(opened(b"PK\x03\x04".to_vec()).unwrap_err(), "zip-damaged");
}

#[test]
fn what_whoever_has_a_key_cannot_put_into_a_course() {
    let path = |path: &str| manifest(|value| value["files"][0]["path"] = path.into()).unwrap_err();
    for bad in [
        "../../etc/passwd",
        "/etc/passwd",
        "media/../x.svg",
        "media/.hidden",
        "media/a/b.svg",
        "origin.json",
        "items/x.exe",
        "CON",
        "x.md",
        "",
    ] {
        assert_eq!(path(bad), "package-place", "{bad}");
    }
    assert_eq!(manifest(|value| value["standards"][0]["path"] = "../x.md".into()).unwrap_err(), "package-place");
    assert_eq!(manifest(|value| value["files"][1] = value["files"][0].clone()).unwrap_err(), "package-place");
    assert_eq!(manifest(|value| value["form"] = "zhixing-course-package/2".into()).unwrap_err(), "package-form");
    assert_eq!(manifest(|value| value["issuer"] = "did:web:b.example".into()).unwrap_err(), "package-issuer");
    for name in ["../x", "standards", "pages", "guide"] {
        assert_eq!(manifest(|value| value["course"] = name.into()).unwrap_err(), "package-course", "{name}");
    }
    assert_eq!(manifest(|value| value["course"] = 1.into()).unwrap_err(), "package-manifest");
    assert!(manifest(|value| value["later"] = 1.into()).is_ok());
}

#[test]
fn what_no_course_can_have_stays_here_and_is_named() {
    let mut there = content();
    for stray in ["sheets/README.md", "sheets/media/Big Picture.PNG", "sheets/drafts/x.md"] {
        change(&mut there, stray, "x");
    }
    let maker = PackageMaker { issuer: "did:web:a.example".into(), kid: "k2026-1".into(), key: [7; 32], made_at: String::new() };
    let given = pack(there.clone(), "sheets", &maker, |message| stamp(7, message)).unwrap();
    assert_eq!(given.left_out, ["README.md", "drafts/x.md", "media/Big Picture.PNG"]);
    let arrived = opened(given.bytes).unwrap();
    assert_eq!(arrived.files.keys().collect::<Vec<_>>(), ["010-cells.md", "020-sums.md", "course.md", "media/a.svg"]);
}

#[test]
fn a_course_that_nobody_could_take_does_not_go_out() {
    let mut there = content();
    for n in 0..10_000 {
        there.insert(format!("sheets/media/{n}.png"), vec![]);
    }
    let maker = PackageMaker { issuer: "did:web:a.example".into(), kid: "k2026-1".into(), key: [7; 32], made_at: String::new() };
    assert_eq!(pack(there.clone(), "sheets", &maker, |message| stamp(7, message)).unwrap_err().code, "too-large");
}
