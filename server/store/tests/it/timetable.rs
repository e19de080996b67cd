//! What staff change about sessions that are planned: what becomes of papers, of those who sit, of the list; and calendars.

use crate::{
    invigilation::{listed, minutes, session, staff},
    support::*,
};
use zhixing_domain::{
    account::{Account, Author, Invigilator, Role, Roles},
    assessment::{Accommodation, SessionRefusal, StartRefusal},
    attempt::{Measure, Phase},
    event::Event,
    id::{AttemptId, ExamSessionId},
    time::Timestamp,
};
use zhixing_store::{Actor, Fault, LineChange, Listed, Seat, SessionTerms, Stamp, Start, Store, Timetable, TimetablePart};

/// Ivy, Ada on the list of a session that opens in ten minutes, and a paper that is drawn for her.
async fn drawn(store: &Store) -> (Invigilator, Account, ExamSessionId, Start) {
    let (ivy, ada) = (staff(store).await, person(store, "ada", &[Role::Learner]).await);
    let id = session(store, &ivy, NOW + minutes(10)).await;
    store.list_candidates(&ivy, id, vec![listed(&ada, Accommodation::default())], at(NOW)).await.expect("stored");
    let start = start_in(store, id, &ada).await;
    store.prepare_attempts(vec![(start.clone(), [7; 32])], at(NOW)).await.expect("stored");
    (ivy, ada, id, start)
}

async fn start_in(store: &Store, id: ExamSessionId, person: &Account) -> Start {
    let window = store.exam_session(id).await.expect("read").expect("there").window();
    Start { id: AttemptId::new(NOW, id_bytes()), window, session: Some(id), ..start_of(person.id, 1) }
}

fn moved(opens: Timestamp) -> SessionTerms {
    terms("morning", opens, opens + minutes(90))
}

async fn told(store: &Store, id: ExamSessionId) -> Vec<Event> {
    let lines = store.events_of(&administrator(), &id.to_string()).await.expect("read");
    lines.into_iter().filter_map(|line| line.what.event().cloned()).collect()
}

fn line(login: &str) -> LineChange {
    LineChange { login: login.into(), room: None, accommodation: None, remove: false }
}

#[test]
fn staff_are_told_of_the_sessions_of_a_day_and_a_person_of_what_is_ahead() {
    on_each(async |store| {
        let (ivy, ada, id, start) = drawn(&store).await;
        let (noon, evening) = (NOW + minutes(720), NOW + minutes(1_440));
        let later = session(&store, &ivy, noon).await;
        session(&store, &ivy, evening).await;
        let gone = session(&store, &ivy, noon).await;
        store.cancel_session(&ivy, gone, "flood".into(), at(NOW)).await.expect("stored").expect("cancelled");
        let of_day = store.sessions_before(&ivy, NOW, evening).await.expect("read");
        assert_eq!(of_day.iter().map(|line| line.session.id).collect::<Vec<_>>(), [id, later], "neither cancelled nor of tomorrow");
        let chen = Author::of(&person(&store, "chen", &[Role::Teacher]).await).expect("a teacher");
        let of_course = async |now| store.course_sessions(&chen, "course", now).await.expect("read").len();
        assert_eq!((of_course(NOW).await, of_course(NOW + minutes(100)).await), (3, 2), "an author sees those that have not ended");
        assert!(store.course_sessions(&chen, "cours", NOW).await.expect("read").is_empty());
        let afternoon = store.sessions_before(&ivy, NOW + minutes(100), evening).await.expect("read");
        assert_eq!(afternoon.iter().map(|line| line.session.id).collect::<Vec<_>>(), [later], "the first has closed");
        store.open_ready(start.id, ada.id, at(NOW + minutes(10))).await.expect("stored").expect("there").expect("begun");
        let ahead = async |now| store.attempts_ahead(ada.id, now).await.expect("read").len();
        assert_eq!((store.sessions_before(&ivy, NOW, noon).await.expect("read")[0].sitting, ahead(NOW + minutes(11)).await), (1, 1));
        store.submit_attempt(start.id, None, at(NOW + minutes(20))).await.expect("stored").expect("handed in");
        assert_eq!(ahead(NOW + minutes(21)).await, 1, "it was sat in a session that is still open");
        assert_eq!(ahead(NOW + minutes(200)).await, 0, "it is long over");
    });
}

#[test]
fn many_papers_are_read_at_once() {
    on_each(async |store| {
        let (_, _, _, start) = drawn(&store).await;
        let bob = person(&store, "bob", &[Role::Learner]).await;
        let ids = [start.id, running(&store, bob.id).await, AttemptId::new(NOW, id_bytes())];
        let mut read = store.attempts(&ids).await.expect("read");
        read.sort_by_key(|record| record.summary.account != bob.id);
        assert_eq!(read.iter().map(|record| record.summary.id).collect::<Vec<_>>(), [ids[1], ids[0]], "what is not there is left out");
        for record in read {
            assert_eq!(Some(record.paper), store.attempt(record.summary.id).await.expect("read").map(|one| one.paper));
        }
        assert!(store.attempts(&[]).await.expect("read").is_empty());
    });
}

#[test]
fn a_session_that_is_moved_to_another_day_draws_its_papers_anew() {
    on_each(async |store| {
        let (ivy, ada, id, early) = drawn(&store).await;
        let tomorrow = NOW + minutes(1_440);
        let changed = store.change_session(&ivy, id, moved(tomorrow), at(NOW)).await.expect("stored").expect("moved");
        assert_eq!((changed.concerned, changed.papers, changed.later), (vec![ada.id], 1, 0));
        assert!(store.attempts_of(ada.id).await.expect("read").is_empty(), "nobody had seen it, so it is no attempt");
        assert_eq!(store.seal(early.id).await.expect("read"), None, "what a device has fetched stays closed");
        assert!(store.open_ready(early.id, ada.id, at(tomorrow)).await.expect("read").is_none());
        assert!(store.sessions_to_prepare(NOW, NOW + minutes(30)).await.expect("read").is_empty());
        // a node that looked before it was moved draws nothing
        let late = Start { id: AttemptId::new(NOW, id_bytes()), ..early };
        store.prepare_attempts(vec![(late, [8; 32])], at(NOW)).await.expect("stored");
        assert!(store.attempts_of(ada.id).await.expect("read").is_empty());
        let before = tomorrow - minutes(20);
        assert_eq!(store.unprepared(id, 1, before, 10).await.expect("read").len(), 1);
        let again = start_in(&store, id, &ada).await;
        store.prepare_attempts(vec![(again.clone(), [9; 32])], at(before)).await.expect("stored");
        let opened = store.open_ready(again.id, ada.id, at(tomorrow)).await.expect("read").expect("there").expect("started");
        assert_eq!((opened.number, opened.timing().deadline(NOW).map(|d| d.0)), (1, Some(tomorrow + minutes(60))));
        let event = Event::SessionMoved {
            opens: tomorrow.ms(),
            closes: (tomorrow + minutes(90)).ms(),
            was_opens: (NOW + minutes(10)).ms(),
            was_closes: (NOW + minutes(100)).ms(),
            papers: 1,
        };
        assert!(told(&store, id).await.contains(&event));
        assert_eq!(store.exam_session(id).await.expect("read").expect("there").sequence, 1);
    });
}

#[test]
fn a_session_that_is_moved_by_a_quarter_of_an_hour_keeps_its_papers_with_its_new_terms() {
    on_each(async |store| {
        let (ivy, ada, id, early) = drawn(&store).await;
        let opens = NOW + minutes(25);
        let terms = SessionTerms { opens, closes: opens + minutes(30), ..moved(opens) };
        let changed = store.change_session(&ivy, id, terms, at(NOW)).await.expect("stored").expect("moved");
        assert_eq!(changed.papers, 0);
        // a page that knows the old opening is refused with the new one
        let refused = store.open_ready(early.id, ada.id, at(NOW + minutes(10))).await.expect("read").expect("there");
        assert_eq!(refused.unwrap_err(), StartRefusal::NotYet(opens));
        let refused = store.start_attempt(early.clone(), at(NOW + minutes(10))).await.expect("read");
        assert_eq!(refused.unwrap_err(), StartRefusal::NotYet(opens), "whatever the caller had looked up");
        let begun = store.start_attempt(early.clone(), at(opens)).await.expect("stored").expect("started");
        assert_eq!((begun.id, begun.summary.timing().deadline(opens).map(|d| d.0)), (early.id, Some(opens + minutes(30))));
    });
}

#[test]
fn a_paper_to_which_staff_gave_time_stays_with_it() {
    on_each(async |store| {
        let (ivy, ada, id, early) = drawn(&store).await;
        let extend = Measure::Extend { by: minutes(5), window: false };
        store.measure(&ivy, vec![early.id], extend, "a broken chair".into(), at(NOW)).await.expect("stored");
        let tomorrow = NOW + minutes(1_440);
        store.change_session(&ivy, id, moved(tomorrow), at(NOW)).await.expect("stored").expect("moved");
        let opened = store.open_ready(early.id, ada.id, at(tomorrow)).await.expect("read").expect("there").expect("started");
        assert_eq!(opened.timing().deadline(tomorrow).map(|d| d.0), Some(tomorrow + minutes(65)));
    });
}

#[test]
fn whoever_sits_gets_the_later_closing_and_loses_nothing() {
    on_each(async |store| {
        let (ivy, ada, id, start) = drawn(&store).await;
        // forty minutes before the closing
        let late = NOW + minutes(60);
        store.open_ready(start.id, ada.id, at(late)).await.expect("read").expect("there").expect("started");
        let was = store.exam_session(id).await.expect("read").expect("there");
        for (opens, closes, refusal) in [
            (was.opens, was.closes - minutes(1), SessionRefusal::Shortened),
            (was.opens + minutes(1), was.closes, SessionRefusal::OpeningFixed),
            (was.opens + minutes(1_440), was.closes + minutes(1_440), SessionRefusal::OpeningFixed),
        ] {
            let refused = store.change_session(&ivy, id, terms("morning", opens, closes), at(late)).await.expect("read");
            assert_eq!(refused.unwrap_err(), refusal);
        }
        let refused = store.cancel_session(&ivy, id, "power".into(), at(late)).await.expect("read");
        assert_eq!(refused.unwrap_err(), SessionRefusal::Running(1));
        let terms = terms("morning", was.opens, was.closes + minutes(10));
        let changed = store.change_session(&ivy, id, terms, at(late)).await.expect("stored").expect("changed");
        assert_eq!((changed.papers, changed.later), (0, 1));
        let summary = store.attempt_summary(start.id).await.expect("read").expect("there");
        assert_eq!(summary.timing().deadline(late).map(|d| d.0), Some(late + minutes(50)));
        // the sweep goes by what is written down
        assert!(store.overdue_attempts(late + minutes(45), 10).await.expect("read").is_empty());
        let news = store.news_of(start.id).await.expect("read");
        assert_eq!(news.at, Some(late), "its page hears of it");
        let lines = store.events_of(&administrator(), &start.id.to_string()).await.expect("read");
        assert_eq!(lines.last().map(|line| line.what.action()), Some("attempt.closes_later"));
        store.submit_attempt(start.id, None, at(late)).await.expect("stored");
        // everybody has handed in: the rest of the session may be cancelled
        assert!(store.cancel_session(&ivy, id, "power".into(), at(late)).await.expect("stored").is_ok());
    });
}

#[test]
fn a_cancelled_session_lets_nobody_in_and_says_why() {
    on_each(async |store| {
        let (ivy, ada, id, start) = drawn(&store).await;
        let cancelled = store.cancel_session(&ivy, id, "停电".into(), at(NOW)).await.expect("stored").expect("cancelled");
        assert_eq!((cancelled.concerned, cancelled.papers), (vec![ada.id], 1));
        let Seat::In(seated) = store.seat(ada.id, &exam(), NOW).await.expect("read") else { panic!("she is told") };
        assert_eq!(seated.session.cancelled.as_deref(), Some("停电"));
        let opens = NOW + minutes(10);
        assert!(store.open_ready(start.id, ada.id, at(opens)).await.expect("read").is_none());
        assert_eq!(store.start_attempt(start, at(opens)).await.expect("read").unwrap_err(), StartRefusal::Cancelled);
        assert!(store.sessions_to_prepare(NOW, opens).await.expect("read").is_empty());
        let again = store.cancel_session(&ivy, id, "again".into(), at(NOW)).await.expect("read");
        assert_eq!(again.unwrap_err(), SessionRefusal::Cancelled);
        assert_eq!(
            store.change_session(&ivy, id, moved(opens), at(NOW)).await.expect("read").map(|_| ()),
            Ok(()),
            "nothing is changed by it"
        );
        let refused = store.change_session(&ivy, id, moved(NOW + minutes(300)), at(NOW)).await.expect("read");
        assert_eq!(refused.unwrap_err(), SessionRefusal::Cancelled);
        // keys are not held back for whom nobody sits
        assert_eq!(store.season(&exam(), None).await.expect("read").closes, None);
        // another session goes before the cancelled one
        let other = session(&store, &ivy, NOW + minutes(500)).await;
        store.list_candidates(&ivy, other, vec![listed(&ada, Accommodation::default())], at(NOW)).await.expect("stored");
        let Seat::In(seated) = store.seat(ada.id, &exam(), NOW).await.expect("read") else { panic!("she is on the list") };
        assert_eq!(seated.session.id, other);
    });
}

#[test]
fn nobody_moves_or_cancels_a_session_in_which_they_sit() {
    on_each(async |store| {
        let (ivy, _, id, _) = drawn(&store).await;
        let chief = person(&store, "chief", &[Role::Learner, Role::Invigilator]).await;
        store.list_candidates(&ivy, id, vec![listed(&chief, Accommodation::default())], at(NOW)).await.expect("stored");
        let (who, stamp) = (Invigilator::of(&chief).expect("an invigilator"), || Stamp::new(NOW, Actor::Person(chief.id), id_bytes()));
        assert!(matches!(store.change_session(&who, id, moved(NOW + minutes(20)), stamp()).await, Err(Fault::Own)));
        assert!(matches!(store.cancel_session(&who, id, "me".into(), stamp()).await, Err(Fault::Own)));
        let more = LineChange { accommodation: Accommodation::new(4000, minutes(0)), ..line("chief") };
        assert!(matches!(store.change_lines(&who, id, vec![more], stamp()).await, Err(Fault::Own)));
    });
}

#[test]
fn lines_of_a_list_are_changed_and_taken_off_all_or_none() {
    on_each(async |store| {
        let (ivy, ada, id, start) = drawn(&store).await;
        let (bob, cao) = (person(&store, "bob", &[Role::Learner]).await, person(&store, "cao", &[Role::Learner]).await);
        let plain = Accommodation::default();
        store.list_candidates(&ivy, id, vec![listed(&bob, plain), listed(&cao, plain)], at(NOW)).await.expect("stored");
        let opens = NOW + minutes(10);
        let begun = start_in(&store, id, &bob).await;
        store.start_attempt(begun, at(opens)).await.expect("stored").expect("started");
        let more = Accommodation::new(1250, minutes(5));
        let (time, room) =
            (|login| LineChange { accommodation: more, ..line(login) }, |login| LineChange { room: Some("9".into()), ..line(login) });
        let gone = |login| LineChange { remove: true, ..line(login) };
        // bob sits: his seat may change, his time and his place on the list may not
        let refused = store.change_lines(&ivy, id, vec![time("ada"), time("bob"), gone("cao")], at(opens)).await.expect("read");
        assert_eq!(refused.unwrap_err(), [("bob".to_string(), SessionRefusal::Begun)]);
        let refused = store.change_lines(&ivy, id, vec![gone("bob")], at(opens)).await.expect("read");
        assert_eq!(refused.unwrap_err(), [("bob".to_string(), SessionRefusal::Begun)]);
        let (all, count) = store.candidates(&ivy, id, "", 0).await.expect("read");
        assert!(count == 3 && all.iter().all(|k| k.accommodation.is_none()), "all or nothing: {all:?}");
        assert_eq!(all.iter().map(|k| k.phase).collect::<Vec<_>>(), [Some(Phase::Ready), Some(Phase::InProgress), None]);
        let changed =
            store.change_lines(&ivy, id, vec![time("ada"), room("bob"), gone("cao"), gone("nobody")], at(opens)).await.expect("stored");
        assert_eq!(changed.expect("changed").concerned, [ada.id, bob.id, cao.id]);
        let (all, _) = store.candidates(&ivy, id, "", 0).await.expect("read");
        let lines: Vec<_> = all.iter().map(|k| (k.login.as_str(), k.room.as_str(), k.accommodation)).collect();
        assert_eq!(lines, [("ada", "3-101", more.expect("fits")), ("bob", "9", plain)]);
        let ready = store.attempt_summary(start.id).await.expect("read").expect("there").terms;
        assert_eq!((ready.factor, ready.agreed), (1250, minutes(5)), "her paper has it already");
        assert!(matches!(store.seat(cao.id, &exam(), NOW).await.expect("read"), Seat::Unlisted));
        // her paper goes with her
        store.change_lines(&ivy, id, vec![gone("ada")], at(opens)).await.expect("stored").expect("changed");
        assert!(store.attempts_of(ada.id).await.expect("read").is_empty());
        let said = told(&store, id).await;
        for event in [
            Event::Accommodated { login: "ada".into(), factor: 1250, extra_ms: 300_000 },
            Event::CandidateRemoved { login: "cao".into() },
            Event::CandidateRemoved { login: "ada".into() },
        ] {
            assert!(said.contains(&event), "{event:?}: {said:?}");
        }
        // what was agreed and is taken back is told, too
        store.list_candidates(&ivy, id, vec![listed(&ada, more.expect("fits"))], at(opens)).await.expect("stored");
        let back = LineChange { accommodation: Some(plain), ..line("ada") };
        store.change_lines(&ivy, id, vec![back], at(opens)).await.expect("stored").expect("changed");
        assert!(told(&store, id).await.contains(&Event::Accommodated { login: "ada".into(), factor: 1000, extra_ms: 0 }));
    });
}

#[test]
fn a_list_is_searched_and_read_in_pages() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let id = session(&store, &ivy, NOW + minutes(10)).await;
        let mut all = vec![];
        for n in 0..201 {
            let login = person(&store, &format!("p{n:03}"), &[Role::Learner]).await.login;
            let room = Some(if n == 7 { "7%".into() } else { String::new() });
            all.push(Listed { login, room, accommodation: None, legal_name: None });
        }
        store.list_candidates(&ivy, id, all, at(NOW)).await.expect("stored");
        let read = async |q: &str, page| {
            let (people, count) = store.candidates(&ivy, id, q, page).await.expect("read");
            (people.len(), count, people.last().map(|k| k.login.clone()).unwrap_or_default())
        };
        assert_eq!(read("", 0).await, (200, 201, "p200".into()));
        assert_eq!(read("", 1).await, (1, 201, "p007".into()), "the one with a room comes last");
        assert_eq!(read("", i64::MAX).await.0, 1);
        assert_eq!(read("P20", i64::MIN).await, (1, 1, "p200".into()));
        assert_eq!(read("7%", 0).await, (1, 1, "p007".into()));
    });
}

#[test]
fn sessions_are_listed_by_time_and_words() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let (past, open, later) = (
            session(&store, &ivy, NOW - minutes(200)).await,
            session(&store, &ivy, NOW - minutes(10)).await,
            session(&store, &ivy, NOW + minutes(10)).await,
        );
        store.list_candidates(&ivy, open, vec![listed(&ada, Accommodation::default())], at(NOW)).await.expect("stored");
        let start = start_in(&store, open, &ada).await;
        store.start_attempt(start, at(NOW)).await.expect("stored").expect("started");
        let place = SessionTerms { place: "第三实训楼".into(), ..moved(NOW + minutes(10)) };
        store.change_session(&ivy, later, place, at(NOW)).await.expect("stored").expect("changed");
        let read = async |part, search: &str| {
            let asked = Timetable { part, search: search.into(), page: 0 };
            let (lines, count) = store.timetable(&ivy, &asked, NOW).await.expect("read");
            assert_eq!(count, lines.len() as i64);
            lines.into_iter().map(|line| (line.session.id, line.begun, line.sitting)).collect::<Vec<_>>()
        };
        assert_eq!(read(TimetablePart::Coming, "").await, [(open, 1, 1), (later, 0, 0)]);
        assert_eq!(read(TimetablePart::Past, "").await, [(past, 0, 0)]);
        assert_eq!(read(TimetablePart::All, "").await, [(later, 0, 0), (open, 1, 1), (past, 0, 0)]);
        assert_eq!(read(TimetablePart::All, "实训").await, [(later, 0, 0)]);
        assert_eq!(read(TimetablePart::All, "course/exam").await.len(), 3);
    });
}

#[test]
fn a_calendar_is_found_by_the_hash_of_its_secret_until_another_takes_its_place() {
    on_each(async |store| {
        let (_, ada, id, _) = drawn(&store).await;
        let made = async || store.calendar_made(ada.id).await.expect("read");
        let of = async |hash: &str| store.account_of_calendar(hash).await.expect("read").map(|a| a.login);
        assert_eq!((made().await, of("one").await), (None, None));
        store.make_calendar(ada.id, "one".into(), at(NOW)).await.expect("stored");
        assert_eq!((made().await, of("one").await), (Some(NOW), Some("ada".into())));
        store.make_calendar(ada.id, "two".into(), at(NOW + minutes(1))).await.expect("stored");
        assert_eq!((of("one").await, of("two").await), (None, Some("ada".into())));
        assert!(store.remove_calendar(ada.id, at(NOW)).await.expect("stored"));
        assert!(!store.remove_calendar(ada.id, at(NOW)).await.expect("stored") && of("two").await.is_none());
        let own = store.sessions_of(ada.id, NOW).await.expect("read");
        assert_eq!(own.iter().map(|seat| (seat.session.id, seat.room.as_str())).collect::<Vec<_>>(), [(id, "3-101")]);
        assert!(store.sessions_of(ada.id, NOW + minutes(100)).await.expect("read").is_empty(), "it has closed by then");
        let watcher = Account { roles: Roles::of(&[Role::Admin]), ..ada };
        let who = Invigilator::of(&watcher).expect("an administrator may, too");
        assert_eq!(store.sessions_since(&who, NOW).await.expect("read").len(), 1);
    });
}
