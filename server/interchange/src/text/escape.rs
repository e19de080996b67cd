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

/// Words that somebody typed: in them `$x^2$` is a formula, where no `$` stands alone and one of them at least can be nothing else.
pub(crate) fn typed(text: &str) -> String {
    text.split('\n').map(typed_line).collect::<Vec<_>>().join("\n")
}

fn typed_line(line: &str) -> String {
    let parts: Vec<&str> = line.trim().split('$').collect();
    let inside = || parts.iter().skip(1).step_by(2);
    let whole = matches!(parts.as_slice(), ["", _, ""]);
    let formulas = parts.len() % 2 == 1 && inside().all(|part| !part.is_empty() && part.trim() == *part);
    if !formulas || !whole && !inside().any(|part| part.contains(['\\', '^', '_', '{'])) {
        return words(line);
    }
    let mut out = String::with_capacity(line.len() + 8);
    for (place, part) in parts.iter().enumerate() {
        match place % 2 {
            1 => out.push_str(&format!("${part}$")),
            _ if place == 0 => start(&mut out, part),
            _ => within(&mut out, part),
        }
    }
    out
}

/// Words of which the first stands at the beginning of a line.
pub(super) fn start(out: &mut String, line: &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line.get(digits..).is_some_and(begins_entry) {
        out.push_str(line.get(..digits).unwrap_or_default());
        out.push('\\');
        return within(out, line.get(digits..).unwrap_or_default());
    }
    let sign = line.starts_with(['-', '+']) && line.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if line.starts_with(['#', '-', '+', '=', '>', ':', '~']) && !sign {
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

/// Stands for a gap while a text is read: no code can hold one, so it ends before it and goes on behind.
pub(crate) const HELD: char = '\u{e000}';

/// Code in a line.
pub(crate) fn code(text: &str) -> String {
    text.split(HELD).map(span).collect::<Vec<_>>().join(&HELD.to_string())
}

fn span(text: &str) -> String {
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

/// Whether digits before this would begin an entry of a list.
fn begins_entry(rest: &str) -> bool {
    rest.strip_prefix(['.', ')']).is_some_and(|behind| behind.is_empty() || behind.starts_with(char::is_whitespace))
}
