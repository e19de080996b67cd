//! Names for files and ids: small letters, digits and hyphens.

/// The slug of a text, or `other` where nothing is left of it.
pub(crate) fn of(text: &str, other: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() == 48 {
            break;
        }
    }
    let slug = out.trim_end_matches('-');
    if slug.is_empty() { other.into() } else { slug.into() }
}

/// Whether a text may be an id as it is.
pub(crate) fn is(text: &str) -> bool {
    let inner = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    inner && !text.is_empty() && text.len() <= 64 && !text.starts_with('-') && !text.ends_with('-')
}
