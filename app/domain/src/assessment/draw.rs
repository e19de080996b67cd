//! Drawing a paper from the bank by the blueprint.

use super::{Entry, Paper, Plan};
use crate::{
    digest::Stream,
    question::{Difficulty, Item},
};
use std::sync::Arc;

/// A line of the blueprint that the bank cannot fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Place of the line in the plan.
    pub line: usize,
    pub difficulty: Difficulty,
    pub wanted: usize,
    pub found: usize,
}

/// Draws a paper: each line takes its counts at random from the items that fit and were not yet taken. The same seed draws the same
/// paper from the same bank.
///
/// # Errors
///
/// The first line of the blueprint that the bank cannot fill.
pub fn draw(plan: &Plan, bank: &[Arc<Item>], seed: u64) -> Result<Paper, Shortage> {
    let mut taken = vec![false; bank.len()];
    let mut entries = Vec::with_capacity(plan.item_count());
    for (line, draw) in plan.draws.iter().enumerate() {
        for difficulty in Difficulty::ALL {
            let wanted = draw.count(difficulty);
            if wanted == 0 {
                continue;
            }
            let free = bank.iter().zip(&mut taken).filter(|(item, taken)| !**taken && item.difficulty == difficulty);
            let mut pool: Vec<(&Arc<Item>, &mut bool)> = free.filter(|(item, _)| plan.may_use(item) && draw.takes(item)).collect();
            if pool.len() < wanted {
                return Err(Shortage { line, difficulty, wanted, found: pool.len() });
            }
            Stream::new(seed, &format!("draw {line} {}", difficulty.code())).shuffle(&mut pool);
            for (item, taken) in pool.into_iter().take(wanted) {
                *taken = true;
                entries.push(Entry {
                    item: item.key.clone(),
                    version: item.version.clone(),
                    points: draw.points.unwrap_or(item.points),
                    arrangement: item.arrange(seed, plan.shuffle),
                });
            }
        }
    }
    Ok(Paper { seed, outline: plan.outline.clone(), entries })
}
