//! One file a page: load, then a view. The route table is here, so that the access test can read every route.

mod account;
mod admin;
mod barrier;
mod catalogue;
mod certificate;
mod course;
mod desk;
mod exam;
pub mod failure;
pub mod invigilation;
mod marking;
pub mod name;
mod notebook;
mod offline;
mod profile;
mod receipt;
mod reset;
mod result;
pub mod room;
mod search;
mod seb;
mod second_factor;
mod standard;
mod style;
mod teach;
pub mod verify;

use crate::{site::Site, urls};
use axum::{Router, handler::Handler, routing};
use std::sync::Arc;

/// A router that remembers its routes.
#[derive(Default)]
pub struct Table {
    pub router: Router<Arc<Site>>,
    pub routes: Vec<(&'static str, &'static str)>,
}

macro_rules! verbs {
    ($($verb:ident $word:literal;)*) => {$(
        pub fn $verb<H: Handler<T, Arc<Site>>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
            self.router = self.router.route(path, routing::$verb(handler));
            self.routes.push(($word, path));
            self
        }
    )*};
}

impl Table {
    verbs! {
        get "GET";
        post "POST";
        put "PUT";
        delete "DELETE";
    }
}

/// Every page and form of the site.
pub fn table() -> Table {
    let table = Table::default()
        // everybody
        .get(urls::HOME, catalogue::show)
        .get(urls::COURSE, course::show)
        .get(urls::LESSON, course::lesson::show)
        .post(urls::PRACTICE, course::practice::answer)
        .get(urls::STANDARD, standard::show)
        .get(urls::SEARCH, search::show)
        .get(urls::OFFLINE, offline::show)
        .get(urls::SIGN_IN, account::sign_in_page)
        .post(urls::SIGN_IN, account::sign_in)
        .post(urls::SIGN_IN_CODE, second_factor::sign_in)
        .get(urls::RESET, reset::page)
        .post(urls::RESET, reset::save)
        .get(urls::REGISTER, account::register_page)
        .post(urls::REGISTER, account::register)
        .post(urls::SIGN_OUT, account::sign_out)
        .post(urls::LANGUAGE, account::language)
        .post(urls::THEME, account::theme)
        .get(urls::VERIFY, verify::page)
        .post(urls::VERIFY, verify::check)
        .get(urls::VERIFICATION, verify::number)
        .get(urls::CONFIG_FILE, seb::file)
        .get(urls::STYLE, style::show);
    staff(learner(table))
}

fn learner(table: Table) -> Table {
    table
        .post(urls::LESSON_DONE, course::lesson::done)
        .get(urls::PROFILE, profile::show)
        .post(urls::PROFILE, profile::save)
        .post(urls::PASSWORD, profile::password)
        .get(urls::SECOND_FACTOR, second_factor::show)
        .post(urls::SECOND_FACTOR, second_factor::set)
        .post(urls::REMOVE_FACTOR, second_factor::remove)
        .post(urls::REVOKE_TOKEN, profile::revoke_token)
        .post(urls::SIGN_OUT_EVERYWHERE, profile::sign_out_everywhere)
        .get(urls::NOTEBOOK, notebook::show)
        .post(urls::FORGET_NOTE, notebook::forget)
        .get(urls::EXAMS, exam::list)
        .get(urls::WAITING, exam::waiting)
        .post(urls::START, exam::start)
        .post(urls::CONFIG_LINK, seb::link)
        .get(urls::ATTEMPT, room::show)
        .post(urls::ANSWERS, room::form::save)
        .get(urls::ONWARD, room::onward::ask)
        .post(urls::ONWARD, room::onward::go)
        .get(urls::REVIEW, room::review::show)
        .post(urls::SUBMIT, room::submit)
        .get(urls::RECEIPT, receipt::show)
        .get(urls::RECEIPT_TEXT, receipt::text)
        .get(urls::RESULT, result::show)
        .get(urls::ATTEMPT_NAME, name::show)
        .post(urls::ATTEMPT_NAME, name::ask)
        .get(urls::CERTIFICATES, certificate::list)
        .get(urls::CERTIFICATE_PDF, certificate::pdf)
        .get(urls::CERTIFICATE_JSON, certificate::json)
}

fn staff(table: Table) -> Table {
    table
        .get(urls::DESK, desk::show)
        .get(urls::MARKING, marking::waiting)
        .post(urls::MARKING, marking::next)
        .get(urls::MARK, marking::show)
        .post(urls::MARK, marking::save)
        .post(urls::RELEASE, marking::release)
        .get(urls::MARKED_ITEMS, marking::items::list)
        .get(urls::MARKED_ITEM, marking::items::show)
        .post(urls::MARKED_ITEM, marking::items::decide)
        .get(urls::INVIGILATION, invigilation::list)
        .post(urls::INVIGILATION, invigilation::open)
        .get(urls::EXAM_SESSION, invigilation::session::show)
        .post(urls::EXAM_SESSION, invigilation::session::save)
        .post(urls::EXAM_SESSION_LIST, invigilation::session::upload)
        .post(urls::SESSION_CODE, invigilation::code::save)
        .get(urls::BOARD, invigilation::board::show)
        .post(urls::MEASURES, invigilation::board::measure)
        .get(urls::INVIGILATED, invigilation::attempt::show)
        .post(urls::INVIGILATED, invigilation::attempt::change)
        .post(urls::ANSWER_FILE, invigilation::answer_file::upload)
        .get(urls::NAMES, invigilation::names::list)
        .post(urls::SETTLE_NAME, invigilation::names::settle)
        .get(urls::TEACH, teach::show)
        .get(urls::ACCOUNTS, admin::accounts::list)
        .post(urls::ACCOUNTS, admin::accounts::open)
        .get(urls::ACCOUNT, admin::accounts::show)
        .post(urls::ACCOUNT, admin::accounts::change)
        .post(urls::RESET_CODE, admin::accounts::reset_code)
        .post(urls::LIFT_FACTOR, admin::accounts::lift_factor)
        .get(urls::CERTIFICATE_DESK, admin::certificates::list)
        .get(urls::CERTIFICATE_ADMIN, admin::certificates::show)
        .post(urls::REVOKE, admin::certificates::revoke)
        .post(urls::CORRECT, admin::correction::correct)
}
