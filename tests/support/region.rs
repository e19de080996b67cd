//! What a person finds in the main part of a page, as lines that can be read in a review, and compared with what was found before.
//!
//! A heading is `# …`, an entry of a list `- …`, a cell `| …`, a link `[words](where)`, a button `{words}`, a field `‹name: value›`. What is hidden is
//! left out, as on the page; ids, digests and check codes are `…`, since they differ each time.

use std::{fmt::Write, path::Path};

/// Where snapshots lie: `tests/snapshots/<name>.txt`. With `ZHIXING_SNAPSHOTS=write` a story writes them anew instead of comparing.
pub fn compare(name: &str, found: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(format!("{name}.txt"));
    if std::env::var_os("ZHIXING_SNAPSHOTS").is_some_and(|v| v == "write") {
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(&file, found).expect("written");
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    if known == found {
        return;
    }
    let (was, is): (Vec<&str>, Vec<&str>) = (known.lines().collect(), found.lines().collect());
    let line = was.iter().zip(&is).take_while(|(old, new)| old == new).count();
    let [old, new] = [&was, &is].map(|lines| shown(lines.get(line).copied()));
    panic!("{}:{}\n was: {old}\n is:  {new}\nall of it:\n{found}", file.display(), line + 1);
}

fn shown(line: Option<&str>) -> &str {
    line.unwrap_or("(no more lines)")
}

/// The lines of the element `<main>`.
pub fn region(html: &str) -> String {
    let rest = html.find("<main").map_or("", |start| &html[start..]);
    let mut page = Page::default();
    page.reads(&rest[..rest.find("</main>").unwrap_or(rest.len())]);
    page.ends_line();
    mask(&page.lines)
}

/// What comes next in a text of HTML: words, the beginning of an element with its attributes, or its end.
enum Piece<'a> {
    Words(&'a str),
    Begin(&'a str, &'a str),
    End(&'a str),
}

fn next(html: &str) -> Option<(Piece<'_>, &str)> {
    // comments, and the marks between texts
    if let Some(rest) = html.strip_prefix("<!--") {
        return next(rest.split_once("-->")?.1);
    }
    if let Some(rest) = html.strip_prefix("<!>") {
        return next(rest);
    }
    let Some(tag) = html.strip_prefix('<') else {
        let end = html.find('<').unwrap_or(html.len());
        return (end > 0).then(|| (Piece::Words(&html[..end]), &html[end..]));
    };
    let mut quoted = false;
    let end = tag.find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    })?;
    let (inside, rest) = (&tag[..end], &tag[end + 1..]);
    if let Some(name) = inside.strip_prefix('/') {
        return Some((Piece::End(name), rest));
    }
    let (name, attributes) = inside.split_once([' ', '\n']).unwrap_or((inside.trim_end_matches('/'), ""));
    Some((Piece::Begin(name, attributes), rest))
}

/// The value of an attribute; empty for one that has none.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    attributes.match_indices(name).find_map(|(at, _)| {
        let (before, after) = (&attributes[..at], &attributes[at + name.len()..]);
        let whole = (before.is_empty() || before.ends_with([' ', '\n'])) && before.matches('"').count() % 2 == 0;
        match (whole, after.strip_prefix("=\""), after.chars().next()) {
            (true, Some(value), _) => value.split('"').next().map(words),
            (true, None, None | Some(' ' | '/')) => Some(String::new()),
            _ => None,
        }
    })
}

/// Words of HTML as they are read.
fn words(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

const INLINE: [&str; 21] = [
    "a", "abbr", "b", "bdi", "button", "code", "em", "i", "input", "kbd", "label", "mark", "option", "select", "small", "span", "strong",
    "sub", "sup", "textarea", "time",
];
const EMPTY: [&str; 6] = ["br", "hr", "img", "input", "source", "wbr"];
const UNSEEN: [&str; 5] = ["script", "style", "svg", "template", "datalist"];

#[derive(Default)]
struct Page {
    lines: String,
    line: String,
    /// Within a row of a table, a label or a list to choose from everything stands on one line.
    joined: usize,
    links: Vec<String>,
}

impl Page {
    fn reads(&mut self, html: &str) {
        let mut rest = html;
        while let Some((piece, after)) = next(rest) {
            rest = after;
            match piece {
                Piece::Words(text) => self.says(&words(text)),
                Piece::Begin(name, attributes) => {
                    let closed = name == "dialog" && attribute(attributes, "open").is_none();
                    let unseen = closed || UNSEEN.contains(&name) || attribute(attributes, "hidden").is_some();
                    if unseen && !EMPTY.contains(&name) {
                        rest = behind(name, rest);
                    } else if !unseen && name == "textarea" {
                        let text = rest.split("</textarea>").next().unwrap_or_default();
                        self.field(attributes, words(text).trim().replace('\n', " ⏎ ").as_str());
                        rest = behind(name, rest);
                    } else if !unseen {
                        self.begins(name, attributes);
                    }
                }
                Piece::End(name) => self.ends(name),
            }
        }
    }

    fn says(&mut self, text: &str) {
        for (n, word) in text.split_whitespace().enumerate() {
            if (n > 0 || text.starts_with(char::is_whitespace)) && !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            self.line.push_str(word);
        }
        if text.ends_with(char::is_whitespace) && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn begins(&mut self, name: &str, attributes: &str) {
        if !INLINE.contains(&name) {
            self.ends_line();
        }
        let verdict = ["data-verdict", "data-reason"].map(|a| attribute(attributes, a)).into_iter().flatten().collect::<Vec<_>>();
        if !verdict.is_empty() {
            self.line = format!("({})", verdict.join(", "));
            self.ends_line();
        }
        match name {
            "h1" | "h2" | "h3" | "h4" => self.line = format!("{} ", "#".repeat(usize::from(name.as_bytes()[1] - b'0'))),
            "li" => self.line.push_str("- "),
            "dd" => self.line.push_str("  "),
            "tr" | "label" => self.joined += 1,
            "td" | "th" => self.line.push_str("| "),
            "a" => {
                self.links.push(attribute(attributes, "href").unwrap_or_default());
                self.line.push('[');
            }
            "button" => {
                self.line.push('{');
                self.line.push_str(&attribute(attributes, "aria-label").unwrap_or_default());
            }
            "img" => self.line.push_str(&format!("![{}]", attribute(attributes, "alt").unwrap_or_default())),
            "option" => {
                self.line.truncate(self.line.trim_end().len());
                self.line.push_str(if attribute(attributes, "selected").is_some() { " *" } else { " /" });
            }
            "select" => {
                self.joined += 1;
                self.line.push_str(&format!("‹{}:", attribute(attributes, "name").unwrap_or_default()));
            }
            "input" => self.input(attributes),
            _ => {}
        }
    }

    fn input(&mut self, attributes: &str) {
        match attribute(attributes, "type").as_deref() {
            Some("hidden") => {}
            Some("checkbox" | "radio") => {
                let mark = if attribute(attributes, "checked").is_some() { "(x) " } else { "( ) " };
                self.line.push_str(mark);
            }
            _ => self.field(attributes, &attribute(attributes, "value").unwrap_or_default()),
        }
    }

    fn field(&mut self, attributes: &str, value: &str) {
        let _ = write!(self.line, "‹{}: {value}›", attribute(attributes, "name").unwrap_or_default());
    }

    fn ends(&mut self, name: &str) {
        match name {
            "a" => {
                let to = self.links.pop().unwrap_or_default();
                let _ = write!(self.line, "]({to})");
            }
            "button" => self.line.push('}'),
            "select" => {
                self.joined = self.joined.saturating_sub(1);
                self.line.truncate(self.line.trim_end().len());
                self.line.push('›');
            }
            "td" | "th" => self.line.push(' '),
            "tr" | "label" => self.joined = self.joined.saturating_sub(1),
            _ => {}
        }
        if !INLINE.contains(&name) {
            self.ends_line();
        }
    }

    fn ends_line(&mut self) {
        if self.joined > 0 {
            self.says(" ");
            return;
        }
        let line = self.line.trim_end();
        if !line.trim().is_empty() && line != "-" {
            self.lines.push_str(line);
            self.lines.push('\n');
            self.line.clear();
        }
    }
}

/// What comes after the end of an element that began just before.
fn behind<'a>(name: &str, html: &'a str) -> &'a str {
    let (mut rest, mut open) = (html, 1);
    while open > 0 {
        let Some((piece, after)) = next(rest) else { return "" };
        match piece {
            Piece::Begin(n, _) if n == name => open += 1,
            Piece::End(n) if n == name => open -= 1,
            _ => {}
        }
        rest = after;
    }
    rest
}

/// Runs of thirty hexadecimal digits and more, and check codes in addresses, become `…`.
fn mask(text: &str) -> String {
    let (mut masked, mut run) = (String::new(), String::new());
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() || ('a'..='f').contains(&c) {
            run.push(c);
            continue;
        }
        masked.push_str(if run.len() < 30 { &run } else { "…" });
        run.clear();
        masked.push(c);
    }
    masked.pop();
    let mut parts = masked.split("?c=");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |all, part| format!("{all}?c=…{}", part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-')))
}
