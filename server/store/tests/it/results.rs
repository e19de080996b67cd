//! Results read by those who may: counts, lists, filters, orders; and whose a result is, which nobody learns before its release.

use crate::{
    invigilation::{minutes, session, staff},
    support::*,
};
use zhixing_domain::{
    account::{ResultReader, Role},
    attempt::Phase,
    grading::ResultStage,
    id::{AttemptId, ExamSessionId},
    points::Points,
    question::{Answer, ItemKey, ItemVersion},
};
use zhixing_store::{Completion, Listed, NewMark, OfSession, RESULTS, ReleaseOf, ResultOrder, ResultPage, ResultScope, Store};

const TERMS: Completion = Completion { pass_mark: Points::whole(60), release: false, certify: true };
const BEST: (ResultOrder, bool) = (ResultOrder::Score, true);

/// Somebody sits the exam, in a session if one is named, and gets so many of a hundred points: `None` while half of them wait for a marker.
async fn sits(store: &Store, login: &str, points: Option<i64>, session: Option<ExamSessionId>) -> AttemptId {
    let account = match store.credentials_of(login).await.expect("read") {
        Some((account, _)) => account,
        None => person(store, login, &[Role::Learner]).await,
    };
    let start = zhixing_store::Start { session, ..start_of(account.id, 0) };
    let id = store.start_attempt(start, at(NOW)).await.expect("stored").expect("started").id;
    store.submit_attempt(id, None, at(NOW)).await.expect("stored");
    let mark = |item: &str, points: Option<i64>| NewMark {
        item: ItemKey(item.into()),
        version: ItemVersion(format!("v-{item}")),
        function: None,
        worth: Points::whole(50),
        points: points.map(Points::whole),
    };
    let (a, b) = (points.map_or(50, |p| p.min(50)), points.map(|p| (p - 50).max(0)));
    store.grade(id, vec![mark("a", Some(a)), mark("b", b)], None, TERMS, at(NOW)).await.expect("graded");
    id
}

fn all() -> ResultScope {
    ResultScope { plan: exam(), session: OfSession::Any, stage: None, passed: None, search: String::new(), group: None }
}

/// The lines as `name score stage`, with a dash for what is not told.
fn told(page: &ResultPage) -> Vec<String> {
    let dash = || "-".to_string();
    let line = |l: &zhixing_store::ResultLine| {
        let name = l.whose.as_ref().map_or_else(dash, |w| w.name.clone());
        format!("{name} {} {}", l.score.as_ref().map_or_else(dash, |s| s.score.to_string()), l.stage.code())
    };
    page.lines.iter().map(line).collect()
}

#[test]
fn a_result_says_whose_it_is_when_it_is_released_and_not_before() {
    on_each(async |store| {
        let mia = marker(&store).await;
        let reader = ResultReader::of(&store.account(mia.id()).await.expect("read").expect("there")).expect("an examiner");
        let (ada, _) = (sits(&store, "ada", Some(80), None).await, sits(&store, "bob", Some(40), None).await);
        sits(&store, "cid", None, None).await;
        store.release_results(&mia, exam(), ReleaseOf::One(ada), at(NOW)).await.expect("released");
        let page = store.results(&reader, &all(), BEST, 0).await.expect("read");
        assert_eq!(told(&page), ["ADA 80 released", "- 40 marked", "- - to_mark"]);
        assert_eq!((page.total, page.lines[0].ended), (3, Phase::Submitted));
        // nor does an order or a search tell it
        for order in [ResultOrder::Name, ResultOrder::Login, ResultOrder::Seat] {
            for falling in [false, true] {
                let page = store.results(&reader, &all(), (order, falling), 0).await.expect("read");
                assert_eq!(page.total, 3, "{order:?}");
                if order != ResultOrder::Seat {
                    assert_eq!(told(&page)[0], "ADA 80 released", "{order:?}");
                }
            }
        }
        for (search, found) in [("AD", 1), ("ada", 1), ("bob", 0), ("BOB", 0), ("%", 0)] {
            let page = store.results(&reader, &ResultScope { search: search.into(), ..all() }, BEST, 0).await.expect("read");
            assert_eq!((page.total, page.lines.len()), (found, found as usize), "{search}");
        }
        store.release_results(&mia, exam(), ReleaseOf::ALL, at(NOW)).await.expect("released");
        let page = store.results(&reader, &all(), (ResultOrder::Name, true), 0).await.expect("read");
        assert_eq!(told(&page), ["BOB 40 released", "ADA 80 released", "- - to_mark"]);
    });
}

#[test]
fn the_readers_own_result_does_not_exist_before_its_release() {
    on_each(async |store| {
        let both = person(&store, "eve", &[Role::Learner, Role::Examiner]).await;
        let reader = ResultReader::of(&both).expect("an examiner");
        sits(&store, "eve", Some(99), None).await;
        sits(&store, "ada", Some(50), None).await;
        let own = async || {
            let page = store.results(&reader, &all(), BEST, 0).await.expect("read");
            let summary = store.result_summary(&reader, &exam(), OfSession::Any).await.expect("read");
            let groups = store.result_groups(&reader, None).await.expect("read");
            (page.total, summary.sat(), summary.scores.highest, groups[0].sat)
        };
        assert_eq!(own().await, (1, 1, Some(Points::whole(50)), 1));
        store.release_results(&marker(&store).await, exam(), ReleaseOf::ALL, at(NOW)).await.expect("released");
        assert_eq!(own().await, (2, 2, Some(Points::whole(99)), 2), "what they see on their own page is in the list");
    });
}

#[test]
fn sessions_stages_and_verdicts_narrow_a_list_and_its_counts() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let morning = session(&store, &ivy, NOW - minutes(1)).await;
        for login in ["ada", "bob", "cid"] {
            person(&store, login, &[Role::Learner]).await;
        }
        let listed = |login: &str, room: &str| Listed {
            login: login.into(),
            room: Some(room.into()),
            accommodation: None,
            legal_name: Some("某人".into()),
        };
        let list = vec![listed("ada", "3-120"), listed("bob", "3-121")];
        store.list_candidates(&ivy, morning, list, at(NOW)).await.expect("listed");
        sits(&store, "ada", Some(90), Some(morning)).await;
        sits(&store, "bob", None, Some(morning)).await;
        sits(&store, "cid", Some(10), None).await;
        let mia = marker(&store).await;
        let reader = ResultReader::of(&store.account(mia.id()).await.expect("read").expect("there")).expect("an examiner");
        let groups = store.result_groups(&reader, Some(&exam())).await.expect("read");
        let counts: Vec<_> = groups.iter().map(|g| (g.session.as_ref().map(|s| s.0), g.sat, g.marked, g.released, g.passed)).collect();
        assert!(counts.contains(&(Some(morning), 2, 1, 0, 1)) && counts.contains(&(None, 1, 1, 0, 0)), "{counts:?}");
        assert!(store.result_groups(&reader, Some(&mock())).await.expect("read").is_empty());
        for (session, stage, passed, found) in [
            (OfSession::One(morning), None, None, 2),
            (OfSession::Without, None, None, 1),
            (OfSession::Any, Some(ResultStage::Marked), None, 2),
            (OfSession::Any, Some(ResultStage::ToMark), None, 1),
            (OfSession::Any, Some(ResultStage::Released), None, 0),
            (OfSession::Any, None, Some(true), 1),
            (OfSession::Any, None, Some(false), 1),
            (OfSession::Without, None, Some(true), 0),
        ] {
            let scope = ResultScope { session, stage, passed, ..all() };
            assert_eq!(store.results(&reader, &scope, BEST, 0).await.expect("read").total, found, "{scope:?}");
        }
        let summary = store.result_summary(&reader, &exam(), OfSession::One(morning)).await.expect("read");
        assert_eq!((summary.to_mark, summary.marked, summary.scores.count, summary.pass_marks.len()), (1, 1, 1, 1));
        // the morning goes out alone
        assert_eq!(store.releasable(&mia, &exam(), OfSession::One(morning)).await.expect("read"), (1, 1, 0));
        let only = ReleaseOf::Session(OfSession::One(morning));
        assert_eq!(store.release_results(&mia, exam(), only, at(NOW)).await.expect("released").len(), 1);
        assert_eq!(store.releasable(&mia, &exam(), OfSession::Any).await.expect("read"), (1, 0, 0), "who sat without a session waits");
        let page = store.results(&reader, &ResultScope { search: "3-12".into(), ..all() }, BEST, 0).await.expect("read");
        assert_eq!(told(&page), ["某人 90 released"], "by the seat, and under the name that was fixed");
        assert_eq!(page.lines[0].whose.as_ref().map(|w| w.seat.as_str()), Some("3-120"));
    });
}

/// Ten thousand results, put in behind the store's back.
pub async fn many(store: &Store, url: &str) -> ResultReader {
    let ada = sits(store, "ada", Some(55), None).await;
    let number = "SUBSTR('00000000000000000000000000000000' || CAST(i AS TEXT), LENGTH(CAST(i AS TEXT)) + 1)";
    let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)";
    let released = "CASE WHEN i % 2 = 0 THEN 1 END";
    for sql in [
        format!(
            "{numbers} INSERT INTO account (id, login, display_name, legal_name, roles, password_hash, created_at) \
             SELECT 'acc_' || {number}, 'p' || CAST(i AS TEXT), 'P' || CAST(i AS TEXT), '', 'learner', 'h', 1 FROM n"
        ),
        format!(
            "{numbers} INSERT INTO attempt (id, account_id, plan, plan_version, number, paper, state, limit_ms, factor, granted_ms, paused_ms, \
             window_granted_ms, created_at, started_at, ended_at) SELECT 'att_' || {number}, 'acc_' || {number}, 'course/exam', '1', 1, \
             (SELECT paper FROM attempt WHERE id = '{ada}'), 'submitted', 1, 1000, 0, 0, 0, 1, 1, 2 FROM n"
        ),
        format!(
            "{numbers} INSERT INTO result (attempt_id, score, graded_at, complete_at, released_at) SELECT 'att_' || {number}, \
             '{{\"score\":' || CAST(i AS TEXT) || ',\"pass_mark\":6000,\"passed\":false,\"functions\":[]}}', 1, 1, {released} FROM n"
        ),
        format!(
            "{numbers} INSERT INTO mark (attempt_id, item, position, worth, points, version) \
             SELECT 'att_' || {number}, 'a', 0, 5000, i / 2, 'v-a' FROM n UNION ALL SELECT 'att_' || {number}, 'b', 1, 5000, i - i / 2, 'v-b' FROM n"
        ),
    ] {
        tamper(url, &sql).await;
    }
    let mia = marker(store).await;
    ResultReader::of(&store.account(mia.id()).await.expect("read").expect("there")).expect("an examiner")
}

#[test]
fn ten_thousand_results_are_counted_whole_and_shown_in_pages() {
    on_each_url(async |store, url| {
        let reader = many(&store, &url).await;
        let summary = store.result_summary(&reader, &exam(), OfSession::Any).await.expect("read");
        assert_eq!((summary.sat(), summary.released, summary.scores.count, summary.scores.passed), (10_000, 4_999, 10_000, 4_000));
        assert_eq!((summary.scores.mean, summary.scores.bins[3]), (Some(Points::whole(50)), 1_000));
        let page = store.results(&reader, &all(), BEST, 49).await.expect("read");
        assert_eq!((page.total, page.lines.len() as i64, told(&page)[199].as_str()), (10_000, RESULTS, "- 0.01 marked"));
        assert_eq!(store.results(&reader, &all(), BEST, 50).await.expect("read").lines.len(), 0);
        assert_eq!(store.results(&reader, &all(), BEST, i64::MAX).await.expect("read").lines.len(), 0);
        let page = store.results(&reader, &ResultScope { search: "P9998".into(), ..all() }, BEST, 0).await.expect("read");
        assert_eq!(told(&page), ["P9998 99.98 released"]);
        assert_eq!(store.all_results(&reader, &all(), (ResultOrder::Name, false)).await.expect("read").lines.len(), 10_000);
        let sums = &store.item_sums(&exam()).await.expect("read")[&ItemVersion("v-a".into())];
        assert_eq!(sums.papers, 10_000);
        assert!(sums.discrimination().is_some_and(|d| d > 0.99), "{sums:?}");
    });
}

#[test]
fn sums_of_items_are_of_papers_that_are_wholly_marked() {
    on_each(async |store| {
        // (a, b): (50, 40), (50, 20), (30, 0), (10, 0); one more waits for a marker
        for (login, points) in [("ada", 90), ("bob", 70), ("cid", 30), ("dan", 10)] {
            sits(&store, login, Some(points), None).await;
        }
        sits(&store, "eve", None, None).await;
        let sums = store.item_sums(&exam()).await.expect("read");
        let a = sums[&ItemVersion("v-a".into())];
        assert_eq!((a.papers, a.points, a.worth, a.rest), (4, 14_000, 20_000, 6_000));
        // Σx 140, Σy 60, Σxy 3000, Σx² 6000, Σy² 2000: (4·3000 − 140·60) / √((4·6000 − 140²)(4·2000 − 60²)) = 3600 / √(4400·4400)
        assert!(a.discrimination().is_some_and(|d| (d - 3_600.0 / 4_400.0).abs() < 1e-9), "{a:?}");
        let mut given = store.points_given(&exam(), &ItemVersion("v-b".into())).await.expect("read");
        given.sort_unstable();
        assert_eq!(given, [(0, 5_000, 2), (2_000, 5_000, 1), (4_000, 5_000, 1)]);
        assert!(store.item_sums(&mock()).await.expect("read").is_empty());
    });
}

#[test]
fn answers_are_counted_with_the_arrangement_in_which_they_were_shown() {
    on_each(async |store| {
        for (login, option) in [("ada", 1), ("bob", 1), ("cid", 2)] {
            let account = person(&store, login, &[Role::Learner]).await;
            let id = running(&store, account.id).await;
            store.save(save(id, account.id, "a", option, 1, NOW)).await.expect("saved");
            store.submit_attempt(id, None, at(NOW)).await.expect("stored");
            let mark = NewMark {
                item: ItemKey("a".into()),
                version: ItemVersion("v-a".into()),
                function: None,
                worth: Points::whole(50),
                points: Some(Points::ZERO),
            };
            store.grade(id, vec![mark], None, TERMS, at(NOW)).await.expect("graded");
        }
        sits(&store, "dan", Some(10), None).await;
        let mut given = store.answers_given(&exam(), &ItemVersion("v-a".into())).await.expect("read");
        given.sort_by_key(|g| g.papers);
        let said: Vec<_> = given.iter().map(|g| (g.answer.clone(), g.papers)).collect();
        assert!(said.contains(&(Some(Answer::Single { option: Some(1) }), 2)) && said.contains(&(None, 1)), "{said:?}");
        assert!(given.iter().all(|g| g.arrangement.to_text() == "0123"), "{given:?}");
    });
}
