//! Contents of books as their tools write them: lists in YAML, and the links of a `SUMMARY.md`. Only entries in their order are read, nothing else of YAML.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The most lines that are looked at.
const MOST_LINES: usize = 20_000;

/// The values below a key, or of the whole file, each with the key that it stands behind.
pub(super) fn entries(text: &str, under: Option<&str>) -> Vec<(String, String)> {
    let (mut found, mut open) = (vec![], under.is_none().then_some(0));
    for line in text.lines().take(MOST_LINES).map(uncommented).filter(|line| !line.trim().is_empty()) {
        let (indent, words) = (line.len() - line.trim_start().len(), line.trim());
        match (open, under) {
            (None, Some(key)) => {
                if let Some(rest) = words.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')) {
                    open = Some(indent);
                    put(rest.trim(), &mut found);
                }
            }
            (Some(at), Some(_)) if indent < at || indent == at && !words.starts_with('-') => break,
            _ => put(words, &mut found),
        }
    }
    found
}

/// The value of a key that stands at the margin or within a section.
pub(super) fn value(text: &str, key: &str) -> Option<String> {
    let values = entries(text, None);
    values.into_iter().find(|(named, value)| named == key && !value.is_empty()).map(|(_, value)| value)
}

fn put(entry: &str, found: &mut Vec<(String, String)>) {
    let mut entry = entry;
    while let Some(inner) = entry.strip_prefix("- ") {
        entry = inner.trim_start();
    }
    if let Some(inner) = entry.strip_prefix(['[', '{']) {
        inner.trim_end_matches([']', '}']).split(',').for_each(|entry| found.push(pair(entry.trim())));
    } else if !entry.is_empty() && entry != "-" {
        found.push(pair(entry));
    }
}

/// `Title: path.md`, or a value alone.
fn pair(entry: &str) -> (String, String) {
    let quote = entry.chars().next().filter(|c| matches!(c, '"' | '\''));
    let behind = quote.and_then(|quote| entry.get(1..)?.find(quote)).map_or(0, |end| end + 2);
    let parted = entry.get(behind..).and_then(|rest| rest.split_once(": ").or(rest.strip_suffix(':').map(|key| (key, ""))));
    match parted {
        Some((key, value)) => (unquoted(&format!("{}{key}", entry.get(..behind).unwrap_or_default())), unquoted(value)),
        None => (String::new(), unquoted(entry)),
    }
}

/// A value without the quotation marks around it.
pub(super) fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark));
    inner.unwrap_or(value).trim().into()
}

/// A line without its comment.
fn uncommented(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    let outside = |at: &usize| line.get(..*at).is_some_and(|before| before.matches(['"', '\'']).count() % 2 == 0);
    let at = line.match_indices(" #").map(|(at, _)| at).take(8).find(outside);
    at.and_then(|at| line.get(..at)).unwrap_or(line)
}

/// The links of a `SUMMARY.md`: title and path.
pub(super) fn summary(text: &str) -> Vec<(String, String)> {
    let (mut found, mut open) = (vec![], None::<(String, String)>);
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => open = Some((String::new(), dest_url.to_string())),
            Event::End(TagEnd::Link) => found.extend(open.take()),
            Event::Text(words) | Event::Code(words) => {
                if let Some((title, _)) = &mut open {
                    title.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_yaml_are_read_in_their_order() {
        let text = "site_name: \"X # y\"\nnav: # the pages\n  - index.md\n  - 'One: two': a.md\n  - Part:\n      - b.md\n    # none\n  - [c.md, d.md]\ntheme: x.md\n";
        let values: Vec<_> = entries(text, Some("nav")).into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let pair = |key: &str, value: &str| (key.to_string(), value.to_string());
        assert_eq!(values, [pair("", "index.md"), pair("One: two", "a.md"), pair("", "b.md"), pair("", "c.md"), pair("", "d.md")]);
        assert_eq!(value(text, "site_name").as_deref(), Some("X # y"));
        assert_eq!(entries("episodes:\n- a.md\n- b.md\nx: y", Some("episodes")), [pair("", "a.md"), pair("", "b.md")]);
        assert_eq!(
            entries("chapters:\n- file: a\n  sections:\n  - file: b", None)[1..],
            [pair("file", "a"), pair("sections", ""), pair("file", "b")]
        );
        assert_eq!(
            summary("# S\n\n[Intro](intro.md)\n\n- [A `b`](a/b.md)\n- [Draft]()"),
            [pair("Intro", "intro.md"), pair("A b", "a/b.md"), pair("Draft", "")]
        );
    }
}
