//! The body of an item as plain HTML and then Markdown: pictures found, formulas in TeX, and where candidates answer, a sign or nothing.

use super::{
    Desk, mathml,
    pictures::Pictures,
    words,
    xml::{Element, Node},
};
use crate::{
    GAP,
    text::{self, Markup},
};

/// What a part of an item said, in Markdown.
#[derive(Default)]
pub(crate) struct Said<'e> {
    pub markdown: String,
    /// Where candidates answer, in the order of the text.
    pub fields: Vec<&'e Element>,
}

/// How places to answer are shown in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fields {
    /// As gaps.
    Gaps,
    /// Not at all: what follows the stem says it.
    Aside,
}

struct Body<'e, 'd, 'b> {
    desk: &'d mut Desk<'b>,
    fields: Fields,
    found: Vec<&'e Element>,
    html: String,
}

/// Tags of HTML that are kept as they are.
const KEPT: [&str; 43] = [
    "p",
    "div",
    "span",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "sub",
    "sup",
    "kbd",
    "samp",
    "var",
    "tt",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "q",
    "cite",
    "del",
    "s",
    "big",
    "small",
];

/// The contents of some elements, one after the other.
pub fn read<'e>(all: &[&'e Element], fields: Fields, desk: &mut Desk) -> Said<'e> {
    let mut body = Body { desk, fields, found: vec![], html: String::new() };
    for e in all {
        body.inside(e);
        body.html.push_str(if all.len() > 1 { "<hr>" } else { "" });
    }
    let Body { found, html, .. } = body;
    // the names that the pictures were given stand there already
    let markdown = text::markdown(&html, Markup::Html, &mut |name| Some(name.into())).replace(MARK, GAP.encode_utf8(&mut [0; 4]));
    Said { markdown, fields: found }
}

/// A gap on its way through HTML, where the sign of gaps is not let in.
const MARK: char = '\u{f8f0}';

impl<'e> Body<'e, '_, '_> {
    fn inside(&mut self, e: &'e Element) {
        for node in &e.children {
            match node {
                Node::Text(said) => self.say(said),
                Node::Element(part) => self.element(part),
            }
        }
    }

    fn say(&mut self, said: &str) {
        escape(&mut self.html, said);
    }

    /// The element itself, with what it holds.
    fn same(&mut self, e: &'e Element, name: &str) {
        self.html.push_str(&format!("<{name}>"));
        self.inside(e);
        if !matches!(name, "br" | "hr") {
            self.html.push_str(&format!("</{name}>"));
        }
    }

    /// One whose text is within, with what is dragged beside it.
    fn around_gaps(&mut self, e: &'e Element) {
        self.found.push(e);
        self.html.push_str("<div>");
        for node in &e.children {
            match node {
                Node::Element(part) if matches!(part.name.as_str(), "gapText" | "gapImg") => {}
                Node::Element(part) => self.element(part),
                Node::Text(said) => self.say(said),
            }
        }
        self.html.push_str("</div>");
    }

    fn element(&mut self, e: &'e Element) {
        match e.name.as_str() {
            "math" => match mathml::tex(e) {
                Some(tex) => self.formula(&tex, e.attr("display") == "block"),
                None => {
                    self.desk.told.push(words::formula(e.line));
                    self.say(&e.plain());
                }
            },
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
                    self.html.push(MARK);
                }
            }
            "gapMatchInteraction" | "hottextInteraction" => self.around_gaps(e),
            name if name.ends_with("Interaction") => self.block(e),
            // told where they belong to
            "feedbackInline" | "feedbackBlock" | "modalFeedback" | "itemFeedback" => {}
            "rubricBlock" if !for_candidates(e) => {}
            "stylesheet" | "style" | "script" | "catalogInfo" | "companionMaterialsInfo" | "infoControl" | "head" | "title" => {}
            "include" => self.desk.told.push(words::medium(e.line, "xi:include")),
            "a" => {
                self.html.push_str("<a href=\"");
                self.say(e.attr("href"));
                self.html.push_str("\">");
                self.inside(e);
                self.html.push_str("</a>");
            }
            "pre" | "code" => self.code(e),
            "prompt" | "rubricBlock" => self.same(e, "div"),
            // QTI has no element for it
            "span" if e.attr("class") == "del" => self.same(e, "del"),
            name => {
                let name = name.to_ascii_lowercase();
                self.same(e, if KEPT.contains(&name.as_str()) { &name } else { "span" });
            }
        }
    }

    /// Code, with the class that says what it is written in.
    fn code(&mut self, e: &'e Element) {
        self.html.push_str(&format!("<{} class=\"", e.name));
        self.say(e.attr("class"));
        self.html.push_str("\">");
        self.inside(e);
        self.html.push_str(&format!("</{}>", e.name));
    }

    /// An interaction that is no part of a line.
    fn block(&mut self, e: &'e Element) {
        self.found.push(e);
        if let Some(prompt) = e.child("prompt") {
            self.element(prompt);
        }
        if self.fields == Fields::Gaps && e.name == "choiceInteraction" {
            self.html.push_str(&format!("<p>{MARK}</p>"));
        }
    }

    fn formula(&mut self, tex: &str, apart: bool) {
        self.say(&if apart { format!("\\[{tex}\\]") } else { format!("\\({tex}\\)") });
    }

    fn object(&mut self, e: &'e Element) {
        let kind = e.attr("type");
        if kind.starts_with("image/") || (kind.is_empty() && Pictures::is_picture(e.attr("data"))) {
            let plain = e.elements().next().is_none();
            let alt = if plain { e.plain() } else { String::new() };
            self.picture(e.attr("data"), &alt, e);
            if plain {
                return;
            }
        } else {
            self.desk.told.push(words::medium(e.line, if kind.is_empty() { "object" } else { kind }));
        }
        self.inside(e);
    }

    fn picture(&mut self, source: &str, alt: &str, e: &Element) {
        // a formula that a program shows as a picture
        if let Some(tex) = e.get("dataEquationContent").filter(|t| !t.contains('$') && !t.trim().is_empty()) {
            return self.formula(tex.trim(), false);
        }
        match self.desk.pictures.find(source) {
            Ok(name) => {
                self.html.push_str("<img src=\"");
                self.say(&name);
                self.html.push_str("\" alt=\"");
                self.say(alt);
                self.html.push_str("\">");
            }
            Err(why) => {
                self.desk.told.push(words::picture(e.line, source, why));
                self.say(alt);
            }
        }
    }
}

fn escape(html: &mut String, said: &str) {
    for c in said.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            MARK => {}
            c => html.push(c),
        }
    }
}

/// Whether candidates read it: rubrics are for markers, too.
pub fn for_candidates(rubric: &Element) -> bool {
    let view = rubric.attr("view");
    view.is_empty() || view.split_whitespace().any(|v| v == "candidate")
}
