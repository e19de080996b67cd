//! Words so that Markdown shows them as they are.

/// Words within a paragraph; lines stay lines.
pub(crate) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        start(&mut out, line.trim());
    }
    out
}

/// Words of which the first stands at the beginning of a line.
pub(super) fn start(out: &mut String, line: &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])) {
        out.push_str(line.get(..digits).unwrap_or_default());
        out.push('\\');
        return within(out, line.get(digits..).unwrap_or_default());
    }
    if line.starts_with(['#', '-', '+', '=', '>', ':', '~']) {
        out.push('\\');
        out.extend(line.chars().next());
        return within(out, line.get(1..).unwrap_or_default());
    }
    within(out, line);
}

/// Words in the middle of a line.
pub(super) fn within(out: &mut String, text: &str) {
    let mut before = out.chars().next_back().unwrap_or('\n');
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or('\n');
        let escaped = match c {
            '\\' | '*' | '`' | '[' | ']' | '<' | '$' | '{' | '}' | '|' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '~' => before == '~' || next == '~',
            '&' => next == '#' || next.is_ascii_alphabetic(),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

/// Code in a line.
pub(crate) fn code(text: &str) -> String {
    let text = text.replace('\n', " ");
    if text.trim().is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{space}{text}{space}{marks}")
}

/// A text on one line, for headings, cells and gaps. Between two Han characters a line end is no space.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split('\n').map(str::trim).filter(|part| !part.is_empty()) {
        let wide = |c: char| u32::from(c) >= 0x2e80;
        if out.chars().next_back().is_some_and(|c| !(wide(c) && part.starts_with(wide))) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}
