//! A ZIP archive (APPNOTE 6.3.10) of some files, each deflated: what an `.xlsx` is in, and what people take with them.

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::Write;

#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    files: u16,
}

/// 1980-01-01, the first day that the format knows: the same content is the same archive.
const DAY: u16 = 0x0021;
const VERSION: u16 = 20;
const UTF8: u16 = 1 << 11;
const DEFLATED: u16 = 8;

impl Archive {
    pub fn of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut archive = Self::default();
        for (name, content) in files {
            archive.add(name, content);
        }
        archive.finish()
    }

    pub fn add(&mut self, name: &str, content: &[u8]) {
        let mut crc = Crc::new();
        crc.update(content);
        let mut deflate = DeflateEncoder::new(vec![], Compression::fast());
        // into memory: it cannot fail
        let packed = deflate.write_all(content).and_then(|()| deflate.finish()).unwrap_or_default();
        let begin = word(self.bytes.len());
        let mut head = vec![];
        for half in [VERSION, UTF8, DEFLATED, 0, DAY] {
            head.extend(half.to_le_bytes());
        }
        for whole in [crc.sum(), word(packed.len()), word(content.len())] {
            head.extend(whole.to_le_bytes());
        }
        head.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        head.extend(0u16.to_le_bytes());
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&head);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(head);
        // comment, disk, internal and external attributes, then where it begins
        self.directory.extend([0; 10]);
        self.directory.extend(begin.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.files += 1;
    }

    pub fn finish(mut self) -> Vec<u8> {
        let (begin, length) = (word(self.bytes.len()), word(self.directory.len()));
        self.bytes.extend(self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        for _ in 0..2 {
            self.bytes.extend(self.files.to_le_bytes());
        }
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(begin.to_le_bytes());
        self.bytes.extend(0u16.to_le_bytes());
        self.bytes
    }
}

fn word(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::DeflateDecoder;
    use std::io::Read;

    #[test]
    fn what_was_packed_comes_out_again() {
        let files = [("a.txt", "one".to_string()), ("b/c.txt", "知行".repeat(1_000))];
        let bytes = Archive::of(&files.map(|(name, text)| (name.to_string(), text.into_bytes())));
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let end = bytes.len() - 22;
        assert_eq!((&bytes[end..end + 4], bytes[end + 10], number(end + 12) + number(end + 16)), (&b"PK\x05\x06"[..], 2, end));
        let second = number(end + 16) + 46 + 5;
        assert_eq!((&bytes[second..second + 4], &bytes[second + 46..second + 53]), (&b"PK\x01\x02"[..], &b"b/c.txt"[..]));
        let begin = number(second + 42);
        let mut text = String::new();
        DeflateDecoder::new(&bytes[begin + 30 + 7..]).read_to_string(&mut text).unwrap();
        assert_eq!((&bytes[begin..begin + 4], text), (&b"PK\x03\x04"[..], "知行".repeat(1_000)));
    }
}
