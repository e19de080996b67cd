//! The check code of a certificate: what stands on the sheet and in its QR code, and shows that whoever asks has seen it.
//!
//! Sixty random bits, drawn at the issue and kept beside the number: numbers can be counted through, codes cannot. It is the same for every
//! version of a number, so that an address that was given away leads to the newest.

use super::number::{grouped, narrow};
use std::fmt;

/// Crockford's base 32: no I, L, O, U, which are taken for others.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
pub const LENGTH: usize = 12;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckCode(String);

impl CheckCode {
    /// From random bytes, of which sixty bits are used.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        let bits = u64::from_be_bytes(bytes);
        Self((0..LENGTH).map(|n| char::from(ALPHABET[(bits >> (5 * n)) as usize & 31])).collect())
    }

    /// As people type it: with spaces and hyphens, in lower case or full width, O for 0 and l for 1.
    pub fn typed(text: &str) -> Option<Self> {
        let mut code = String::with_capacity(LENGTH);
        for c in text.chars().take(64).map(narrow).filter(char::is_ascii_alphanumeric) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            code.push(Some(c).filter(|c| ALPHABET.contains(&(*c as u8)))?);
        }
        (code.len() == LENGTH).then_some(Self(code))
    }

    /// Takes as long for a code that is nearly right.
    pub fn is(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.bytes().zip(other.0.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
    }

    /// `K7QM 2XWD 9HTA`, as it is printed.
    pub fn grouped(&self) -> String {
        grouped(&self.0)
    }
}

impl fmt::Display for CheckCode {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = CheckCode::from_random(0x0123_4567_89ab_cdef_u64.to_be_bytes());
        assert_eq!(code.to_string().len(), LENGTH);
        let full: String = code.to_string().chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap_or(c)).collect();
        for typed in
            [code.to_string(), code.grouped(), code.grouped().replace(' ', "-").to_lowercase(), full, code.to_string().replace('0', "o")]
        {
            assert!(CheckCode::typed(&typed).is_some_and(|c| c.is(&code)), "{typed}");
        }
        for bad in ["", "K7QM2XWD9HT", "K7QM2XWD9HTAA", "K7QM2XWD9HTU", "查验码"] {
            assert_eq!(CheckCode::typed(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_bit_of_sixty_counts() {
        let of = |bits: u64| CheckCode::from_random(bits.to_be_bytes());
        for bit in 0..60 {
            assert!(!of(0).is(&of(1 << bit)), "{bit}");
        }
    }
}
