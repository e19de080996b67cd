//! What was found in the files of a format, and how long they took.

use std::{
    collections::BTreeMap,
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};
use zhixing_interchange::{BankFormat, BankNote, Bundle, Import, ReadItem, import};

/// Why ours may differ from what is expected, by rule.
const REASONS: [(&str, &str); 13] = [
    ("description", "a text that asks nothing is no item: it is told as a loss"),
    ("calculated", "the numbers of a calculated question are drawn anew each time; ours are fixed: it is told as a fault"),
    ("no key", "an item of which no answer earns all cannot be marked: it is told as a fault"),
    ("braces", "a brace of a text that is not escaped ends its answers in Moodle, which keeps half of them: it is told as a fault"),
    ("cannot be published", "an item that courseware refuses (an option twice, one option alone, more than 26) is told as a fault"),
    ("unnamed", "Moodle refuses a question without a name; ours needs none"),
    ("more", "a type that is a plugin of Moodle (ordering, gaps to choose or drag) is read here"),
    ("tracing", "what a program does when it runs is no type of ours: it is told as a fault"),
    ("no options", "the bank has the letter of the answer and not its options: it is told as a fault"),
    ("qti-template", "its numbers are drawn anew each time: it is told as a fault"),
    ("qti-adaptive", "it changes by what is answered: it is told as a fault"),
    ("qti-no-key", "no answer earns anything, so that it cannot be marked: it is told as a fault"),
    ("qti-no-question", "it asks nothing: it is told as a fault"),
];

/// Why, in words; a rule of QTI besides those is the code of a fault that is told with its item.
pub fn reason(rule: &str) -> &'static str {
    REASONS.iter().find(|r| r.0 == rule).map_or("ours has no form for it, or its scoring: it is told as a fault", |r| r.1)
}

#[derive(Default)]
pub struct Tally {
    pub name: &'static str,
    pub files: usize,
    /// Items that another program finds.
    pub expected: usize,
    pub equal: usize,
    /// Of these, so many keys were held against what the file declares.
    pub keys: usize,
    pub explained: BTreeMap<&'static str, usize>,
    pub unexplained: Vec<String>,
    /// Files that are none of their format, and how many of them were refused with their line.
    pub malformed: usize,
    pub refused: usize,
    pub losses: usize,
    pub slowest: (Duration, String),
}

impl Tally {
    pub fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// How many items are as expected, or differ by a rule.
    pub fn shown(&self) -> usize {
        self.equal + self.explained.values().sum::<usize>()
    }

    pub fn explain(&mut self, rule: &'static str) {
        *self.explained.entry(rule).or_default() += 1;
    }

    /// Reads a file, under the name by which it is told of.
    pub fn read(&mut self, path: &Path, told: &str, format: BankFormat) -> Result<Vec<Import>, BankNote> {
        let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.files += 1;
        let read = self.timed(told, || Bundle::of_file(&name, bytes).and_then(|bundle| import(&bundle, Some(format))));
        for import in read.iter().flatten() {
            let of = |item: &ReadItem| if let ReadItem::Item { losses, .. } = item { losses.len() } else { 0 };
            self.losses += import.losses.len() + import.items.iter().map(of).sum::<usize>();
        }
        read
    }

    /// Does something with a file, and remembers the one that took longest.
    #[allow(clippy::disallowed_methods, reason = "it tells how long the slowest file took")]
    pub fn timed<T>(&mut self, told: &str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = work();
        let took = begun.elapsed();
        if took >= self.slowest.0 {
            self.slowest = (took, told.rsplit('/').next().unwrap_or_default().into());
        }
        done
    }
}

/// What every file is held against, so that a slow machine fails nothing.
pub const REFERENCE: &str = "16 MB of Markdown read by pulldown-cmark in the same run";

/// How long that took, the best of three.
pub fn reference() -> Duration {
    let text = "Some *words* of a line, `code`, [a link](https://example.org).\n\n- one\n- two\n\n".repeat(16 << 20 >> 6);
    let text = text.get(..16 << 20).unwrap_or(&text);
    let mut tally = Tally::default();
    let mut once = || {
        tally.slowest = Default::default();
        tally.timed("", || black_box(pulldown_cmark::Parser::new(text).count()));
        tally.slowest.0
    };
    let times = [once(), once(), once()];
    times.into_iter().min().unwrap_or_default()
}
