//! The formats, by name and by what a file shows.

use crate::{BankNote, Bundle, Import};

/// A way of writing a bank down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankFormat {
    Markdown,
    Gift,
    MoodleXml,
    Aiken,
    MdbookQuiz,
    Csv,
    Xlsx,
    Anki,
    /// Pasted papers: 题干, 选项, 答案, 解析.
    Paper,
    Qti,
}

impl BankFormat {
    pub const ALL: [Self; 10] = [
        Self::Markdown,
        Self::Gift,
        Self::MoodleXml,
        Self::Aiken,
        Self::MdbookQuiz,
        Self::Csv,
        Self::Xlsx,
        Self::Anki,
        Self::Paper,
        Self::Qti,
    ];

    /// The word of an option.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Gift => "gift",
            Self::MoodleXml => "moodle-xml",
            Self::Aiken => "aiken",
            Self::MdbookQuiz => "mdbook-quiz",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Anki => "anki",
            Self::Paper => "paper",
            Self::Qti => "qti",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }
}

pub(crate) fn import(bundle: &Bundle, format: Option<BankFormat>) -> Result<Vec<Import>, BankNote> {
    let _ = (bundle, format);
    Err(BankNote::new(0, "no-bank", "没有找到题库", "there is no bank"))
}
