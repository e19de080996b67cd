//! Codes, links, proofs, devices and irregularities.

use crate::support::*;
use zhixing_domain::{
    account::{Invigilator, Role},
    assessment::{LINK, PROVED, QUIET},
    event::Event,
    time::{Span, Timestamp},
};
use zhixing_store::{Part, Store};

/// What is told of a subject after its start.
async fn told(store: &Store, subject: &str) -> Vec<Event> {
    let events = store.events_of(&administrator(), subject).await.expect("read");
    let events = events.into_iter().map(|e| e.what.event().cloned().expect("an event of this build"));
    events.filter(|e| !matches!(e, Event::Started { .. })).collect()
}

#[test]
fn the_newest_access_code_counts() {
    on_each(async |store| {
        assert_eq!(store.access_code(&exam(), None).await.expect("read"), None);
        for hash in ["one", "two"] {
            store.set_access_code(&administrator(), exam(), hash.into(), at(NOW)).await.expect("stored");
        }
        assert_eq!(store.access_code(&exam(), None).await.expect("read").as_deref(), Some("two"));
        assert_eq!(store.access_code(&mock(), None).await.expect("read"), None);
        assert_eq!(told(&store, "course/exam").await.len(), 2);
    });
}

#[test]
fn a_code_of_a_session_goes_before_the_plans_and_leaves_it_when_removed() {
    on_each(async |store| {
        let staff = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        let open = async |name: &str| {
            let (opens, closes) = (NOW, NOW + Span::from_minutes(60));
            store.open_session(&staff, exam(), terms(name, opens, closes), at(NOW)).await.expect("stored")
        };
        let (one, two) = (open("one").await, open("two").await);
        store.set_access_code(&administrator(), exam(), "plan".into(), at(NOW)).await.expect("stored");
        for hash in ["first", "second"] {
            store.set_session_code(&staff, one, Some(hash.into()), at(NOW)).await.expect("stored");
        }
        let counts = async |session| store.access_code(&exam(), session).await.expect("read");
        assert_eq!(counts(Some(one)).await.as_deref(), Some("second"));
        assert_eq!((counts(Some(two)).await.as_deref(), counts(None).await.as_deref()), (Some("plan"), Some("plan")));
        let coded = store.plans_with_sessions().await.expect("read");
        assert_eq!(coded[&exam()], [one].into());
        assert!(store.exam_session(one).await.expect("read").expect("there").code_set_at.is_some());
        for _ in 0..2 {
            store.set_session_code(&staff, one, None, at(NOW)).await.expect("stored");
        }
        assert_eq!(counts(Some(one)).await.as_deref(), Some("plan"));
        assert_eq!(store.exam_session(one).await.expect("read").expect("there").code_set_at, None);
        let mut said: Vec<&str> = told(&store, &one.to_string()).await.iter().map(Event::action).collect();
        said.sort_unstable();
        assert_eq!(
            said,
            ["session.code_removed", "session.code_set", "session.code_set", "session.opened"],
            "removing nothing says nothing"
        );
    });
}

#[test]
fn a_link_opens_once_whoever_races() {
    on_each(async |store| {
        store.put_config_link("h".into(), exam(), at(NOW)).await.expect("stored");
        let look = |now: Timestamp| store.config_link("h", now);
        assert_eq!(look(NOW).await.expect("read"), Some(exam()));
        assert_eq!(look(NOW + LINK).await.expect("read"), None, "too late");
        let mut openings = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let store = store.clone();
            openings.spawn(async move { store.open_config_link("h".into(), at(NOW)).await.expect("stored") });
        }
        assert_eq!(openings.join_all().await.into_iter().flatten().count(), 1);
        assert_eq!(look(NOW).await.expect("read"), None);
        store.put_config_link("late".into(), exam(), at(NOW)).await.expect("stored");
        assert_eq!(store.open_config_link("late".into(), at(NOW + LINK)).await.expect("stored"), None);
    });
}

#[test]
fn a_proof_is_of_one_session_one_plan_and_one_day() {
    on_each(async |store| {
        store.note_proof("s".into(), exam(), "att".into(), at(NOW)).await.expect("stored");
        for (session, plan, now, proved) in
            [("s", exam(), NOW, true), ("t", exam(), NOW, false), ("s", mock(), NOW, false), ("s", exam(), NOW + PROVED, false)]
        {
            assert_eq!(store.has_proof(session, &plan, now).await.expect("read"), proved, "{session} {plan}");
        }
        assert_eq!(told(&store, "att").await, [Event::BrowserProved]);
    });
}

#[test]
fn another_device_is_an_event_once() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        for device in ["one", "one", "another-device", "one", "another-device"] {
            store.note_device(id, device.into(), at(NOW)).await.expect("stored");
        }
        assert_eq!(told(&store, &id.to_string()).await, [Event::DeviceChanged { device: "another-".into() }]);
    });
}

#[test]
fn an_irregularity_that_lasts_is_one_event_until_it_comes_back() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        let seen = [Span::ZERO, Span::from_seconds(2), Span::from_seconds(4), Span::from_seconds(4) + QUIET];
        for after in seen {
            store.note_irregularity(id, Event::SebMissing { wrong_key: false }, at(NOW + after)).await.expect("stored");
        }
        store.note_irregularity(id, Event::OutsideRoom { address: "10.9.9.9".into() }, at(NOW)).await.expect("stored");
        store.note_left_page(id, 2, 3_100, at(NOW)).await.expect("stored");
        // a node that has forgotten, or another one, tells it again
        store.note_left_page(id, 2, 3_100, at(NOW)).await.expect("stored");
        let mut told = told(&store, &id.to_string()).await;
        told.sort_by_key(Event::action);
        assert_eq!(
            told,
            [
                Event::PageLeft { times: 2, ms: 3_100 },
                Event::OutsideRoom { address: "10.9.9.9".into() },
                Event::SebMissing { wrong_key: false },
                Event::SebMissing { wrong_key: false }
            ]
        );
    });
}

#[test]
fn devices_beyond_ten_are_counted_together_and_evidence_is_listed_apart_in_pages() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        for n in 0..230 {
            let known = store.note_device(id, format!("{n:064x}"), at(NOW)).await.expect("noted");
            assert_eq!(known, n <= 10, "{n}");
        }
        assert!(store.note_device(id, format!("{:064x}", 3), at(NOW)).await.expect("noted"), "one of the first is known");
        for n in 0..250u32 {
            store.note_left_page(id, n + 1, 1_000, at(NOW + Span::from_seconds(i64::from(n)))).await.expect("noted");
        }
        for n in 0..150 {
            let outside = Event::OutsideRoom { address: format!("10.0.0.{n}") };
            store.note_irregularity(id, outside, at(NOW + Span::from_seconds(n))).await.expect("noted");
        }
        let ivy = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        let (telemetry, count) = store.history(&ivy, id, Part::Telemetry, 0).await.expect("read");
        // ten devices, and that further ones, and further absences, are only counted
        assert_eq!((telemetry.len(), count), (12, 12));
        let (first, count) = store.history(&ivy, id, Part::Evidence, 0).await.expect("read");
        assert_eq!(count, 1 + 100 + 150, "the start, absences, irregularities");
        let (second, _) = store.history(&ivy, id, Part::Evidence, 1).await.expect("read");
        let (beyond, _) = store.history(&ivy, id, Part::Evidence, 99).await.expect("read");
        assert_eq!((first.len(), second.len()), (200, 51), "nothing is cut");
        assert_eq!(beyond, second, "a page too far is the last");
        assert!(second.last().map(|e| e.at) <= first.first().map(|e| e.at) && second.iter().any(|e| e.what.action() == "attempt.started"));
        let tallies = store.tallies(&ivy, id).await.expect("read");
        let of = |action: &str| tallies.iter().find(|(a, _)| a == action).map(|(_, n)| *n);
        assert_eq!((of("attempt.device_changed"), of("attempt.left_page")), (Some(229), Some(101)));
    });
}
