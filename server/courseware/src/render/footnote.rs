//! Footnotes, numbered in the order of their first mention, with links back.

use super::{Writer, escape, html};
use crate::{
    markdown::{Block, Doc, Kind, inside},
    problem::{ItemFault, PageFault},
};
use std::collections::BTreeMap;
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
        let next = self.notes.order.len() + 1;
        let (number, count) = self.notes.mentions.entry(label.into()).or_insert((next, 0));
        *count += 1;
        let (number, count) = (*number, *count);
        if count == 1 {
            self.notes.order.push(label.into());
        }
        let (id, name) = (mention_id(number, count), self.word("注释", "Note"));
        self.out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\" aria-label=\"{name} {number}\">{number}</a></sup>"
        ));
    }

    /// The list of notes for the end of the page; nothing if there are none. Call it last.
    pub fn footnotes(&mut self, doc: &Doc, blocks: &[Block]) -> Option<Html> {
        let notes: Vec<(&str, &Block)> =
            blocks.iter().filter_map(|b| if let Kind::Note(l) = &b.kind { Some((l.as_str(), b)) } else { None }).collect();
        let by_label: BTreeMap<&str, &Block> = notes.iter().rev().copied().collect();
        let mut list = String::new();
        let mut at = 0;
        // A note may mention another one, so the order grows while it is gone through.
        while let Some(label) = self.notes.order.get(at).cloned() {
            at += 1;
            if let Some(block) = by_label.get(label.as_str()) {
                let body = self.raw(inside(doc.slice(block.events.clone())));
                list.push_str(&self.note(at, &label, body));
            }
        }
        for (label, block) in notes {
            if !self.notes.mentions.contains_key(label) {
                self.add(block.text.start, PageFault::UnusedFootnote { label: label.into() });
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

fn mention_id(number: usize, mention: usize) -> String {
    if mention == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{mention}") }
}
