//! In what order the items of a plan are listed: by their names, or by how they went, so that the ones to look at come together.

use crate::actions::ItemCase;
use std::cmp::Ordering;

/// What items are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMeasure {
    Facility,
    Discrimination,
}

/// An order as an address says it: `facility` or `discrimination`, the lowest first; with a minus before it the highest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemOrder(Option<(ItemMeasure, bool)>);

impl ItemMeasure {
    const ALL: [Self; 2] = [Self::Facility, Self::Discrimination];

    const fn code(self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::Discrimination => "discrimination",
        }
    }

    fn of(self, case: &ItemCase) -> Option<f64> {
        match self {
            Self::Facility => case.facility(),
            Self::Discrimination => case.sums.discrimination(),
        }
    }
}

impl ItemOrder {
    pub fn read(text: &str) -> Self {
        let (code, falling) = text.strip_prefix('-').map_or((text, false), |code| (code, true));
        Self(ItemMeasure::ALL.into_iter().find(|measure| measure.code() == code).map(|measure| (measure, falling)))
    }

    /// Whether the highest comes first, where this is what counts now.
    pub fn falling(self, measure: ItemMeasure) -> Option<bool> {
        self.0.filter(|(by, _)| *by == measure).map(|(_, falling)| falling)
    }

    /// What the head of a column leads to: the lowest first, then the other way.
    pub fn next(self, measure: ItemMeasure) -> String {
        let sign = if self.falling(measure) == Some(false) { "-" } else { "" };
        format!("{sign}{}", measure.code())
    }

    /// Items without the number come last, either way.
    pub fn sort(self, cases: &mut [ItemCase]) {
        if let Some((measure, falling)) = self.0 {
            cases.sort_by(|a, b| compare(measure.of(a), measure.of(b), falling));
        }
    }
}

fn compare(a: Option<f64>, b: Option<f64>, falling: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if falling => b.total_cmp(&a),
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => b.is_some().cmp(&a.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_leads_to_the_lowest_first_and_then_the_other_way() {
        let order = ItemOrder::read("facility");
        assert_eq!((order.falling(ItemMeasure::Facility), order.falling(ItemMeasure::Discrimination)), (Some(false), None));
        assert_eq!(
            (order.next(ItemMeasure::Facility), order.next(ItemMeasure::Discrimination)),
            ("-facility".into(), "discrimination".into())
        );
        assert_eq!(ItemOrder::read("-facility").next(ItemMeasure::Facility), "facility");
        assert_eq!(ItemOrder::read("name"), ItemOrder::default());
    }

    #[test]
    fn what_has_no_number_is_last_either_way() {
        let sorted = |falling| {
            let mut values = vec![None, Some(0.5), Some(-0.1), None, Some(0.9)];
            values.sort_by(|a, b| compare(*a, *b, falling));
            values
        };
        assert_eq!(sorted(false), [Some(-0.1), Some(0.5), Some(0.9), None, None]);
        assert_eq!(sorted(true), [Some(0.9), Some(0.5), Some(-0.1), None, None]);
    }
}
