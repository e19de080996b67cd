//! How the scores of a plan or of a session lie between nothing and one hundred.

use crate::points::Points;

/// The stretches of ten points: `[0, 10)`, `[10, 20)` … and `[90, 100]`, which has the full marks in it.
pub const BINS: usize = 10;

/// So many results have this score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreCount {
    /// On one hundred.
    pub score: Points,
    pub passed: bool,
    pub count: i64,
}

/// What is told of many scores at once. Mean and median are rounded half up to hundredths, and missing where there is no score.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    pub count: i64,
    pub passed: i64,
    pub mean: Option<Points>,
    pub median: Option<Points>,
    pub lowest: Option<Points>,
    pub highest: Option<Points>,
    pub bins: [i64; BINS],
}

impl Distribution {
    /// Adds the scores up; they may come in any order, and one score more than once.
    pub fn of(scores: &[ScoreCount]) -> Self {
        let mut scores: Vec<ScoreCount> = scores.iter().filter(|s| s.count > 0).copied().collect();
        scores.sort_by_key(|s| s.score);
        let count: i64 = scores.iter().map(|s| s.count).sum();
        let sum: i64 = scores.iter().map(|s| s.score.hundredths() * s.count).sum();
        let mut bins = [0; BINS];
        for s in &scores {
            let place = usize::try_from(s.score.hundredths() / Points::whole(10).hundredths()).unwrap_or_default();
            bins[place.min(BINS - 1)] += s.count;
        }
        // the score of the n-th result, from 0
        let nth = |n: i64| {
            let mut before = 0;
            let found = scores.iter().find(|s| {
                before += s.count;
                n < before
            });
            found.map(|s| s.score.hundredths())
        };
        let median = nth((count - 1).max(0) / 2).zip(nth(count / 2)).map(|(a, b)| half_up(a + b, 2));
        Self {
            count,
            passed: scores.iter().filter(|s| s.passed).map(|s| s.count).sum(),
            mean: (count > 0).then(|| half_up(sum, count)),
            median,
            lowest: scores.first().map(|s| s.score),
            highest: scores.last().map(|s| s.score),
            bins,
        }
    }

    /// How many of a hundred pass; nothing where there is no score.
    pub fn pass_rate(&self) -> Option<Points> {
        (self.count > 0).then(|| Points::whole(self.passed).per_cent_of(Points::whole(self.count)))
    }
}

fn half_up(sum: i64, count: i64) -> Points {
    Points::from_hundredths((sum * 2 + count) / (count * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(list: &[(i64, i64)]) -> Vec<ScoreCount> {
        list.iter().map(|(score, count)| ScoreCount { score: Points::whole(*score), passed: *score >= 60, count: *count }).collect()
    }

    #[test]
    fn mean_median_and_pass_rate_are_those_computed_by_hand() {
        for (list, mean, median, rate) in [
            (&[(50, 1), (60, 1), (90, 1)][..], "66.67", "60", "66.67"),
            (&[(90, 1), (50, 1), (60, 2)], "65", "60", "75"),
            (&[(50, 1), (61, 1)], "55.5", "55.5", "50"),
            (&[(0, 2), (100, 2)], "50", "50", "50"),
            (&[(59, 3)], "59", "59", "0"),
        ] {
            let d = Distribution::of(&scores(list));
            let text = |p: Option<Points>| p.map(|p| p.to_string()).unwrap_or_default();
            assert_eq!((text(d.mean).as_str(), text(d.median).as_str(), text(d.pass_rate()).as_str()), (mean, median, rate), "{list:?}");
        }
        assert_eq!(Distribution::of(&[]), Distribution::default());
        assert_eq!(Distribution::default().pass_rate(), None);
    }

    #[test]
    fn a_stretch_has_its_lower_end_and_the_last_has_both() {
        let d = Distribution::of(&scores(&[(0, 1), (9, 1), (10, 2), (89, 1), (90, 1), (100, 4)]));
        assert_eq!(d.bins, [2, 2, 0, 0, 0, 0, 0, 0, 1, 5]);
        let half = ScoreCount { score: Points::from_hundredths(999), passed: false, count: 1 };
        assert_eq!(Distribution::of(&[half]).bins[0], 1);
    }
}
