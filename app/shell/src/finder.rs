//! What can be searched in a publication: courses, lessons, practice with its topics, and standards, in both languages. Made once for each publication.
//!
//! Never here: keys, explanations and options, and no item of a bank: an exam may ask it.

use std::collections::HashSet;
use zhixing_app::urls;
use zhixing_domain::{
    course::{Course, Lesson, Piece},
    lang::{Bilingual, Lang},
    library::Library,
    search::{FoundDocument, Hit, SearchDocument, SearchIndex},
    standard::{Function, Standard},
    text::words::words_of,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundKind {
    Course,
    Lesson,
    Practice,
    Standard,
}

impl FoundKind {
    pub const ALL: [Self; 4] = [Self::Course, Self::Lesson, Self::Practice, Self::Standard];
}

/// Where a document of the index is.
#[derive(Clone, Debug)]
pub struct FoundPlace {
    pub kind: FoundKind,
    /// The language that its words are in.
    pub lang: Lang,
    pub href: String,
    /// What it is a part of; empty for a course.
    pub under: String,
}

pub struct Finder {
    places: Vec<FoundPlace>,
    index: SearchIndex,
}

/// A place with its words, on the way into the index.
type Entry = (FoundPlace, SearchDocument);

/// How many are looked at, in both languages.
const MOST: usize = 200;

impl Finder {
    pub(crate) fn of(library: &Library) -> Self {
        let courses = library.courses.iter().flat_map(|course| {
            let standard = course.standard.as_deref().and_then(|slug| library.standard(slug));
            entries_of_course(course, standard)
        });
        let (places, documents): (Vec<_>, Vec<_>) = courses.chain(library.standards.iter().flat_map(entries_of_standard)).unzip();
        Self { places, index: SearchIndex::of(documents) }
    }

    /// What fits the query: first what the reader's language has, then what only the other one says so.
    pub fn find(&self, query: &str, lang: Lang) -> Vec<(&FoundPlace, FoundDocument)> {
        let found = self.index.search(query, MOST);
        let mut found: Vec<_> = found.into_iter().map(|one| (&self.places[one.document], one)).collect();
        found.sort_by_key(|(place, _)| place.lang != lang);
        let mut seen = HashSet::new();
        found.retain(|(place, _)| seen.insert(&place.href));
        found
    }

    /// What is shown of one that was found.
    pub fn hit(&self, found: &FoundDocument) -> Hit {
        self.index.hit(found)
    }
}

/// Once for each language that has it.
fn both<T>(of: &Bilingual<T>) -> impl Iterator<Item = Lang> {
    Lang::ALL.into_iter().filter(|lang| of.lang(*lang) == *lang)
}

fn document(title: &str, summary: &str, text: String) -> SearchDocument {
    SearchDocument { title: title.into(), summary: summary.into(), text }
}

fn entries_of_course(course: &Course, standard: Option<&Standard>) -> Vec<Entry> {
    let of = |lang| {
        let place = FoundPlace { kind: FoundKind::Course, lang, href: urls::course(&course.slug), under: String::new() };
        let text = format!("{}\n{}", course.summary.get(lang), words_of(course.intro.get(lang).as_str()));
        (place, document(course.title.get(lang), course.summary.get(lang), text))
    };
    let mut entries: Vec<_> = both(&course.title).map(of).collect();
    entries.extend(course.lessons.iter().flat_map(|lesson| entries_of_lesson(course, lesson, standard)));
    entries
}

/// What an item or a lesson is about, below its words: its tags, and what its function is called.
fn topics(tags: &[String], function: Option<&str>, standard: Option<&Standard>, lang: Lang) -> String {
    let function = function.and_then(|id| standard?.function(id)).map(|function| function.title.get(lang));
    tags.iter().chain(function).map(|topic| format!("\n{topic}")).collect()
}

fn entries_of_lesson(course: &Course, lesson: &Lesson, standard: Option<&Standard>) -> Vec<Entry> {
    let href = urls::lesson(&course.slug, &lesson.slug);
    let mut entries = vec![];
    for lang in both(&lesson.title) {
        let place = FoundPlace { kind: FoundKind::Lesson, lang, href: href.clone(), under: course.title.get(lang).clone() };
        let body = lesson.body.get(lang);
        let text = format!("{}{}", body.text, topics(&[], lesson.function.as_deref(), standard, lang));
        entries.push((place, document(lesson.title.get(lang), lesson.summary.get(lang), text)));
        for piece in &body.pieces {
            let Piece::Practice(key) = piece else { continue };
            let Some(item) = course.item(key).filter(|item| item.bank.is_none() && item.wording.lang(lang) == lang) else { continue };
            let words = item.wording.get(lang);
            let href = format!("{href}#practice.{}.{}", course.slug, item.key);
            let place = FoundPlace { kind: FoundKind::Practice, lang, href, under: lesson.title.get(lang).clone() };
            let text = format!("{}{}", words_of(words.stem.as_str()), topics(&item.tags, item.function.as_deref(), standard, lang));
            entries.push((place, document(&words.title, "", text)));
        }
    }
    entries
}

fn entries_of_standard(standard: &Standard) -> Vec<Entry> {
    let address = urls::standard(&standard.slug);
    let whole = |lang| {
        let place = FoundPlace { kind: FoundKind::Standard, lang, href: address.clone(), under: standard.code.clone() };
        let text = format!("{}\n{}", standard.summary.get(lang), words_of(standard.intro.get(lang).as_str()));
        (place, document(standard.title.get(lang), &standard.code, text))
    };
    let mut entries: Vec<_> = both(&standard.title).map(whole).collect();
    let mut add = |function: &Function, level: Option<&Bilingual<String>>| {
        for lang in both(&function.title) {
            let under =
                level.map_or_else(|| standard.title.get(lang).clone(), |l| format!("{} · {}", standard.title.get(lang), l.get(lang)));
            let place = FoundPlace { kind: FoundKind::Standard, lang, href: format!("{address}#{}", function.id), under };
            let work = function.work.iter().map(|w| format!("{}\n{}", w.title.get(lang), words_of(w.table.get(lang).as_str())));
            let text = std::iter::once(words_of(function.text.get(lang).as_str())).chain(work).collect::<Vec<_>>().join("\n");
            entries.push((place, document(function.title.get(lang), "", text)));
        }
    };
    for function in &standard.basic {
        add(function, None);
    }
    for level in &standard.levels {
        for function in &level.functions {
            add(function, Some(&level.title));
        }
    }
    entries
}
