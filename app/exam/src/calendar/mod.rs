//! One's own sessions: as a page, and as a calendar (RFC 5545) that phones and computers read by an address of its own.
//!
//! `actions` holds who may have what, `entry` what a session is in a calendar, `ics` how a calendar is written.

pub mod actions;
pub mod entry;
pub mod feed;
mod ics;
pub mod mine;
pub mod page;
