//! A page as gzip, stitched from pieces: prose that never changes is compressed once and sent from memory.
//!
//! DEFLATE (RFC 1951) is a row of blocks. A piece that is compressed by itself and ended by a full flush is byte-aligned and refers to nothing
//! outside of itself, so pieces can follow each other in any order; the checksum of the whole is combined from theirs.

use flate2::{Compress, Compression, Crc, FlushCompress};
use lru::LruCache;
use std::{
    cell::RefCell,
    sync::{Arc, Mutex, PoisonError},
};
use zhixing_domain::course::Html;
use zhixing_shell::html::{Chunk, Document};

/// Magic, DEFLATE, no flags, no time, Unix (RFC 1952).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
/// An empty last block.
const END: [u8; 2] = [3, 0];
/// Beyond so many bytes the pieces that were not used for longest are forgotten.
const KEPT_BYTES: usize = 64 << 20;

/// A compressed piece. It holds its text, so that no other text gets its address.
struct Piece {
    text: Html,
    packed: Vec<u8>,
    crc: Crc,
}

/// Those used last, and how many bytes they take.
struct Kept {
    pieces: LruCache<usize, Arc<Piece>>,
    bytes: usize,
}

impl Default for Kept {
    fn default() -> Self {
        Self { pieces: LruCache::unbounded(), bytes: 0 }
    }
}

impl Piece {
    fn bytes(&self) -> usize {
        self.packed.len() + self.text.as_str().len()
    }
}

/// The compressed pieces by the address of their text.
#[derive(Default)]
pub struct Pieces {
    kept: Mutex<Kept>,
}

impl Pieces {
    /// The whole document as one gzip member.
    pub fn stitch(&self, document: &Document) -> Vec<u8> {
        let mut out = HEADER.to_vec();
        let mut crc = Crc::new();
        for chunk in &document.0 {
            match chunk {
                Chunk::Live(text) if text.is_empty() => {}
                Chunk::Live(text) => {
                    live(text.as_bytes(), &mut out);
                    crc.combine(&sum(text.as_bytes()));
                }
                Chunk::Fixed(html) => {
                    let piece = self.piece(html);
                    out.extend_from_slice(&piece.packed);
                    crc.combine(&piece.crc);
                }
            }
        }
        out.extend_from_slice(&END);
        out.extend_from_slice(&crc.sum().to_le_bytes());
        out.extend_from_slice(&crc.amount().to_le_bytes());
        out
    }

    fn piece(&self, html: &Html) -> Arc<Piece> {
        let address = Arc::as_ptr(&html.0).cast::<u8>() as usize;
        let found = self.kept.lock().unwrap_or_else(PoisonError::into_inner).pieces.get(&address).cloned();
        // an empty text may share its address with others
        if let Some(piece) = found.filter(|p| Arc::ptr_eq(&p.text.0, &html.0)) {
            return piece;
        }
        let mut packed = vec![];
        deflate(html.as_str().as_bytes(), Compression::best(), &mut packed);
        let piece = Arc::new(Piece { text: html.clone(), crc: sum(html.as_str().as_bytes()), packed });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += piece.bytes();
        if let Some(before) = kept.pieces.put(address, piece.clone()) {
            kept.bytes -= before.bytes();
        }
        while kept.bytes > KEPT_BYTES
            && let Some((_, oldest)) = kept.pieces.pop_lru()
        {
            kept.bytes -= oldest.bytes();
        }
        piece
    }
}

fn sum(bytes: &[u8]) -> Crc {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc
}

/// Appends the bytes as blocks, none of them the last, ended by a full flush.
fn deflate(bytes: &[u8], level: Compression, out: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    pack(&mut Compress::new(level, false), bytes, out);
}

thread_local! {
    /// The window and tables of a compressor are large: each thread keeps its own for what is live.
    static FAST: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

/// Below this a stored block is smaller and quicker than a compressed one.
const STORED_BYTES: usize = 160;

/// Appends what was rendered just now.
fn live(bytes: &[u8], out: &mut Vec<u8>) {
    match u16::try_from(bytes.len()) {
        // a stored block that is not the last: its length, and the same inverted
        Ok(length) if bytes.len() < STORED_BYTES => {
            out.push(0);
            out.extend_from_slice(&length.to_le_bytes());
            out.extend_from_slice(&(!length).to_le_bytes());
            out.extend_from_slice(bytes);
        }
        _ => FAST.with_borrow_mut(|compress| {
            compress.reset();
            pack(compress, bytes, out);
        }),
    }
}

fn pack(compress: &mut Compress, bytes: &[u8], out: &mut Vec<u8>) {
    loop {
        let read = usize::try_from(compress.total_in()).unwrap_or(usize::MAX);
        out.reserve(bytes.len().saturating_sub(read) / 2 + 256);
        let rest = bytes.get(read..).unwrap_or_default();
        let done = compress.compress_vec(rest, out, FlushCompress::Full);
        // room left over means that everything, the flush too, has been written
        if done.is_err() || (compress.total_in() == bytes.len() as u64 && out.len() < out.capacity()) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn unpack(bytes: &[u8]) -> String {
        let mut text = String::new();
        let mut decoder = GzDecoder::new(bytes);
        decoder.read_to_string(&mut text).unwrap();
        assert!(decoder.into_inner().is_empty(), "one member, nothing after it");
        text
    }

    fn said(text: &str) -> Chunk {
        Chunk::Live(text.into())
    }

    fn noise(bytes: usize, mut seed: u64) -> String {
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from_u32(0x4e00 + (seed >> 40) as u32 % 20_000).unwrap()
        };
        (0..bytes / 3).map(|_| next()).collect()
    }

    #[test]
    fn every_sequence_of_chunks_reads_back() {
        let prose = Html("<p>知行合一</p>".repeat(500).into());
        let random = Html(noise(300_000, 7).into());
        let empty = Html("".into());
        let fixed = |h: &Html| Chunk::Fixed(h.clone());
        let pieces = Pieces::default();
        for chunks in [
            vec![],
            vec![said("")],
            vec![said("a")],
            vec![fixed(&prose)],
            vec![fixed(&empty), said(""), fixed(&empty)],
            vec![said("<html>"), fixed(&prose), said("</html>")],
            vec![fixed(&prose), fixed(&prose), fixed(&random), fixed(&prose)],
            vec![said(&noise(100_000, 3)), fixed(&random), said(""), said(&"x".repeat(1_000_000)), fixed(&empty), said("z")],
        ] {
            let document = Document(chunks);
            assert_eq!(unpack(&pieces.stitch(&document)), document.to_text());
            // and again from memory
            assert_eq!(unpack(&pieces.stitch(&document)), document.to_text());
        }
    }

    #[test]
    fn sizes_around_the_buffers_read_back() {
        let pieces = Pieces::default();
        for size in [1, 2, 3, 255, 256, 257, 511, 512, 513, 4_095, 4_096, 32_767, 32_768, 65_535, 65_536, 65_537] {
            let text: String = "ab c".chars().cycle().take(size).collect();
            let document = Document(vec![said(&text), Chunk::Fixed(Html(text.as_str().into()))]);
            assert_eq!(unpack(&pieces.stitch(&document)), document.to_text(), "{size}");
        }
    }

    #[test]
    fn a_piece_is_compressed_once() {
        let pieces = Pieces::default();
        let prose = Html("p".repeat(5_000).into());
        assert!(Arc::ptr_eq(&pieces.piece(&prose), &pieces.piece(&prose.clone())));
        let other = Html("p".repeat(5_000).into());
        assert!(!Arc::ptr_eq(&pieces.piece(&prose), &pieces.piece(&other)));
    }
}
