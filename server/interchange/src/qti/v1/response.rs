//! The places of an item where somebody answers.

use super::{element, material, with_text};
use crate::{GAP, qti::xml::Element};

/// The response of all rows together.
pub const ROWS: &str = "ROWS";

/// A place to answer.
pub(crate) struct Response<'e> {
    pub e: &'e Element,
    pub id: String,
    pub labels: Vec<&'e Element>,
    pub shape: Shape,
    /// For a row, what each of its labels is as a pair.
    pub pairs: Vec<(String, String)>,
    /// The texts of the labels.
    words: Vec<String>,
    /// Rules name options by their texts.
    by_words: bool,
}

impl<'e> Response<'e> {
    /// `compared` is what rules compare its answers with.
    pub fn new(e: &'e Element, shape: Shape, compared: &[String]) -> Self {
        let (id, labels) = (e.attr("ident").to_string(), e.named("response_label"));
        let words: Vec<String> = if e.name == "response_lid" { labels.iter().map(|l| said(l)).collect() } else { vec![] };
        let is_text = |value: &String| words.iter().filter(|w| *w == value).count() == 1;
        let is_ident = |value: &String| labels.iter().any(|l| l.attr("ident") == value);
        // ILIAS counts the options of a gap, and names them by their texts
        let by_words = compared.iter().all(is_text) && (id.starts_with("gap_") || !compared.iter().all(is_ident));
        Self { e, id, labels, shape, pairs: vec![], words, by_words }
    }

    /// The label that a rule speaks of.
    pub fn ident<'s>(&'s self, value: &'s str) -> &'s str {
        let named = |(_, words): &(&&Element, &String)| self.by_words && *words == value;
        self.labels.iter().zip(&self.words).find(named).map_or(value, |(label, _)| label.attr("ident"))
    }

    /// The text of a label.
    pub fn words_of(&self, ident: &str) -> Option<&str> {
        self.labels.iter().zip(&self.words).find(|(label, _)| label.attr("ident") == ident).map(|(_, words)| words.as_str())
    }

    /// Whether whole numbers are asked for.
    pub fn is_whole(&self) -> bool {
        self.e.attr("numtype") == "Integer" || self.e.first("render_fib").is_some_and(|r| r.attr("fibtype") == "Integer")
    }

    /// The least and the greatest number that a gap of ILIAS accepts: its rules name one between them alone.
    pub fn bounds(&self) -> Option<[&str; 2]> {
        let field = self.e.first("render_fib").filter(|_| self.shape == Shape::Number && self.id.starts_with("gap_"))?;
        let bounds = ["minnumber", "maxnumber"].map(|name| field.attr(name).trim());
        bounds.iter().all(|bound| bound.parse::<f64>().is_ok_and(f64::is_finite)).then_some(bounds)
    }

    pub fn pair(&self, ident: &str) -> Option<&str> {
        self.pairs.iter().find(|(label, _)| label == ident).map(|(_, pair)| pair.as_str())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Choice,
    /// Several of the options.
    Choices,
    Order,
    /// Options within a text, where `[name]` stands.
    Drop,
    /// One of several whose answers are partners.
    Row,
    Text,
    Number,
    Essay,
    Other(&'static str),
}

/// The text of an option, for rules that compare texts.
pub fn said(label: &Element) -> String {
    let holder = element("span", label.line, &[], material::all(label));
    with_text(holder, "").plain().replace(GAP, "")
}
