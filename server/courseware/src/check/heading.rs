//! Headings that are none: a mark without its space, with a space that Markdown does not know as one, or within a list. Where an item was to begin,
//! the text above swallows it, with its key.

use super::{
    Text, head,
    margin::{bare, begins, is_gap, is_indented},
    tail,
};
use crate::{
    problem::{AreaFault, ItemFault, PageFault},
    render::is_han,
};
use zhixing_domain::question::Kind;

/// What is said of a line that begins with `#` and was not read as a heading; `words`: its first text.
pub(super) fn start(words: &str, text: Text, at: usize) -> Option<AreaFault> {
    let line = bare(words);
    if line.starts_with(['#', '＃']) && is_around(text, at) {
        return Some(ItemFault::SwallowedItem.into());
    }
    let hashes = line.chars().take_while(|c| matches!(c, '#' | '＃')).count();
    let after = line.chars().nth(hashes);
    let wide = line.starts_with('＃');
    let odd = |c: char| is_gap(c) && !c.is_ascii();
    let joined = after.is_some_and(|c| odd(c) || (!c.is_whitespace() && (hashes > 1 || is_han(c))));
    let indented = is_indented(words) && after.is_some_and(is_gap) && begins(text, at);
    ((1..=6).contains(&hashes) && (wide || joined || indented)).then(|| PageFault::HeadingSpace.into())
}

/// Whether a line was meant to begin an item: `#` at its beginning, at its end braces with an id or, anywhere, with a type.
pub(crate) fn is_item(line: &str, alone: bool) -> bool {
    let plain = |c: char| match c {
        '｛' => '{',
        '｝' => '}',
        '＃' => '#',
        '．' => '.',
        c => c,
    };
    if !bare(line).starts_with(['#', '＃']) {
        return false;
    }
    let end: String = tail(line.trim_end(), 400).chars().map(plain).collect();
    let Some((_, inner)) = end.strip_suffix('}').and_then(|end| end.rsplit_once('{')) else { return false };
    let mut words = inner.split_whitespace();
    let typed = words.clone().any(|word| word.strip_prefix('.').is_some_and(|name| Kind::from_code(name).is_some()));
    typed || (alone && words.any(|word| word.len() > 1 && word.starts_with('#')))
}

/// Whether the line around a place is told as an item that was swallowed, so that its braces need no word more.
pub(super) fn is_around(text: Text, at: usize) -> bool {
    let before = tail(text.source.get(..at).unwrap_or_default(), 400);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = head(text.source.get(at - before.len() + start..).unwrap_or_default(), 1_000);
    is_item(line.lines().next().unwrap_or_default(), text.alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_was_to_begin_an_item_is_known_by_its_braces() {
        for line in [
            "###\u{3000}题 {#k2 .single}",
            "###\u{a0}题 {#k2 .single points=2}",
            "\u{3000}### 题 {#k2}",
            "\u{200b}### 题 {#k2 .single}",
            "###题 {#k2 .short tags=\"a b\"}",
            "＃＃＃ 题 {#k2 .single}",
            "### 题｛#k2 .single｝",
            "## 题 {.essay}",
        ] {
            assert!(is_item(line, true), "{line}");
        }
        for line in ["###题", "题 {#k2 .single}", "### 题 {x}", "#标签 {.lead}", "# {", "### 题 { # }"] {
            assert!(!is_item(line, true), "{line}");
        }
        // A heading of a lesson may have an id; a type makes it an item.
        assert!(!is_item("##\u{3000}节 {#part}", false) && is_item("##\u{3000}题 {#k .single}", false));
    }
}
