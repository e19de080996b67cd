//! Which characters a typed text may hold, and what becomes of the others: where it is typed, where it is pasted, and where it arrives.
//!
//! Word processors and slides put line ends of their own into what is copied from them, and other programs leave control characters that nobody
//! sees. A store or a browser refuses some of them, so none is kept: what ends a line becomes a line feed, everything else goes.

use std::borrow::Cow;

/// Whether a text may hold this character: TAB, line feed and carriage return of the control characters, and everything else but the two
/// separators of Unicode that some programs take for a line end and others do not.
pub const fn is_storable(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}')
}

/// Vertical tab, form feed, next line, line and paragraph separator.
const fn ends_line(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text of many lines with what ends a line as a line feed and without the other characters that cannot be stored.
pub fn lines(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_storable) {
        return Cow::Borrowed(text);
    }
    let one = |c: char| if is_storable(c) { Some(c) } else { ends_line(c).then_some('\n') };
    Cow::Owned(text.chars().filter_map(one).collect())
}

/// A text of one line without the characters that cannot be stored.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_storable) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().filter(|c| is_storable(*c)).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_character_but_three_goes_or_ends_a_line() {
        for n in (0..0x20).chain(0x7f..0xa0) {
            let c = char::from_u32(n).unwrap();
            let (typed, kept) = (format!("a{c}b"), matches!(c, '\t' | '\n' | '\r'));
            assert_eq!(is_storable(c), kept, "{n:#x}");
            let right = match c {
                _ if kept => typed.clone(),
                '\u{b}' | '\u{c}' | '\u{85}' => "a\nb".into(),
                _ => "ab".into(),
            };
            assert_eq!(lines(&typed), right, "{n:#x}");
            assert_eq!(line(&typed), if kept { typed.clone() } else { "ab".into() }, "{n:#x}");
        }
    }

    #[test]
    fn separators_end_lines_and_everything_else_stays() {
        assert_eq!(lines("一\u{2028}二\u{2029}三"), "一\n二\n三");
        let plain = "é 汉 \u{200d}\u{fffe}\u{fffd} 👩‍🔬\r\n";
        assert!(matches!(lines(plain), Cow::Borrowed(same) if same == plain));
    }

    #[test]
    fn what_is_storable_stays_as_it_is() {
        for n in (0..=0x10_ffff).filter_map(char::from_u32) {
            let once = lines(n.encode_utf8(&mut [0; 4])).into_owned();
            assert_eq!(lines(&once), once);
            assert!(once.chars().all(is_storable));
        }
    }
}
