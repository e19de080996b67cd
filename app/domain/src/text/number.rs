//! Reading a number as people type it, in keys, answers and forms of staff. Without tables of Unicode, so that a browser reads the same.

use super::look::{is_han, is_invisible};
use serde::{Deserialize, Serialize};

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotNumber {
    /// There is a comma that does not part thousands: `12,5` may mean two things.
    Comma,
    /// A number with something else behind it, such as a unit.
    Unit,
    /// Something else.
    Other,
}

/// The number that a text says; `unit` is what stands beside the field, and may be typed along.
///
/// Read are full-width digits and signs, each minus and dash in front, thousands in groups of three (`1,000`, `1 000`, `1_000`), a power of ten
/// (`1e3`). A per-cent sign is a unit like any other: `25%` is not 25 where nothing, `‰` or `KB` stands beside the field. A comma anywhere else is no
/// number: it is never left out in silence.
///
/// # Errors
/// Why it is none.
pub fn read(text: &str, unit: Option<&str>) -> Result<f64, NotNumber> {
    plainly(text, unit)?.parse().ok().filter(|n: &f64| n.is_finite()).ok_or(NotNumber::Other)
}

/// The number as programs write it. Whether a text is a number is all that a browser asks.
///
/// # Errors
/// Why it is none.
pub fn plainly(text: &str, unit: Option<&str>) -> Result<String, NotNumber> {
    let text = plain(text);
    if let Some(number) = decimal(&text) {
        return Ok(number);
    }
    let stripped = unit.map(plain).filter(|u| !u.is_empty()).and_then(|u| without(&text, &u));
    if let Some(number) = stripped.as_deref().and_then(decimal) {
        return Ok(number);
    }
    let rest = stripped.as_deref().unwrap_or(&text);
    let commas = rest.contains(',') && decimal(&rest.replace(',', "")).is_some();
    Err(if commas {
        NotNumber::Comma
    } else if has_unit(rest) {
        NotNumber::Unit
    } else {
        NotNumber::Other
    })
}

/// A whole number, as staff type minutes.
pub fn whole(text: &str) -> Option<i64> {
    let number = read(text, None).ok()?;
    (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
}

/// The text as an English keyboard would write it, without what nobody sees and without outer spaces.
fn plain(text: &str) -> String {
    let chars: Vec<char> = text.chars().filter(|c| !is_invisible(*c) && (!c.is_control() || c.is_whitespace())).collect();
    let mut out = String::with_capacity(text.len());
    for (i, c) in chars.iter().enumerate() {
        match c {
            'ー' | 'ｰ' if is_minus(&chars, i) => out.push('-'),
            '℃' => out.push_str("°C"),
            '℉' => out.push_str("°F"),
            c => out.push(digit(narrow(*c))),
        }
    }
    out.trim().to_string()
}

/// One character as an English keyboard would write it: width, spaces, dashes, full stop and comma of the two languages, some signs of units.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map_or(c, narrow),
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2796}' | '\u{fe58}' | '\u{fe63}' | '\u{2d7}' => '-',
        '\u{fe62}' | '\u{2795}' => '+',
        '。' | '｡' | '﹒' | '︒' => '.',
        '﹐' | '︐' => ',',
        '﹕' | '︓' | '∶' => ':',
        '﹪' => '%',
        'µ' => 'μ',
        '\u{2126}' => 'Ω',
        '￥' => '¥',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether the long sign of kana at `i` stands for a minus: before a digit, and not behind kana, which it would lengthen.
pub(super) fn is_minus(chars: &[char], i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|i| chars.get(i));
    let next = chars.get(i + 1..).unwrap_or_default().iter().find(|c| !c.is_whitespace());
    !before.is_some_and(|c| is_han(*c)) && next.is_some_and(|c| digit(narrow(*c)).is_ascii_digit())
}

/// Digits of mathematical typefaces as digits.
fn digit(c: char) -> char {
    match c {
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((c as u32 - 0x1d7ce) % 10, 10).unwrap_or(c),
        c => c,
    }
}

/// The text without the unit at its end, or at its front as with money; spaces within are left aside.
fn without(text: &str, unit: &str) -> Option<String> {
    let end = match_up(text.char_indices().rev(), unit.chars().rev()).and_then(|at| text.get(..at));
    let front = || {
        match_up(text.char_indices(), unit.chars())
            .and_then(|at| text.get(at..)?.chars().next().and_then(|c| text.get(at + c.len_utf8()..)))
    };
    end.or_else(front).map(|rest| rest.trim().to_string())
}

/// The place of the last character that was needed to match all of `unit`.
fn match_up(mut text: impl Iterator<Item = (usize, char)>, unit: impl Iterator<Item = char>) -> Option<usize> {
    let mut at = None;
    for wanted in unit.filter(|c| *c != ' ') {
        let (place, c) = text.find(|(_, c)| *c != ' ')?;
        if c != wanted {
            return None;
        }
        at = Some(place);
    }
    at
}

/// The number itself: sign, digits or groups of three, fraction, power of ten.
fn decimal(text: &str) -> Option<String> {
    let (sign, body) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { "-" } else { "" }, rest.trim_start()),
        None => ("", text),
    };
    let (mantissa, power) = body.split_once(['e', 'E']).unwrap_or((body, "0"));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let ten: &str = power.strip_prefix(['-', '+']).unwrap_or(power);
    if !digits(fraction) || (whole.is_empty() && fraction.is_empty()) || ten.is_empty() || ten.len() > 3 || !digits(ten) {
        return None;
    }
    let whole = if digits(whole) { whole.to_string() } else { groups(whole)? };
    // what a floating-point number cannot hold is none
    let places: usize = if power.starts_with('-') { 0 } else { ten.parse().ok()? };
    (whole.trim_start_matches('0').len() + places <= 308).then(|| format!("{sign}{whole}.{fraction}0e{power}"))
}

/// The digits of `1,000,000`: one separator throughout, three digits behind each, and no zero in front.
fn groups(whole: &str) -> Option<String> {
    let separator = whole.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, ',' | ' ' | '_'))?;
    let mut parts = whole.split(separator);
    let first = parts.next().filter(|f| (1..=3).contains(&f.len()) && !f.starts_with('0'))?;
    let rest: Vec<&str> = parts.collect();
    let digits = |s: &&str| s.bytes().all(|b| b.is_ascii_digit());
    (digits(&first) && rest.iter().all(|p| p.len() == 3 && digits(p))).then(|| first.to_string() + &rest.concat())
}

/// Whether it is a number with letters or signs of a unit behind it.
fn has_unit(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | ' ' | '+' | '-'))).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let sign = |c: char| !c.is_ascii() || c.is_ascii_alphabetic() || matches!(c, '%' | '$' | '/' | '\'' | '"');
    let first = rest.chars().next().is_some_and(|c| sign(c) && !matches!(c, '/' | '~' | '×' | '÷' | '±' | '½' | '²' | '³'));
    decimal(number.trim()).is_some() && first && rest.chars().all(|c| sign(c) || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, number) in [
            ("12.5", 12.5),
            (" １２．５ ", 12.5),
            ("12。5", 12.5),
            ("12.", 12.0),
            (".5", 0.5),
            ("-3.5", -3.5),
            ("−3.5", -3.5),
            ("–3.5", -3.5),
            ("—3.5", -3.5),
            ("‐3.5", -3.5),
            ("‑3.5", -3.5),
            ("﹣3.5", -3.5),
            ("－3.5", -3.5),
            ("ー3.5", -3.5),
            ("ｰ３．５", -3.5),
            ("- 3.5", -3.5),
            ("+7", 7.0),
            ("1,000", 1000.0),
            ("1，000", 1000.0),
            ("1,234,567.5", 1_234_567.5),
            ("1 000", 1000.0),
            ("1\u{a0}000", 1000.0),
            ("1\u{202f}000 000", 1_000_000.0),
            ("1_300", 1300.0),
            ("1e3", 1000.0),
            ("1.5E-2", 0.015),
            ("\u{200b}12.5", 12.5),
            ("12.5\u{feff}", 12.5),
            ("\u{202a}12.5\u{202c}", 12.5),
            ("12\u{ad}.5\u{fe0f}", 12.5),
            ("𝟏𝟐", 12.0),
            ("007", 7.0),
        ] {
            assert_eq!(read(text, None), Ok(number), "{text:?}");
        }
    }

    #[test]
    fn a_comma_that_parts_no_thousands_is_never_left_out() {
        for text in ["12,5", "3,00", "1,00,0", "3，14", "0,5", "0,500", "1,0000", "1000,000", "1,000,00", "1,2345.6", "1,,000"] {
            assert_eq!(read(text, None), Err(NotNumber::Comma), "{text}");
        }
        for text in ["1、000", "1,000 000", "1.000,5", "1.000.000", "1 00", "1 2", "1_00", ",5", "1.2,345"] {
            assert!(read(text, None).is_err(), "{text}");
        }
    }

    #[test]
    fn the_unit_beside_the_field_may_be_typed_and_no_other() {
        for (text, unit) in [
            ("1290.5 KB", "KB"),
            ("1290.5KB", "KB"),
            ("１２９０．５ＫＢ", "KB"),
            ("1,290.5 KB", "KB"),
            ("1290.5 K B", "KB"),
            ("1290.5℃", "°C"),
            ("1290.5 °C", "℃"),
            ("￥1290.5", "¥"),
            ("1290.5 元", "元"),
            ("1290.5 km/h", "km/h"),
            ("1290.5%", "%"),
            ("1290.5 ％", "%"),
            ("1290.5 µm", "μm"),
        ] {
            assert_eq!(read(text, Some(unit)), Ok(1290.5), "{text} {unit}");
        }
        for (text, unit) in [
            ("1290.5 MB", Some("KB")),
            ("1290.5KB", None),
            ("3 mW", Some("MW")),
            ("5 m²", None),
            ("20元", None),
            ("3°", None),
            ("80%", None),
            ("25 ％", Some("‰")),
            ("25%", Some("KB")),
        ] {
            assert_eq!(read(text, unit), Err(NotNumber::Unit), "{text}");
        }
        assert_eq!(read("12,5 KB", Some("KB")), Err(NotNumber::Comma));
    }

    #[test]
    fn minutes_are_whole_numbers() {
        for (text, minutes) in
            [("15", Some(15)), (" １５ ", Some(15)), ("＋5", Some(5)), ("1,000", Some(1000)), ("1.5", None), ("x", None), ("1,5", None)]
        {
            assert_eq!(whole(text), minutes, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_said_to_be_none() {
        for text in [
            "", "abc", "25/2", "1e", "inf", "NaN", "1e999", "0x10", "--3", "3-4", "3~4", "一千", "½", "10²", "①", "KB", "-", ".", "1.2.3",
            "±3",
        ] {
            assert!(matches!(read(text, None), Err(NotNumber::Other | NotNumber::Unit)), "{text}: {:?}", read(text, None));
        }
        assert_eq!(read("25/2", None), Err(NotNumber::Other));
    }
}
