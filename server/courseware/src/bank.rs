//! A bank: front matter with defaults, then items.

use crate::{
    check::is_item,
    front::{self, Front},
    markdown::{Block, Doc, Kind},
    problem::{ItemFault, Log, TwinFault, nearest},
    question::{head::USES, source::Origin},
    reader::CourseReader,
    scan::{self, Slice},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use zhixing_domain::{
    course::UnreadItem,
    question::{Difficulty, Item},
};

const KEYS: [&str; 5] = ["title", "function", "level", "difficulty", "use"];

pub(crate) fn read(reader: &mut CourseReader, path: &str, slug: &str) {
    let Some(mut pair) = reader.open(path) else { return };
    let (text, log) = &mut pair.zh;
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    front.only(&KEYS, log);
    front.words("title", ["数据采集题库", "Collecting data"], log);
    let origin = origin(reader, &front, slug, log);
    let doc = Doc::parse(split.body);
    let mut part = log.part(split.body_line);
    let slices = slices(&doc, &mut part);

    let en = pair.en.as_mut().map(|(text, log)| {
        let split = front::split(text, "title = \"…\"", log);
        let front = Front::read(&split, log);
        front.only_words(&["title"], &KEYS, log);
        front.words("title", "\"Collecting data\"", log);
        (Doc::parse(split.body), log.part(split.body_line), log)
    });
    match en {
        Some((doc, mut en_part, en_log)) => {
            let twins = self::slices(&doc, &mut en_part);
            items(reader, &origin, &slices, Some(&twins), &mut part, Some(&mut en_part));
            en_log.join(en_part);
        }
        None => drop(items(reader, &origin, &slices, None, &mut part, None)),
    }
    log.join(part);
    reader.problems.append(&mut log.problems);
    if let Some((_, log)) = pair.en {
        reader.problems.extend(log.problems);
    }
}

/// The items of a bank's text; what stands outside of them is named.
fn slices<'t>(doc: &Doc<'t>, log: &mut Log) -> Vec<Slice<'t>> {
    let blocks = doc.blocks();
    let slices = scan::items(doc, &blocks, true, log);
    // Before the first item authors may leave each other a note; after it, text outside of items is a slip.
    let first = slices.first().map_or(blocks.len(), |s| s.blocks.start);
    let gaps = slices.windows(2).map(|w| w[0].blocks.end..w[1].blocks.start).chain(slices.last().map(|s| s.blocks.end..blocks.len()));
    let gaps = gaps.chain(slices.is_empty().then_some(first..blocks.len()));
    let mut strays = gaps.flatten().filter_map(|i| blocks.get(i));
    let stray = strays.find(|b| !matches!(b.kind, Kind::Heading(_) | Kind::Rule) && !doc.is_comment(b));
    if let Some(block) = stray {
        log.add(doc.line(block.text.start), ItemFault::TextOutside);
    }
    for block in scan::gaps(blocks.len(), &slices).into_iter().flat_map(|gap| blocks.get(gap)).flatten() {
        swallowed(doc, block, log);
    }
    if slices.is_empty() {
        log.add(1, ItemFault::NoItems);
    }
    slices
}

fn origin(reader: &CourseReader, front: &Front, slug: &str, log: &mut Log) -> Origin {
    let level = front.level(log).or(reader.level);
    let function = front.text("function", "\"data\"", log);
    reader.check_function(function.as_deref(), level, front.line_of("function"), log);
    let difficulty = front.choice("difficulty", &Difficulty::ALL.map(|d| (d.code(), d)), log);
    Origin {
        course: reader.course.into(),
        bank: Some(slug.into()),
        function,
        level,
        difficulty: difficulty.map(|d| d.code().into()),
        used_in: front.choice("use", &USES.map(|(name, _)| (name, name)), log).map(String::from),
        lang: reader.own,
        figures: reader.figures.clone(),
    }
}

/// Reads items with their twins, matched by id; names those that one of the files lacks.
pub(crate) fn items(
    reader: &mut CourseReader,
    origin: &Origin,
    slices: &[Slice],
    twins: Option<&[Slice]>,
    log: &mut Log,
    mut en_log: Option<&mut Log>,
) -> Vec<Arc<Item>> {
    let mut items = vec![];
    let ids: BTreeSet<&String> = slices.iter().filter_map(|s| s.id.as_ref()).collect();
    let mut by_id: BTreeMap<&str, &Slice> = BTreeMap::new();
    for twin in twins.unwrap_or_default() {
        twin.id.as_deref().map(|id| by_id.entry(id).or_insert(twin));
    }
    for slice in slices {
        let twin = slice.id.as_deref().and_then(|id| by_id.get(id)).copied();
        if let (Some(id), Some(_), None) = (&slice.id, twins, twin) {
            let twin = crate::reader::twin(&log.path);
            log.add(slice.line, TwinFault::ItemMissing { id: id.clone(), twin });
        }
        let item = reader.item(origin, slice, twin, log, en_log.as_deref_mut());
        if let (None, Some(bank)) = (&item, &origin.bank) {
            let twin = twin.zip(en_log.as_deref()).map(|(twin, log)| twin.lines(log));
            reader.unread.push(UnreadItem { bank: bank.clone(), after: items.len(), lines: slice.lines(log), twin });
        }
        items.extend(item);
    }
    if let Some(en_log) = en_log {
        name_extra(twins.unwrap_or_default(), &ids, en_log);
    }
    items
}

/// Names the items of the English file that the Chinese one lacks, and those without an id.
fn name_extra(twins: &[Slice], ids: &BTreeSet<&String>, en_log: &mut Log) {
    let mut extra = 0;
    for twin in twins {
        match &twin.id {
            None => en_log.add(twin.line, ItemFault::MissingId { proposal: "my-item".into() }),
            Some(id) if !ids.contains(id) => {
                extra += 1;
                en_log.add(twin.line, TwinFault::ItemExtra { id: id.clone(), known: nearest(id, ids.iter().copied(), extra) });
            }
            Some(_) => {}
        }
    }
}

/// Names lines outside of items that were meant to begin one.
fn swallowed(doc: &Doc, block: &Block, log: &mut Log) {
    if block.kind != Kind::Other || doc.is_comment(block) {
        return;
    }
    let mut at = block.text.start;
    for line in doc.text.get(block.text.clone()).unwrap_or_default().split_inclusive('\n') {
        if is_item(line, false) {
            log.add(doc.line(at), ItemFault::SwallowedItem);
        }
        at += line.len();
    }
}
