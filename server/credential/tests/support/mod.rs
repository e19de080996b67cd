//! One certificate and its issuer, for the tests and for `examples/sample.rs`. The keys come from fixed texts.
#![allow(dead_code, clippy::unwrap_used)] // each user takes a part; a test may fail loudly

use sha2::{Digest, Sha256};
use zhixing_credential::{
    did::{self, DidDocument},
    facts::{Facts, Holder, Issuer, Occupation, Score, Standard, StatusPlace},
    instant::parse,
    key::{Kid, SigningKey},
    status::{self, Bits},
    verify::Checked,
};
use zhixing_domain::{level::Level, verification::Outcome};

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

pub fn facts() -> Facts {
    let score = |slug: &str, name: &str, en: &str, value: &str| Score {
        slug: slug.into(),
        name: name.into(),
        name_en: Some(en.into()),
        value: value.into(),
        pass: "60".into(),
        max: "100".into(),
    };
    Facts {
        base_url: BASE.into(),
        issuer: Issuer {
            name_zh: "知行示例职业技能评价中心".into(),
            name_en: Some("Zhixing Demonstration Centre for Vocational Skill Assessment".into()),
            uscc: Some("91110000MA00DEMX1K".into()),
        },
        number: "Y000111000000263000006".into(),
        version: 1,
        holder: Holder { urn: "urn:uuid:6f3c1b1e-8a0f-4f0e-9a55-0c7e5f7b5a01".into(), legal_name: "张䶮𠮷".into() },
        occupation: Occupation {
            name: "信息通信网络运行管理员".into(),
            name_en: Some("ICT Network Operations Administrator".into()),
            code: "4-04-04-01".into(),
            direction: None,
        },
        level: Level::Three,
        standard: Standard {
            title: "国家职业技能标准 信息通信网络运行管理员".into(), edition: "2020年版".into(), url: None
        },
        awarded_at: at("2026-11-20T02:00:00Z"),
        valid_from: at("2026-11-20T02:00:00Z"),
        valid_until: None,
        results: vec![
            score("theory", "理论知识考试", "Theory", "86.5"),
            score("practice", "操作技能考核", "Practice", "78"),
            score("review", "综合评审", "Review", "81"),
        ],
        evidence_sha256: Sha256::digest("archive of the examination").into(),
        status: StatusPlace { list: 1, index: 12_345 },
        demonstration: Some("演示证书：由演示环境签发，不证明任何人的职业技能。Demonstration only: it certifies nobody.".into()),
    }
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
