//! Authoring: the workshop, where teachers write courses, see what learners will see, and publish.
//!
//! Here: pages, actions and the route table of this wing. Never here: SQL, rules, the words themselves (`zhixing_app::i18n`). Start at [`overview`] (what
//! there is) and [`editor`] (one file); [`actions`] is what forms and the API do to drafts, [`publication`] how they are published.

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod actions;
mod bank;
pub mod begin;
pub mod change;
pub mod copying;
pub mod document;
pub mod earlier;
pub mod editor;
pub mod export;
pub mod file_act;
pub mod folder;
pub mod gone;
pub mod guide;
pub mod history;
pub mod import;
pub mod item_form;
pub mod items;
pub mod many;
mod many_view;
pub mod media;
pub mod others;
pub mod overview;
pub mod package;
mod pictures;
pub mod preview;
mod printed;
pub mod publication;
mod reason;
pub mod replacing;
pub mod steps;
pub mod team;
mod trial;
pub mod twin;
pub mod uses;

use zhixing_app::urls;
use zhixing_shell::table::Table;

/// The routes of this wing.
pub fn table() -> Table {
    Table::default()
        .get(urls::TEACH, overview::show)
        .get(urls::GUIDE, guide::show)
        .get(urls::NEW_COURSE, begin::ask_course)
        .post(urls::NEW_COURSE, begin::course)
        .get(urls::BRING_COURSE, package::ask)
        .post(urls::BRING_COURSE, package::show)
        .post(urls::TAKE_COURSE, package::take)
        .get(urls::SHARE_COURSE, package::share::show)
        .get(urls::COURSE_PACKAGE, package::share::file)
        .get(urls::NEW_FILE, begin::ask_file)
        .post(urls::NEW_FILE, begin::file)
        .get(urls::IMPORT_BANK, import::ask)
        .post(urls::IMPORT_BANK, import::show)
        .post(urls::TAKE_ITEMS, import::take)
        .get(urls::EXPORT_BANK, export::show)
        .get(urls::BANK_FILE, export::file)
        .get(urls::BRING_DOCUMENT, document::ask)
        .post(urls::BRING_DOCUMENT, document::take)
        .get(urls::BRING_FOLDER, folder::ask)
        .post(urls::BRING_FOLDER, folder::show)
        .post(urls::TAKE_LESSONS, folder::take)
        .get(urls::EDIT, editor::show)
        .post(urls::EDIT, editor::save)
        .post(urls::TRY_ITEM, trial::answer)
        .get(urls::MEDIA_SHELF, media::show)
        .post(urls::MEDIA_SHELF, media::upload)
        .get(urls::DRAFT_PICTURE, pictures::show)
        .post(urls::REMOVE_MEDIA, media::remove)
        .post(urls::DRAFT_CHANGE, change::change)
        .get(urls::DRAFT_HISTORY, history::show)
        .get(urls::GONE_FILES, gone::show)
        .get(urls::REPLACE_WORDS, replacing::show)
        .post(urls::REPLACE_WORDS, replacing::replace)
        .get(urls::CHANGE_ITEMS, items::ask)
        .post(urls::CHANGE_ITEMS, items::change)
        .get(urls::DRAFT_STEPS, steps::show)
        .post(urls::DRAFT_STEPS, steps::take_back)
        .get(urls::TWIN_BESIDE, twin::show)
        .post(urls::TWIN_BESIDE, twin::still_right)
        .get(urls::PUBLISH, publication::show)
        .post(urls::PUBLISH, publication::publish)
        .post(urls::SCHEDULE_PUBLICATION, publication::schedule::schedule)
        .post(urls::REVIEW_PUBLICATION, publication::review::review)
        .get(urls::TEAM, team::show)
        .post(urls::TEAM, team::change)
        .get(urls::KEPT_COURSES, team::courses::show)
}
