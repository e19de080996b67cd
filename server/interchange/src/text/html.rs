//! HTML to Markdown, token by token: what is nested a million deep costs no more than its length. Unknown tags are words (`<stdio.h>`).

use super::{
    elements::{BLOCKS, HIDDEN},
    tokens,
    writer::Writer,
};
use std::collections::BTreeSet;

const KNOWN: [&str; 32] = [
    "span",
    "font",
    "a",
    "img",
    "br",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "del",
    "strike",
    "sub",
    "sup",
    "kbd",
    "code",
    "tt",
    "pre",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "hr",
    "small",
    "big",
    "input",
    "label",
    "button",
    "q",
    "cite",
];
const QUIET: [&str; 24] = [
    "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col", "abbr", "mark", "var", "samp", "ins", "video", "audio",
    "source", "link", "meta", "nobr", "wbr", "o:p", "math", "dfn",
];
/// Elements that need no end.
const OPEN: [&str; 14] = ["p", "br", "hr", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "img", "wbr"];

/// The Markdown of a text; `lines`: line ends count.
pub(super) fn read(text: &str, lines: bool, pictures: &mut dyn FnMut(&str) -> Option<String>) -> String {
    tokens::written(&super::bearable(&words_with_signs(text)), Writer::new(lines, pictures)).finish()
}

/// A `<` that begins no tag of HTML is one that people see; so is a bare tag whose element has to end and never does: a text speaks of `<head>`.
fn words_with_signs(text: &str) -> String {
    let name = |part: &str| -> String {
        let name = part.trim_start_matches('/').chars().take_while(|c| c.is_ascii_alphanumeric() || *c == ':');
        name.map(|c| c.to_ascii_lowercase()).collect()
    };
    let ended: BTreeSet<String> = text.split('<').skip(1).filter(|part| part.starts_with('/')).map(name).collect();
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('<');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let name = name(part);
        let n = name.as_str();
        let heading = matches!(n, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let known = heading || BLOCKS.contains(&n) || KNOWN.contains(&n) || QUIET.contains(&n) || HIDDEN.contains(&n);
        let bare = part.get(n.len()..).is_some_and(|rest| rest.starts_with('>'));
        let spoken = bare && !OPEN.contains(&n) && !ended.contains(n);
        out.push_str(if part.starts_with("!--") || known && part.contains('>') && !spoken { "<" } else { "&lt;" });
        out.push_str(part);
    }
    out
}
