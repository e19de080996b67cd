//! QTI of all versions, against an inventory of the interactions in each file; of packages and QTI 1.2, against how many items stand in them.

use crate::{declared, tally::Tally};
use std::{collections::BTreeMap, fs, path::Path};
use zhixing_domain::lang::Lang;
use zhixing_interchange::{BankFormat, BankNote, Bundle, ForeignKey, Import, ReadItem};

pub fn run(root: &Path) -> Vec<Tally> {
    let mut tallies = ["qti2", "qti3"].map(Tally::new);
    let table = fs::read_to_string(root.join("expected/qti.tsv")).expect("the inventory");
    for row in table.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [file, status, _, name, interactions, ..] = columns[..] else { continue };
        let Some(tally) = tallies.iter_mut().find(|t| file.split('/').next() == Some(t.name)) else { continue };
        row_of(tally, &root.join(file), (file, status, name, interactions));
    }
    let older = [("qti12", "<item"), ("qti12-packages", "<item"), ("qti2-packages", "<assessmentItem")];
    tallies.into_iter().chain(older.map(|(name, item)| counted(root, name, item))).collect()
}

fn kind(key: &ForeignKey) -> &'static str {
    match key {
        ForeignKey::Single(_) => "single",
        ForeignKey::Multiple(_) => "multiple",
        ForeignKey::TrueFalse { .. } => "truefalse",
        ForeignKey::Numeric { .. } => "numeric",
        ForeignKey::Short { .. } => "short",
        ForeignKey::Cloze(_) => "cloze",
        ForeignKey::Ordering(_) => "ordering",
        ForeignKey::Matching { .. } => "matching",
        ForeignKey::Essay(_) => "essay",
    }
}

/// What an item with these interactions may become.
fn kinds(interactions: &BTreeMap<String, usize>) -> &'static [&'static str] {
    let names: Vec<&str> = interactions.keys().map(String::as_str).filter(|n| *n != "endAttemptInteraction").collect();
    match names.as_slice() {
        ["choiceInteraction" | "hottextInteraction"] => &["single", "multiple", "truefalse", "cloze"],
        ["textEntryInteraction"] => &["short", "numeric", "cloze"],
        ["hotspotInteraction"] => &["single", "multiple"],
        ["inlineChoiceInteraction" | "gapMatchInteraction"] => &["cloze"],
        ["extendedTextInteraction"] => &["essay"],
        ["matchInteraction" | "associateInteraction"] => &["matching"],
        ["orderInteraction"] => &["ordering"],
        ["sliderInteraction"] => &["numeric"],
        all if all.len() > 1 => &["cloze"],
        _ => &[],
    }
}

/// Faults that say what ours has no place for. Others mean that something was not read that could have been.
const EXPLAINED: [&str; 12] = [
    "qti-contradiction",
    "qti-empty-option",
    "qti-template",
    "qti-adaptive",
    "qti-no-question",
    "qti-composite",
    "qti-unlike",
    "qti-no-key",
    "qti-few-options",
    "qti-many-to-many",
    "qti-part-of-order",
    "no-right-answer",
];

/// `{"choiceInteraction": 1}`, in the names of QTI 2.
fn inventory(json: &str) -> BTreeMap<String, usize> {
    let found: BTreeMap<String, usize> = serde_json::from_str(json).unwrap_or_default();
    let camel = |name: &str| {
        let mut parts = name.trim_start_matches("qti-").split('-');
        let first = parts.next().unwrap_or_default().to_string();
        parts.fold(first, |out, part| out + &part[..1].to_uppercase() + &part[1..])
    };
    found.into_iter().map(|(name, n)| (camel(&name), n)).collect()
}

/// One line of the inventory: the file, whether it is XML, its root, its interactions.
fn row_of(tally: &mut Tally, path: &Path, (file, status, name, interactions): (&str, &str, &str, &str)) {
    let read = tally.read(path, file, BankFormat::Qti).unwrap_or_default();
    let items: Vec<&ReadItem> = read.iter().flat_map(|i| &i.items).collect();
    tell(file, &items);
    if status != "ok" {
        tally.malformed += 1;
        tally.refused += usize::from(matches!(items.as_slice(), [ReadItem::Fault(note)] if note.code == "xml"));
        return;
    }
    let is_test = matches!(name, "assessmentTest" | "qti-assessment-test");
    if is_test && items.is_empty() && read.iter().any(|i| i.losses.iter().any(|l| l.code == "qti-test")) {
        return;
    }
    tally.expected += 1;
    match items.as_slice() {
        [ReadItem::Item { item, .. }] if kinds(&inventory(interactions)).contains(&kind(&item.key)) => {
            let text = fs::read_to_string(path).unwrap_or_default();
            match declared::agrees(&text, &item.key) {
                Some(false) => tally.unexplained.push(format!("{file} declares another key than {:?}", item.key)),
                known => {
                    tally.equal += 1;
                    tally.keys += usize::from(known.is_some());
                }
            }
        }
        [ReadItem::Fault(note)] if EXPLAINED.contains(&note.code) => tally.explain(note.code),
        other => tally.unexplained.push(format!("{file} {interactions}: {other:?}")),
    }
}

/// Files of which nothing is known but how many items stand in them; each must come in, or its fault say what ours has no place for.
fn counted(root: &Path, name: &'static str, item: &str) -> Tally {
    let mut tally = Tally::new(name);
    for path in crate::files(&root.join(name)) {
        let told = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        let read = tally.read(&path, &told, BankFormat::Qti).unwrap_or_default();
        let items: Vec<&ReadItem> = read.iter().flat_map(|i: &Import| &i.items).collect();
        tell(&told, &items);
        if matches!(items.as_slice(), [ReadItem::Fault(note)] if note.code == "xml") {
            tally.malformed += 1;
            tally.refused += 1;
            continue;
        }
        let there = standing(&path, item);
        tally.expected += there;
        for read in &items {
            match read {
                ReadItem::Item { .. } => tally.equal += 1,
                ReadItem::Fault(note) if EXPLAINED.contains(&note.code) => tally.explain(note.code),
                ReadItem::Fault(_) => tally.unexplained.push(format!("{told}: {read:?}")),
            }
        }
        if items.len() != there {
            tally.unexplained.push(format!("{told}: {} of {there} items", items.len()));
        }
    }
    tally
}

/// How many elements of this name begin in a file, or in the files of a package; its manifest has some of its own that are no questions.
fn standing(path: &Path, element: &str) -> usize {
    let bundle = Bundle::of_file("bank.xml", fs::read(path).expect("the file")).expect("a bundle");
    let of = |bytes: &Vec<u8>| {
        let text = String::from_utf8_lossy(bytes);
        text.match_indices(element).filter(|(at, _)| text[at + element.len()..].starts_with([' ', '>', '\n', '\r', '\t'])).count()
    };
    bundle.0.iter().filter(|(path, _)| !path.ends_with("imsmanifest.xml")).map(|(_, bytes)| of(bytes)).sum()
}

/// What became of each item of a file, where it was asked for.
fn tell(file: &str, items: &[&ReadItem]) {
    if std::env::var_os("ZHIXING_CORPUS_REPORT").is_none() {
        return;
    }
    let say = |note: &BankNote| format!("{}: {}", note.code, note.words(Lang::En).chars().take(160).collect::<String>());
    let of = |read: &&ReadItem| match read {
        ReadItem::Fault(note) => say(note),
        ReadItem::Item { item, losses } => {
            format!("{} {:?} {}", kind(&item.key), item.points, losses.iter().map(say).collect::<Vec<_>>().join(" | "))
        }
    };
    println!("{file}\t{}", items.iter().map(of).collect::<Vec<_>>().join(" || "));
}
