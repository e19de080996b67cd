//! Answers of several items together, given to those items.

use super::{
    ahead, answer,
    draft::Draft,
    label::{self, Label},
    line::{self, Said, Section},
    reader::{Key, Reader},
    table, words,
};

impl Reader<'_, '_> {
    /// The items that have no answer yet.
    fn waiting(&mut self, line: usize) -> Vec<usize> {
        if !self.may_look(self.waits.len() + 1, line) {
            return vec![];
        }
        let last = self.drafts.len().checked_sub(1).filter(|_| self.last_waits());
        self.waits.iter().copied().chain(last).collect()
    }

    /// Looks at so many items; false where that is too much for one paper, which is told once.
    fn may_look(&mut self, items: usize, line: usize) -> bool {
        let left = self.looks.checked_sub(items);
        if left.is_none() && self.looks > 0 {
            self.fault(words::key_long(line));
        }
        self.looks = left.unwrap_or(0);
        left.is_some()
    }

    /// Something was given to an item above the last one.
    fn was_given(&mut self, place: usize) {
        if self.drafts.get(place).is_some_and(|draft| !draft.is_open()) {
            self.waits.remove(&place);
        }
    }

    /// Reads an answer as that of several items where it can be no other.
    pub(super) fn enters_key(&mut self, at: usize, text: &str) -> bool {
        let waiting = self.waiting(self.lines.get(at).map_or(0, |line| line.n));
        if waiting.is_empty() {
            return false;
        }
        if text.is_empty() {
            return self.enters_below(at, &waiting);
        }
        if let Some(entries) = table::entries(text).filter(|entries| self.is_table(at, entries, &waiting)) {
            self.key = Some(Key::default());
            self.apply(at, entries);
            return true;
        }
        self.enters_run(at, text, &waiting)
    }

    fn grid_above(&self, at: usize) -> Option<Vec<table::Entry>> {
        table::grid(self.lines.get(at.checked_sub(1)?)?.text, self.lines.get(at)?.text)
    }

    /// A heading over a table.
    fn enters_below(&mut self, at: usize, waiting: &[usize]) -> bool {
        let Some((place, next)) = ahead::next(self.lines, at, true) else { return false };
        let headed = line::untitled(next.text).and_then(table::run).is_some();
        let run = headed || table::run(next.text).is_some_and(|run| self.is_run(&run, waiting));
        let entries = ahead::entries(self.lines, place).is_some_and(|entries| self.is_table(at, &entries, waiting));
        if entries || run {
            self.open = false;
            self.key = Some(Key::default());
        }
        entries || run
    }

    /// Whether entries are the answers of several items rather than points of the answer to one: they are letters or signs, or the item above has
    /// options, or it is among those that they name.
    fn is_table(&self, at: usize, entries: &[table::Entry], waiting: &[usize]) -> bool {
        let named = |n: u32| waiting.iter().any(|place| self.drafts.get(*place).is_some_and(|draft| draft.number == Some(n)));
        if entries.iter().filter(|(n, _)| named(*n)).count() * 2 <= entries.len() {
            return entries.is_empty();
        }
        let mut signs = entries.iter().map(|(_, value)| value.split(['【', ' ', '\u{3000}', '\t']).next().unwrap_or_default());
        if signs.all(|sign| sign.is_empty() || answer::is_key(sign) || answer::truth(sign).is_some()) {
            return true;
        }
        let Some(above) = self.drafts.last().filter(|draft| self.open && draft.options.is_empty()) else { return true };
        // 答： answers the question above it, 答案： may stand over a table
        let own = self.lines.get(at).is_some_and(|line| line.text.starts_with('答') && !line.text.starts_with("答案"));
        !own && waiting.len() > 1 && ahead::listed(self.lines, at, above.number)
    }

    /// Whether letters one after another may be the answers of the items that wait: where other items have answers of their own, they are not.
    fn is_run(&self, run: &[String], waiting: &[usize]) -> bool {
        let numbers: Vec<Option<u32>> = waiting.iter().filter_map(|place| Some(self.drafts.get(*place)?.number)).collect();
        let whole = numbers.iter().zip(numbers.iter().skip(1)).all(|(a, b)| a.map(|n| n + 1) == *b);
        run.len() > 1 && run.len() == waiting.len() && whole && (self.keyed || self.drafts.iter().all(|draft| draft.answer.is_none()))
    }

    /// Letters one after another, as many as there are items without an answer.
    fn enters_run(&mut self, at: usize, text: &str, waiting: &[usize]) -> bool {
        let Some(run) = table::run(text).filter(|run| self.is_run(run, waiting)) else { return false };
        let Some(line) = self.lines.get(at) else { return false };
        let own = self.drafts.last().is_some_and(|draft| answer::chosen(&draft.options, text, false).is_ok());
        if !own {
            for (place, sign) in waiting.iter().zip(run) {
                if let Some(draft) = self.drafts.get_mut(*place) {
                    draft.answer(&sign, line.n);
                }
                self.was_given(*place);
            }
            self.keyed = true;
        } else {
            for place in waiting {
                if let Some(draft) = self.drafts.get_mut(*place) {
                    draft.fault.get_or_insert(words::two_readings(draft.line, text));
                }
            }
        }
        true
    }

    /// Reads a line among answers of several items; false where that is over.
    pub(super) fn in_key(&mut self, at: usize) -> bool {
        let (Some(mut key), Some(line)) = (self.key, self.lines.get(at)) else { return false };
        self.keyed = true;
        match &line.said {
            Said::Blank => return true,
            Said::Section(section) => return self.key_section(at, *section),
            Said::Explanation(text) if key.current.is_some() => self.explain(key, text),
            Said::Number(_) if ahead::below(self.lines, at).options => return self.leave(),
            Said::Number(number) => match line::heading(number).filter(|_| table::entries(line.text).is_none()) {
                Some(section) => return self.key_heading(at, section),
                None => {
                    let entries = table::entries(line.text).unwrap_or_else(|| vec![(number.value, number.rest.into())]);
                    self.apply(at, entries);
                }
            },
            _ => match ahead::entries(self.lines, at).or_else(|| table::entries(line.text)) {
                Some(entries) => self.apply(at, entries),
                None if self.grid_above(at).is_some() => {}
                None => {
                    key.current = key.current.filter(|_| !matches!(line.said, Said::Answer(_)));
                    self.in_key_words(at, key);
                }
            },
        }
        true
    }

    fn leave(&mut self) -> bool {
        self.key = None;
        false
    }

    /// A heading within a table, or the end of it.
    fn key_section(&mut self, at: usize, section: Section) -> bool {
        let goes_on = ahead::next(self.lines, at, true).is_some_and(|(place, _)| ahead::entries(self.lines, place).is_some());
        if !goes_on {
            return self.leave();
        }
        self.key = Some(Key { section: Some(section), current: None });
        true
    }

    /// A heading with its answers behind it, `一、1-5 ABCDA`, `二、√×`.
    fn key_heading(&mut self, at: usize, section: Section) -> bool {
        let Some(text) = self.lines.get(at).and_then(|line| line::untitled(line.text)).filter(|text| !text.is_empty()) else {
            return self.key_section(at, section);
        };
        self.key = Some(Key { section: Some(section), current: None });
        if let Some(entries) = table::entries(text) {
            self.apply(at, entries);
        } else {
            self.key_run(at, text);
        }
        true
    }

    /// Letters for all that wait in the part of the paper that is meant, as many as they are.
    fn key_run(&mut self, at: usize, text: &str) {
        let Some(line) = self.lines.get(at) else { return };
        let mut waiting = self.waiting(line.n);
        waiting.retain(|place| self.drafts.get(*place).is_some_and(|draft| self.is_meant(draft)));
        match table::run(text).filter(|run| run.len() == waiting.len()) {
            Some(run) => {
                for (place, sign) in waiting.iter().zip(run) {
                    if let Some(draft) = self.drafts.get_mut(*place) {
                        draft.answer(&sign, line.n);
                    }
                    self.was_given(*place);
                }
            }
            None => self.fault(words::lone_answer(line.n, line.text)),
        }
    }

    /// Words in a table that name no item: letters for all that wait, or words that go on with the last answer.
    fn in_key_words(&mut self, at: usize, key: Key) {
        let Some(line) = self.lines.get(at) else { return };
        let text = label::read(line.text).filter(|(label, _)| *label == Label::Answer).map_or(line.text, |(_, rest)| rest);
        match key.current.and_then(|place| Some((place, self.drafts.get_mut(place)?))) {
            Some((place, draft)) => {
                draft.words(line.text);
                self.was_given(place);
            }
            None => self.key_run(at, text),
        }
    }

    fn explain(&mut self, key: Key, text: &str) {
        if let Some((place, draft)) = key.current.and_then(|place| Some((place, self.drafts.get_mut(place)?))) {
            draft.explain(text);
            self.was_given(place);
        }
    }

    /// Gives entries to their items.
    fn apply(&mut self, at: usize, entries: Vec<table::Entry>) {
        let Some(line) = self.lines.get(at) else { return };
        self.open = false;
        self.keyed = true;
        if entries.is_empty() {
            self.fault(words::bad_table(line.n, line.text));
        }
        for (number, value) in entries {
            if !self.may_look(self.drafts.len(), line.n) {
                return;
            }
            let place = self.place(number);
            let Some(draft) = place.and_then(|place| self.drafts.get_mut(place)) else {
                self.fault(words::no_item(line.n, number));
                continue;
            };
            give(draft, &value, line.n);
            place.into_iter().for_each(|place| self.was_given(place));
            if let Some(key) = &mut self.key {
                key.current = place;
            }
        }
    }

    /// Whether an item stands under the heading that a table names.
    fn is_meant(&self, draft: &Draft) -> bool {
        self.key.and_then(|key| key.section).is_none_or(|section| match (section.ordinal, draft.section.ordinal) {
            (Some(a), Some(b)) => a == b,
            _ => section.kind == draft.section.kind,
        })
    }

    /// The one item that a number means: the one of them that waits, or the only one. Two are as good as many.
    fn place(&self, number: u32) -> Option<usize> {
        let named = self.drafts.iter().enumerate().filter(|(_, draft)| draft.number == Some(number) && self.is_meant(draft));
        let (mut waits, mut only, mut all) = (None, None, 0);
        for (place, draft) in named {
            let is_open = self.waits.contains(&place) || place + 1 == self.drafts.len() && draft.is_open();
            if is_open && waits.replace(place).is_some() {
                return None;
            }
            only = Some(place);
            all += 1;
        }
        waits.or(only.filter(|_| all == 1))
    }
}

/// The answer of an entry, and what it explains.
fn give(draft: &mut Draft, value: &str, line: usize) {
    for (place, part) in line::parts(value).into_iter().enumerate() {
        match label::read(part) {
            Some((Label::Answer, text)) => draft.answer(text, line),
            Some((Label::Explanation, text)) => draft.explain(text),
            _ if place == 0 => match label::within(part) {
                Some(at) => {
                    let (first, rest) = part.split_at(at);
                    draft.answer(first.trim(), line);
                    give(draft, rest, line);
                }
                None => draft.answer(part, line),
            },
            _ => draft.words(part),
        }
    }
}
