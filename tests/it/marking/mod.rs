//! Stories of the wing marking.

mod voiding;
