//! Items: Markdown to questions with their keys and words. One file a type, named as in `domain::question`.
//!
//! An item is always read from its [`source`]: what a publication reads and what the store reads years later goes the same way, so it cannot
//! differ. Never here: which items a file has (that is [`scan`](crate::scan)). Start at [`read`].

mod cloze;
mod essay;
pub(crate) mod gap;
pub(crate) mod head;
mod key;
mod markup;
mod matching;
mod multiple;
mod numeric;
mod option;
mod ordering;
mod others;
mod sheet;
mod short;
mod single;
pub(crate) mod source;
mod truefalse;
mod unread;

use crate::{
    markdown::Doc,
    problem::{AreaFault, ContentProblem, ItemFault, Log, Severity, TwinFault, Words},
    render::{Link, Setting, Writer},
};
use head::Head;
pub(crate) use head::KEYS;
use sheet::Sheet;
use source::Parts;
use std::collections::BTreeSet;
use zhixing_domain::{
    digest::sha256_hex,
    lang::{Bilingual, Lang},
    question::{Item, ItemKey, ItemVersion, Kind, Question, Wording},
};

/// The most options, entries, pairs or gaps of an item: a letter of the alphabet each.
const MOST_ENTRIES: usize = 26;

/// An item and what else was found while reading it.
pub(crate) struct Found {
    pub item: Item,
    pub links: Vec<(Lang, Link)>,
    pub figures: BTreeSet<String>,
}

/// Reads an item from its source. Nothing if the Chinese text has an error; a twin with an error is left out.
pub(crate) fn read(source: &str, parts: &Parts, zh_log: &mut Log, en_log: &mut Log) -> Option<Found> {
    let head = Head::read(first_line(parts.zh), parts, zh_log);
    let zh = one(parts.zh, head.as_ref().map(|h| h.kind), head.as_ref(), parts, zh_log);
    let (head, mut zh) = (head?, zh?);
    let en = parts.en.and_then(|text| twin(text, &head, parts, &mut zh.question, en_log));
    let mut links: Vec<(Lang, Link)> = zh.links.into_iter().map(|l| (parts.origin.lang, l)).collect();
    let mut figures = zh.figures;
    let en = en.map(|en| {
        links.extend(en.links.into_iter().map(|l| (Lang::En, l)));
        figures.extend(en.figures);
        en.wording
    });
    if let Question::Numeric(numeric) = &mut zh.question {
        numeric.unit.clone_from(&head.unit);
    }
    let item = Item {
        key: ItemKey(head.key),
        version: ItemVersion(sha256_hex(source.as_bytes())),
        source: source.into(),
        points: head.points,
        difficulty: head.difficulty,
        function: head.function,
        level: head.level,
        tags: head.tags,
        bank: parts.origin.bank.clone(),
        used_in: head.used_in,
        unit: head.unit,
        fixed: head.fixed,
        question: zh.question,
        wording: Bilingual::new(zh.wording, en).written_in(parts.origin.lang),
    };
    Some(Found { item, links, figures })
}

/// The English text, where it asks the same: what it accepts is added to the question.
fn twin(text: &str, head: &Head, parts: &Parts, question: &mut Question, log: &mut Log) -> Option<One> {
    Head::check_twin(first_line(text), head, log);
    let en = one(text, Some(head.kind), Some(head), parts, log)?;
    match merge(question, &en.question) {
        Ok(()) => Some(en),
        Err(what) => {
            log.add(1, TwinFault::ItemDiffers { id: head.key.clone(), what });
            None
        }
    }
}

/// An item in one language.
struct One {
    question: Question,
    wording: Wording,
    links: Vec<Link>,
    figures: BTreeSet<String>,
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Reads one language; nothing if it has an error. Without a type only the words are looked at, for their own faults.
fn one(text: &str, kind: Option<Kind>, head: Option<&Head>, parts: &Parts, log: &mut Log) -> Option<One> {
    let (text, gaps) = match kind {
        Some(Kind::Cloze) => gap::mark(text, log),
        _ => (text.to_string(), vec![]),
    };
    let doc = Doc::parse(&text);
    let setting = Setting { lang: log.lang, course: &parts.origin.course, figures: &parts.origin.figures, alone: true, under: false };
    let before = log.problems.len();
    let mut sheet = Sheet::new(&doc, Writer::new(setting, &text, log));
    let question = match kind {
        None => None,
        Some(Kind::Single) => single::read(&mut sheet).map(Question::Single),
        Some(Kind::Multiple) => multiple::read(&mut sheet).map(Question::Multiple),
        Some(Kind::TrueFalse) => truefalse::read(&mut sheet).map(Question::TrueFalse),
        Some(Kind::Numeric) => numeric::read(&mut sheet).map(Question::Numeric),
        Some(Kind::Short) => short::read(&mut sheet).map(Question::Short),
        Some(Kind::Cloze) => cloze::read(&mut sheet, gaps).map(Question::Cloze),
        Some(Kind::Ordering) => ordering::read(&mut sheet).map(Question::Ordering),
        Some(Kind::Matching) => matching::read(&mut sheet).map(Question::Matching),
        Some(Kind::Essay) => essay::read(&mut sheet, head.map(|h| h.points).unwrap_or_default()).map(Question::Essay),
    };
    if matches!(kind, Some(Kind::Single | Kind::Multiple)) && head.is_some_and(|h| !h.fixed) {
        sheet.check_references();
    }
    let (wording, links, figures) = sheet.finish();
    // A reader that gives nothing has said why. A fault of the page, such as a missing figure, does not make the question useless.
    // Nor do those that were not told once: such an item is not published any more, but what people sat is read as it was.
    let late = |fault: &ItemFault| {
        matches!(
            fault,
            ItemFault::NumberGroups { .. } | ItemFault::NumberMarks { .. } | ItemFault::SeveralAnswers | ItemFault::SwallowedItem
        )
    };
    let harmless = |fault: &AreaFault| matches!(fault, AreaFault::ItemFault(fault) if late(fault));
    let useless =
        |p: &&ContentProblem| p.severity() == Severity::Error && matches!(p.fault, AreaFault::ItemFault(_)) && !harmless(&p.fault);
    let failed = log.problems.iter().skip(before).any(|p| useless(&p));
    question.filter(|_| !failed).map(|question| One { question, wording, links, figures })
}

/// Compares the twin's key and takes over the answers that it accepts besides; says in what they differ.
fn merge(zh: &mut Question, en: &Question) -> Result<(), Words> {
    let differ = |zh, en| Err(Words { zh, en });
    match (zh, en) {
        (Question::Short(zh), Question::Short(en)) => short::merge(&mut zh.accept, &en.accept),
        (Question::Cloze(zh), Question::Cloze(en)) => return cloze::merge(zh, en),
        (Question::Essay(zh), Question::Essay(en)) if zh != en => return differ("评分表的行数或分值", "rows or points of the rubric"),
        (Question::Numeric(zh), Question::Numeric(en)) if zh != en => return differ("数值或范围", "the number or range"),
        (zh, en) if zh.kind() != en.kind() => return differ("题型", "its type"),
        (zh, en) if *zh != *en => return differ("选项的个数、次序或答案", "number or order of the options, or in the key"),
        _ => {}
    }
    Ok(())
}

/// How the missing of an answer is told.
fn missing(wanted: (&'static str, &'static str), example: (&'static str, &'static str)) -> ItemFault {
    let words = |(zh, en)| Words { zh, en };
    ItemFault::MissingAnswer { wanted: words(wanted), example: words(example) }
}
