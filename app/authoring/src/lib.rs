//! Authoring: what teachers see of their courseware.
//!
//! Here: pages, actions and the route table of this wing. Never here: SQL, rules, the words themselves (`zhixing_app::i18n`).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod overview;

use zhixing_app::urls;
use zhixing_shell::table::Table;

/// The routes of this wing.
pub fn table() -> Table {
    Table::default().get(urls::TEACH, overview::show)
}
