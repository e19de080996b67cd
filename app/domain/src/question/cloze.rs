//! A text with gaps to fill, each worth the same.

use super::{Arrangement, short};
use crate::points::Credit;

/// The gaps in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloze {
    pub gaps: Vec<Gap>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Gap {
    /// Typed: the accepted answers, of both languages.
    Text(Vec<String>),
    /// Chosen: how many choices; the author's first is right.
    Choice(usize),
}

impl Gap {
    /// How many choices, 0 for a gap to type in.
    pub fn choices(&self) -> usize {
        match self {
            Self::Text(_) => 0,
            Self::Choice(n) => *n,
        }
    }
}

impl Cloze {
    pub(super) fn credit(&self, arrangement: &Arrangement, said: &[String]) -> Credit {
        let right = self.gaps.iter().zip(said).enumerate().filter(|(i, (gap, said))| match gap {
            Gap::Text(accept) => short::matches(accept, said),
            Gap::Choice(_) => said.parse().ok().and_then(|shown| arrangement.canonical(*i, shown)) == Some(0),
        });
        Credit::of(right.count(), self.gaps.len())
    }

    pub(super) fn right(&self, arrangement: &Arrangement) -> Vec<String> {
        let say = |(i, gap): (usize, &Gap)| match gap {
            Gap::Text(accept) => accept.first().cloned().unwrap_or_default(),
            Gap::Choice(_) => arrangement.shown(i, 0).map(|s| s.to_string()).unwrap_or_default(),
        };
        self.gaps.iter().enumerate().map(say).collect()
    }
}
