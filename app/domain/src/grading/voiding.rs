//! An item that turned out to be faulty after it was sat: what becomes of its marks, and of the results they were part of.
//!
//! The terms are those of test centres: *full credit for all* and *excluded from scoring*. A mark itself is never overwritten: what the machine or a
//! marker gave stays beside the decision, so that it can be taken back.

use super::Score;
use serde::{Deserialize, Serialize};

/// What a void item counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voiding {
    /// Everybody whose paper has it gets its points, whatever they answered.
    FullCredit,
    /// Neither its points nor what it is worth count: the score is that of the other items, on one hundred.
    Excluded,
}

impl Voiding {
    pub const ALL: [Self; 2] = [Self::FullCredit, Self::Excluded];

    pub const fn code(self) -> &'static str {
        match self {
            Self::FullCredit => "full_credit",
            Self::Excluded => "excluded",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.code() == code)
    }
}

/// What follows when a complete result is computed anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Nobody has seen it yet, or whether it passes has not changed.
    Nothing,
    /// It was released as failed and passes now: its certificate is issued, as at a release.
    Issue,
    /// It was released as passed and passes no longer: people look at it, nothing is revoked by itself.
    Look,
}

/// Compares a result with what it was when it was last complete.
pub fn consequence(before: &Score, after: &Score, released: bool) -> Consequence {
    match (before.passed, after.passed) {
        (false, true) if released => Consequence::Issue,
        (true, false) if released => Consequence::Look,
        _ => Consequence::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        grading::{Mark, tally},
        points::Points,
    };
    use proptest::prelude::*;

    fn mark(worth: i64, points: Option<i64>, voiding: Option<Voiding>) -> Mark {
        Mark { function: Some("f".into()), worth: Points::whole(worth), points: points.map(Points::whole), voiding }
    }

    fn score(marks: &[Mark]) -> Score {
        tally(marks, Points::whole(60)).expect("complete")
    }

    #[test]
    fn full_credit_is_for_everybody_and_exclusion_leaves_the_others_on_one_hundred() {
        let marks = |voiding| [mark(50, Some(25), None), mark(30, Some(0), voiding), mark(20, Some(20), None)];
        let functions = |s: &Score| (s.functions[0].points, s.functions[0].worth);
        assert_eq!(score(&marks(None)).score, Points::whole(45));
        let full = score(&marks(Some(Voiding::FullCredit)));
        assert_eq!((full.score, full.passed, functions(&full)), (Points::whole(75), true, (Points::whole(75), Points::whole(100))));
        let excluded = score(&marks(Some(Voiding::Excluded)));
        assert_eq!(excluded.score.to_string(), "64.29", "45 of 70");
        assert_eq!(functions(&excluded), (Points::whole(45), Points::whole(70)));
    }

    #[test]
    fn a_void_item_waits_for_no_marker() {
        for voiding in Voiding::ALL {
            assert!(tally(&[mark(50, Some(25), None), mark(50, None, Some(voiding))], Points::whole(60)).is_some());
        }
        assert_eq!(score(&[mark(50, None, Some(Voiding::Excluded))]).score, Points::ZERO, "nothing is left to score");
    }

    #[test]
    fn only_what_was_released_has_consequences_and_nothing_is_taken_away_by_itself() {
        let (failed, passed) = (score(&[mark(10, Some(1), None)]), score(&[mark(10, Some(9), None)]));
        for (before, after, released, wanted) in [
            (&failed, &passed, true, Consequence::Issue),
            (&passed, &failed, true, Consequence::Look),
            (&passed, &passed, true, Consequence::Nothing),
            (&failed, &passed, false, Consequence::Nothing),
            (&passed, &failed, false, Consequence::Nothing),
        ] {
            assert_eq!(consequence(before, after, released), wanted);
        }
    }

    proptest! {
        /// Full credit never lowers a score; taking a decision back restores what was.
        #[test]
        fn full_credit_harms_nobody(marks in prop::collection::vec((1i64..20, 0i64..20), 1..20), which in 0usize..20) {
            let marks: Vec<Mark> = marks.into_iter().map(|(w, p)| mark(w, Some(p.min(w)), None)).collect();
            let mut void = marks.clone();
            let which = which % void.len();
            void[which].voiding = Some(Voiding::FullCredit);
            prop_assert!(score(&void).score >= score(&marks).score && score(&void).score <= Points::whole(100));
            void[which].voiding = None;
            prop_assert_eq!(score(&void), score(&marks));
        }
    }
}
