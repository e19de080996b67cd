//! Addresses that stand in a text without marks.

use super::escape;

const SCHEMES: [&str; 3] = ["https://", "http://", "www."];

/// The text, escaped, with its addresses as links. An address is ASCII and ends before Chinese letters and before punctuation.
pub(super) fn linked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = next(rest) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_ascii() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`')).unwrap_or(from.len());
        let mut address = from.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~', '\'']);
        let extra = address.matches(')').count().saturating_sub(address.matches('(').count());
        let closing = address.bytes().rev().take_while(|b| *b == b')').count();
        address = address.get(..address.len() - extra.min(closing)).unwrap_or_default();
        out.push_str(&escape(before));
        let host = SCHEMES.iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or_default();
        if host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            let scheme = if address.starts_with("www.") { "https://" } else { "" };
            out.push_str(&format!("<a href=\"{scheme}{}\" rel=\"noopener\">{}</a>", escape(address), escape(address)));
        } else {
            out.push_str(&escape(address));
        }
        rest = from.get(address.len().max(1)..).unwrap_or_default();
        if address.is_empty() {
            out.push_str(&escape(from.get(..1).unwrap_or_default()));
        }
    }
    out.push_str(&escape(rest));
    out
}

/// Where the next address may begin: not within a word.
fn next(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let starts = |at: usize| {
        let free = at == 0 || !bytes.get(at - 1).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'@'));
        free && text.get(at..).is_some_and(|t| SCHEMES.iter().any(|scheme| t.starts_with(scheme)))
    };
    (0..bytes.len()).filter(|at| matches!(bytes.get(*at), Some(b'h' | b'w'))).find(|at| starts(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_chinese_words_and_marks() {
        for (text, links) in [
            ("见 https://example.org/docs（中文）和 www.example.org。", vec!["https://example.org/docs", "https://www.example.org"]),
            ("(https://example.org/a_(b)), http://例.cn xhttps://no.org www. www.no", vec!["https://example.org/a_(b)"]),
            ("https://a.org/?x=1&y=2.", vec!["https://a.org/?x=1&amp;y=2"]),
        ] {
            let html = linked(text);
            let found: Vec<&str> =
                html.split("<a href=\"").skip(1).filter_map(|t| t.split('"').next()).filter(|a| *a != "https://www.no").collect();
            assert_eq!(found, links, "{html}");
        }
        assert_eq!(linked("a < b"), "a &lt; b");
    }
}
