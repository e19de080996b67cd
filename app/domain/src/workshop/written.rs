//! Between the bytes of a file and the text in a field: a browser sends other line ends than the file had, and what nobody changed stays to the byte.

const MARK: &str = "\u{feff}";

/// The text of a file as it is edited; nothing where it is no UTF-8.
pub fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(plain(text.strip_prefix(MARK).unwrap_or(text)))
}

/// With line feeds alone.
pub fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The bytes of an edited text, with the byte order mark and the line ends of what it was made from.
pub fn bytes(edited: &str, before: Option<&[u8]>) -> Vec<u8> {
    let edited = plain(edited);
    let Some(before) = before else { return edited.into_bytes() };
    if text(before).is_some_and(|same| same == edited) {
        return before.to_vec();
    }
    let marked = before.starts_with(MARK.as_bytes());
    let windows = before.windows(2).any(|two| two == b"\r\n");
    let edited = if windows { edited.replace('\n', "\r\n") } else { edited };
    if marked { format!("{MARK}{edited}").into_bytes() } else { edited.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_changed_stays_to_the_byte() {
        for file in ["a\nb\n", "a\r\nb\r\n", "\u{feff}a\r\nb\nc\r", ""] {
            let sent = text(file.as_bytes()).unwrap().replace('\n', "\r\n");
            assert_eq!(bytes(&sent, Some(file.as_bytes())), file.as_bytes(), "{file:?}");
        }
        assert_eq!(text(&[0xd6, 0xd0]), None);
    }

    #[test]
    fn a_change_keeps_the_ends_of_lines() {
        assert_eq!(bytes("a\r\nc", Some(b"a\nb")), b"a\nc");
        assert_eq!(bytes("a\nc", Some("\u{feff}a\r\nb".as_bytes())), "\u{feff}a\r\nc".as_bytes());
        assert_eq!(bytes("a\r\n", None), b"a\n");
    }
}
