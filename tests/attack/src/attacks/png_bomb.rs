//! Pictures that unpack to gigabytes, sent to be verified: refused at once, in little memory, while everybody else goes on.

use crate::{
    finding::Finding,
    probe::Probe,
    raw::{count, statuses, volley},
    stage::Stage,
};
use flate2::{Compression, Crc, write::ZlibEncoder};
use std::{io::Write, rc::Rc};
use zhixing_load::http::{Address, request};

const CHUNKS: usize = 900;
const UNPACKED: usize = 2 << 20;
/// A picture of so many points a side, all of one colour.
const SIDE: u32 = 20_000;
const AT_ONCE: usize = 4;
/// Megabytes.
const MEMORY: f64 = 100.0;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let pictures = [("text chunks", chunks()), ("points", points())];
    let probe = Probe::begin(&stage).await;
    for (name, picture) in pictures {
        let before = stage.memory().0;
        let upload = request("POST", "/api/v1/verify", "content-type: application/octet-stream\r\n", &picture);
        let replies = volley(&Address::new(stage.host()), vec![upload; AT_ONCE]).await;
        let grown = stage.memory().1 - before;
        finding.measure(format!("{name}, {} kB × {AT_ONCE}: {} +{grown:.0} MB", picture.len() / 1_000, statuses(&replies)));
        finding.must(stage.soak || grown <= MEMORY, format!("{name}: {grown:.0} MB more"));
        let verdicts = replies.iter().flatten().map(|r| r.text()).filter(|t| t.contains("\"genuine\"")).count();
        finding.must(verdicts == 0 && count(&replies, 500) == 0 && count(&replies, 0) == 0, format!("{name}: taken for something"));
    }
    probe.end(&mut finding).await;
    finding
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    png.extend((data.len() as u32).to_be_bytes());
    png.extend(kind);
    png.extend(data);
    png.extend(crc.sum().to_be_bytes());
}

fn header(side: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = [side.to_be_bytes(), side.to_be_bytes()].concat();
    head.extend([8, 0, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &head);
    png
}

fn packed(pieces: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut zip = ZlibEncoder::new(vec![], Compression::best());
    pieces.for_each(|piece| zip.write_all(&piece).expect("memory"));
    zip.finish().expect("memory")
}

/// Hundreds of texts of a credential, each of two megabytes of spaces.
fn chunks() -> Vec<u8> {
    let text = packed([b"{".to_vec(), vec![b' '; UNPACKED - 64]].into_iter());
    let mut png = header(1);
    for _ in 0..CHUNKS {
        chunk(&mut png, b"iTXt", &[b"openbadgecredential\0\x01\0\0\0", &text[..]].concat());
    }
    png
}

/// Four hundred million points.
fn points() -> Vec<u8> {
    let mut png = header(SIDE);
    let data = packed((0..SIDE).map(|_| vec![0; SIDE as usize + 1]));
    chunk(&mut png, b"IDAT", &data);
    chunk(&mut png, b"IEND", b"");
    png
}
