//! Markdown events to HTML that is safe to put in a page as it is.
//!
//! Raw HTML is off here and the result is sanitised as well ([`sanitise`]): two locks. No inline styles, since the content security policy
//! forbids them. Never here: files, items. Start at [`Writer`].

mod block;
mod callout;
mod code;
mod figure;
mod footnote;
mod highlight;
mod ids;
mod inline;
mod link;
mod maths;
mod sanitise;
mod table;

use crate::{
    figures::Figures,
    markdown::Ev,
    problem::{Fault, Log},
    text::line_of,
};
pub(crate) use ids::Ids;
pub(crate) use link::{Link, lesson_name};
pub(crate) use sanitise::sanitise;
use std::{borrow::Cow, collections::BTreeSet, sync::Arc};
use zhixing_domain::{
    course::{Heading, Html},
    lang::Lang,
};

/// What rendering needs to know of the surroundings.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub lang: Lang,
    pub course: &'a str,
    pub figures: &'a Figures,
    /// An item stands on papers by itself: it has no headings to lead to and no footnotes.
    pub alone: bool,
}

/// More levels than anybody reads; beyond, elements are left out, so that neither browsers nor the sanitiser work in vain.
const MOST_DEPTH: usize = 24 * 2;

/// Writes the parts of one page: ids and footnotes are unique and numbered over all of them.
pub(crate) struct Writer<'a> {
    setting: Setting<'a>,
    /// The source the events were parsed from.
    source: &'a str,
    pub log: &'a mut Log,
    pub ids: Ids,
    pub toc: Vec<Heading>,
    /// Links to other lessons or headings, to be checked when all are known.
    pub links: Vec<Link>,
    /// The figures shown.
    pub shown: BTreeSet<String>,
    /// The words, for search.
    pub text: String,
    notes: footnote::Notes,
    out: String,
    /// What closes each element that is open; empty for one that was left out.
    open: Vec<Cow<'static, str>>,
    table: table::State,
    last_heading: String,
    too_deep: bool,
}

impl<'a> Writer<'a> {
    pub fn new(setting: Setting<'a>, source: &'a str, log: &'a mut Log) -> Self {
        Self {
            setting,
            source,
            log,
            ids: Ids::default(),
            toc: vec![],
            links: vec![],
            shown: BTreeSet::new(),
            text: String::new(),
            notes: footnote::Notes::default(),
            out: String::new(),
            open: vec![],
            table: table::State::default(),
            last_heading: String::new(),
            too_deep: false,
        }
    }

    /// Renders events to sanitised HTML.
    pub fn html(&mut self, events: &[Ev]) -> Html {
        let raw = self.raw(events);
        html(&raw)
    }

    /// Renders events, not yet sanitised.
    fn raw(&mut self, events: &[Ev]) -> String {
        let before = std::mem::take(&mut self.out);
        let mut at = 0;
        while at < events.len() {
            at += self.step(events, at).max(1);
        }
        while let Some(close) = self.open.pop() {
            self.out.push_str(&close);
        }
        std::mem::replace(&mut self.out, before)
    }

    fn add(&mut self, at: usize, fault: impl Into<Fault>) {
        let line = line_of(self.source, at);
        self.log.add(line, fault);
    }

    /// In the language of the page.
    fn word(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.setting.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// Sanitises rendered HTML.
pub(crate) fn html(raw: &str) -> Html {
    Html(Arc::from(sanitise(raw).trim()))
}

/// Escapes text for HTML, also within double quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}
