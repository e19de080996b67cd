//! Whether a text is Base64 with exactly one reading. Settings keep data as text, so nothing has to be decoded.

/// The text without white space, if it is canonical Base64.
pub(crate) fn canonical(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !matches!(c, ' ' | '\t' | '\n' | '\r')).collect();
    let body = text.trim_end_matches('=');
    let padding = text.len() - body.len();
    let values: Option<Vec<u8>> = body.bytes().map(value).collect();
    let last = values?.last().copied().unwrap_or(0);
    // the bits of the last letter that belong to no byte must be zero
    let spare = match padding {
        0 => 0,
        1 => last & 0b11,
        2 => last & 0b1111,
        _ => return None,
    };
    (text.len().is_multiple_of(4) && spare == 0 && (padding == 0 || !body.is_empty())).then_some(text)
}

fn value(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn one_reading_or_none() {
        assert_eq!(canonical("\n\t4iLO NVA=\n").as_deref(), Some("4iLONVA="));
        assert_eq!(canonical("  ").as_deref(), Some(""));
        for wrong in ["A", "AB==C", "AB=", "====", "AC==D", "AP==", "AAB=AAA=", "a-b_", "AAA\u{3000}A"] {
            assert_eq!(canonical(wrong), None, "{wrong}");
        }
    }
}
