//! Blocks: paragraphs, headings, quotes, lists; the rest is handed on.

use super::{MOST_DEPTH, Writer, escape};
use crate::{
    markdown::{Ev, end_of, inside, level, plain},
    problem::{ItemFault, PageFault},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::borrow::Cow;
use zhixing_domain::course::Heading;

impl Writer<'_> {
    /// Writes what begins at `at`; gives how many events that took.
    pub(super) fn step(&mut self, events: &[Ev], at: usize) -> usize {
        let Some((event, place)) = events.get(at) else { return 1 };
        let whole = || events.get(at..end_of(events, at)).unwrap_or_default();
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                if self.setting.alone {
                    self.add(place.start, ItemFault::Footnote);
                }
                return whole().len();
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let block = whole();
                self.code(kind, block, place.start);
                return block.len();
            }
            Event::Start(Tag::Image { .. }) => {
                let image = whole();
                self.image(image, false);
                return image.len();
            }
            Event::Start(Tag::Paragraph) if self.figure(whole()) => return whole().len(),
            Event::Start(Tag::Paragraph) if self.caption(whole(), events.get(end_of(events, at))) => return whole().len(),
            // Only its beginning is looked at: quotes may stand in quotes in quotes.
            Event::Start(Tag::BlockQuote(None)) if self.is_fold(events.get(at..).unwrap_or_default()) => {
                let quote = whole();
                self.fold(quote);
                return quote.len();
            }
            Event::Start(Tag::HtmlBlock) => {
                let block = whole();
                self.html_block(inside(block), inside(events.get(at + block.len()..).unwrap_or_default()));
                return block.len();
            }
            Event::Start(tag) => self.start(tag, whole, place.start),
            Event::End(end) => self.end(*end),
            Event::Rule => self.out.push_str("<hr>\n"),
            _ => self.inline(events, at),
        }
        1
    }

    fn start<'e, 't: 'e>(&mut self, tag: &Tag, whole: impl Fn() -> &'e [Ev<'t>], place: usize) {
        if self.open.len() >= MOST_DEPTH {
            if !self.too_deep {
                self.too_deep = true;
                self.add(place, PageFault::TooDeep);
            }
            return self.open.push("".into());
        }
        match tag {
            Tag::Paragraph => self.element("<p>", "</p>\n"),
            Tag::Heading { .. } => self.heading(tag, whole(), place),
            Tag::BlockQuote(kind) => self.quote(*kind, whole(), place),
            Tag::List(None) => self.element("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.element("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => self.element(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
            Tag::Item => self.list_item(whole()),
            Tag::Table(columns) => self.table_start(columns),
            Tag::TableHead => self.row_start(true),
            Tag::TableRow => self.row_start(false),
            Tag::TableCell => self.cell_start(),
            Tag::Emphasis => self.element("<em>", "</em>"),
            Tag::Strong => self.element("<strong>", "</strong>"),
            Tag::Strikethrough if self.source.get(place..).is_some_and(|s| s.starts_with("~~")) => self.element("<del>", "</del>"),
            // `3~5 … 10~20`: one tilde is a range in Chinese.
            Tag::Strikethrough => self.element("~", "~"),
            Tag::Link { dest_url, .. } => self.link(dest_url, place),
            _ => self.open.push("".into()),
        }
    }

    fn end(&mut self, end: TagEnd) {
        self.close_folds();
        if let Some(close) = self.open.pop() {
            self.out.push_str(&close);
        }
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.text.push('\n'),
            TagEnd::TableCell => self.text.push_str(" · "),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.text.truncate(self.text.trim_end_matches([' ', '·']).len());
                self.text.push('\n');
            }
            _ => {}
        }
    }

    pub(super) fn element(&mut self, open: &str, close: impl Into<Cow<'static, str>>) {
        self.out.push_str(open);
        self.open.push(close.into());
    }

    fn list_item(&mut self, item: &[Ev]) {
        let task = |(event, _): &Ev| matches!(event, Event::TaskListMarker(_));
        let first = item.iter().skip(1).find(|(event, _)| !matches!(event, Event::Start(Tag::Paragraph)));
        let open = if first.is_some_and(task) { "<li class=\"task\">" } else { "<li>" };
        self.element(open, "</li>\n");
    }

    /// The title of a page is its `h1`, so a heading of level 1 in the text becomes one of level 2; and a level deeper under a title within it.
    fn heading(&mut self, tag: &Tag, events: &[Ev], place: usize) {
        let Tag::Heading { level: l, id, .. } = tag else { return };
        let depth = (level(*l).max(2) + u8::from(self.setting.under)).min(6);
        if level(*l) == 1 && !self.setting.alone {
            self.add(place, PageFault::TopHeading);
        }
        let words = plain(inside(events));
        let id = match id {
            Some(id) => self.own_id(id, place),
            None => self.ids.of_words(&words),
        };
        if depth <= 3 {
            self.toc.push(Heading { id: id.clone(), text: words.clone(), depth });
        }
        self.last_heading = words;
        self.element(&format!("<h{depth} id=\"{}\">", escape(&id)), format!("</h{depth}>\n"));
    }

    /// The id an author gave to a heading.
    fn own_id(&mut self, id: &str, place: usize) -> String {
        if !crate::text::is_slug(id) {
            self.add(place, PageFault::BadId { id: id.into(), proposal: crate::text::slug_of(id, "heading") });
            return self.ids.of_words(id);
        }
        if !self.ids.take(id) {
            let place_named = self.log.path.clone();
            self.add(place, PageFault::DuplicateId { id: id.into(), place: place_named });
            return self.ids.of_words(id);
        }
        id.into()
    }
}
