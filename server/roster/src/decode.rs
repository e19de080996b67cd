//! Bytes to text, in the encodings that spreadsheets of this country save.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

/// How a file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Gb18030,
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Gb18030 => "GB18030 (GBK)",
        }
    }
}

/// Reads a file. A byte order mark says what it is; without one, a text with zero bytes is UTF-16, what is not UTF-8 is GB18030. Nothing if it is
/// neither: letters are never guessed at.
pub fn decode(bytes: &[u8]) -> Option<(String, Encoding)> {
    let utf16 = |encoding: &'static encoding_rs::Encoding, bytes: &[u8]| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        (!text.contains('\0')).then(|| (text.into_owned(), Encoding::Utf16))
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => return std::str::from_utf8(rest).ok().map(|t| (t.into(), Encoding::Utf8)),
        [0xff, 0xfe, rest @ ..] => return utf16(UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => return utf16(UTF_16BE, rest),
        _ => {}
    }
    if bytes.contains(&0) {
        let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
        return utf16(if zeros(1) >= zeros(0) { UTF_16LE } else { UTF_16BE }, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.into(), Encoding::Utf8));
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(|text| (text.into_owned(), Encoding::Gb18030))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_every_encoding_of_a_spreadsheet() {
        let text = "账号,姓名\nlin.yi,林一\n";
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let marked = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (marked(&[0xef, 0xbb, 0xbf], text.as_bytes().to_vec()), Encoding::Utf8),
            (marked(&[0xff, 0xfe], wide(u16::to_le_bytes)), Encoding::Utf16),
            (marked(&[0xfe, 0xff], wide(u16::to_be_bytes)), Encoding::Utf16),
            (wide(u16::to_le_bytes), Encoding::Utf16),
            (wide(u16::to_be_bytes), Encoding::Utf16),
            (GB18030.encode(text).0.into_owned(), Encoding::Gb18030),
        ] {
            assert_eq!(decode(&bytes), Some((text.to_string(), encoding)));
        }
        assert_eq!(decode(&[0x80, 0xff, 0xff]), None, "a picture is no list");
    }
}
