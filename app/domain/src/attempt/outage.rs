//! What outages took from an attempt, and how much of it staff may give back.
//!
//! The page measures while it cannot reach the server; a page can lie. So staff decide, and the plan says how much they may give.

use super::MeasureRefusal;
use crate::time::Span;

/// The outages of one attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outage {
    /// All of them together, as its page measured.
    pub measured: Span,
    /// What was given back of it already.
    pub given: Span,
}

impl Outage {
    /// What may be given back now, in whole seconds: what was measured and is not given back yet, as far as the plan's `most` for an attempt
    /// leaves.
    ///
    /// # Errors
    ///
    /// [`MeasureRefusal::NoPolicy`] if the plan gives nothing back, [`MeasureRefusal::PolicySpent`] if it has given
    /// all, [`MeasureRefusal::NothingLost`] if not a whole second is due.
    pub fn due(self, most: Span) -> Result<Span, MeasureRefusal> {
        if most <= Span::ZERO {
            return Err(MeasureRefusal::NoPolicy);
        }
        if self.given >= most {
            return Err(MeasureRefusal::PolicySpent);
        }
        let due = self.measured.min(most) - self.given;
        let seconds = due.ms().div_euclid(1_000);
        if seconds > 0 { Ok(Span::from_seconds(seconds)) } else { Err(MeasureRefusal::NothingLost) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn outage(measured_ms: i64, given_s: i64) -> Outage {
        Outage { measured: Span::from_ms(measured_ms), given: Span::from_seconds(given_s) }
    }

    #[test]
    fn what_was_measured_is_due_in_whole_seconds_up_to_what_the_plan_leaves() {
        let most = Span::from_seconds(600);
        for (measured, given, due) in [
            (90_999, 0, Ok(90)),
            (90_999, 90, Err(MeasureRefusal::NothingLost)),
            (92_000, 90, Ok(2)),
            (700_000, 90, Ok(510)),
            (700_000, 600, Err(MeasureRefusal::PolicySpent)),
            (999, 0, Err(MeasureRefusal::NothingLost)),
            (0, 0, Err(MeasureRefusal::NothingLost)),
        ] {
            assert_eq!(outage(measured, given).due(most), due.map(Span::from_seconds), "{measured} {given}");
        }
        assert_eq!(outage(90_000, 0).due(Span::ZERO), Err(MeasureRefusal::NoPolicy));
    }

    proptest! {
        /// However often it is given back, it is never more than was measured, and never more than the plan gives.
        #[test]
        fn given_back_again_and_again_it_never_exceeds_measure_and_policy(
            told in prop::collection::vec(0i64..400_000, 1..12), most in 0i64..900
        ) {
            let (mut outage, most) = (Outage::default(), Span::from_seconds(most));
            for more in told {
                outage.measured = outage.measured + Span::from_ms(more);
                if let Ok(due) = outage.due(most) {
                    prop_assert!(due > Span::ZERO && due.ms() % 1_000 == 0);
                    outage.given = outage.given + due;
                }
                prop_assert!(outage.given <= most && outage.given <= outage.measured);
            }
        }
    }
}
