//! Courseware that was just read, as the workshop shows it: its library, and what is not right in it.

use zhixing_domain::library::Library;

/// What came of reading some files.
pub struct ContentReading {
    pub library: Library,
    /// In the order of paths and lines.
    pub flaws: Vec<ContentFlaw>,
}

impl ContentReading {
    /// Whether nothing in it keeps it from being published.
    pub fn is_fit(&self) -> bool {
        !self.flaws.iter().any(|flaw| flaw.is_error)
    }
}

/// What is not right in a file; words by language.
#[derive(Clone, Debug)]
pub struct ContentFlaw {
    pub path: String,
    /// From 1.
    pub line: usize,
    /// It keeps the content from being published; else it is advice.
    pub is_error: bool,
    pub words: [String; 2],
    /// What to write instead.
    pub advice: [String; 2],
    /// All of it with its place, as the command line tells it.
    pub text: [String; 2],
}
