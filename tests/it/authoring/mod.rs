//! Stories of the wing authoring.

mod banks;
mod documents;
mod publishing;
mod writing;
