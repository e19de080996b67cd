//! Courses and lessons, as read from Markdown.

use crate::{assessment::Plan, lang::Bilingual, level::Level, package::PackageSource, question::Item};
use serde::Serialize;
use std::{ops::Range, sync::Arc};

/// HTML that courseware rendered and sanitised: safe to put in a page as it is. Only courseware makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(pub Arc<str>);

impl Html {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A course: lessons, banks and assessment plans.
#[derive(Clone, Debug, Default)]
pub struct Course {
    pub slug: String,
    pub title: Bilingual<String>,
    pub summary: Bilingual<String>,
    pub intro: Bilingual<Html>,
    /// Slug of the occupation standard.
    pub standard: Option<String>,
    /// 5 (初级工) to 1 (高级技师).
    pub level: Option<Level>,
    pub hours: Option<u32>,
    /// Who made it, and what others may do with it: an identifier of SPDX, or words.
    pub author: Option<String>,
    pub license: Option<String>,
    /// The courses of other installations that it was made from, oldest first.
    pub sources: Vec<PackageSource>,
    pub order: i64,
    pub lessons: Vec<Lesson>,
    /// Every item of the course's banks and lessons, by key.
    pub items: Vec<Arc<Item>>,
    /// Those of its banks that could not be read. What is published has none.
    pub unread: Vec<UnreadItem>,
    pub plans: Vec<Arc<Plan>>,
}

impl Course {
    pub fn lesson(&self, slug: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|l| l.slug == slug)
    }

    pub fn plan(&self, slug: &str) -> Option<&Arc<Plan>> {
        self.plans.iter().find(|p| p.slug == slug)
    }

    /// The items that papers are drawn from.
    pub fn bank(&self) -> Vec<Arc<Item>> {
        self.items.iter().filter(|i| i.bank.is_some()).cloned().collect()
    }

    pub fn item(&self, key: &str) -> Option<&Arc<Item>> {
        self.items.iter().find(|i| i.key.0 == key)
    }
}

/// An item of a bank that could not be read: whoever writes it sees in its place what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadItem {
    pub bank: String,
    /// How many of the bank before it could be read.
    pub after: usize,
    /// Its lines in the file.
    pub lines: Range<usize>,
    /// Those in the twin, which may lack it.
    pub twin: Option<Range<usize>>,
}

/// A lesson: pieces of prose with practice items between them.
#[derive(Clone, Debug)]
pub struct Lesson {
    pub slug: String,
    pub title: Bilingual<String>,
    pub summary: Bilingual<String>,
    pub minutes: u32,
    pub function: Option<String>,
    /// The names it had in its address before.
    pub formerly: Vec<String>,
    pub body: Bilingual<LessonBody>,
}

/// A lesson in one language.
#[derive(Clone, Debug, Default)]
pub struct LessonBody {
    pub pieces: Vec<Piece>,
    pub toc: Vec<Heading>,
    /// Plain text of everything, for search.
    pub text: String,
}

#[derive(Clone, Debug)]
pub enum Piece {
    Prose(Html),
    /// The key of a practice item of the course.
    Practice(String),
    /// The lines of one that could not be read. What is published has none.
    Unread(Range<usize>),
}

/// An entry of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub id: String,
    pub text: String,
    /// 2 or 3.
    pub depth: u8,
}
