//! Faults under load: one file a fault. Each says how many of its checks passed and failed.

pub mod kills;
mod room;

pub use room::{Report, Room};
