//! Footnotes, numbered in the order of their first mention, with links back. Their text may stand anywhere on the page, also within a quote or an
//! entry of a list.

use super::{Writer, escape, html};
use crate::{
    markdown::{Ev, inside},
    problem::{ItemFault, PageFault},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::{
    collections::{BTreeMap, btree_map::Entry},
    ops::Range,
};
use zhixing_domain::course::Html;

/// The footnotes mentioned so far.
#[derive(Default)]
pub(super) struct Notes {
    order: Vec<String>,
    /// By label: its number and how often it was mentioned.
    mentions: BTreeMap<String, (usize, usize)>,
}

impl Writer<'_> {
    pub(super) fn reference(&mut self, label: &str, place: usize) {
        if self.setting.alone {
            return self.add(place, ItemFault::Footnote);
        }
        let (next, label) = (self.notes.order.len() + 1, folded(label));
        let (number, count) = self.notes.mentions.entry(label.clone()).or_insert((next, 0));
        *count += 1;
        let (number, count) = (*number, *count);
        if count == 1 {
            self.notes.order.push(label);
        }
        let (id, name) = (mention_id(number, count), self.word("注释", "Note"));
        self.out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\" aria-label=\"{name} {number}\">{number}</a></sup>"
        ));
    }

    /// The list of notes for the end of the page, of the events that were written on it; nothing if there are none. Call it last.
    pub fn footnotes<'e, 't: 'e>(&mut self, events: impl Iterator<Item = &'e [Ev<'t>]>) -> Option<Html> {
        let notes: Vec<(&str, &[Ev])> = events.flat_map(definitions).collect();
        let mut by_label: BTreeMap<String, &[Ev]> = BTreeMap::new();
        for (label, note) in &notes {
            let place = note.first().map_or(0, |(_, place)| place.start);
            match by_label.entry(folded(label)) {
                Entry::Vacant(free) => drop(free.insert(note)),
                Entry::Occupied(_) => self.add(place, PageFault::DuplicateFootnote { label: (*label).into() }),
            }
        }
        let mut list = String::new();
        let mut at = 0;
        // A note may mention another one, so the order grows while it is gone through.
        while let Some(label) = self.notes.order.get(at).cloned() {
            at += 1;
            if let Some(note) = by_label.get(&label) {
                let body = self.raw(inside(note));
                list.push_str(&self.note(at, &label, body));
            }
        }
        for (label, note) in notes {
            if !self.notes.mentions.contains_key(&folded(label)) {
                let place = note.first().map_or(0, |(_, place)| place.start);
                self.add(place, PageFault::UnusedFootnote { label: label.into() });
            }
        }
        let name = self.word("注释", "Notes");
        (!list.is_empty())
            .then(|| html(&format!("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{name}\"><ol>\n{list}</ol></section>")))
    }

    fn note(&self, number: usize, label: &str, body: String) -> String {
        let mentions = self.notes.mentions.get(label).map_or(1, |(_, count)| *count);
        let back = self.word("回到正文", "Back to the text");
        let links: String = (1..=mentions)
            .map(|n| {
                format!(
                    " <a href=\"#{}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"{back}\">↩</a>",
                    escape(&mention_id(number, n))
                )
            })
            .collect();
        let body = body.trim_end();
        let body = match body.strip_suffix("</p>") {
            Some(start) => format!("{start}{links}</p>"),
            None => format!("{body}<p>{links}</p>"),
        };
        format!("<li id=\"fn-{number}\">{body}</li>\n")
    }
}

/// The texts of notes, in order: the label, and the events from the beginning of the text to its end.
fn definitions<'e, 't>(events: &'e [Ev<'t>]) -> Vec<(&'e str, &'e [Ev<'t>])> {
    let (mut open, mut found): (Vec<usize>, Vec<Range<usize>>) = (vec![], vec![]);
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => open.push(at),
            Event::End(TagEnd::FootnoteDefinition) => found.extend(open.pop().map(|start| start..at + 1)),
            _ => {}
        }
    }
    found.sort_by_key(|note| note.start);
    let note = |place: Range<usize>| match events.get(place)? {
        note @ [(Event::Start(Tag::FootnoteDefinition(label)), _), ..] => Some((label.as_ref(), note)),
        _ => None,
    };
    found.into_iter().filter_map(note).collect()
}

/// Labels are the same whatever their case is.
fn folded(label: &str) -> String {
    label.to_lowercase()
}

fn mention_id(number: usize, mention: usize) -> String {
    if mention == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{mention}") }
}
