//! Long lists, done some at a time: what stops half way says so, and is done again without anything happening twice.

use crate::{
    invigilation::{minutes, session, staff},
    support::*,
};
use zhixing_domain::{
    account::{Invigilator, Role, Roles},
    grading::Rating,
    points::Points,
    question::{ItemKey, ItemVersion},
};
use zhixing_store::{Completion, Fault, Listed, Marked, NewAccount, NewMark, OfSession, ReleaseOf, Store};

const TERMS: Completion = Completion { pass_mark: Points::whole(60), release: false, certify: true };

/// One more than a portion takes.
const MANY: usize = 201;

fn many() -> Vec<NewAccount> {
    let one = |n| NewAccount {
        login: format!("many{n:03}"),
        display_name: format!("{n}"),
        legal_name: String::new(),
        roles: Roles::of(&[Role::Learner]),
        password_hash: "h".into(),
    };
    (0..MANY).map(one).collect()
}

fn stopped<T: std::fmt::Debug>(result: Result<T, Fault>) {
    assert!(matches!(result, Err(Fault::Partly { done: 200, .. })), "{result:?}");
}

/// An attempt that is marked, and not released.
async fn marked(store: &Store, login: &str, by_hand: Option<Points>) -> zhixing_domain::id::AttemptId {
    let id = running(store, store.credentials_of(login).await.expect("read").expect("there").0.id).await;
    store.submit_attempt(id, None, at(NOW)).await.expect("stored");
    let mark = |item: &str, points| NewMark {
        item: ItemKey(item.into()),
        version: ItemVersion(format!("v-{item}")),
        function: None,
        worth: Points::whole(50),
        points,
    };
    store.grade(id, vec![mark("a", Some(Points::whole(40))), mark("b", by_hand)], None, TERMS, at(NOW)).await.expect("graded");
    id
}

#[test]
fn an_import_that_stops_half_way_goes_on_where_it_stopped() {
    on_each_url(async |store, url| {
        tamper(&url, "CREATE UNIQUE INDEX one_of_each ON account (display_name)").await;
        let mut twice = many();
        twice[MANY - 1].display_name = "0".into();
        stopped(store.import_accounts(&administrator(), twice.clone(), at(NOW)).await);
        assert_eq!(store.accounts_like("many", 0).await.expect("read").total, 200);
        tamper(&url, "DROP INDEX one_of_each").await;
        assert_eq!(
            store.import_accounts(&administrator(), twice.clone(), at(NOW)).await.expect("stored"),
            1,
            "what was opened stays as it is"
        );
        assert_eq!(store.import_accounts(&administrator(), twice, at(NOW)).await.expect("stored"), 0);
        assert_eq!(store.verify_records().await.expect("read"), []);
    });
}

#[test]
fn a_list_of_candidates_that_stops_half_way_is_sent_again() {
    on_each_url(async |store, url| {
        let ivy = staff(&store).await;
        let id = session(&store, &ivy, NOW + minutes(10)).await;
        store.import_accounts(&administrator(), many(), at(NOW)).await.expect("stored");
        let list =
            || many().into_iter().map(|a| Listed { login: a.login, room: None, accommodation: None, legal_name: Some("某人".into()) });
        let count = async || store.exam_session(id).await.expect("read").expect("there").candidates;
        let nobody = Listed { login: "nobody".into(), room: None, accommodation: None, legal_name: None };
        let with = list().chain([nobody]).collect();
        assert_eq!(store.list_candidates(&ivy, id, with, at(NOW)).await.expect("read"), ["nobody"]);
        assert_eq!(count().await, 0, "who cannot be found is told before anything is stored");
        tamper(&url, "UPDATE account SET legal_name = '某人', legal_name_source = 'x' WHERE login = 'many200'").await;
        stopped(store.list_candidates(&ivy, id, list().collect(), at(NOW)).await);
        assert_eq!(count().await, 200);
        tamper(&url, "UPDATE account SET legal_name_source = 'stated' WHERE login = 'many200'").await;
        store.list_candidates(&ivy, id, list().collect(), at(NOW)).await.expect("stored");
        assert_eq!(count().await, MANY as i64);
        let first = store.credentials_of("many000").await.expect("read").expect("there").0.id.to_string();
        let confirmed = store
            .events_of(&administrator(), &first)
            .await
            .expect("read")
            .into_iter()
            .filter(|e| e.what.action() == "account.name_confirmed");
        assert_eq!(confirmed.count(), 1, "a name is confirmed once");
    });
}

#[test]
fn a_release_that_stops_half_way_releases_the_rest_when_it_is_done_again() {
    on_each_url(async |store, url| {
        let mia = marker(&store).await;
        store.import_accounts(&administrator(), many(), at(NOW)).await.expect("stored");
        for account in many() {
            marked(&store, &account.login, Some(Points::whole(30))).await;
        }
        tamper(&url, "UPDATE result SET score = 'x' WHERE attempt_id = (SELECT MAX(attempt_id) FROM result)").await;
        stopped(store.release_results(&mia, exam(), ReleaseOf::ALL, at(NOW)).await);
        assert!(store.releasable(&mia, &exam(), OfSession::Any).await.is_err(), "what nobody can read is counted neither way");
        let right = "UPDATE result SET score = (SELECT MIN(r.score) FROM result r WHERE r.score <> 'x') WHERE score = 'x'";
        tamper(&url, right).await;
        assert_eq!(store.releasable(&mia, &exam(), OfSession::Any).await.expect("read").0, 1);
        assert_eq!(store.release_results(&mia, exam(), ReleaseOf::ALL, at(NOW)).await.expect("released").len(), 1);
        assert!(store.release_results(&mia, exam(), ReleaseOf::ALL, at(NOW)).await.expect("released").is_empty());
        assert_eq!(store.verify_records().await.expect("read"), []);
    });
}

#[test]
fn a_release_beside_a_mark_or_a_segment_comes_before_it_or_after_it() {
    on_each(async |store| {
        let mia = marker(&store).await;
        let ivy = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        let rating = |points| Rating { criteria: vec![Points::whole(points)], comment: String::new() };
        for n in 0..12 {
            let login = format!("p{n}");
            person(&store, &login, &[Role::Learner]).await;
            let id = marked(&store, &login, None).await;
            let task = async || store.marking_task(&mia, id, &ItemKey("b".into())).await.expect("read").expect("there");
            let first = store.put_mark(&mia, task().await, Points::whole(20), rating(20), TERMS, at(NOW)).await;
            assert_eq!(first.expect("stored"), Marked::Stored);
            let release = store.release_results(&mia, exam(), ReleaseOf::ALL, at(NOW + minutes(1)));
            if n % 2 == 0 {
                let again = store.put_mark(&mia, task().await, Points::whole(30), rating(30), TERMS, at(NOW + minutes(1)));
                let (again, released) = tokio::join!(again, release);
                let wanted = if again.expect("stored") == Marked::Stored { 70 } else { 60 };
                assert_eq!(released.expect("released"), [id]);
                let result = store.result(id).await.expect("read").expect("there");
                assert_eq!(result.score.map(|s| s.score), Some(Points::whole(wanted)));
            } else {
                let segment = store.reopen(&ivy, id, minutes(5), false, "power cut".into(), at(NOW + minutes(1)));
                let (segment, released) = tokio::join!(segment, release);
                assert_ne!(segment.expect("stored").is_ok(), released.expect("released") == [id], "one of the two");
            }
        }
        assert_eq!(store.verify_records().await.expect("read"), [], "what was released is what is marked");
    });
}
