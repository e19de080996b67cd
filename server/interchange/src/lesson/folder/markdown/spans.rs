//! Words within lines: each mark by the first that knows it, code as it is, everything else untouched.

use super::PageWriter;
use crate::{lesson::folder::words, text};

/// What begins a mark.
const MARKS: [char; 12] = ['\\', '`', '$', '!', '[', '{', '<', '+', '=', '^', '~', ':'];
/// Marks within marks.
const DEEPEST: usize = 6;

/// A place within words.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub at: usize,
    pub depth: usize,
    /// The letter before.
    pub before: char,
}

impl PageWriter<'_, '_> {
    /// Writes words that begin on a line.
    pub(super) fn inline(&mut self, text: &str, at: usize) -> String {
        self.spans(&addresses(text), at, 0)
    }

    pub(super) fn spans(&mut self, text: &str, at: usize, depth: usize) -> String {
        if depth > DEEPEST {
            return text.to_string();
        }
        let (mut out, mut rest, mut at) = (String::with_capacity(text.len()), text, at);
        while let Some(place) = rest.find(MARKS) {
            let (words, from) = rest.split_at(place);
            out.push_str(words);
            at += words.matches('\n').count();
            let before = out.chars().next_back().unwrap_or('\n');
            let length = out.len();
            let used = match self.span(from, Spot { at, depth, before }, &mut out) {
                Some(used) if used > 0 => used,
                _ => {
                    out.truncate(length);
                    let one = from.chars().next().map_or(1, char::len_utf8);
                    out.push_str(from.get(..one).unwrap_or_default());
                    one
                }
            };
            at += from.get(..used).unwrap_or_default().matches('\n').count();
            rest = from.get(used..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }

    /// Writes the mark at the front of a text; gives its length, or nothing where it is none.
    fn span(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        match from.as_bytes().first()? {
            b'\\' => self.escaped(from, spot, out),
            b'`' => self.span_of_code(from, out),
            b'$' => self.dollars(from, spot, out),
            b'!' => self.image(from, spot, out),
            b'[' => self.link(from, spot, out),
            b'{' => self.braces(from, spot, out),
            b'<' => self.tag(from, spot, out),
            _ => self.doubled(from, spot, out),
        }
    }

    /// A backslash with what it keeps; the brackets of LaTeX for a formula.
    fn escaped(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        for (open, close) in [("\\\\(", "\\\\)"), ("\\(", "\\)"), ("\\\\[", "\\\\]"), ("\\[", "\\]")] {
            let Some(rest) = from.strip_prefix(open) else { continue };
            let Some(end) = self.ahead(rest, close) else { continue };
            let formula = rest.get(..end)?.split_whitespace().collect::<Vec<_>>().join(" ");
            // brackets that are no formula are shown as they are
            let is_formula =
                !formula.is_empty() && !formula.contains("](") && (open.ends_with('(') || formula.contains(['\\', '^', '_', '=']));
            if is_formula {
                self.report.tell(spot.at, &words::MATHS, "");
                out.push_str(&format!("${formula}$"));
                return Some(open.len() + end + close.len());
            }
        }
        let next = from.get(1..)?.chars().next()?;
        out.push('\\');
        out.push(next);
        Some(1 + next.len_utf8())
    }

    /// Code in a line, without the language that MkDocs writes into it.
    fn span_of_code(&mut self, from: &str, out: &mut String) -> Option<usize> {
        let count = from.bytes().take_while(|b| *b == b'`').count();
        let (marks, rest) = from.split_at_checked(count)?;
        let mut end = 0;
        loop {
            end += self.ahead(rest.get(end..)?, marks)?;
            let run = rest.get(end..)?.bytes().take_while(|b| *b == b'`').count();
            if run == count {
                break;
            }
            end += run;
        }
        let code = rest.get(..end)?;
        let bare =
            code.strip_prefix("#!").and_then(|rest| rest.split_once(' ')).filter(|(word, _)| word.chars().all(char::is_alphanumeric));
        let code = bare.map_or(code, |(_, code)| code);
        out.extend([marks, code, marks]);
        Some(count * 2 + end)
    }

    /// A formula between dollar signs stays; one with blanks within loses them.
    fn dollars(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let open = if from.starts_with("$$") { "$$" } else { "$" };
        let rest = from.get(open.len()..)?;
        let end = self.ahead(rest, open)?;
        let inner = rest.get(..end)?;
        let formula = inner.trim();
        let behind = rest.get(end + open.len()..)?.chars().next().unwrap_or('\n');
        let spaced = formula.len() < inner.len();
        let is_formula = !(formula.is_empty() || inner.contains("\n\n") || inner.ends_with('\\') || open == "$" && behind.is_ascii_digit())
            && (!spaced || open == "$$" || formula.contains(['\\', '^', '_', '=']));
        if !is_formula {
            return None;
        }
        if spaced && open == "$" {
            self.report.tell(spot.at, &words::MATHS, "");
        }
        out.extend([open, formula, open]);
        Some(open.len() * 2 + end)
    }
}

/// Addresses that begin with a template, or are one, without it: `]({{ site.url }}/x)`, `]({% link x.md %})`.
fn addresses(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("]({") {
        return text.into();
    }
    let mut parts = text.split("]({");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let near = text::near(part, 200);
        let template = near.strip_prefix('{').and_then(|rest| rest.split_once("}}")).map(|_| ("", "}}"));
        let linked =
            || near.strip_prefix("% link ").or(near.strip_prefix("% post_url "))?.split_once("%}").map(|(path, _)| (path.trim(), "%}"));
        let Some((path, close)) = template.or_else(linked) else {
            out.extend(["]({", part]);
            continue;
        };
        let behind = part.split_once(close).map(|(_, behind)| behind).unwrap_or_default();
        out.extend(["](", path, if path.is_empty() { behind.trim_start_matches('/') } else { behind }]);
    }
    out.into()
}

#[cfg(test)]
mod tests {
    #[test]
    fn templates_go_from_addresses() {
        let text = "[a]({{ page.root }}/x/) [b]({% link _e/y.md %}#z) [c]({d})";
        assert_eq!(super::addresses(text), "[a](x/) [b](_e/y.md#z) [c]({d})");
    }
}
