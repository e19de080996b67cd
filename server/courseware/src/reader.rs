//! What is gathered while a course is read: problems, items, links and figures, and how a file and its twin are opened.

use crate::{
    Files,
    figures::Figures,
    problem::{ContentProblem, FileFault, FrontFault, Log, PageFault, known},
    question::{self, source::Origin},
    render::{Link, Setting},
    scan::Slice,
    text::decode,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use zhixing_domain::{course::UnreadItem, lang::Lang, level::Level, question::Item, standard::Standard, workshop::template};

/// The reading of one course.
pub(crate) struct CourseReader<'a> {
    pub files: &'a Files,
    pub course: &'a str,
    pub figures: Figures,
    pub level: Option<Level>,
    /// Whether `course.md` names a standard, found or not.
    pub names_standard: bool,
    pub standard: Option<&'a Standard>,
    /// The language that the course is written in; English stands alone.
    pub own: Lang,
    /// Whether the course is meant to have English twins.
    pub english: bool,
    pub problems: Vec<ContentProblem>,
    pub items: Vec<Arc<Item>>,
    /// Those of banks that could not be read.
    pub unread: Vec<UnreadItem>,
    /// Where each item id was first used.
    places: BTreeMap<String, String>,
    /// Links to check: the file they stand in, its language.
    pub links: Vec<(String, Lang, Link)>,
    pub shown: BTreeSet<String>,
}

/// A text and its twin.
pub(crate) struct Pair {
    pub zh: (String, Log),
    pub en: Option<(String, Log)>,
}

/// `x.md` to `x.en.md`.
pub(crate) fn twin(path: &str) -> String {
    format!("{}.en.md", path.strip_suffix(".md").unwrap_or(path))
}

/// Opens a Chinese file and its twin. Nothing if it cannot be looked at.
pub(crate) fn open(files: &Files, path: &str, problems: &mut Vec<ContentProblem>) -> Option<Pair> {
    let mut log = Log::new(path, Lang::Zh);
    let text = files.get(path).and_then(|bytes| decode(bytes, &mut log));
    let twin = twin(path);
    let mut en_log = Log::new(&twin, Lang::En);
    let en = match files.get(&twin) {
        Some(bytes) => decode(bytes, &mut en_log),
        None => {
            log.add(1, FileFault::MissingTwin { twin });
            None
        }
    };
    let Some(text) = text else {
        problems.extend(log.problems);
        problems.extend(en_log.problems);
        return None;
    };
    if en.is_none() {
        problems.append(&mut en_log.problems);
    }
    Some(Pair { zh: (text, log), en: en.map(|text| (text, en_log)) })
}

/// Opens a file of a course that is written in English. An English version beside it is one too many.
fn open_alone(files: &Files, path: &str, problems: &mut Vec<ContentProblem>) -> Option<Pair> {
    let mut log = Log::new(path, Lang::En);
    let text = files.get(path).and_then(|bytes| decode(bytes, &mut log));
    let twin = twin(path);
    if files.get(&twin).is_some() {
        problems.push(ContentProblem::new(&twin, 1, FileFault::TwinOfEnglish));
    }
    match text {
        Some(text) => Some(Pair { zh: (text, log), en: None }),
        None => {
            problems.extend(log.problems);
            None
        }
    }
}

/// Names the words of a template that nobody wrote over.
fn untouched((text, log): &mut (String, Log)) {
    for (line, words) in text.lines().enumerate().filter_map(|(at, line)| Some((at + 1, template::untouched(line)?))) {
        log.add(line, PageFault::TemplateWords { text: words.into() });
    }
}

impl<'a> CourseReader<'a> {
    pub fn new(files: &'a Files, course: &'a str, figures: Figures) -> Self {
        Self {
            files,
            course,
            figures,
            level: None,
            names_standard: false,
            standard: None,
            own: Lang::Zh,
            english: true,
            problems: vec![],
            items: vec![],
            unread: vec![],
            places: BTreeMap::new(),
            links: vec![],
            shown: BTreeSet::new(),
        }
    }

    pub fn open(&mut self, path: &str) -> Option<Pair> {
        let pair = match self.own {
            Lang::Zh => open(self.files, path, &mut self.problems),
            Lang::En => open_alone(self.files, path, &mut self.problems),
        };
        pair.map(|mut pair| {
            untouched(&mut pair.zh);
            pair.en.iter_mut().for_each(untouched);
            pair
        })
    }

    pub fn setting(&self, lang: Lang) -> Setting<'_> {
        Setting { lang, course: self.course, figures: &self.figures, alone: false, under: false }
    }

    /// Reads an item with its twin and keeps it; gives its key if it could be read.
    pub fn item(
        &mut self,
        origin: &Origin,
        zh: &Slice,
        en: Option<&Slice>,
        zh_log: &mut Log,
        en_log: Option<&mut Log>,
    ) -> Option<Arc<Item>> {
        let source = question::source::write(origin, zh.text, en.map(|s| s.text));
        let mut zh_part = zh_log.part(zh.line);
        let mut nobody = Log::new("", Lang::En);
        let en_log = en_log.unwrap_or(&mut nobody);
        let mut en_part = en_log.part(en.map_or(1, |s| s.line));
        let found = question::source::parts(&source).and_then(|parts| question::read(&source, &parts, &mut zh_part, &mut en_part));
        if let Some(found) = &found {
            self.check_function(
                found.item.function.as_deref().filter(|f| Some(*f) != origin.function.as_deref()),
                found.item.level,
                1,
                &mut zh_part,
            );
        }
        let fresh = self.is_new(zh, &mut zh_part);
        zh_log.join(zh_part);
        en_log.join(en_part);
        let found = found.filter(|_| fresh)?;
        let path = |lang: Lang| if lang == zh_log.lang { zh_log.path.clone() } else { en_log.path.clone() };
        self.links.extend(found.links.into_iter().map(|(lang, link)| (path(lang), lang, link)));
        self.shown.extend(found.figures);
        let item = Arc::new(found.item);
        self.items.push(item.clone());
        Some(item)
    }

    fn is_new(&mut self, slice: &Slice, log: &mut Log) -> bool {
        let Some(id) = &slice.id else { return false };
        let here = format!("{}:{}", log.path, log.file_line(1));
        match self.places.get(id) {
            Some(place) => {
                log.add(1, PageFault::DuplicateId { id: id.clone(), place: place.clone() });
                false
            }
            None => {
                self.places.insert(id.clone(), here);
                true
            }
        }
    }

    /// Names a function that the course's standard does not have at the level. Without a standard a function is a free name for a group of
    /// items, and the blueprint can only name groups that there are.
    pub fn check_function(&self, id: Option<&str>, level: Option<Level>, line: usize, log: &mut Log) {
        let (Some(id), Some(standard)) = (id, self.standard) else { return };
        let known_ids: Vec<String> = match level.or(self.level) {
            Some(level) => standard.functions_at(level).map(|f| f.id.clone()).collect(),
            None => standard.basic.iter().chain(standard.levels.iter().flat_map(|l| &l.functions)).map(|f| f.id.clone()).collect(),
        };
        if !known_ids.iter().any(|k| k == id) {
            log.add(line, FrontFault::UnknownFunction { id: id.into(), known: known(id, known_ids) });
        }
    }
}
