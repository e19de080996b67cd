//! Text, line breaks and what stands in a line.

use super::{Writer, address, escape, maths};
use crate::{
    markdown::Ev,
    problem::{PageFault, known},
    question::gap,
    text::short,
};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;
use zhixing_domain::text::words::words_of;

impl Writer<'_> {
    pub(super) fn inline(&mut self, events: &[Ev], at: usize) {
        let Some((event, place)) = events.get(at) else { return };
        match event {
            Event::Text(text) => {
                self.text.push_str(text);
                let linked = !self.setting.alone && !self.open.iter().any(|close| close == "</a>");
                let html = if linked { address::linked(text) } else { escape(text) };
                self.out.push_str(&gap::show(&html));
            }
            Event::Code(code) => {
                self.text.push_str(code);
                self.out.push_str(&format!("<code>{}</code>", escape(code)));
            }
            Event::InlineMath(formula) => self.formula(formula, false, place),
            Event::DisplayMath(formula) => self.formula(formula, true, place),
            Event::SoftBreak => self.soft_break(events, at),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::FootnoteReference(label) => self.reference(label, place.start),
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked" } else { "" };
                self.out.push_str(&format!("<input type=\"checkbox\" disabled{checked}> "));
            }
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(html, events, at),
            _ => {}
        }
    }

    fn formula(&mut self, formula: &str, block: bool, place: &Range<usize>) {
        // GitLab and GitHub put a formula in a line also between backticks: $`a^2`$.
        let inner = formula.strip_prefix('`').and_then(|f| f.strip_suffix('`')).filter(|inner| !block && !inner.contains('`'));
        let formula = inner.unwrap_or(formula);
        if !block && let Some(label) = maths::reference(formula) {
            return self.equation_reference(label, place.start);
        }
        let after = self.source.get(place.end..).and_then(|t| t.chars().next());
        if !block && is_money(formula, after) {
            self.add(place.start, PageFault::MoneyAsMaths);
            self.text.push_str(&format!("${formula}$"));
            return self.out.push_str(&gap::show(&escape(&format!("${formula}$"))));
        }
        let found = self.equations.at(place.start).cloned().filter(|_| block);
        let made = found.unwrap_or_else(|| maths::mathml(formula, block));
        self.text.push_str(&made.as_ref().map_or_else(|_| formula.to_string(), |mathml| words_of(mathml).replace('\n', " ")));
        match made {
            Ok(mathml) if self.setting.alone => self.out.push_str(&mathml.replace(" id=\"eq-", " data-id=\"")),
            Ok(mathml) => self.out.push_str(&mathml),
            Err(detail) => {
                let advice = maths::advice(&detail);
                self.add(place.start, PageFault::BadMaths { formula: short(formula, 60), detail, advice });
                self.out.push_str(&format!("<code>{}</code>", escape(formula)));
            }
        }
    }

    /// The number of an equation, as a link to it; an item stands on pages by itself, so there it is no link.
    fn equation_reference(&mut self, label: &str, place: usize) {
        let Some(number) = self.equations.number(label) else {
            let known = known(label, self.equations.labels().take(200).cloned());
            return self.add(place, PageFault::UnknownEquation { label: short(label, 40), known });
        };
        self.text.push_str(number);
        let number = escape(number);
        let html = match self.setting.alone {
            true => number,
            false => format!("<a href=\"#{}\" class=\"equation-ref\">{number}</a>", escape(&maths::anchor(label))),
        };
        self.out.push_str(&html);
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

/// Whether what stands between two dollar signs are two amounts, cells or names rather than a formula: a digit follows the second sign
/// (`$5-$10`, `$A$1`), or the words between are Chinese and a letter follows (`$HOME和$PATH`) or a digit begins them (`$12元，折后$`). What has a
/// mark of LaTeX is a formula.
fn is_money(formula: &str, after: Option<char>) -> bool {
    if formula.contains(['\\', '^', '_', '{', '=']) {
        return false;
    }
    let words = formula.contains(is_han);
    after.is_some_and(|c| c.is_ascii_digit() || (c.is_ascii_alphabetic() && words))
        || (words && formula.starts_with(|c: char| c.is_ascii_digit()))
}

/// Chinese characters and full-width punctuation.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Punctuation that Chinese shares with other scripts.
fn is_shared(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{b7}')
}
