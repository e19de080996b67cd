//! The entries of a list: options with their boxes and feedback, entries to order.

use super::{MOST_ENTRIES, sheet::Sheet};
use crate::{
    markdown::{Block, Ev, children, inside, is_quote, plain},
    problem::ItemFault,
    text::short,
};
use pulldown_cmark::{Event, Tag};
use std::collections::BTreeSet;
use zhixing_domain::course::Html;

pub(super) struct Entry {
    /// Whether its box is ticked; none without a box.
    pub ticked: Option<bool>,
    pub html: Html,
    pub text: String,
    pub feedback: Option<Html>,
}

impl Sheet<'_> {
    /// Reads a list of options with boxes into the wording; gives which are ticked. Nothing if some have no box or are too few.
    pub fn options(&mut self, list: &Block, least: usize) -> Option<Vec<u8>> {
        let entries = self.entries(list, least)?;
        let boxless = entries.iter().position(|e| e.ticked.is_none());
        if let Some(place) = boxless {
            self.add_at(list.text.start, ItemFault::NotATask { place: place + 1 });
            return None;
        }
        let ticked = entries.iter().enumerate().filter(|(_, e)| e.ticked == Some(true)).filter_map(|(i, _)| u8::try_from(i).ok()).collect();
        self.take(entries);
        Some(ticked)
    }

    /// Puts entries into the wording.
    pub fn take(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            self.wording.options.push(entry.html);
            self.wording.feedback.push(entry.feedback);
        }
    }

    /// Reads the entries of a list; names those that are empty or there twice.
    pub fn entries(&mut self, list: &Block, least: usize) -> Option<Vec<Entry>> {
        let items = children(inside(self.doc.slice(list.events.clone())));
        let found = items.len();
        if found < least {
            self.add_at(list.text.start, ItemFault::TooFew { found, least });
        }
        if found > MOST_ENTRIES {
            self.add_at(list.text.start, ItemFault::TooMany { found, most: MOST_ENTRIES });
        }
        let places: Vec<usize> = items.iter().map(|item| item.first().map_or(0, |(_, place)| place.start)).collect();
        let entries: Vec<Entry> = items.into_iter().take(MOST_ENTRIES).map(|item| self.entry(inside(item))).collect();
        let texts: Vec<(&str, usize)> = entries.iter().map(|e| e.text.as_str()).zip(places).collect();
        self.distinct(&texts);
        (least..=MOST_ENTRIES).contains(&found).then_some(entries)
    }

    /// Names what is empty or there twice.
    pub fn distinct(&mut self, texts: &[(&str, usize)]) {
        let mut seen = BTreeSet::new();
        for (i, (text, at)) in texts.iter().enumerate() {
            if text.is_empty() {
                self.add_at(*at, ItemFault::EmptyEntry { place: i + 1 });
            } else if !seen.insert(*text) {
                self.add_at(*at, ItemFault::DuplicateEntry { text: short(text, 40) });
            }
        }
        self.alike(texts);
    }

    /// Quotes at the end of an entry are its feedback.
    fn entry(&mut self, item: &[Ev]) -> Entry {
        let parts = children(item);
        let quotes = parts.iter().rev().take_while(|part| is_quote(part)).count();
        let (content, feedback) = parts.split_at(parts.len() - quotes);
        let mut ticked = None;
        let mut events: Vec<Ev> = content.concat();
        events.retain(|(event, _)| match event {
            Event::TaskListMarker(done) if ticked.is_none() => {
                ticked = Some(*done);
                false
            }
            _ => true,
        });
        let text = plain(&events);
        let lone = matches!(children(&events).as_slice(), [only] if matches!(only.first(), Some((Event::Start(Tag::Paragraph), _))));
        let html = self.html(if lone { inside(&events) } else { &events });
        let inner: Vec<Ev> = feedback.iter().flat_map(|quote| inside(quote).iter().cloned()).collect();
        let feedback = (quotes > 0).then(|| self.html(&inner));
        Entry { ticked, html, text, feedback }
    }
}
