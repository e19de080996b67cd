//! What readers have read, practised and asked; publications.

pub(crate) mod answering;
pub(crate) mod inquiries;
pub(crate) mod lesson_progress;
pub(crate) mod progress;
pub(crate) mod publications;
pub(crate) mod readers;
