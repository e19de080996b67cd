//! Folds: a quote whose first line is `[!FOLD] title`, or the `<details>` of other tools; HTML's own `details`, so they work without scripts.

use super::{MOST_DEPTH, Writer, escape};
use crate::{
    markdown::{Ev, fold_title, inside},
    problem::PageFault,
};
use pulldown_cmark::{Event, Tag, TagEnd};

impl Writer<'_> {
    pub(super) fn is_fold(&self, quote: &[Ev]) -> bool {
        self.open.len() < MOST_DEPTH && fold_title(quote).is_some()
    }

    /// Writes a quote that is a fold.
    pub(super) fn fold(&mut self, quote: &[Ev]) {
        let mark = fold_title(quote).unwrap_or(0);
        let body = inside(quote);
        let end = body.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph))).unwrap_or(0);
        let mut first: Vec<Ev> = body.get(1..end).unwrap_or_default().to_vec();
        if let Some((Event::Text(text), place)) = first.first_mut() {
            let rest = text.get(mark..).unwrap_or_default().to_string();
            place.start = (place.start + mark).min(place.end);
            *text = rest.into();
        }
        let line = first.iter().position(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak)).unwrap_or(first.len());
        let (title, rest) = first.split_at(line);
        self.element("<details class=\"fold\"><summary>", "</details>\n");
        let before = self.out.len();
        self.run(title);
        if self.out.get(before..).is_none_or(|t| t.trim().is_empty()) {
            self.out.push_str(self.word("展开", "More"));
        }
        self.text.push('\n');
        self.out.push_str("</summary>\n");
        if let [_, rest @ ..] = rest {
            let place = body.first().map_or(0..0, |(_, place)| place.clone());
            let start = (Event::Start(Tag::Paragraph), place.clone());
            let paragraph: Vec<Ev> =
                std::iter::once(start).chain(rest.iter().cloned()).chain(std::iter::once((Event::End(TagEnd::Paragraph), place))).collect();
            self.run(&paragraph);
        }
        self.run(body.get(end + 1..).unwrap_or_default());
        if let Some(close) = self.open.pop() {
            self.out.push_str(&close);
        }
    }

    /// `<details>`: what follows is folded until `</details>`.
    pub(super) fn fold_start(&mut self, open: bool, summary: Option<String>, summary_comes: bool, place: usize) {
        if self.open.len() + self.folds.len() >= MOST_DEPTH {
            return;
        }
        self.folds.push((self.open.len(), place));
        let open = if open { " open" } else { "" };
        self.out.push_str(&format!("<details class=\"fold\"{open}>"));
        self.summary_due = summary_comes;
        if !summary_comes {
            let words = summary.filter(|s| !s.is_empty()).unwrap_or_else(|| self.word("展开", "More").into());
            self.out.push_str(&format!("<summary>{}</summary>\n", escape(&words)));
            self.text.push_str(&format!("{words}\n"));
        }
    }

    /// `</details>`, which ends the fold that began in the same quote, entry or page.
    pub(super) fn fold_end(&mut self, place: usize) {
        match self.folds.last() {
            Some((depth, _)) if *depth == self.open.len() => {
                self.folds.pop();
                self.out.push_str("</details>\n");
            }
            _ => self.add(place, PageFault::UnclosedTag { tag: "</details>".into() }),
        }
    }

    /// Ends the folds that are open where the element around them ends, and names them.
    pub(super) fn close_folds(&mut self) {
        while let Some((_, place)) = self.folds.pop_if(|(depth, _)| *depth >= self.open.len()) {
            self.out.push_str("</details>\n");
            self.add(place, PageFault::UnclosedTag { tag: "<details>".into() });
        }
        self.summary_due = false;
    }
}
