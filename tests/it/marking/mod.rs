//! Stories of the wing marking.

mod desk;
mod results;
mod voiding;
