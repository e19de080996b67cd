//! Signs as people type them: wide and narrow, digits and Chinese numerals.

/// The narrow form of a wide letter, digit, sign or blank.
pub(crate) fn half(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

pub(crate) fn narrow(text: &str) -> String {
    text.chars().map(half).collect()
}

/// A whole number at the beginning, and what stands behind it.
pub(super) fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c| !half(c).is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end).filter(|_| (1..=12).contains(&end))?;
    Some((narrow(number).parse().ok().filter(|n| *n <= 9999)?, rest))
}

/// `十二` at the beginning, and what stands behind it.
pub(super) fn numeral(text: &str) -> Option<(u32, &str)> {
    const ONES: &str = "一二三四五六七八九";
    let end = text.find(|c| c != '十' && !ONES.contains(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end).filter(|_| end > 0)?;
    let one = |c: char| ONES.chars().zip(1..).find(|(sign, _)| *sign == c).map(|(_, n)| n);
    let mut value = 0;
    for c in word.chars() {
        value = if c == '十' { value.max(1) * 10 } else { value + one(c)? };
    }
    Some((value, rest)).filter(|_| word.chars().count() <= 3)
}

/// The next letter of the alphabet.
pub(super) fn next(letter: char) -> char {
    char::from_u32(u32::from(letter) + 1).unwrap_or(letter)
}
