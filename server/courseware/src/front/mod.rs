//! Front matter: TOML between two lines of `+++`, read key by key with the line of each fault.
//!
//! Never here: which keys a kind of file has; each reader names its own. Start at [`split`], then [`Front`].

mod datetime;
mod toml_error;

use crate::{
    problem::{Example, FrontFault, Log, TwinFault, Words, known},
    text::Lines,
};
use std::rc::Rc;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use zhixing_domain::{level::Level, points::Points, time::Timestamp};

/// A file parted in front matter and body.
pub(crate) struct Split<'t> {
    pub front: &'t str,
    /// The line where the front matter's text begins.
    pub front_line: usize,
    pub body: &'t str,
    /// The line where the body begins.
    pub body_line: usize,
    /// The front matter is of another kind than TOML.
    pub foreign: bool,
}

/// Parts a file. `example` is the first key of such a file, for advice.
pub(crate) fn split<'t>(text: &'t str, example: &str, log: &mut Log) -> Split<'t> {
    let nothing = Split { front: "", front_line: 1, body: text, body_line: 1, foreign: false };
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end() {
        "+++" => {}
        "---" => {
            log.add(1, FrontFault::YamlFrontMatter);
            return cut(rest, "---").map_or(nothing, |s| Split { front: "", foreign: true, ..s });
        }
        _ => {
            log.add(1, FrontFault::NoFrontMatter { example: example.into() });
            return nothing;
        }
    }
    cut(rest, "+++").unwrap_or_else(|| {
        log.add(1, FrontFault::UnclosedFrontMatter);
        // It most likely ended before the first empty line: reading on finds the other faults as well.
        let end = rest.find("\n\n").map_or(rest.len(), |i| i + 1);
        let (front, body) = rest.split_at(end);
        Split { front, front_line: 2, body, body_line: 2 + front.matches('\n').count(), foreign: false }
    })
}

/// Cuts `rest`, which begins on line 2, at the line that is `mark`.
fn cut<'t>(rest: &'t str, mark: &str) -> Option<Split<'t>> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == mark {
            let front = rest.get(..at)?;
            let body = rest.get(at + line.len()..)?;
            return Some(Split { front, front_line: 2, body, body_line: 3 + front.matches('\n').count(), foreign: false });
        }
        at += line.len();
    }
    None
}

/// A table of front matter: the whole, or one of an array of tables.
pub(crate) struct Front<'t> {
    table: DeTable<'t>,
    source: &'t str,
    lines: Rc<Lines>,
    /// The line in the file before the first of `source`.
    before: usize,
    /// The line of the table itself.
    pub line: usize,
    /// Some lines could not be read, so that a key that seems to be missing may well be there.
    damaged: bool,
}

const TEXT: Words = Words { zh: "文字，写在英文双引号里", en: "text in straight double quotes" };
const NUMBER: Words = Words { zh: "整数，不加引号", en: "a whole number without quotes" };
const POINTS: Words = Words { zh: "数，最多两位小数，不加引号", en: "a number with at most two decimals, without quotes" };
const TRUTH: Words = Words { zh: "true 或 false，不加引号", en: "true or false, without quotes" };
const LIST: Words = Words { zh: "方括号里的一列文字", en: "a list of texts in square brackets" };
const TABLES: Words = Words { zh: "双方括号的表", en: "tables in double square brackets" };
const INSTANT: Words = Words { zh: "日期和时间，不加引号", en: "a date and time without quotes" };

impl<'t> Front<'t> {
    /// Reads the TOML; what is not TOML is named line by line, the rest is read.
    pub fn read(split: &Split<'t>, log: &mut Log) -> Self {
        let (table, errors) = DeTable::parse_recoverable(split.front);
        let before = split.front_line - 1;
        let lines = Rc::new(Lines::of(split.front));
        let mut told = None;
        for error in errors {
            let line = before + lines.line(error.span().map_or(0, |s| s.start));
            // One slip makes the parser stumble several times on the same line.
            if told != Some(line) {
                log.add(line, toml_error::fault(split.front, &error));
                told = Some(line);
            }
        }
        let damaged = told.is_some() || split.foreign;
        Self { table: table.into_inner(), source: split.front, lines, before, line: 1, damaged }
    }

    fn line_at(&self, at: usize) -> usize {
        self.before + self.lines.line(at)
    }

    fn get(&self, key: &str) -> Option<(&Spanned<DeValue<'t>>, usize)> {
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key)?;
        Some((value, self.line_at(name.span().start)))
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The line of a key, or of the table where the key is missing.
    pub fn line_of(&self, key: &str) -> usize {
        self.get(key).map_or(self.line, |(_, line)| line)
    }

    /// Names the keys that such a file does not have.
    pub fn only(&self, keys: &[&str], log: &mut Log) {
        for (name, _) in &self.table {
            let key = name.get_ref().as_ref();
            if !keys.contains(&key) {
                log.add(
                    self.line_at(name.span().start),
                    FrontFault::UnknownKey { key: key.into(), known: known(key, keys.iter().copied()) },
                );
            }
        }
    }

    /// Names the keys that belong to the Chinese file.
    pub fn only_words(&self, words: &[&str], keys: &[&str], log: &mut Log) {
        for (name, _) in &self.table {
            let key = name.get_ref().as_ref();
            let line = self.line_at(name.span().start);
            if keys.contains(&key) && !words.contains(&key) {
                log.add(line, TwinFault::Key { key: key.into() });
            } else if !words.contains(&key) {
                log.add(line, FrontFault::UnknownKey { key: key.into(), known: known(key, words.iter().copied()) });
            }
        }
    }

    fn value<T>(
        &self,
        key: &str,
        wanted: Words,
        example: impl Into<Example>,
        log: &mut Log,
        read: impl Fn(&DeValue<'t>) -> Option<T>,
    ) -> Option<T> {
        let (value, line) = self.get(key)?;
        let value = read(value.get_ref());
        if value.is_none() {
            log.add(line, FrontFault::WrongType { key: key.into(), wanted, example: example.into().of(key) });
        }
        value
    }

    pub fn text(&self, key: &str, example: impl Into<Example>, log: &mut Log) -> Option<String> {
        self.value(key, TEXT, example, log, |v| v.as_str().map(|s| s.trim().to_string()))
    }

    /// Text that must be there and say something.
    pub fn words(&self, key: &str, example: impl Into<Example>, log: &mut Log) -> String {
        let example = example.into();
        let text = self.text(key, example.clone(), log);
        if !self.has(key) || text.as_deref() == Some("") {
            self.missing(key, example, log);
        }
        text.unwrap_or_default()
    }

    pub fn missing(&self, key: &str, example: impl Into<Example>, log: &mut Log) {
        if self.damaged && !self.has(key) {
            return;
        }
        log.add(self.line_of(key), FrontFault::MissingKey { key: key.into(), example: example.into().of(key) });
    }

    /// A whole number within `low..=high`.
    pub fn number(&self, key: &str, (low, high): (i64, i64), log: &mut Log) -> Option<i64> {
        let read = |v: &DeValue| v.as_integer().and_then(|i| i64::from_str_radix(&i.as_str().replace('_', ""), i.radix()).ok());
        let number = self.value(key, NUMBER, low.max(1).to_string().as_str(), log, read)?;
        if (low..=high).contains(&number) {
            return Some(number);
        }
        log.add(self.line_of(key), FrontFault::OutOfRange { key: key.into(), value: number.to_string(), range: format!("{low}–{high}") });
        None
    }

    pub fn level(&self, log: &mut Log) -> Option<Level> {
        let number = self.number("level", (1, 5), log)?;
        u8::try_from(number).ok().and_then(Level::from_number)
    }

    /// Points above 0 and at most 100.
    pub fn points(&self, key: &str, example: &str, log: &mut Log) -> Option<Points> {
        let read = |v: &DeValue| match v {
            DeValue::Integer(i) => i.as_str().trim_start_matches('-').parse::<Points>().ok().map(|p| (p, i.as_str().starts_with('-'))),
            DeValue::Float(f) => f.as_str().trim_start_matches('-').parse::<Points>().ok().map(|p| (p, f.as_str().starts_with('-'))),
            _ => None,
        };
        let (points, negative) = self.value(key, POINTS, example, log, read)?;
        if !negative && points > Points::ZERO && points <= Points::whole(100) {
            return Some(points);
        }
        let value = format!("{}{points}", if negative { "-" } else { "" });
        log.add(self.line_of(key), FrontFault::OutOfRange { key: key.into(), value, range: "0.01–100".into() });
        None
    }

    pub fn truth(&self, key: &str, log: &mut Log) -> Option<bool> {
        self.value(key, TRUTH, "true", log, DeValue::as_bool)
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&self, key: &str, all: &[(&'static str, T)], log: &mut Log) -> Option<T> {
        let example = format!("\"{}\"", all.first().map_or("", |(word, _)| word));
        let word = self.text(key, example.as_str(), log)?;
        let found = all.iter().find(|(w, _)| *w == word);
        if found.is_none() {
            let known = known(&word, all.iter().map(|(w, _)| *w));
            log.add(self.line_of(key), FrontFault::UnknownValue { key: key.into(), value: word, known });
        }
        found.map(|(_, value)| *value)
    }

    /// A list of texts; a single text is not one.
    pub fn list(&self, key: &str, example: &str, log: &mut Log) -> Vec<String> {
        let read = |v: &DeValue| v.as_array()?.iter().map(|e| e.get_ref().as_str().map(String::from)).collect::<Option<Vec<_>>>();
        self.value(key, LIST, example, log, read).unwrap_or_default()
    }

    /// The tables of `[[key]]`.
    pub fn tables(&self, key: &str, log: &mut Log) -> Vec<Self> {
        let read = |v: &DeValue<'t>| {
            let table = |e: &Spanned<DeValue<'t>>| Some((e.get_ref().as_table()?.clone(), e.span().start));
            v.as_array()?.iter().map(table).collect::<Option<Vec<_>>>()
        };
        let tables = self.value(key, TABLES, "[[…]]", log, read).unwrap_or_default();
        let part = |(table, at)| Self {
            table,
            source: self.source,
            lines: self.lines.clone(),
            before: self.before,
            line: self.line_at(at),
            damaged: self.damaged,
        };
        tables.into_iter().map(part).collect()
    }

    /// An instant with its offset from UTC.
    pub fn instant(&self, key: &str, log: &mut Log) -> Option<Timestamp> {
        const EXAMPLE: &str = "2026-01-01T08:00:00+08:00";
        let read = |v: &DeValue| v.as_datetime().copied();
        let value = self.value(key, INSTANT, EXAMPLE, log, read)?;
        let instant = datetime::timestamp(&value);
        if instant.is_none() {
            log.add(self.line_of(key), FrontFault::LocalTime { key: key.into(), example: format!("{key} = {EXAMPLE}") });
        }
        instant
    }
}
