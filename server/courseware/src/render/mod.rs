//! Markdown events to HTML that is safe to put in a page as it is.
//!
//! Raw HTML is off here and the result is sanitised as well ([`sanitise`]): two locks. No inline styles, since the content security policy
//! forbids them. Never here: files, items. Start at [`Writer`].

mod address;
mod block;
mod callout;
mod code;
mod figure;
mod fold;
mod footnote;
mod highlight;
mod ids;
mod inline;
mod link;
mod maths;
mod maths_lines;
mod player;
mod raw_html;
mod sanitise;
mod table;

use crate::{
    check,
    figures::Figures,
    markdown::Ev,
    problem::{AreaFault, Log},
    text::Lines,
};
pub(crate) use ids::Ids;
pub(crate) use inline::is_han;
pub(crate) use link::{Link, lesson_name};
pub(crate) use maths::advice as maths_advice;
use pulldown_cmark::Event;
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
    /// Its headings stand under one of the page, so they are a level deeper.
    pub under: bool,
}

/// More levels than anybody reads; beyond, elements are left out, so that neither browsers nor the sanitiser work in vain.
const MOST_DEPTH: usize = 24 * 2;

/// Writes the parts of one page: ids and footnotes are unique and numbered over all of them.
pub(crate) struct Writer<'a> {
    setting: Setting<'a>,
    /// The source the events were parsed from.
    source: &'a str,
    lines: Lines,
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
    /// The caption of the table that comes next: as HTML and as words.
    caption: (String, String),
    /// The folds of `<details>` that are open: within how many elements each began, and where.
    folds: Vec<(usize, usize)>,
    /// Whether the fold that was opened last still waits for its `<summary>`.
    summary_due: bool,
    /// Tags within a line that are open.
    marked: Vec<String>,
    equations: maths::Equations,
    last_heading: String,
    too_deep: bool,
}

impl<'a> Writer<'a> {
    pub fn new(setting: Setting<'a>, source: &'a str, log: &'a mut Log) -> Self {
        Self {
            setting,
            source,
            lines: Lines::of(source),
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
            caption: Default::default(),
            folds: vec![],
            summary_due: false,
            marked: vec![],
            equations: maths::Equations::default(),
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
        for (at, fault) in check::all(events, self.source, self.setting.alone) {
            self.add(at, fault);
        }
        let before = std::mem::take(&mut self.out);
        self.run(events);
        self.close_folds();
        self.close_marks();
        while let Some(close) = self.open.pop() {
            self.out.push_str(&close);
        }
        std::mem::replace(&mut self.out, before)
    }

    fn run(&mut self, events: &[Ev]) {
        let mut at = 0;
        while at < events.len() {
            at += self.step(events, at).max(1);
        }
    }

    /// Ends the keys and indices that are open where the element around them ends.
    fn close_marks(&mut self) {
        while let Some(tag) = self.marked.pop() {
            self.out.push_str(&format!("</{tag}>"));
        }
    }

    /// Reads the numbered equations of a page; call it with all of its events before they are written.
    pub fn number(&mut self, events: &[Ev]) {
        for (event, place) in events {
            if let Event::DisplayMath(formula) = event {
                self.equations.read(formula, place.start);
            }
        }
        for label in self.equations.fresh() {
            self.ids.take(&maths::anchor(&label));
        }
    }

    fn add(&mut self, at: usize, fault: impl Into<AreaFault>) {
        let line = self.lines.line(at);
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

/// Characters that stand for the four that are escaped while the sanitiser works: it takes a text with many of them apart at each, in a
/// time that grows with the square. No file can hold them.
const STAND_INS: [(char, &str); 4] = [('\u{fdd2}', "&amp;"), ('\u{fdd3}', "&lt;"), ('\u{fdd4}', "&gt;"), ('\u{fdd5}', "&quot;")];

/// Sanitises rendered HTML. What was escaped before is escaped after it.
pub(crate) fn html(raw: &str) -> Html {
    let mut raw = raw.to_string();
    for (c, escaped) in STAND_INS {
        raw = raw.replace(escaped, c.encode_utf8(&mut [0; 4]));
    }
    let safe = restored(&sanitise(&raw));
    Html(Arc::from(safe.trim()))
}

/// Puts back what the stand-ins stand for. A quotation mark needs no escaping in a text, only within a value of an attribute; the sanitiser
/// writes those in quotation marks.
fn restored(html: &str) -> String {
    let (mut tag, mut value) = (false, false);
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    for c in html.chars() {
        match c {
            '<' if !tag => tag = true,
            '>' if tag && !value => tag = false,
            '"' if tag => value = !value,
            _ => {}
        }
        match STAND_INS.iter().find(|(stand_in, _)| *stand_in == c) {
            Some((_, "&quot;")) if !tag => out.push('"'),
            Some((_, escaped)) => out.push_str(escaped),
            None => out.push(c),
        }
    }
    out
}

/// A formula by itself, within a line; nothing where it cannot be read.
pub(crate) fn mathml(formula: &str) -> Option<String> {
    maths::mathml(formula, false).ok()
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
