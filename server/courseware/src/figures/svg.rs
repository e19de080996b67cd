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

/// Looks at every tag; gives the root element.
pub(super) fn check(text: &str) -> Result<Element, Refusal> {
    let mut root = None;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|t| t.find('<')).map(|i| at + i) {
        let rest = text.get(open..).unwrap_or_default();
        let refuse = |what: &str| (line_of(text, open), FileFault::UnsafeSvg { what: what.into() });
        if rest.starts_with("<!--") {
            at = open + rest.find("-->").ok_or_else(|| refuse("<!--"))? + 3;
            continue;
        }
        let upper = rest.get(..9).map(str::to_ascii_uppercase);
        if upper.as_deref().is_some_and(|u| u.starts_with("<!DOCTYPE") || u.starts_with("<!ENTITY") || u.starts_with("<![CDATA[")) {
            return Err(refuse(rest.get(..9).unwrap_or_default()));
        }
        if rest.starts_with("<?") {
            if !rest.starts_with("<?xml ") {
                return Err(refuse("<?…?>"));
            }
            at = open + rest.find("?>").ok_or_else(|| refuse("<?xml"))? + 2;
            continue;
        }
        let length = tag_length(rest).ok_or_else(|| refuse("<"))?;
        let element = element(rest.get(1..length - 1).unwrap_or_default());
        if let Some(what) = harm(&element) {
            return Err(refuse(&what));
        }
        root.get_or_insert(element);
        at = open + length;
    }
    style_sheet(text)?;
    let wanted = Words { zh: "不是 SVG 文件", en: "it is not an SVG file" };
    root.filter(|r| r.name == "svg").ok_or((1, FileFault::BadMedia { wanted }))
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

/// The text of style elements, which are the only text that is not shown.
fn style_sheet(text: &str) -> Result<(), Refusal> {
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices("<style") {
        let sheet = lower.get(at..).and_then(|t| t.split("</style").next()).unwrap_or_default();
        if calls_out(sheet) {
            return Err((line_of(text, at), FileFault::UnsafeSvg { what: "<style>".into() }));
        }
    }
    Ok(())
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
            "<rect fill=\"url(https://example.org/#a)\"/>",
            "<rect style='fill:u\\72l(x)'/>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]>",
            "<?xml-stylesheet href='x'?>",
            "<![CDATA[<script>]]>",
        ] {
            assert!(check(&format!("<svg>{bad}</svg>")).is_err(), "{bad}");
        }
    }
}
