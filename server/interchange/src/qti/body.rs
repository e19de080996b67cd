//! The body of an item as HTML of a plain kind: pictures found, formulas in TeX, and where candidates answer, a sign or nothing.

use super::{
    Desk, mathml,
    pictures::Pictures,
    words,
    xml::{Element, Node},
};
use crate::{GAP, html};

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
    maths: Vec<String>,
    html: String,
    rich: bool,
}

/// Parts formulas from what stands around them until the text is Markdown.
const OPEN: char = '\u{fff9}';
const CLOSE: char = '\u{fffb}';

/// Tags of HTML that are kept as they are.
const KEPT: [&str; 45] = [
    "p", "div", "span", "b", "strong", "i", "em", "u", "sub", "sup", "code", "pre", "kbd", "samp", "var", "tt", "br", "hr", "ul", "ol", "li", "dl",
    "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "q", "cite", "del",
    "s", "big", "small",
];

/// The contents of some elements, one after the other.
pub fn read<'e>(all: &[&'e Element], fields: Fields, desk: &mut Desk) -> Said<'e> {
    let mut body = Body { desk, fields, found: vec![], maths: vec![], html: String::new(), rich: false };
    for e in all {
        body.inside(e);
    }
    let mut markdown = html::markdown(&body.html);
    for (n, tex) in body.maths.iter().enumerate() {
        markdown = markdown.replace(&format!("{OPEN}{n}{CLOSE}"), tex);
    }
    Said { markdown, fields: body.found, rich: body.rich }
}

impl<'e> Body<'e, '_, '_> {
    fn inside(&mut self, e: &'e Element) {
        for node in &e.children {
            match node {
                Node::Text(text) => escape(&mut self.html, &text.replace([GAP, OPEN, CLOSE], "")),
                Node::Element(e) => self.element(e),
            }
        }
    }

    fn element(&mut self, e: &'e Element) {
        match e.name.as_str() {
            "math" => self.maths(e),
            "img" => self.picture(e.attr("src"), e.attr("alt"), e),
            "object" => self.object(e),
            "audio" | "video" | "embed" | "iframe" | "applet" => {
                self.desk.told.push(words::medium(e.line, &e.name));
                self.inside(e);
            }
            "svg" => self.desk.told.push(words::medium(e.line, "svg")),
            "gap" | "textEntryInteraction" | "inlineChoiceInteraction" => {
                self.found.push(e);
                if self.fields == Fields::Gaps {
                    self.html.push(GAP);
                }
            }
            "gapMatchInteraction" | "hottextInteraction" => {
                self.block(e);
                for node in &e.children {
                    match node {
                        Node::Element(part) if matches!(part.name.as_str(), "gapText" | "gapImg") => {}
                        Node::Element(part) => self.element(part),
                        Node::Text(text) => escape(&mut self.html, text),
                    }
                }
            }
            name if name.ends_with("Interaction") => self.block(e),
            "prompt" => {
                self.html.push_str("<div>");
                self.inside(e);
                self.html.push_str("</div>");
            }
            // told where they belong to
            "feedbackInline" | "feedbackBlock" | "modalFeedback" | "itemFeedback" => {}
            "rubricBlock" if !for_candidates(e) => {}
            "stylesheet" | "style" | "script" | "catalogInfo" | "companionMaterialsInfo" | "infoControl" | "head" | "title" => {}
            "include" => self.desk.told.push(words::medium(e.line, "xi:include")),
            "a" => {
                let href = e.attr("href");
                let web = href.starts_with("https://") || href.starts_with("http://");
                if web {
                    self.html.push_str("<a href=\"");
                    escape(&mut self.html, href);
                    self.html.push_str("\">");
                }
                self.inside(e);
                self.html.push_str(if web { "</a>" } else { "" });
            }
            name => {
                let name = name.to_ascii_lowercase();
                if KEPT.contains(&name.as_str()) {
                    self.html.push_str(&format!("<{name}>"));
                    self.inside(e);
                    if !matches!(name.as_str(), "br" | "hr") {
                        self.html.push_str(&format!("</{name}>"));
                    }
                } else if e.name == "rubricBlock" {
                    self.html.push_str("<div>");
                    self.inside(e);
                    self.html.push_str("</div>");
                } else {
                    self.inside(e);
                }
            }
        }
    }

    /// An interaction that is no part of a line.
    fn block(&mut self, e: &'e Element) {
        self.found.push(e);
        if let Some(prompt) = e.child("prompt").filter(|_| !matches!(e.name.as_str(), "gapMatchInteraction" | "hottextInteraction")) {
            self.element(prompt);
        }
        if self.fields == Fields::Gaps && e.name == "choiceInteraction" {
            self.html.push_str(&format!("<p>{GAP}</p>"));
        }
    }

    fn maths(&mut self, e: &'e Element) {
        self.rich = true;
        match mathml::tex(e) {
            Some(tex) => {
                let display = e.attr("display") == "block";
                self.html.push_str(&format!("{OPEN}{}{CLOSE}", self.maths.len()));
                self.maths.push(if display { format!("$${tex}$$") } else { format!("${tex}$") });
            }
            None => {
                self.desk.told.push(words::formula(e.line));
                escape(&mut self.html, &e.plain());
            }
        }
    }

    fn object(&mut self, e: &'e Element) {
        let kind = e.attr("type");
        let is_picture = kind.starts_with("image/") || (kind.is_empty() && Pictures::is_picture(e.attr("data")));
        if is_picture {
            let alt = if e.elements().next().is_none() { e.plain() } else { String::new() };
            self.picture(e.attr("data"), &alt, e);
            if !alt.is_empty() {
                return;
            }
        } else {
            self.desk.told.push(words::medium(e.line, if kind.is_empty() { "object" } else { kind }));
        }
        self.inside(e);
    }

    fn picture(&mut self, source: &str, alt: &str, e: &Element) {
        self.rich = true;
        match self.desk.pictures.find(source) {
            Ok(name) => {
                self.html.push_str("<img src=\"media/");
                escape(&mut self.html, &name);
                self.html.push_str("\" alt=\"");
                escape(&mut self.html, alt);
                self.html.push_str("\">");
            }
            Err(why) => {
                self.desk.told.push(words::picture(e.line, source, why));
                escape(&mut self.html, alt);
            }
        }
    }
}

/// Whether candidates read it: rubrics are for markers, too.
pub fn for_candidates(rubric: &Element) -> bool {
    let view = rubric.attr("view");
    view.is_empty() || view.split_whitespace().any(|v| v == "candidate")
}

pub fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
