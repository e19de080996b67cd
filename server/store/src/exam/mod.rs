//! Attempts and what is around them: starting, saving, ending, receipts, exam sessions, invigilation, lockdown.

pub(crate) mod answers;
pub(crate) mod attempts;
pub(crate) mod board;
pub(crate) mod calendar;
pub(crate) mod current;
pub(crate) mod ending;
pub(crate) mod exam_sessions;
pub(crate) mod hearing;
pub(crate) mod invigilation;
pub(crate) mod keys;
pub(crate) mod listing;
pub(crate) mod lockdown;
pub(crate) mod moving;
pub(crate) mod news;
pub(crate) mod preparation;
pub(crate) mod receipts;
pub(crate) mod reminding;
pub(crate) mod save;
pub(crate) mod seal;
pub(crate) mod starting;
pub(crate) mod summary;
pub(crate) mod timetable;
pub(crate) mod told;
pub(crate) mod transition;
