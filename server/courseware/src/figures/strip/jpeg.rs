//! JPEG: segments with a marker and a length (ITU-T T.81, annex B).

use super::{Stripped, exif};
use std::ops::Range;

const START: &[u8] = b"\xff\xd8";
const SCAN: u8 = 0xda;
const END: u8 = 0xd9;
/// Of applications: EXIF and XMP are in the second.
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;

/// What camera and programs wrote in EXIF.
pub(super) fn exif(bytes: &[u8]) -> Option<exif::Exif> {
    let mut at = START.len();
    loop {
        let (marker, place) = segment(bytes, at)?;
        let block = bytes.get(place.start + 4..place.end).and_then(|body| body.strip_prefix(b"Exif\0\0"));
        match (marker, block) {
            (APP1, Some(block)) => return exif::read(block),
            (SCAN | END, _) => return None,
            _ => at = place.end,
        }
    }
}

/// The marker of a segment and where it lies; of a scan without what was scanned.
fn segment(bytes: &[u8], mut at: usize) -> Option<(u8, Range<usize>)> {
    // a marker may have any number of 0xff before it
    while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
        at += 1;
    }
    let marker = *bytes.get(at + 1).filter(|_| bytes.get(at) == Some(&0xff))?;
    if marker == END {
        return Some((marker, at..at + 2));
    }
    let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
    Some((marker, at..at + 2 + length.max(2)))
}

/// All segments to the end of the picture; what was scanned goes with the one before it. What lies behind the end is none of it.
fn segments(bytes: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut at = bytes.starts_with(START).then_some(START.len())?;
    let mut segments = vec![];
    loop {
        let (marker, place) = segment(bytes, at)?;
        at = if marker == SCAN { scanned(bytes, place.end)? } else { place.end };
        segments.push((marker, bytes.get(place.start..at)?));
        if marker == END {
            return Some(segments);
        }
    }
}

/// Where the scan that begins at `at` ends: before a marker that is none of its own.
fn scanned(bytes: &[u8], at: usize) -> Option<usize> {
    let own = |next: u8| matches!(next, 0 | 0xd0..=0xd7 | 0xff);
    bytes.get(at..)?.windows(2).position(|pair| matches!(pair, [0xff, next] if !own(*next))).map(|n| at + n)
}

/// What applications wrote stays where decoding needs it: JFIF, the colour profile, Adobe's colour transform.
fn stays(marker: u8, segment: &[u8]) -> bool {
    let begins = |words: &[u8]| segment.get(4..).is_some_and(|body| body.starts_with(words));
    match marker {
        APP0 => begins(b"JFIF\0"),
        0xe2 => begins(b"ICC_PROFILE\0"),
        0xee => begins(b"Adobe"),
        0xe1..=0xef | 0xfe => false,
        _ => true,
    }
}

pub(super) fn strip(bytes: &[u8]) -> Option<Stripped> {
    let all = segments(bytes)?;
    let told = exif(bytes);
    let in_words = |(marker, segment): &(u8, &[u8])| *marker == APP1 && segment.windows(11).any(|words| words == b"GPSLatitude");
    let told_place = told.as_ref().is_some_and(|exif| exif.has_place) || all.iter().any(in_words);
    let turned = told.map(|exif| exif.orientation).filter(|turned| *turned != 1).map(turned).unwrap_or_default();
    let (first, rest): (Vec<_>, Vec<_>) =
        all.into_iter().filter(|(marker, segment)| stays(*marker, segment)).partition(|(marker, _)| *marker == APP0);
    let joined = |segments: Vec<(u8, &[u8])>| segments.into_iter().flat_map(|(_, segment)| segment).copied().collect::<Vec<u8>>();
    Some(Stripped { bytes: [START, &joined(first), &turned, &joined(rest)].concat(), told_place })
}

/// A segment that says how the picture is turned, and nothing else.
fn turned(orientation: u16) -> Vec<u8> {
    let block = exif::turn(orientation);
    let length = u16::try_from(block.len() + 8).unwrap_or_default();
    [&[0xff, APP1][..], &length.to_be_bytes(), b"Exif\0\0", &block].concat()
}
