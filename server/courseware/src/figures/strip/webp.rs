//! WebP: chunks of RIFF with a name and a length (RFC 9649).

use super::{Stripped, exif};

const KEPT: [&[u8]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// What the first chunk says that there is.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

pub(super) fn strip(bytes: &[u8]) -> Option<Stripped> {
    let size = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let whole = bytes.get(..size.checked_add(8)?).filter(|whole| whole.starts_with(b"RIFF") && whole.get(8..12) == Some(b"WEBP"))?;
    let (mut body, mut at) = (vec![], 12);
    let (mut told_place, mut turned) = (false, 1);
    while at < whole.len() {
        let name = whole.get(at..at + 4)?;
        let length = usize::try_from(u32::from_le_bytes(whole.get(at + 4..at + 8)?.try_into().ok()?)).ok()?;
        let end = at.checked_add(8)?.checked_add(length)?;
        let inside = whole.get(at + 8..end)?;
        // an odd length is filled up
        let next = end + length % 2;
        match name {
            b"EXIF" => {
                let told = exif::read(inside.strip_prefix(b"Exif\0\0").unwrap_or(inside));
                told_place |= told.as_ref().is_some_and(|exif| exif.has_place);
                turned = told.map_or(1, |exif| exif.orientation);
            }
            b"XMP " => told_place |= inside.windows(11).any(|words| words == b"GPSLatitude"),
            name if KEPT.contains(&name) => {
                body.extend_from_slice(whole.get(at..end)?);
                body.resize(body.len() + length % 2, 0);
            }
            _ => {}
        }
        at = next;
    }
    if body.starts_with(b"VP8X")
        && let Some(flags) = body.get_mut(8)
    {
        *flags &= !(HAS_EXIF | HAS_XMP);
        if turned != 1 {
            *flags |= HAS_EXIF;
            let block = exif::turn(turned);
            body.extend([&b"EXIF"[..], &u32::try_from(block.len()).unwrap_or_default().to_le_bytes(), &block].concat());
        }
    }
    let size = u32::try_from(body.len() + 4).ok()?;
    Some(Stripped { bytes: [&b"RIFF"[..], &size.to_le_bytes(), b"WEBP", &body].concat(), told_place })
}
