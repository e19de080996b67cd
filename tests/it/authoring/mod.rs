//! Stories of the wing authoring.

mod banks;
mod documents;
mod folders;
mod media;
mod publishing;
mod writing;
