//! Courseware that was just read, as the workshop shows it: its library, and what is not right in it.

use crate::published::Published;
use zhixing_domain::{lang::Bilingual, library::Library};

/// What came of reading some files.
pub struct ContentReading {
    pub library: Library,
    /// In the order of paths and lines.
    pub flaws: Vec<ContentFlaw>,
    /// What was said before of the files that were not read again.
    pub told: Vec<Bilingual<String>>,
}

impl ContentReading {
    /// What is published, without reading anything again.
    pub fn known(published: &Published) -> Self {
        let Library { digest, courses, standards, pages, media, open_media } = &published.library;
        let library = Library {
            digest: digest.clone(),
            courses: courses.clone(),
            standards: standards.clone(),
            pages: pages.clone(),
            media: media.clone(),
            open_media: open_media.clone(),
        };
        Self { library, flaws: vec![], told: published.problems.clone() }
    }

    /// What is not right in a file.
    pub fn flaws_of(&self, path: &str) -> Vec<&ContentFlaw> {
        self.flaws.iter().filter(|flaw| flaw.path == path).collect()
    }

    /// Whether nothing in it keeps it from being published.
    pub fn is_fit(&self) -> bool {
        !self.flaws.iter().any(|flaw| flaw.is_error)
    }

    /// All that is not right, also in what was not read again, in the order of paths.
    pub fn texts(self) -> (Library, Vec<Bilingual<String>>) {
        let mut texts = self.told;
        texts.extend(self.flaws.into_iter().map(|flaw| flaw.text));
        let path = |text: &Bilingual<String>| text.zh.split(':').next().unwrap_or_default().to_string();
        texts.sort_by_key(path);
        (self.library, texts)
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
    pub words: Bilingual<String>,
    /// What to write instead.
    pub advice: Bilingual<String>,
    /// All of it with its place, as the command line tells it.
    pub text: Bilingual<String>,
    /// What is surely meant.
    pub fix: Option<ContentFix>,
}

/// Lines of a file, from 1, up to `to`, which stays, and what stands in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentFix {
    pub from: usize,
    pub to: usize,
    pub text: String,
}

impl ContentFix {
    /// The text with it done.
    pub fn done(&self, text: &str) -> String {
        let mut lines: Vec<&str> = text.split('\n').collect();
        let from = self.from.saturating_sub(1).min(lines.len());
        let to = self.to.saturating_sub(1).clamp(from, lines.len());
        drop(lines.splice(from..to, self.text.split('\n')));
        lines.join("\n")
    }
}
