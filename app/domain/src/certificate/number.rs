//! Certificate numbers by the coding rule of 人社鉴发〔2019〕2号 (trial), read in reprints: one capital letter and 21 digits.
//!
//! `[1]` kind of agency (Y employer, S social organisation) · `[2-5]` agency code · `[6-7]` province · `[8-13]` site, these thirteen assigned
//! by the authority · `[14-15]` year · `[16]` level 1–5 · `[17-22]` serial, allocated by the agency and never used again.

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
    /// The number with `serial` for a year (two digits are kept) and level; nothing when a part is out of range.
    pub fn number(&self, year: i32, level: u8, serial: i64) -> Option<Number> {
        let fits = (1..=5).contains(&level) && (1..=999_999).contains(&serial);
        fits.then(|| Number(format!("{}{:02}{level}{serial:06}", self.0, year.rem_euclid(100))))
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
        assert_eq!(prefix.number(2026, 5, 42).map(|n| n.to_string()), Some("S000011000001265000042".into()));
        assert_eq!(prefix.number(2026, 6, 1), None);
        assert_eq!(prefix.number(2026, 5, 1_000_000), None);
    }

    #[test]
    fn a_number_is_read_as_people_type_it() {
        assert!("s0000 1100 0001 2650 0004 2".parse::<Number>().is_ok());
        for bad in ["", "S00001100000126500004", "X000011000001265000042", "S000011000001269000042", "S00001100000126500004二"] {
            assert!(bad.parse::<Number>().is_err(), "{bad}");
        }
    }
}
