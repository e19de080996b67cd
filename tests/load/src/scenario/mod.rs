//! Faults under load: one file a fault. Each says how many of its checks passed and failed.

pub mod backup;
pub mod full;
pub mod kills;
pub mod locked;
pub mod nodes;
pub mod postgres;
pub mod proxy;
pub mod publish;
mod room;
pub mod term;
pub mod workshop;

pub use room::{Report, Room};
