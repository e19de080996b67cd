//! An item of a pasted paper, while its lines are gathered.

use super::{
    answer::truth,
    bracket::{self, Inner},
    glyph::narrow,
    kind::{Kind, peel},
    line::Section,
    number,
    option::{Form, Options},
    words,
};
use crate::BankNote;

/// What was read last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    #[default]
    Stem,
    Options,
    Answer,
    Explanation,
}

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub line: usize,
    pub number: Option<u32>,
    /// Nothing but words began it: it may be a title.
    pub bare: bool,
    pub section: Section,
    pub kind: Kind,
    pub passage: Option<String>,
    pub stem: Vec<String>,
    pub options: Vec<(char, String)>,
    pub form: Option<Form>,
    /// The lines of the options as they stand there.
    raw: Vec<String>,
    /// Options that are marked as right, `（正确答案）`.
    pub marked: Vec<char>,
    pub answer: Option<String>,
    /// Words behind the answer.
    pub since: Vec<String>,
    pub explanation: Vec<String>,
    pub points: Option<String>,
    pub difficulty: Option<String>,
    pub tags: Vec<String>,
    pub stage: Stage,
    /// The number of the last point of a list within the item.
    pub point: Option<u32>,
    /// An empty line stood behind what was read last.
    pub apart: bool,
    pub fault: Option<BankNote>,
}

impl Draft {
    pub fn new(line: usize, number: Option<u32>, section: Section) -> Self {
        Self { line, number, section, kind: section.kind, points: section.each.map(|points| points.to_string()), ..Self::default() }
    }

    /// A part of the stem, without the tags around the first.
    pub fn stem(&mut self, text: &str) {
        if !self.stem.is_empty() {
            return self.stem.push(text.into());
        }
        let tagged = peel(text);
        self.kind = tagged.kind.unwrap_or(self.kind);
        self.points = tagged.points.or(self.points.take());
        if !tagged.text.is_empty() {
            self.stem.push(tagged.text.into());
        }
    }

    pub fn has(&self, letter: char) -> bool {
        self.options.iter().any(|(c, _)| *c == letter)
    }

    pub fn options(&mut self, options: &Options, raw: &str) {
        self.form = Some(options.form);
        self.raw.push(raw.into());
        for (letter, text) in &options.list {
            self.option(*letter, text);
        }
        self.stage = if self.answer.is_some() { Stage::Answer } else { Stage::Options };
    }

    /// What were taken for options are words of the stem.
    pub fn demote(&mut self) {
        self.options.clear();
        self.marked.clear();
        self.stem.append(&mut self.raw);
    }

    fn option(&mut self, letter: char, text: &str) {
        let text = self.unmarked(letter, text);
        self.options.push((letter, text.into()));
    }

    /// The words of an option without what marks it as right.
    fn unmarked<'t>(&mut self, letter: char, text: &'t str) -> &'t str {
        let bare = ["（正确答案）", "(正确答案)"].iter().find_map(|mark| text.trim().strip_suffix(mark));
        if bare.is_some() {
            self.marked.push(letter);
        }
        bare.unwrap_or(text).trim()
    }

    pub fn answer(&mut self, text: &str, line: usize) {
        self.stage = Stage::Answer;
        match &self.answer {
            Some(there) if !there.is_empty() || !self.since.is_empty() => {
                let bare = self.since.is_empty() && self.explanation.is_empty();
                if !bare || narrow(there).trim() != narrow(text).trim() {
                    self.fault.get_or_insert(words::second_answer(line));
                }
            }
            _ => {
                self.point = number::read(text).map(|n| n.value);
                self.answer = Some(text.into());
            }
        }
    }

    pub fn explain(&mut self, text: &str) {
        self.stage = Stage::Explanation;
        self.point = number::read(text).map(|n| n.value);
        self.explanation.push(text.into());
    }

    /// Words that go on with what was read last.
    pub fn words(&mut self, text: &str) {
        self.point = number::read(text).map(|n| n.value).or(self.point);
        let before = matches!(self.stage, Stage::Stem | Stage::Options);
        if before && self.kind == Kind::Truth && self.truth_option(text) {
            return;
        }
        match self.stage {
            Stage::Stem => self.stem(text),
            Stage::Options => self.go_on(text),
            Stage::Answer => self.since.push(text.into()),
            Stage::Explanation => self.explanation.push(text.into()),
        }
    }

    /// Another line of the last option.
    fn go_on(&mut self, text: &str) {
        self.raw.push(text.into());
        let Some((letter, mut option)) = self.options.pop() else { return };
        option.push_str(self.unmarked(letter, text));
        self.options.push((letter, option));
    }

    /// `对（正确答案）` and `错`, the options of an item to be judged without letters.
    fn truth_option(&mut self, text: &str) -> bool {
        let bare = ["（正确答案）", "(正确答案)"].iter().find_map(|mark| text.strip_suffix(mark)).unwrap_or(text);
        let is_option = !self.stem.is_empty() && !text.starts_with(['（', '(']) && self.options.len() < 2 && truth(bare).is_some();
        if is_option {
            let letter = if self.options.is_empty() { 'A' } else { 'B' };
            self.option(letter, text);
            self.stage = Stage::Options;
        }
        is_option
    }

    /// What brackets in the stem say.
    pub fn inner(&self) -> Inner {
        bracket::read(&self.stem.join("\n"), !self.options.is_empty(), self.kind == Kind::Truth)
    }

    /// Whether nothing says yet what is right.
    pub fn is_open(&self) -> bool {
        let said = self.answer.is_some() || !self.marked.is_empty() || matches!(self.inner(), Inner::One { .. });
        !said && bracket::concluded(&self.explanation.join("\n")).is_none()
    }
}
