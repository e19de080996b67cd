//! What a message about an exam session says: what happened, when and where it is now, and what was before. Place and seat are what staff wrote; a mail
//! says them as well, but for a text that may hold somebody's number.

use crate::{
    message::{Post, Told},
    parts::{time, title_told},
    site::Site,
};
use zhixing_app::{
    i18n::{message as words, site as site_words, timetable},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    message::{FromTo, InboxMessage, SessionFacts},
    plan_ref::PlanRef,
    time::Timestamp,
};

/// What is said of one session, before it is put together.
struct Said<'a> {
    plan: &'a PlanRef,
    session: &'a str,
    subject: String,
    /// When it is, in a sentence for the inbox; a mail has it among its lines.
    when: String,
    /// What there is to do or to know.
    lead: String,
    wrote: String,
    facts: Option<SessionFacts>,
}

/// The message in one language. Of a kind that is about no session it says nothing.
pub(super) fn tell(site: &Site, message: &InboxMessage, lang: Lang) -> Told {
    let Some(said) = said(site, message, lang) else {
        return Told { subject: String::new(), body: String::new(), wrote: None, link: urls::messages(), post: None };
    };
    let Said { plan, session, subject, when, lead, wrote, facts } = said;
    let lines = lines(site, plan, session, facts.as_ref(), lang);
    Told {
        subject,
        body: joined(lang, [&when, &lead]),
        wrote: Some(wrote).filter(|wrote| !wrote.is_empty()),
        link: urls::waiting(plan.course(), plan.plan()),
        post: Some(Post { lead, lines }),
    }
}

fn said<'a>(site: &Site, message: &'a InboxMessage, lang: Lang) -> Option<Said<'a>> {
    let title = |plan: &PlanRef| title_told(&site.published().library.title(plan, lang));
    let (at, window) = (|at| time::plain(site, at, lang), |opens, closes| time::window_zoned(site, opens, closes, lang));
    let bare = |plan, session, subject, lead, wrote, facts| Said { plan, session, subject, when: String::new(), lead, wrote, facts };
    Some(match message {
        InboxMessage::SessionListed { plan, session, opens, closes, place, seat, own_time } => {
            let own = if *own_time { words::session_own_time(lang) } else { "" };
            let (subject, lead) = (words::session_listed(lang, title(plan), at(*opens)), joined(lang, [words::session_come(lang), own]));
            let when = words::session_at(lang, window(*opens, *closes));
            Said { when, ..bare(plan, session, subject, lead, all(session, place, seat, lang), facts(*opens, *closes, place, seat)) }
        }
        InboxMessage::SessionSoon { plan, session, opens, closes, place, seat } => {
            let (subject, lead) = (words::session_soon(lang, title(plan), at(*opens)), words::session_soon_body(lang).to_string());
            let when = words::session_at(lang, window(*opens, *closes));
            Said { when, ..bare(plan, session, subject, lead, all(session, place, seat, lang), facts(*opens, *closes, place, seat)) }
        }
        InboxMessage::SessionMoved { plan, session, opens, closes, was, place, facts: now } => {
            let before = was.map(|(opens, closes)| words::session_moved_from(lang, window(opens, closes))).unwrap_or_default();
            let elsewhere = if place.is_some() { words::session_moved_place(lang) } else { "" };
            let lead = joined(lang, [words::session_come_then(lang), &before, elsewhere]);
            let (subject, when) =
                (words::session_moved(lang, title(plan), at(*opens)), words::session_now_at(lang, window(*opens, *closes)));
            let now = now.clone().or_else(|| facts(*opens, *closes, "", ""));
            Said { when, ..bare(plan, session, subject, lead, differences(session, place.as_ref(), None, lang), now) }
        }
        InboxMessage::SessionChanged { plan, session, place, seat, own_time, facts } => {
            let what = what(place.is_some(), seat.is_some(), *own_time, lang);
            let (subject, lead) = (words::session_changed(lang, title(plan), &what), words::session_changed_body(lang, &what));
            bare(plan, session, subject, lead, differences(session, place.as_ref(), seat.as_ref(), lang), facts.clone())
        }
        InboxMessage::SessionRemoved { plan, session, facts } => {
            let lead = words::session_removed_body(lang).to_string();
            bare(plan, session, words::session_removed(lang, title(plan)), lead, session.clone(), facts.clone())
        }
        InboxMessage::SessionCancelled { plan, session, reason, facts } => {
            let lead = words::session_cancelled_body(lang).to_string();
            bare(plan, session, words::session_cancelled(lang, title(plan)), lead, reason.clone(), facts.clone())
        }
        _ => return None,
    })
}

fn facts(opens: Timestamp, closes: Timestamp, place: &str, seat: &str) -> Option<SessionFacts> {
    Some(SessionFacts { opens, closes, place: place.into(), seat: seat.into() })
}

/// What a mail says of a session, a line each; what nobody has said has none.
fn lines(site: &Site, plan: &PlanRef, session: &str, facts: Option<&SessionFacts>, lang: Lang) -> Vec<String> {
    let exam = title_told(&site.published().library.title(plan, lang));
    let when = facts.map(|f| time::window_zoned(site, f.opens, f.closes, lang)).unwrap_or_default();
    let (place, seat) = facts.map(|f| (f.place.as_str(), f.seat.as_str())).unwrap_or_default();
    let said = [
        (words::session_exam(lang), exam.as_str()),
        (words::session_name(lang), mailed(session)),
        (timetable::time(lang), when.as_str()),
        (timetable::place(lang), mailed(place)),
        (timetable::seat(lang), mailed(seat)),
    ];
    said.into_iter().filter(|(_, said)| !said.is_empty()).map(|(label, said)| site_words::labelled(lang, label) + said).collect()
}

/// What staff wrote, as a mail may say it: nothing of a text with a run of digits as long as a document's number.
fn mailed(text: &str) -> &str {
    const NUMBER: usize = 9;
    let longest = text.split(|c: char| !c.is_numeric()).map(|run| run.chars().count()).max().unwrap_or_default();
    if longest < NUMBER { text } else { "" }
}

/// Sentences one after the other; those that are empty are left out.
pub(super) fn joined<const N: usize>(lang: Lang, sentences: [&str; N]) -> String {
    let said: Vec<&str> = sentences.into_iter().filter(|said| !said.is_empty()).collect();
    said.join(match lang {
        Lang::Zh => "",
        Lang::En => " ",
    })
}

/// The session with its place and the seat.
pub(super) fn all(session: &str, place: &str, seat: &str, lang: Lang) -> String {
    let labelled = |label, said: &str| if said.is_empty() { String::new() } else { site_words::labelled(lang, label) + said };
    dotted([session.into(), labelled(timetable::place(lang), place), labelled(timetable::seat(lang), seat)])
}

/// The session with what differs: what it is now, and what it was.
pub(super) fn differences(session: &str, place: Option<&FromTo>, seat: Option<&FromTo>, lang: Lang) -> String {
    let turned = |label, turn: &FromTo| {
        let (from, to) = (turn.from.as_str(), if turn.to.is_empty() { timetable::not_said(lang) } else { &turn.to });
        let said = if from.is_empty() { to.to_string() } else { words::now_and_before(lang, to, from) };
        site_words::labelled(lang, label) + &said
    };
    let of = |label, turn: Option<&FromTo>| turn.map(|turn| turned(label, turn)).unwrap_or_default();
    dotted([session.into(), of(timetable::place(lang), place), of(timetable::seat(lang), seat)])
}

/// What changed, without what it is.
pub(super) fn what(place: bool, seat: bool, own_time: bool, lang: Lang) -> String {
    let parts = [(place, words::changed_place(lang)), (seat, words::changed_seat(lang)), (own_time, words::changed_time(lang))];
    parts.into_iter().filter(|(changed, _)| *changed).map(|(_, said)| said).collect::<Vec<_>>().join(site_words::between_names(lang))
}

fn dotted(parts: [String; 3]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_number_of_somebody_is_not_mailed() {
        for said in ["上午场", "20261122 上午场", "3-101", "Hall 3, 2026-11-22 09:00"] {
            assert_eq!(mailed(said), said);
        }
        for number in ["110101199001011234", "身份证 １１０１０１１９９", "S000011000001265000001 · B"] {
            assert_eq!(mailed(number), "", "{number}");
        }
    }

    #[test]
    fn what_is_empty_is_left_out_and_what_differs_says_what_it_was() {
        assert_eq!(all("上午场", "", "3-101", Lang::Zh), "上午场 · 考场座位：3-101");
        assert_eq!(joined(Lang::En, ["One.", "", "Two."]), "One. Two.");
        let (new, moved, gone) =
            (FromTo::of("", "A").expect("new"), FromTo::of("A", "B").expect("moved"), FromTo::of("B", "").expect("gone"));
        assert_eq!(differences("x", Some(&new), Some(&moved), Lang::En), "x · Place: A · Room and seat: B (it was A)");
        assert_eq!(differences("x", Some(&gone), None, Lang::Zh), "x · 地点：还没有定（原为B）");
        assert_eq!(what(true, false, true, Lang::En), "the place, your own time");
    }
}
