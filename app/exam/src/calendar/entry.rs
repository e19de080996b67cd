//! What a session is in a calendar: for whoever sits in it, and for whoever watches over it.

use crate::calendar::ics::CalendarEvent;
use zhixing_app::{i18n::timetable as words, urls};
use zhixing_domain::lang::Lang;
use zhixing_shell::{parts::time, site::Site};
use zhixing_store::{ExamSession, Seated};

/// For a candidate: the seat stands beside the place, and the address leads to the page of the exam. What was agreed with them does not stand in
/// it, for others may look into a calendar.
pub fn seated(site: &Site, seat: &Seated, lang: Lang) -> CalendarEvent {
    let session = &seat.session;
    let url = urls::waiting(session.plan.course(), session.plan.plan());
    let said = (!seat.room.is_empty()).then(|| words::in_calendar_seat(lang, &seat.room));
    let location = [session.place.as_str(), seat.room.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    CalendarEvent { location, ..event(site, session, &url, said, lang) }
}

/// For an invigilator: how many people are on its list, and the way to its page.
pub fn watched(site: &Site, session: &ExamSession, lang: Lang) -> CalendarEvent {
    let said = words::in_calendar_people(lang, session.candidates);
    event(site, session, &urls::exam_session(session.id), Some(said), lang)
}

fn event(site: &Site, session: &ExamSession, path: &str, said: Option<String>, lang: Lang) -> CalendarEvent {
    let url = format!("{}{path}", site.about.public_url);
    let what = words::in_calendar(lang, site.published().library.title_of(&session.plan, lang), &session.name);
    let cancelled = session.cancelled.as_ref();
    // some readers show the words alone
    let summary = if cancelled.is_some() { words::in_calendar_cancelled(lang, &what) } else { what };
    let reason = cancelled.map(|reason| words::in_calendar_reason(lang, reason));
    // a calendar shows the time of where its reader is
    let when = words::in_calendar_time(lang, time::window_zoned(site, session.opens, session.closes, lang));
    let description = [reason, Some(when), said, Some(url.clone())].into_iter().flatten().collect::<Vec<_>>().join("\n");
    CalendarEvent {
        // an id of its own, wherever the server moves to
        uid: session.id.0.hyphenated(),
        sequence: session.sequence,
        revised: session.revised_at,
        starts: session.opens,
        ends: session.closes,
        summary,
        location: session.place.clone(),
        description,
        url,
        cancelled: cancelled.is_some(),
    }
}
