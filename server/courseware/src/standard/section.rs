//! The sections of a standard in one language.

use crate::{
    figures::Figures,
    markdown::{Attributes, Block, Doc, Kind as BlockKind, inside, plain},
    problem::{ItemFault, Log, PageFault, PlanFault, Words, known},
    render::{Setting, Writer},
    text::{is_slug, line_of, slug_of},
};
use zhixing_domain::course::Html;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Basic,
    Level,
    Function,
    Work,
}

/// A heading of the structure, with what stands below it up to the next one.
pub(super) struct Section {
    pub kind: Kind,
    pub id: String,
    pub attributes: Attributes,
    pub title: String,
    pub html: Html,
    /// In the body.
    pub line: usize,
    pub file_line: usize,
}

pub(super) struct Text {
    pub intro: Html,
    pub sections: Vec<Section>,
}

pub(super) fn text(body: &str, figures: &Figures, log: &mut Log) -> Text {
    let doc = Doc::parse(body);
    let blocks = doc.blocks();
    let heads: Vec<(usize, Head)> = blocks.iter().enumerate().filter_map(|(i, b)| Some((i, head(&doc, b, log)?))).collect();
    let setting = Setting { lang: log.lang, course: "", figures, alone: false, under: false };
    let mut writer = Writer::new(setting, body, log);
    let end = |place: usize| heads.get(place).map_or(blocks.len(), |(i, _)| *i);
    let mut run = |from: usize, to: usize| {
        let blocks = blocks.get(from..to).unwrap_or_default().iter().filter(|b| !matches!(b.kind, BlockKind::Note(_)));
        writer.html(&blocks.flat_map(|b| doc.slice(b.events.clone()).iter().cloned()).collect::<Vec<_>>())
    };
    let intro = run(0, end(0));
    let htmls: Vec<Html> = heads.iter().enumerate().map(|(n, (i, _))| run(i + 1, end(n + 1))).collect();
    let last = writer.footnotes([doc.events.as_slice()].into_iter());
    let mut sections = vec![];
    for ((i, head), html) in heads.into_iter().zip(htmls) {
        let block = blocks.get(i).map_or(0..0, |b| b.events.clone());
        let line = blocks.get(i).map_or(1, |b| line_of(body, b.text.start));
        let title = plain(inside(doc.slice(block)));
        sections.push(Section {
            kind: head.0,
            id: head.1.id.clone().unwrap_or_default(),
            attributes: head.1,
            title,
            html,
            line,
            file_line: log.file_line(line),
        });
    }
    // Notes belong to the page; its introduction is the one part that every view of it shows.
    let intro = last.map_or(intro.clone(), |notes| Html(format!("{}\n{}", intro.as_str(), notes.as_str()).into()));
    Text { intro, sections }
}

type Head = (Kind, Attributes);

/// Whether a heading belongs to the structure; below level 3 it may also be plain.
fn head(doc: &Doc, block: &Block, log: &mut Log) -> Option<Head> {
    let BlockKind::Heading(depth) = block.kind else { return None };
    let source = doc.text.get(block.text.clone()).unwrap_or_default().lines().next().unwrap_or_default();
    let line = line_of(doc.text, block.text.start);
    let attributes = Attributes::read(source, line, log);
    let named = [("basic", Kind::Basic, 2), ("level", Kind::Level, 2), ("function", Kind::Function, 3), ("work", Kind::Work, 4)];
    let found = named.iter().find(|(class, ..)| attributes.has_class(class));
    let Some((_, kind, wanted)) = found else {
        if depth <= 3 {
            let words = Words { zh: "没有 `.level`、`.basic` 或 `.function`", en: "it has no `.level`, `.basic` or `.function`" };
            log.add(line, PlanFault::Section { wanted: words });
        }
        return None;
    };
    if depth != *wanted {
        log.add(line, PlanFault::Section { wanted: Words { zh: "级数与类型不符", en: "its depth does not fit its class" } });
    }
    strangers(&attributes, line, log);
    match &attributes.id {
        Some(id) if !is_slug(id) => log.add(line, PageFault::BadId { id: id.clone(), proposal: slug_of(id, "data") }),
        Some(_) => {}
        None => log.add(line, ItemFault::MissingId { proposal: slug_of(source.split('{').next().unwrap_or_default(), "data") }),
    }
    Some((*kind, attributes))
}

fn strangers(attributes: &Attributes, line: usize, log: &mut Log) {
    let classes = [".level", ".basic", ".function", ".work", ".demo"];
    for class in attributes.classes.iter().map(|c| format!(".{c}")).filter(|c| !classes.contains(&c.as_str())) {
        log.add(line, PageFault::UnknownAttribute { known: known(&class, classes), key: class });
    }
    let keys = ["level", "theory", "skill"];
    for (key, _) in attributes.pairs.iter().filter(|(key, _)| !keys.contains(&key.as_str())) {
        log.add(line, PageFault::UnknownAttribute { known: known(key, keys), key: key.clone() });
    }
}
