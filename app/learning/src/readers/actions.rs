//! How far the readers of a course come and how its practice goes, by the page, the file and the API.

use std::{collections::HashMap, sync::Arc};
use zhixing_domain::{
    account::Author,
    course::{Course, Lesson, Piece},
    lang::{Lang, Title},
    question::{Item, Kind, Question},
    statistics::{FirstTries, LessonReach, LessonReaders, PracticeSums},
    workshop::place::{self, PlaceKind},
};
use zhixing_shell::{
    boxed,
    guard::Visit,
    problem::Problem,
    question::{letter, truth},
};

/// The readers of a course.
pub struct CourseReaders {
    pub title: Title,
    pub lessons: Vec<LessonLine>,
    pub practice: Vec<PracticeLine>,
}

/// A lesson: what is counted, and where its file is edited.
pub struct LessonLine {
    /// From 1.
    pub number: usize,
    pub slug: String,
    pub title: Title,
    pub readers: LessonReaders,
    /// How many fewer have opened the next one; nothing of the last.
    pub lost: Option<i64>,
    /// The heading where most of those stopped who did not finish, empty for the opening, and how many they were.
    pub stop: Option<(String, i64)>,
    pub path: Option<String>,
}

/// An item of practice, with the number of its lesson.
pub struct PracticeLine {
    pub lesson: usize,
    pub slug: String,
    pub key: String,
    pub title: String,
    pub kind: Kind,
    pub sums: PracticeSums,
    /// The wrong option that was chosen most at the first try, and by how many.
    pub wrong: Option<(String, i64)>,
    pub path: Option<String>,
}

/// Two sums over the whole course, whatever the number of its readers.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not published, or beyond the author's roles; else a [`Problem`] if the
/// store cannot be read.
#[boxed]
pub async fn of(visit: &Visit, author: &Author, course: &str) -> Result<CourseReaders, Problem> {
    let (published, lang, store) = (visit.site.published(), visit.lang, &visit.site.store);
    let course = published.library.course(course).ok_or(Problem::NotFound)?;
    let reach = grouped(store.reach_of(author, &course.slug).await?, |reach| &reach.lesson);
    let tries = grouped(store.tries_of(author, &course.slug).await?, |tries| &tries.item);
    let files = store.workshop(author).await?;
    let paths: Paths = files.iter().filter_map(|line| slug_of(&line.path, &course.slug).map(|slug| (slug, line.path.clone()))).collect();
    let practised = course.lessons.iter().enumerate().flat_map(|(n, lesson)| practice(course, lesson, n + 1, (&tries, &paths), lang));
    Ok(CourseReaders { title: course.title.title(lang), lessons: lessons(course, &reach, &paths, lang), practice: practised.collect() })
}

/// The files of lessons by their slugs.
type Paths = HashMap<String, String>;

/// What was counted, by the lesson or the item that it is about: each looks at its own alone.
type Grouped<T> = HashMap<String, Vec<T>>;

fn grouped<T>(all: Vec<T>, key: impl Fn(&T) -> &String) -> Grouped<T> {
    let mut groups = Grouped::new();
    for one in all {
        groups.entry(key(&one).clone()).or_insert_with(Vec::new).push(one);
    }
    groups
}

fn of_one<'g, T>(groups: &'g Grouped<T>, key: &str) -> &'g [T] {
    groups.get(key).map_or(&[], Vec::as_slice)
}

fn lessons(course: &Course, reach: &Grouped<LessonReach>, paths: &Paths, lang: Lang) -> Vec<LessonLine> {
    let headings = |lesson: &Lesson| lesson.body.zh.toc.iter().filter(|h| h.depth == 2).count();
    let counts: Vec<LessonReaders> =
        course.lessons.iter().map(|l| LessonReaders::of(&l.slug, headings(l), of_one(reach, &l.slug))).collect();
    let line = |(n, (lesson, readers)): (usize, (&Lesson, &LessonReaders))| LessonLine {
        number: n + 1,
        slug: lesson.slug.clone(),
        title: lesson.title.title(lang),
        stop: readers.stopped_most().map(|(at, people)| (heading(lesson, at, lang), people)),
        lost: counts.get(n + 1).map(|next| readers.opened - next.opened),
        readers: readers.clone(),
        path: paths.get(&lesson.slug).cloned(),
    };
    course.lessons.iter().zip(&counts).enumerate().map(line).collect()
}

fn practice(course: &Course, lesson: &Lesson, number: usize, known: (&Grouped<FirstTries>, &Paths), lang: Lang) -> Vec<PracticeLine> {
    let keys = lesson.body.zh.pieces.iter().filter_map(|p| if let Piece::Practice(key) = p { course.item(key) } else { None });
    let line = |item: &Arc<Item>| {
        let sums = PracticeSums::of(item, of_one(known.0, &item.key.0));
        let wrong = sums.chosen_wrongly(&item.question).map(|(place, people)| (option(&item.question, place, lang), people));
        PracticeLine {
            lesson: number,
            slug: lesson.slug.clone(),
            key: item.key.0.clone(),
            title: item.wording.get(lang).title.clone(),
            kind: item.question.kind(),
            sums,
            wrong,
            path: known.1.get(&lesson.slug).cloned(),
        }
    };
    keys.map(line).collect()
}

/// The lesson that a Chinese file of the course is.
fn slug_of(path: &str, course: &str) -> Option<String> {
    let is_lesson = place::course_of(path) == course && place::kind_of(path) == PlaceKind::Lesson && !place::is_twin(path);
    let name = path.rsplit('/').next().filter(|_| is_lesson)?;
    place::lesson_of(name).map(|(_, slug)| slug.to_string())
}

/// The heading of the second level with this number, from 1; nothing for the opening.
fn heading(lesson: &Lesson, at: usize, lang: Lang) -> String {
    let mut headings = lesson.body.get(lang).toc.iter().filter(|h| h.depth == 2);
    at.checked_sub(1).and_then(|n| headings.nth(n)).map(|h| h.text.clone()).unwrap_or_default()
}

/// What an option is called.
fn option(question: &Question, place: usize, lang: Lang) -> String {
    match question {
        Question::TrueFalse(_) => truth(place == 0, lang).to_string(),
        _ => letter(place).to_string(),
    }
}
