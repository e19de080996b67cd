//! What comes in has to be fit to publish: every item is written as ours and read by courseware; where that finds an error, the item is written more
//! plainly, and what still has one stays out and says why.

use super::write;
use crate::{BankNote, ForeignItem, ForeignKey, Import, ReadItem, loss, text};
use std::collections::BTreeMap;
use zhixing_courseware::{Files, Severity, read};
use zhixing_domain::lang::Lang;

/// Looks at all items of an import, notes what ours does not carry, and turns those that cannot be published into faults.
pub(crate) fn settle(import: &mut Import) {
    let faults = check(import);
    for (place, _) in &faults {
        if let Some(ReadItem::Item { item, losses }) = import.items.get_mut(*place)
            && plainer(item)
        {
            losses.push(formulas(item.line));
        }
    }
    let faults = if faults.is_empty() { faults } else { check(import) };
    for (place, why) in faults {
        if let Some(slot) = import.items.get_mut(place) {
            *slot = ReadItem::Fault(why);
        }
    }
    for read in &mut import.items {
        if let ReadItem::Item { item, losses } = read {
            losses.extend(loss::of(item));
            if write::as_gaps(item).is_some() {
                losses.push(shared(item.line));
            }
        }
    }
}

/// The items that cannot be published, by their place, and why.
fn check(import: &Import) -> BTreeMap<usize, BankNote> {
    let mut faults = BTreeMap::new();
    let mut files = Files::default();
    files.insert("bank/course.md", "+++\ntitle = \"x\"\nsummary = \"x\"\nenglish = false\n+++\n");
    for picture in &import.pictures {
        files.insert(format!("bank/media/{}", picture.name), picture.bytes.clone());
    }
    // a bank of its own for each hundred: what one item does to those behind it stays there
    let mut places: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    let items: Vec<(usize, &ForeignItem)> = import.items.iter().enumerate().filter_map(|(i, read)| Some((i, read.item()?))).collect();
    for (n, chunk) in items.chunks(50).enumerate() {
        let (path, mut text, mut lines) = (format!("bank/items/b{n}.md"), "+++\ntitle = \"x\"\n+++\n".to_string(), vec![]);
        let mut line = 4;
        for (place, item) in chunk {
            let Some(written) = unkeyed(item).map_or_else(|| write::one(item, &format!("i{place}")), |_| None) else {
                faults.insert(*place, unkeyed(item).unwrap_or_else(|| no_form(item.line)));
                continue;
            };
            lines.push((line, *place));
            line += written.lines().count() + 1;
            text.push_str(&written);
            text.push('\n');
        }
        files.insert(path.clone(), text);
        places.insert(path, lines);
    }
    let (_, problems) = read(&files);
    for problem in problems.iter().filter(|p| p.severity() == Severity::Error) {
        let Some(lines) = places.get(&problem.path) else { continue };
        for line in std::iter::once(&problem.line).chain(&problem.again) {
            let owner = lines.iter().rev().find(|(begins, _)| begins <= line).or(lines.first());
            let Some((place, item)) = owner.and_then(|(_, place)| Some((*place, import.items.get(*place)?.item()?))) else { continue };
            let words = |lang| problem.message(lang).split('（').next().unwrap_or_default().to_string();
            let why = BankNote::new(item.line, problem.code(), words(Lang::Zh), problem.message(Lang::En));
            faults.entry(place).or_insert(why);
        }
    }
    faults
}

/// Why an item has no answer that ours could accept.
fn unkeyed(item: &ForeignItem) -> Option<BankNote> {
    let full = match &item.key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => options.iter().any(|o| o.worth > 0.0),
        ForeignKey::Numeric { accept, .. } => accept.iter().any(|a| a.worth >= 1.0),
        ForeignKey::Short { accept, .. } => accept.iter().any(|a| a.worth >= 1.0 && a.answer.trim() != "*"),
        _ => true,
    };
    (!full).then(|| BankNote::new(item.line, "no-right-answer", "没有得满分的答案", "no answer earns all"))
}

/// Writes formulas as code, since one of them is no LaTeX that ours reads; false where there is none.
fn plainer(item: &mut ForeignItem) -> bool {
    let before = item.clone();
    let one = |text: &mut String| *text = text::as_code(text);
    one(&mut item.stem);
    item.explanation.iter_mut().for_each(one);
    match &mut item.key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => options.iter_mut().for_each(|o| {
            one(&mut o.text);
            o.feedback.iter_mut().for_each(one);
        }),
        ForeignKey::Matching { pairs, distractors } => {
            pairs.iter_mut().for_each(|(left, right)| {
                one(left);
                one(right);
            });
            distractors.iter_mut().for_each(one);
        }
        ForeignKey::Ordering(entries) => entries.iter_mut().for_each(one),
        ForeignKey::TrueFalse { feedback, .. } => feedback.iter_mut().flatten().for_each(one),
        ForeignKey::Numeric { accept, .. } => accept.iter_mut().filter_map(|a| a.feedback.as_mut()).for_each(one),
        ForeignKey::Short { accept, .. } => accept.iter_mut().filter_map(|a| a.feedback.as_mut()).for_each(one),
        ForeignKey::Cloze(_) | ForeignKey::Essay(_) => {}
    }
    before != *item
}

fn formulas(line: usize) -> BankNote {
    BankNote::new(line, "formula", "有公式读不懂，写成了代码", "a formula could not be read and was written as code")
}

fn no_form(line: usize) -> BankNote {
    BankNote::new(
        line,
        "no-form-here",
        "答案写不成这里的题：比如任何数都对，或空里有竖线",
        "its answer has no form here: any number is right, or a gap holds a bar",
    )
}

fn shared(line: usize) -> BankNote {
    BankNote::new(
        line,
        "shared-partner",
        "几个左项的右项相同：改成了选择填空",
        "several entries share a partner: it became gaps with choices",
    )
}
