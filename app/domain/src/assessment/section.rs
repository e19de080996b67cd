//! Sections: the parts of a paper that are sat one after the other, and the steps within them.
//!
//! A *section* once left is closed (a test part of QTI). Within a linear section every item is a *step* of its own, within another one the whole
//! section is one step. A step once left is closed: all of navigation is one number that only rises.

use crate::{
    attempt::progress::SectionTime,
    lang::{Bilingual, Lang},
    time::Span,
};
use std::ops::Range;

/// One section of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Empty where a plan without sections is linear as a whole.
    pub title: Bilingual<String>,
    /// Its own time limit, within that of the whole.
    pub limit: Option<Span>,
    /// Item by item, with no way back.
    pub linear: bool,
    /// How many items it has.
    pub items: usize,
}

impl Section {
    /// How many steps it has: one for each item of a linear section, else one.
    pub fn steps(&self) -> u32 {
        if self.linear { count(self.items) } else { 1 }
    }
}

/// The sections of a paper in their order; none where the paper is one whole that is walked freely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline(pub Vec<Section>);

impl Outline {
    /// Neither sections nor steps.
    pub fn is_plain(&self) -> bool {
        self.0.is_empty()
    }

    /// How many steps there are, from 0.
    pub fn steps(&self) -> u32 {
        self.section_times().iter().map(|l| l.steps).sum::<u32>().max(1)
    }

    /// The step of the item at `place`.
    pub fn step_of(&self, place: usize) -> u32 {
        let (mut step, mut first) = (0, 0);
        for section in &self.0 {
            if place < first + section.items {
                return step + if section.linear { count(place - first) } else { 0 };
            }
            first += section.items;
            step += section.steps();
        }
        step
    }

    /// The section of a step, the first step of that section, and the places of its items; the last section for what is beyond.
    pub fn at_step(&self, step: u32) -> Option<Here<'_>> {
        let (mut first_step, mut first) = (0, 0);
        for (number, section) in self.0.iter().enumerate() {
            let steps = section.steps();
            if step < first_step + steps || number + 1 == self.0.len() {
                return Some(Here { section, number, first_step, steps, places: first..first + section.items });
            }
            first += section.items;
            first_step += steps;
        }
        None
    }

    pub fn section_times(&self) -> Vec<SectionTime> {
        self.0.iter().map(|s| SectionTime { steps: s.steps(), limit: s.limit, timed_out: false }).collect()
    }

    /// A line a section: `= items limit linear`, then the title in both languages, parted by tabs.
    pub(super) fn to_text(&self) -> String {
        let line = |s: &Section| {
            let (limit, way) = (s.limit.map_or(0, Span::ms), if s.linear { "linear" } else { "free" });
            let en = s.title.en.as_deref().or((s.title.alone == Lang::En).then_some(&s.title.zh)).unwrap_or_default();
            let plain = |title: &str| title.replace(char::is_control, " ");
            format!("\n= {} {limit} {way}\t{}\t{}", s.items, plain(&s.title.zh), plain(en))
        };
        self.0.iter().map(line).collect()
    }

    /// Reads one line of [`to_text`](Self::to_text), without its mark.
    pub(super) fn read_line(line: &str) -> Option<Section> {
        let mut parts = line.split('\t');
        let mut words = parts.next()?.split(' ');
        let items = words.next()?.parse().ok()?;
        let limit = Some(words.next()?.parse().ok()?).filter(|ms| *ms > 0).map(Span::from_ms);
        let linear = words.next()? == "linear";
        let (zh, en) = (parts.next()?.to_string(), parts.next()?.to_string());
        Some(Section { title: Bilingual::new(zh, Some(en).filter(|t| !t.is_empty())), limit, linear, items })
    }
}

/// A section as found by one of its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here<'o> {
    pub section: &'o Section,
    /// From 0.
    pub number: usize,
    pub first_step: u32,
    pub steps: u32,
    /// The places of its items on the paper.
    pub places: Range<usize>,
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline() -> Outline {
        let of = |items, linear| Section { items, linear, ..Section::default() };
        Outline(vec![of(3, false), of(2, true), of(1, false)])
    }

    #[test]
    fn a_free_section_is_one_step_and_a_linear_one_has_a_step_for_each_item() {
        let outline = outline();
        assert_eq!((0..6).map(|place| outline.step_of(place)).collect::<Vec<_>>(), [0, 0, 0, 1, 2, 3]);
        assert_eq!(outline.steps(), 4);
        for (step, number, first_step, places) in [(0, 0, 0, 0..3), (1, 1, 1, 3..5), (2, 1, 1, 3..5), (3, 2, 3, 5..6), (9, 2, 3, 5..6)] {
            let here = outline.at_step(step).unwrap();
            assert_eq!((here.number, here.first_step, here.places), (number, first_step, places), "{step}");
        }
        assert_eq!((Outline::default().steps(), Outline::default().step_of(7)), (1, 0));
    }

    #[test]
    fn an_outline_reads_back_from_its_text() {
        let mut outline = outline();
        outline.0[0].title = Bilingual::new("第一部分 选择题".into(), Some("Part one".into()));
        outline.0[1].limit = Some(Span::from_minutes(20));
        let text = outline.to_text();
        let read: Vec<_> = text.lines().filter_map(|l| Outline::read_line(l.strip_prefix("= ")?)).collect();
        assert_eq!(read, outline.0);
    }
}
