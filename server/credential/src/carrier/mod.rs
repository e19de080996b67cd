//! What a credential travels in: plain JSON, the certificate PDF, a baked PNG or SVG. Finding it in there, and baking; and reading the QR
//! code of a picture that holds none ([`picture`]).
//!
//! The input is a stranger's. Everything is bounded in sum ([`Budget`], `Found`), read once from front to back, and no format is parsed further
//! than it takes to find the text.

mod binary;
mod finder;
mod grey;
mod pdf;
pub mod picture;
mod png;
mod sampling;
mod svg;

/// Larger uploads are refused unread, and all that one upload packs is unpacked to no more.
pub const LARGEST: usize = 2 << 20;
/// A credential is some kilobytes of JSON.
pub const LARGEST_CREDENTIAL: usize = 256 << 10;
/// Places where a credential may be, in one upload.
const MOST_PLACES: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    Json,
    Pdf,
    Png,
    Svg,
    /// A picture that cannot carry a credential.
    Jpeg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CarrierError {
    #[error("larger than 2 MiB, packed or unpacked")]
    TooLarge,
    #[error("neither JSON, PDF, PNG, SVG nor JPEG")]
    Unknown,
    #[error("there is no credential in it")]
    Empty,
    #[error("there is more than one credential in it")]
    Several,
}

/// What a file is by its first bytes.
pub fn kind(bytes: &[u8]) -> Option<Carrier> {
    let text = text_of(bytes);
    match text.first() {
        Some(b'{') => Some(Carrier::Json),
        Some(b'<') => Some(Carrier::Svg),
        Some(b'%') if text.starts_with(b"%PDF-") => Some(Carrier::Pdf),
        _ if bytes.starts_with(&png::SIGNATURE) => Some(Carrier::Png),
        _ if bytes.starts_with(b"\xff\xd8\xff") => Some(Carrier::Jpeg),
        _ => None,
    }
}

fn text_of(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

/// Finds the credential's bytes, unchanged.
///
/// # Errors
///
/// A [`CarrierError`] if the file is none that carries a credential, or carries none that can be read.
pub fn extract(bytes: &[u8]) -> Result<(Carrier, Vec<u8>), CarrierError> {
    if bytes.len() > LARGEST {
        return Err(CarrierError::TooLarge);
    }
    let text = text_of(bytes);
    let mut found = Found::default();
    let carrier = kind(bytes).ok_or(CarrierError::Unknown)?;
    match carrier {
        Carrier::Json => found.add(text.to_vec())?,
        Carrier::Svg => svg::extract(text, &mut found)?,
        Carrier::Pdf => pdf::extract(text, &mut found)?,
        Carrier::Png => png::extract(bytes, &mut found)?,
        Carrier::Jpeg => {}
    }
    found.only().map(|json| (carrier, json))
}

pub use png::bake as bake_png;
pub use svg::bake as bake_svg;

/// What was found in one upload, and what may still be unpacked of it. The same credential twice is one; at the second different one the search
/// ends: two are refused, not chosen between.
struct Found {
    credential: Option<Vec<u8>>,
    places: usize,
    budget: Budget,
}

/// How much one upload may still unpack.
struct Budget(usize);

impl Default for Found {
    fn default() -> Self {
        Self { credential: None, places: 0, budget: Budget(LARGEST) }
    }
}

impl Found {
    /// One more place where a credential may be.
    fn place(&mut self) -> Result<&mut Budget, CarrierError> {
        self.places += 1;
        if self.places > MOST_PLACES { Err(CarrierError::TooLarge) } else { Ok(&mut self.budget) }
    }

    fn add(&mut self, json: Vec<u8>) -> Result<(), CarrierError> {
        match &self.credential {
            Some(known) if *known != json => Err(CarrierError::Several),
            Some(_) => Ok(()),
            None => {
                self.credential = Some(json);
                Ok(())
            }
        }
    }

    fn only(self) -> Result<Vec<u8>, CarrierError> {
        self.credential.ok_or(CarrierError::Empty)
    }
}

impl Budget {
    /// Unpacks zlib data. Nothing where it is none, or no credential could be in it; an error once the upload has unpacked too much.
    fn inflate(&mut self, packed: &[u8]) -> Result<Option<Vec<u8>>, CarrierError> {
        use std::io::Read;
        let mut reader = flate2::read::ZlibDecoder::new(packed);
        let mut out = Vec::new();
        let mut chunk = [0; 8192];
        loop {
            let Ok(read) = reader.read(&mut chunk) else { return Ok(None) };
            if read == 0 {
                return Ok(Some(out));
            }
            self.0 = self.0.checked_sub(read).ok_or(CarrierError::TooLarge)?;
            out.extend_from_slice(chunk.get(..read).unwrap_or_default());
            if out.len() > LARGEST_CREDENTIAL {
                // larger than any credential: not kept, but what it costs counts
                return Ok(None);
            }
        }
    }
}

fn find(haystack: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    haystack.get(from..)?.windows(needle.len()).position(|window| window == needle).map(|at| at + from)
}
