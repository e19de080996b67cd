//! What all wings of the site stand on, on the server: the application's state, who visits, problems, HTML, parts of pages, faces of items, route tables.
//!
//! Never here: a page of a wing, SQL, rules. Start at [`guard`] (who asks) and [`site`] (what is at hand).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod backlog;
pub mod banks;
pub mod books;
pub mod called;
pub mod chain;
pub mod client_signals;
pub mod configured;
pub mod consent;
pub mod content;
pub mod cookie;
pub mod decided;
mod download;
pub mod failure;
pub mod finder;
pub mod form;
pub mod guard;
pub mod html;
pub mod keep;
pub mod list_file;
mod loading;
pub mod media;
pub mod message;
pub mod name;
pub mod packages;
pub mod papers;
pub mod parts;
pub mod ports;
pub mod presence;
pub mod problem;
pub mod published;
pub mod question;
pub mod recent;
pub mod recollection;
pub mod refusal;
pub mod session_plans;
pub mod sheet;
pub mod shown;
pub mod site;
pub mod table;
pub mod tries;
pub mod when;
pub mod writing;

pub use download::download;

/// For what many wait for: behind a box the body of an async function is compiled once, and not in each part of each crate that awaits it.
pub use async_recursion::async_recursion as boxed;
