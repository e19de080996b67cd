//! Papers of attempts with their items, as a node keeps them in memory.

use std::sync::Arc;
use zhixing_domain::{
    assessment::Outline,
    id::{AccountId, AttemptId},
    plan_ref::PlanRef,
    points::Points,
    question::{Arrangement, Item, ItemKey},
};

/// An attempt's paper with its items: never changes, so it is kept in memory. Small, for there are thousands at a time.
pub struct LoadedPaper {
    pub id: AttemptId,
    pub account: AccountId,
    /// `course/plan`.
    pub plan: PlanRef,
    /// The sections that its entries fall into.
    pub outline: Outline,
    pub entries: Box<[LoadedItem]>,
}

/// An item on a paper, as it was when the paper was drawn.
pub struct LoadedItem {
    pub item: Arc<Item>,
    pub points: Points,
    pub arrangement: Arrangement,
}

impl LoadedPaper {
    /// The place of an item on the paper.
    pub fn place(&self, key: &ItemKey) -> Option<usize> {
        self.entries.iter().position(|e| e.item.key == *key)
    }
}
