//! What staff change about a session that is planned, by the page and by the API: name, place, window, single lines of its list, its cancelling.
//!
//! The rule is [`SessionStanding::decide`](zhixing_domain::assessment::SessionStanding::decide); here are its words, and who is told.

use zhixing_app::i18n::{invigilation, timetable as words};
use zhixing_domain::{
    account::Invigilator,
    assessment::{Accommodation, SessionRefusal},
    lang::{Bilingual, Lang},
};
use zhixing_roster::Column;
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::{Candidate, ExamSession, LineChange, SessionChanged, SessionTerms};

/// Says anew what a session is called, where it is and when.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: a [`Problem`] if the store cannot be read or written.
pub async fn change(
    visit: &Visit,
    who: &Invigilator,
    session: &ExamSession,
    terms: SessionTerms,
) -> Result<Result<SessionChanged, SessionRefusal>, Problem> {
    let changed = visit.site.store.change_session(who, session.id, terms, visit.stamp()).await?;
    if changed.as_ref().is_ok_and(|changed| changed.later > 0) {
        visit.site.ports.staff_acted();
    }
    Ok(changed)
}

/// Cancels a session for good.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: a [`Problem`] if the store cannot be read or written.
pub async fn cancel(
    visit: &Visit,
    who: &Invigilator,
    session: &ExamSession,
    reason: String,
) -> Result<Result<SessionChanged, SessionRefusal>, Problem> {
    Ok(visit.site.store.cancel_session(who, session.id, reason, visit.stamp()).await?)
}

/// A line of a list as it was typed, and what it said before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedLine {
    pub login: String,
    pub room: String,
    pub was_room: String,
    /// As [`Accommodation::parse`] reads it.
    pub time: String,
    pub was_time: String,
    pub remove: bool,
}

/// What is wrong with a line: whose it is, in which column, and what is said of it in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    pub login: String,
    pub column: Column,
    pub why: Bilingual<String>,
}

impl TypedLine {
    /// A line of the list as it is stored.
    pub fn of(k: &Candidate) -> Self {
        let (room, time) = (k.room.clone(), k.accommodation.to_text());
        Self { login: k.login.clone(), was_room: room.clone(), room, was_time: time.clone(), time, remove: false }
    }

    /// Whether anything is to be done.
    pub fn changes(&self) -> bool {
        self.remove || self.room != self.was_room || self.time != self.was_time
    }
}

/// Reads the lines that were changed, as a list from a spreadsheet is read. Else all that is wrong with them.
///
/// # Errors
///
/// Why not, for each.
pub fn lines(typed: &[TypedLine]) -> Result<Vec<LineChange>, Vec<LineFault>> {
    let changed: Vec<&TypedLine> = typed.iter().filter(|line| line.changes()).collect();
    let kept: Vec<&TypedLine> = changed.iter().copied().filter(|line| !line.remove).collect();
    let quoted = |text: &str| format!("\"{}\"", text.replace(['\n', '\r'], " ").replace('"', "\"\""));
    let rows = kept.iter().map(|l| format!("{},{},{}\n", quoted(&l.login), quoted(&l.room), quoted(&l.time)));
    let text = std::iter::once("login,room,accommodation\n".to_string()).chain(rows).collect::<String>();
    // a list without rows is a fault of lists, not of a form in which nobody's line was changed
    let read = (!kept.is_empty()).then(|| zhixing_roster::candidates(&text));
    let (rows, wrong) = read.map_or_else(Default::default, |read| (read.rows, read.wrong));
    if !wrong.is_empty() {
        let login = |line: u64| kept.get(usize::try_from(line).unwrap_or_default().saturating_sub(2)).map_or("", |l| l.login.as_str());
        let fault = |w: zhixing_roster::Wrong| LineFault {
            login: login(w.line).into(),
            column: w.column.unwrap_or(Column::Login),
            why: Bilingual::of(|l| w.why.words(l)),
        };
        return Err(wrong.into_iter().map(fault).collect());
    }
    let gone = changed.iter().filter(|line| line.remove).map(|line| LineChange {
        login: line.login.clone(),
        room: None,
        accommodation: None,
        remove: true,
    });
    let stay = kept.iter().zip(rows).map(|(line, row)| LineChange {
        login: line.login.clone(),
        room: row.room.filter(|_| line.room != line.was_room),
        accommodation: row.accommodation.filter(|_| line.time != line.was_time),
        remove: false,
    });
    Ok(stay.chain(gone).collect())
}

/// Carries changes of lines out: all of them, or none, and what is said against each.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: a [`Problem`] if the store cannot be read or written.
pub async fn change_lines(
    visit: &Visit,
    who: &Invigilator,
    session: &ExamSession,
    changes: Vec<LineChange>,
) -> Result<Result<SessionChanged, Vec<LineFault>>, Problem> {
    if changes.is_empty() {
        return Ok(Ok(SessionChanged::default()));
    }
    let changed = visit.site.store.change_lines(who, session.id, changes, visit.stamp()).await?;
    let fault = |(login, refusal): (String, SessionRefusal)| LineFault {
        login,
        column: if refusal == SessionRefusal::Begun { Column::Accommodation } else { Column::Login },
        why: Bilingual::of(|l| explain(refusal, l)),
    };
    Ok(changed.map_err(|refused| refused.into_iter().map(fault).collect()))
}

/// The line of one person as a program says it; what it leaves out stays.
///
/// # Errors
///
/// [`Problem::Invalid`] at `factor` or `room`.
pub fn line(
    login: &str,
    room: Option<String>,
    factor: Option<u32>,
    extra: Option<zhixing_domain::time::Span>,
) -> Result<LineChange, Problem> {
    let given = match (factor, extra) {
        (None, None) => None,
        _ => Some(
            Accommodation::new(factor.unwrap_or(1000), extra.unwrap_or_default())
                .ok_or_else(|| Problem::invalid("factor", |l| invigilation::amount(l).into()))?,
        ),
    };
    let typed = TypedLine { login: login.into(), room: room.clone().unwrap_or_default(), was_room: "\n".into(), ..TypedLine::default() };
    let read = lines(&[typed]).map_err(|faults| {
        let why = faults.into_iter().next().map(|fault| fault.why).unwrap_or_default();
        Problem::invalid("room", |l| why.get(l).clone())
    })?;
    let room_read = read.into_iter().next().and_then(|change| change.room);
    Ok(LineChange { login: login.into(), room: room.and(room_read), accommodation: given, remove: false })
}

/// Why it is not done, in words.
pub fn explain(refusal: SessionRefusal, lang: Lang) -> String {
    match refusal {
        SessionRefusal::Cancelled => words::refused_cancelled(lang).into(),
        SessionRefusal::Over => words::refused_over(lang).into(),
        SessionRefusal::Backwards => words::refused_backwards(lang).into(),
        SessionRefusal::Past => words::refused_past(lang).into(),
        SessionRefusal::OpeningFixed => words::refused_opening(lang).into(),
        SessionRefusal::Shortened => words::refused_shorter(lang).into(),
        SessionRefusal::Running(n) => words::refused_running(lang, n),
        SessionRefusal::Begun => words::refused_begun(lang).into(),
    }
}

/// The field of the form that it is said beside; none where it is about the whole.
pub const fn field(refusal: SessionRefusal) -> Option<&'static str> {
    match refusal {
        SessionRefusal::Backwards | SessionRefusal::Past | SessionRefusal::Shortened => Some("closes"),
        SessionRefusal::OpeningFixed => Some("opens"),
        SessionRefusal::Cancelled | SessionRefusal::Over | SessionRefusal::Running(_) | SessionRefusal::Begun => None,
    }
}

/// The same for a program.
pub fn problem(refusal: SessionRefusal) -> Problem {
    Problem::refused(refusal.code(), |l| explain(refusal, l))
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::time::Span;

    fn typed(login: &str, room: &str, time: &str) -> TypedLine {
        TypedLine {
            login: login.into(),
            room: room.into(),
            was_room: "1".into(),
            time: time.into(),
            was_time: String::new(),
            remove: false,
        }
    }

    #[test]
    fn only_what_was_changed_is_changed() {
        let gone = TypedLine { remove: true, ..typed("cao", "1", "nonsense") };
        let read = lines(&[typed("ada", "1", ""), typed("bob", "2, \"left\"", ""), typed("dan", "1", "1.5+10"), gone]).expect("read");
        let given = Accommodation::new(1500, Span::from_minutes(10));
        let change = |login: &str, room: Option<&str>, accommodation, remove| LineChange {
            login: login.into(),
            room: room.map(Into::into),
            accommodation,
            remove,
        };
        assert_eq!(
            read,
            [change("bob", Some("2, \"left\""), None, false), change("dan", None, given, false), change("cao", None, None, true)]
        );
        assert_eq!(lines(&[typed("ada", "1", "")]), Ok(vec![]));
    }

    #[test]
    fn all_that_is_wrong_is_told_by_person_and_column() {
        let long = "x".repeat(41);
        let wrong = lines(&[typed("ada", &long, ""), typed("bob", "2", "fast"), typed("cao", "2", "")]).expect_err("faults");
        let told: Vec<_> = wrong.iter().map(|w| (w.login.as_str(), w.column)).collect();
        assert_eq!(told, [("ada", Column::Room), ("bob", Column::Accommodation)]);
        assert!(wrong.iter().all(|w| Lang::ALL.iter().all(|lang| !w.why.get(*lang).is_empty())));
    }

    #[test]
    fn what_a_program_leaves_out_stays() {
        let read = line("ada", None, Some(1250), None).expect("read");
        assert_eq!((read.room, read.accommodation), (None, Accommodation::new(1250, Span::ZERO)));
        assert_eq!(line("ada", Some(" 3-101 ".into()), None, None).expect("read").room.as_deref(), Some("3-101"));
        assert_eq!(line("ada", Some(String::new()), None, None).expect("read").room.as_deref(), Some(""));
        assert!(line("ada", None, Some(1), None).is_err() && line("ada", Some("x".repeat(41)), None, None).is_err());
    }
}
