//! What a learner comes back to: an exam that runs, the next session, the next lesson, what is to be repeated, mistakes, news.

use crate::{course::next_lesson, practice};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{home as words, message as messages, timetable},
    urls,
};
use zhixing_domain::{assessment::SessionPhase, lang::Title, message::Topic, time::Span};
use zhixing_exam::{calendar::actions as calendar, running};
use zhixing_shell::{
    boxed,
    guard::{Person, Visit},
    html::{IntoMarkup, Markup},
    message::tell,
    parts::{Row, time},
    problem::Problem,
};
use zhixing_store::{AttemptSummary, LessonProgress, MessageRecord, Seated};

/// How many messages are told of one by one.
const TOLD: i64 = 3;

pub(super) struct Own {
    mine: Vec<AttemptSummary>,
    sessions: Vec<Seated>,
    progress: Vec<LessonProgress>,
    due: usize,
    mistakes: i64,
    unread: Vec<MessageRecord>,
}

#[boxed]
pub(super) async fn of(visit: &Visit, person: &Person) -> Result<Own, Problem> {
    let (store, id) = (&visit.site.store, person.0.id);
    // what was read last is nearly always read on: all courses are looked at only where nothing is left of it
    let last = store.progress_in(id, None).await?;
    let goes_on = last.is_empty() || lesson(visit, &last).is_some();
    Ok(Own {
        mine: store.attempts_ahead(id, visit.now).await?,
        sessions: calendar::mine(visit, person).await?,
        progress: if goes_on { last } else { store.progress_of(id).await? },
        due: practice::count_due(visit, person).await?,
        mistakes: store.open_mistakes(id).await?,
        unread: if visit.unread > 0 { store.unread_of(id, TOLD).await? } else { vec![] },
    })
}

impl Own {
    /// The exam that goes on now, before all else.
    pub(super) fn running(&self, visit: &Visit) -> Option<Markup> {
        running::of(visit, &self.mine).map(|a| running::line(visit, a, visit.site.published().library.title(&a.plan, visit.lang)))
    }

    /// Whether a lesson was opened.
    pub(super) fn has_begun(&self) -> bool {
        !self.progress.is_empty()
    }

    /// The rest, what is nearest first.
    pub(super) fn rows(&self, visit: &Visit) -> Vec<Row> {
        let (results, others): (Vec<_>, Vec<_>) =
            self.unread.iter().partition(|m| m.message.as_ref().is_some_and(|m| m.topic() == Topic::Result));
        let told =
            |over, records: Vec<&MessageRecord>| records.into_iter().filter_map(|record| news(visit, over, record)).collect::<Vec<_>>();
        let lesson = lesson(visit, &self.progress);
        let mut rows: Vec<Row> = [self.session(visit), lesson, self.due(visit), self.mistakes(visit)].into_iter().flatten().collect();
        rows.extend(told(words::result_over(visit.lang), results));
        rows.extend(told(words::message_over(visit.lang), others));
        rows.extend((visit.unread > TOLD).then(|| Row {
            over: Title::default(),
            title: words::more_messages(visit.lang, visit.unread).into(),
            href: urls::messages(),
            note: ().into_markup(),
        }));
        rows
    }

    /// The session that is open or comes next, with all that one has to know to be there.
    fn session(&self, visit: &Visit) -> Option<Row> {
        let lang = visit.lang;
        // who sits it already is led back by the line above, and who has handed in is done with it
        let sat = |seat: &Seated| self.mine.iter().any(|a| a.session == Some(seat.session.id) && a.is_used());
        let ahead = |seat: &&Seated| matches!(seat.session.phase(visit.now), SessionPhase::Open | SessionPhase::Planned) && !sat(seat);
        let Seated { session, room, .. } = self.sessions.iter().find(ahead)?;
        let open = session.phase(visit.now) == SessionPhase::Open;
        let near = if open {
            let said = words::until(lang, time::soon(&visit.site, visit.now, session.closes, lang));
            view! { <span class="badge badge--warn">{said}</span> }.into_markup()
        } else {
            countdown(session.opens.since(visit.now), visit)
        };
        let called = format!("{} {}", timetable::download(lang), session.name);
        let seat = (!room.is_empty()).then(|| zhixing_app::i18n::site::labelled(lang, timetable::seat(lang)) + room);
        let place = (!session.place.is_empty()).then(|| session.place.clone());
        Some(Row {
            over: if open { words::session_open_over(lang) } else { words::session_over(lang) }.into(),
            title: visit.site.published().library.title(&session.plan, lang),
            href: urls::waiting(session.plan.course(), session.plan.plan()),
            note: view! {
                <strong>{time::window(&visit.site, session.opens, session.closes, lang)}</strong>
                {near}
                {[place, seat].into_iter().flatten().map(|said| view! { <span>{said}</span> }).collect::<Vec<_>>()}
                <a class="button button--small" href=urls::session_calendar(session.id) aria-label=called>{timetable::download(lang)}</a>
            }
            .into_markup(),
        })
    }

    fn due(&self, visit: &Visit) -> Option<Row> {
        let lang = visit.lang;
        (self.due > 0).then(|| Row {
            over: words::due_over(lang).into(),
            title: words::due_n(lang, self.due).into(),
            href: urls::repetitions(),
            note: words::due_note(lang).into_markup(),
        })
    }

    fn mistakes(&self, visit: &Visit) -> Option<Row> {
        let lang = visit.lang;
        (self.mistakes > 0).then(|| Row {
            over: words::mistakes_over(lang).into(),
            title: words::mistakes_n(lang, self.mistakes).into(),
            href: urls::notebook(),
            note: words::mistakes_note(lang).into_markup(),
        })
    }
}

/// The next lesson of the course that was read last and has one.
fn lesson(visit: &Visit, progress: &[LessonProgress]) -> Option<Row> {
    let (lang, published) = (visit.lang, visit.site.published());
    let mut courses: Vec<&str> = vec![];
    for progress in progress {
        if !courses.contains(&progress.course.as_str()) {
            courses.push(&progress.course);
        }
    }
    courses.into_iter().find_map(|slug| {
        let course = published.library.course(slug)?;
        let progress: Vec<LessonProgress> = progress.iter().filter(|p| p.course == slug).cloned().collect();
        let (place, lesson) = next_lesson(course, &progress)?;
        let done = progress.iter().filter(|p| p.done_at.is_some()).count();
        Some(Row {
            over: words::lesson_over(lang, place + 1).into(),
            title: lesson.title.title(lang),
            href: urls::lesson(&course.slug, &lesson.slug),
            note: words::lesson_note(lang, course.title.get(lang), done, course.lessons.len()).into_markup(),
        })
    })
}

/// One message; the inbox says the rest of it, and that it was read.
fn news(visit: &Visit, over: &'static str, record: &MessageRecord) -> Option<Row> {
    let (lang, message) = (visit.lang, record.message.as_ref()?);
    let told = tell(&visit.site, message, lang);
    Some(Row {
        over: over.into(),
        title: told.subject.into(),
        href: format!("{}#{}", urls::messages(), record.id),
        note: view! { <span>{messages::topic(message.topic(), lang)}" · "{time::moment(&visit.site, record.created_at, lang)}</span> }
            .into_markup(),
    })
}

/// How far away the opening is; within a day a page with scripts counts on (`boot.js`).
fn countdown(span: Span, visit: &Visit) -> Markup {
    let ticks = span < Span::from_minutes(24 * 60);
    let (left, says) = (ticks.then(|| span.ms().to_string()), ticks.then(|| words::in_clock(visit.lang, "*")));
    view! { <span class="badge badge--warn" data-opens-in=left data-says=says>{until(span, visit)}</span> }.into_markup()
}

/// How far away a moment is, in the largest unit that tells enough.
fn until(span: Span, visit: &Visit) -> String {
    let (minutes, lang) = (span.minutes().max(1), visit.lang);
    match minutes {
        m if m < 60 => words::in_minutes(lang, m),
        m if m < 48 * 60 => words::in_hours(lang, m / 60),
        m => words::in_days(lang, m / (24 * 60)),
    }
}
