//! Stories of the wing authoring.

mod banks;
mod disk;
mod documents;
mod folders;
mod media;
mod packages;
mod publishing;
mod uses;
mod writing;
