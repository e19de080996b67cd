//! Stories of the wing authoring.

mod publishing;
mod writing;
