//! Adding up marks: the score on one hundred, by function, against the pass mark.

use super::Voiding;
use crate::points::Points;
use serde::{Deserialize, Serialize};

/// The points of one item of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub function: Option<String>,
    pub worth: Points,
    /// `None` while a marker has not marked it.
    pub points: Option<Points>,
    /// The item is void: what it counts for instead.
    pub voiding: Option<Voiding>,
}

/// A complete result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// On one hundred, rounded half up to hundredths.
    pub score: Points,
    pub pass_mark: Points,
    pub passed: bool,
    pub functions: Vec<FunctionScore>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionScore {
    /// Empty for items without one.
    pub function: String,
    pub points: Points,
    pub worth: Points,
}

/// The score of a paper, once every item has its mark; functions in the order of the paper.
pub fn tally(marks: &[Mark], pass_mark: Points) -> Option<Score> {
    let mut functions: Vec<FunctionScore> = vec![];
    for mark in marks {
        let points = match mark.voiding {
            Some(Voiding::Excluded) => continue,
            Some(Voiding::FullCredit) => mark.worth,
            None => mark.points?,
        };
        let function = mark.function.clone().unwrap_or_default();
        match functions.iter_mut().find(|f| f.function == function) {
            Some(f) => {
                f.points = f.points + points;
                f.worth = f.worth + mark.worth;
            }
            None => functions.push(FunctionScore { function, points, worth: mark.worth }),
        }
    }
    let (points, worth): (Points, Points) = (functions.iter().map(|f| f.points).sum(), functions.iter().map(|f| f.worth).sum());
    let score = points.per_cent_of(worth);
    Some(Score { score, pass_mark, passed: score >= pass_mark, functions })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(function: &str, worth: i64, points: Option<i64>) -> Mark {
        Mark { function: Some(function.into()), worth: Points::whole(worth), points: points.map(Points::whole), voiding: None }
    }

    #[test]
    fn a_result_waits_for_every_mark() {
        assert_eq!(tally(&[mark("a", 10, Some(5)), mark("a", 10, None)], Points::whole(60)), None);
    }

    #[test]
    fn the_pass_mark_itself_passes() {
        let score = tally(&[mark("a", 40, Some(20)), mark("b", 60, Some(40))], Points::whole(60));
        assert!(score.is_some_and(|s| s.passed && s.score == Points::whole(60) && s.functions.len() == 2));
    }

    proptest! {
        #[test]
        fn the_score_is_the_sum_of_its_functions(marks in proptest::collection::vec((0u8..4, 1i64..20, 0i64..20), 1..40)) {
            let marks: Vec<Mark> = marks.into_iter().map(|(f, w, p)| mark(&f.to_string(), w, Some(p.min(w)))).collect();
            let score = tally(&marks, Points::whole(60)).expect("complete");
            let worth: Points = score.functions.iter().map(|f| f.worth).sum();
            let points: Points = score.functions.iter().map(|f| f.points).sum();
            prop_assert_eq!(score.score, points.per_cent_of(worth));
            prop_assert!(score.score <= Points::whole(100));
        }
    }
}
