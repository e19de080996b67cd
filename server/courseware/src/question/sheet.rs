//! What lies before the reader of one type: the item's blocks, parted in stem, answer and explanation.

use crate::{
    markdown::{Block, Doc, Ev, Kind, inside, plain},
    problem::{AreaFault, ItemFault, Words},
    render::{Link, Writer},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeSet;
use zhixing_domain::{course::Html, question::Wording};

use super::gap;

pub(super) struct Sheet<'s> {
    pub doc: &'s Doc<'s>,
    writer: Writer<'s>,
    pub wording: Wording,
    heading: Option<Block>,
    /// Between heading and explanation.
    body: Vec<Block>,
}

impl<'s> Sheet<'s> {
    /// Parts the blocks; the quotes at the end are the explanation, but for those that hold gaps.
    pub fn new(doc: &'s Doc<'s>, mut writer: Writer<'s>) -> Self {
        writer.number(&doc.events);
        let mut blocks = doc.written();
        blocks.retain(|block| {
            let note = matches!(block.kind, Kind::Note(_));
            if note {
                writer.log.add(doc.line(block.text.start), ItemFault::Footnote);
            }
            !note
        });
        let heading = if blocks.is_empty() { None } else { Some(blocks.remove(0)) };
        let mut wording = Wording::default();
        let explains = |b: &&Block| b.kind == Kind::Quote && !gap::is_in(doc.text.get(b.text.clone()).unwrap_or_default());
        let quotes = blocks.iter().rev().take_while(explains).count();
        let quotes = blocks.split_off(blocks.len() - quotes);
        let events: Vec<Ev> = quotes.into_iter().flat_map(|b| inside(doc.slice(b.events)).iter().cloned()).collect();
        wording.explanation = Some(writer.html(&events)).filter(|html| !html.as_str().is_empty());
        if wording.explanation.is_none() {
            writer.log.add(
                1,
                ItemFault::MissingExplanation { example: Words { zh: "为什么是这个答案……", en: "why this is the answer …" } },
            );
        }
        let mut sheet = Self { doc, writer, wording, heading, body: blocks };
        sheet.wording.title = gap::blank(&plain(sheet.heading_events()));
        sheet
    }

    fn heading_events(&self) -> &'s [Ev<'s>] {
        let doc: &'s Doc<'s> = self.doc;
        self.heading.as_ref().map(|h| inside(doc.slice(h.events.clone()))).unwrap_or_default()
    }

    /// Takes the last block that may be the answer; what stands before it is the stem, and nothing may follow.
    pub fn answer(&mut self, may_be: impl Fn(&Kind) -> bool, missing: ItemFault) -> Option<Block> {
        let Some(place) = self.body.iter().rposition(|b| may_be(&b.kind)) else {
            self.add_at(0, missing);
            self.stem();
            return None;
        };
        let mut rest = self.body.split_off(place).into_iter();
        let answer = rest.next();
        self.one_answer(answer.as_ref());
        if let Some(extra) = rest.next() {
            self.add_at(extra.text.start, ItemFault::TextAfterAnswer);
        }
        self.stem();
        answer
    }

    /// Names what is left of another item's answer in the body: readers would see its key. `answer`: the one that counts.
    pub fn one_answer(&mut self, answer: Option<&Block>) {
        let boxed = |b: &Block| matches!(b.kind, Kind::List(_)) && self.doc.slice(b.events.clone()).iter().any(|(event, _)| is_box(event));
        let key = |b: &&Block| matches!(&b.kind, Kind::Code(language) if language == "answer") || (answer.is_some() && boxed(b));
        if let Some(at) = self.body.iter().find(key).map(|other| answer.unwrap_or(other).text.start) {
            self.add_at(at, ItemFault::SeveralAnswers);
        }
    }

    /// Writes the stem: the heading as its first paragraph, then what is left of the body.
    pub fn stem(&mut self) {
        let place = self.heading.as_ref().map_or(0..0, |h| h.text.clone());
        let mut events: Vec<Ev> = vec![(Event::Start(Tag::Paragraph), place.clone())];
        events.extend(self.heading_events().iter().cloned());
        events.push((Event::End(TagEnd::Paragraph), place));
        for block in std::mem::take(&mut self.body) {
            events.extend(self.doc.slice(block.events).iter().cloned());
        }
        self.wording.stem = self.writer.html(&events);
    }

    pub fn html(&mut self, events: &[Ev]) -> Html {
        self.writer.html(events)
    }

    /// Notes a fault at a place in the text.
    pub fn add_at(&mut self, at: usize, fault: impl Into<AreaFault>) {
        self.writer.log.add(self.doc.line(at), fault);
    }

    pub fn finish(self) -> (Wording, Vec<Link>, BTreeSet<String>) {
        (self.wording, self.writer.links, self.writer.shown)
    }
}

const fn is_box(event: &Event) -> bool {
    matches!(event, Event::TaskListMarker(_))
}
