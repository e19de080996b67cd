//! Learning: the catalogue, courses, lessons, practice and its repetition, the notebook, search; what can be read without a network; what readers ask and where they stop.
//!
//! Here: pages, actions and the route table of this wing. Never here: SQL, rules, the words themselves (`zhixing_app::i18n`).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod catalogue;
pub mod course;
mod home;
pub mod inquiry;
pub mod notebook;
pub mod offline;
pub mod practice;
pub mod readers;
pub mod repetitions;
pub mod search;

use zhixing_app::urls;
use zhixing_shell::table::Table;

/// The routes of this wing.
pub fn table() -> Table {
    Table::default()
        .get(urls::HOME, home::show)
        .get(urls::COURSES, catalogue::list)
        .get(urls::COURSE, course::show)
        .get(urls::COURSE_BOOK, course::book::download)
        .get(urls::COURSE_PRINT, course::print::show)
        .get(urls::LESSON, course::lesson::show)
        .post(urls::PRACTICE, course::answering::answer)
        .get(urls::SEARCH, search::show)
        .get(urls::OFFLINE, offline::show)
        .post(urls::LESSON_DONE, course::lesson::done)
        .post(urls::ASK, inquiry::form::ask)
        .get(urls::QUESTIONS, inquiry::list::show)
        .post(urls::ANSWER_QUESTION, inquiry::form::answer)
        .get(urls::READERS, readers::show)
        .get(urls::READERS_FILE, readers::file::download)
        .get(urls::NOTEBOOK, notebook::show)
        .post(urls::FORGET_NOTE, notebook::forget)
        .get(urls::REPETITIONS, repetitions::show)
        .post(urls::REPETITION, repetitions::answer)
}
