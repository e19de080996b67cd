//! Links: to the web they stay, to pages and headings of the folder they are marked for [`settle`](crate::lesson::folder::settle), all others leave their words.

use super::{LINK_ENDS, LINK_OPENS, LINK_TARGET, PageWriter, spans::Spot};
use crate::lesson::folder::words;

/// Brackets within brackets.
const DEEPEST: usize = 8;

/// An address in round brackets, with the words in quotes behind it, and its length.
pub(super) struct Address {
    pub to: String,
    pub title: String,
    pub length: usize,
}

impl PageWriter<'_, '_> {
    pub(super) fn link(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let is_task = |mark: &str| from.strip_prefix(mark).is_some_and(|rest| !rest.starts_with(['(', '[']));
        if from.starts_with("[^") || ["[ ]", "[x]", "[X]"].into_iter().any(is_task) {
            return None;
        }
        if from.starts_with("[[") {
            return self.wiki(from, spot, out);
        }
        let end = self.bracket(from)?;
        let inner = from.get(1..end)?;
        let address = self.address(from.get(end + 1..)?, inner)?;
        let words = self.spans(inner, spot.at, spot.depth + 1);
        let text = self.linked(&words, &address.to, spot.at);
        out.push_str(&text);
        let used = end + 1 + address.length;
        Some(used + self.attributes(from.get(used..)?, spot.at))
    }

    /// The end of what the bracket at the front opens.
    pub(super) fn bracket(&mut self, from: &str) -> Option<usize> {
        self.ahead(from, "]")?;
        let near = crate::text::near(from, 2_000);
        let (mut depth, mut escaped) = (0_usize, false);
        for (at, c) in near.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' if depth == DEEPEST => return None,
                '[' => depth += 1,
                ']' if depth == 1 => return self.may_look(at).then_some(at),
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.may_look(near.len() * 4);
        None
    }

    /// The address behind a bracket: in round ones, or by a label that is defined on the page.
    pub(super) fn address(&mut self, behind: &str, inner: &str) -> Option<Address> {
        if behind.starts_with('(') {
            return destination(behind);
        }
        let label = behind.strip_prefix('[').and_then(|rest| Some(crate::text::near(rest, 200).split_once(']')?.0));
        let name = label.filter(|label| !label.is_empty()).unwrap_or(inner);
        let to = self.definitions.get(&name.to_lowercase())?.clone();
        Some(Address { to, title: String::new(), length: label.map_or(0, |label| label.len() + 2) })
    }

    /// Words that lead somewhere, as far as that is somewhere here.
    pub(super) fn linked(&mut self, words: &str, address: &str, at: usize) -> String {
        let address = address.trim().replace("&amp;", "&");
        let lower = address.to_ascii_lowercase();
        if is_web(&lower) {
            let words = if words.trim().is_empty() { &address } else { words };
            return format!("[{words}]({})", safe(&address));
        }
        let scheme = lower.split([':', '/', '#', '?']).next().unwrap_or_default();
        if address.is_empty()
            || lower.starts_with("//")
            || lower.get(scheme.len()..).is_some_and(|rest| rest.starts_with(':'))
            || lower.contains('&')
        {
            self.report.tell(at, &words::UNSAFE, &address);
            return words.to_string();
        }
        let (path, fragment) = address.split_once('#').unwrap_or((&address, ""));
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return marked(words, &format!("#{fragment}"));
        }
        match self.page_at(path) {
            Some(source) if source == self.path && fragment.is_empty() => words.to_string(),
            Some(source) if source == self.path => marked(words, &format!("#{fragment}")),
            Some(source) => marked(words, &format!("{source}#{fragment}")),
            None => {
                let folder = self.folder().to_string();
                let there = self.site.file(&folder, path).is_some();
                self.report.tell(at, if there { &words::FILE } else { &words::LINK }, path);
                words.to_string()
            }
        }
    }

    /// The path of the page that an address means.
    pub(super) fn page_at(&self, path: &str) -> Option<String> {
        let found = self.site.page(self.folder(), path);
        found.map(|n| self.site.path(n).to_string())
    }

    /// `[[Page]]`, `[[Page#Heading|words]]`.
    fn wiki(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let end = self.ahead(from, "]]")?;
        let inner = from.get(2..end).filter(|inner| !inner.contains(['\n', '[']))?;
        let (page, said) = inner.split_once('|').map_or((inner, ""), |(page, said)| (page.trim_end_matches('\\'), said));
        let (name, heading) = page.split_once('#').unwrap_or((page, ""));
        let said = if said.is_empty() { page.replace('#', " › ").trim_start_matches(" › ").to_string() } else { said.to_string() };
        let found = self.page_at(name.trim()).or_else(|| Some(self.site.path(self.site.named(name.trim())?).to_string()));
        let is_here = name.trim().is_empty() && !heading.is_empty();
        match found {
            _ if is_here => out.push_str(&marked(&said, &format!("#{heading}"))),
            Some(source) => out.push_str(&marked(&said, &format!("{source}#{heading}"))),
            None => {
                self.report.tell(spot.at, &words::LINK, inner);
                out.push_str(&said);
            }
        }
        self.report.tell(spot.at, &words::MARKS, "[[…]]");
        Some(end + 2)
    }
}

/// Words with a target that is settled later.
pub(super) fn marked(words: &str, target: &str) -> String {
    format!("{LINK_OPENS}{words}{LINK_TARGET}{target}{LINK_ENDS}")
}

/// Words without the targets that wait in them.
pub(super) fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split(LINK_TARGET) {
        let part = if out.is_empty() { part } else { part.split_once(LINK_ENDS).map_or(part, |(_, behind)| behind) };
        out.push_str(part);
    }
    out.replace(LINK_OPENS, "")
}

pub(super) fn is_web(lower: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
        && !lower.contains(char::is_whitespace)
}

/// An address as it stands between round brackets.
pub(super) fn safe(address: &str) -> String {
    address.replace('(', "%28").replace(')', "%29").replace(['<', '>', '|', '\\', '`'], "")
}

/// `(address "title")` at the front of a text.
fn destination(text: &str) -> Option<Address> {
    let near = crate::text::near(text, 2_000);
    let inner = near.get(1..)?.trim_start_matches([' ', '\n']);
    let (to, rest) = match inner.strip_prefix('<') {
        Some(inner) => inner.split_once('>')?,
        None => {
            let mut depth = 0_usize;
            let end = inner.find(|c: char| {
                match c {
                    '(' => depth += 1,
                    ')' if depth == 0 => return true,
                    ')' => depth -= 1,
                    _ => {}
                }
                c.is_whitespace()
            })?;
            inner.split_at_checked(end)?
        }
    };
    let rest = rest.trim_start_matches([' ', '\n']);
    let (title, rest) = match rest.chars().next()? {
        mark @ ('"' | '\'') => {
            let (title, rest) = rest.get(1..)?.split_once(mark)?;
            (title, rest.trim_start_matches([' ', '\n']))
        }
        // `=300x200` of some tools
        '=' => ("", rest.get(rest.find(')')?..)?),
        _ => ("", rest),
    };
    let rest = rest.strip_prefix(')')?;
    Some(Address { to: to.to_string(), title: title.to_string(), length: near.len() - rest.len() })
}

/// `[label]: address` on a line of its own.
pub(super) fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.trim().strip_prefix('[')?.split_once("]:")?;
    let rest = rest.trim();
    let (address, title) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let fits = !label.is_empty() && label.len() < 200 && !label.starts_with('^') && !label.contains([']', '[']);
    let titled = title.is_empty() || title.trim_start().starts_with(['"', '\'', '(']);
    let fits = fits && titled && !address.is_empty() && super::indent_of(line) < 4;
    fits.then(|| (label, address.trim_start_matches('<').trim_end_matches('>')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_with_what_stands_behind_them() {
        for (text, to, title, length) in [
            ("(a.md) x", "a.md", "", 6),
            ("(<a b.md> \"T\")", "a b.md", "T", 14),
            ("(a_(b).png 'T' )", "a_(b).png", "T", 16),
            ("(a.png =3x4)", "a.png", "", 12),
        ] {
            let found = destination(text).expect(text);
            assert_eq!((found.to.as_str(), found.title.as_str(), found.length), (to, title, length), "{text}");
        }
        assert!(destination("(a b c)").is_none() && destination("(a").is_none());
        assert_eq!(definition("[A b]: <x.md> \"t\""), Some(("A b", "x.md")));
        assert_eq!((definition("[^1]: x"), definition("[ ] x"), definition("[note]: some words")), (None, None, None));
        assert_eq!(unlinked(&format!("a {} b", marked("c", "x.md#"))), "a c b");
    }
}
