//! What an examination demands of the browser and the room: Safe Exam Browser, networks, access codes.

pub mod actions;
pub mod barrier;
pub mod seb;
