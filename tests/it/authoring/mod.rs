//! Stories of the wing authoring.

mod banks;
mod documents;
mod packages;
mod publishing;
mod writing;
