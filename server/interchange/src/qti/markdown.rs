//! A tree of plain HTML as Markdown, in the one way that we write it.

use super::xml::{Element, Node};

/// What is Markdown already: a formula.
pub const RAW: &str = "=raw";

pub fn write(e: &Element) -> String {
    blocks(e).join("\n\n")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div" | "section" | "article" | "ul" | "ol" | "li" | "table" | "pre" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "dl" | "dt" | "dd" | "figure" | "figcaption" | "center" | "caption"
    )
}

fn blocks(e: &Element) -> Vec<String> {
    let mut out = vec![];
    let mut line = String::new();
    for node in &e.children {
        match node {
            Node::Element(part) if is_block(&part.name) || holds_block(part) => {
                flush(&mut line, &mut out);
                block(part, &mut out);
            }
            Node::Element(part) => inline(part, &mut line),
            Node::Text(text) => line.push_str(&escape(text)),
        }
    }
    flush(&mut line, &mut out);
    out
}

/// A span around paragraphs.
fn holds_block(e: &Element) -> bool {
    e.name != RAW && e.elements().any(|p| is_block(&p.name) || holds_block(p))
}

fn flush(line: &mut String, out: &mut Vec<String>) {
    let said = begin(&tidy(line));
    if !said.is_empty() {
        out.push(said);
    }
    line.clear();
}

fn block(e: &Element, out: &mut Vec<String>) {
    match e.name.as_str() {
        "ul" | "ol" => out.extend(list(e)),
        "table" => table(e, out),
        "pre" => {
            let text = e.text();
            let fence = if text.contains("```") { "````" } else { "```" };
            let language = e.first("code").map_or("", |c| c.attr("class")).split_whitespace().find_map(|c| c.strip_prefix("language-"));
            out.push(format!("{fence}{}\n{}\n{fence}", language.unwrap_or("text"), text.trim_matches('\n')));
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let mut line = String::new();
            children(e, &mut line);
            let said = tidy(&line);
            if !said.is_empty() {
                out.push(if said.contains('*') { said } else { format!("**{said}**") });
            }
        }
        "hr" => {}
        _ => out.extend(blocks(e)),
    }
}

fn list(e: &Element) -> Option<String> {
    let mut lines = vec![];
    for (n, item) in e.elements().filter(|c| c.name == "li").enumerate() {
        let mark = if e.name == "ol" { format!("{}. ", n + 1) } else { "- ".into() };
        let indent = " ".repeat(mark.len());
        let text = blocks(item).join("\n\n");
        let text: Vec<String> = text.lines().enumerate().map(|(n, l)| if n == 0 || l.is_empty() { l.into() } else { format!("{indent}{l}") }).collect();
        lines.push(format!("{mark}{}", text.join("\n")));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn table(e: &Element, out: &mut Vec<String>) {
    for caption in e.all("caption") {
        out.extend(blocks(caption));
    }
    let rows: Vec<Vec<String>> = e.named("tr").into_iter().map(|tr| tr.elements().filter(|c| matches!(c.name.as_str(), "td" | "th")).map(cell).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    // a table of one column only lays out
    if width < 2 {
        out.extend(e.named("tr").into_iter().flat_map(|tr| tr.elements().flat_map(blocks).collect::<Vec<_>>()));
        return;
    }
    let line = |row: &Vec<String>| {
        let cells: Vec<&str> = (0..width).map(|n| row.get(n).map_or("", String::as_str)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1.min(lines.len()), format!("|{}", "---|".repeat(width)));
    out.push(lines.join("\n"));
}

fn cell(e: &Element) -> String {
    let inner = blocks(e).join("<br>").replace('\n', " ");
    inner.replace('|', "\\|")
}

fn children(e: &Element, out: &mut String) {
    for node in &e.children {
        match node {
            Node::Text(text) => out.push_str(&escape(text)),
            Node::Element(part) => inline(part, out),
        }
    }
}

fn inline(e: &Element, out: &mut String) {
    match e.name.as_str() {
        RAW => out.push_str(&e.text()),
        "b" | "strong" => around(e, "**", out),
        "i" | "em" | "cite" | "var" => around(e, "*", out),
        "s" | "del" | "strike" => around(e, "~~", out),
        "code" | "tt" | "samp" => {
            let text = e.plain();
            let tick = if text.contains('`') { "``" } else { "`" };
            match text.as_str() {
                "" => {}
                text if text.starts_with('`') || text.ends_with('`') => out.push_str(&format!("{tick} {text} {tick}")),
                text => out.push_str(&format!("{tick}{text}{tick}")),
            }
        }
        "sub" | "sup" | "kbd" => {
            let mut inner = String::new();
            children(e, &mut inner);
            if !inner.trim().is_empty() {
                out.push_str(&format!("<{}>{}</{}>", e.name, inner.trim(), e.name));
            }
        }
        "br" => out.push_str("<br>"),
        "q" => {
            out.push('“');
            children(e, out);
            out.push('”');
        }
        "a" => {
            let mut inner = String::new();
            children(e, &mut inner);
            let address = e.attr("href").replace(' ', "%20").replace('(', "%28").replace(')', "%29");
            match (inner.trim(), address.as_str()) {
                ("", _) => {}
                (text, "") => out.push_str(text),
                (text, address) => out.push_str(&format!("[{text}]({address})")),
            }
        }
        "img" => out.push_str(&format!("![{}]({})", escape(e.attr("alt")).split_whitespace().collect::<Vec<_>>().join(" "), e.attr("src"))),
        _ => children(e, out),
    }
}

/// Marks touch the words, so that they are marks.
fn around(e: &Element, mark: &str, out: &mut String) {
    let mut inner = String::new();
    children(e, &mut inner);
    let text = inner.trim();
    // marks within marks of the same sign, and marks that touch a letter, would not be read
    if text.is_empty() || text.contains("**") || text.starts_with('*') || text.ends_with('*') || text.contains("<br>") {
        out.push_str(&inner);
        return;
    }
    let (before, after) = (inner.starts_with(char::is_whitespace), inner.ends_with(char::is_whitespace));
    out.push_str(if before { " " } else { "" });
    // what was marked before goes on
    if out.ends_with('*') || out.ends_with('~') {
        out.push(' ');
    }
    out.push_str(&format!("{mark}{text}{mark}"));
    out.push_str(if after { " " } else { "" });
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Single spaces; none at the ends, none between two lines of Chinese, none beside the end of a line.
fn tidy(line: &str) -> String {
    let mut out = String::new();
    let mut space: Option<bool> = None;
    for c in line.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            space = Some(space.unwrap_or(false) || c == '\n');
            continue;
        }
        if let Some(broken) = space.take()
            && !out.is_empty()
            && !(broken && out.ends_with(is_han) && is_han(c))
        {
            out.push(' ');
        }
        out.push(c);
    }
    let mut out = out.replace(" <br>", "<br>").replace("<br> ", "<br>");
    while let Some(rest) = out.strip_suffix("<br>") {
        out.truncate(rest.len());
    }
    while let Some(rest) = out.strip_prefix("<br>") {
        out = rest.into();
    }
    out.trim().into()
}

/// What would begin a block of Markdown is a word.
fn begin(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line[digits..].chars().next();
    if (1..=9).contains(&digits) && matches!(after, Some('.' | ')')) && line[digits + 1..].starts_with([' ']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    match line.chars().next() {
        Some('#' | '>' | '+' | '=' | '|' | ':') => format!("\\{line}"),
        Some('-') if line.starts_with("- ") || line.chars().all(|c| c == '-') => format!("\\{line}"),
        _ => line.into(),
    }
}

fn escape(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (n, c) in chars.iter().enumerate() {
        let (before, after) = (n.checked_sub(1).map(|n| chars[n]), chars.get(n + 1).copied());
        let letters = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let escaped = match c {
            '\\' | '`' | '*' | '[' | ']' | '$' | '~' => true,
            '_' => !letters,
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(if *c == '\u{a0}' { ' ' } else { *c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qti::soup;

    #[test]
    fn what_html_says_is_said_in_markdown() {
        for (html, markdown) in [
            ("<p>a<br>b</p><p> c </p>", "a<br>b\n\nc"),
            ("甲\n乙 <b> 丙 </b>丁", "甲乙 **丙** 丁"),
            ("<ul><li>x<li>y<ol><li>z</ol></ul>", "- x\n- y\n\n  1. z"),
            ("<table><tr><th>a<th>b<tr><td>1|2<td>3</table>", "| a | b |\n|---|---|\n| 1\\|2 | 3 |"),
            ("<pre><code class='language-sql'>a\n  b</code></pre>", "```sql\na\n  b\n```"),
            ("<h2>T</h2>H<sub>2</sub>O costs $5, 2*3, a_b _c_", "**T**\n\nH<sub>2</sub>O costs \\$5, 2\\*3, a_b \\_c\\_"),
            ("1. no list", "1\\. no list"),
            ("<code>a*b</code> <a href='https://e.org/'>e</a>", "`a*b` [e](https://e.org/)"),
        ] {
            assert_eq!(write(&soup::parse(html)), markdown, "{html}");
        }
    }
}
