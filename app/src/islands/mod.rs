//! All that runs in a browser. Each island wakes markup that works without it.
//!
//! Never here: whole pages, anything a form can do, a type that can carry a key. Start at [`room`], the exam.

pub mod bell;
pub mod board;
pub mod device;
mod dom;
mod http;
mod idb;
mod live;
mod ordering;
pub mod practice;
pub mod room;
mod seal;
pub mod time_left;
