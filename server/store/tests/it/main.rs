//! Each verb of the store, on SQLite always and on PostgreSQL when `ZHIXING_TEST_POSTGRES` names a server (`postgres://user@host:port/any`).

mod accounts;
mod answers;
mod attempts;
mod certificates;
mod grading;
mod learning;
mod support;
