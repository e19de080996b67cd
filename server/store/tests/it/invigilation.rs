//! Sessions, accommodations, measures, boards: what staff do and see.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Invigilator, Role},
    assessment::{Accommodation, StartRefusal},
    attempt::{GRACE, Measure, MeasureRefusal, Outage, Phase, Verdict},
    id::{AttemptId, ExamSessionId},
    time::{Span, Timestamp},
};
use zhixing_store::{Candidate, Presence, ReopenRefusal, Scope, Seat, Start, Store};

fn minutes(n: i64) -> Span {
    Span::from_minutes(n)
}

async fn staff(store: &Store) -> Invigilator {
    Invigilator::of(&person(store, "ivy", &[Role::Invigilator]).await).expect("an invigilator")
}

fn listed(person: &Account, accommodation: Accommodation) -> Candidate {
    Candidate { login: person.login.clone(), name: String::new(), room: "3-101".into(), accommodation }
}

async fn session(store: &Store, ivy: &Invigilator, opens: Timestamp) -> ExamSessionId {
    store.open_session(ivy, "course/exam".into(), "morning".into(), opens, opens + minutes(90), at(NOW)).await.expect("stored")
}

#[test]
fn a_list_decides_who_sits_when_with_how_much_time() {
    on_each(async |store| {
        let (ivy, ada, bob) =
            (staff(&store).await, person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        assert!(matches!(store.seat(ada.id, "course/exam", NOW).await.expect("read"), Seat::Free));
        let id = session(&store, &ivy, NOW + minutes(10)).await;
        let more = Accommodation::new(1250, minutes(5)).expect("fits");
        let nobody = Candidate { login: "nobody".into(), name: String::new(), room: String::new(), accommodation: more };
        assert_eq!(store.list_candidates(&ivy, id, vec![listed(&ada, more), nobody], at(NOW)).await.expect("read"), ["nobody"]);
        assert_eq!(store.exam_session(id).await.expect("read").expect("there").candidates, 0, "all or nothing");
        assert!(store.list_candidates(&ivy, id, vec![listed(&ada, more)], at(NOW)).await.expect("stored").is_empty());
        assert!(matches!(store.seat(bob.id, "course/exam", NOW).await.expect("read"), Seat::Unlisted));
        let Seat::In(found, accommodation) = store.seat(ada.id, "course/exam", NOW).await.expect("read") else {
            panic!("she is on the list")
        };
        assert_eq!((found.id, accommodation), (id, more));
        let start = Start { window: found.window(), session: Some(id), accommodation, ..start_of(ada.id, 1) };
        assert_eq!(store.start_attempt(start.clone(), at(NOW)).await.expect("read").unwrap_err(), StartRefusal::NotYet(NOW + minutes(10)));
        let opens = NOW + minutes(10);
        let id = store.start_attempt(start, at(opens)).await.expect("stored").expect("started").id;
        let summary = store.attempt_summary(id).await.expect("read").expect("there");
        assert_eq!(summary.deadline().expect("started").0, opens + minutes(80), "60 × 1.25 + 5");
    });
}

#[test]
fn a_paper_drawn_before_the_bell_is_delivered_once_at_the_start() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = session(&store, &ivy, NOW + minutes(10)).await;
        store.list_candidates(&ivy, id, vec![listed(&ada, Accommodation::default())], at(NOW)).await.expect("stored");
        let found = store.sessions_to_prepare(NOW, NOW + minutes(30)).await.expect("read");
        assert_eq!(found.len(), 1);
        assert_eq!(store.unprepared(id, 10).await.expect("read").len(), 1);
        let start = Start { window: found[0].window(), session: Some(id), ..start_of(ada.id, 1) };
        // two nodes draw at once: one paper
        store.prepare_attempts(vec![(start.clone(), [7; 32])], at(NOW)).await.expect("stored");
        store.prepare_attempts(vec![(Start { id: AttemptId::new(NOW, dice()), ..start.clone() }, [8; 32])], at(NOW)).await.expect("stored");
        assert!(store.unprepared(id, 10).await.expect("read").is_empty());
        assert_eq!(store.seal(start.id).await.expect("read"), Some([7; 32]));
        let refused = store.open_ready(start.id, ada.id, at(NOW)).await.expect("read").expect("there");
        assert_eq!(refused.unwrap_err(), StartRefusal::NotYet(NOW + minutes(10)));
        let bob = person(&store, "bob", &[Role::Learner]).await;
        assert!(store.open_ready(start.id, bob.id, at(NOW + minutes(10))).await.expect("read").is_none());
        let early = store.start_attempt(start.clone(), at(NOW)).await.expect("read");
        assert_eq!(early.unwrap_err(), StartRefusal::NotYet(NOW + minutes(10)));
        let fresh = Start { id: AttemptId::new(NOW, dice()), ..start.clone() };
        let started = store.start_attempt(fresh, at(NOW + minutes(10))).await.expect("stored").expect("started");
        assert_eq!(started.id, start.id, "the paper that was drawn");
        let summary = store.attempt_summary(started.id).await.expect("read").expect("there");
        assert_eq!(summary.state.started_at(), Some(NOW + minutes(10)));
        assert_eq!(store.attempts_of(ada.id).await.expect("read").len(), 1);
        let again = store.open_ready(start.id, ada.id, at(NOW + minutes(20))).await.expect("read").expect("there").expect("started");
        assert_eq!(again.state.started_at(), Some(NOW + minutes(10)), "a lost reply asked for again");
    });
}

#[test]
fn time_granted_in_the_grace_reaches_an_attempt_and_after_the_sweep_only_a_segment_does() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = running(&store, ada.id).await;
        let end = NOW + minutes(60);
        let extend = Measure::Extend { by: minutes(10), window: false };
        let granted = store.measure(&ivy, vec![id], extend, "fire alarm".into(), at(end + Span::from_seconds(5))).await.expect("stored");
        assert!(matches!(granted[..], [(_, Some(Ok(_)))]));
        assert_eq!(
            store.save(save(id, ada.id, "a", 1, 1, end + minutes(9))).await.expect("saved").verdict,
            Some(Verdict::Applied { rev: 1 })
        );
        let late = end + minutes(10) + GRACE;
        store.expire_attempt(id, at(late)).await.expect("stored");
        assert!(matches!(store.measure(&ivy, vec![id], extend, "too late".into(), at(late)).await.expect("read")[..], [(_, Some(Err(_)))]));
        // what came after the end is kept, and a segment may count it
        let after = store.save(save(id, ada.id, "b", 2, 2, late)).await.expect("answered");
        assert!(matches!(after.verdict, Some(Verdict::Kept(_))));
        let new = store
            .reopen(&ivy, id, minutes(5), true, "power cut".into(), at(late + Span::from_seconds(1)))
            .await
            .expect("stored")
            .expect("reopened");
        let answers = store.answers(new).await.expect("read");
        assert_eq!(answers.iter().map(|a| (a.item.0.as_str(), a.rev)).collect::<Vec<_>>(), [("a", 1), ("b", 1)]);
        assert_eq!(store.attempt_summary(id).await.expect("read").expect("there").continued_by, Some(new));
        let again = store.reopen(&ivy, id, minutes(5), true, "again".into(), at(late)).await.expect("read");
        assert_eq!(again.unwrap_err(), ReopenRefusal::GoesOn);
        let said: Vec<String> = store.events_of(&id.to_string()).await.expect("read").into_iter().map(|(_, _, action, _)| action).collect();
        assert_eq!(said, ["attempt.started", "attempt.extended", "attempt.expired", "attempt.reopened"]);
    });
}

#[test]
fn one_measure_reaches_a_whole_room_and_nobody_else() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let mut ids = vec![];
        for n in 0..30 {
            ids.push(running(&store, person(&store, &format!("p{n}"), &[Role::Learner]).await.id).await);
        }
        let (room, others) = ids.split_at(20);
        let paused = store.measure(&ivy, room.to_vec(), Measure::Pause, "alarm".into(), at(NOW)).await.expect("stored");
        assert!(paused.iter().all(|(_, m)| matches!(m, Some(Ok(_)))));
        let scope = Scope { plan: "course/exam".into(), ..Scope::default() };
        let counts = store.board_counts(&scope, NOW).await.expect("read");
        assert_eq!((counts.total, counts.phases.len()), (30, 2));
        assert!(counts.phases.contains(&(Phase::Paused, 20)) && counts.phases.contains(&(Phase::InProgress, 10)));
        store.notify(&ivy, room.to_vec(), "please stay seated".into(), at(NOW)).await.expect("stored");
        assert_eq!(store.last_notice(room[0]).await.expect("read").expect("said").1, "please stay seated");
        assert!(store.last_notice(others[0]).await.expect("read").is_none());
    });
}

#[test]
fn the_board_says_who_was_heard_of_and_who_is_silent() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "b_b", &[Role::Learner]).await);
        let (a, b) = (running(&store, ada.id).await, running(&store, bob.id).await);
        store.save(save(a, ada.id, "a", 1, 1, NOW)).await.expect("saved");
        let heard = |seen: i64, saves| Presence {
            seen_at: NOW + Span::from_seconds(seen),
            saves,
            outage: Span::from_seconds(seen),
            ..Presence::default()
        };
        store.note_presence(vec![(a, heard(100, 2))]).await.expect("stored");
        // an older note of another node never takes anything back
        store.note_presence(vec![(a, heard(50, 1))]).await.expect("stored");
        let scope = Scope { plan: "course/exam".into(), ..Scope::default() };
        let lines = store.board(&ivy, &scope, 0).await.expect("read");
        let line = lines.iter().find(|l| l.attempt.id == a).expect("there");
        let presence = line.presence.as_ref().expect("heard of");
        assert_eq!(
            (presence.seen_at, presence.saves, presence.outage, line.answered),
            (NOW + Span::from_seconds(100), 3, Span::from_seconds(100), 1)
        );
        let silent = Scope { silent_since: Some(NOW + Span::from_seconds(75)), ..scope.clone() };
        assert_eq!(store.attempts_in(&ivy, &silent).await.expect("read"), [b]);
        // signs that search knows are plain letters
        let found = Scope { search: "b_b".into(), ..scope.clone() };
        assert_eq!(store.attempts_in(&ivy, &found).await.expect("read"), [b]);
        assert!(store.attempts_in(&ivy, &Scope { search: "%".into(), ..scope }).await.expect("read").is_empty());
    });
}

#[test]
fn an_outage_is_given_back_once_as_far_as_the_plan_leaves() {
    on_each(async |store| {
        let (ivy, ada, bob) =
            (staff(&store).await, person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let (long, none) = (running(&store, ada.id).await, running(&store, bob.id).await);
        let told = |ms| Presence { seen_at: NOW, outage: Span::from_ms(ms), ..Presence::default() };
        let give = async |ids: Vec<AttemptId>, most: i64| {
            let measure = Measure::GiveBack { most: minutes(most), outage: Outage::default() };
            let measured = store.measure(&ivy, ids, measure, "switch".into(), at(NOW)).await.expect("stored");
            measured.into_iter().map(|(_, m)| m.expect("there").map(|a| a.terms.granted.ms())).collect::<Vec<_>>()
        };
        store.note_presence(vec![(long, told(95_400))]).await.expect("stored");
        // all at once: whoever lost nothing gets nothing
        assert_eq!(give(vec![long, none], 2).await, [Ok(95_000), Err(MeasureRefusal::NothingLost)]);
        assert_eq!(give(vec![long], 2).await, [Err(MeasureRefusal::NothingLost)], "once");
        store.note_presence(vec![(long, told(400_000))]).await.expect("stored");
        assert_eq!(give(vec![long], 2).await, [Ok(120_000)], "what the plan leaves");
        assert_eq!(give(vec![long], 2).await, [Err(MeasureRefusal::PolicySpent)]);
        assert_eq!(give(vec![long], 0).await, [Err(MeasureRefusal::NoPolicy)]);
        let line = store.board_line(long).await.expect("read").expect("there");
        assert_eq!((line.outage.measured.ms(), line.outage.given.ms()), (400_000, 120_000));
        assert_eq!(line.attempt.deadline().map(|d| d.0), Some(NOW + minutes(62)));
        let mut said: Vec<String> =
            store.events_of(&long.to_string()).await.expect("read").into_iter().map(|(_, _, a, d)| format!("{a} {d}")).collect();
        said.retain(|s| s.starts_with("attempt.outage_given_back"));
        said.sort();
        assert_eq!(said, ["attempt.outage_given_back 25 s — switch", "attempt.outage_given_back 95 s — switch"]);
    });
}
