//! What readers have read and practised; publications.

pub(crate) mod progress;
pub(crate) mod publications;
