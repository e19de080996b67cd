//! What a credential travels in: plain JSON, the certificate PDF, a baked PNG or SVG. Finding it in there, and baking.
//!
//! The input is a stranger's. Everything is bounded, and no format is parsed further than it takes to find the text.

mod pdf;
mod png;
mod svg;

/// Larger uploads are refused unread, and nothing unpacks to more.
pub const LARGEST: usize = 2 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Carrier {
    Json,
    Pdf,
    Png,
    Svg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CarrierError {
    #[error("larger than 2 MiB")]
    TooLarge,
    #[error("neither JSON, PDF, PNG nor SVG")]
    Unknown,
    #[error("there is no credential in it")]
    Empty,
    #[error("there is more than one credential in it")]
    Several,
}

/// Finds the credential's bytes, unchanged.
pub fn extract(bytes: &[u8]) -> Result<(Carrier, Vec<u8>), CarrierError> {
    if bytes.len() > LARGEST {
        return Err(CarrierError::TooLarge);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match text.first() {
        Some(b'{') => Ok((Carrier::Json, text.to_vec())),
        Some(b'<') => Ok((Carrier::Svg, svg::extract(text)?)),
        Some(b'%') if text.starts_with(b"%PDF-") => Ok((Carrier::Pdf, pdf::extract(text)?)),
        _ if bytes.starts_with(&png::SIGNATURE) => Ok((Carrier::Png, png::extract(bytes)?)),
        _ => Err(CarrierError::Unknown),
    }
}

pub use png::bake as bake_png;
pub use svg::bake as bake_svg;

/// The one found. The same credential twice is one; two different ones are refused, not chosen between.
fn only(mut found: Vec<Vec<u8>>) -> Result<Vec<u8>, CarrierError> {
    found.dedup();
    match found.len() {
        0 => Err(CarrierError::Empty),
        1 => found.pop().ok_or(CarrierError::Empty),
        _ => Err(CarrierError::Several),
    }
}

fn find(haystack: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    haystack.get(from..)?.windows(needle.len()).position(|window| window == needle).map(|at| at + from)
}

/// Unpacks zlib data, at most [`LARGEST`] bytes of it.
fn inflate(packed: &[u8]) -> Option<Vec<u8>> {
    use std::io::Read;
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(packed).take(LARGEST as u64 + 1).read_to_end(&mut out).ok()?;
    (out.len() <= LARGEST).then_some(out)
}
