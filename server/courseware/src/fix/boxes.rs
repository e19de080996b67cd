//! Boxes of other tools as callouts and folds: MkDocs (`!!!`, `???`), Docusaurus, VitePress and Pandoc (`:::`), MyST (`:::{note}`, `` ```{note} ``), Hugo
//! (`{{< hint >}}`), and callouts of GitHub's kind under other names.

/// What others call a box, and what it is here.
const NAMES: [(&str, &[&str]); 5] = [
    ("NOTE", &["note", "info", "abstract", "summary", "tldr", "seealso", "question", "help", "faq", "example", "quote", "cite", "todo"]),
    ("TIP", &["tip", "hint", "success", "check", "done"]),
    ("IMPORTANT", &["important"]),
    ("WARNING", &["warning", "attention", "warn"]),
    ("CAUTION", &["caution", "danger", "error", "failure", "fail", "bug", "missing"]),
];
/// What others fold.
const FOLDS: [&str; 3] = ["details", "spoiler", "dropdown"];

fn kind(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(kind, _)| *kind)
}

/// `> [!INFO]` under its name here; its title goes on as the first words.
pub(super) fn callout(line: &str) -> Option<String> {
    let (before, rest) = line.split_once("[!")?;
    let (name, title) = rest.split_once(']')?;
    let (kind, title) = (kind(name)?, title.trim_start_matches(['+', '-']).trim());
    let words = if title.is_empty() { String::new() } else { format!("\n{before}**{title}**\n{}", before.trim_end()) };
    before.trim_start().starts_with('>').then(|| format!("{before}[!{kind}]{words}"))
}

/// A box that begins at the first of these lines, and how many it has.
pub(super) fn block(lines: &[&str]) -> Option<(usize, String)> {
    let first = lines.first()?;
    admonition(first, lines).or_else(|| fenced(first, lines)).or_else(|| hint(first, lines)).or_else(|| Some((1, callout(first)?)))
}

/// `!!! note "title"` with what is indented below it.
fn admonition(first: &str, lines: &[&str]) -> Option<(usize, String)> {
    let (folds, rest) = match first.strip_prefix("!!!") {
        Some(rest) => (false, rest),
        None => (true, first.strip_prefix("???")?.trim_start_matches('+')),
    };
    let (name, title) = named(rest)?;
    let is_of_it = |line: &&&str| line.trim().is_empty() || line.starts_with("    ") || line.starts_with('\t');
    let mut body: Vec<&str> = lines.iter().skip(1).take_while(is_of_it).copied().collect();
    while body.last().is_some_and(|line| line.trim().is_empty()) {
        body.pop();
    }
    let count = 1 + body.len();
    let inner: Vec<&str> = body.iter().map(|line| line.strip_prefix("    ").or_else(|| line.strip_prefix('\t')).unwrap_or("")).collect();
    Some((count, written(name, title, &inner, folds)?))
}

/// A name and a title, perhaps in quotation marks: `note "title"`. Words beside the marks are no title.
fn named(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim();
    let (name, title) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let title = title.trim();
    let title = title.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(title);
    (!name.is_empty() && !title.contains('"')).then_some((name, title))
}

/// `::: note title` or `` ```{note} title `` down to the same fence.
fn fenced(first: &str, lines: &[&str]) -> Option<(usize, String)> {
    let mark = first.chars().next().filter(|c| matches!(c, ':' | '`'))?;
    let rest = first.trim_start_matches(mark);
    let fence = first.get(..first.len() - rest.len()).filter(|fence| fence.len() >= 3)?;
    let (name, title) = opened(mark, rest.trim())?;
    let length = lines.iter().skip(1).position(|line| line.trim_end() == fence)?;
    let body = lines.get(1..=length)?;
    // a box within it, or what MyST sets in it
    if body.iter().any(|line| line.starts_with(fence) || line.starts_with(':')) {
        return None;
    }
    let folds = FOLDS.contains(&name.to_ascii_lowercase().as_str());
    Some((length + 2, written(name, title, body, folds)?))
}

/// What stands behind a fence: `{note} title`, `note[title]`, `note title`.
fn opened(mark: char, rest: &str) -> Option<(&str, &str)> {
    if let Some(inner) = rest.strip_prefix('{') {
        let (name, title) = inner.split_once('}')?;
        return Some((name.trim_start_matches(['.', '-']), title.trim()));
    }
    if mark != ':' {
        return None;
    }
    match rest.split_once('[') {
        Some((name, title)) => Some((name.trim(), title.strip_suffix(']')?)),
        None => named(rest),
    }
}

/// `{{< hint info >}}` down to `{{< /hint >}}`.
fn hint(first: &str, lines: &[&str]) -> Option<(usize, String)> {
    let inside = |line: &str| {
        let inner = line.trim().strip_prefix("{{<").or_else(|| line.trim().strip_prefix("{{%"))?;
        inner.strip_suffix(">}}").or_else(|| inner.strip_suffix("%}}")).map(|inner| inner.trim().to_string())
    };
    let opened = inside(first)?;
    let (tool, name) = opened.split_once(char::is_whitespace)?;
    let name = name.trim().trim_matches('"');
    let close = format!("/{tool}");
    let length = lines.iter().skip(1).position(|line| inside(line).is_some_and(|inner| inner.replace(' ', "") == close))?;
    Some((length + 2, written(name, "", lines.get(1..=length)?, false)?))
}

/// The box as it is written here.
fn written(name: &str, title: &str, body: &[&str], folds: bool) -> Option<String> {
    let inner: Vec<&str> = body.iter().copied().skip_while(|line| line.trim().is_empty()).collect();
    let end = inner.iter().rposition(|line| !line.trim().is_empty())? + 1;
    let mut lines = match folds {
        true => vec![format!("[!FOLD] {}", if title.is_empty() { name } else { title })],
        false => vec![format!("[!{}]", kind(name)?)],
    };
    if !folds && !title.is_empty() {
        lines.extend([format!("**{title}**"), String::new()]);
    }
    lines.extend(inner.get(..end)?.iter().map(|line| (*line).to_string()));
    Some(lines.iter().map(|line| format!("> {line}").trim_end().to_string()).collect::<Vec<_>>().join("\n"))
}
