//! Refuses an SVG that could do more than be looked at.
//!
//! A figure is shown through `<img>`, where scripts do not run; but its address can be opened by itself, so it must be harmless alone.
//! Refused rather than cleaned: the author should see what the tool put in. What is uploaded in the workshop is cleaned before ([`super::clean_svg`]).

use crate::{
    problem::{FileFault, Words},
    text::line_of,
};

/// An element's tag: its name and attributes, in lower case and without namespace prefix.
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

type Refusal = (usize, FileFault);

/// Looks at every tag, each byte once; gives the root element.
pub(super) fn check(text: &str) -> Result<Element, Refusal> {
    let (mut root, mut sheet, mut begun) = (None, StyleSheet::default(), None);
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|t| t.find('<')).map(|i| at + i) {
        let rest = text.get(open..).unwrap_or_default();
        sheet.take(text.get(at..open).unwrap_or_default());
        let refuse = |what: &str| (line_of(text, open), FileFault::UnsafeSvg { what: what.into() });
        if let Some(length) = skipped(rest).map_err(|what| refuse(&what))? {
            if sheet.is_open() && calls_out(rest.get(..length).unwrap_or_default()) {
                return Err(refuse("<style>"));
            }
            at = open + length;
            continue;
        }
        let length = tag_length(rest).ok_or_else(|| refuse("<"))?;
        let tag = rest.get(1..length - 1).unwrap_or_default();
        let element = element(tag);
        if let Some(what) = harm(&element) {
            return Err(refuse(&what));
        }
        if element.name == "style" {
            begun.get_or_insert(open);
            sheet.turn(tag);
        }
        root.get_or_insert(element);
        at = open + length;
    }
    sheet.take(text.get(at..).unwrap_or_default());
    if !sheet.is_harmless() {
        return Err((line_of(text, begun.unwrap_or_default()), FileFault::UnsafeSvg { what: "<style>".into() }));
    }
    let wanted = Words { zh: "不是 SVG 文件", en: "it is not an SVG file" };
    root.filter(|r| r.name == "svg").ok_or((1, FileFault::BadMedia { wanted }))
}

/// The length of a comment or of the declaration at the top; what is refused here.
fn skipped(rest: &str) -> Result<Option<usize>, String> {
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| Some(end + 3)).ok_or_else(|| "<!--".into());
    }
    if rest.starts_with("<?xml ") {
        return rest.find("?>").map(|end| Some(end + 2)).ok_or_else(|| "<?xml".into());
    }
    if rest.starts_with("<?") {
        return Err("<?…?>".into());
    }
    let upper = rest.get(..9).map(str::to_ascii_uppercase);
    let refused = upper.as_deref().is_some_and(|u| ["<!DOCTYPE", "<!ENTITY", "<![CDATA["].iter().any(|begins| u.starts_with(begins)));
    if refused { Err(rest.get(..9).unwrap_or_default().into()) } else { Ok(None) }
}

/// From `<` to `>`, minding quotes.
pub(super) fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (i, c) in rest.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, '>') => return Some(i + 1),
            _ => {}
        }
    }
    None
}

fn element(tag: &str) -> Element {
    let tag = tag.trim_start_matches('/').trim_end_matches('/');
    let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(end);
    let mut attributes = vec![];
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().unwrap_or('"');
        let value = after.get(quote.len_utf8()..).unwrap_or_default();
        let (value, next) = value.split_once(quote).unwrap_or((value, ""));
        attributes.push((local(key), value.to_string()));
        rest = next;
    }
    Element { name: local(name), attributes }
}

fn local(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    name.rsplit_once(':').map_or(name.clone(), |(_, n)| n.into())
}

/// What is dangerous in a tag.
pub(super) fn harm(element: &Element) -> Option<String> {
    const TAGS: [&str; 12] =
        ["script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "set", "animate", "discard"];
    if TAGS.contains(&element.name.as_str()) || element.name.starts_with("animate") {
        return Some(format!("<{}>", element.name));
    }
    element.attributes.iter().find_map(|(key, value)| {
        let outside = key == "href" && !value.trim_start().starts_with('#');
        let event = key.starts_with("on");
        let script = value.to_ascii_lowercase().replace(char::is_whitespace, "").contains("script:") || value.contains("&#");
        (outside || event || script || calls_out(value)).then(|| format!("{key}=\"{}\"", value.chars().take(40).collect::<String>()))
    })
}

/// Whether a style or a paint names something outside of the file.
pub(super) fn calls_out(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let mut urls = value.split("url(").skip(1).map(|u| u.trim_start().trim_start_matches(['"', '\'', '&']).to_string());
    value.contains("@import")
        || value.contains("expression(")
        || value.contains('\\')
        || urls.any(|u| !u.starts_with(['#']) && !u.starts_with("quot;#"))
}

/// The text of style elements, the only text that is not shown. What stands on both sides of a comment or an element is one word to a browser.
#[derive(Default)]
struct StyleSheet {
    depth: usize,
    text: String,
}

impl StyleSheet {
    fn is_open(&self) -> bool {
        self.depth > 0
    }

    fn take(&mut self, text: &str) {
        if self.is_open() {
            self.text.push_str(text);
        }
    }

    /// Goes past a tag of a style element.
    fn turn(&mut self, tag: &str) {
        if tag.starts_with('/') {
            self.depth = self.depth.saturating_sub(1);
        } else if !tag.ends_with('/') {
            self.depth += 1;
        }
    }

    fn is_harmless(&self) -> bool {
        !calls_out(&self.text) && !self.text.contains("&#")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_figure_passes() {
        let good = "<?xml version=\"1.0\"?><!-- <script> --><svg viewBox='0 0 4 3'><style>.a{fill:url(#g)}</style><use xlink:href=\"#a\"/><path d=\"M0 0>\"/></svg>";
        assert_eq!(check(good).map(|r| r.name).ok().as_deref(), Some("svg"));
    }

    #[test]
    fn whatever_could_act_is_refused() {
        for bad in [
            "<script>alert(1)</script>",
            "<SVG:SCRIPT href='x'/>",
            "<g onload=\"x()\"/>",
            "<g\nonclick = 'x()'/>",
            "<a href=\"https://example.org\"/>",
            "<image xlink:href='//example.org/x.png'/>",
            "<a href=' java\nscript:x'/>",
            "<a href='&#106;avascript:x'/>",
            "<foreignObject><p/></foreignObject>",
            "<animate attributeName='href' to='javascript:x'/>",
            "<style>@import 'https://example.org/x.css'</style>",
            "<svg:style>@import 'https://example.org/x.css'</svg:style>",
            "<style>@im<!-- -->port 'https://example.org/x.css'</style>",
            "<style>@im<g/>port 'https://example.org/x.css'</style>",
            "<style><style>a</style>@import 'https://example.org/x.css'</style>",
            "<style>&#64;import 'https://example.org/x.css'</style>",
            "<style/><style>@import 'https://example.org/x.css'",
            "<rect fill=\"url(https://example.org/#a)\"/>",
            "<rect style='fill:u\\72l(x)'/>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]>",
            "<?xml-stylesheet href='x'?>",
            "<![CDATA[<script>]]>",
        ] {
            assert!(check(&format!("<svg>{bad}</svg>")).is_err(), "{bad}");
        }
    }

    /// Each of them up to the end of the file would be three hundred thousand million letters.
    #[test]
    fn style_sheets_without_end_and_within_comments_are_read_once() {
        let open = "<style ".repeat(300_000);
        assert!(check(&format!("<svg viewBox='0 0 4 3'><!-- {open} --></svg>")).is_ok());
        assert!(check(&format!("<svg>{}</svg>", "<style>".repeat(300_000))).is_ok());
        assert!(check(&format!("<svg>{}@import", "<style>".repeat(300_000))).is_err());
    }
}
