//! The body of an item as plain HTML and then Markdown: pictures found, formulas in TeX, and where candidates answer, a sign or nothing.

use super::{
    Desk, markdown, mathml,
    pictures::Pictures,
    words,
    xml::{Element, Node},
};
use crate::item::GAP;

/// What a part of an item said, in Markdown.
#[derive(Default)]
pub struct Said<'e> {
    pub markdown: String,
    /// Where candidates answer, in the order of the text.
    pub fields: Vec<&'e Element>,
    /// The text holds a picture or a formula.
    pub rich: bool,
}

/// How places to answer are shown in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fields {
    /// As gaps.
    Gaps,
    /// Not at all: what follows the stem says it.
    Aside,
}

struct Body<'e, 'd, 'b> {
    desk: &'d mut Desk<'b>,
    fields: Fields,
    found: Vec<&'e Element>,
    rich: bool,
}

/// Tags of HTML that are kept as they are.
const KEPT: [&str; 45] = [
    "p", "div", "span", "b", "strong", "i", "em", "u", "sub", "sup", "code", "pre", "kbd", "samp", "var", "tt", "br", "hr", "ul", "ol", "li", "dl",
    "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "q", "cite", "del",
    "s", "big", "small",
];

/// The contents of some elements, one after the other.
pub fn read<'e>(all: &[&'e Element], fields: Fields, desk: &mut Desk) -> Said<'e> {
    let mut body = Body { desk, fields, found: vec![], rich: false };
    let mut holder = tag("div");
    for e in all {
        let mut part = tag(if all.len() > 1 { "div" } else { "span" });
        body.inside(e, &mut part);
        holder.children.push(Node::Element(part));
    }
    Said { markdown: markdown::write(&holder), fields: body.found, rich: body.rich }
}

fn tag(name: &str) -> Element {
    Element { name: name.into(), ..Element::default() }
}

fn say(out: &mut Element, text: &str) {
    match out.children.last_mut() {
        Some(Node::Text(said)) => said.push_str(text),
        _ => out.children.push(Node::Text(text.into())),
    }
}

impl<'e> Body<'e, '_, '_> {
    fn inside(&mut self, e: &'e Element, out: &mut Element) {
        for node in &e.children {
            match node {
                Node::Text(text) => say(out, text),
                Node::Element(part) => self.element(part, out),
            }
        }
    }

    /// The element itself, with what it holds.
    fn same(&mut self, e: &'e Element, name: &str, out: &mut Element) {
        let mut copy = tag(name);
        copy.attributes = e.attributes.iter().filter(|(n, _)| n == "class" && name == "code").cloned().collect();
        self.inside(e, &mut copy);
        out.children.push(Node::Element(copy));
    }

    fn element(&mut self, e: &'e Element, out: &mut Element) {
        match e.name.as_str() {
            "math" => self.maths(e, out),
            "img" => self.picture(e.attr("src"), e.attr("alt"), e, out),
            "object" => self.object(e, out),
            "audio" | "video" | "embed" | "iframe" | "applet" => {
                self.desk.told.push(words::medium(e.line, &e.name));
                self.inside(e, out);
            }
            "svg" => self.desk.told.push(words::medium(e.line, "svg")),
            "gap" | "textEntryInteraction" | "inlineChoiceInteraction" => {
                self.found.push(e);
                if self.fields == Fields::Gaps {
                    say(out, GAP.encode_utf8(&mut [0; 4]));
                }
            }
            // the text is within
            "gapMatchInteraction" | "hottextInteraction" => {
                self.found.push(e);
                let mut holder = tag("div");
                for node in &e.children {
                    match node {
                        Node::Element(part) if matches!(part.name.as_str(), "gapText" | "gapImg") => {}
                        Node::Element(part) => self.element(part, &mut holder),
                        Node::Text(text) => say(&mut holder, text),
                    }
                }
                out.children.push(Node::Element(holder));
            }
            name if name.ends_with("Interaction") => self.block(e, out),
            // told where they belong to
            "feedbackInline" | "feedbackBlock" | "modalFeedback" | "itemFeedback" => {}
            "rubricBlock" if !for_candidates(e) => {}
            "stylesheet" | "style" | "script" | "catalogInfo" | "companionMaterialsInfo" | "infoControl" | "head" | "title" => {}
            "include" => self.desk.told.push(words::medium(e.line, "xi:include")),
            "a" => {
                let mut link = tag("a");
                let href = e.attr("href");
                if href.starts_with("https://") || href.starts_with("http://") {
                    link.attributes.push(("href".into(), href.into()));
                }
                self.inside(e, &mut link);
                out.children.push(Node::Element(link));
            }
            "prompt" | "rubricBlock" => self.same(e, "div", out),
            name => {
                let name = name.to_ascii_lowercase();
                self.same(e, if KEPT.contains(&name.as_str()) { &name } else { "span" }, out);
            }
        }
    }

    /// An interaction that is no part of a line.
    fn block(&mut self, e: &'e Element, out: &mut Element) {
        self.found.push(e);
        if let Some(prompt) = e.child("prompt") {
            self.element(prompt, out);
        }
        if self.fields == Fields::Gaps && e.name == "choiceInteraction" {
            let mut line = tag("p");
            say(&mut line, GAP.encode_utf8(&mut [0; 4]));
            out.children.push(Node::Element(line));
        }
    }

    fn maths(&mut self, e: &'e Element, out: &mut Element) {
        self.rich = true;
        match mathml::tex(e) {
            Some(tex) => formula(&tex, e.attr("display") == "block", out),
            None => {
                self.desk.told.push(words::formula(e.line));
                say(out, &e.plain());
            }
        }
    }

    fn object(&mut self, e: &'e Element, out: &mut Element) {
        let kind = e.attr("type");
        if kind.starts_with("image/") || (kind.is_empty() && Pictures::is_picture(e.attr("data"))) {
            let plain = e.elements().next().is_none();
            self.picture(e.attr("data"), if plain { e.text().trim() } else { "" }, e, out);
            if plain {
                return;
            }
        } else {
            self.desk.told.push(words::medium(e.line, if kind.is_empty() { "object" } else { kind }));
        }
        self.inside(e, out);
    }

    fn picture(&mut self, source: &str, alt: &str, e: &Element, out: &mut Element) {
        self.rich = true;
        // a formula that a program shows as a picture
        if let Some(tex) = e.get("dataEquationContent").filter(|t| !t.contains('$') && !t.trim().is_empty()) {
            formula(tex.trim(), false, out);
            return;
        }
        match self.desk.pictures.find(source) {
            Ok(name) => {
                let mut image = tag("img");
                image.attributes = vec![("src".into(), format!("media/{name}")), ("alt".into(), alt.into())];
                out.children.push(Node::Element(image));
            }
            Err(why) => {
                self.desk.told.push(words::picture(e.line, source, why));
                say(out, alt);
            }
        }
    }
}

fn formula(tex: &str, display: bool, out: &mut Element) {
    let mut raw = tag(markdown::RAW);
    say(&mut raw, &if display { format!("$${tex}$$") } else { format!("${tex}$") });
    out.children.push(Node::Element(raw));
}

/// Whether candidates read it: rubrics are for markers, too.
pub fn for_candidates(rubric: &Element) -> bool {
    let view = rubric.attr("view");
    view.is_empty() || view.split_whitespace().any(|v| v == "candidate")
}
