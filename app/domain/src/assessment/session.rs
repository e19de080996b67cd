//! What staff may change about an exam session once it is planned, and what becomes of the papers that were drawn for it.
//!
//! One function decides: [`SessionStanding::decide`]. Whoever has begun keeps every minute of theirs, so from the first start on the window only
//! grows. Never here: who may act, and whose own case it is.

use crate::time::{Span, Timestamp};

/// How long before a session opens its papers are drawn.
pub const PAPERS_EARLY: Span = Span::from_minutes(30);

/// How a session stands when somebody wants to change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionStanding {
    pub opens: Timestamp,
    pub closes: Timestamp,
    pub cancelled: bool,
    /// Attempts in it that somebody has begun and that were not voided.
    pub begun: u64,
    /// Those of them that run or are paused.
    pub running: u64,
}

/// Where a session is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionPhase {
    Planned,
    Open,
    Over,
    Cancelled,
}

impl SessionPhase {
    pub const ALL: [Self; 4] = [Self::Planned, Self::Open, Self::Over, Self::Cancelled];

    /// The stable word for the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Over => "over",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Where a session with this window is at an instant.
pub fn session_phase(opens: Timestamp, closes: Timestamp, cancelled: bool, now: Timestamp) -> SessionPhase {
    match () {
        () if cancelled => SessionPhase::Cancelled,
        () if now < opens => SessionPhase::Planned,
        () if now < closes => SessionPhase::Open,
        () => SessionPhase::Over,
    }
}

/// What staff want to do to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionAct {
    /// Another name or place.
    Describe,
    /// Another window.
    Move { opens: Timestamp, closes: Timestamp },
    /// Nobody sits it.
    Cancel,
    /// Somebody comes on the list, or gets another room or seat.
    Seat,
    /// Another time is agreed with somebody on the list; `begun` if they have an attempt in this session.
    Agree { begun: bool },
    /// Somebody goes off the list.
    Remove { begun: bool },
}

/// Why it is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionRefusal {
    /// It is cancelled for good: another one is planned in its place.
    Cancelled,
    /// It has ended: only its name and place can still be corrected.
    Over,
    /// It would close before it opens.
    Backwards,
    /// It would be over already.
    Past,
    /// Somebody has begun: the opening is what it was.
    OpeningFixed,
    /// Somebody has begun: it may close later, and not earlier.
    Shortened,
    /// So many attempts run or are paused: staff end those first.
    Running(u64),
    /// This person has begun: time is a matter of measures, and the list tells who sat.
    Begun,
}

impl SessionRefusal {
    /// The stable word for the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cancelled => "session_cancelled",
            Self::Over => "session_over",
            Self::Backwards => "closes_before_opening",
            Self::Past => "closes_in_the_past",
            Self::OpeningFixed => "opening_fixed",
            Self::Shortened => "closing_earlier",
            Self::Running(_) => "attempts_run",
            Self::Begun => "has_begun",
        }
    }
}

/// What becomes of papers that were drawn for the session, or for the person it is about, and that nobody has started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawnPapers {
    /// They stay, with the terms of the session as it is after the change.
    Stay,
    /// Nobody has seen one. What is sat later is drawn half an hour before that, from what is published then.
    Discard,
}

impl SessionStanding {
    pub fn phase(&self, now: Timestamp) -> SessionPhase {
        session_phase(self.opens, self.closes, self.cancelled, now)
    }

    /// Decides whether something is done to the session.
    ///
    /// # Errors
    ///
    /// Why it is not done.
    pub fn decide(&self, act: SessionAct, now: Timestamp) -> Result<DrawnPapers, SessionRefusal> {
        match (self.phase(now), act) {
            (SessionPhase::Cancelled, _) => Err(SessionRefusal::Cancelled),
            (_, SessionAct::Describe) => Ok(DrawnPapers::Stay),
            (SessionPhase::Over, _) => Err(SessionRefusal::Over),
            (_, SessionAct::Move { opens, closes }) => self.moves(opens, closes, now),
            (_, SessionAct::Cancel) if self.running > 0 => Err(SessionRefusal::Running(self.running)),
            (_, SessionAct::Agree { begun: true } | SessionAct::Remove { begun: true }) => Err(SessionRefusal::Begun),
            (_, SessionAct::Cancel | SessionAct::Remove { .. }) => Ok(DrawnPapers::Discard),
            (_, SessionAct::Seat | SessionAct::Agree { .. }) => Ok(DrawnPapers::Stay),
        }
    }

    /// Whom it concerns that the session is `moved`, or is `elsewhere`: when and where one sits is told to everybody on the list, and how staff
    /// call it to nobody, nor where it was once it is over. What is changed of one person's line concerns that person alone.
    pub fn concerned(&self, moved: bool, elsewhere: bool, now: Timestamp) -> Concerned {
        let ahead = matches!(self.phase(now), SessionPhase::Planned | SessionPhase::Open);
        if ahead && (moved || elsewhere) { Concerned::List } else { Concerned::Nobody }
    }

    fn moves(&self, opens: Timestamp, closes: Timestamp, now: Timestamp) -> Result<DrawnPapers, SessionRefusal> {
        match () {
            () if closes <= opens => Err(SessionRefusal::Backwards),
            () if self.begun > 0 && opens != self.opens => Err(SessionRefusal::OpeningFixed),
            () if self.begun > 0 && closes < self.closes => Err(SessionRefusal::Shortened),
            () if closes <= now => Err(SessionRefusal::Past),
            // too early for papers: those that are there would be of another day
            () if opens > now + PAPERS_EARLY => Ok(DrawnPapers::Discard),
            () => Ok(DrawnPapers::Stay),
        }
    }
}

/// Whom a change of a session concerns besides whoever made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerned {
    Nobody,
    /// Everybody on its list.
    List,
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPENS: Timestamp = Timestamp::from_ms(100_000_000);

    fn after(minutes: i64) -> Timestamp {
        OPENS + Span::from_ms(minutes * 60_000)
    }

    /// An hour from [`OPENS`] on.
    fn standing(begun: u64, running: u64) -> SessionStanding {
        SessionStanding { opens: OPENS, closes: after(60), cancelled: false, begun, running }
    }

    fn to(opens: i64, closes: i64) -> SessionAct {
        SessionAct::Move { opens: after(opens), closes: after(closes) }
    }

    #[test]
    fn before_anybody_has_begun_a_session_is_moved_freely_and_early_papers_are_drawn_anew() {
        use DrawnPapers::{Discard, Stay};
        use SessionRefusal::{Backwards, Over, Past};
        for (now, act, decided) in [
            (-600, to(1_440, 1_500), Ok(Discard)),
            (-600, to(-300, -240), Ok(Discard)),
            (-10, to(15, 75), Ok(Stay)),
            (-10, to(20, 80), Ok(Stay)),
            (-10, to(21, 80), Ok(Discard)),
            // at once, or from a while ago on
            (-10, to(-10, 60), Ok(Stay)),
            (-10, to(-60, 60), Ok(Stay)),
            // open, and nobody came in: the power is out
            (20, to(1_440, 1_500), Ok(Discard)),
            (20, to(0, 90), Ok(Stay)),
            (20, to(0, 30), Ok(Stay)),
            (20, to(0, 20), Err(Past)),
            (-600, to(60, 60), Err(Backwards)),
            (-600, to(60, 30), Err(Backwards)),
            (-600, to(-700, -660), Err(Past)),
            (60, to(0, 90), Err(Over)),
        ] {
            assert_eq!(standing(0, 0).decide(act, after(now)), decided, "{now} {act:?}");
        }
    }

    #[test]
    fn once_somebody_has_begun_the_window_only_grows() {
        use SessionRefusal::{OpeningFixed, Over, Shortened};
        for (now, act, decided) in [
            (20, to(0, 90), Ok(DrawnPapers::Stay)),
            (20, to(0, 60), Ok(DrawnPapers::Stay)),
            (20, to(0, 59), Err(Shortened)),
            (20, to(-5, 90), Err(OpeningFixed)),
            (20, to(1_440, 1_500), Err(OpeningFixed)),
            (60, to(0, 90), Err(Over)),
        ] {
            // whether they still sit or have handed in
            for running in [0, 1] {
                assert_eq!(standing(1, running).decide(act, after(now)), decided, "{now} {act:?}");
            }
        }
    }

    #[test]
    fn a_session_is_cancelled_when_nobody_sits_in_it_any_more() {
        use SessionRefusal::{Over, Running};
        for (begun, running, now, decided) in [
            (0, 0, -600, Ok(DrawnPapers::Discard)),
            (0, 0, 20, Ok(DrawnPapers::Discard)),
            (5, 0, 20, Ok(DrawnPapers::Discard)),
            (5, 2, 20, Err(Running(2))),
            (0, 0, 60, Err(Over)),
        ] {
            assert_eq!(standing(begun, running).decide(SessionAct::Cancel, after(now)), decided, "{begun} {running} {now}");
        }
    }

    #[test]
    fn a_line_of_the_list_changes_until_its_person_has_begun() {
        use DrawnPapers::{Discard, Stay};
        use SessionAct::{Agree, Remove, Seat};
        use SessionRefusal::{Begun, Over};
        for (act, now, decided) in [
            (Seat, 20, Ok(Stay)),
            (Agree { begun: false }, 20, Ok(Stay)),
            (Agree { begun: true }, 20, Err(Begun)),
            (Remove { begun: false }, 20, Ok(Discard)),
            (Remove { begun: true }, 20, Err(Begun)),
            (Seat, 60, Err(Over)),
            (Agree { begun: false }, 60, Err(Over)),
            (Remove { begun: false }, 60, Err(Over)),
        ] {
            assert_eq!(standing(1, 1).decide(act, after(now)), decided, "{act:?} {now}");
        }
    }

    #[test]
    fn what_is_cancelled_stays_as_it_is_and_what_is_over_keeps_its_window() {
        let all = [
            SessionAct::Describe,
            to(100, 200),
            SessionAct::Cancel,
            SessionAct::Seat,
            SessionAct::Agree { begun: false },
            SessionAct::Remove { begun: false },
        ];
        for act in all {
            let cancelled = SessionStanding { cancelled: true, ..standing(0, 0) };
            assert_eq!(cancelled.decide(act, after(-600)), Err(SessionRefusal::Cancelled), "{act:?}");
            let over = standing(0, 0).decide(act, after(60));
            assert_eq!(over, if act == SessionAct::Describe { Ok(DrawnPapers::Stay) } else { Err(SessionRefusal::Over) }, "{act:?}");
        }
    }

    #[test]
    fn a_session_is_open_from_its_opening_until_its_closing() {
        let phase = |now| standing(0, 0).phase(after(now));
        assert_eq!([-1, 0, 59, 60].map(phase), [SessionPhase::Planned, SessionPhase::Open, SessionPhase::Open, SessionPhase::Over]);
        let mut codes = SessionPhase::ALL.map(SessionPhase::code).to_vec();
        codes.dedup();
        assert_eq!(codes.len(), SessionPhase::ALL.len());
    }

    #[test]
    fn whoever_is_on_the_list_hears_of_when_and_where_until_it_is_over() {
        for (now, moved, elsewhere, whom) in [
            (-600, false, false, Concerned::Nobody),
            (-600, true, false, Concerned::List),
            (-600, false, true, Concerned::List),
            (59, true, true, Concerned::List),
            (60, false, true, Concerned::Nobody),
        ] {
            assert_eq!(standing(0, 0).concerned(moved, elsewhere, after(now)), whom, "{now} {moved} {elsewhere}");
        }
    }
}
