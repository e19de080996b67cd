//! Examinations: plans, the waiting page, the room, names in an attempt, invigilation, lockdown.
//!
//! Here: pages, actions and the route table of this wing. Never here: SQL, rules, the words themselves (`zhixing_app::i18n`).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod attempt;
pub mod calendar;
mod facts;
pub mod invigilation;
pub mod list;
pub mod lockdown;
pub mod name;
pub mod plan;
pub mod room;
pub mod running;

use zhixing_app::urls;
use zhixing_shell::table::Table;

/// The routes of this wing.
pub fn table() -> Table {
    Table::default()
        .get(urls::CONFIG_FILE, lockdown::seb::file)
        .get(urls::EXAMS, list::show)
        .get(urls::CALENDAR, calendar::page::show)
        .post(urls::CALENDAR, calendar::page::change)
        .get(urls::CALENDAR_FEED, calendar::feed::feed)
        .get(urls::SESSION_CALENDAR, calendar::feed::session)
        .get(urls::WAITING, plan::waiting)
        .post(urls::START, plan::start)
        .post(urls::CONFIG_LINK, lockdown::seb::link)
        .get(urls::ATTEMPT, room::show)
        .post(urls::ANSWERS, room::form::save)
        .get(urls::ONWARD, room::onward::ask)
        .post(urls::ONWARD, room::onward::go)
        .get(urls::REVIEW, room::review::show)
        .post(urls::SUBMIT, room::submit)
        .get(urls::RECEIPT, room::receipt::show)
        .get(urls::RECEIPT_TEXT, room::receipt::text)
        .get(urls::ATTEMPT_NAME, name::show)
        .post(urls::ATTEMPT_NAME, name::ask)
        .get(urls::INVIGILATION, invigilation::timetable::list)
        .post(urls::INVIGILATION, invigilation::timetable::open)
        .get(urls::EXAM_SESSION, invigilation::session::show)
        .post(urls::EXAM_SESSION, invigilation::session::list::save)
        .post(urls::EXAM_SESSION_LIST, invigilation::session::list::upload)
        .post(urls::EXAM_SESSION_LINES, invigilation::session::lines::save)
        .post(urls::EXAM_SESSION_TERMS, invigilation::session::terms::save)
        .post(urls::CANCEL_SESSION, invigilation::session::terms::cancel)
        .post(urls::SESSION_CODE, invigilation::coding::save)
        .get(urls::BOARD, invigilation::board::show)
        .post(urls::MEASURES, invigilation::board::measure)
        .get(urls::INVIGILATED, invigilation::attempt::show)
        .post(urls::INVIGILATED, invigilation::attempt::change)
        .post(urls::ANSWER_FILE, invigilation::answer_file::upload)
        .get(urls::NAMES, invigilation::names::list)
        .post(urls::SETTLE_NAME, invigilation::names::settle)
}
