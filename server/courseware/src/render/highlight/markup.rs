//! HTML and XML: tags, attributes, values, comments.

use super::escape;

pub(super) fn html(code: &str) -> String {
    let mut out = String::with_capacity(code.len() * 2);
    let mut rest = code;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(&escape(text));
        let end = if tag.starts_with("<!--") { tag.find("-->").map(|i| i + 3) } else { tag.find('>').map(|i| i + 1) };
        let (tag, after) = tag.split_at(end.unwrap_or(tag.len()));
        if tag.starts_with("<!") {
            out.push_str(&span("comment", tag));
        } else {
            element(tag, &mut out);
        }
        rest = after;
    }
    out.push_str(&escape(rest));
    out
}

/// `<name attribute="value">`.
fn element(tag: &str, out: &mut String) {
    let head = tag.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(head);
    out.push_str(&span("tag", name));
    while let Some(c) = rest.chars().next() {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '_');
        let (length, class) = match c {
            '"' | '\'' => (rest.get(1..).and_then(|r| r.find(c)).map_or(rest.len(), |i| i + 2), "string"),
            '>' | '/' => (1, "tag"),
            c if is_name(c) => (rest.find(|c| !is_name(c)).unwrap_or(rest.len()), "attribute"),
            c => (c.len_utf8(), ""),
        };
        let (part, after) = rest.split_at(length);
        out.push_str(&span(class, part));
        rest = after;
    }
}

fn span(class: &str, text: &str) -> String {
    if class.is_empty() { escape(text) } else { format!("<span class=\"hl-{class}\">{}</span>", escape(text)) }
}
