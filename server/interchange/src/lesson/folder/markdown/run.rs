//! Lines that run on: paragraphs, entries of lists, rows of tables. Their words are written as one, for a mark may end on another line.

use super::{
    Line, PageWriter,
    code::{entry_mark, fence_of},
    colon, heading, indent_of, indented, link,
};

impl PageWriter<'_, '_> {
    pub(super) fn run(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let first = rest.first()?;
        // a line of `===` or `---` below one line makes a heading of it
        let underline = rest.get(1).filter(|line| depth == 0 && !begins(&line.text)).and_then(|line| underlined(&line.text));
        let is_entry = entry_mark(first.text.trim_start()) > 0;
        if let Some(level) = underline.filter(|_| !is_entry && !first.text.contains('|') && indent_of(&first.text) < 4) {
            self.headed(first.at, level, first.text.trim(), None, out);
            return Some(2);
        }
        let used = 1 + rest.iter().skip(1).take_while(|line| !begins(&line.text)).count();
        if is_entry {
            self.in_list = true;
        } else if indent_of(&first.text) == 0 && out.last().is_none_or(|line| line.text.is_empty()) {
            self.in_list = false;
        }
        let lines = rest.get(..used)?;
        let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let text = defined(&self.inline(&text.join("\n"), first.at));
        let at = |n: usize| lines.get(n).map_or(first.at, |line| line.at);
        out.extend(text.split('\n').enumerate().map(|(n, text)| Line { at: at(n), text: text.to_string() }));
        Some(used)
    }
}

/// Whether a line ends the run before it.
fn begins(text: &str) -> bool {
    let bare = text.trim();
    let entry = bare.get(entry_mark(bare)..).unwrap_or_default();
    let mark = bare.starts_with("{:") || bare.starts_with("*[") || bare.starts_with("(") && bare.ends_with(")=");
    bare.is_empty()
        || bare.starts_with('>')
        || bare.starts_with("<!--")
        || bare.starts_with("<details")
        || bare.starts_with("$$")
        || fence_of(bare).is_some()
        || entry.len() < bare.len() && fence_of(entry).is_some()
        || colon::colons(bare).is_some()
        || indented::opens(bare)
        || heading::level(bare).is_some()
        || mark
        || link::definition(text).is_some()
}

fn underlined(text: &str) -> Option<u8> {
    let bare = text.trim();
    let all = |mark: u8| bare.len() > 1 && bare.bytes().all(|b| b == mark);
    if all(b'=') { Some(1) } else { Some(2).filter(|_| all(b'-')) }
}

/// Terms with what they mean, `term` and below it `: words`, as entries of a list.
fn defined(text: &str) -> String {
    if !text.contains("\n: ") {
        return text.to_string();
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out: Vec<String> = vec![];
    for line in lines {
        match (line.strip_prefix(": "), out.last_mut()) {
            (Some(words), Some(term)) if !term.starts_with("- **") => {
                *term = format!("- **{}**: {}", term.trim().replace("**", ""), words.trim())
            }
            (Some(words), Some(_)) => out.push(format!("  {}", words.trim())),
            _ => out.push(line.to_string()),
        }
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_become_entries() {
        assert_eq!(defined("Term\n: what it means\n: and more"), "- **Term**: what it means\n  and more");
        assert_eq!(defined("a\nb"), "a\nb");
        assert_eq!((underlined("==="), underlined("--"), underlined("-"), underlined("-- -")), (Some(1), Some(2), None, None));
    }
}
