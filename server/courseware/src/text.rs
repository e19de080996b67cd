//! The text of a file: decoded, with one kind of line end, and its lines countable.

use crate::problem::{FileFault, Log};

/// The longest Markdown file; a bank of five hundred items has about a third of it.
pub(crate) const MOST_BYTES: usize = 1024 * 1024;

/// Decodes a file: the byte order mark and carriage returns are left aside, control characters are removed with a problem. Nothing if the
/// file is too big to be looked at.
pub(crate) fn decode(bytes: &[u8], log: &mut Log) -> Option<String> {
    if bytes.len() > MOST_BYTES {
        log.add(1, FileFault::TooBig { size: bytes.len() / 1024, most: MOST_BYTES / 1024 });
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(e) => {
            let good = bytes.get(..e.valid_up_to()).unwrap_or_default();
            log.add(1 + good.iter().filter(|b| **b == b'\n').count(), FileFault::NotUtf8);
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    Some(without_controls(text, log))
}

/// Controls, noncharacters (the reader uses two of them as marks) and the characters that turn the direction of writing.
fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}')
}

fn without_controls(text: String, log: &mut Log) -> String {
    if !text.contains(is_control) {
        return text;
    }
    for (i, line) in text.split('\n').enumerate() {
        if let Some(c) = line.chars().find(|c| is_control(*c)) {
            log.add(i + 1, FileFault::ControlCharacter { code: format!("U+{:04X}", u32::from(c)) });
        }
    }
    text.replace(is_control, "")
}

/// Where the lines of a text end, so that the line of a place is found without counting from the start each time.
#[derive(Clone, Debug)]
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i).collect())
    }

    /// The line, from 1, of a place in the text.
    pub fn line(&self, at: usize) -> usize {
        1 + self.0.partition_point(|end| *end < at)
    }
}

/// The line of one place; for many places of one text there is [`Lines`].
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count()
}

/// Whether `text` may stand in an address: lower-case letters, digits and hyphens.
pub(crate) fn is_slug(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 64 && text.chars().all(fits) && !text.starts_with('-') && !text.ends_with('-')
}

/// The nearest slug to what was written, for advice.
pub(crate) fn slug_of(text: &str, fallback: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase).take(64) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { fallback.into() } else { slug.into() }
}

/// At most `most` characters of a text, for quoting it in a message.
pub(crate) fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::lang::Lang;

    #[test]
    fn marks_and_carriage_returns_are_tolerated() {
        let mut log = Log::new("x.md", Lang::Zh);
        assert_eq!(decode("\u{feff}a\r\nb\rc".as_bytes(), &mut log).as_deref(), Some("a\nb\nc"));
        assert!(log.problems.is_empty());
    }

    #[test]
    fn a_slug_is_proposed_for_any_name() {
        for (text, slug) in [("Data_Set 1", "data-set-1"), ("数据", "item"), ("-a--b-", "a-b")] {
            assert_eq!(slug_of(text, "item"), slug);
            assert!(is_slug(slug));
        }
    }
}
