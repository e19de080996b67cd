//! Items that are void after all: decisions, results computed anew once, and what they were.

use crate::support::*;
use zhixing_domain::{
    account::{Marker, Role},
    grading::{Rating, Voiding},
    id::AttemptId,
    points::Points,
    question::{ItemKey, ItemVersion},
    time::{Span, Timestamp},
};
use zhixing_store::{Completion, NewMark, ReleaseOf, Store, TaskKind};

const TERMS: Completion = Completion { pass_mark: Points::whole(60), release: false, certify: true };

fn key(item: &str) -> (ItemKey, ItemVersion) {
    (ItemKey(item.into()), ItemVersion(format!("v-{item}")))
}

/// A marked attempt: item `a` worth 40, `b` worth 60.
async fn marked(store: &Store, login: &str, a: i64, b: Option<i64>) -> AttemptId {
    let id = running(store, person(store, login, &[Role::Learner]).await.id).await;
    store.submit_attempt(id, None, at(NOW)).await.expect("stored");
    let mark = |item: &str, worth, points: Option<i64>| {
        let (item, version) = key(item);
        NewMark { item, version, function: None, worth: Points::whole(worth), points: points.map(Points::whole) }
    };
    store.grade(id, vec![mark("a", 40, Some(a)), mark("b", 60, b)], None, TERMS, at(NOW)).await.expect("graded");
    id
}

/// Decides at an instant, and does what the outbox has; who passes now.
async fn decides(store: &Store, marker: &Marker, item: &str, voiding: Option<Voiding>, now: Timestamp) -> Vec<AttemptId> {
    store.decide_item(marker, exam(), key(item), voiding, "wrong key".into(), at(now)).await.expect("stored");
    let mut pass_now = vec![];
    for task in store.take_tasks(now, 50).await.expect("read").into_iter().filter(|t| t.kind == TaskKind::Regrade) {
        // a few at a time, and the whole of it twice: a task may be done more than once
        for _ in 0..2 {
            while let (passing, true) = store.regrade(task.subject.clone(), TERMS, 1, at(now)).await.expect("stored") {
                pass_now.extend(passing);
            }
        }
        store.end_tasks(vec![(task, None)], now).await.expect("stored");
    }
    pass_now
}

async fn score(store: &Store, id: AttemptId) -> Option<String> {
    store.result(id).await.expect("read").expect("there").score.map(|s| s.score.to_string())
}

fn later(minutes: i64) -> Timestamp {
    NOW + Span::from_minutes(minutes)
}

#[test]
fn a_void_item_changes_each_result_once_and_keeps_what_it_was() {
    on_each(async |store| {
        let marker = marker(&store).await;
        let (low, high) = (marked(&store, "low", 0, Some(45)).await, marked(&store, "high", 40, Some(30)).await);
        store.release_results(&marker, exam(), ReleaseOf::One(low), at(NOW)).await.expect("released");
        let items = store.marked_items(&exam()).await.expect("read");
        assert_eq!(
            (items[0].item.0.as_str(), items[0].attempts, items[0].points, items[0].worth.to_string()),
            ("a", 2, Points::whole(40), "80".into())
        );
        assert_eq!(
            decides(&store, &marker, "a", Some(Voiding::FullCredit), later(1)).await,
            [low],
            "it was released as failed and passes now"
        );
        assert_eq!((score(&store, low).await.as_deref(), score(&store, high).await.as_deref()), (Some("85"), Some("70")));
        let was = store.revisions(low).await.expect("read");
        assert_eq!(
            (was.len(), was[0].score.score, was[0].released, was[0].decision.reason.as_str()),
            (1, Points::whole(45), true, "wrong key")
        );
        assert!(store.revisions(high).await.expect("read").is_empty(), "who had the points keeps the result as it was");
        assert!(store.take_tasks(later(1), 50).await.expect("read").iter().all(|t| t.kind == TaskKind::Issue), "a certificate follows");
        // another policy, and taken back: from the marks that were given
        decides(&store, &marker, "a", Some(Voiding::Excluded), later(2)).await;
        assert_eq!((score(&store, low).await.as_deref(), score(&store, high).await.as_deref()), (Some("75"), Some("50")));
        decides(&store, &marker, "a", None, later(3)).await;
        assert_eq!((score(&store, low).await.as_deref(), score(&store, high).await.as_deref()), (Some("45"), Some("70")));
        assert_eq!(
            store.revisions(low).await.expect("read").iter().map(|r| r.score.score.to_string()).collect::<Vec<_>>(),
            ["75", "85", "45"]
        );
        assert_eq!(store.decisions(&exam(), &key("a").1).await.expect("read").len(), 3);
        assert!(store.marked_items(&exam()).await.expect("read").iter().all(|i| i.behind == 0));
        let revised = store
            .events_of(&administrator(), &low.to_string())
            .await
            .expect("read")
            .into_iter()
            .filter(|e| e.what.action() == "result.revised")
            .count();
        assert_eq!(revised, 3);
    });
}

#[test]
fn a_task_that_is_queued_again_while_it_runs_is_done_again() {
    on_each(async |store| {
        let marker = marker(&store).await;
        let low = marked(&store, "low", 0, Some(45)).await;
        store.release_results(&marker, exam(), ReleaseOf::One(low), at(NOW)).await.expect("released");
        let running: Vec<_> = store.take_tasks(NOW, 50).await.expect("read").into_iter().filter(|t| t.kind == TaskKind::Issue).collect();
        assert_eq!(running.len(), 1, "it finds that nothing is to be issued");
        decides(&store, &marker, "a", Some(Voiding::FullCredit), later(1)).await;
        let open = store.open_tasks().await.expect("read");
        store.end_tasks(running.into_iter().map(|t| (t, None)).collect(), later(1)).await.expect("stored");
        assert_eq!(store.open_tasks().await.expect("read"), open, "the certificate that is due now is still to be issued");
    });
}

#[test]
fn who_no_longer_passes_after_release_is_shown_and_nothing_is_taken() {
    on_each(async |store| {
        let marker = marker(&store).await;
        let (lucky, unseen) = (marked(&store, "lucky", 40, Some(20)).await, marked(&store, "unseen", 40, Some(20)).await);
        store.release_results(&marker, exam(), ReleaseOf::One(lucky), at(NOW)).await.expect("released");
        assert!(decides(&store, &marker, "a", Some(Voiding::Excluded), later(1)).await.is_empty());
        let lost = store.lost_results(&marker).await.expect("read");
        assert_eq!(lost.iter().map(|l| (l.attempt, l.score.score.to_string())).collect::<Vec<_>>(), [(lucky, "33.33".to_string())]);
        assert_eq!(store.count_lost_certificates(&marker).await.expect("read"), 0, "nobody has issued a certificate for it");
        assert!(store.result(lucky).await.expect("read").expect("there").released_at.is_some());
        assert_eq!(score(&store, unseen).await.as_deref(), Some("33.33"));
        decides(&store, &marker, "a", Some(Voiding::FullCredit), later(2)).await;
        assert!(store.lost_results(&marker).await.expect("read").is_empty(), "it passes again");
    });
}

#[test]
fn a_void_essay_waits_for_nobody_and_waits_again_when_it_counts() {
    on_each(async |store| {
        let marker = marker(&store).await;
        let (open, seen) = (marked(&store, "open", 30, None).await, marked(&store, "seen", 40, None).await);
        assert_eq!(store.waiting(&marker).await.expect("read")[0].to_mark, 2);
        decides(&store, &marker, "b", Some(Voiding::Excluded), later(1)).await;
        assert_eq!((score(&store, open).await.as_deref(), score(&store, seen).await.as_deref()), (Some("75"), Some("100")));
        assert!(store.claim_marking(&marker, None, None, at(later(1))).await.expect("read").is_none());
        assert_eq!(
            (store.waiting(&marker).await.expect("read")[0].to_mark, store.waiting(&marker).await.expect("read")[0].to_release),
            (0, 2)
        );
        store.release_results(&marker, exam(), ReleaseOf::One(seen), at(later(1))).await.expect("released");
        decides(&store, &marker, "b", None, later(2)).await;
        assert_eq!(score(&store, seen).await.as_deref(), Some("100"), "a released result does not become incomplete");
        assert_eq!(score(&store, open).await, None);
        let task = store.claim_marking(&marker, None, None, at(later(2))).await.expect("read").expect("it waits again");
        assert_eq!(task.attempt, open);
        let rating = Rating { criteria: vec![Points::whole(60)], comment: String::new() };
        let put = store.put_mark(&marker, task, Points::whole(60), rating, TERMS, at(later(2))).await;
        assert_eq!(put.expect("stored"), zhixing_store::Marked::Stored);
        assert_eq!(score(&store, open).await.as_deref(), Some("90"));
    });
}

#[test]
fn what_is_marked_after_the_decision_is_marked_by_it() {
    on_each(async |store| {
        let marker = marker(&store).await;
        decides(&store, &marker, "a", Some(Voiding::FullCredit), later(0)).await;
        let id = marked(&store, "ada", 0, Some(30)).await;
        assert_eq!(score(&store, id).await.as_deref(), Some("70"));
        assert!(store.revisions(id).await.expect("read").is_empty(), "it never was anything else");
        // a corrected version of the item is another item
        store
            .decide_item(&marker, exam(), (key("b").0, ItemVersion("older".into())), Some(Voiding::Excluded), "typo".into(), at(NOW))
            .await
            .expect("stored");
        let other = marked(&store, "bob", 40, Some(0)).await;
        assert_eq!(score(&store, other).await.as_deref(), Some("40"));
    });
}

#[test]
fn a_decision_among_attempts_that_are_being_marked_reaches_them_all() {
    on_each(async |store| {
        let marker = marker(&store).await;
        let mut marking = tokio::task::JoinSet::new();
        for n in 0..12 {
            let store = store.clone();
            marking.spawn(async move { marked(&store, &format!("p{n}"), 0, Some(60)).await });
        }
        decides(&store, &marker, "a", Some(Voiding::FullCredit), NOW).await;
        for id in marking.join_all().await {
            assert_eq!(score(&store, id).await.as_deref(), Some("100"));
        }
    });
}
