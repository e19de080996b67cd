//! The problems of one file, as they are found.

use super::{AreaFault, ContentProblem};
use zhixing_domain::lang::Lang;

/// Collects problems of one file, or of a part of it that begins at some line.
#[derive(Debug)]
pub(crate) struct Log {
    pub path: String,
    /// Which language the file is in.
    pub lang: Lang,
    /// The line before the first of the part.
    before: usize,
    pub problems: Vec<ContentProblem>,
}

impl Log {
    pub fn new(path: &str, lang: Lang) -> Self {
        Self { path: path.into(), lang, before: 0, problems: vec![] }
    }

    /// A log for a part of the file that begins at `line`; give it back with [`join`](Self::join).
    pub fn part(&self, line: usize) -> Self {
        Self { path: self.path.clone(), lang: self.lang, before: self.before + line.saturating_sub(1), problems: vec![] }
    }

    pub fn join(&mut self, part: Self) {
        self.problems.extend(part.problems);
    }

    /// Notes a fault at a line of the part, from 1.
    pub fn add(&mut self, line: usize, fault: impl Into<AreaFault>) {
        self.problems.push(ContentProblem::new(&self.path, self.file_line(line), fault));
    }

    /// The line in the file of a line of the part.
    pub fn file_line(&self, line: usize) -> usize {
        self.before + line.max(1)
    }
}
