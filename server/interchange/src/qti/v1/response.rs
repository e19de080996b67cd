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
}

impl Response<'_> {
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
