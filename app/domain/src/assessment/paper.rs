//! A paper: which items, in which order and arrangement, for how many points. Pinned to an attempt for ever.

use super::Outline;
use crate::{
    points::Points,
    question::{Arrangement, ItemKey, ItemVersion},
};

/// What a candidate sits. It tells the order of keys, so it is not `Serialize`; the store keeps [`to_text`](Self::to_text).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub seed: u64,
    /// The sections that its entries fall into.
    pub outline: Outline,
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub item: ItemKey,
    pub version: ItemVersion,
    pub points: Points,
    pub arrangement: Arrangement,
}

impl Paper {
    pub fn entry(&self, item: &ItemKey) -> Option<&Entry> {
        self.entries.iter().find(|e| e.item == *item)
    }

    pub fn points(&self) -> Points {
        self.entries.iter().map(|e| e.points).sum()
    }

    /// The seed, then a line a section, then a line an item: key, version, hundredths of points, arrangement.
    pub fn to_text(&self) -> String {
        let mut text = format!("{}{}", self.seed, self.outline.to_text());
        for e in &self.entries {
            text.push_str(&format!("\n{} {} {} {}", e.item.0, e.version.0, e.points.hundredths(), e.arrangement.to_text()));
        }
        text
    }

    /// Reads [`to_text`](Self::to_text); nothing if it was not written by it.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let seed = lines.next()?.parse().ok()?;
        let entry = |line: &str| {
            let mut words = line.split(' ');
            Some(Entry {
                item: ItemKey(words.next()?.into()),
                version: ItemVersion(words.next()?.into()),
                points: Points::from_hundredths(words.next()?.parse().ok()?),
                arrangement: Arrangement::from_text(words.next()?)?,
            })
        };
        let (mut outline, mut entries) = (Outline::default(), vec![]);
        for line in lines {
            match line.strip_prefix("= ") {
                Some(section) => outline.0.push(Outline::read_line(section)?),
                None => entries.push(entry(line)?),
            }
        }
        Some(Self { seed, outline, entries })
    }
}
