//! Braces: roles of MyST, templates, attributes, and marks of a revision.

use super::{PageWriter, link, spans::Spot};
use crate::{lesson::folder::words, text};

impl PageWriter<'_, '_> {
    pub(super) fn braces(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#-", "-#}"), ("{/*", "*/}")] {
            if let Some(rest) = from.strip_prefix(open) {
                let end = self.ahead(rest, close)?;
                self.report.tell(spot.at, &words::TEMPLATE, rest.get(..end)?.trim());
                return Some(with_blank(from, open.len() + end + close.len(), spot));
            }
        }
        self.role(from, spot, out).or_else(|| self.revision(from, spot, out)).or_else(|| {
            let used = self.attributes(from, spot.at);
            (used > 0 && spot.before != '\n').then(|| with_blank(from, used, spot))
        })
    }

    /// The length of attributes at the front of a text; they go.
    pub(super) fn attributes(&mut self, from: &str, at: usize) -> usize {
        let end = from.starts_with('{').then(|| text::near(from, 300).find('}')).flatten();
        let Some(inner) = end.and_then(|end| from.get(1..end)) else { return 0 };
        let bare = inner.trim_start_matches(':').trim();
        let is_one =
            |word: &str| word.starts_with(['.', '#']) && word.len() > 1 || word.split_once('=').is_some_and(|(key, _)| !key.is_empty());
        let mut outside = bare.split(['"', '\'']).step_by(2).flat_map(str::split_whitespace).peekable();
        let fits = outside.peek().is_some() && (inner.starts_with(':') || outside.all(is_one));
        if !fits || inner.contains('\n') {
            return 0;
        }
        self.report.tell(at, &words::ATTRIBUTES, bare);
        inner.len() + 2
    }

    /// `{name}` with code behind it.
    fn role(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let (name, rest) = text::near(from.get(1..)?, 40).split_once('}')?;
        let fits = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'));
        let rest = if fits && rest.starts_with('`') { from.get(name.len() + 2..)? } else { return None };
        let count = rest.bytes().take_while(|b| *b == b'`').count();
        let (marks, rest) = rest.split_at_checked(count)?;
        let end = self.ahead(rest, marks)?;
        let text = self.role_of(name, rest.get(..end)?, spot.at);
        out.push_str(&text);
        Some(name.len() + 2 + count * 2 + end)
    }

    fn role_of(&mut self, name: &str, inner: &str, at: usize) -> String {
        let (words, target) = match inner.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((words, target)) => (words.trim(), target.trim()),
            None => ("", inner.trim()),
        };
        let bare = name.rsplit(':').next().unwrap_or_default();
        if !matches!(bare, "math" | "eq" | "sub" | "sup" | "kbd" | "term" | "abbr") {
            self.report.tell(at, &words::MARKS, &format!("{{{name}}}"));
        }
        match bare {
            "math" => format!("${}$", inner.trim()),
            "eq" => format!("$\\eqref{{{}}}$", target.replace(|c: char| !c.is_alphanumeric(), "-")),
            "sub" | "subscript" => format!("<sub>{inner}</sub>"),
            "sup" | "superscript" => format!("<sup>{inner}</sup>"),
            "kbd" => inner.split('+').map(|key| format!("<kbd>{}</kbd>", key.trim())).collect::<Vec<_>>().join("+"),
            "ref" | "numref" | "prf" => link::marked(words, &format!("={}", target.to_lowercase())),
            "doc" => {
                let text = self.linked(words, &format!("{target}.md").replace(".md.md", ".md"), at);
                if text.is_empty() { target.to_string() } else { text }
            }
            "term" | "abbr" | "download" | "dfn" => (if words.is_empty() { target } else { words }).to_string(),
            "index" | "label" => String::new(),
            "code" | "file" | "guilabel" | "program" | "command" | "func" | "class" | "mod" | "meth" | "py" => text::code(inner),
            _ => text::plain(inner),
        }
    }

    /// `{++ ++}` and the like: the text as it would be.
    fn revision(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let (open, close) = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}"), ("{>>", "<<}")]
            .into_iter()
            .find(|(open, _)| from.starts_with(open))?;
        let rest = from.get(open.len()..)?;
        let end = self.ahead(rest, close)?;
        let inner = rest.get(..end)?;
        self.report.tell(spot.at, &words::MARKS, open);
        match open {
            "{--" | "{>>" => {}
            "{~~" => out.push_str(inner.split_once("~>").map_or(inner, |(_, new)| new)),
            _ => out.push_str(inner),
        }
        Some(open.len() + end + close.len())
    }
}

/// What goes between two blanks takes one of them along.
fn with_blank(from: &str, used: usize, spot: Spot) -> usize {
    let behind = from.get(used..).is_some_and(|rest| rest.starts_with(' '));
    used + usize::from(behind && spot.before.is_whitespace())
}
