//! Colours code by classes: `hl-keyword`, `hl-string`, `hl-comment`, `hl-number`, `hl-function`, `hl-type`, `hl-operator`, `hl-tag`, `hl-attribute`.
//!
//! One small scanner with a table a language, and one for mark-up: enough for teaching, and a tenth of the weight of an editor's grammars.
//! Never here: parsing. Start at [`html`]; the languages are in [`language`].

mod language;
mod markup;

use super::escape;
use language::{Language, language};

/// The languages that are known; `text` is not coloured.
pub(super) const LANGUAGES: [&str; 10] = ["python", "json", "sql", "bash", "toml", "csv", "rust", "html", "yaml", "text"];

/// The code with coloured spans, or nothing where there is nothing to colour.
pub(super) fn html(name: &str, code: &str) -> Option<String> {
    if name == "html" {
        return Some(markup::html(code));
    }
    let mut scanner = Scanner { language: language(name)?, rest: code, out: String::with_capacity(code.len() * 2), line_start: true };
    while !scanner.rest.is_empty() {
        scanner.step();
    }
    Some(scanner.out)
}

/// Operators of two signs, shown as one.
const PAIRS: [&str; 14] = ["==", "!=", "<=", ">=", "<>", "->", "=>", "**", "//", "&&", "||", "::", "+=", "-="];

struct Scanner<'c> {
    language: &'static Language,
    rest: &'c str,
    out: String,
    /// Nothing but spaces since the line began.
    line_start: bool,
}

impl Scanner<'_> {
    fn step(&mut self) {
        let rest = self.rest;
        let first = rest.chars().next().unwrap_or('\n');
        if self.language.line_comments.iter().any(|c| rest.starts_with(c)) && self.comment_may_begin() {
            return self.take(rest.find('\n').unwrap_or(rest.len()), "comment");
        }
        if let Some((open, close)) = self.language.block_comment.filter(|(open, _)| rest.starts_with(open)) {
            let end = rest.get(open.len()..).and_then(|r| r.find(close)).map_or(rest.len(), |i| open.len() + i + close.len());
            return self.take(end, "comment");
        }
        if let Some(quote) = self.language.quotes.iter().find(|q| rest.starts_with(**q)) {
            let end = string_end(rest, quote, self.language.doubled);
            let class = if self.is_key(end) { "attribute" } else { "string" };
            return self.take(end, class);
        }
        if first.is_ascii_digit() {
            let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
            return self.take(end_of(rest, part), "number");
        }
        if first.is_alphabetic() || first == '_' || (first == '$' && self.language.dollar) {
            return self.word();
        }
        if self.language.operators && "+-*/%=<>!&|^~:?@".contains(first) {
            let pair = PAIRS.iter().any(|pair| rest.starts_with(pair));
            return self.take(if pair { 2 } else { 1 }, "operator");
        }
        self.take(first.len_utf8(), "");
    }

    /// `#` within a word or an address is no comment in shells and YAML.
    fn comment_may_begin(&self) -> bool {
        !self.language.spaced_comment || self.out.is_empty() || self.out.ends_with([' ', '\n', '\t'])
    }

    fn word(&mut self) {
        let rest = self.rest;
        let dashed = self.language.dashed;
        let tail = rest.get(1..).unwrap_or_default();
        let skip = rest.chars().next().map_or(0, char::len_utf8);
        let tail = if skip == 1 { tail } else { rest.get(skip..).unwrap_or_default() };
        let end = skip + end_of(tail, |c| c.is_alphanumeric() || c == '_' || (dashed && c == '-'));
        let word = rest.get(..end).unwrap_or_default();
        let after = rest.get(end..).unwrap_or_default();
        let folded = if self.language.any_case { word.to_ascii_lowercase() } else { word.to_string() };
        let class = if self.line_start && self.is_key(end) {
            "attribute"
        } else if self.language.keywords.contains(&folded.as_str()) {
            "keyword"
        } else if self.language.types.contains(&folded.as_str()) || (self.language.capital_types && word.starts_with(char::is_uppercase)) {
            "type"
        } else if self.language.calls && (after.starts_with('(') || after.starts_with("!(")) {
            "function"
        } else if word.starts_with('$') {
            "attribute"
        } else {
            ""
        };
        self.take(end, class);
    }

    /// Whether what ends at `end` is a key: a sign follows that parts key and value.
    fn is_key(&self, end: usize) -> bool {
        let after = self.rest.get(end..).unwrap_or_default().trim_start_matches(' ');
        self.language.key_sign.is_some_and(|sign| after.starts_with(sign))
    }

    fn take(&mut self, length: usize, class: &str) {
        let (part, rest) = self.rest.split_at_checked(length.max(1)).unwrap_or((self.rest, ""));
        self.rest = rest;
        match part.rfind('\n') {
            Some(at) => self.line_start = part.get(at + 1..).is_some_and(|p| p.trim().is_empty()),
            None => self.line_start &= part.trim().is_empty() || part == "-",
        }
        if class.is_empty() {
            self.out.push_str(&escape(part));
        } else {
            self.out.push_str(&format!("<span class=\"hl-{class}\">{}</span>", escape(part)));
        }
    }
}

fn end_of(text: &str, part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !part(c)).unwrap_or(text.len())
}

/// The end of a string that begins with `quote`; a short quote ends at the line's end at the latest.
fn string_end(rest: &str, quote: &str, doubled: bool) -> usize {
    let mut at = quote.len();
    loop {
        let tail = rest.get(at..).unwrap_or_default();
        let Some(c) = tail.chars().next() else { return rest.len() };
        if tail.starts_with(quote) {
            at += quote.len();
            if doubled && rest.get(at..).is_some_and(|r| r.starts_with(quote)) {
                at += quote.len();
                continue;
            }
            return at;
        }
        match c {
            '\\' if !doubled => at += 1 + tail.chars().nth(1).map_or(0, char::len_utf8),
            '\n' if quote.len() == 1 => return at,
            c => at += c.len_utf8(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_coloured() {
        for (name, code, part) in [
            ("python", "def f(x):  # 说明\n    return 'a'", "<span class=\"hl-keyword\">def</span> <span class=\"hl-function\">f</span>"),
            ("json", "{\"a\": 1.5, \"b\": \"c\"}", "<span class=\"hl-attribute\">&quot;a&quot;</span>"),
            ("sql", "select count(*) FROM t -- x", "<span class=\"hl-keyword\">FROM</span>"),
            ("bash", "echo \"$HOME\" # x", "<span class=\"hl-comment\"># x</span>"),
            ("toml", "title = \"x\"", "<span class=\"hl-attribute\">title</span>"),
            ("rust", "fn main() { println!(\"x\"); }", "<span class=\"hl-function\">main</span>"),
            ("yaml", "- name: 'x'", "<span class=\"hl-attribute\">name</span>"),
            ("html", "<p class=\"x\">a</p>", "<span class=\"hl-tag\">"),
            ("csv", "a,12,\"b\"", "<span class=\"hl-number\">12</span>"),
        ] {
            let coloured = html(name, code).unwrap();
            assert!(coloured.contains(part), "{name}: {coloured}");
        }
        assert_eq!(html("text", "def"), None);
    }

    #[test]
    fn only_spans_are_added() {
        for code in ["'é\\", "\"\"\"a", "$é x", "<", "<!--", "<a b='", "数据 = 1", "\\"] {
            for name in LANGUAGES {
                let coloured = html(name, code).unwrap_or_else(|| escape(code));
                let mut text = coloured.replace("</span>", "");
                while let (Some(a), Some(b)) = (text.find("<span"), text.find("\">")) {
                    text.replace_range(a..b + 2, "");
                }
                assert_eq!(text, escape(code), "{name} {code}");
            }
        }
    }
}
