//! Who sits when: lists, accommodations, papers before the bell, make-up sessions.

use crate::{
    invigilation::{listed, minutes, session, staff},
    support::*,
};
use zhixing_domain::{
    account::{Account, Role},
    assessment::{Accommodation, StartRefusal},
    attempt::{Measure, OperationOutcome},
    id::AttemptId,
};
use zhixing_store::{Listed, Seat, Start, Store};

/// Ada and a paper drawn for her in a session that she misses, and the make-up session with other terms.
async fn missed(store: &Store) -> (Account, Start, Start) {
    let (ivy, ada) = (staff(store).await, person(store, "ada", &[Role::Learner]).await);
    let more = Accommodation::new(1500, minutes(5)).expect("fits");
    let (first, second) = (session(store, &ivy, NOW).await, session(store, &ivy, NOW + minutes(200)).await);
    store.list_candidates(&ivy, first, vec![listed(&ada, Accommodation::default())], at(NOW)).await.expect("stored");
    store.list_candidates(&ivy, second, vec![listed(&ada, more)], at(NOW)).await.expect("stored");
    let window = async |id| store.exam_session(id).await.expect("read").expect("there").window();
    let missed = Start { window: window(first).await, session: Some(first), ..start_of(ada.id, 1) };
    store.prepare_attempts(vec![(missed.clone(), [7; 32])], at(NOW)).await.expect("stored");
    let again = Start { window: window(second).await, session: Some(second), accommodation: more, ..start_of(ada.id, 1) };
    (ada, missed, again)
}

#[test]
fn a_list_decides_who_sits_when_with_how_much_time() {
    on_each(async |store| {
        let (ivy, ada, bob) =
            (staff(&store).await, person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        assert!(matches!(store.seat(ada.id, &exam(), NOW).await.expect("read"), Seat::Free));
        let id = session(&store, &ivy, NOW + minutes(10)).await;
        let more = Accommodation::new(1250, minutes(5)).expect("fits");
        let nobody = Listed { login: "nobody".into(), room: None, accommodation: Some(more), legal_name: None };
        assert_eq!(store.list_candidates(&ivy, id, vec![listed(&ada, more), nobody], at(NOW)).await.expect("read"), ["nobody"]);
        assert_eq!(store.exam_session(id).await.expect("read").expect("there").candidates, 0, "all or nothing");
        assert!(store.list_candidates(&ivy, id, vec![listed(&ada, more)], at(NOW)).await.expect("stored").is_empty());
        assert!(matches!(store.seat(bob.id, &exam(), NOW).await.expect("read"), Seat::Unlisted));
        let Seat::In(seated) = store.seat(ada.id, &exam(), NOW).await.expect("read") else { panic!("she is on the list") };
        let (found, accommodation) = (seated.session, seated.accommodation);
        assert_eq!((found.id, accommodation), (id, more));
        let start = Start { window: found.window(), session: Some(id), accommodation, ..start_of(ada.id, 1) };
        assert_eq!(store.start_attempt(start.clone(), at(NOW)).await.expect("read").unwrap_err(), StartRefusal::NotYet(NOW + minutes(10)));
        let opens = NOW + minutes(10);
        let id = store.start_attempt(start, at(opens)).await.expect("stored").expect("started").id;
        let summary = store.attempt_summary(id).await.expect("read").expect("there");
        assert_eq!(summary.timing().deadline(NOW).expect("started").0, opens + minutes(80), "60 × 1.25 + 5");
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
        assert_eq!(store.unprepared(id, 1, NOW, 10).await.expect("read").len(), 1);
        let start = Start { window: found[0].window(), session: Some(id), ..start_of(ada.id, 1) };
        // two nodes draw at once: one paper
        store.prepare_attempts(vec![(start.clone(), [7; 32])], at(NOW)).await.expect("stored");
        store
            .prepare_attempts(vec![(Start { id: AttemptId::new(NOW, id_bytes()), ..start.clone() }, [8; 32])], at(NOW))
            .await
            .expect("stored");
        assert!(store.unprepared(id, 1, NOW, 10).await.expect("read").is_empty());
        assert_eq!(store.seal(start.id).await.expect("read"), Some([7; 32]));
        let refused = store.open_ready(start.id, ada.id, at(NOW)).await.expect("read").expect("there");
        assert_eq!(refused.unwrap_err(), StartRefusal::NotYet(NOW + minutes(10)));
        let bob = person(&store, "bob", &[Role::Learner]).await;
        assert!(store.open_ready(start.id, bob.id, at(NOW + minutes(10))).await.expect("read").is_none());
        let early = store.start_attempt(start.clone(), at(NOW)).await.expect("read");
        assert_eq!(early.unwrap_err(), StartRefusal::NotYet(NOW + minutes(10)));
        let fresh = Start { id: AttemptId::new(NOW, id_bytes()), ..start.clone() };
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
fn who_missed_a_session_sits_the_next_one_with_its_terms() {
    on_each(async |store| {
        let (ada, missed, again) = missed(&store).await;
        let (opens, second) = (NOW + minutes(200), again.session);
        let started = store.start_attempt(again, at(opens)).await.expect("stored").expect("started");
        assert_eq!(started.id, missed.id, "the paper that was drawn");
        let summary = store.attempt_summary(started.id).await.expect("read").expect("there");
        assert_eq!(
            (summary.session, summary.timing().deadline(NOW).expect("started").0),
            (second, opens + minutes(90)),
            "60 × 1.5 + 5, and the closing"
        );
        assert_eq!((summary.terms.factor, summary.terms.agreed), (1500, minutes(5)));
        let saved = store.save(save(started.id, ada.id, "a", 1, 1, opens + minutes(80))).await.expect("saved");
        assert_eq!(saved.outcome, Some(OperationOutcome::Applied { rev: 1 }));
    });
}

#[test]
fn a_paper_of_a_missed_session_is_ready_at_the_next_bell() {
    on_each(async |store| {
        let (ada, missed, again) = missed(&store).await;
        let second = again.session.expect("a session");
        // while the first session lasts the paper is of that one
        assert!(store.unprepared(second, 1, NOW + minutes(89), 10).await.expect("read").is_empty());
        let before = NOW + minutes(190);
        assert_eq!(store.unprepared(second, 1, before, 10).await.expect("read").len(), 1);
        store.prepare_attempts(vec![(again, [8; 32])], at(before)).await.expect("stored");
        assert!(store.unprepared(second, 1, before, 10).await.expect("read").is_empty());
        let opened = store.open_ready(missed.id, ada.id, at(NOW + minutes(200))).await.expect("read").expect("there").expect("started");
        assert_eq!(opened.timing().deadline(NOW).expect("started").0, NOW + minutes(290));
    });
}

#[test]
fn no_paper_is_drawn_for_whoever_has_no_attempt_left() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let used = running(&store, ada.id).await;
        store.submit_attempt(used, None, at(NOW)).await.expect("stored");
        let id = session(&store, &ivy, NOW + minutes(10)).await;
        store.list_candidates(&ivy, id, vec![listed(&ada, Accommodation::default())], at(NOW)).await.expect("stored");
        assert!(store.unprepared(id, 1, NOW, 10).await.expect("read").is_empty());
        assert_eq!(store.unprepared(id, 2, NOW, 10).await.expect("read").len(), 1);
        let start = Start { session: Some(id), ..start_of(ada.id, 1) };
        store.prepare_attempts(vec![(start.clone(), [7; 32])], at(NOW)).await.expect("stored");
        assert_eq!(store.attempts_of(ada.id).await.expect("read").len(), 1, "whoever draws first decides nothing");
        store.prepare_attempts(vec![(Start { allowed: 2, ..start }, [7; 32])], at(NOW)).await.expect("stored");
        assert_eq!(store.attempts_of(ada.id).await.expect("read").len(), 2);
    });
}

#[test]
fn time_beyond_the_closing_counts_for_a_paper_that_nobody_has_started() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = session(&store, &ivy, NOW).await;
        store.list_candidates(&ivy, id, vec![listed(&ada, Accommodation::default())], at(NOW)).await.expect("stored");
        let window = store.exam_session(id).await.expect("read").expect("there").window();
        let start = Start { window, session: Some(id), ..start_of(ada.id, 1) };
        store.prepare_attempts(vec![(start.clone(), [7; 32])], at(NOW)).await.expect("stored");
        let extend = Measure::Extend { by: minutes(30), window: true };
        store.measure(&ivy, vec![start.id], extend, "fire".into(), at(NOW)).await.expect("stored");
        let closes = window.closes.expect("a closing");
        let late = store.open_ready(start.id, ada.id, at(closes + minutes(29))).await.expect("read").expect("there");
        assert_eq!(late.expect("started").state.started_at(), Some(closes + minutes(29)));
        let other = Start { id: AttemptId::new(NOW, id_bytes()), ..start };
        let refused = store.start_attempt(Start { account: person(&store, "bob", &[Role::Learner]).await.id, ..other }, at(closes)).await;
        assert_eq!(refused.expect("read").unwrap_err(), StartRefusal::Closed(closes));
    });
}
