//! The journal of a page, step by step; and that the device holds what the journal holds, whatever happens in whatever order.

use super::*;
use proptest::prelude::*;
use std::{cell::Cell, collections::BTreeMap};

const NOW: Timestamp = Timestamp::from_ms(1_700_000_000_000);

/// Ids that are all different.
struct Ids(Cell<u64>);

impl Ids {
    fn mint(&self, id: impl FnOnce(Timestamp, [u8; 10]) -> OperationId) -> OperationId {
        let n = self.0.replace(self.0.get() + 1);
        let mut random = [0; 10];
        random[2..].copy_from_slice(&n.to_be_bytes());
        id(NOW, random)
    }
}

const fn ids() -> Ids {
    Ids(Cell::new(0))
}

fn writer(n: u8) -> WriterId {
    WriterId::new(NOW, [n; 10])
}

fn text(text: &str) -> Answer {
    Answer::Short { text: text.into() }
}

/// What an item says, each operation with its text.
fn waiting(journal: &Journal) -> Vec<(String, String)> {
    let said = |op: &&Operation| match &op.value {
        Answer::Short { text } => text.clone(),
        other => other.to_text(),
    };
    journal.operations().iter().map(|op| (op.item.0.clone(), said(op))).collect()
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(item, text)| (item.into(), text.into())).to_vec()
}

#[test]
fn typing_makes_one_operation_until_it_is_tried() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    for letters in ["a", "ab", "abc"] {
        let kept = journal.write("one", text(letters), ids.mint(OperationId::new), NOW);
        assert!(matches!(&kept[..], [Kept::Put(_)]), "{kept:?}");
    }
    assert_eq!(waiting(&journal), pairs([("one", "abc")]));
    journal.batch();
    journal.write("one", text("abcd"), ids.mint(OperationId::new), NOW);
    assert_eq!(waiting(&journal), pairs([("one", "abc"), ("one", "abcd")]));
    assert_eq!(journal.items(), 1);
}

#[test]
fn of_each_item_the_newest_is_sent_and_its_answer_settles_the_older_ones() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    for (item, letters) in [("one", "a"), ("two", "x")] {
        journal.write(item, text(letters), ids.mint(OperationId::new), NOW);
        journal.batch();
    }
    journal.write("one", text("b"), ids.mint(OperationId::new), NOW);
    let (batch, body) = journal.batch();
    assert_eq!(batch.iter().map(|op| op.item.0.as_str()).collect::<Vec<_>>(), ["two", "one"]);
    assert_eq!(serde_json::from_str::<Vec<Operation>>(&body).expect("operations"), batch);
    let kept = journal.settle(&batch[1]);
    assert_eq!(kept.len(), 2, "both of its item leave the device");
    assert_eq!(waiting(&journal), pairs([("two", "x")]));
}

#[test]
fn an_acknowledgement_of_an_older_value_keeps_the_newer_one() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    journal.write("one", text("a"), ids.mint(OperationId::new), NOW);
    let (sent, _) = journal.batch();
    journal.write("one", text("b"), ids.mint(OperationId::new), NOW);
    journal.settle(&sent[0]);
    assert_eq!((waiting(&journal), journal.held("one")), (pairs([("one", "b")]), Held::Waiting));
}

#[test]
fn what_the_server_refused_waits_until_the_answer_changes() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    journal.write("one", text("\u{1}"), ids.mint(OperationId::new), NOW);
    let (sent, _) = journal.batch();
    journal.refuse(&sent[0], RefusalReason::BadText);
    assert_eq!((journal.held("one"), journal.has_unsent(), journal.batch().0.len()), (Held::Refused(RefusalReason::BadText), false, 0));
    assert!(!journal.is_empty(), "it stays on the device");
    let kept = journal.write("one", text("fine"), ids.mint(OperationId::new), NOW);
    assert_eq!(kept[0], Kept::Remove(sent[0].op_id));
    assert_eq!((journal.held("one"), waiting(&journal)), (Held::Waiting, pairs([("one", "fine")])));
}

#[test]
fn what_had_no_answer_is_sent_again_though_newer_words_were_refused() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    journal.write("one", text("fine"), ids.mint(OperationId::new), NOW);
    let (lost, _) = journal.batch();
    journal.write("one", text("\u{1}"), ids.mint(OperationId::new), NOW);
    let (sent, _) = journal.batch();
    journal.refuse(&sent[0], RefusalReason::BadText);
    assert!(journal.has_unsent());
    assert_eq!(journal.batch().0, lost, "else the page would send nothing for ever");
    journal.settle(&lost[0]);
    assert_eq!((journal.held("one"), journal.has_unsent()), (Held::Refused(RefusalReason::BadText), false));
}

#[test]
fn the_next_page_tries_a_refused_operation_once_more() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    journal.write("one", text("x"), ids.mint(OperationId::new), NOW);
    let (sent, _) = journal.batch();
    journal.refuse(&sent[0], RefusalReason::Unknown);
    let mut next = Journal::found(writer(2), sent, 0);
    assert!(next.has_unsent() && next.batch().0.len() == 1);
}

#[test]
fn numbers_rise_though_the_clock_is_set_back() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    let mut last = journal.seq();
    for now in [NOW, Timestamp::from_ms(0), NOW, Timestamp::from_ms(5)] {
        journal.write("one", text("x"), ids.mint(OperationId::new), now);
        assert!(journal.seq() > last);
        last = journal.seq();
    }
    let (sent, _) = journal.batch();
    journal.renew(&sent[0], LEAP, ids.mint(OperationId::new), NOW);
    assert!(journal.seq() >= last + LEAP);
    assert!(Journal::found(writer(1), vec![], last).seq() == last, "a reload goes on from the number that the device keeps");
}

#[test]
fn whoever_takes_the_pen_knowingly_says_all_of_it_and_who_does_not_fills_what_is_open() {
    let ids = ids();
    let mint = || ids.mint(OperationId::new);
    let mut earlier = Journal::blank(writer(1), NOW);
    for item in ["saved", "open"] {
        earlier.write(item, text(item), mint(), NOW);
    }
    let left: Vec<Operation> = earlier.operations().into_iter().cloned().collect();
    let mut knowing = Journal::found(writer(2), left.clone(), 0);
    knowing.adopt(mint, NOW);
    assert!(knowing.operations().iter().all(|op| op.writer == writer(2)) && knowing.items() == 2);
    let mut filling = Journal::found(writer(2), left.clone(), 0);
    let (kept, aside) = filling.adopt_for(|item| item == "open", mint, NOW);
    assert_eq!(waiting(&filling), pairs([("open", "open")]));
    assert!(!kept.contains(&Kept::Remove(left[0].op_id)), "the other stays on the device");
    assert_eq!(aside, left[..1], "and the page is told of it");
}

#[test]
fn what_was_typed_while_the_older_words_were_under_way_stands_above_them_when_they_are_said_again() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    journal.write("one", text("before"), ids.mint(OperationId::new), NOW);
    let (sent, _) = journal.batch();
    journal.write("one", text("after"), ids.mint(OperationId::new), NOW);
    // the attempt was paused: the same is to be said again when it goes on
    assert_eq!(journal.renew(&sent[0], 0, ids.mint(OperationId::new), NOW), [Kept::Remove(sent[0].op_id)]);
    assert_eq!(waiting(&journal), pairs([("one", "after")]));
}

#[test]
fn a_batch_is_bounded_and_one_large_answer_goes_alone() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    for n in 0..250 {
        journal.write(&n.to_string(), text("x"), ids.mint(OperationId::new), NOW);
    }
    assert_eq!(journal.batch().0.len(), MOST);
    let mut large = Journal::blank(writer(1), NOW);
    for item in ["one", "two"] {
        large.write(item, Answer::Essay { text: "x".repeat(MOST_BYTES) }, ids.mint(OperationId::new), NOW);
    }
    assert_eq!(large.batch().0.len(), 1);
}

#[test]
fn a_move_onwards_names_what_waits_and_is_no_item() {
    let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
    journal.write("one", text("x"), ids.mint(OperationId::new), NOW);
    let missing = journal.missing();
    assert_eq!(missing.len(), 1);
    journal.write(&ItemKey::step(3).0, Missing::to_value(&missing), ids.mint(OperationId::new), NOW);
    assert_eq!((journal.items(), journal.missing().len(), journal.operations().len()), (1, 1, 2));
}

/// What may happen to a journal.
#[derive(Clone, Debug)]
enum Step {
    Write(u8),
    Send,
    Settle(usize),
    Refuse(usize),
    Renew(usize),
    Adopt,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0u8..4).prop_map(Step::Write),
        2 => Just(Step::Send),
        2 => any::<usize>().prop_map(Step::Settle),
        1 => any::<usize>().prop_map(Step::Refuse),
        1 => any::<usize>().prop_map(Step::Renew),
        1 => Just(Step::Adopt),
    ]
}

proptest! {
    #[test]
    fn the_device_holds_what_the_journal_holds_and_the_newest_words_are_never_lost(steps in prop::collection::vec(step(), 1..60)) {
        let (ids, mut journal) = (ids(), Journal::blank(writer(1), NOW));
        let mut device: BTreeMap<OperationId, Operation> = BTreeMap::new();
        let mut unacknowledged: BTreeMap<String, Answer> = BTreeMap::new();
        let mut sent: Vec<Operation> = vec![];
        for (n, step) in steps.into_iter().enumerate() {
            let id = ids.mint(OperationId::new);
            let kept = match step {
                Step::Write(item) => {
                    let (item, value) = (item.to_string(), text(&n.to_string()));
                    unacknowledged.insert(item.clone(), value.clone());
                    journal.write(&item, value, id, NOW)
                }
                Step::Send => {
                    sent = journal.batch().0;
                    vec![]
                }
                Step::Settle(_) | Step::Refuse(_) | Step::Renew(_) if sent.is_empty() => vec![],
                Step::Settle(i) => {
                    let op = sent.swap_remove(i % sent.len());
                    if unacknowledged.get(&op.item.0) == Some(&op.value) {
                        unacknowledged.remove(&op.item.0);
                    }
                    journal.settle(&op)
                }
                Step::Refuse(i) => {
                    let op = sent.swap_remove(i % sent.len());
                    journal.refuse(&op, RefusalReason::BadText);
                    vec![]
                }
                Step::Renew(i) => {
                    let op = sent.swap_remove(i % sent.len());
                    journal.renew(&op, 0, id, NOW)
                }
                Step::Adopt => {
                    sent.clear();
                    journal.adopt(|| ids.mint(OperationId::new), NOW)
                }
            };
            for change in kept {
                match change {
                    Kept::Put(op) => device.insert(op.op_id, op),
                    Kept::Remove(id) => device.remove(&id),
                };
            }
            prop_assert_eq!(journal.has_unsent(), !journal.clone().batch().0.is_empty());
            let held: Vec<&Operation> = journal.operations();
            prop_assert_eq!(held.len(), device.len());
            prop_assert!(held.iter().all(|op| device.get(&op.op_id) == Some(op)));
            prop_assert!(held.is_sorted_by_key(|op| op.seq));
            for (item, value) in &unacknowledged {
                prop_assert_eq!(journal.newest(item), Some(value));
            }
        }
    }
}
