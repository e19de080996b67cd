//! What the room promises: banks of the field come in, ours go out and come back, and damage is told.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should say where")]

mod cartridge;
mod corpus;
mod documents;
mod formats;
mod hostile;
mod odd;
mod print;
mod recognised;
mod round;
mod share;
mod sums;
