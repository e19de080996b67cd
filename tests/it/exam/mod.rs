//! Stories of the wing exam.

mod acts;
mod doors_to_keys;
pub mod invigilating;
mod lockdown;
mod sections;
mod sessions;
mod sitting;
mod timetable;
mod told;
mod waiting;
