//! Learning: the catalogue, courses, lessons, practice, the notebook, search; what can be read without a network.
//!
//! Here: pages, actions and the route table of this wing. Never here: SQL, rules, the words themselves (`zhixing_app::i18n`).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod catalogue;
pub mod course;
mod home;
pub mod notebook;
pub mod offline;
pub mod practice;
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
        .get(urls::LESSON, course::lesson::show)
        .post(urls::PRACTICE, course::answering::answer)
        .get(urls::SEARCH, search::show)
        .get(urls::OFFLINE, offline::show)
        .post(urls::LESSON_DONE, course::lesson::done)
        .get(urls::NOTEBOOK, notebook::show)
        .post(urls::FORGET_NOTE, notebook::forget)
}
