//! Where the items of a file are used: the lesson that they stand in, and the plans whose papers may hold them.

use super::place::{self, PlaceKind};
use crate::{
    course::{Course, Piece},
    question::{Item, ItemKey},
};
use std::collections::BTreeSet;

/// An item and what uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemUse {
    pub item: ItemKey,
    /// The name of the lesson that it stands in; nothing for an item of a bank.
    pub lesson: Option<String>,
    /// The names of the plans whose papers may hold it.
    pub plans: Vec<String>,
}

/// The items of a bank or a lesson, in their order, with their uses.
pub fn of(course: &Course, path: &str) -> Vec<ItemUse> {
    let name = path.rsplit('/').next().unwrap_or_default();
    match place::kind_of(path) {
        PlaceKind::Bank => {
            let bank = slug(name);
            course.items.iter().filter(|item| item.bank.as_ref() == Some(&bank)).map(|item| in_bank(course, item)).collect()
        }
        PlaceKind::Lesson => {
            let lesson = place::lesson_of(name).and_then(|(_, slug)| course.lesson(slug));
            let key = |piece: &Piece| if let Piece::Practice(key) = piece { Some(key.clone()) } else { None };
            let used = |key: String| lesson.map(|l| ItemUse { item: ItemKey(key), lesson: Some(l.slug.clone()), plans: vec![] });
            lesson.into_iter().flat_map(|l| &l.body.zh.pieces).filter_map(key).filter_map(used).collect()
        }
        _ => vec![],
    }
}

/// The names of the plans that a file has to do with: those of its items; of a plan, itself.
pub fn plans(path: &str, items: &[ItemUse]) -> BTreeSet<String> {
    match place::kind_of(path) {
        PlaceKind::Plan => BTreeSet::from([slug(path.rsplit('/').next().unwrap_or_default())]),
        _ => items.iter().flat_map(|item| item.plans.iter().cloned()).collect(),
    }
}

fn slug(name: &str) -> String {
    place::first_of(name).trim_end_matches(".md").to_string()
}

fn in_bank(course: &Course, item: &Item) -> ItemUse {
    let plans = course.plans.iter().filter(|plan| plan.may_draw(item)).map(|plan| plan.slug.clone()).collect();
    ItemUse { item: item.key.clone(), lesson: None, plans }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_of_a_file_are_those_of_its_items_and_a_plan_is_its_own() {
        let item = |key: &str, plans: &[&str]| ItemUse {
            item: ItemKey(key.into()),
            lesson: None,
            plans: plans.iter().map(|p| p.to_string()).collect(),
        };
        let items = [item("a", &["mock"]), item("b", &["exam", "mock"]), item("c", &[])];
        let named = |path: &str, items: &[ItemUse]| plans(path, items).into_iter().collect::<Vec<_>>();
        assert_eq!(named("c/items/bank.md", &items), ["exam", "mock"]);
        assert_eq!(named("c/assessments/exam.en.md", &[]), ["exam"]);
        assert_eq!(of(&Course::default(), "c/010-x.md"), []);
    }
}
