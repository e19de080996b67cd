//! Fenced code: in a language that is coloured here, without the settings of other tools. What it says stays as it is.

use super::{Line, PageWriter, dedented, put_block};
use crate::lesson::folder::words;

/// What courseware colours, and what other tools call it.
const LANGUAGES: [(&str, &[&str]); 10] = [
    ("python", &["py", "python3", "ipython", "ipython3", "pycon", "python-repl"]),
    ("bash", &["sh", "shell", "zsh", "console", "shell-session", "terminal", "bat", "powershell"]),
    ("json", &["json5", "jsonc"]),
    ("yaml", &["yml"]),
    ("html", &["xml", "svg", "htm"]),
    ("sql", &["sqlite", "mysql", "postgresql"]),
    ("toml", &["ini"]),
    ("csv", &["tsv"]),
    ("rust", &["rs"]),
    ("text", &["txt", "plain", "plaintext", "output", "none", "error", "log"]),
];

/// The marks of a fence and what stands behind them, of a line without blanks around it.
pub(in crate::lesson::folder) fn fence_of(bare: &str) -> Option<(&str, &str)> {
    let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let marks = bare.chars().take_while(|c| *c == mark).count();
    let (marks, info) = bare.split_at_checked(marks)?;
    let fits = marks.len() > 2 && !(mark == '`' && info.contains('`'));
    fits.then(|| (marks, info.trim()))
}

/// How many bytes the mark of an entry of a list takes, with the blanks behind it; 0 where there is none.
pub(super) fn entry_mark(bare: &str) -> usize {
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let marks = ["-", "*", "+"];
    let length = match digits {
        0 => usize::from(marks.iter().any(|mark| bare.starts_with(mark))),
        1..=9 if bare.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])) => digits + 1,
        _ => 0,
    };
    let blanks = bare.get(length..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
    if length > 0 && blanks > 0 { length + blanks } else { 0 }
}

impl PageWriter<'_, '_> {
    pub(super) fn fence(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let line = rest.first()?;
        let bare = line.text.trim_start();
        let blanks = line.text.len() - bare.len();
        let entry = entry_mark(bare);
        let (marks, info) = fence_of(bare.get(entry..)?.trim())?;
        let ends = |line: &Line| fence_of(line.text.trim()).is_some_and(|(own, info)| info.is_empty() && own.starts_with(marks));
        let end = rest.iter().skip(1).position(ends).map_or(rest.len(), |n| n + 1);
        let indent = super::indent_of(line.text.get(..blanks).unwrap_or_default()) + entry;
        let body = dedented(rest.get(1..end).unwrap_or_default(), indent);
        let lines = self.coded(line.at, info, &body, depth);
        let mut block = vec![];
        put_block(&mut block, indent, lines);
        if entry > 0 {
            // the mark of the entry stands before the first line
            self.in_list = true;
            if let Some(first) = block.first_mut() {
                first.text = format!("{}{}", line.text.get(..blanks + entry).unwrap_or_default(), first.text.trim_start());
            }
        } else if out.last().is_some_and(|line| !line.text.is_empty()) {
            out.push(Line { at: line.at, text: String::new() });
        }
        out.extend(block);
        Some((end + 1).min(rest.len()))
    }

    fn coded(&mut self, at: usize, info: &str, body: &[Line], depth: usize) -> Vec<Line> {
        let inner = info.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let Some((inner, behind)) = inner else {
            let (language, settings) = info.split_once([' ', ',', '{']).unwrap_or((info, ""));
            return self.code(at, language, settings.trim_end_matches('}').trim(), body);
        };
        let name = inner.split([' ', ',']).next().unwrap_or_default();
        match name.strip_prefix('.').or(known(name).map(|_| name)) {
            Some(language) => self.code(at, language, inner.get(name.len()..).unwrap_or_default().trim_matches([' ', ',']), body),
            None if name.is_empty() || inner.starts_with('#') => self.code(at, "", inner, body),
            None => self.directive(at, name, behind.trim(), body, depth),
        }
    }

    /// A block of code.
    pub(super) fn code(&mut self, at: usize, language: &str, settings: &str, body: &[Line]) -> Vec<Line> {
        let language = language.trim().to_lowercase();
        let named = known(&language);
        if named.is_none() && !language.is_empty() {
            self.report.tell(at, &words::LANGUAGE, &language);
        }
        let title = settings.split_once("title=").and_then(|(_, rest)| rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next());
        let left = title.map_or_else(|| settings.to_string(), |title| settings.replacen(&format!("title=\"{title}\""), "", 1));
        if !left.trim().is_empty() {
            self.report.tell(at, &words::CODE, left.trim());
        }
        let mut lines: Vec<Line> = title.into_iter().map(|title| Line { at, text: crate::text::code(title) }).collect();
        lines.extend(title.map(|_| Line { at, ..Line::default() }));
        let shown = if named == Some("rust") { self.shown(at, body) } else { body.to_vec() };
        let longest = shown.iter().flat_map(|line| line.text.split(|c| c != '`').map(str::len)).max().unwrap_or(0).max(2);
        let marks = "`".repeat(longest + 1);
        lines.push(Line { at, text: format!("{marks}{}", named.unwrap_or("text")) });
        lines.extend(shown);
        lines.push(Line { at, text: marks });
        lines
    }

    /// Rust without the lines that mdBook hides.
    fn shown(&mut self, at: usize, body: &[Line]) -> Vec<Line> {
        let hidden = |line: &Line| line.text.trim() == "#" || line.text.trim_start().starts_with("# ");
        if body.iter().any(hidden) {
            self.report.tell(at, &words::HIDDEN, "");
        }
        body.iter().filter(|line| !hidden(line)).cloned().collect()
    }

    /// Code that stands four blanks from the margin.
    pub(super) fn indented_code(&mut self, rest: &[Line], _: usize, out: &mut Vec<Line>) -> Option<usize> {
        let is_free = !self.in_list && out.last().is_none_or(|line| line.text.is_empty());
        let is_code = |line: &Line| super::indent_of(&line.text) >= 4;
        rest.first().filter(|line| is_free && is_code(line))?;
        let used = rest.iter().take_while(|line| is_code(line) || line.text.trim().is_empty()).count();
        let lines = rest.get(..used).unwrap_or_default();
        out.extend(super::trimmed(lines).iter().cloned());
        out.push(Line { at: rest.first()?.at, text: String::new() });
        Some(used)
    }
}

/// What a language is called here.
fn known(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    LANGUAGES.iter().find(|(own, others)| *own == name || others.contains(&name.as_str())).map(|(own, _)| *own)
}
