//! Stories of the wing marking.

mod desk;
mod voiding;
