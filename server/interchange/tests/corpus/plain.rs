//! Quizzes of mdbook-quiz, against TOML as it stands there; and a Chinese bank of lines, against its lines.

use crate::{
    letters::{letters, ours},
    published::published,
    tally::Tally,
};
use std::{fs, path::Path};
use toml::{Table, Value};
use zhixing_interchange::{BankFormat, Choice, ForeignItem, ForeignKey, Import, ReadItem};

pub fn run(root: &Path) -> Vec<Tally> {
    vec![
        each(root, "mdbook-quiz", BankFormat::MdbookQuiz, quiz),
        each(root, "zh-text", BankFormat::Paper, |text, read, tally| {
            let lines: Vec<(&str, &str)> = text.lines().filter_map(|line| line.trim().split_once("^*^答案：")).collect();
            hold(&lines, read, tally, bank_line);
        }),
    ]
}

fn each(root: &Path, name: &'static str, format: BankFormat, compare: fn(&str, &Import, &mut Tally)) -> Tally {
    let mut tally = Tally::new(name);
    for path in crate::files(&root.join(name)) {
        let told = path.to_string_lossy().into_owned();
        let read = tally.read(&path, &told, format).map_or_else(|_| Import::default(), |mut imports| imports.remove(0));
        let text = String::from_utf8_lossy(&fs::read(&path).expect("the file")).into_owned();
        compare(&text, &read, &mut tally);
        let (_, errors) = published(std::slice::from_ref(&read));
        assert!(errors.is_empty(), "{told}: {errors:?}");
    }
    tally
}

/// What became of one that is expected: by which rule it differs, nothing where it is equal; or that it is something else.
type Found = Result<Option<&'static str>, ()>;

/// Holds each that is expected against the one that was read in its place.
fn hold<T: std::fmt::Debug>(expected: &[T], read: &Import, tally: &mut Tally, same: fn(&T, &ReadItem) -> Found) {
    tally.expected += expected.len().max(read.items.len());
    for (n, wanted) in expected.iter().enumerate() {
        match read.items.get(n).map_or(Err(()), |item| same(wanted, item)) {
            Ok(None) => tally.equal += 1,
            Ok(Some(rule)) => tally.explain(rule),
            Err(()) => tally.unexplained.push(format!("{}: {wanted:?}", n + 1)),
        }
    }
    for more in read.items.iter().skip(expected.len()) {
        tally.unexplained.push(format!("ours alone: {more:?}"));
    }
}

fn quiz(text: &str, read: &Import, tally: &mut Tally) {
    let table: Table = toml::from_str(text).expect("TOML");
    let questions = table.get("questions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    hold(questions, read, tally, question);
}

fn question(wanted: &Value, read: &ReadItem) -> Found {
    let at = |part: &str, name: &str| wanted.get(part).and_then(|v| v.get(name));
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(letters).unwrap_or_default();
    let item = match read {
        ReadItem::Fault(note) if note.code == "mdbook-type" && wanted.get("type").and_then(Value::as_str) == Some("Tracing") => {
            return Ok(Some("tracing"));
        }
        ReadItem::Fault(_) => return Err(()),
        ReadItem::Item { item, .. } => item,
    };
    let answer = text(at("answer", "answer"));
    let key = match &item.key {
        ForeignKey::Single(options) => options_are(options, &answer, at("prompt", "distractors")),
        ForeignKey::Short { accept, .. } => accept.first().is_some_and(|first| letters(&first.answer) == answer),
        _ => false,
    };
    // fences name the language of a program, which is none of its letters
    let same = key && stem(item) == fences(at("prompt", "prompt").and_then(Value::as_str).unwrap_or_default());
    if same { Ok(None) } else { Err(()) }
}

fn stem(item: &ForeignItem) -> String {
    ours(&item.stem)
}

/// Letters of Markdown without the words behind the signs of a fence.
fn fences(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("```"));
    letters(&lines.collect::<Vec<_>>().join("\n"))
}

fn options_are(options: &[Choice], right: &str, wrong: Option<&Value>) -> bool {
    let wanted = wrong.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(letters);
    let wanted: Vec<String> = std::iter::once(right.to_string()).chain(wanted).collect();
    wanted == options.iter().map(|option| ours(&option.text)).collect::<Vec<_>>()
        && options.iter().filter(|option| option.worth > 0.0).count() == 1
        && options.first().is_some_and(|first| first.worth > 0.0)
}

/// `题目：…^*^答案：正确`; where the answer is a letter the bank lacks the options.
fn bank_line((stem, answer): &(&str, &str), read: &ReadItem) -> Found {
    let stem = letters(stem.trim_start_matches("题目："));
    match (read, *answer) {
        (ReadItem::Fault(note), "A" | "B" | "C" | "D") if note.code == "paper-options" => Ok(Some("no options")),
        (ReadItem::Item { item, .. }, "正确" | "错误") if ours(&item.stem) == stem => match item.key {
            ForeignKey::TrueFalse { key, .. } if key == (*answer == "正确") => Ok(None),
            _ => Err(()),
        },
        _ => Err(()),
    }
}
