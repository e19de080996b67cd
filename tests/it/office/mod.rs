//! Stories of the wing office.

mod own;
mod second_factor;
mod signing_in;
