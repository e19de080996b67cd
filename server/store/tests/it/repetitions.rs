//! Items that are asked again: what is kept and listed, and that it follows its person into another account.

use crate::support::*;
use zhixing_domain::{
    account::Role,
    id::AccountId,
    question::{Answer, ItemVersion},
    repetition::{BOXES, BoxDays, Repetition},
    time::{Span, Timestamp},
};
use zhixing_store::{Notes, PracticeTry, Store};

const fn day(n: i64) -> Timestamp {
    Timestamp::from_ms(NOW.ms() + n * 86_400_000)
}

fn days(from: Timestamp) -> BoxDays {
    BOXES.map(|days| from + Span::from_minutes(days * 24 * 60))
}

/// Answers an item in practice; in which box it is then, and when it is due.
async fn answers(store: &Store, account: AccountId, (item, version): (&str, &str), right: bool, now: Timestamp) -> Repetition {
    let notes = Notes { account, course: "c".into(), answers: vec![(item.into(), right)] };
    let tried = PracticeTry {
        account,
        course: "c".into(),
        item: item.into(),
        version: ItemVersion(version.into()),
        right,
        answer: Answer::Single { option: Some(0) },
        of_lesson: false,
        days: days(now),
    };
    store.note_answers(notes, Some(tried), now).await.expect("stored").expect("it comes again")
}

fn in_box(in_box: i64, due_at: Timestamp) -> Repetition {
    Repetition { in_box, due_at }
}

#[test]
fn an_item_goes_from_box_to_box_and_one_that_was_changed_begins_anew() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        assert_eq!(answers(&store, ada, ("q", "v1"), true, NOW).await, in_box(1, day(1)));
        assert_eq!(answers(&store, ada, ("q", "v1"), true, day(0)).await, in_box(1, day(1)), "an early right answer moves nothing");
        assert_eq!(answers(&store, ada, ("q", "v1"), true, day(1)).await, in_box(2, day(4)));
        assert_eq!(answers(&store, ada, ("q", "v1"), true, day(5)).await, in_box(3, day(12)));
        assert_eq!(answers(&store, ada, ("q", "v2"), true, day(12)).await, in_box(1, day(13)), "of another text nothing counts");
        assert_eq!(answers(&store, ada, ("q", "v2"), true, day(13)).await, in_box(2, day(16)));
        assert_eq!(answers(&store, ada, ("q", "v2"), false, day(14)).await, in_box(1, day(15)));
        let kept = store.repetitions_of(ada, None).await.expect("read");
        assert_eq!(
            kept.iter().map(|r| (r.item.as_str(), r.version.0.as_str(), r.next)).collect::<Vec<_>>(),
            [("q", "v2", in_box(1, day(15)))]
        );
        assert!(store.practice_of(ada).await.expect("read").is_empty(), "what a paper had counts for no teacher");
    });
}

#[test]
fn what_is_due_is_listed_for_its_person_alone() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "bob", &[Role::Learner]).await.id);
        answers(&store, ada, ("late", "v"), true, day(1)).await;
        answers(&store, ada, ("early", "v"), true, NOW).await;
        answers(&store, bob, ("early", "v"), true, NOW).await;
        let due = async |now| store.repetitions_of(ada, Some(now)).await.expect("read").into_iter().map(|r| r.item).collect::<Vec<_>>();
        assert!(due(Timestamp::from_ms(day(1).ms() - 1)).await.is_empty());
        assert_eq!(due(day(1)).await, ["early"]);
        assert_eq!(due(day(2)).await, ["early", "late"]);
        let mut counted = store.due_items(ada, day(2)).await.expect("read");
        counted.sort();
        assert_eq!(counted, ["early", "late"].map(|item| ("c".to_string(), item.to_string())));
        assert_eq!(store.due_items(ada, day(1)).await.expect("read").len(), 1);
        assert!(store.has_practised(ada, "c", "late").await.expect("read") && !store.has_practised(bob, "c", "late").await.expect("read"));
        assert_eq!(store.repetitions_of(bob, Some(day(2))).await.expect("read").len(), 1);
    });
}

#[test]
fn the_boxes_of_a_merged_account_go_on_in_the_one_that_stays() {
    on_each(async |store| {
        let (ada, old) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "ada-old", &[Role::Learner]).await.id);
        for (account, item, now) in [(old, "q", NOW), (old, "q", day(1)), (old, "both", NOW), (ada, "both", NOW), (ada, "both", day(1))] {
            answers(&store, account, (item, "v"), true, now).await;
        }
        assert_eq!(store.merge_accounts(&administrator(), ada, old, None, at(day(2))).await.expect("merged"), Ok(()));
        let mut kept: Vec<_> = store.repetitions_of(ada, None).await.expect("read").into_iter().map(|r| (r.item, r.next)).collect();
        kept.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(
            kept,
            [("both".into(), in_box(2, day(4))), ("q".into(), in_box(2, day(4)))],
            "of what both had, the one that stays keeps its own"
        );
        let rest: Vec<_> = store.repetitions_of(old, None).await.expect("read").into_iter().map(|r| r.item).collect();
        assert_eq!(rest, ["both"], "what is not taken over stays with the closed one, as mistakes and progress do");
    });
}
