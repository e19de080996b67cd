//! What is known of a page of HTML while it is read as a lesson.

use super::skipped::Skipped;
use std::collections::BTreeMap;

/// What is left out of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LeftOut {
    Script,
    /// A part of another page, a film, a sound.
    Frame,
    /// A field or a button.
    Form,
    /// A link that leads to no address of the web.
    Link,
    Picture,
}

/// A formula while it is read.
#[derive(Default)]
pub(super) struct Maths {
    pub tex: String,
    /// The TeX is read now.
    pub listens: bool,
    pub words: String,
    /// It stands on lines of its own.
    pub apart: bool,
}

/// What is known of a page while it is read.
#[derive(Default)]
pub(super) struct Page {
    pub title: String,
    pub in_title: bool,
    pub heading: bool,
    pub quotes: usize,
    pub skipped: Option<Skipped>,
    pub maths: Option<Maths>,
    /// What each `b` and `span` that is open has made bold or slanted.
    pub marks: Vec<(String, [bool; 2])>,
    /// A list of a word processor, whose entries are paragraphs.
    pub listed: bool,
    pub left: BTreeMap<LeftOut, usize>,
}

impl Page {
    /// Takes words that are not to be written as they stand.
    pub fn hears(&mut self, text: &str) -> bool {
        if let Some(Skipped { said, .. }) = &mut self.skipped {
            said.push_str(text.get(..text.floor_char_boundary(40)).unwrap_or_default());
        } else if let Some(maths) = &mut self.maths {
            if maths.listens { maths.tex.push_str(text) } else { maths.words.push_str(text) }
        } else if self.in_title {
            self.title.push_str(text);
        } else {
            return false;
        }
        true
    }

    /// Counts what is left out.
    pub fn leave(&mut self, what: LeftOut) {
        *self.left.entry(what).or_default() += 1;
    }
}
