//! The paper under the model: two items, or three in two sections; and how its values go to the store.

use crate::{
    bench::BEGIN,
    model::{Named, SECTIONS_MS},
    step::{ONWARD, Save},
};
use zhixing_domain::{
    assessment::{Entry, Outline, Paper, Section},
    attempt::{Operation, Target},
    id::{OperationId, WriterId},
    points::Points,
    question::{Answer, Arrangement, ItemKey, ItemVersion, Kind, Shape},
    time::Span,
};

pub fn writer(n: u8) -> WriterId {
    WriterId::new(BEGIN, [n; 10])
}

pub fn item(n: u8) -> ItemKey {
    match n.checked_sub(ONWARD) {
        Some(step) => ItemKey::step(step.into()),
        None => ItemKey(["a", "b", "x", "c"][usize::from(n)].into()),
    }
}

pub fn value(item: u8, option: u8, named: Named) -> Answer {
    let said = |option| Answer::Single { option: Some(option) };
    if item < ONWARD {
        return said(option);
    }
    let named = named.map(|(seq, option)| format!("a={seq}={}", said(option).digest()));
    Answer::Short { text: named.unwrap_or_default() }
}

pub fn operation(op_id: OperationId, save: Save) -> Operation {
    Operation { op_id, item: item(save.item), value: value(save.item, save.option, save.named), writer: writer(save.writer), seq: save.seq }
}

/// What the server finds on the paper.
pub fn place(save: Save, sections: bool) -> Option<Target> {
    let at = |step| Some(Target::Item { shape: Shape { kind: Kind::Single, entries: 4, choices: vec![] }, step });
    match save.item {
        0 => at(0),
        1 => at(u32::from(sections)),
        3 if sections => at(2),
        n if sections && (ONWARD + 1..ONWARD + 3).contains(&n) => Some(Target::Step((n - ONWARD).into())),
        _ => None,
    }
}

pub fn paper(sections: bool) -> Paper {
    let entry = |key: u8| Entry {
        item: item(key),
        version: ItemVersion(format!("v-{key}")),
        points: Points::whole(50),
        arrangement: Arrangement::from_text("0123").expect("an order"),
    };
    let of = |n: usize, linear| Section { items: n + 1, limit: Some(Span::from_ms(SECTIONS_MS[n])), linear, ..Section::default() };
    if sections {
        Paper { seed: 7, outline: Outline(vec![of(0, false), of(1, true)]), entries: vec![entry(0), entry(1), entry(3)] }
    } else {
        Paper { seed: 7, outline: Outline::default(), entries: vec![entry(0), entry(1)] }
    }
}
