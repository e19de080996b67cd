//! The number of a phone, as it is kept, and what fits into one short message. Whether anybody reads what is sent there is known once they give the
//! code that it brought.

use crate::time::Span;

/// How long a code is good, and how often one may be guessed.
pub const CODE_GOOD: Span = Span::from_minutes(15);
pub const CODE_TRIES: i64 = 5;
/// How many short messages one account is sent in a day at most: nobody pays for a storm.
pub const A_DAY: i64 = 10;

/// What one message holds: septets of the small alphabet, else units of UTF-16 (3GPP TS 23.038).
const SMALL: usize = 160;
const WIDE: usize = 70;
/// The small alphabet, and what takes two places in it.
const ALPHABET: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const DOUBLE: &str = "^{}\\[~]|€";

/// The number in the form it is kept (E.164): a plus and 8 to 15 digits. One of eleven digits without a country is one of the mainland. Nothing where
/// it is none.
pub fn number(text: &str) -> Option<String> {
    let typed: String = text.trim().chars().map(narrow).filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
    let typed = typed.strip_prefix("00").map_or_else(|| typed.clone(), |rest| format!("+{rest}"));
    let mainland = |digits: &str| digits.len() == 11 && digits.starts_with('1') && !matches!(digits.as_bytes()[1], b'0'..=b'2');
    let digits = match typed.strip_prefix('+') {
        Some(digits) => digits.to_string(),
        None if typed.bytes().all(|b| b.is_ascii_digit()) && mainland(&typed) => format!("86{typed}"),
        None => return None,
    };
    let fits = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let known = digits.strip_prefix("86").is_none_or(mainland);
    (fits && known).then(|| format!("+{digits}"))
}

/// Digits and signs of a wide keyboard as those of a narrow one.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// Whether a text fits into one short message.
pub fn fits(text: &str) -> bool {
    let septets = text.chars().map(|c| match c {
        c if ALPHABET.contains(c) => Some(1),
        c if DOUBLE.contains(c) => Some(2),
        _ => None,
    });
    match septets.sum::<Option<usize>>() {
        Some(septets) => septets <= SMALL,
        None => text.encode_utf16().count() <= WIDE,
    }
}

/// The first of some texts that fits, each saying less than the one before; else the last one, cut off.
pub fn first_that_fits(texts: impl IntoIterator<Item = String>) -> String {
    let mut last = String::new();
    for text in texts {
        if fits(&text) {
            return text;
        }
        last = text;
    }
    while !fits(&last) {
        last.pop();
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_kept_with_its_country() {
        for (typed, kept) in [
            ("138 0013 8000", "+8613800138000"),
            ("+86-138-0013-8000", "+8613800138000"),
            ("008613800138000", "+8613800138000"),
            ("１３８００１３８０００", "+8613800138000"),
            ("+44 20 7946 0958", "+442079460958"),
        ] {
            assert_eq!(number(typed).as_deref(), Some(kept), "{typed}");
        }
        for wrong in [
            "",
            "110",
            "12345678901",
            "+8612345678901",
            "+86138001380",
            "020 7946 0958",
            "+0123456789",
            "+1234567890123456",
            "13800138000\n2",
            "+4420794609a8",
        ] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn one_message_holds_a_hundred_and_sixty_small_or_seventy_wide_letters() {
        assert!(fits(&"x".repeat(160)) && !fits(&"x".repeat(161)));
        assert!(fits(&"€".repeat(80)) && !fits(&"€".repeat(81)), "these take two places");
        assert!(fits(&"知".repeat(70)) && !fits(&"知".repeat(71)));
        assert!(!fits(&format!("{}知", "x".repeat(70))), "one wide letter makes all of them wide");
        assert!(fits(&"😀".repeat(35)) && !fits(&"😀".repeat(36)));
        let texts = ["知".repeat(90), "知".repeat(71), "知".repeat(70), String::new()];
        assert_eq!(first_that_fits(texts), "知".repeat(70));
        assert_eq!(first_that_fits(["x".repeat(400)]), "x".repeat(160));
    }
}
