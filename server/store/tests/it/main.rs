//! Each verb of the store, on SQLite always and on PostgreSQL when `ZHIXING_TEST_POSTGRES` names a server (`postgres://user@host:port/any`).

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should say where")]

mod accounts;
mod answers;
mod attempts;
mod audit;
mod certificates;
mod consent;
mod course_rights;
mod course_roles;
#[path = "../support/database.rs"]
mod database;
mod exam_sessions;
mod faults;
mod folder;
mod grading;
mod groups;
mod identities;
mod inquiries;
mod inspection;
mod invigilation;
mod learning;
mod lockdown;
mod log;
mod merging;
mod messages;
mod names;
mod passkeys;
mod phones;
mod portions;
mod publications;
mod readers;
mod records;
mod recovery;
mod repetitions;
mod results;
mod schedules;
mod scope;
mod sections;
mod steps;
mod support;
mod telling;
mod timetable;
mod upgrade;
mod voiding;
mod waiting;
mod workshop;
