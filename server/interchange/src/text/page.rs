//! A whole page of HTML, as a lesson: headings stay headings, quotes quotes, code keeps its language, and lists are those that a word processor meant.
//! What a lesson does not hold is left out and counted. Never here: what is said of it.

use super::{
    formula,
    level::levelled,
    reading::{Maths, Page},
    skipped::{End, Skipped, VOID},
    writer::{Writer, attribute, is_web},
};
use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};
use std::{cell::RefCell, collections::BTreeMap};

pub(crate) use super::reading::LeftOut;

/// A page in our Markdown.
#[derive(Debug, Default)]
pub(crate) struct PageText {
    pub title: String,
    pub text: String,
    pub left: BTreeMap<LeftOut, usize>,
}

struct Sink<'p>(RefCell<Writer<'p>>);

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => writer.text(&text),
            Token::TagToken(tag) => writer.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Reads a page. `pictures` says under which name in `media/` a picture comes in, by its address there; nothing where it does not.
pub(crate) fn read(html: &str, pictures: &mut dyn FnMut(&str) -> Option<String>) -> PageText {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&super::bearable(&super::clean(html))));
    let mut writer = Writer::new(false, pictures);
    writer.page = Some(Page::default());
    let tokenizer = Tokenizer::new(Sink(RefCell::new(writer)), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut writer = tokenizer.sink.0.into_inner();
    writer.flush();
    let page = writer.page.take().unwrap_or_default();
    let (first, text) = levelled(&writer.finish());
    let title = if first.is_empty() { super::one_line(page.title.trim()) } else { first };
    PageText { title, text, left: page.left }
}

/// Nothing of these is shown.
fn is_skipped(name: &str, tag: &Tag) -> bool {
    let has = |name: &str, part: &str| attribute(tag, name).is_some_and(|value| value.to_ascii_lowercase().replace(' ', "").contains(part));
    let hidden = ["nav", "footer", "select", "textarea", "button", "canvas"].contains(&name);
    hidden || has("style", "mso-list:ignore") || has("class", "katex-html") || has("style", "display:none")
}

impl Writer<'_> {
    pub(super) fn is_quoted(&self) -> bool {
        self.cells.is_empty() && self.lists.is_empty() && self.page.as_ref().is_some_and(|page| page.quotes > 0)
    }

    /// Lines that stand together, each behind the mark of a quote where one is open.
    pub(super) fn push_block(&mut self, text: &str) {
        let text = if self.is_quoted() { text.replace('\n', "\n> ") } else { text.to_string() };
        self.out.push_str(&text);
    }

    /// What a tag means on a page and nowhere else; `false` where it means what it does in an item.
    pub(super) fn page_tag(&mut self, tag: &Tag, name: &str, opens: bool) -> bool {
        let Some(page) = &mut self.page else { return false };
        if let Some(skipped) = &mut page.skipped {
            let end = skipped.end(name, opens, tag.self_closing);
            if end == End::None {
                return true;
            }
            self.end_skipped();
            return end == End::Own || self.page_tag(tag, name, opens);
        }
        if let Some(maths) = &mut page.maths {
            match (name, opens) {
                ("annotation", true) => maths.listens = attribute(tag, "encoding").is_some_and(|e| e.contains("x-tex")),
                ("annotation", false) => maths.listens = false,
                ("math", false) => self.end_maths(),
                _ => {}
            }
            return true;
        }
        if opens && (!tag.self_closing || VOID.contains(&name)) && is_skipped(name, tag) {
            if ["select", "textarea", "button"].contains(&name) {
                page.leave(LeftOut::Form);
            }
            if !VOID.contains(&name) {
                page.skipped = Some(Skipped { name: name.into(), open: 1, ..Skipped::default() });
            }
            return true;
        }
        if self.preformatted > 0 || self.code > 0 {
            return false;
        }
        self.structure(tag, name, opens)
    }

    fn structure(&mut self, tag: &Tag, name: &str, opens: bool) -> bool {
        let inner = !self.cells.is_empty() || !self.lists.is_empty();
        let Some(page) = &mut self.page else { return false };
        match name {
            "title" => page.in_title = opens,
            "math" if opens => {
                let apart = attribute(tag, "display").is_some_and(|display| display == "block");
                page.maths = Some(Maths { apart, ..Maths::default() });
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !inner || page.listed => self.heading(name, opens),
            "b" | "strong" | "i" | "em" | "span" => self.emphasis(tag, name, opens),
            "blockquote" => {
                page.quotes = if opens { page.quotes + 1 } else { page.quotes.saturating_sub(1) };
                let quotes = page.quotes;
                // what was said before belongs to what was open before
                self.quote(if opens { quotes - 1 } else { quotes + 1 }, quotes);
            }
            "p" | "div" if opens => return self.paragraph(tag),
            "note" if opens => {
                let number: String = attribute(tag, "n").unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
                self.flush();
                self.begin();
                self.out.push_str(&format!("[^{number}]"));
            }
            _ => return self.counted(tag, name, opens),
        }
        true
    }

    /// What is left out besides is counted.
    fn counted(&mut self, tag: &Tag, name: &str, opens: bool) -> bool {
        let Some(page) = self.page.as_mut().filter(|_| opens) else { return false };
        match name {
            "script" => page.leave(LeftOut::Script),
            "iframe" | "object" | "embed" | "video" | "audio" => page.leave(LeftOut::Frame),
            "input" => page.leave(LeftOut::Form),
            "a" if attribute(tag, "href").is_some_and(|to| !to.is_empty() && !to.starts_with('#') && !is_web(&to)) => {
                page.leave(LeftOut::Link)
            }
            _ => {}
        }
        false
    }

    /// A picture stays behind.
    pub(super) fn without_picture(&mut self) {
        if let Some(page) = &mut self.page {
            page.leave(LeftOut::Picture);
        }
    }

    fn heading(&mut self, name: &str, opens: bool) {
        self.flush();
        self.end_block();
        self.end_word_list();
        if opens {
            self.begin();
            let level = name.trim_start_matches('h').parse().unwrap_or(2);
            self.out.push_str(&format!("{} ", "#".repeat(level)));
        }
        if let Some(page) = &mut self.page {
            page.heading = opens;
        }
    }

    /// Bold and slanted words, as tags say it or as styles do.
    fn emphasis(&mut self, tag: &Tag, name: &str, opens: bool) {
        self.flush();
        let Some(page) = &mut self.page else { return };
        if opens {
            let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
            let says = |words: &[&str]| words.iter().any(|word| style.contains(word));
            let plain = says(&["font-weight:normal", "font-weight:400"]) || page.heading;
            let bold = !plain && (matches!(name, "b" | "strong") || says(&["font-weight:bold", "font-weight:700", "font-weight:600"]));
            let slanted = !page.heading && (matches!(name, "i" | "em") || says(&["font-style:italic"]));
            page.marks.push((name.into(), [bold, slanted]));
            [bold, slanted].into_iter().enumerate().filter(|(_, is)| *is).for_each(|(kind, _)| self.mark(kind, true));
        } else if let Some((_, made)) = page.marks.pop_if(|(open, _)| open.as_str() == name) {
            made.into_iter().enumerate().rev().filter(|(_, is)| *is).for_each(|(kind, _)| self.mark(kind, false));
        }
    }

    fn quote(&mut self, before: usize, now: usize) {
        self.set_quotes(before);
        self.end_block();
        self.set_quotes(now);
    }

    fn set_quotes(&mut self, quotes: usize) {
        if let Some(page) = &mut self.page {
            page.quotes = quotes;
        }
    }

    /// A paragraph that a word processor means as an entry of a list, at its level.
    fn paragraph(&mut self, tag: &Tag) -> bool {
        let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
        let Some((_, list)) = style.split_once("mso-list:").filter(|(_, list)| list.contains("level")) else {
            self.flush();
            self.end_word_list();
            return false;
        };
        let level = list.split_once("level").and_then(|(_, rest)| rest.chars().next()).and_then(|c| c.to_digit(10)).unwrap_or(1);
        self.flush();
        self.end_block();
        self.lists.resize(usize::try_from(level).unwrap_or(1).clamp(1, 6), None);
        while self.prefixes.len() + 1 < self.lists.len() {
            self.prefixes.push("  ".into());
        }
        self.entry(true);
        if let Some(page) = &mut self.page {
            page.listed = true;
        }
        true
    }

    fn end_word_list(&mut self) {
        if let Some(page) = self.page.as_mut().filter(|page| page.listed) {
            page.listed = false;
            self.end_block();
            self.lists.clear();
            self.prefixes.clear();
        }
    }

    /// The sign before an entry of a list of a word processor says whether it counts.
    fn end_skipped(&mut self) {
        let Some(page) = &mut self.page else { return };
        let Some(Skipped { said, .. }) = page.skipped.take().filter(|_| page.listed) else { return };
        let (said, places) = (said.trim(), (self.prefixes.last_mut(), self.lists.last_mut()));
        let (Some(prefix), Some(list)) = places else { return };
        let counts = said.starts_with(|c: char| c.is_ascii_digit()) && said.ends_with(['.', ')', '、']);
        match (counts, list.is_some()) {
            // what was written already is blanks by now
            _ if prefix.trim().is_empty() => {}
            (true, false) => (*prefix, *list) = ("1. ".into(), Some(1)),
            (false, true) => (*prefix, *list) = ("- ".into(), None),
            _ => {}
        }
    }

    fn end_maths(&mut self) {
        let Some(Maths { tex, words, apart, .. }) = self.page.as_mut().and_then(|page| page.maths.take()) else { return };
        let tex = tex.split_whitespace().collect::<Vec<_>>().join(" ");
        if tex.is_empty() || tex.contains('$') {
            self.run.push_str(&words);
            return;
        }
        self.flush();
        self.begin();
        self.out.push_str(&formula::marked(&tex, apart));
    }
}

#[cfg(test)]
mod tests;
