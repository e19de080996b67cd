//! Marks, the queue and the release.

use crate::support::*;
use zhixing_domain::{
    account::{Marker, Role},
    grading::Rating,
    points::Points,
    question::{ItemKey, ItemVersion},
    time::Span,
};
use zhixing_store::{
    Actor, Completion, GivenMark, MARKED_ON_A_PAGE, MachineMarks, Marked, Marking, MarkingPlace, MarkingTask, NewMark, ReleaseOf, Stamp,
    Store,
};

fn terms(release: bool) -> Completion {
    Completion { pass_mark: Points::whole(60), release, certify: true }
}

fn marks(essay: bool) -> Vec<NewMark> {
    let mark = |item: &str, points| NewMark {
        item: ItemKey(item.into()),
        version: ItemVersion(format!("v-{item}")),
        function: Some("f".into()),
        worth: Points::whole(50),
        points,
    };
    vec![mark("a", Some(Points::whole(40))), mark("b", if essay { None } else { Some(Points::whole(20)) })]
}

async fn ended(store: &Store, login: &str, essay: bool, release: bool) -> zhixing_domain::id::AttemptId {
    let account = person(store, login, &[Role::Learner]).await;
    let id = running(store, account.id).await;
    store.submit_attempt(id, None, at(NOW)).await.expect("stored");
    store.grade(id, marks(essay), None, terms(release), at(NOW)).await.expect("graded");
    id
}

#[test]
fn a_paper_without_essays_is_complete_at_once() {
    on_each(async |store| {
        let id = ended(&store, "ada", false, true).await;
        store.grade(id, vec![], None, terms(true), at(NOW)).await.expect("a second time changes nothing");
        let result = store.result(id).await.expect("read").expect("there");
        assert!(result.released_at.is_some());
        assert!(result.score.is_some_and(|s| s.score == Points::whole(60) && s.passed));
    });
}

#[test]
fn an_essay_waits_for_one_marker_and_completes_the_result() {
    on_each(async |store| {
        let id = ended(&store, "ada", true, false).await;
        let marker = marker(&store).await;
        let other = Marker::of(&person(&store, "max", &[Role::Examiner]).await).expect("an examiner");
        let task = store.claim_marking(&marker, None, None, at(NOW)).await.expect("read").expect("waits");
        assert_eq!((task.attempt, task.item.0.as_str()), (id, "b"));
        assert!(store.claim_marking(&other, None, None, at(NOW)).await.expect("read").is_none(), "claimed");
        assert!(store.claim_marking(&marker, None, None, at(NOW)).await.expect("read").is_some(), "its marker gets it again");
        assert!(
            store.claim_marking(&other, None, None, at(NOW + Span::from_minutes(31))).await.expect("read").is_some(),
            "a silent claim ends"
        );
        let rating = Rating { criteria: vec![Points::whole(30)], comment: "好".into() };
        let gives = async |points, task: &MarkingTask, now| {
            let mia = Stamp { actor: Actor::Person(marker.id()), ..at(now) };
            store.put_mark(&marker, task.clone(), Points::whole(points), rating.clone(), terms(false), mia).await.expect("stored")
        };
        assert_eq!(gives(20, &task, NOW).await, Marked::Stored, "whose claim it is only orders the queue");
        // who looked before that is told, and says so next time
        let theirs = GivenMark { rating: rating.clone(), by: "MIA".into(), at: NOW };
        assert_eq!(gives(30, &task, NOW + Span::from_minutes(1)).await, Marked::Overtaken(theirs), "by whom, when, and what it is");
        let seen = store.marking_task(&marker, id, &task.item).await.expect("read").expect("there");
        assert_eq!(seen.marked_at, Some(NOW));
        assert_eq!(gives(30, &seen, NOW + Span::from_minutes(1)).await, Marked::Stored);
        let result = store.result(id).await.expect("read").expect("there");
        assert!(result.score.is_some() && result.released_at.is_none());
        assert_eq!(store.waiting(&marker).await.expect("read")[0].to_release, 1);
        assert!(
            store.release_results(&marker, mock(), ReleaseOf::One(id), at(NOW)).await.expect("read").is_empty(),
            "it is of another plan"
        );
        assert_eq!(store.release_results(&marker, exam(), ReleaseOf::ALL, at(NOW)).await.expect("released"), [id]);
        assert_eq!(gives(0, &seen, NOW).await, Marked::Closed, "released is final");
    });
}

#[test]
fn what_a_marker_puts_back_waits_for_others_and_for_them_once_they_ask_for_it_again() {
    on_each(async |store| {
        let mut ids = vec![];
        for login in ["ada", "bob", "cyd"] {
            ids.push(ended(&store, login, true, false).await);
        }
        ids.sort_by_key(ToString::to_string);
        let (mia, max) = (marker(&store).await, Marker::of(&person(&store, "max", &[Role::Examiner]).await).expect("an examiner"));
        let claims = async |who: &Marker| store.claim_marking(who, Some(exam()), None, at(NOW)).await.expect("read");
        let skips =
            async |past: &MarkingTask| store.claim_marking(&mia, Some(past.plan.clone()), Some(past.clone()), at(NOW)).await.expect("read");
        let counts = async |who: &Marker| {
            let lines = store.marking_lines(who, NOW).await.expect("read");
            lines.iter().map(|l| [l.to_mark, l.skipped, l.held, l.mine]).collect::<Vec<_>>()
        };
        let first = claims(&mia).await.expect("waits");
        let second = skips(&first).await.expect("the next one");
        let held = claims(&max).await.expect("what was put back");
        assert_eq!([first.attempt, second.attempt, held.attempt], [ids[0], ids[1], ids[0]]);
        assert_eq!((counts(&mia).await, counts(&max).await), (vec![[3, 1, 0, 0]], vec![[3, 0, 1, 0]]));
        let gives = async |who: &Marker, task: &MarkingTask| {
            let rating = Rating { criteria: vec![Points::whole(30)], comment: String::new() };
            let stamp = Stamp { actor: Actor::Person(who.id()), ..at(NOW) };
            store.put_mark(who, task.clone(), Points::whole(30), rating, terms(false), stamp).await.expect("stored")
        };
        gives(&mia, &second).await;
        let third = claims(&mia).await.expect("waits");
        assert_eq!(third.attempt, ids[2], "what was put back is not the next one after a mark");
        assert!(skips(&third).await.is_none(), "all that wait were put back");
        assert!(claims(&mia).await.is_none(), "and are not offered by themselves");
        assert_eq!(counts(&mia).await, [[2, 2, 0, 1]]);
        gives(&max, &held).await;
        assert_eq!(counts(&mia).await, [[1, 1, 0, 1]], "what has its mark waits for nobody");
        store.offer_again(&mia, Some(mock())).await.expect("of another plan");
        assert!(claims(&mia).await.is_none());
        store.offer_again(&mia, Some(exam())).await.expect("again");
        assert_eq!(claims(&mia).await.map(|task| task.attempt), Some(ids[2]));
        assert!(claims(&max).await.is_none(), "and is held");
        assert_eq!(counts(&mia).await, [[1, 0, 0, 1]]);
    });
}

#[test]
fn a_marker_finds_the_place_in_the_round_and_what_was_marked_until_a_colleague_marks_it_anew() {
    on_each(async |store| {
        let (one, two) = (ended(&store, "ada", true, false).await, ended(&store, "bob", true, false).await);
        let mia = marker(&store).await;
        let first = store.claim_marking(&mia, None, None, at(NOW)).await.expect("read").expect("waits");
        let other = if first.attempt == one { two } else { one };
        let place = async |task: &MarkingTask| store.marking_place(&mia, task).await.expect("read");
        let second = store.marking_task(&mia, other, &first.item).await.expect("read").expect("there");
        assert_eq!([place(&first).await, place(&second).await], [1, 2].map(|number| Some(MarkingPlace { number, of: 2 })));
        let gives = async |who: &Marker, task: &MarkingTask, minute: i64| {
            let seen = store.marking_task(who, task.attempt, &task.item).await.expect("read").expect("there");
            let rating = Rating { criteria: vec![Points::whole(30)], comment: String::new() };
            let stamp = Stamp { actor: Actor::Person(who.id()), ..at(NOW + Span::from_minutes(minute)) };
            assert_eq!(store.put_mark(who, seen, Points::whole(30), rating, terms(false), stamp).await.expect("stored"), Marked::Stored);
        };
        gives(&mia, &first, 1).await;
        gives(&mia, &second, 2).await;
        assert_eq!(place(&first).await, Some(MarkingPlace { number: 1, of: 2 }), "what is marked stays in its place");
        let marked = async |who: &Marker| store.marked_by(who, 0).await.expect("read");
        let mine: Vec<_> = marked(&mia).await.into_iter().map(|m| (m.attempt, m.points, m.worth, m.open)).collect();
        assert_eq!(mine, [second.attempt, first.attempt].map(|attempt| (attempt, Points::whole(30), Points::whole(50), true)));
        let max = Marker::of(&person(&store, "max", &[Role::Examiner]).await).expect("an examiner");
        gives(&max, &second, 3).await;
        assert_eq!([marked(&mia).await.len(), marked(&max).await.len()], [1, 1], "it is the colleague's now");
        assert!(store.marked_by(&mia, 1).await.expect("read").is_empty(), "one page");
        store.release_results(&mia, exam(), ReleaseOf::ALL, at(NOW)).await.expect("released");
        assert_eq!(place(&first).await, None);
        assert!(!marked(&mia).await[0].open);
    });
}

#[test]
fn a_page_of_what_was_marked_gives_one_more_where_a_later_page_has_something() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let (id, mia) = (running(&store, ada.id).await, marker(&store).await);
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        let essays = (0..MARKED_ON_A_PAGE + 2).map(|n| NewMark { item: ItemKey(format!("e{n}")), ..marks(true).remove(1) }).collect();
        store.grade(id, essays, None, terms(false), at(NOW)).await.expect("graded");
        for n in 0..MARKED_ON_A_PAGE + 2 {
            let task = store.marking_task(&mia, id, &ItemKey(format!("e{n}"))).await.expect("read").expect("there");
            let rating = Rating { criteria: vec![Points::whole(30)], comment: String::new() };
            let stamp = Stamp { actor: Actor::Person(mia.id()), ..at(NOW + Span::from_minutes(n as i64)) };
            store.put_mark(&mia, task, Points::whole(30), rating, terms(false), stamp).await.expect("stored");
        }
        let [first, second] = [store.marked_by(&mia, 0).await.expect("read"), store.marked_by(&mia, 1).await.expect("read")];
        assert_eq!((first.len(), second.len()), (MARKED_ON_A_PAGE + 1, 2));
        assert_eq!(first.last(), second.first(), "the one more is the first of the next page");
    });
}

#[test]
fn nobody_marks_their_own_answer() {
    on_each(async |store| {
        let both = person(&store, "ada", &[Role::Learner, Role::Examiner]).await;
        let id = running(&store, both.id).await;
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        store.grade(id, marks(true), None, terms(false), at(NOW)).await.expect("graded");
        let marker = Marker::of(&both).expect("an examiner");
        assert!(store.claim_marking(&marker, None, None, at(NOW)).await.expect("read").is_none());
        assert!(store.marking_task(&marker, id, &ItemKey("b".into())).await.expect("read").is_none());
        assert!(store.waiting(&marker).await.expect("read").is_empty(), "it waits for a colleague");
        assert_eq!(store.waiting(&crate::support::marker(&store).await).await.expect("read")[0].to_mark, 1);
    });
}

#[test]
fn what_goes_on_in_a_segment_is_neither_marked_nor_released() {
    on_each(async |store| {
        let id = ended(&store, "ada", true, false).await;
        let marker = marker(&store).await;
        let task = store.claim_marking(&marker, None, None, at(NOW)).await.expect("read").expect("waits");
        let ivy = zhixing_domain::account::Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        let minutes = Span::from_minutes(5);
        store.reopen(&ivy, id, minutes, false, "power cut".into(), at(NOW)).await.expect("stored").expect("reopened");
        let rating = Rating { criteria: vec![Points::whole(30)], comment: String::new() };
        let put = store.put_mark(&marker, task, Points::whole(30), rating, terms(true), at(NOW)).await;
        assert_eq!(put.expect("refused"), Marked::Closed);
        // marked by machine after it was reopened
        let bob = person(&store, "bob", &[Role::Learner]).await;
        let id = running(&store, bob.id).await;
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        store.reopen(&ivy, id, minutes, false, "power cut".into(), at(NOW)).await.expect("stored").expect("reopened");
        store.grade(id, marks(false), None, terms(true), at(NOW)).await.expect("graded");
        assert!(store.result(id).await.expect("read").is_some_and(|r| r.score.is_some() && r.released_at.is_none()));
    });
}

/// The marks that `made` says, for whatever was answered.
fn by_machine(made: Vec<NewMark>, release: bool) -> Option<Marking> {
    Some(Box::new(move |_, _| MachineMarks { marks: made, notes: None, completion: terms(release) }))
}

#[test]
fn a_hand_in_writes_its_marks_and_its_result_with_it() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let (id, hers) = (running(&store, ada.id).await, || Stamp { actor: Actor::Person(ada.id), ..at(NOW) });
        let ended = store.submit_attempt(id, by_machine(marks(false), false), hers()).await.expect("stored").expect("ended");
        assert!(ended.fresh && ended.marked.is_some());
        assert!(store.result(id).await.expect("read").expect("there").score.is_some_and(|s| s.score == Points::whole(60)));
        assert_eq!(store.open_tasks().await.expect("read"), 0, "nothing is left to the outbox");
        let said = store.events_of(&administrator(), &id.to_string()).await.expect("read");
        let said: Vec<_> = said.iter().map(|line| (line.who == "system", line.what.action())).collect();
        assert_eq!(said[said.len() - 2..], [(false, "attempt.submitted"), (true, "result.graded")]);
        let again = store.submit_attempt(id, by_machine(marks(true), false), hers()).await.expect("stored").expect("ended");
        assert!(!again.fresh && again.marked.is_none());
        assert_eq!(again.receipt.digest(), ended.receipt.digest());
    });
}

#[test]
fn marks_that_cannot_be_written_keep_nobody_from_handing_in() {
    on_each(async |store| {
        let falls: Marking = Box::new(|_, _| panic!("an item that falls"));
        let twice = by_machine([marks(false), marks(false)].concat(), true);
        for (login, marking) in [("ada", Some(falls)), ("bob", twice)] {
            let id = running(&store, person(&store, login, &[Role::Learner]).await.id).await;
            let ended = store.submit_attempt(id, marking, at(NOW)).await.expect("stored").expect("ended");
            assert!(ended.fresh && ended.marked.is_none());
            assert!(store.result(id).await.expect("read").is_none());
            let tasks = store.take_tasks(NOW, 10).await.expect("read");
            assert_eq!(tasks.iter().map(|task| task.subject.clone()).collect::<Vec<_>>(), [id.to_string()], "the outbox marks it");
        }
    });
}
