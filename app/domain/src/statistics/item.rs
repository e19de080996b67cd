//! How an item went: its facility, and whether it tells those who know from those who do not.
//!
//! Discrimination is the corrected item-total correlation (for items that are right or wrong: the point-biserial): between the item's points and
//! what the same papers earned *without* it. Uncorrected, an item would agree with itself. Papers are drawn, so the rest is of other items for each;
//! it is comparable because every paper is on the same scale.

/// Below this an item hardly tells those who know from those who do not (Ebel 1972: "poor items, to be rejected or improved").
pub const LOW_DISCRIMINATION: f64 = 0.2;

/// Sums over the papers whose marks are complete. Points are in hundredths; `rest` is what a paper earned without the item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemSums {
    pub papers: i64,
    pub points: i64,
    pub worth: i64,
    pub squares: i64,
    pub rest: i64,
    pub rest_squares: i64,
    pub products: i64,
}

impl ItemSums {
    /// The sums over these papers: points and worth of the item, and what the paper earned without it.
    pub fn of(papers: &[(i64, i64, i64)]) -> Self {
        papers.iter().fold(Self::default(), |sum, (points, worth, rest)| Self {
            papers: sum.papers + 1,
            points: sum.points + points,
            worth: sum.worth + worth,
            squares: sum.squares + points * points,
            rest: sum.rest + rest,
            rest_squares: sum.rest_squares + rest * rest,
            products: sum.products + points * rest,
        })
    }

    /// The share of its points that was given, from 0 to 1.
    pub fn facility(&self) -> Option<f64> {
        (self.worth > 0).then(|| self.points as f64 / self.worth as f64)
    }

    /// From -1 to 1; nothing where all papers have the same points or the same rest.
    pub fn discrimination(&self) -> Option<f64> {
        let wide = |n: i64| i128::from(n);
        let n = wide(self.papers);
        // n² times the variances and the covariance: exact
        let own = n * wide(self.squares) - wide(self.points) * wide(self.points);
        let rest = n * wide(self.rest_squares) - wide(self.rest) * wide(self.rest);
        let both = n * wide(self.products) - wide(self.points) * wide(self.rest);
        (own > 0 && rest > 0).then(|| (both as f64 / ((own as f64).sqrt() * (rest as f64).sqrt())).clamp(-1.0, 1.0))
    }
}

/// Nothing, nine stretches of a tenth, and all of the points.
pub const SHARES: usize = 11;

/// How many papers earned which share of an item's points, from `(points, worth, papers)`: `[0, 10 %)` … `[90 %, 100 %)`, and all of them.
pub fn shares(counts: &[(i64, i64, i64)]) -> [i64; SHARES] {
    let mut bins = [0; SHARES];
    for (points, worth, papers) in counts.iter().filter(|(_, worth, _)| *worth > 0) {
        let place = usize::try_from(points * 10 / worth).unwrap_or_default();
        bins[place.min(SHARES - 1)] += papers;
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Option<f64>, wanted: f64) {
        let value = value.expect("a number");
        assert!((value - wanted).abs() < 5e-5, "{value}, not {wanted}");
    }

    /// Six papers, an item of one point. Right: rests 9, 8, 7; wrong: rests 6, 5, 1. Σx 3, Σy 36, Σxy 24, Σx² 3, Σy² 256:
    /// (6·24 − 3·36) / √((6·3 − 9)(6·256 − 1296)) = 36 / √(9·240) = 0.7746.
    #[test]
    fn a_point_biserial_is_the_one_computed_by_hand() {
        let papers = [(1, 1, 9), (1, 1, 8), (1, 1, 7), (0, 1, 6), (0, 1, 5), (0, 1, 1)];
        let sums = ItemSums::of(&papers);
        near(sums.discrimination(), 0.774_6);
        near(sums.facility(), 0.5);
        // in hundredths it is the same
        near(ItemSums::of(&papers.map(|(x, w, y)| (x * 100, w * 100, y * 100))).discrimination(), 0.774_6);
    }

    /// Points 0, 2, 4 with rests 10, 6, 5: (3·(0+12+20) − 6·21) / √((3·20 − 36)(3·161 − 441)) = −30 / √(24·42) = −0.9449.
    #[test]
    fn partial_points_count_and_a_wrong_key_shows_below_zero() {
        let sums = ItemSums::of(&[(0, 4, 10), (2, 4, 6), (4, 4, 5)]);
        near(sums.discrimination(), -0.944_9);
        near(sums.facility(), 0.5);
    }

    #[test]
    fn what_agrees_wholly_is_one_and_what_never_differs_says_nothing() {
        near(ItemSums::of(&[(0, 1, 1), (1, 1, 2)]).discrimination(), 1.0);
        near(ItemSums::of(&[(1, 1, 1), (0, 1, 2)]).discrimination(), -1.0);
        for papers in [&[(1, 1, 5), (1, 1, 9)][..], &[(0, 1, 5), (1, 1, 5)], &[(1, 1, 5)], &[]] {
            assert_eq!(ItemSums::of(papers).discrimination(), None, "{papers:?}");
        }
        assert_eq!(ItemSums::default().facility(), None);
    }

    /// 10,000 papers of 100 points do not overflow.
    #[test]
    fn many_papers_fit() {
        let papers: Vec<_> = (0..10_000).map(|n| (i64::from(n % 2 == 0) * 2_000, 2_000, 5_000 + n / 4)).collect();
        assert!(ItemSums::of(&papers).discrimination().is_some_and(|d| d.abs() < 0.01));
    }

    #[test]
    fn shares_are_tenths_and_all() {
        assert_eq!(shares(&[(0, 200, 3), (19, 200, 1), (20, 200, 1), (199, 200, 2), (200, 200, 4)]), [4, 1, 0, 0, 0, 0, 0, 0, 0, 2, 4]);
        assert_eq!(shares(&[(0, 0, 9)]), [0; SHARES]);
    }
}
