//! Certificate numbers by the coding rule of 人社鉴发〔2019〕2号 (trial), read in reprints: one capital letter and 21 digits.
//!
//! `[1]` kind of agency (Y employer, S social organisation) · `[2-5]` agency code · `[6-7]` province · `[8-13]` site, these thirteen assigned
//! by the authority · `[14-15]` year · `[16]` level 1–5 · `[17-22]` serial, allocated by the agency and never used again.

use crate::level::Level;
use std::{fmt, str::FromStr};

/// The thirteen characters that the authority assigns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Prefix(String);

/// A whole certificate number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadNumber;

impl Prefix {
    /// The number with `serial` for a year (two digits are kept) and level; nothing when the serial is out of range.
    pub fn number(&self, year: i32, level: Level, serial: i64) -> Option<Number> {
        let number = || Number(format!("{}{:02}{}{serial:06}", self.0, year.rem_euclid(100), level.number()));
        (1..=999_999).contains(&serial).then(number)
    }
}

fn is_letter_and_digits(text: &str, length: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == length && matches!(bytes[0], b'Y' | b'S') && bytes[1..].iter().all(u8::is_ascii_digit)
}

impl FromStr for Prefix {
    type Err = BadNumber;

    fn from_str(text: &str) -> Result<Self, BadNumber> {
        if is_letter_and_digits(text, 13) { Ok(Self(text.into())) } else { Err(BadNumber) }
    }
}

impl FromStr for Number {
    type Err = BadNumber;

    /// Also with the spaces that people type when they read it from paper.
    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        let level = text.as_bytes().get(15).copied();
        if is_letter_and_digits(&text, 22) && matches!(level, Some(b'1'..=b'5')) { Ok(Self(text)) } else { Err(BadNumber) }
    }
}

impl Number {
    /// The number of the specimen on the first page: serials begin with 1, so nobody ever gets it.
    pub const SPECIMEN: &str = "S000011000001265000000";

    /// As people type, paste and scan it: in full width, with spaces and hyphens, behind `编号：` or `No.`, with O for 0 and l for 1, or as
    /// the address of its page.
    ///
    /// # Errors
    ///
    /// A [`BadNumber`] if there is none in it.
    pub fn typed(text: &str) -> Result<Self, BadNumber> {
        // no address and no note is longer
        let plain: String = text.chars().take(512).map(narrow).collect::<String>().to_ascii_uppercase();
        let path = ["/V/", "/C/"].iter().find_map(|p| plain.rsplit_once(p)).map(|(_, rest)| rest);
        let shown = path.map_or(plain.as_str(), |rest| rest.split(['?', '#', '/', '.']).next().unwrap_or_default());
        let kept: Vec<u8> = shown.bytes().filter(u8::is_ascii_alphanumeric).collect();
        let digit = |c: u8| match c {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            c => c,
        };
        kept.windows(22)
            .enumerate()
            // a longer run of digits is another number
            .filter(|(at, _)| kept.get(at + 22).is_none_or(|c| !c.is_ascii_digit()))
            .find_map(|(_, run)| {
                let number = run.iter().enumerate().map(|(n, c)| char::from(if n == 0 { *c } else { digit(*c) }));
                number.collect::<String>().parse().ok()
            })
            .ok_or(BadNumber)
    }

    /// In groups of four, to be compared digit by digit.
    pub fn grouped(&self) -> String {
        grouped(&self.0)
    }
}

/// Full-width forms as their ASCII twins: the block U+FF01 to U+FF5E is ASCII, shifted.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

pub(super) fn grouped(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_letter_and_twenty_one_digits() {
        let prefix: Prefix = "S000011000001".parse().expect("a prefix");
        assert_eq!(prefix.number(2026, Level::Five, 42).map(|n| n.to_string()), Some("S000011000001265000042".into()));
        assert_eq!(prefix.number(2026, Level::Five, 1_000_000), None);
    }

    #[test]
    fn a_number_is_found_in_what_people_type_and_paste() {
        let right: Number = "S000011000001265000042".parse().expect("a number");
        for typed in [
            "Ｓ００００１１０００００１２６５００００４２",
            "S-0000110000012650-00042",
            "S 0000—1100–0001−2650‑0004－2",
            "编号：S000011000001265000042",
            "证书编号:　s000011000001265000042。",
            "No. S000011000001265000042",
            "№S000011000001265000042",
            "Certificate No. SOOOO110OOOOl265OOOO42",
            "http://127.0.0.1:8080/v/S000011000001265000042",
            "https://zhixing.example/v/S000011000001265000042?c=K7QM2XWD9HTA",
            "https://zhixing.example/c/S000011000001265000042.v2",
            "\u{feff}S0000\u{200b}11000001265000042\n",
        ] {
            assert_eq!(Number::typed(typed), Ok(right.clone()), "{typed}");
        }
        for bad in ["", "S00001100000126500004", "S0000110000012650000421", "S000011000001269000042", "X000011000001265000042", "二〇二六"]
        {
            assert_eq!(Number::typed(bad), Err(BadNumber), "{bad}");
        }
        assert_eq!(right.grouped(), "S000 0110 0000 1265 0000 42");
        assert!(Number::SPECIMEN.parse::<Number>().is_ok());
        let _ = Number::typed(&"/v/".repeat(100_000));
    }

    #[test]
    fn a_number_is_read_as_people_type_it() {
        assert!("s0000 1100 0001 2650 0004 2".parse::<Number>().is_ok());
        for bad in ["", "S00001100000126500004", "X000011000001265000042", "S000011000001269000042", "S00001100000126500004二"] {
            assert!(bad.parse::<Number>().is_err(), "{bad}");
        }
    }
}
