//! Bytes to text, in the encodings that spreadsheets of this country save. Nothing is guessed in silence: two encodings in one file are told by
//! their lines, and where nothing shows which one it is, people have to look.

use crate::{RosterFault, encoding::Encoding, letters::speaks_chinese};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use zhixing_domain::text::look;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    /// Whether the file shows its encoding. Where it does not, its letters may be others than were written.
    pub sure: bool,
}

/// Reads a file. A byte order mark says what it is; without one, a text with zero bytes is UTF-16, and what is not UTF-8 is GB18030.
///
/// # Errors
/// It is neither, or lines of two encodings are in it.
pub fn decode(bytes: &[u8]) -> Result<Decoded, RosterFault> {
    let marked = [&[0xef, 0xbb, 0xbf][..], &[0xff, 0xfe], &[0xfe, 0xff]].iter().any(|mark| bytes.starts_with(mark));
    let encoding = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Encoding::Utf16,
        _ if !marked && bytes.contains(&0) => Encoding::Utf16,
        _ if marked || std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        _ => match mixed(bytes) {
            lines if lines.is_empty() => Encoding::Gb18030,
            lines => return Err(RosterFault::Encodings(lines)),
        },
    };
    let decoded = decode_as(bytes, encoding)?;
    let sure = marked
        || match encoding {
            Encoding::Utf16 => true,
            Encoding::Gb18030 => speaks_chinese(&decoded.text),
            // some words of GB18030 are UTF-8 by accident, all of letters that have two bytes there
            Encoding::Utf8 => {
                let short = decoded.text.chars().all(|c| u32::from(c) < 0x800);
                !short || !decode_as(bytes, Encoding::Gb18030).is_ok_and(|other| speaks_chinese(&other.text))
            }
        };
    Ok(Decoded { sure, ..decoded })
}

/// Reads a file in the encoding that somebody says it has.
///
/// # Errors
/// It is no text in this encoding.
pub fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<Decoded, RosterFault> {
    let whole = |text: Option<Cow<str>>| text.map(Cow::into_owned).ok_or(RosterFault::Encoding);
    let text = match encoding {
        Encoding::Utf8 => {
            let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
            let wrong = |_| RosterFault::Encodings(lines(bytes, |line| std::str::from_utf8(line).is_err()));
            std::str::from_utf8(bytes).map_err(wrong)?.to_string()
        }
        Encoding::Gb18030 => whole(GB18030.decode_without_bom_handling_and_without_replacement(bytes))?,
        Encoding::Utf16 => {
            let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
            let (order, bytes) = match bytes {
                [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
                [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
                _ => (if zeros(1) >= zeros(0) { UTF_16LE } else { UTF_16BE }, bytes),
            };
            let text = whole(order.decode_without_bom_handling_and_without_replacement(bytes))?;
            if text.contains('\0') {
                return Err(RosterFault::Encoding);
            }
            text
        }
    };
    Ok(Decoded { text, encoding, sure: true })
}

/// The lines, from 1, of which `is` holds.
fn lines(bytes: &[u8], is: impl Fn(&[u8]) -> bool) -> Vec<u64> {
    (1..).zip(bytes.split(|b| *b == b'\n')).filter(|(_, line)| is(line)).map(|(n, _)| n).collect()
}

/// Of a file that is not UTF-8: where both encodings are in it, the lines of the one that has fewer.
fn mixed(bytes: &[u8]) -> Vec<u64> {
    let utf8 = lines(bytes, |line| words(line).any(is_utf8));
    let other = lines(bytes, |line| words(line).any(|word| std::str::from_utf8(word).is_err()));
    if utf8.is_empty() || utf8.len() < other.len() { utf8 } else { other }
}

/// What stands between the signs of a line and is not ASCII: in neither encoding is such a sign part of another character.
fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(|b| *b < 0x30 || *b == b';').filter(|word| !word.is_ascii())
}

/// Whether a word was written in UTF-8. In GB18030 hardly any word looks so but of two bytes a letter, and then its letters are common.
fn is_utf8(word: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(word) else { return false };
    let common = |text: &str| text.chars().filter(|c| look::is_han(*c)).all(is_common);
    let long = text.chars().any(|c| u32::from(c) >= 0x800);
    // `Müller` would have a Han within
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}');
    long && common(text)
        || text.chars().all(latin) && text.chars().any(|c| c.is_ascii_lowercase())
        || !decode_as(word, Encoding::Gb18030).is_ok_and(|other| common(&other.text))
}

/// Whether a character is in GB2312, which has those of daily use.
fn is_common(c: char) -> bool {
    let text = c.to_string();
    let (bytes, _, lost) = GB18030.encode(&text);
    !lost && matches!(*bytes, [0xa1..=0xf7, 0xa1..=0xfe])
}

#[cfg(test)]
mod tests;
