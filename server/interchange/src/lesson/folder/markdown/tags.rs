//! HTML within a line: what Markdown has marks for is written with them, keys and small letters stay, other tags go and their words stay.

use super::{PageWriter, spans::Spot};
use crate::{lesson::folder::words, text};

/// Elements that stand within a line.
const WITHIN: [&str; 33] = [
    "a", "abbr", "acronym", "b", "big", "br", "cite", "code", "del", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "q",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "button",
];
/// Elements that stand by themselves.
const BLOCKS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "body",
    "canvas",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "embed",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "p",
    "picture",
    "pre",
    "script",
    "section",
    "select",
];
const MORE_BLOCKS: [&str; 15] =
    ["source", "style", "summary", "svg", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video"];
/// Elements whose inside is nothing to read.
const SILENT: [&str; 10] = ["script", "style", "iframe", "video", "audio", "object", "svg", "select", "textarea", "noscript"];

/// The name of the tag at the front of a text, if HTML knows it.
pub(super) fn name(text: &str) -> Option<String> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let ends = inner.get(length..).is_none_or(|rest| rest.is_empty() || rest.starts_with([' ', '>', '/', '\n', '\t']));
    let name = inner.get(..length).filter(|name| ends && !name.is_empty() && name.len() < 12)?.to_ascii_lowercase();
    let known = [&WITHIN[..], &BLOCKS, &MORE_BLOCKS].iter().any(|names| names.contains(&name.as_str()));
    known.then_some(name)
}

pub(super) fn is_within_a_line(name: &str) -> bool {
    WITHIN.contains(&name)
}

/// Whether there is nothing but tags that show nothing.
pub(super) fn is_empty(html: &str) -> bool {
    let shows = ["<img", "<iframe", "<video", "<audio", "<script", "<style", "<object", "<input", "<table", "<svg"];
    let lower = html.to_ascii_lowercase();
    !shows.iter().any(|tag| lower.contains(tag)) && untagged(html).trim().is_empty()
}

/// A text without its tags.
pub(super) fn untagged(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let end = name(tag).and_then(|_| tag.find('>'));
        match end {
            Some(end) => rest = tag.get(end + 1..).unwrap_or_default(),
            None => {
                out.push('<');
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// The value of an attribute of a tag.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).and_then(|before| before.chars().next_back());
        before.is_some_and(char::is_whitespace) && lower.get(at + name.len()..).is_some_and(|rest| rest.trim_start().starts_with('='))
    })?;
    let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        mark @ ('"' | '\'') => value.get(1..)?.split(mark).next()?,
        _ => value.split(|c: char| c.is_whitespace() || c == '>').next()?,
    };
    Some(value.trim().to_string())
}

/// The mark of Markdown for an element.
fn mark_of(name: &str) -> Option<&'static str> {
    match name {
        "b" | "strong" | "mark" | "ins" => Some("**"),
        "i" | "em" | "cite" | "var" => Some("*"),
        "s" | "del" | "strike" => Some("~~"),
        _ => None,
    }
}

impl PageWriter<'_, '_> {
    pub(super) fn tag(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        if let Some(rest) = from.strip_prefix("<!--") {
            return Some(4 + self.ahead(rest, "-->")? + 3);
        }
        let Some(name) = name(from) else { return self.no_tag(from, out) };
        let end = self.ahead(from, ">")? + 1;
        let tag = from.get(..end)?;
        if from.starts_with("</") || tag.ends_with("/>") && name != "img" && name != "br" {
            return Some(end);
        }
        match name.as_str() {
            "br" => out.push_str("<br>"),
            "img" => {
                let alt = text::plain(&attribute(tag, "alt").unwrap_or_default());
                let text = self.picture(&alt, &attribute(tag, "src").unwrap_or_default(), "", spot.at);
                out.push_str(&text);
            }
            "input" | "button" => self.report.tell(spot.at, &words::FRAME, ""),
            "wbr" => {}
            _ => return self.element(from, (&name, tag), spot, out),
        }
        Some(end)
    }

    /// An address between `<` and `>` stays; a sign that begins no tag would hide what follows it.
    fn no_tag(&mut self, from: &str, out: &mut String) -> Option<usize> {
        let near = text::near(from, 400);
        let inner = near.get(1..)?.split_once('>').map(|(inner, _)| inner);
        let is_address = inner.is_some_and(|inner| {
            let lower = inner.to_ascii_lowercase();
            super::link::is_web(&lower) || inner.contains('@') && !inner.contains([' ', '/', ':', '<'])
        });
        if is_address {
            let inner = inner?;
            out.push_str(&format!("<{inner}>"));
            return Some(inner.len() + 2);
        }
        let begins = near.get(1..)?.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        out.push_str(if begins { "\\<" } else { "<" });
        Some(1)
    }

    /// An element with its words, to its end.
    fn element(&mut self, from: &str, (name, tag): (&str, &str), spot: Spot, out: &mut String) -> Option<usize> {
        let close = format!("</{name}>");
        let rest = from.get(tag.len()..)?;
        let end = self.ahead(rest, &close);
        if SILENT.contains(&name) {
            self.report.tell(spot.at, if matches!(name, "script" | "style" | "noscript") { &words::SCRIPT } else { &words::FRAME }, "");
            return Some(tag.len() + end.map_or(0, |end| end + close.len()));
        }
        let mark = mark_of(name);
        let known = mark.is_some() || ["a", "code", "tt", "samp", "kbd", "sub", "sup"].contains(&name);
        let (Some(end), true) = (end, known) else {
            self.report.tell(spot.at, &words::HTML, name);
            return Some(tag.len());
        };
        let inner = rest.get(..end)?;
        let used = tag.len() + end + close.len();
        if matches!(name, "code" | "tt" | "samp") {
            out.push_str(&text::code(&text::unmarked(&untagged(inner))));
            return Some(used);
        }
        let said = self.spans(inner, spot.at, spot.depth + 1);
        let text = match (mark, name) {
            (Some(mark), _) if !said.trim().is_empty() => format!("{mark}{}{mark}", said.trim()),
            (Some(_), _) => said,
            (None, "a") => match attribute(tag, "href") {
                Some(address) => self.linked(&said, &address, spot.at),
                None => {
                    self.labels.extend(attribute(tag, "id").or(attribute(tag, "name")).map(|name| name.to_lowercase()));
                    said
                }
            },
            (None, name) => format!("<{name}>{said}</{name}>"),
        };
        out.push_str(&text);
        Some(used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_those_of_html() {
        for (text, known) in [("<b>", true), ("</div >", true), ("<T>", false), ("<https://x>", false), ("< b", false), ("<my-tag>", false)]
        {
            assert_eq!(name(text).is_some(), known, "{text}");
        }
        assert_eq!(untagged("<p class='x'>a < b<br/>c</p>"), "a < bc");
        assert_eq!(attribute("<a data-href='y' HREF = \"x y\" id=z>", "href").as_deref(), Some("x y"));
        assert_eq!(attribute("<a id=z>", "id").as_deref(), Some("z"));
        assert!(is_empty("<div>\n</div>") && !is_empty("<p>x</p>") && !is_empty("<img src=a>"));
    }
}
