//! Stories of the wing authoring.

mod banks;
mod documents;
mod folders;
mod media;
mod packages;
mod publishing;
mod whole;
mod writing;
