//! The sheet, its carriers and the verifier. One binary, for linking is what a test costs; memory is counted in `bounds`, alone.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

mod golden;
mod pdf;
mod picture;
#[path = "../support/mod.rs"]
mod support;
mod verify;
