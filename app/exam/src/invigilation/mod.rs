//! The invigilators' rooms: exam sessions and their lists, the live board, one attempt.

pub mod actions;
pub mod changing;
pub mod one;
pub mod planning;
pub mod settlement;

pub mod answer_file;
mod aside;
mod asking;
pub mod attempt;
pub mod board;
pub mod code;
pub mod coding;
mod line;
mod measures;
pub mod names;
pub mod session;
pub mod timetable;
mod told;
