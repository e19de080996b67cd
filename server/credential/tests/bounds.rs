//! What the worst upload of each carrier costs: memory at its peak, and work. One test, for the allocator counts for the whole process.
#![allow(unsafe_code, clippy::unwrap_used)] // a counting allocator can be written in no other way; a test may fail loudly

mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use support::*;
use zhixing_credential::{
    carrier::{LARGEST, picture},
    verify::{Trust, verify},
};
use zhixing_domain::verification::Reason;

struct Counting;
static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
static TOTAL: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(now, Ordering::Relaxed);
        TOTAL.fetch_add(layout.size(), Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Peak and sum of what was allocated meanwhile, in bytes.
fn cost<T>(work: impl FnOnce() -> T) -> (T, usize, usize) {
    let (before, total) = (NOW.load(Ordering::Relaxed), TOTAL.load(Ordering::Relaxed));
    PEAK.store(before, Ordering::Relaxed);
    let done = work();
    (done, PEAK.load(Ordering::Relaxed) - before, TOTAL.load(Ordering::Relaxed) - total)
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    let mut crc = flate2::Crc::new();
    crc.update(&body);
    [&(data.len() as u32).to_be_bytes(), &body[..], &crc.sum().to_be_bytes()].concat()
}

fn png(width: u32, height: u32, colour: u8, after: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, colour, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), after.to_vec()].concat()
}

/// As much of `part` as an upload may hold.
fn filled(head: &[u8], part: &[u8], tail: &[u8]) -> Vec<u8> {
    let times = (LARGEST - head.len() - tail.len()) / part.len();
    [head, &part.repeat(times), tail].concat()
}

#[test]
fn the_worst_upload_of_each_carrier_costs_a_few_megabytes() {
    let blank = deflated(&[b"{".to_vec(), vec![b' '; LARGEST - 64]].concat());
    let small = deflated(&[b"{".to_vec(), vec![b' '; 200 << 10]].concat());
    let text = |packed: &[u8]| chunk(b"iTXt", &[b"openbadgecredential\0\x01\0\0\0", packed].concat());
    let object = |filter: &str, data: &[u8]| {
        let head = format!("7 0 obj\n<< /Type /EmbeddedFile {filter} /Length {} >>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    };
    let uploads: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("png of large texts", filled(&png(1, 1, 0, b""), &text(&blank), b""), &["format.too_large"]),
        ("png of small texts", filled(&png(1, 1, 0, b""), &text(&small), b""), &["format.too_large", "format.several_credentials"]),
        ("png of bare texts", filled(&png(1, 1, 0, b""), &chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0{}"), b""), &["format.too_large"]),
        ("png of empty chunks", filled(&png(1, 1, 0, b""), &chunk(b"iTXt", b""), b""), &["format.no_credential"]),
        ("pdf of packed attachments", filled(b"%PDF-1.7\n", &object("/Filter /FlateDecode", &blank), b""), &["format.too_large"]),
        ("pdf of open attachments", filled(b"%PDF-1.7\n", &object("", &[b'{'; 1000]), b""), &["format.too_large"]),
        ("pdf of marks", filled(b"%PDF-1.7\n", b"/EmbeddedFile ", b""), &["format.too_large"]),
        ("pdf of trees", filled(b"%PDF-1.7\n", b"/EmbeddedFiles ", b""), &["format.no_credential"]),
        (
            "pdf of marks and streams",
            filled(b"%PDF-1.7\n", b" obj/EmbeddedFile stream\n", b""),
            &["format.no_credential", "format.too_large"],
        ),
        ("svg of elements", filled(b"<svg>", b"<openbadges:credential></openbadges:credential>", b"</svg>"), &["format.too_large"]),
        ("svg of sections", filled(b"<openbadges:credential", b"<![CDATA[]]>", b"</openbadges:credential>"), &["format.no_credential"]),
        ("svg that never closes", filled(b"<svg>", b"<openbadges:credential><![CDATA[", b""), &["format.no_credential"]),
        ("json of entries", filled(b"{\"@context\":[", b"\"\",", b"\"\"]}"), &["format.too_large"]),
        ("json of one text", filled(b"{\"@context\":\"", b"x", b"\"}"), &["format.too_large"]),
        ("json, deep", filled(b"{\"a\":", b"[", b""), &["format.too_large", "format.too_deep"]),
    ];
    let trust = did();
    for (name, bytes, codes) in uploads {
        let issuers = std::slice::from_ref(&trust);
        let (report, peak, total) = cost(|| verify(&bytes, &Trust { issuers, status_lists: &[], now: 0 }));
        let code = report.findings[0].reason.map_or("", Reason::code);
        assert!(codes.contains(&code), "{name}: {code}");
        assert!(peak < 8 << 20, "{name}: {peak} bytes at once");
        assert!(total < 32 << 20, "{name}: {total} bytes in all");
    }

    // pictures: the header is believed before anything is unpacked, and rows are not kept
    let wide = png(60_000, 60_000, 6, &chunk(b"IDAT", &deflated(&[0; 1 << 20])));
    let (read, peak, _) = cost(|| picture::codes(&wide));
    assert_eq!((read, peak < 1 << 20), (Err(picture::PictureError::TooLarge), true), "{peak}");
    let rows: Vec<u8> = (0..3000).flat_map(|_| std::iter::once(0).chain(std::iter::repeat_n(0x7f, 4000 * 4))).collect();
    let large = png(4000, 3000, 6, &[chunk(b"IDAT", &deflated(&rows)), chunk(b"IEND", b"")].concat());
    let (read, peak, _) = cost(|| picture::codes(&large));
    assert_eq!(read, Ok(vec![]));
    assert!(peak < 32 << 20, "a photograph of twelve million pixels: {peak} bytes at once");
    // a page full of finder patterns is looked at as long as any other
    let (side, cell) = (2000usize, 9usize);
    let pattern = |x: usize, y: usize| {
        let ring = |n: usize| n.min(6 - n.min(6));
        let (x, y) = (x % cell, y % cell);
        x < 7 && y < 7 && ring(x).min(ring(y)) != 1
    };
    let rows: Vec<u8> =
        (0..side).flat_map(|y| std::iter::once(0).chain((0..side).map(move |x| if pattern(x, y) { 0 } else { 255 }))).collect();
    let full = png(side as u32, side as u32, 0, &[chunk(b"IDAT", &deflated(&rows)), chunk(b"IEND", b"")].concat());
    let (read, peak, _) = cost(|| picture::codes(&full));
    assert_eq!(read, Ok(vec![]));
    assert!(peak < 48 << 20, "{peak}");
}
