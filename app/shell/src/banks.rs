//! Banks, documents and folders of other systems as the workshop shows them before it takes anything, and ours on their way out. Never here: what a format means.

use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::lang::Bilingual;

/// What banks are read from, by the word of each format.
pub const READ: [&str; 10] = ["markdown", "gift", "moodle-xml", "aiken", "mdbook-quiz", "csv", "xlsx", "anki", "paper", "qti"];

/// What banks are written as: the word of the format, how its files end, and what they are.
pub const WRITTEN: [(&str, &str, &str); 7] = [
    ("markdown", "md", "text/markdown; charset=utf-8"),
    ("gift", "gift", "text/plain; charset=utf-8"),
    ("moodle-xml", "xml", "application/xml"),
    ("qti", "zip", "application/zip"),
    ("csv", "csv", "text/csv; charset=utf-8"),
    ("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("docx", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
];

/// Where the keys of a printed paper stand; the first is what is done without a word.
pub const KEYS: [&str; 3] = ["behind", "without", "alone"];

/// A sentence in both languages.
pub type BankWords = Bilingual<String>;

/// A file as somebody gave it.
#[derive(Clone, Debug, Default)]
pub struct BankUpload {
    pub name: String,
    pub bytes: Vec<u8>,
    /// The word of its format; by default it is found.
    pub format: Option<String>,
}

/// What was read of a file; it may hold several banks.
#[derive(Debug, Default)]
pub struct BroughtFile {
    pub banks: Vec<BroughtBank>,
    /// By the names that stand in the texts.
    pub pictures: Vec<(String, Vec<u8>)>,
}

#[derive(Debug)]
pub struct BroughtBank {
    /// The file within a ZIP.
    pub source: String,
    pub format: &'static str,
    pub encoding: String,
    pub items: Vec<BroughtItem>,
    /// What the bank as a whole carried and ours does not.
    pub losses: Vec<BankWords>,
}

/// One question of a bank.
#[derive(Debug)]
pub struct BroughtItem {
    /// Its id and its Markdown; nothing where it stays out.
    pub written: Option<(String, String)>,
    /// Why it stays out, or what of it ours does not carry, with the line.
    pub said: Vec<BankWords>,
    /// Why it stays out.
    pub fault: Option<BroughtFault>,
}

/// Why an item stays out, and where it stands.
#[derive(Debug)]
pub struct BroughtFault {
    /// The same for all that stay out for the same reason.
    pub code: &'static str,
    /// From 1; 0 where no line is known.
    pub line: usize,
    pub words: BankWords,
}

/// A bank of a course on its way out.
#[derive(Clone, Debug, Default)]
pub struct OwnBank {
    pub name: String,
    pub text: Vec<u8>,
    /// The Chinese bank, where this one is its English twin: it says what the twin leaves unsaid.
    pub first: Option<Vec<u8>>,
    /// Those of the course, by name.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// The word of where the keys of a paper stand.
    pub keys: String,
}

/// A bank in another format, and what that does not carry.
#[derive(Debug)]
pub struct GivenBank {
    pub bytes: Vec<u8>,
    pub items: usize,
    pub losses: Vec<BankWords>,
    /// The same without their lines, each with how often it is told.
    pub kinds: Vec<(BankWords, usize)>,
}

/// A document as a lesson.
#[derive(Debug, Default)]
pub struct BroughtLesson {
    pub title: String,
    /// What its file may be called.
    pub slug: String,
    /// Markdown, without front matter.
    pub text: String,
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What was changed or left out.
    pub said: Vec<BankWords>,
}

/// A folder of somebody else's Markdown, and what is wanted of it.
#[derive(Debug, Default)]
pub struct FolderAsk {
    pub upload: BankUpload,
    /// The lessons that the course has, by the names of their files.
    pub there: BTreeSet<String>,
    /// The numbers of the pages that come, from 1; without it those that the contents of the folder name.
    pub chosen: Option<BTreeSet<usize>>,
    /// What was typed of pictures that have no words of their own, by their names.
    pub words: BTreeMap<String, String>,
}

/// A folder as lessons.
#[derive(Debug, Default)]
pub struct BroughtFolder {
    /// The word of what it was written for.
    pub kind: &'static str,
    pub pages: Vec<BroughtPage>,
    /// By the names that stand in the texts.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What is told of the folder as a whole.
    pub said: Vec<BankWords>,
}

/// One page of a folder.
#[derive(Debug)]
pub struct BroughtPage {
    /// The file within the folder.
    pub source: String,
    pub encoding: String,
    pub title: String,
    pub comes: bool,
    /// The name of the lesson's file and its text; nothing where it stays out.
    pub written: Option<(String, String)>,
    /// What was changed or left out, or why it stays out.
    pub said: Vec<BankWords>,
    /// The pictures that it shows without words of its own.
    pub wordless: BTreeSet<String>,
}
