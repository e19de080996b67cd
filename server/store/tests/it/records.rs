//! What the rows say is held against what the log says: a row that was changed behind the store's back is found.

use crate::support::*;
use std::sync::Arc;
use zhixing_domain::{
    account::{Account, Role},
    grading::Rating,
    id::AttemptId,
    points::Points,
    question::{ItemKey, ItemVersion},
    time::Span,
};
use zhixing_store::{Completion, NewMark, RecordFault, Store};

const LATER: Span = Span::from_minutes(10);
const COMPLETION: Completion = Completion { pass_mark: Points::whole(60), release: false, certify: false };

/// One attempt with an answer, handed in, marked by machine and by hand, released.
async fn sat(store: &Store, login: &str) -> (Account, AttemptId) {
    store.sign_receipts_with(Arc::new(|text| ("k2026-1".into(), format!("signed {}", text.len()))));
    let ada = person(store, login, &[Role::Learner]).await;
    let id = running(store, ada.id).await;
    store.save(save(id, ada.id, "a", 1, 1, NOW)).await.expect("saved");
    store.submit_attempt(id, at(NOW + LATER)).await.expect("stored").expect("handed in");
    let mark = |item: &str, points| NewMark {
        item: ItemKey(item.into()),
        version: ItemVersion(format!("v-{item}")),
        function: None,
        worth: Points::whole(50),
        points,
    };
    let marks = vec![mark("a", Some(Points::whole(50))), mark("b", None)];
    assert!(store.grade(id, marks, None, COMPLETION, at(NOW + LATER)).await.expect("graded"));
    let mia = marker_named(store, &format!("mia-{login}")).await;
    let task = store.marking_task(&mia, id, &ItemKey("b".into())).await.expect("read").expect("waits");
    let rating = Rating { criteria: vec![], comment: String::new() };
    let put = store.put_mark(&mia, task, Points::whole(20), rating, COMPLETION, at(NOW + LATER)).await;
    assert_eq!(put.expect("marked"), zhixing_store::Marked::Stored);
    assert_eq!(store.release_results(&mia, exam(), Some(id), at(NOW + LATER)).await.expect("released"), [id]);
    (ada, id)
}

async fn marker_named(store: &Store, login: &str) -> zhixing_domain::account::Marker {
    zhixing_domain::account::Marker::of(&person(store, login, &[Role::Examiner]).await).expect("an examiner")
}

async fn faults(store: &Store) -> Vec<RecordFault> {
    store.verify_records().await.expect("read").into_iter().map(|(_, fault)| fault).collect()
}

#[test]
fn a_row_that_the_log_does_not_tell_of_is_found() {
    use RecordFault as F;
    for (sql, expected) in [
        ("UPDATE answer SET value = '{\"type\":\"single\",\"option\":3}' WHERE item = 'a'", F::Receipt),
        ("UPDATE attempt SET ended_at = ended_at - 1 WHERE ended_at IS NOT NULL", F::Receipt),
        ("UPDATE attempt SET receipt_digest = 'x' WHERE ended_at IS NOT NULL", F::Receipt),
        ("UPDATE attempt SET state = 'in_progress', ended_at = NULL", F::Reopened),
        ("UPDATE mark SET points = 0 WHERE item = 'a'", F::Mark),
        ("UPDATE mark SET points = 5000 WHERE item = 'b'", F::Mark),
        ("UPDATE result SET score = REPLACE(score, '\"pass_mark\":6000', '\"pass_mark\":100')", F::Score),
        ("UPDATE account SET roles = 'learner admin' WHERE login = 'ada'", F::Roles),
        ("UPDATE account SET disabled_at = 1 WHERE login = 'ada'", F::Disabled),
    ] {
        on_each_url(async |store, url| {
            sat(&store, "ada").await;
            sat(&store, "bob").await;
            assert_eq!(faults(&store).await, [], "before {sql}");
            tamper(&url, sql).await;
            assert!(faults(&store).await.contains(&expected), "{sql}: {:?}", faults(&store).await);
        });
    }
}

#[test]
fn a_receipt_is_signed_once_when_its_attempt_ends() {
    on_each_url(async |store, url| {
        let (_, id) = sat(&store, "ada").await;
        let summary = store.attempt_summary(id).await.expect("read").expect("there");
        let (receipt, seal) = store.receipt(&summary).await.expect("read").expect("ended");
        let seal = seal.expect("sealed");
        assert_eq!((seal.digest.clone(), seal.kid.as_str()), (receipt.digest(), "k2026-1"));
        tamper(&url, "UPDATE answer SET rev = 9").await;
        let (changed, kept) = store.receipt(&summary).await.expect("read").expect("ended");
        assert_ne!(changed.digest(), seal.digest);
        assert_eq!(kept.as_ref(), Some(&seal));
        let again = store.submit_attempt(id, at(NOW + LATER)).await.expect("stored").expect("ended");
        assert_eq!((again.seal, again.fresh), (Some(seal), false));
    });
}

#[test]
fn keys_of_another_installation_are_told_by_their_names() {
    on_each(async |store| {
        let key = |kid: &str, public: &str| (kid.to_string(), public.to_string());
        assert!(store.note_keys(vec![key("k2026-1", "za"), key("k2026-2", "zb")], NOW).await.expect("noted").is_empty());
        assert!(store.note_keys(vec![key("k2026-2", "zb"), key("k2026-3", "zc")], NOW).await.expect("noted").is_empty());
        assert_eq!(store.note_keys(vec![key("k2026-1", "zx"), key("k2026-3", "zc")], NOW).await.expect("noted"), ["k2026-1"]);
    });
}

#[test]
fn a_database_that_is_moved_away_acknowledges_nothing_more() {
    on_each_url(async |store, url| {
        let Some(path) = url.strip_prefix("sqlite:") else { return };
        person(&store, "ada", &[Role::Learner]).await;
        assert!(store.ping().await.is_ok());
        let aside = format!("{path}.aside");
        std::fs::rename(path, &aside).expect("moved");
        std::fs::copy(&aside, path).expect("another file in its place");
        assert!(store.ping().await.is_err());
        let ada = store.credentials_of("ada").await.expect("read").expect("there").0;
        let refused = store.start_attempt(start_of(ada.id, 0), at(NOW)).await;
        assert!(refused.is_err_and(|e| e.to_string().contains("moved or replaced")));
        std::fs::rename(&aside, path).expect("moved back");
        assert!(store.ping().await.is_ok());
    });
}

#[test]
fn a_file_of_another_program_is_not_opened() {
    let path = std::env::temp_dir().join(format!("zhixing-foreign-{}.db", std::process::id()));
    let url = format!("sqlite:{}", path.display());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        for sql in ["PRAGMA application_id = 7", "CREATE TABLE account (id TEXT)"] {
            let _ = std::fs::remove_file(&path);
            let pool = sqlx::SqlitePool::connect(&format!("{url}?mode=rwc")).await.expect("SQLite opens");
            sqlx::query(sql).execute(&pool).await.expect("made");
            pool.close().await;
            assert!(Store::open(&url).await.is_err_and(|e| e.to_string().contains("another program")), "{sql}");
        }
        std::fs::write(&path, "no database at all, but long enough to be looked at as one, is it not?").expect("written");
        assert!(Store::open(&url).await.is_err());
        assert!(zhixing_store::examine(&path).await.is_err());
    });
    let _ = std::fs::remove_file(&path);
}
