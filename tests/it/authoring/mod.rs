//! Stories of the wing authoring.

mod banks;
mod documents;
mod folders;
mod publishing;
mod writing;
