//! Banks that nobody here wrote, against what Moodle's own importer reads in them: `$ZHIXING_CORPUS`, else `../shared/corpus` beside the repository.
//! Where there is none, it says so and skips.

use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use zhixing_interchange::{BankFormat, Bundle, ForeignGap, ForeignItem, ForeignKey, Import, MarkedNumber, ReadItem, import};

/// Why ours may differ from Moodle's reading, by rule.
const REASONS: [(&str, &str); 6] = [
    ("description", "a text that asks nothing is no item: it is told as a loss"),
    ("calculated", "the numbers of a calculated question are drawn anew each time; ours are fixed: it is told as a fault"),
    ("no key", "an item of which no answer earns all cannot be marked: it is told as a fault"),
    ("cannot be published", "an item that courseware refuses (an option twice, one option alone, more than 26) is told as a fault"),
    ("unnamed", "Moodle refuses a question without a name; ours needs none"),
    ("more", "a type that is a plugin of Moodle (ordering, gaps to choose or drag) is read here"),
];

#[derive(Default)]
struct Tally {
    files: usize,
    expected: usize,
    equal: usize,
    explained: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
    losses: usize,
    slowest: (u128, String),
}

fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let elsewhere = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus");
    let named = std::env::var_os("ZHIXING_CORPUS").map(PathBuf::from);
    named.into_iter().chain([beside, elsewhere]).find(|p| p.join("expected").is_dir())
}

#[test]
fn foreign_banks_are_read_as_moodle_reads_them() {
    let Some(corpus) = corpus() else {
        println!("skipped: there is no ../shared/corpus");
        return;
    };
    let mut failed = false;
    for (name, format) in [("gift", BankFormat::Gift), ("aiken", BankFormat::Aiken), ("moodle-xml", BankFormat::MoodleXml)] {
        let tally = run(&corpus, name, format);
        let explained: usize = tally.explained.values().sum();
        println!(
            "{name}: {} files, {} items expected, {} equal, {explained} explained, {} unexplained, {} losses, slowest {} ms ({})",
            tally.files,
            tally.expected,
            tally.equal,
            tally.unexplained.len(),
            tally.losses,
            tally.slowest.0,
            tally.slowest.1
        );
        for (rule, count) in &tally.explained {
            let why = REASONS.iter().find(|r| r.0 == *rule).map_or("", |r| r.1);
            println!("  {count} × {rule}: {why}");
        }
        for line in &tally.unexplained {
            println!("  {line}");
        }
        failed |= (tally.equal + explained) * 100 < tally.expected * 99;
    }
    assert!(!failed, "less than 99 % are equal or explained");
}

#[allow(clippy::disallowed_methods, reason = "it tells how long the slowest file took")]
fn run(corpus: &Path, name: &str, format: BankFormat) -> Tally {
    let mut tally = Tally::default();
    let lines = std::fs::read_to_string(corpus.join(format!("expected/{name}.jsonl"))).expect("what is expected");
    for line in lines.lines() {
        let expected: Value = serde_json::from_str(line).expect("JSON");
        let file = expected["file"].as_str().expect("a file").to_string();
        let bytes = std::fs::read(corpus.join(name).join(&file)).expect("the file");
        let begun = std::time::Instant::now();
        let bundle = Bundle::of_file(&file, bytes).expect("a bundle");
        let read = import(&bundle, Some(format)).map_or_else(|_| Import::default(), |mut imports| imports.remove(0));
        let took = begun.elapsed().as_millis();
        if took >= tally.slowest.0 {
            tally.slowest = (took, file.clone());
        }
        tally.files += 1;
        compare(&expected, &read, &file, &mut tally);
        let (_, errors) = crate::formats::published(std::slice::from_ref(&read));
        assert!(errors.is_empty(), "{file}: {errors:?}");
    }
    tally
}

/// Goes through both in order: each expected question is looked for among those of ours that are left.
fn compare(expected: &Value, read: &Import, file: &str, tally: &mut Tally) {
    let empty = vec![];
    let mut left: Vec<&ReadItem> = read.items.iter().collect();
    tally.losses += read.losses.len();
    for item in &read.items {
        if let ReadItem::Item { losses, .. } = item {
            tally.losses += losses.len();
        }
    }
    for question in expected["questions"].as_array().unwrap_or(&empty) {
        let kind = question["qtype"].as_str().unwrap_or_default();
        if kind == "category" {
            continue;
        }
        tally.expected += 1;
        if let Some(rule) = ["description", "calculated"].into_iter().find(|rule| kind.starts_with(rule)) {
            *tally.explained.entry(rule).or_default() += 1;
            continue;
        }
        let place = left.iter().position(|read| read.item().is_some_and(|item| same(question, item)));
        match place {
            Some(place) => {
                left.remove(place);
                tally.equal += 1;
            }
            None => match keyless(question).or_else(|| refused(&mut left)) {
                Some(rule) => *tally.explained.entry(rule).or_default() += 1,
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
        *tally.explained.entry(rule).or_default() += 1;
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
    let place = left.iter().position(|read| matches!(read, ReadItem::Fault(note) if codes.contains(&note.code)))?;
    left.remove(place);
    Some("cannot be published")
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

/// Letters and digits of a text as Moodle keeps it: HTML without its tags and references.
fn letters(text: &str) -> String {
    let names = [
        "p", "br", "b", "i", "u", "em", "strong", "span", "div", "a", "img", "pre", "code", "sub", "sup", "ul", "ol", "li", "table",
        "tbody", "thead",
    ];
    let open = ["p", "br", "li", "td", "th", "tr", "hr", "img", "tbody", "thead"];
    let more = [
        "tr",
        "td",
        "th",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strike",
        "blockquote",
        "tt",
        "hr",
        "small",
        "label",
        "input",
        "script",
        "center",
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let name: String = after[1..].trim_start_matches('/').chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let end = if let Some(tag) = after.strip_prefix('<') {
            let spoken =
                tag.starts_with(&format!("{name}>")) && !open.contains(&&*name.to_lowercase()) && !text.contains(&format!("</{name}"));
            after.find('>').filter(|_| !spoken).filter(|_| names.contains(&&*name.to_lowercase()) || more.contains(&&*name.to_lowercase()))
        } else {
            after.find(';').filter(|end| *end < 9 && !after[..*end].contains(' '))
        };
        rest = end.map_or(&after[1..], |end| &after[end + 1..]);
    }
    out.push_str(rest);
    out.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Letters and digits of our Markdown, without pictures and addresses.
fn ours(text: &str) -> String {
    let mut out = String::new();
    for event in pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES) {
        use pulldown_cmark::{Event, Tag, TagEnd};
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::Start(Tag::Image { .. }) => out.push('\u{1}'),
            Event::End(TagEnd::Image) => {
                let from = out.rfind('\u{1}').unwrap_or(0);
                out.truncate(from);
            }
            _ => {}
        }
    }
    out.chars().filter(|c| c.is_alphanumeric()).collect()
}
