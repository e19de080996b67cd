//! What is told of a bank, in both languages: a fault that keeps an item out, or a loss of what ours cannot carry.
//!
//! Each format keeps its words in a file `words.rs` beside it, a function for each thing that it tells. Never here: when it is told.

use zhixing_domain::lang::Lang;

/// A sentence and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankNote {
    /// From 1 in the text of the bank; 0 for the bank as a whole.
    pub line: usize,
    /// Stable, in kebab-case.
    pub code: &'static str,
    zh: String,
    en: String,
}

impl BankNote {
    pub fn new(line: usize, code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { line, code, zh: zh.into(), en: en.into() }
    }

    /// The sentence alone.
    pub fn words(&self, lang: Lang) -> &str {
        if lang == Lang::Zh { &self.zh } else { &self.en }
    }

    /// `第 3 行：…`.
    pub fn text(&self, lang: Lang) -> String {
        match (lang, self.line) {
            (_, 0) => self.words(lang).into(),
            (Lang::Zh, line) => format!("第 {line} 行：{}", self.zh),
            (Lang::En, line) => format!("line {line}: {}", self.en),
        }
    }
}
