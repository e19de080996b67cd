//! The rules of learning and assessing, as pure functions of values.
//!
//! Here: what an item, a paper, an attempt, a mark and a certificate are, and every decision about them.
//! Never here: clocks, randomness, IO, async, leptos, SQL. `now` and seeds are arguments.
//! Start at [`attempt`], the heart; [`id`] lists every identifier.

pub mod account;
pub mod assessment;
pub mod attempt;
pub mod certificate;
pub mod changes;
pub mod course;
pub mod digest;
pub mod event;
pub mod grading;
pub mod id;
pub mod identity;
pub mod inquiry;
pub mod instant;
pub mod lang;
pub mod level;
pub mod library;
pub mod media;
pub mod message;
pub mod package;
pub mod passkey;
pub mod plan_ref;
pub mod points;
pub mod question;
pub mod repetition;
pub mod search;
pub mod settings;
pub mod site_page;
pub mod standard;
pub mod statistics;
pub mod text;
pub mod time;
pub mod verification;
pub mod workshop;
