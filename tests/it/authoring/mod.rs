//! Stories of the wing authoring.

mod banks;
mod documents;
mod media;
mod publishing;
mod writing;
