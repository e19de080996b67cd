//! PNG: chunks with a length, a name and a sum (ISO/IEC 15948).

use super::{Stripped, exif};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What a picture looks like, and how it moves.
const KEPT: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs",
    b"acTL", b"fcTL",
];
const FRAME: &[u8; 4] = b"fdAT";

pub(super) fn strip(bytes: &[u8]) -> Option<Stripped> {
    let mut out = SIGNATURE.to_vec();
    let (mut at, mut told_place) = (bytes.starts_with(SIGNATURE).then_some(SIGNATURE.len())?, false);
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let name: &[u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let end = at.checked_add(12)?.checked_add(length)?;
        let body = bytes.get(at + 8..end - 4)?;
        if name == b"eXIf" {
            let told = exif::read(body);
            told_place |= told.as_ref().is_some_and(|exif| exif.has_place);
            if let Some(turned) = told.map(|exif| exif.orientation).filter(|turned| *turned != 1) {
                out.extend(chunk(name, &exif::turn(turned)));
            }
        } else if KEPT.contains(&name) || name == FRAME {
            out.extend_from_slice(bytes.get(at..end)?);
        } else {
            told_place |= body.windows(11).any(|words| words == b"GPSLatitude");
        }
        if name == b"IEND" {
            return Some(Stripped { bytes: out, told_place });
        }
        at = end;
    }
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or_default();
    let summed = [name.as_slice(), body].concat();
    [&length.to_be_bytes()[..], &summed, &sum(&summed).to_be_bytes()].concat()
}

/// CRC-32 (annex D), over some bytes.
fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sum_is_that_of_the_standard() {
        assert_eq!(super::sum(b"123456789"), 0xcbf4_3926);
        assert_eq!(super::sum(b"IEND"), 0xae42_6082);
    }
}
