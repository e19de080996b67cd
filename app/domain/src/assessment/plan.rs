//! The plan of an assessment: its blueprint and rules.

use super::{Lockdown, Outline, Window};
use crate::{
    course::Html,
    lang::Bilingual,
    plan_ref::PlanRef,
    points::Points,
    question::{Difficulty, Item, Kind},
    time::Span,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanKind {
    /// A result counts, and a certificate may follow.
    Exam,
    /// Anybody with an account may sit it, for practice; wrong answers go to the notebook.
    Mock,
}

/// When a candidate sees the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// When an examiner releases it.
    Staff,
    /// At submission, if nothing waits for a marker.
    Submit,
}

/// One line of the blueprint: how many items of which kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    pub function: Option<String>,
    /// Empty: any type.
    pub kinds: Vec<Kind>,
    /// How many easy, medium and hard ones.
    pub counts: [u16; 3],
    /// Points of each; the item's own when not given.
    pub points: Option<Points>,
}

impl Draw {
    pub fn count(&self, difficulty: Difficulty) -> usize {
        usize::from(self.counts[difficulty as usize])
    }

    /// Whether this line may draw `item`, leaving difficulty aside.
    pub fn takes(&self, item: &Item) -> bool {
        let function = self.function.is_none() || self.function == item.function;
        function && (self.kinds.is_empty() || self.kinds.contains(&item.question.kind()))
    }
}

#[derive(Clone, Debug)]
pub struct Plan {
    /// Unique within the course.
    pub slug: String,
    /// Slug of the course.
    pub course: String,
    /// Hash of the plan's source: results say under which plan they were earned.
    pub version: String,
    pub kind: PlanKind,
    pub title: Bilingual<String>,
    /// Shown on the waiting page.
    pub rules: Bilingual<Html>,
    pub limit: Span,
    /// On one hundred.
    pub pass: Points,
    /// How many attempts; 0 is no limit.
    pub attempts: u32,
    pub window: Window,
    pub release: Release,
    /// Whether keys and explanations are shown with the result.
    pub explain: bool,
    /// Whether options are shuffled.
    pub shuffle: bool,
    pub certificate: bool,
    /// The most that staff may give back of measured outages, for one attempt; zero: nothing.
    pub outage_grant: Span,
    pub lockdown: Lockdown,
    /// The sections; their items are those of the draws, in their order.
    pub outline: Outline,
    pub draws: Vec<Draw>,
}

impl Plan {
    /// How attempts, addresses and the API name it.
    pub fn name(&self) -> PlanRef {
        PlanRef::new(&self.course, &self.slug)
    }

    /// Whether passing it earns a certificate.
    pub fn certifies(&self) -> bool {
        self.certificate && self.kind == PlanKind::Exam
    }

    pub fn item_count(&self) -> usize {
        self.draws.iter().flat_map(|d| d.counts).map(usize::from).sum()
    }
}
