//! What a page may promise about answers: when an operation may leave the device, and what may be said of an item and of the whole paper.
//!
//! An operation leaves the device only when the server has said of this very operation and value that it counts or is kept. Every other outcome,
//! one that this page does not know as well, leaves it on the device, and it is said not to be saved.

use super::OutcomeCode;

/// Why the server does not take an operation as it is. It waits on the page until the learner changes the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalReason {
    TooLong,
    BadText,
    WrongType,
    /// The paper on the server has no such item.
    UnknownItem,
    /// A word that this page does not know.
    Unknown,
}

/// What a reply makes of one operation that it was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is the current answer.
    Applied,
    /// It is kept for staff to see, and does not count: it leaves the device. Whether the attempt is over with it.
    Kept { over: bool },
    /// Another page holds the pen; it stays for a page that takes the pen knowingly.
    TakenOver,
    /// The attempt is paused: the same is said again when it goes on.
    Held,
    /// The same has to be said again as a new operation.
    Anew,
    /// It stays, is not sent again, and is said not to be saved.
    Refused(RefusalReason),
    /// The reply does not speak of it: it stays and is sent again.
    Unanswered,
}

/// What became of an operation by the server's `word` on this very operation and value, if there is one. `ended`: the time is up or the attempt is
/// over, and what waits is sent so that it is on record. `paused`: the reply says that the attempt is paused.
pub fn fate(word: Option<&str>, ended: bool, paused: bool) -> Fate {
    let Some(word) = word else { return Fate::Unanswered };
    let Some(outcome) = OutcomeCode::from_code(word) else { return Fate::Refused(RefusalReason::Unknown) };
    match outcome {
        OutcomeCode::Applied => Fate::Applied,
        // late for its section: only with the attempt itself is everything over
        OutcomeCode::Late => Fate::Kept { over: ended },
        OutcomeCode::NotRunning if ended || !paused => Fate::Kept { over: true },
        OutcomeCode::OtherWriter if ended => Fate::Kept { over: true },
        OutcomeCode::Passed => Fate::Kept { over: false },
        OutcomeCode::OtherWriter => Fate::TakenOver,
        OutcomeCode::Paused => Fate::Held,
        OutcomeCode::NotRunning | OutcomeCode::Superseded | OutcomeCode::IdReused | OutcomeCode::NotReached => Fate::Anew,
        OutcomeCode::TooLong => Fate::Refused(RefusalReason::TooLong),
        OutcomeCode::BadText => Fate::Refused(RefusalReason::BadText),
        OutcomeCode::WrongType | OutcomeCode::OutOfRange => Fate::Refused(RefusalReason::WrongType),
        OutcomeCode::UnknownItem => Fate::Refused(RefusalReason::UnknownItem),
    }
}

impl Fate {
    /// Whether the operation leaves the device.
    pub const fn leaves(self) -> bool {
        matches!(self, Self::Applied | Self::Kept { .. })
    }
}

/// What the journal of the device holds of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    Nothing,
    /// A change that the server has not answered yet.
    Waiting,
    /// A change that the server refused.
    Refused(RefusalReason),
}

/// What may be said of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Said {
    /// The field says what the server has.
    Saved,
    /// It is on its way.
    Waiting,
    /// It is not saved and will not be as it stands.
    Refused(RefusalReason),
}

/// What may be said of an item whose field says `as_server`, the same as the server has, or something else.
pub const fn of_item(held: Held, as_server: bool) -> Said {
    match (held, as_server) {
        (Held::Refused(why), _) => Said::Refused(why),
        (Held::Waiting, _) | (Held::Nothing, false) => Said::Waiting,
        (Held::Nothing, true) => Said::Saved,
    }
}

/// How many items of a paper wait, and how many were refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsaved {
    pub waiting: usize,
    pub refused: usize,
}

impl Unsaved {
    pub fn of(items: impl IntoIterator<Item = Said>) -> Self {
        items.into_iter().fold(Self::default(), |sum, said| match said {
            Said::Saved => sum,
            Said::Waiting => Self { waiting: sum.waiting + 1, ..sum },
            Said::Refused(_) => Self { refused: sum.refused + 1, ..sum },
        })
    }

    /// Only then may a page say that all is saved.
    pub const fn is_none(self) -> bool {
        self.waiting == 0 && self.refused == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attempt::Quarantine;

    const REFUSALS: [&str; 6] = ["unknown_item", "id_reused", "too_long", "bad_text", "wrong_type", "out_of_range"];

    #[test]
    fn only_what_is_applied_or_kept_leaves_the_device() {
        let kept = Quarantine::ALL.map(Quarantine::code);
        let words = ["applied", "", "Applied", "saved", "ok", "applied "].into_iter().chain(kept).chain(REFUSALS);
        for word in words {
            for (ended, paused) in [(false, false), (false, true), (true, false), (true, true)] {
                let fate = fate(Some(word), ended, paused);
                assert!(!fate.leaves() || word == "applied" || kept.contains(&word), "{word} {ended} {paused}: {fate:?}");
            }
        }
        assert_eq!(fate(None, true, false), Fate::Unanswered);
    }

    #[test]
    fn every_word_of_the_server_has_its_fate() {
        use Fate::*;
        for (word, running, ended) in [
            ("applied", Applied, Applied),
            ("late", Kept { over: false }, Kept { over: true }),
            ("not_running", Kept { over: true }, Kept { over: true }),
            ("paused", Held, Held),
            ("superseded", Anew, Anew),
            ("other_writer", TakenOver, Kept { over: true }),
            ("passed", Kept { over: false }, Kept { over: false }),
            ("not_reached", Anew, Anew),
            ("id_reused", Anew, Anew),
            ("too_long", Refused(RefusalReason::TooLong), Refused(RefusalReason::TooLong)),
            ("bad_text", Refused(RefusalReason::BadText), Refused(RefusalReason::BadText)),
            ("wrong_type", Refused(RefusalReason::WrongType), Refused(RefusalReason::WrongType)),
            ("out_of_range", Refused(RefusalReason::WrongType), Refused(RefusalReason::WrongType)),
            ("unknown_item", Refused(RefusalReason::UnknownItem), Refused(RefusalReason::UnknownItem)),
            ("a_word_of_tomorrow", Refused(RefusalReason::Unknown), Refused(RefusalReason::Unknown)),
        ] {
            assert_eq!((fate(Some(word), false, false), fate(Some(word), true, false)), (running, ended), "{word}");
        }
        assert_eq!(fate(Some("not_running"), false, true), Anew, "in a pause it is said again");
    }

    #[test]
    fn all_is_saved_only_where_every_field_says_what_the_server_has() {
        let refused = Held::Refused(RefusalReason::BadText);
        for (held, as_server, said) in [
            (Held::Nothing, true, Said::Saved),
            (Held::Nothing, false, Said::Waiting),
            (Held::Waiting, true, Said::Waiting),
            (Held::Waiting, false, Said::Waiting),
            (refused, true, Said::Refused(RefusalReason::BadText)),
            (refused, false, Said::Refused(RefusalReason::BadText)),
        ] {
            assert_eq!(of_item(held, as_server), said, "{held:?} {as_server}");
            assert_eq!(Unsaved::of([Said::Saved, said]).is_none(), said == Said::Saved);
        }
        assert_eq!(Unsaved::of([Said::Waiting, Said::Refused(RefusalReason::Unknown), Said::Waiting]), Unsaved { waiting: 2, refused: 1 });
    }
}
