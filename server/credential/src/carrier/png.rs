//! Baked PNG: the credential in an `iTXt` chunk named `openbadgecredential` (Open Badges 3.0, section "Baking").

use super::{CarrierError, find, inflate, only};

pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
const KEYWORD: &[u8] = b"openbadgecredential\0";
/// Length, type and data of IHDR, and its checksum: the first chunk of every PNG.
const HEADER: usize = 25;
const MOST: usize = 4096;

pub(super) fn extract(png: &[u8]) -> Result<Vec<u8>, CarrierError> {
    let mut found = Vec::new();
    let mut rest = png.get(SIGNATURE.len()..).unwrap_or_default();
    for _ in 0..MOST {
        let Some((length, after)) = rest.split_first_chunk::<4>() else { break };
        let length = u32::from_be_bytes(*length) as usize;
        let Some((kind, after)) = after.split_first_chunk::<4>() else { break };
        let Some(data) = after.get(..length) else { break };
        if kind == b"iTXt" {
            found.extend(data.strip_prefix(KEYWORD).and_then(text));
        }
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    only(found)
}

/// compression flag, method, language\0, translated keyword\0, text
fn text(data: &[u8]) -> Option<Vec<u8>> {
    let ([packed, _method], rest) = data.split_first_chunk::<2>()?;
    let language = find(rest, b"\0", 0)? + 1;
    let text = rest.get(find(rest, b"\0", language)? + 1..)?;
    if *packed == 0 { Some(text.to_vec()) } else { inflate(text) }
}

/// Puts a credential into a PNG. None if it is no PNG.
pub fn bake(png: &[u8], credential: &[u8]) -> Option<Vec<u8>> {
    let (head, rest) = png.strip_prefix(&SIGNATURE)?.split_at_checked(HEADER)?;
    let chunk = [b"iTXt", KEYWORD, b"\0\0\0\0", credential].concat();
    let mut crc = flate2::Crc::new();
    crc.update(&chunk);
    let length = u32::try_from(chunk.len() - 4).ok()?;
    Some([&SIGNATURE, head, &length.to_be_bytes(), &chunk, &crc.sum().to_be_bytes(), rest].concat())
}
