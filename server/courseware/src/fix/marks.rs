//! Marks within a line.

/// `##标题` and `＃＃ 标题` as a heading.
pub(super) fn heading(line: &str) -> Option<String> {
    let words = line.trim_start_matches(['#', '＃']);
    let level = line.chars().count() - words.chars().count();
    let words = words.trim_start();
    ((2..=6).contains(&level) && !words.is_empty()).then(|| format!("{} {words}", "#".repeat(level)))
}

/// A pair of marks of another tool, and what stands for them here.
const PAIRS: [([&str; 2], [&str; 2]); 6] = [
    (["\\(", "\\)"], ["$", "$"]),
    (["\\[", "\\]"], ["$$", "$$"]),
    (["%%", "%%"], ["<!--", "-->"]),
    (["[b]", "[/b]"], ["**", "**"]),
    (["[i]", "[/i]"], ["*", "*"]),
    (["^^", "^^"], ["**", "**"]),
];

/// A line with its foreign pairs as they are written here; nothing where it has none, or something is left over.
pub(super) fn line(text: &str) -> Option<String> {
    if text.contains('`') {
        return None;
    }
    let mut written = text.to_string();
    for ([open, close], [opens, closes]) in PAIRS {
        written = pairs(&written, open, close, |inner| Some(format!("{opens}{}{closes}", spaced(inner, opens))))?;
    }
    written = pairs(&written, "++", "++", keys)?;
    (written != text).then_some(written)
}

/// Formulas touch their signs; a comment does not.
fn spaced(inner: &str, opens: &str) -> String {
    let words = inner.trim();
    if opens == "<!--" { format!(" {words} ") } else { words.to_string() }
}

/// `ctrl+c`; nothing where other words stand between two pluses, as in `C++ and C++`.
fn keys(inner: &str) -> Option<String> {
    let name = |key: &str| {
        let key = key.trim_matches('"');
        let mut letters = key.chars();
        let first = letters.next().filter(|_| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))?;
        Some(format!("<kbd>{}{}</kbd>", first.to_uppercase(), letters.as_str()))
    };
    let names: Option<Vec<String>> = inner.split('+').map(name).collect();
    names.map(|names| names.join("+"))
}

/// Writes each pair anew; nothing where one has no other half.
fn pairs(text: &str, open: &str, close: &str, write: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (mut written, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(open) {
        let (inner, behind) = after.split_once(close)?;
        if inner.trim().is_empty() {
            return None;
        }
        written.push_str(before);
        written.push_str(&write(inner)?);
        rest = behind;
    }
    written.push_str(rest);
    Some(written)
}
