//! Characters and names of XML.

use super::{Broken, Why};
use quick_xml::events::BytesRef;

/// The text of a file: as its byte order mark or its declaration says, else UTF-8.
///
/// # Errors
///
/// [`Why::Encoding`] if it is not written so.
pub fn decode(bytes: &[u8]) -> Result<(String, &'static str), Broken> {
    let wrong = Broken { line: 1, why: Why::Encoding };
    let declared = || {
        let head: String = bytes.iter().take(200).map(|b| char::from(*b)).collect();
        let head = head.split("?>").next()?.strip_prefix("<?xml")?.split("encoding").nth(1)?.trim_start_matches(['=', ' ']).to_string();
        let label = head.get(1..)?.split(['"', '\'']).next()?.to_string();
        encoding_rs::Encoding::for_label(label.as_bytes())
    };
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        // a declaration that can be read byte by byte is none of UTF-16
        None => declared().filter(|e| e.is_ascii_compatible()).unwrap_or(encoding_rs::UTF_8),
    };
    let (text, damaged) = encoding.decode_with_bom_removal(bytes);
    if damaged { Err(wrong) } else { Ok((text.into_owned(), encoding.name())) }
}

pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// What a reference stands for: a character by its number, or one of the five names that need no declaration.
pub(super) fn character(name: &BytesRef) -> Option<char> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => return Some(c).filter(|c| is_xml(*c)),
        Err(_) => return None,
        Ok(None) => {}
    }
    Some(match &**name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// What stands for gaps while a text is read is no letter of anybody.
pub fn is_kept(c: char) -> bool {
    is_xml(c) && c != crate::item::GAP
}

pub(super) fn is_name(name: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || c == '_' || c == ':';
    name.starts_with(begins) && name.chars().all(|c| begins(c) || c.is_numeric() || matches!(c, '-' | '.' | '·') || !c.is_ascii())
}

/// Whether a space parts each attribute from the one before it.
pub(super) fn well_spaced(raw: &str) -> bool {
    let mut quote = None;
    let mut closed = false;
    for c in raw.chars() {
        if closed && !c.is_ascii_whitespace() && c != '?' {
            return false;
        }
        closed = false;
        match quote {
            Some(q) if c == q => (quote, closed) = (None, true),
            None if matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
    }
    true
}

/// `response-identifier` as QTI 2 writes it.
pub fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for c in name.chars() {
        match c {
            '-' => upper = true,
            c if upper => {
                out.extend(c.to_uppercase());
                upper = false;
            }
            c => out.push(c),
        }
    }
    out
}

pub fn element_name(name: &str) -> String {
    match name.strip_prefix("qti-") {
        Some(rest) => camel(rest),
        None => name.into(),
    }
}
