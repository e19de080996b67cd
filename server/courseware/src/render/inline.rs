//! Text, line breaks and what stands in a line.

use super::{Writer, escape, maths};
use crate::{
    markdown::Ev,
    problem::{ItemFault, PageFault},
    question::gap,
    text::short,
};
use pulldown_cmark::{Event, Tag};

impl Writer<'_> {
    pub(super) fn inline(&mut self, events: &[Ev], at: usize) {
        let Some((event, place)) = events.get(at) else { return };
        match event {
            Event::Text(text) => {
                let source = self.source.get(place.clone()).unwrap_or_default();
                self.check_text(text, source, place.start);
                self.text.push_str(text);
                self.out.push_str(&gap::show(&escape(text)));
            }
            Event::Code(code) => {
                self.text.push_str(code);
                self.out.push_str(&format!("<code>{}</code>", escape(code)));
            }
            Event::InlineMath(formula) => self.formula(formula, false, place.start),
            Event::DisplayMath(formula) => self.formula(formula, true, place.start),
            Event::SoftBreak => self.soft_break(events, at),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::FootnoteReference(label) => self.reference(label, place.start),
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked" } else { "" };
                self.out.push_str(&format!("<input type=\"checkbox\" disabled{checked}> "));
            }
            Event::Html(_) | Event::InlineHtml(_) => self.raw_html(events.get(at..=at).unwrap_or_default()),
            _ => {}
        }
    }

    /// Raw HTML is left out and named.
    pub(super) fn raw_html(&mut self, events: &[Ev]) {
        let found = events.iter().find_map(|(event, place)| match event {
            Event::Html(tag) | Event::InlineHtml(tag) => Some((short(tag, 60), place.start)),
            _ => None,
        });
        if let Some((tag, at)) = found {
            self.add(at, PageFault::RawHtml { tag });
        }
    }

    fn formula(&mut self, formula: &str, block: bool, at: usize) {
        self.text.push_str(formula);
        match maths::mathml(formula, block) {
            Ok(mathml) => self.out.push_str(&mathml),
            Err(detail) => {
                self.add(at, PageFault::BadMaths { formula: short(formula, 60), detail });
                self.out.push_str(&format!("<code>{}</code>", escape(formula)));
            }
        }
    }

    /// Marks that were meant to mean something and ended up as text.
    fn check_text(&mut self, text: &str, source: &str, at: usize) {
        if text.contains("**") && !source.contains("\\*") {
            let inside = source.find("**").unwrap_or(0);
            self.add(at + inside, PageFault::StrayEmphasis);
        }
        let command = |(i, _): (usize, &str)| source.get(i + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        if text.contains('$') && source.match_indices('\\').any(command) {
            self.add(at, PageFault::BadMaths { formula: short(text, 60), detail: "unbalanced $ or { }".into() });
        }
        let label = source.split_once("[^").filter(|(before, _)| !before.ends_with('\\')).and_then(|(_, rest)| rest.split_once(']'));
        if let Some((label, _)) = label.filter(|(label, _)| !label.is_empty() && !label.contains(char::is_whitespace)) {
            match self.setting.alone {
                true => self.add(at, ItemFault::Footnote),
                false => self.add(at, PageFault::UndefinedFootnote { label: short(label, 40) }),
            }
        }
    }

    /// A line end in the source is a space, but not between two Chinese characters.
    fn soft_break(&mut self, events: &[Ev], at: usize) {
        let text = |(event, _): &Ev| match event {
            Event::Text(t) | Event::Code(t) => Some(t.to_string()),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) | Event::End(_) => None,
            _ => Some(" ".into()),
        };
        let before = events.get(..at).unwrap_or_default().iter().rev().find_map(text).and_then(|t| t.chars().next_back());
        let after = events.get(at + 1..).unwrap_or_default().iter().find_map(text).and_then(|t| t.chars().next());
        let joined = match (before, after) {
            (Some(a), Some(b)) => (is_han(a) && (is_han(b) || is_shared(b))) || (is_shared(a) && is_han(b)),
            _ => false,
        };
        if !joined {
            self.out.push('\n');
            self.text.push(' ');
        }
    }
}

/// Chinese characters and full-width punctuation.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Punctuation that Chinese shares with other scripts.
fn is_shared(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{b7}')
}
