//! Legal names: frozen at the start, settled by staff, and what waits for them.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Invigilator, Role},
    assessment::Window,
    certificate::{AskRefusal, Hold, HolderName, IssuerRefusal, NameSource, SettleRefusal, Settlement},
    id::AttemptId,
    time::Span,
};
use zhixing_store::{Actor, Fault, Listed, NewAccount, Stamp, Start, Store, TaskKind};

async fn states(store: &Store, person: &Account, name: &str) -> bool {
    store.set_names(person.id, None, Some(name.into()), at(NOW)).await.expect("stored")
}

async fn name_of(store: &Store, id: AttemptId) -> Option<HolderName> {
    store.attempt_name(id).await.expect("read").expect("there").name
}

fn name(text: &str, source: NameSource) -> Option<HolderName> {
    HolderName::of(text, source)
}

async fn invigilator(store: &Store) -> Invigilator {
    Invigilator::of(&person(store, "ivy", &[Role::Invigilator]).await).expect("an invigilator")
}

#[test]
fn a_name_is_frozen_at_the_start_and_follows_no_later_profile() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        assert!(states(&store, &ada, "莫生仁").await);
        let id = running(&store, ada.id).await;
        assert_eq!(name_of(&store, id).await, name("莫生仁", NameSource::Stated));
        assert!(states(&store, &ada, "王买家").await);
        assert_eq!(name_of(&store, id).await, name("莫生仁", NameSource::Stated));
        assert_eq!(store.desk(id).await.expect("read").2.as_deref(), Some("莫生仁"));
        // staff confirm the profile's name of now: another name in an attempt stays as it is
        store.confirm_name(&administrator(), ada.id, "王买家".into(), "id".into(), at(NOW)).await.expect("stored");
        assert_eq!(name_of(&store, id).await, name("莫生仁", NameSource::Stated));
        assert!(!states(&store, &ada, "莫生仁").await, "a confirmed name is not the person's to change");
        let bob = person(&store, "bob", &[Role::Learner]).await;
        states(&store, &bob, "鲍勃").await;
        let mock = Start { certifies: false, ..start_of(bob.id, 1) };
        let mock = store.start_attempt(mock, at(NOW)).await.expect("stored").expect("started").id;
        assert_eq!(name_of(&store, mock).await, None, "what does not certify keeps no name");
    });
}

#[test]
fn a_paper_drawn_before_the_bell_takes_the_name_that_its_person_has_at_the_start() {
    on_each(async |store| {
        let (ivy, ada) = (invigilator(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let (opens, closes) = (NOW + Span::from_minutes(10), NOW + Span::from_minutes(90));
        let session = store.open_session(&ivy, exam(), terms("am", opens, closes), at(NOW)).await.expect("stored");
        let window = Window { opens: Some(opens), closes: Some(closes) };
        let start = Start { session: Some(session), window, ..start_of(ada.id, 1) };
        let id = start.id;
        store.prepare_attempts(vec![(start, [7; 32])], at(NOW)).await.expect("stored");
        assert_eq!(store.sealed(id).await.expect("read").map(|(_, name)| name), Some(None));
        states(&store, &ada, "莫生仁").await;
        assert_eq!(store.sealed(id).await.expect("read"), Some(([7; 32], Some("莫生仁".into()))));
        // the list names her: confirmed, also on the paper that lies ready
        let listed = Listed { login: "ada".into(), room: None, accommodation: None, legal_name: Some("莫生义".into()) };
        store.list_candidates(&ivy, session, vec![listed], at(NOW)).await.expect("stored");
        assert_eq!(name_of(&store, id).await, name("莫生义", NameSource::Confirmed));
        store.open_ready(id, ada.id, at(opens)).await.expect("stored").expect("there").expect("open");
        assert_eq!(name_of(&store, id).await, name("莫生义", NameSource::Confirmed));
    });
}

#[test]
fn a_name_that_staff_bring_is_confirmed() {
    on_each(async |store| {
        let new = NewAccount {
            login: "ada".into(),
            display_name: "A".into(),
            legal_name: "艾达".into(),
            roles: zhixing_domain::account::Roles::of(&[Role::Learner]),
            password_hash: "h".into(),
        };
        store.import_accounts(&administrator(), vec![new], at(NOW)).await.expect("stored");
        let ada = store.credentials_of("ada").await.expect("read").expect("there").0;
        assert_eq!(ada.holder_name(), name("艾达", NameSource::Confirmed));
        assert!(!states(&store, &ada, "李四").await);
        assert!(states(&store, &ada, "艾达").await, "the same name is no change");
    });
}

#[test]
fn a_change_is_asked_for_and_decided_by_others() {
    on_each(async |store| {
        let (ivy, ada) = (invigilator(&store).await, person(&store, "ada", &[Role::Learner, Role::Invigilator]).await);
        states(&store, &ada, "莫生仁").await;
        let id = running(&store, ada.id).await;
        let asked = std::cell::Cell::new(NOW);
        let ask = |name: &str| {
            asked.set(asked.get() + Span::from_ms(1));
            store.ask_name(id, ada.id, name.into(), "错字".into(), "身份证".into(), at(asked.get()))
        };
        assert_eq!(ask("莫生仁").await.expect("read"), Some(Err(AskRefusal::Same)));
        assert_eq!(store.ask_name(id, ivy.id(), "x".into(), "y".into(), "z".into(), at(NOW)).await.expect("read"), None, "somebody else's");
        assert_eq!(ask("莫生义").await.expect("stored"), Some(Ok(())));
        assert_eq!(ask("莫生三").await.expect("read"), Some(Err(AskRefusal::Waits)));
        assert_eq!(store.count_names(&ivy).await.expect("read"), 1);
        let settle = |who: Invigilator, what: Settlement| {
            let store = store.clone();
            let stamp = Stamp { actor: Actor::Person(who.id()), ..at(NOW) };
            async move { store.settle_name(&who, id, what, "核对身份证".into(), stamp).await }
        };
        let own = Invigilator::of(&ada).expect("an invigilator");
        assert!(matches!(settle(own, Settlement::Accept("莫生义".into())).await, Err(Fault::Own)), "nobody settles their own");
        assert_eq!(settle(ivy.clone(), Settlement::Accept("莫生三".into())).await.expect("no fault"), Err(SettleRefusal::Changed));
        assert_eq!(settle(ivy.clone(), Settlement::Refuse).await.expect("no fault"), Ok(()));
        assert_eq!(name_of(&store, id).await, name("莫生仁", NameSource::Stated));
        assert_eq!(ask("莫生义").await.expect("stored"), Some(Ok(())));
        assert_eq!(settle(ivy.clone(), Settlement::Accept("莫生义".into())).await.expect("no fault"), Ok(()));
        assert_eq!(name_of(&store, id).await, name("莫生义", NameSource::Confirmed));
        // the profile said what was wrong: it follows
        assert_eq!(store.account(ada.id).await.expect("read").expect("there").holder_name(), name("莫生义", NameSource::Confirmed));
        let mut told: Vec<String> = store
            .events_of(&administrator(), &id.to_string())
            .await
            .expect("read")
            .into_iter()
            .map(|e| e.what.action().to_string())
            .collect();
        // the log outlives the account, so it tells what was done and never a name
        for (subject, who) in [(id.to_string(), "attempt"), (ada.id.to_string(), "account")] {
            for event in store.events_of(&administrator(), &subject).await.expect("read") {
                let detail = serde_json::to_string(event.what.event().expect("an event of this build")).expect("its text");
                assert!(!["莫生仁", "莫生义", "艾达"].iter().any(|name| detail.contains(name)), "{who}: {detail}");
            }
        }
        // all of one instant
        told.sort();
        assert_eq!(told, ["attempt.name_asked", "attempt.name_asked", "attempt.name_changed", "attempt.name_refused", "attempt.started"]);
        let found = store.attempt_name(id).await.expect("read").expect("there");
        assert!(found.request.is_some_and(|r| r.decision.is_some_and(|(_, accepted, _)| accepted)));
    });
}

#[test]
fn what_waits_for_a_name_is_tried_again_when_it_is_confirmed() {
    on_each(async |store| {
        let (ivy, ada) = (invigilator(&store).await, person(&store, "ada", &[Role::Learner]).await);
        states(&store, &ada, "莫生仁").await;
        let id = running(&store, ada.id).await;
        store.hold_certificate(id, Hold::NameUnconfirmed, at(NOW)).await.expect("stored");
        store.hold_certificate(id, Hold::NameUnconfirmed, at(NOW + Span::from_minutes(1))).await.expect("stored");
        let held = store
            .events_of(&administrator(), &id.to_string())
            .await
            .expect("read")
            .into_iter()
            .filter(|e| e.what.action() == "certificate.held")
            .count();
        assert_eq!(held, 1, "the same cause again is no event");
        assert_eq!(store.holds_of(ada.id).await.expect("read").len(), 1);
        assert_eq!(store.count_holds().await.expect("read"), (1, 0));
        assert_eq!(store.names_to_settle(&ivy, 10).await.expect("read").0.len(), 1);
        assert!(store.holds_to_retry(NOW + Span::from_minutes(60), 10).await.expect("read").is_empty(), "time alone changes no name");
        assert!(store.take_tasks(NOW, 10).await.expect("read").is_empty(), "what waits is no task");
        let settled = store.settle_name(&ivy, id, Settlement::Confirm("莫生仁".into()), "id".into(), at(NOW)).await.expect("stored");
        assert_eq!(settled, Ok(()));
        let tasks = store.take_tasks(NOW, 10).await.expect("read");
        assert!(matches!(&tasks[..], [task] if task.kind == TaskKind::Issue && task.subject == id.to_string()));
        store.hold_certificate(id, Hold::Refused(IssuerRefusal::Fonts("none".into())), at(NOW)).await.expect("stored");
        assert_eq!(store.hold_of(id).await.expect("read"), Some(Hold::Refused(IssuerRefusal::Fonts("none".into()))));
        assert_eq!(store.holds_to_retry(NOW, 10).await.expect("read"), [id]);
        store.release_hold(id).await.expect("stored");
        assert_eq!(store.hold_of(id).await.expect("read"), None);
    });
}

#[test]
fn confirming_a_profile_confirms_attempts_that_froze_the_same_name() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner, Role::Admin]).await;
        states(&store, &ada, "莫生仁").await;
        let id = running(&store, ada.id).await;
        store.hold_certificate(id, Hold::NameUnconfirmed, at(NOW)).await.expect("stored");
        let own = Stamp { actor: Actor::Person(ada.id), ..at(NOW) };
        let mine = store.confirm_name(&administrator(), ada.id, "莫生仁".into(), "me".into(), own).await;
        assert!(matches!(mine, Err(Fault::Own)), "nobody confirms their own");
        store.confirm_name(&administrator(), ada.id, "莫生仁".into(), "id".into(), at(NOW)).await.expect("stored");
        assert_eq!(name_of(&store, id).await, name("莫生仁", NameSource::Confirmed));
        assert_eq!(store.take_tasks(NOW, 10).await.expect("read").len(), 1);
    });
}

#[test]
fn a_segment_goes_on_under_the_same_name() {
    on_each(async |store| {
        let (ivy, ada) = (invigilator(&store).await, person(&store, "ada", &[Role::Learner]).await);
        states(&store, &ada, "莫生仁").await;
        let id = running(&store, ada.id).await;
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        let next = store.reopen(&ivy, id, Span::from_minutes(5), false, "fire".into(), at(NOW)).await.expect("stored").expect("reopened");
        assert_eq!(name_of(&store, next).await, name("莫生仁", NameSource::Stated));
    });
}
