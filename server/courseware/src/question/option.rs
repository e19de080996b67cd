//! The entries of a list: options with their boxes and feedback, entries to order.

use super::{MOST_ENTRIES, sheet::Sheet};
use crate::{
    markdown::{Block, Ev, children, inside, is_quote, plain},
    problem::ItemFault,
    text::short,
};
use pulldown_cmark::{Event, Tag};
use std::collections::BTreeSet;
use zhixing_domain::{
    course::Html,
    text::plain::{holds_more, line},
};

pub(super) struct Entry {
    /// Whether its box is ticked; none without a box.
    pub ticked: Option<bool>,
    pub html: Html,
    pub text: String,
    pub feedback: Option<Html>,
}

/// An entry as people see it: rendered, in words, and its place in the text.
pub(super) struct Seen<'e> {
    pub html: &'e str,
    pub text: &'e str,
    pub at: usize,
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
        let seen: Vec<Seen> = entries.iter().zip(places).map(|(e, at)| Seen { html: e.html.as_str(), text: &e.text, at }).collect();
        self.distinct(&seen, |_, text| ItemFault::DuplicateEntry { text });
        (least..=MOST_ENTRIES).contains(&found).then_some(entries)
    }

    /// Names what is empty, or there twice as people see it; `twice` says what that is, of an entry by its place and words.
    pub fn distinct(&mut self, entries: &[Seen], twice: impl Fn(usize, String) -> ItemFault) {
        let mut seen = BTreeSet::new();
        for (i, entry) in entries.iter().enumerate() {
            if entry.text.is_empty() && line(entry.html).is_empty() && !holds_more(entry.html) {
                self.add_at(entry.at, ItemFault::EmptyEntry { place: i + 1 });
            } else if !entry.html.is_empty() && !seen.insert(entry.html) {
                self.add_at(entry.at, twice(i, short(entry.text, 40)));
            }
        }
        self.alike(entries.iter().map(|entry| (entry.html, entry.at)));
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
