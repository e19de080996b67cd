//! A lesson: prose with practice items between.

use crate::{
    bank,
    front::{self, Front, Split},
    markdown::{Block, Doc, Kind},
    problem::{FileFault, ItemFault, Log, TwinFault},
    question::source::Origin,
    reader::{CourseReader, Pair},
    render::{Link, Writer},
    scan::{self, Slice},
    text::{is_slug, slug_of},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use zhixing_domain::{
    course::{Lesson, LessonBody, Piece},
    lang::{Bilingual, Lang},
    question::{Item, Kind as Type},
};

const KEYS: [&str; 5] = ["title", "summary", "minutes", "function", "formerly"];
const WORDS: [&str; 2] = ["title", "summary"];

/// A lesson and the ids its headings have in each language.
pub(crate) struct Read {
    pub lesson: Lesson,
    /// By the language's code.
    pub anchors: BTreeMap<&'static str, BTreeSet<String>>,
}

pub(crate) fn read(reader: &mut CourseReader, path: &str, slug: &str) -> Option<Read> {
    let Pair { zh: (text, mut log), en } = reader.open(path)?;
    let (en_text, mut en_log) = en.unzip();
    let (text, log) = (&text, &mut log);
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    front.only(&KEYS, log);
    let title = front.words("title", ["数据是什么", "What data are"], log);
    let summary = front.words("summary", ["一句话说清这一课学什么", "One sentence on what this lesson teaches"], log);
    if !front.has("minutes") {
        front.missing("minutes", "45", log);
    }
    let minutes = front.number("minutes", (1, 600), log).unwrap_or(45);
    let function = front.text("function", "\"data\"", log);
    let formerly = former_names(&front, slug, log);
    reader.check_function(function.as_deref(), None, front.line_of("function"), log);

    let en_head = en_text.as_ref().zip(en_log.as_mut()).map(|(text, log)| english(text, log));
    let en_doc =
        en_text.as_ref().zip(en_head.as_ref()).map(|(text, (.., at, line))| (Doc::parse(text.get(*at..).unwrap_or_default()), *line));
    let (zh, en) = bodies(reader, (&split, log), en_doc.as_ref().zip(en_log.as_mut()), function.clone());
    reader.problems.append(&mut log.problems);
    reader.problems.extend(en_log.into_iter().flat_map(|log| log.problems));
    let (en_title, en_summary) = en_head.map(|(title, summary, ..)| (title, summary)).unzip();
    let anchors =
        [(reader.own.code(), Some(&zh)), (Lang::En.code(), en.as_ref())].into_iter().filter_map(|(l, b)| Some((l, b?.1.clone()))).collect();
    let lesson = Lesson {
        slug: slug.into(),
        title: Bilingual::new(title, en_title).written_in(reader.own),
        summary: Bilingual::new(summary, en_summary).written_in(reader.own),
        minutes: u32::try_from(minutes).unwrap_or(45),
        function,
        formerly,
        body: Bilingual::new(zh.0, en.map(|b| b.0)).written_in(reader.own),
    };
    Some(Read { lesson, anchors })
}

/// The names that the lesson had in its address before.
fn former_names(front: &Front, slug: &str, log: &mut Log) -> Vec<String> {
    let names = front.list("formerly", "[\"old-name\"]", log);
    for name in names.iter().filter(|name| !is_slug(name) || *name == slug) {
        let proposal = slug_of(name.trim_end_matches(".md").trim_start_matches(|c: char| c.is_ascii_digit()), "old-name");
        log.add(front.line_of("formerly"), FileFault::BadSlug { slug: name.clone(), proposal });
    }
    names.into_iter().filter(|name| is_slug(name) && *name != slug).collect()
}

/// Title and summary of the twin, and where its body begins (byte and line).
fn english(text: &str, log: &mut Log) -> (String, String, usize, usize) {
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    front.only_words(&WORDS, &KEYS, log);
    let title = front.words("title", "\"What data are\"", log);
    let summary = front.words("summary", "\"One sentence on what this lesson teaches\"", log);
    (title, summary, text.len() - split.body.len(), split.body_line)
}

type Body = (LessonBody, BTreeSet<String>);

/// The ids of items that another text has, too, in the order of this one.
fn order(slices: &[Slice], other: &[Slice]) -> Vec<Option<String>> {
    let others: BTreeSet<_> = other.iter().map(|o| &o.id).collect();
    slices.iter().map(|s| &s.id).filter(|id| others.contains(id)).cloned().collect()
}

/// Reads the items of both languages together, then the prose of each.
fn bodies(
    reader: &mut CourseReader,
    zh: (&Split, &mut Log),
    en: Option<(&(Doc, usize), &mut Log)>,
    function: Option<String>,
) -> (Body, Option<Body>) {
    let (split, log) = zh;
    let doc = Doc::parse(split.body);
    let blocks = doc.blocks();
    let mut part = log.part(split.body_line);
    let slices = scan::items(&doc, &blocks, false, &mut part);
    let (level, lang, figures) = (reader.level, reader.own, reader.figures.clone());
    let origin = Origin { course: reader.course.into(), function, level, lang, figures, ..Origin::default() };
    let Some(((en_doc, en_line), en_log)) = en else {
        let items = bank::items(reader, &origin, &slices, None, &mut part, None);
        let items = practice(&items, &slices, &mut part);
        let body = prose(reader, &doc, &blocks, &slices, &items, &mut part);
        log.join(part);
        return (body, None);
    };
    let en_blocks = en_doc.blocks();
    let mut en_part = en_log.part(*en_line);
    let twins = scan::items(en_doc, &en_blocks, false, &mut en_part);
    let items = bank::items(reader, &origin, &slices, Some(&twins), &mut part, Some(&mut en_part));
    let items = practice(&items, &slices, &mut part);
    if order(&slices, &twins) != order(&twins, &slices) {
        en_part.add(twins.first().map_or(1, |t| t.line), TwinFault::Order);
    }
    let zh = prose(reader, &doc, &blocks, &slices, &items, &mut part);
    let en = prose(reader, en_doc, &en_blocks, &twins, &items, &mut en_part);
    let (zh_headings, en_headings) = (zh.0.toc.len(), en.0.toc.len());
    if zh_headings != en_headings {
        en_part.add(1, TwinFault::Headings { zh: zh_headings, en: en_headings });
    }
    log.join(part);
    en_log.join(en_part);
    (zh, Some(en))
}

/// The items that can be practised: an essay cannot, nobody would mark it.
fn practice(items: &[Arc<Item>], slices: &[Slice], log: &mut Log) -> Vec<Arc<Item>> {
    let is_essay = |item: &Item| item.question.kind() == Type::Essay;
    let lines: BTreeMap<&str, usize> = slices.iter().rev().filter_map(|s| Some((s.id.as_deref()?, s.line))).collect();
    for item in items.iter().filter(|i| is_essay(i)) {
        log.add(lines.get(item.key.0.as_str()).copied().unwrap_or(1), ItemFault::EssayInLesson);
    }
    items.iter().filter(|i| !is_essay(i)).cloned().collect()
}

/// The pieces of a lesson in one language.
fn prose(reader: &mut CourseReader, doc: &Doc, blocks: &[Block], slices: &[Slice], items: &[Arc<Item>], log: &mut Log) -> Body {
    let (lang, path) = (log.lang, log.path.clone());
    let unread: Vec<_> = slices.iter().map(|slice| slice.lines(log)).collect();
    let setting = reader.setting(lang);
    let mut writer = Writer::new(setting, doc.text, log);
    let gaps = scan::gaps(blocks.len(), slices);
    let prose = || gaps.iter().flat_map(|run| blocks.get(run.clone()).unwrap_or_default()).map(|block| doc.slice(block.events.clone()));
    prose().for_each(|block| writer.number(block));
    let by_key: BTreeMap<&str, &Arc<Item>> = items.iter().map(|i| (i.key.0.as_str(), i)).collect();
    let mut ahead = slices.iter().zip(unread).peekable();
    let (mut pieces, mut at) = (vec![], 0);
    while at < blocks.len() {
        if let Some((slice, lines)) = ahead.next_if(|(s, _)| s.blocks.start == at) {
            match slice.id.as_deref().and_then(|id| by_key.get(id)) {
                Some(item) => {
                    writer.text.push_str(&format!("{}\n", item.wording.get(lang).title));
                    pieces.push(Piece::Practice(item.key.0.clone()));
                }
                None => pieces.push(Piece::Unread(lines)),
            }
            at = slice.blocks.end.max(at + 1);
            continue;
        }
        let next = ahead.peek().map_or(blocks.len(), |(s, _)| s.blocks.start);
        let run = blocks.get(at..next).unwrap_or_default();
        let events: Vec<_> =
            run.iter().filter(|b| !matches!(b.kind, Kind::Note(_))).flat_map(|b| doc.slice(b.events.clone()).iter().cloned()).collect();
        let html = writer.html(&events);
        if !html.as_str().is_empty() {
            pieces.push(Piece::Prose(html));
        }
        at = next;
    }
    pieces.extend(writer.footnotes(prose()).map(Piece::Prose));
    let (toc, text, ids) = (std::mem::take(&mut writer.toc), std::mem::take(&mut writer.text), writer.ids.all());
    let (links, shown): (Vec<Link>, _) = (std::mem::take(&mut writer.links), std::mem::take(&mut writer.shown));
    reader.links.extend(links.into_iter().map(|link| (path.clone(), lang, link)));
    reader.shown.extend(shown);
    (LessonBody { pieces, toc, text: text.trim().into() }, ids)
}
