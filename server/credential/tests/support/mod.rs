//! One certificate and its issuer, for the tests and for `examples/sample.rs`. The keys come from fixed texts.
#![allow(dead_code, clippy::unwrap_used)] // each user takes a part; a test may fail loudly

use sha2::{Digest, Sha256};
use zhixing_credential::{
    did::{self, DidDocument},
    document::issue,
    instant::parse,
    key::{Kid, SigningKey},
    status::{self, Bits},
    verify::Checked,
};
use zhixing_domain::{
    certificate::{AssessmentResult, Facts, StatusPlace, Version},
    digest::sha256_hex,
    level::Level,
    time::Timestamp,
    verification::Outcome,
};

pub const BASE: &str = "https://cert.example.cn";
pub const REVOKED: u32 = 94_567;

pub fn at(text: &str) -> i64 {
    parse(text).unwrap()
}

pub fn key(name: &str, secret: &str) -> SigningKey {
    let seed: [u8; 32] = Sha256::digest(format!("sample key {secret}, for tests only")).into();
    SigningKey::from_seed(Kid::new(name).unwrap(), &seed)
}

pub fn current() -> SigningKey {
    key("k2026-1", "current")
}

pub fn retired() -> SigningKey {
    key("k2025-1", "retired")
}

pub fn did() -> DidDocument {
    DidDocument::new(&did::of(BASE).unwrap(), &[retired().public(), current().public()], &[]).unwrap()
}

pub fn status_list(revoked: &[u32]) -> Vec<u8> {
    status::issue(BASE, 1, &Bits::with(revoked.iter().copied()), &current(), at("2026-11-20T04:00:00Z"), None).unwrap()
}

pub fn instant(text: &str) -> Timestamp {
    Timestamp::from_ms(at(text))
}

pub fn facts() -> Facts {
    let result = |slug: &str, name: &str, en: &str, score: &str| AssessmentResult {
        slug: slug.into(),
        assessment: [name.into(), en.into()],
        score: score.into(),
        pass_mark: "60".into(),
    };
    Facts {
        holder: "张䶮𠮷".into(),
        holder_id: "urn:uuid:6f3c1b1e-8a0f-4f0e-9a55-0c7e5f7b5a01".into(),
        occupation: ["信息通信网络运行管理员".into(), "ICT Network Operations Administrator".into()],
        code: "4-04-04-01".into(),
        direction: "--".into(),
        level: Level::Three,
        standard: ["国家职业技能标准 信息通信网络运行管理员".into(), String::new()],
        edition: "2020年版".into(),
        result: result("theory", "理论知识考试", "Theory", "86.5"),
        further: vec![result("practice", "操作技能考核", "Practice", "78"), result("review", "综合评审", "Review", "81")],
        awarded_on: "2026-11-20".into(),
        awarded_at: instant("2026-11-20T02:00:00Z"),
        issuer: ["知行示例职业技能评价中心".into(), "Zhixing Demonstration Centre for Vocational Skill Assessment".into()],
        uscc: Some("91110000MA00DEMX1K".into()),
        evidence: sha256_hex(b"archive of the examination"),
        demo: true,
    }
}

pub fn version() -> Version {
    Version {
        base_url: BASE.into(),
        number: "Y000111000000263000006".parse().unwrap(),
        ordinal: 1,
        status: StatusPlace { list: 1, index: 12_345 },
        valid_from: instant("2026-11-20T02:00:00Z"),
        valid_until: None,
    }
}

/// A certificate of another issuer, in a direction of its occupation, with five results and an end.
pub fn ending() -> (Facts, Version) {
    let result = |slug: &str| AssessmentResult { slug: slug.into(), ..facts().result };
    let facts = Facts {
        direction: "电力网络与动力环境运行管理员".into(),
        issuer: ["某某省某某职业技能评价有限责任公司".into(), String::new()],
        uscc: None,
        result: result("theory"),
        further: ["practice", "review", "thesis", "defence"].map(result).into(),
        demo: false,
        ..facts()
    };
    (facts, Version { valid_until: Some(instant("2056-11-20T02:00:00Z")), ..version() })
}

/// The sample after a change, signed.
pub fn issued(change: impl Fn(&mut Facts, &mut Version)) -> Vec<u8> {
    let (mut facts, mut version) = (facts(), version());
    change(&mut facts, &mut version);
    issue(&facts, &version, &current(), at("2026-11-20T03:00:00Z")).unwrap()
}

/// All five checks together: a pass where all pass, a fail where one fails.
pub fn overall(checked: &Checked) -> Outcome {
    let any = |outcome| checked.findings.iter().any(|finding| finding.outcome == outcome);
    [Outcome::Fail, Outcome::Unknown].into_iter().find(|outcome| any(*outcome)).unwrap_or(Outcome::Pass)
}

/// A silhouette on white, 250 × 350, as a PNG.
pub fn photo() -> Vec<u8> {
    use std::io::Write;
    let inside = |x: f32, y: f32, cx: f32, cy: f32, rx: f32, ry: f32| ((x - cx) / rx).powi(2) + ((y - cy) / ry).powi(2) < 1.0;
    let mut rows = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for y in 0..350u16 {
        let row = (0..250u16).map(|x| {
            let (x, y) = (f32::from(x), f32::from(y));
            if inside(x, y, 125.0, 140.0, 58.0, 74.0) {
                150
            } else if inside(x, y, 125.0, 350.0, 108.0, 112.0) {
                110
            } else {
                255u8
            }
        });
        rows.write_all(&std::iter::once(0).chain(row).collect::<Vec<u8>>()).unwrap();
    }
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&body);
        [&(data.len() as u32).to_be_bytes(), &body[..], &crc.sum().to_be_bytes()].concat()
    };
    let header = [&250u32.to_be_bytes()[..], &350u32.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &rows.finish().unwrap()), chunk(b"IEND", b"")].concat()
}
