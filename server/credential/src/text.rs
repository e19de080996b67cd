//! Texts before they are signed: one spelling, nothing invisible.

use unicode_normalization::UnicodeNormalization;

/// NFC, white space as single spaces, no control characters.
///
/// Why: canonicalisers of other makers escape `\b`, `\f` and DEL differently, so a signature over them does not verify
/// everywhere; and direction overrides would let a name be shown other than it is.
pub fn clean(text: &str) -> String {
    let visible: String = text
        .nfc()
        .filter(|c| !misleads(*c) && (!c.is_control() || matches!(c, '\t' | '\n' | '\r')))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    visible.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Direction controls, byte-order mark and noncharacters. Zero-width joiners stay: some scripts need them.
fn misleads(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn control_characters_and_direction_overrides_are_dropped() {
        assert_eq!(clean(" 张\u{8}\u{c}\u{7f}䶮\u{202e}𠮷\n\t x "), "张䶮𠮷 x");
    }

    #[test]
    fn composed_and_decomposed_spellings_are_the_same() {
        assert_eq!(clean("e\u{301}"), clean("é"));
    }
}
