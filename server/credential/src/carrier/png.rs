//! Baked PNG: the credential in an `iTXt` chunk named `openbadgecredential` (Open Badges 3.0, section "Baking").

use super::{CarrierError, Found, find};

pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
const KEYWORD: &[u8] = b"openbadgecredential\0";
/// Length, type and data of IHDR, and its checksum: the first chunk of every PNG.
const HEADER: usize = 25;

pub(super) fn extract(png: &[u8], found: &mut Found) -> Result<(), CarrierError> {
    let mut rest = png.get(SIGNATURE.len()..).unwrap_or_default();
    // every round takes at least twelve bytes
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((kind, after)) = after.split_first_chunk::<4>() else { break };
        let Some(data) = after.get(..length) else { break };
        if let (b"iTXt", Some(data)) = (kind, data.strip_prefix(KEYWORD)) {
            let budget = found.place()?;
            let json = match parts(data) {
                Some((true, text)) => budget.inflate(text)?,
                Some((false, text)) => Some(text.to_vec()),
                None => None,
            };
            json.map_or(Ok(()), |json| found.add(json))?;
        }
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    Ok(())
}

/// compression flag, method, language\0, translated keyword\0, text
fn parts(data: &[u8]) -> Option<(bool, &[u8])> {
    let ([packed, _method], rest) = data.split_first_chunk::<2>()?;
    let language = find(rest, b"\0", 0)? + 1;
    let text = rest.get(find(rest, b"\0", language)? + 1..)?;
    Some((*packed != 0, text))
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
