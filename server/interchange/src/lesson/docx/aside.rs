//! What stands beside the text of a document and does not come along: heads and feet of its pages, remarks in the margin.

use super::words;
use crate::{BankNote, Bundle, omml::letters, xml};

/// What is told of them.
pub(super) fn told(bundle: &Bundle) -> Vec<BankNote> {
    let is = |path: &str, name: &str| path.strip_prefix("word/").is_some_and(|rest| rest.starts_with(name) && rest.ends_with(".xml"));
    let edges = bundle.0.iter().filter(|(path, _)| is(path, "header") || is(path, "footer"));
    let edges = edges.filter(|(_, bytes)| read(bytes).is_some_and(|node| says_something(&letters(&node)))).count();
    let remarks = bundle.0.get("word/comments.xml").and_then(|bytes| read(bytes)).map_or(0, |node| node.all("comment").count());
    let notes = [(edges, words::edges as fn(usize) -> BankNote), (remarks, words::remarks)];
    notes.into_iter().filter(|(count, _)| *count > 0).map(|(count, said)| said(count)).collect()
}

fn read(bytes: &[u8]) -> Option<xml::Node> {
    xml::read(std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}')).ok()
}

/// More than the number of a page.
fn says_something(text: &str) -> bool {
    let lower = text.to_lowercase().replace("page", "").replace("of", "");
    lower.chars().any(|c| c.is_alphabetic() && !"第页共总".contains(c))
}
