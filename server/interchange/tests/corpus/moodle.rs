//! GIFT, Aiken and Moodle XML, against what Moodle's own importer reads.

use crate::{
    letters::{letters, ours},
    published::published,
    tally::Tally,
};
use serde_json::Value;
use std::{fs, path::Path};
use zhixing_interchange::{BankFormat, ForeignGap, ForeignItem, ForeignKey, Import, MarkedNumber, ReadItem};

pub fn run(root: &Path) -> Vec<Tally> {
    [("gift", BankFormat::Gift), ("aiken", BankFormat::Aiken), ("moodle-xml", BankFormat::MoodleXml)]
        .map(|(name, format)| one(root, name, format))
        .into()
}

fn one(root: &Path, name: &'static str, format: BankFormat) -> Tally {
    let mut tally = Tally::new(name);
    let lines = fs::read_to_string(root.join(format!("expected/{name}.jsonl"))).expect("what is expected");
    for line in lines.lines() {
        let expected: Value = serde_json::from_str(line).expect("JSON");
        let file = expected["file"].as_str().expect("a file").to_string();
        let read = tally.read(&root.join(name).join(&file), &file, format);
        let read = read.map_or_else(|_| Import::default(), |mut imports| imports.remove(0));
        compare(&expected, &read, &file, &mut tally);
        let (_, errors) = published(std::slice::from_ref(&read));
        assert!(errors.is_empty(), "{file}: {errors:?}");
    }
    tally
}

/// Goes through both in order: each expected question is looked for among those of ours that are left.
fn compare(expected: &Value, read: &Import, file: &str, tally: &mut Tally) {
    let empty = vec![];
    let mut left: Vec<&ReadItem> = read.items.iter().collect();
    for question in expected["questions"].as_array().unwrap_or(&empty) {
        let kind = question["qtype"].as_str().unwrap_or_default();
        if kind == "category" {
            continue;
        }
        tally.expected += 1;
        if let Some(rule) = ["description", "calculated"].into_iter().find(|rule| kind.starts_with(rule)) {
            tally.explain(rule);
            continue;
        }
        let place = left.iter().position(|read| read.item().is_some_and(|item| same(question, item)));
        match place {
            Some(place) => {
                left.remove(place);
                tally.equal += 1;
            }
            None => match keyless(question).or_else(|| refused(&mut left)) {
                Some(rule) => tally.explain(rule),
                None => tally.unexplained.push(format!("{file}: {kind} {}", question["name"])),
            },
        }
    }
    for item in left.iter().filter_map(|read| read.item()) {
        let rule = match &item.key {
            ForeignKey::Cloze(_) | ForeignKey::Ordering(_) => "more",
            _ if item.name.is_empty() => "unnamed",
            _ => {
                tally.unexplained.push(format!("{file}: ours alone: {}", item.stem));
                continue;
            }
        };
        tally.expected += 1;
        tally.explain(rule);
    }
}

/// Whether no answer of a question earns all.
fn keyless(question: &Value) -> Option<&'static str> {
    let fractions: Vec<f64> = numbers(&question["fraction"]);
    let single = question["single"].as_f64() == Some(1.0) || question["qtype"] != "multichoice";
    let full = if single { fractions.iter().any(|f| *f > 0.999) } else { fractions.iter().any(|f| *f > 0.0) };
    (!fractions.is_empty() && !full).then_some("no key")
}

/// An item that courseware does not take, told as a fault.
fn refused(left: &mut Vec<&ReadItem>) -> Option<&'static str> {
    let codes = [
        "duplicate-entry",
        "too-few-options",
        "too-many-options",
        "too-many-entries",
        "empty-entry",
        "no-form-here",
        "no-right-answer",
        "bad-gap",
        "empty-key",
    ];
    for (codes, rule) in [(&codes[..], "cannot be published"), (&["gift-braces"], "braces")] {
        if let Some(place) = left.iter().position(|read| matches!(read, ReadItem::Fault(note) if codes.contains(&note.code))) {
            left.remove(place);
            return Some(rule);
        }
    }
    None
}

fn same(question: &Value, item: &ForeignItem) -> bool {
    let close = |a: &[f64], b: &[f64]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-4);
    let answers = || {
        let markdown = question["format"] == "4";
        let read = |text: String| if markdown && question["qtype"] == "multichoice" { ours(&text) } else { letters(&text) };
        question["answer"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|v| read(v.as_str().map_or_else(|| v.to_string(), String::from)))
            .collect::<Vec<_>>()
    };
    let fractions = || numbers(&question["fraction"]);
    let stem_letters = |text: &str| if question["format"] == "4" || question["format"] == "2" { ours(text) } else { letters(text) };
    if stem_letters(question["text"].as_str().unwrap_or_default()) != ours(&item.stem) && !lenient(question, item) {
        return false;
    }
    match (question["qtype"].as_str().unwrap_or_default(), &item.key) {
        ("multichoice", ForeignKey::Single(options)) | ("multichoice", ForeignKey::Multiple(options)) => {
            let single = question["single"].as_f64() == Some(1.0) || question["single"].as_str() == Some("1");
            single == matches!(item.key, ForeignKey::Single(_))
                && answers() == options.iter().map(|o| ours(&o.text)).collect::<Vec<_>>()
                && close(&fractions(), &options.iter().map(|o| o.worth).collect::<Vec<_>>())
        }
        ("truefalse", ForeignKey::TrueFalse { key, .. }) => {
            let right = &question["correctanswer"];
            *key == (right.as_bool() == Some(true) || right.as_f64() == Some(1.0))
        }
        ("shortanswer", ForeignKey::Short { accept, .. }) => {
            answers() == accept.iter().map(|a| letters(&a.answer)).collect::<Vec<_>>()
                && close(&fractions(), &accept.iter().map(|a| a.worth).collect::<Vec<_>>())
        }
        ("numerical", ForeignKey::Numeric { accept, .. }) => {
            let middles: Vec<f64> = accept.iter().map(|a| middle(&a.answer)).collect();
            let wanted: Vec<f64> = question["answer"].as_array().into_iter().flatten().map(|v| number(v).unwrap_or(f64::MAX)).collect();
            close(&wanted, &middles) && close(&fractions(), &accept.iter().map(|a| a.worth).collect::<Vec<_>>())
        }
        ("match", ForeignKey::Matching { pairs, distractors }) => {
            let mut wanted: Vec<String> = texts(&question["subanswers"]);
            wanted.sort();
            let mut ours: Vec<String> = pairs.iter().map(|(_, right)| right).chain(distractors).map(|t| ours(t)).collect();
            ours.sort();
            wanted == ours
        }
        ("essay", ForeignKey::Essay(_)) => true,
        ("multianswer", ForeignKey::Cloze(gaps)) => {
            let kind = |gap: &ForeignGap| match gap {
                ForeignGap::Typed(_) => "S",
                ForeignGap::Number(_) => "N",
                ForeignGap::Chosen(_) => "M",
            };
            let wanted = texts(&question["clozetypes"]);
            wanted.len() == gaps.len()
                && wanted.iter().zip(gaps).all(|(w, g)| w.to_uppercase().starts_with(kind(g)) || w.to_uppercase().starts_with("MW"))
        }
        _ => false,
    }
}

/// Where the words of a stem need not be the same: gaps stand in it, or a stem of several lines of which Moodle takes the last.
fn lenient(question: &Value, item: &ForeignItem) -> bool {
    let letters = |text: &str| if question["format"] == "4" { ours(text) } else { letters(text) };
    let wanted = letters(question["text"].as_str().unwrap_or_default());
    question["qtype"] == "multianswer" || ours(&item.stem).ends_with(&wanted)
}

fn middle(number: &MarkedNumber) -> f64 {
    match number {
        MarkedNumber::Any => f64::MAX,
        MarkedNumber::Around { value, .. } => *value,
        MarkedNumber::Between { low, high } => (low + high) / 2.0,
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().replace(',', ".").parse().ok())
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().into_iter().flatten().filter_map(number).collect()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(|v| letters(v.as_str().map_or_else(|| v.to_string(), String::from).as_str())).collect()
}
