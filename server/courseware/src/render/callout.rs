//! Quotes and callouts.

use super::Writer;
use crate::{
    check,
    markdown::{Ev, plain},
    problem::{PageFault, known},
};
use pulldown_cmark::{BlockQuoteKind, Event};

const KINDS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

impl Writer<'_> {
    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>, events: &[Ev], place: usize) {
        let (code, zh, en) = match kind {
            None => {
                self.check_callout(events, place);
                return self.element("<blockquote>\n", "</blockquote>\n");
            }
            Some(BlockQuoteKind::Note) => ("note", "说明", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "提示", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "重要", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "注意", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "警告", "Caution"),
        };
        let title = self.word(zh, en);
        let open = format!("<aside class=\"callout callout--{code}\" role=\"note\"><p class=\"callout__title\">{title}</p>\n");
        self.element(&open, "</aside>\n");
    }

    fn check_callout(&mut self, events: &[Ev], place: usize) {
        let words = plain(events.get(..events.len().min(4)).unwrap_or_default());
        if let Some((name, rest)) = words.strip_prefix("[!").and_then(|w| w.split_once(']')) {
            let alone = matches!(events.get(3), None | Some((Event::SoftBreak | Event::HardBreak | Event::End(_), _)));
            if KINDS.contains(&name.to_ascii_uppercase().as_str()) && !(alone && rest.trim().is_empty()) {
                return self.add(place, check::titled_callout());
            }
            let known = known(name, KINDS);
            self.add(place, PageFault::UnknownCallout { name: crate::text::short(name, 20), known });
        }
    }
}
