//! Marking: the desk of examiners, items that turned out faulty, results.
//!
//! Here: pages, actions and the route table of this wing. Never here: SQL, rules, the words themselves (`zhixing_app::i18n`).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod actions;
mod both;
pub mod desk;
mod item_order;
pub mod items;
mod marked;
mod queue;
pub mod result;
pub mod results;
mod sort;
mod statistics;

use zhixing_app::urls;
use zhixing_shell::table::Table;

/// The routes of this wing.
pub fn table() -> Table {
    Table::default()
        .get(urls::RESULT, result::show)
        .get(urls::MARKING, queue::show)
        .post(urls::MARKING, queue::next)
        .get(urls::MARKED, marked::show)
        .get(urls::MARK, desk::show)
        .post(urls::MARK, desk::save)
        .post(urls::RELEASE, desk::release)
        .get(urls::RESULTS, results::list)
        .get(urls::PLAN_RESULTS, results::show)
        .get(urls::RESULTS_FILE, results::download)
        .get(urls::MARKED_ITEMS, items::list)
        .get(urls::MARKED_ITEM, items::show)
        .post(urls::MARKED_ITEM, items::decide)
}
