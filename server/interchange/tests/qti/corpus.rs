//! Files that nobody here wrote, beside the checkout: each is read as an independent inventory says, or a rule says why not.

#![allow(clippy::disallowed_methods, reason = "it tells how long a file took")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};
use zhixing_domain::lang::Lang;
use zhixing_interchange::{BankFormat, BankNote, Bundle, ForeignKey, Import, ReadItem, import};

fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|a| a.join("shared/corpus"));
    let root = std::env::var_os("ZHIXING_CORPUS").map(PathBuf::from).into_iter().chain(beside).find(|p| p.join("expected").is_dir());
    if root.is_none() {
        println!("skipped: there is no ../shared/corpus");
    }
    root
}

fn files(below: &Path) -> Vec<PathBuf> {
    let mut out = vec![];
    for entry in fs::read_dir(below).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}

/// Reads one file in less than two seconds of a slow machine's time.
fn read(path: &Path) -> Vec<Import> {
    let begun = Instant::now();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = Bundle::of_file(&name, fs::read(path).unwrap()).and_then(|bundle| import(&bundle, Some(BankFormat::Qti)));
    assert!(begun.elapsed().as_secs_f64() < 2.0, "{} took {:?}", path.display(), begun.elapsed());
    read.unwrap_or_else(|note| panic!("{}: {}", path.display(), note.text(Lang::En)))
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

#[test]
fn qti_2_and_3_are_read_as_the_inventory_says() {
    let Some(root) = corpus() else { return };
    let table = fs::read_to_string(root.join("expected/qti.tsv")).unwrap();
    let (mut counts, mut wrong) = (BTreeMap::<String, usize>::new(), vec![]);
    for row in table.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [file, status, _, name, interactions, ..] = columns.as_slice() else { continue };
        let read = read(&root.join(file));
        let items: Vec<&ReadItem> = read.iter().flat_map(|i| &i.items).collect();
        let outcome = match (items.as_slice(), *status, *name) {
            ([ReadItem::Fault(note)], status, _) if status != "ok" && note.code == "xml" => "malformed".to_string(),
            ([], "ok", "assessmentTest" | "qti-assessment-test") if read.iter().any(|i| i.losses.iter().any(|l| l.code == "qti-test")) => {
                "test".into()
            }
            ([ReadItem::Item { item, .. }], "ok", _) if kinds(&inventory(interactions)).contains(&kind(&item.key)) => {
                kind(&item.key).into()
            }
            ([ReadItem::Fault(note)], "ok", _) if EXPLAINED.contains(&note.code) => note.code.into(),
            other => {
                wrong.push(format!("{file} {interactions}: {other:?}"));
                "unexplained".into()
            }
        };
        if std::env::var_os("ZHIXING_CORPUS_REPORT").is_some() {
            println!("{outcome}\t{file}\t{interactions}\t{}", told(&items));
        }
        *counts.entry(outcome).or_default() += 1;
    }
    println!("{counts:#?}");
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.lines().count() - 1, wrong.join("\n"));
}

fn told(items: &[&ReadItem]) -> String {
    let say = |note: &BankNote| format!("{}: {}", note.code, note.words(Lang::En).chars().take(160).collect::<String>());
    let of = |read: &&ReadItem| match read {
        ReadItem::Fault(note) => say(note),
        ReadItem::Item { item, losses } => {
            format!("{} {:?} {}", kind(&item.key), item.points, losses.iter().map(say).collect::<Vec<_>>().join(" | "))
        }
    };
    items.iter().map(of).collect::<Vec<_>>().join(" || ")
}

#[test]
fn damaged_files_of_others_stop_nobody() {
    let Some(root) = corpus() else { return };
    let mut tried = 0;
    for folder in ["qti12", "qti2", "qti3"] {
        for (n, path) in files(&root.join(folder)).into_iter().enumerate() {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            let mut parts: Vec<&str> = text.split_inclusive('>').collect();
            let (a, b) = (n * 7919 % parts.len(), n * 104_729 % parts.len());
            // an element without its end, two that changed places, a text that stops
            let cut = parts.concat().chars().take(text.len() * (n % 10) / 10).collect::<String>();
            let without = parts.iter().enumerate().filter(|(at, _)| *at != a).map(|(_, part)| *part).collect::<String>();
            parts.swap(a, b);
            for damaged in [cut, without, parts.concat()] {
                let begun = Instant::now();
                let _ = import(&Bundle(BTreeMap::from([("bank.xml".into(), damaged.into_bytes())])), Some(BankFormat::Qti));
                assert!(begun.elapsed().as_secs_f64() < 2.0, "{} took {:?}", path.display(), begun.elapsed());
                tried += 1;
            }
        }
    }
    println!("{tried} damaged files");
}

#[test]
fn older_files_and_packages_lose_no_item() {
    let Some(root) = corpus() else { return };
    let (mut counts, mut wrong) = (BTreeMap::<String, usize>::new(), vec![]);
    for folder in ["qti12", "qti12-packages", "qti2-packages"] {
        for path in files(&root.join(folder)).into_iter().filter(|p| p.extension().is_none_or(|e| e != "md")) {
            let read = read(&path);
            let items: Vec<&ReadItem> = read.iter().flat_map(|i| &i.items).collect();
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            let there = text.matches("<item ").count() + text.matches("<item>").count();
            let broken = matches!(items.as_slice(), [ReadItem::Fault(note)] if note.code == "xml");
            if folder == "qti12" && !broken && items.len() != there {
                wrong.push(format!("{}: {} of {there} items", path.display(), items.len()));
            }
            for item in &items {
                let outcome = match item {
                    ReadItem::Item { item, .. } => kind(&item.key),
                    ReadItem::Fault(note) => note.code,
                };
                if matches!(item, ReadItem::Fault(note) if note.code != "xml" && !EXPLAINED.contains(&note.code)) {
                    wrong.push(format!("{}: {}", path.display(), told(&[item])));
                }
                if std::env::var_os("ZHIXING_CORPUS_REPORT").is_some() {
                    println!("{outcome}\t{}\t{}", path.strip_prefix(&root).unwrap().display(), told(&[item]));
                }
                *counts.entry(outcome.into()).or_default() += 1;
            }
        }
    }
    println!("{counts:#?}");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
