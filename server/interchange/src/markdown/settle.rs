//! What comes in has to be fit to publish: every item is written as ours and read by courseware; where that finds an error, the item is written more
//! plainly, and what still has one stays out and says why.

use super::{shared, write};
use crate::{
    Accepted, BankFormat, BankNote, ForeignGap, ForeignItem, ForeignKey, Import, MarkedNumber, ReadItem,
    bound::{self, Budget},
    loss, text,
};
use std::collections::BTreeMap;
use zhixing_courseware::{ContentProblem, Files, Severity, read};
use zhixing_domain::lang::Lang;

/// Looks at all items of an import, notes what ours does not carry, and turns those that cannot be published into faults.
pub(crate) fn settle(import: &mut Import, budget: &mut Budget) {
    bounded(import, budget);
    let faults = check(import, |_| true);
    for place in faults.keys() {
        if let Some(ReadItem::Item { item, losses }) = import.items.get_mut(*place)
            && plainer(item)
        {
            losses.push(formulas(item.line));
        }
    }
    let faults = if faults.is_empty() { faults } else { check(import, |place| faults.contains_key(place)) };
    for (place, why) in faults {
        if let Some(slot) = import.items.get_mut(place) {
            *slot = ReadItem::Fault(why);
        }
    }
    let format = import.format;
    for read in &mut import.items {
        if let ReadItem::Item { item, losses } = read {
            losses.extend(loss::of(item, format.map_or(["原来的文件", "the file"], BankFormat::said)));
            if shared::is_one(item) {
                losses.push(shared_partner(item.line));
            }
        }
    }
}

/// Turns items that have too many parts, or would be written at too great a length, into faults.
fn bounded(import: &mut Import, budget: &mut Budget) {
    for read in &mut import.items {
        let Some(item) = read.item() else { continue };
        let many = bound::too_many(&item.key, item.line);
        let much = || (!budget.spend(shared::repeated(item))).then(|| bound::too_much(item.line));
        if let Some(why) = many.or_else(much) {
            *read = ReadItem::Fault(why);
        }
    }
}

/// The items that cannot be published, by their place, and why; only those of `wanted` are looked at.
fn check(import: &Import, wanted: impl Fn(&usize) -> bool) -> BTreeMap<usize, BankNote> {
    let mut faults = BTreeMap::new();
    let mut files = Files::default();
    files.insert("bank/course.md", "+++\ntitle = \"x\"\nsummary = \"x\"\nenglish = false\n+++\n");
    for picture in &import.pictures {
        files.insert(format!("bank/media/{}", picture.name), stand_in(&picture.name));
    }
    let mut places = Places::new();
    // a bank of its own for some of them: what one item does to those behind it stays there
    let mut bank = Bank::default();
    let items = import.items.iter().enumerate().filter(|(place, _)| wanted(place));
    for (place, item) in items.filter_map(|(place, read)| Some((place, read.item()?))) {
        let written = match unkeyed(item) {
            Some(why) => Err(why),
            None => write::one(item, &format!("i{place}")).ok_or_else(|| no_form(item.line)),
        };
        match written {
            Ok(text) => bank.add(place, &text, &mut files, &mut places),
            Err(why) => drop(faults.insert(place, why)),
        }
    }
    bank.end(&mut files, &mut places);
    let (_, problems) = read(&files);
    for problem in problems.iter().filter(|p| p.severity() == Severity::Error) {
        let Some(lines) = places.get(&problem.path) else { continue };
        for line in std::iter::once(&problem.line).chain(&problem.again) {
            let owner = lines.iter().rev().find(|(begins, _)| begins <= line).or(lines.first());
            let Some((place, item)) = owner.and_then(|(_, place)| Some((*place, import.items.get(*place)?.item()?))) else { continue };
            let once = ContentProblem { again: vec![], ..problem.clone() };
            let why = BankNote::new(item.line, problem.code(), once.message(Lang::Zh), once.message(Lang::En));
            faults.entry(place).or_insert(why);
        }
    }
    faults
}

/// As few bytes as a figure of this name may have: what an item says of it depends on nothing else, and a bank may show hundreds.
fn stand_in(name: &str) -> Vec<u8> {
    let bytes: &[u8] = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("svg") => b"<svg viewBox='0 0 1 1'/>",
        Some("png") => b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01",
        Some("webp") => b"RIFF\0\0\0\0WEBP",
        _ => b"\xff\xd8\xff",
    };
    bytes.to_vec()
}

/// The banks by their paths: at which line which item begins.
type Places = BTreeMap<String, Vec<(usize, usize)>>;

/// A bank while items are added.
#[derive(Default)]
struct Bank {
    text: String,
    lines: Vec<(usize, usize)>,
}

impl Bank {
    fn add(&mut self, place: usize, text: &str, files: &mut Files, places: &mut Places) {
        if self.lines.len() >= 50 || self.text.len() + text.len() > 300_000 {
            self.end(files, places);
        }
        if self.lines.is_empty() {
            self.text = "+++\ntitle = \"x\"\n+++\n".into();
        }
        self.lines.push((self.text.matches('\n').count() + 1, place));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn end(&mut self, files: &mut Files, places: &mut Places) {
        let whole = std::mem::take(self);
        if !whole.lines.is_empty() {
            let path = format!("bank/items/b{}.md", places.len());
            files.insert(path.clone(), whole.text);
            places.insert(path, whole.lines);
        }
    }
}

/// Why an item has no answer that ours could accept.
fn unkeyed(item: &ForeignItem) -> Option<BankNote> {
    let full = match &item.key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => options.iter().any(|o| o.worth > 0.0),
        ForeignKey::Numeric { accept, .. } => accept.iter().any(|a| a.worth >= 1.0),
        ForeignKey::Short { accept, .. } => accept.iter().any(|a| a.worth >= 1.0 && a.answer.trim() != "*"),
        ForeignKey::Cloze(gaps) => {
            if gaps.iter().any(is_ranged) {
                return Some(ranged(item.line));
            }
            gaps.iter().all(has_key)
        }
        _ => true,
    };
    (!full).then(|| BankNote::new(item.line, "no-right-answer", "没有得满分的答案", "no answer earns all"))
}

fn has_key(gap: &ForeignGap) -> bool {
    match gap {
        ForeignGap::Typed(accept) => accept.iter().any(|a| a.worth >= 1.0),
        ForeignGap::Number(accept) => accept.iter().any(|a| a.worth >= 1.0),
        ForeignGap::Chosen(options) => options.iter().any(|o| o.worth > 0.0),
    }
}

/// Whether a gap accepts more numbers than can be written into it.
fn is_ranged(gap: &ForeignGap) -> bool {
    let wide = |a: &Accepted<MarkedNumber>| a.worth >= 1.0 && !matches!(a.answer, MarkedNumber::Around { .. });
    matches!(gap, ForeignGap::Number(accept) if accept.iter().any(wide))
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

fn ranged(line: usize) -> BankNote {
    BankNote::new(
        line,
        "gap-range",
        "空里的数值是一个范围，空只按文字比较：请改成一道数值题",
        "a gap accepts a range of numbers, and gaps compare words: make a numeric item of it",
    )
}

fn no_form(line: usize) -> BankNote {
    BankNote::new(
        line,
        "no-form-here",
        "答案写不成这里的题：比如任何数都对，或空里有竖线",
        "its answer has no form here: any number is right, or a gap holds a bar",
    )
}

fn shared_partner(line: usize) -> BankNote {
    BankNote::new(
        line,
        "shared-partner",
        "几个左项的右项相同：改成了选择填空",
        "several entries share a partner: it became gaps with choices",
    )
}
