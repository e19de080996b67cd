//! What a candidate sees of an item, and the order in which it is shown.

use super::{ItemKey, Shape};
use crate::{course::Html, lang::Lang, points::Points};
use serde::Serialize;

/// An item without its key: the only form of an item that leaves the server.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prompt {
    pub key: ItemKey,
    /// The language of the words: Chinese where an English twin is missing.
    pub lang: Lang,
    pub shape: Shape,
    pub points: Points,
    pub stem: Html,
    #[serde(skip)]
    pub title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Html>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Html>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<GapPrompt>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

impl Prompt {
    /// The language of its words, where the page has another.
    pub fn foreign(&self, page: Lang) -> Option<Lang> {
        Some(self.lang).filter(|own| *own != page)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GapPrompt {
    Text,
    Choice(Vec<String>),
}

/// The order shown: for each list of the item, `list[shown] = place in the author's order`. It tells the key of some types, so it is
/// not `Serialize`; the store keeps it as text within a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Arrangement(pub(crate) Vec<Vec<u8>>);

impl Arrangement {
    /// The author's place of what is shown at `shown` in list `list`.
    pub fn canonical(&self, list: usize, shown: u8) -> Option<u8> {
        self.0.get(list)?.get(usize::from(shown)).copied()
    }

    /// Where the author's `canonical` entry of list `list` is shown.
    pub fn shown(&self, list: usize, canonical: u8) -> Option<u8> {
        let place = self.0.get(list)?.iter().position(|c| *c == canonical)?;
        u8::try_from(place).ok()
    }

    /// The values of list `list` in the order shown; as they are where the list has no order.
    pub fn in_order<T: Clone>(&self, list: usize, values: &[T]) -> Vec<T> {
        match self.0.get(list) {
            Some(order) if order.len() == values.len() => order.iter().filter_map(|c| values.get(usize::from(*c)).cloned()).collect(),
            _ => values.to_vec(),
        }
    }

    /// `0312;10`: a digit an entry in base 36, lists parted by semicolons.
    pub fn to_text(&self) -> String {
        let list = |l: &Vec<u8>| l.iter().map(|n| char::from_digit(u32::from(*n), 36).unwrap_or('?')).collect::<String>();
        self.0.iter().map(list).collect::<Vec<_>>().join(";")
    }

    /// Reads [`to_text`](Self::to_text).
    pub fn from_text(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let list = |l: &str| l.chars().map(|c| c.to_digit(36).map(|d| d as u8)).collect::<Option<Vec<u8>>>();
        text.split(';').map(list).collect::<Option<Vec<_>>>().map(Self)
    }
}
