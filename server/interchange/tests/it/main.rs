//! What the room promises: banks of the field come in, ours go out and come back, and damage is told.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should say where")]

mod cartridge;
mod content;
mod documents;
mod formats;
mod hostile;
mod odd;
mod print;
#[path = "../published.rs"]
mod published;
mod recognised;
mod round;
mod share;
mod sums;
mod told;
