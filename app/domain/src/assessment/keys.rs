//! When keys and explanations may be seen: never while somebody may still need not to know them.

use super::{Plan, PlanKind};
use crate::{question::Item, time::Timestamp};

/// From when the keys of a plan may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAccess {
    Open,
    /// The exam may be sat until then.
    From(Timestamp),
    /// Its time is over, and somebody still sits it, in a pause or with more time.
    WhenAllEnded,
    /// It may be sat for ever: there is no such instant.
    Never,
}

/// What is known of a plan, its sessions and its attempts when somebody asks for its keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Season {
    /// When the last session closes, or the plan's own window.
    pub closes: Option<Timestamp>,
    /// Whether anybody sits it now.
    pub sat: bool,
}

impl Season {
    /// Both: over when the later one is, and never if one of them never is.
    pub fn and(self, other: Self) -> Self {
        Self { closes: self.closes.zip(other.closes).map(|(a, b)| a.max(b)), sat: self.sat || other.sat }
    }
}

/// Decides for a plan whose result counts for a certificate. The keys of everything else are open with its result.
pub fn keys(certifies: bool, season: Season, now: Timestamp) -> KeyAccess {
    match season.closes {
        _ if !certifies => KeyAccess::Open,
        None => KeyAccess::Never,
        Some(closes) if now < closes => KeyAccess::From(closes),
        Some(_) if season.sat => KeyAccess::WhenAllEnded,
        Some(_) => KeyAccess::Open,
    }
}

impl Plan {
    /// Whether the plan may draw an item, by what it is for.
    pub fn may_use(&self, item: &Item) -> bool {
        item.used_in.is_none_or(|kind| kind == self.kind)
    }

    /// Whether a paper of this plan may hold an item.
    pub fn may_draw(&self, item: &Item) -> bool {
        item.bank.is_some() && self.may_use(item) && self.draws.iter().any(|d| d.count(item.difficulty) > 0 && d.takes(item))
    }

    /// Whether sitting this plan gives its keys to anybody who wishes, while another one may be sat.
    pub fn gives_keys(&self) -> bool {
        !self.certifies() && (self.explain || self.kind == PlanKind::Mock)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_an_exam_open_when_nobody_may_sit_it_any_more() {
        let t = Timestamp::from_ms;
        let season = |closes: Option<i64>, sat| Season { closes: closes.map(t), sat };
        for (certifies, season, keys) in [
            (false, season(None, true), KeyAccess::Open),
            (true, season(None, false), KeyAccess::Never),
            (true, season(Some(101), false), KeyAccess::From(t(101))),
            (true, season(Some(100), true), KeyAccess::WhenAllEnded),
            (true, season(Some(100), false), KeyAccess::Open),
        ] {
            assert_eq!(super::keys(certifies, season, t(100)), keys);
        }
        // of two that may ask the same the later one decides, and one without an end for both
        let (soon, late) = (season(Some(100), true), season(Some(200), false));
        assert_eq!(soon.and(late), season(Some(200), true));
        assert_eq!(soon.and(season(None, false)), season(None, true));
    }
}
