//! Lines to drafts: where an item begins, and what belongs to it.
//!
//! Never here: what a line says by itself (`line`), what an answer means (`answer`, `item`).

use super::{
    ahead::{self, Below},
    answer::{Room, is_lettered, room},
    draft::{Draft, Stage},
    line::{Line, Said, Section, heading},
    number::{Form, Number},
    option::{Options, Sign},
    passage::Passage,
    start::{self, Last},
    table, words,
};
use crate::{BankNote, bound};
use std::collections::BTreeSet;

/// So many items are looked at for answers of several in all: enough for ten thousand items with an answer each.
const LOOKS: usize = 100_000_000;

/// So many faults are told that are of no item.
const MOST_FAULTS: usize = 200;

/// The most bytes of words that stand there once and belong to several items, in all those items together.
const MOST_SHARED: usize = 8 << 20;

/// Answers of several items, while their lines are read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Key {
    pub section: Option<Section>,
    /// The item whose answer was read last.
    pub current: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Reader<'l, 't> {
    pub lines: &'l [Line<'t>],
    pub drafts: Vec<Draft>,
    /// Those above the last one that have no answer: each is asked once, when the next one begins, and again when something is given to it.
    pub waits: BTreeSet<usize>,
    /// So many items may still be looked at for answers of several.
    pub looks: usize,
    /// Whether the last draft is still gathered.
    pub open: bool,
    section: Section,
    last: Option<Last>,
    passage: Option<Passage>,
    /// Bytes of passages that items have been given.
    shared: usize,
    /// Where an answer stood before any item.
    orphan: Option<usize>,
    pub key: Option<Key>,
    /// Whether there was a table of answers.
    pub keyed: bool,
    pub faults: Vec<BankNote>,
    pub losses: Vec<BankNote>,
}

impl<'l, 't> Reader<'l, 't> {
    pub fn new(lines: &'l [Line<'t>]) -> Self {
        Self {
            lines,
            drafts: vec![],
            waits: BTreeSet::new(),
            looks: LOOKS,
            open: false,
            section: Section::default(),
            last: None,
            passage: None,
            shared: 0,
            orphan: None,
            key: None,
            keyed: false,
            faults: vec![],
            losses: vec![],
        }
    }

    pub fn run(&mut self) {
        for at in 0..self.lines.len() {
            if !self.in_key(at) {
                self.step(at);
            }
        }
        self.leave_passage();
    }

    /// Whether the last item has no answer yet.
    pub fn last_waits(&self) -> bool {
        self.drafts.last().is_some_and(Draft::is_open)
    }

    /// Keeps what is not right of no item alone; of a great many the first.
    pub fn fault(&mut self, note: BankNote) {
        match self.faults.len() {
            MOST_FAULTS => self.faults.push(words::more_faults(note.line)),
            kept if kept < MOST_FAULTS => self.faults.push(note),
            _ => {}
        }
    }

    fn current(&mut self) -> Option<&mut Draft> {
        self.drafts.last_mut().filter(|_| self.open)
    }

    fn step(&mut self, at: usize) {
        let Some(line) = self.lines.get(at) else { return };
        match &line.said {
            Said::Blank => {
                if let Some(draft) = self.current() {
                    draft.apart = true;
                }
                return;
            }
            Said::Section(section) => self.head(*section),
            Said::Number(number) => self.number(at, number),
            Said::Stem(stem) => self.labelled_stem(line, stem),
            Said::Options(options) => self.options(at, options),
            Said::Answer(text) => self.answer(at, text),
            Said::Words(text) => self.words(at, text),
            _ => self.labelled(line),
        }
        if let Some(draft) = self.current() {
            draft.apart = false;
        }
    }

    pub fn head(&mut self, section: Section) {
        self.open = false;
        self.orphan = None;
        self.leave_passage();
        self.section = section;
    }

    fn leave_passage(&mut self) {
        if let Some(passage) = self.passage.take().filter(|passage| !passage.used) {
            self.losses.push(words::unread(passage.line, &passage.text));
        }
    }

    fn begin(&mut self, line: usize, number: Option<u32>, stem: &str) {
        let mut draft = Draft::new(line, number, self.section);
        draft.fault = self.orphan.map(|at| words::answer_first(line, at));
        if let Some(text) = self.passage.as_mut().and_then(|passage| passage.of(number)) {
            self.shared = self.shared.saturating_add(text.len());
            if self.shared <= MOST_SHARED {
                draft.passage = Some(text.into());
            } else {
                draft.fault.get_or_insert(bound::too_much(line));
            }
        }
        if !stem.is_empty() {
            draft.stem(stem);
        }
        if self.last_waits() {
            self.waits.insert(self.drafts.len() - 1);
        }
        self.drafts.push(draft);
        self.open = true;
    }

    fn number(&mut self, at: usize, number: &Number) {
        let Some(line) = self.lines.get(at) else { return };
        let below = ahead::below(self.lines, at);
        if let Some(section) = heading(number).filter(|_| !below.any()) {
            return self.head(section);
        }
        let inner = start::inner(number, self.last);
        if let Some((n, rest)) = inner {
            self.last = Some(Last { form: Form::Plain, value: number.value, inner: Some(n) });
            self.begin(line.n, Some(number.value), rest);
        } else if start::begins(number, below, self.last, self.drafts.last().filter(|_| self.open)) {
            self.last = Some(Last { form: number.form, value: number.value, inner: None });
            self.begin(line.n, Some(number.value), number.rest);
        } else {
            return self.words(at, line.text);
        }
        self.inline(line);
    }

    /// Options behind a stem.
    fn inline(&mut self, line: &Line) {
        if let (Some(options), Some(draft)) = (&line.options, self.current()) {
            draft.options(options, line.text);
        }
    }

    fn labelled_stem(&mut self, line: &Line, stem: &str) {
        match self.current() {
            Some(draft) if draft.stem.is_empty() && draft.options.is_empty() && draft.answer.is_none() => draft.stem(stem),
            _ => {
                self.last = None;
                self.begin(line.n, None, stem);
            }
        }
        self.inline(line);
    }

    fn options(&mut self, at: usize, options: &Options) {
        let opens = ahead::opens(self.lines, at);
        let Some(line) = self.lines.get(at) else { return };
        if !self.open && opens {
            self.begin(line.n, None, "");
        }
        let Some(draft) = self.current() else { return self.words(at, line.text) };
        let first = options.first();
        match draft.stage {
            Stage::Explanation => draft.words(line.text),
            Stage::Answer if options.form.sign == Sign::Alone && draft.since.is_empty() => draft.words(line.text),
            Stage::Answer if opens && (!draft.options.is_empty() || !draft.since.is_empty()) => {
                let stem = std::mem::take(&mut draft.since);
                self.begin(line.n, None, "");
                if let Some(draft) = self.current() {
                    draft.line = line.n.saturating_sub(stem.len());
                    stem.iter().for_each(|text| draft.stem(text));
                    draft.options(options, line.text);
                }
            }
            Stage::Stem | Stage::Answer if draft.options.is_empty() => {
                if opens {
                    draft.options(options, line.text)
                } else {
                    draft.words(line.text)
                }
            }
            Stage::Answer if !draft.since.is_empty() => draft.words(line.text),
            _ if options.list.iter().any(|(letter, _)| draft.has(*letter)) => {
                if first == 'A' && opens && draft.form != Some(options.form) {
                    draft.demote();
                } else {
                    draft.fault.get_or_insert(words::twice(line.n, first));
                }
                draft.options(options, line.text);
            }
            _ => draft.options(options, line.text),
        }
    }

    fn answer(&mut self, at: usize, text: &str) {
        let Some(line) = self.lines.get(at) else { return };
        if self.enters_key(at, text) {
            return;
        }
        let next = ahead::next(self.lines, at, false).map_or(&Said::Blank, |(_, next)| &next.said);
        // a letter below words alone is no answer to them: it may be that of the item below
        let alone = is_lettered(text) && !matches!(next, Said::Options(_));
        match self.current() {
            Some(draft) if alone && draft.bare && draft.stage == Stage::Stem && room(&draft.stem.join(" ")) == Room::None => {}
            Some(draft) => return draft.answer(text, line.n),
            None => {}
        }
        self.open = false;
        self.orphan.get_or_insert(line.n);
        self.fault(words::lone_answer(line.n, line.text));
    }

    fn words(&mut self, at: usize, text: &str) {
        let Some(line) = self.lines.get(at) else { return };
        let is_table = table::ranges(text).is_some_and(|entries| !entries.is_empty()) || ahead::grid(self.lines, at).is_some();
        if is_table && (!self.waits.is_empty() || self.last_waits()) {
            self.key = Some(Key::default());
            self.in_key(at);
            return;
        }
        let lines = self.lines;
        let Some(draft) = self.current() else { return self.aside(at, text) };
        let behind = matches!(draft.stage, Stage::Answer | Stage::Explanation);
        let below = if behind { ahead::below(lines, at) } else { Below::default() };
        let apart = draft.apart;
        if behind && let Some(passage) = Passage::begin(line.n, line.text).filter(|p| (apart || p.has_range()) && !below.any()) {
            self.open = false;
            self.leave_passage();
            self.passage = Some(passage);
            return;
        }
        let next = ahead::next(lines, at, false).map(|(place, _)| place);
        let asks = room(line.text) != Room::None || line.text.ends_with(['?', '？']);
        let stem = draft.stage == Stage::Explanation && asks && next.is_some_and(|place| ahead::opens(lines, place));
        if behind && apart && below.answer || stem {
            self.begin(line.n, None, text);
            return self.inline(line);
        }
        match draft.stage {
            Stage::Stem | Stage::Options if line.options.is_some() => {
                if !text.is_empty() {
                    draft.words(text);
                }
                if draft.options.is_empty() { self.inline(line) } else { draft.words(line.text) }
            }
            _ => draft.words(line.text),
        }
    }

    /// Words before any item.
    fn aside(&mut self, at: usize, text: &str) {
        let Some(line) = self.lines.get(at) else { return };
        let title = ahead::next(self.lines, at, false).is_some_and(|(_, next)| start::first(next));
        let below = if title { Below::default() } else { ahead::below(self.lines, at) };
        let whole = line.text;
        match &mut self.passage {
            Some(passage) => passage.add(whole),
            None => match Passage::begin(line.n, whole) {
                Some(passage) if !below.any() => self.passage = Some(passage),
                _ if below.any() => {
                    self.begin(line.n, None, text);
                    if let Some(draft) = self.drafts.last_mut() {
                        draft.bare = true;
                    }
                    self.inline(line);
                }
                _ => self.losses.push(words::unread(line.n, whole)),
            },
        }
    }

    /// What labels say besides.
    fn labelled(&mut self, line: &Line) {
        if let Said::Kind(kind) = line.said
            && self.current().is_none_or(|draft| !draft.stem.is_empty() && draft.answer.is_some())
        {
            self.last = None;
            self.begin(line.n, None, "");
            if let Some(draft) = self.current() {
                draft.kind = kind;
            }
            return;
        }
        let Some(draft) = self.current() else {
            if !matches!(line.said, Said::Aside) {
                self.losses.push(words::unread(line.n, line.text));
            }
            return;
        };
        match &line.said {
            Said::Explanation(text) => draft.explain(text),
            Said::Kind(kind) => draft.kind = *kind,
            Said::Points(text) => draft.points = Some(text.trim_end_matches('分').trim().into()),
            Said::Difficulty(text) => draft.difficulty = super::difficulty(text).map(String::from),
            Said::Tags(text) => draft.tags = super::tags(text),
            Said::Source => draft.explanation.push(line.text.into()),
            _ => {}
        }
    }
}
