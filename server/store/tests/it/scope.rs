//! Roles that reach some courses alone: what is beyond them is not there, whichever verb is asked.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Invigilator, Marker, ResultReader, Role, Roles, Scope},
    attempt::Measure,
    event::{Event, IrregularityReport, LogEntry},
    grading::Rating,
    id::AttemptId,
    points::Points,
    question::{ItemKey, ItemVersion},
    time::Span,
};
use zhixing_store::{
    Actor, BoardOrder, BoardScope, Completion, Fault, NewMark, OfSession, ReleaseOf, ResultOrder, ResultScope, Stamp, Store, Timetable,
    TimetablePart,
};

const STAFF: [Role; 2] = [Role::Examiner, Role::Invigilator];

/// Somebody whose roles reach these courses.
async fn reaching(store: &Store, login: &str, courses: &[&str]) -> Account {
    let id = person(store, login, &STAFF).await.id;
    let scope = Scope::of(courses.iter().copied());
    store.set_roles(&administrator(), id, Roles::of(&STAFF), scope, at(NOW)).await.expect("stored");
    store.account(id).await.expect("read").expect("there")
}

/// What somebody does now.
fn of(account: &Account) -> Stamp {
    Stamp { actor: Actor::Person(account.id), ..at(NOW) }
}

fn is_beyond<T>(done: Result<T, Fault>) -> bool {
    matches!(done, Err(Fault::Beyond))
}

/// An ended attempt with an answer that waits for a marker.
async fn waits(store: &Store) -> AttemptId {
    let id = running(store, person(store, "ada", &[Role::Learner]).await.id).await;
    store.submit_attempt(id, None, at(NOW)).await.expect("stored");
    let mark =
        NewMark { item: ItemKey("b".into()), version: ItemVersion("v-b".into()), function: None, worth: Points::whole(50), points: None };
    store.grade(id, vec![mark], None, terms_of(), at(NOW)).await.expect("graded");
    id
}

fn terms_of() -> Completion {
    Completion { pass_mark: Points::whole(60), release: false, certify: false }
}

#[test]
fn a_marker_marks_and_releases_within_the_scope_alone() {
    on_each(async |store| {
        let id = waits(&store).await;
        let [here, there] = [reaching(&store, "hu", &["course", "more"]).await, reaching(&store, "ma", &["courses"]).await];
        let [inside, outside] = [&here, &there].map(|a| Marker::of(a).expect("an examiner"));
        let task = store.claim_marking(&inside, None, None, of(&here)).await.expect("read").expect("waits");
        let later = Stamp { now: NOW + Span::from_minutes(60), ..of(&there) };
        assert!(store.claim_marking(&outside, None, None, later).await.expect("read").is_none());
        assert!(store.marking_task(&outside, id, &task.item).await.expect("read").is_none());
        let waiting = [store.waiting(&inside).await.expect("read").len(), store.waiting(&outside).await.expect("read").len()];
        assert_eq!(waiting, [1, 0]);
        let gives = |marker, account| {
            let rating = Rating { criteria: vec![Points::whole(40)], comment: String::new() };
            store.put_mark(marker, task.clone(), Points::whole(40), rating, terms_of(), of(account))
        };
        assert!(is_beyond(gives(&outside, &there).await), "a task that was got elsewhere");
        gives(&inside, &here).await.expect("stored");
        assert!(is_beyond(store.releasable(&outside, &exam(), OfSession::Any).await));
        assert!(is_beyond(store.release_results(&outside, exam(), ReleaseOf::ALL, of(&there)).await));
        let void =
            store.decide_item(&outside, exam(), (ItemKey("b".into()), ItemVersion("v-b".into())), None, "x".into(), of(&there)).await;
        assert!(is_beyond(void));
        assert_eq!(store.release_results(&inside, exam(), ReleaseOf::ALL, of(&here)).await.expect("stored"), [id]);
    });
}

#[test]
fn results_are_read_within_the_scope_alone() {
    on_each(async |store| {
        waits(&store).await;
        let [inside, outside] = [reaching(&store, "hu", &["course"]).await, reaching(&store, "ma", &["other"]).await];
        let [inside, outside] = [inside, outside].map(|a| ResultReader::of(&a).expect("an examiner"));
        assert_eq!(store.result_groups(&inside, None).await.expect("read").len(), 1);
        assert_eq!(store.result_groups(&outside, None).await.expect("read").len(), 0);
        assert!(is_beyond(store.result_summary(&outside, &exam(), OfSession::Any).await));
        let scope = ResultScope { plan: exam(), session: OfSession::Any, stage: None, passed: None, search: String::new(), group: None };
        assert!(is_beyond(store.results(&outside, &scope, (ResultOrder::Score, false), 0).await));
        assert!(is_beyond(store.all_results(&outside, &scope, (ResultOrder::Score, false)).await));
        assert_eq!(store.results(&inside, &scope, (ResultOrder::Score, false), 0).await.expect("read").total, 1);
    });
}

#[test]
fn an_invigilator_watches_and_plans_within_the_scope_alone() {
    on_each(async |store| {
        let id = running(&store, person(&store, "ada", &[Role::Learner]).await.id).await;
        let [here, there] = [reaching(&store, "hu", &["course"]).await, reaching(&store, "ma", &["other", "third"]).await];
        let [inside, outside] = [&here, &there].map(|a| Invigilator::of(a).expect("an invigilator"));
        let board = BoardScope::of(exam());
        assert!(
            is_beyond(store.board(&outside, &board, BoardOrder::Room, 0).await)
                && is_beyond(store.board_counts(&outside, &board, NOW).await)
        );
        assert!(is_beyond(store.attempts_in(&outside, &board).await) && is_beyond(store.attempts_of_plan(&outside, &exam(), &[id]).await));
        assert!(store.board_line(&outside, id).await.expect("read").is_none());
        let pause = async |who, account| {
            let done = store.measure(who, vec![id], Measure::Pause, "x".into(), of(account)).await.expect("stored");
            done.into_iter().next().expect("one").1.is_some()
        };
        assert!(!pause(&outside, &there).await && pause(&inside, &here).await);
        assert!(matches!(store.notify(&outside, vec![id], "x".into(), of(&there)).await.expect("stored")[..], [(_, None)]));
        let report = IrregularityReport::Staff { text: "x".into() };
        assert!(is_beyond(store.report_irregularity(&outside, id, report, of(&there)).await));
        assert!(is_beyond(store.free_pen(&outside, id, "x".into(), of(&there)).await));
        assert!(is_beyond(store.reopen(&outside, id, Span::from_minutes(5), false, "x".into(), of(&there)).await));

        let window = || terms("七号", NOW, NOW + Span::from_minutes(60));
        assert!(is_beyond(store.open_session(&outside, exam(), window(), of(&there)).await));
        let session = store.open_session(&inside, exam(), window(), of(&here)).await.expect("stored");
        let asked = Timetable { part: TimetablePart::All, search: String::new(), page: 0 };
        let seen = async |who| store.timetable(who, &asked, NOW).await.expect("read").1;
        assert_eq!([seen(&inside).await, seen(&outside).await], [1, 0]);
        let fed = async |who| store.sessions_since(who, NOW).await.expect("read").len();
        assert_eq!([fed(&inside).await, fed(&outside).await], [1, 0]);
        assert!(is_beyond(store.change_session(&outside, session, window(), of(&there)).await));
        assert!(is_beyond(store.cancel_session(&outside, session, "x".into(), of(&there)).await));
        assert!(is_beyond(store.change_lines(&outside, session, vec![], of(&there)).await));
        assert!(is_beyond(store.set_session_code(&outside, session, Some("x".into()), of(&there)).await));
        assert!(is_beyond(store.list_candidates(&outside, session, vec![], of(&there)).await));
    });
}

#[test]
fn a_scope_is_on_record_and_an_administrator_reaches_all() {
    on_each_url(async |store, url| {
        let chen = reaching(&store, "chen", &["b", "a"]).await;
        assert_eq!(chen.scope, Scope::of(["a", "b"]));
        let told = store.events_of(&administrator(), &chen.id.to_string()).await.expect("read");
        assert!(told.iter().any(|h| h.what == LogEntry::Known(Event::ScopeGiven { courses: "a b".into() })));
        let both = Account { roles: Roles::of(&[Role::Admin, Role::Examiner]), ..chen.clone() };
        assert!(Marker::of(&both).expect("an examiner").scope().covers(&exam()));
        assert!(!Marker::of(&chen).expect("an examiner").scope().covers(&exam()));
        assert!(store.verify_records().await.expect("read").is_empty());
        tamper(&url, "UPDATE account SET courses = '' WHERE login = 'chen'").await;
        assert_eq!(store.verify_records().await.expect("read").len(), 1, "a scope that nobody gave");
    });
}
