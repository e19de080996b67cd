//! Stories of the wing office.

mod accounts;
mod by_program;
mod own;
mod required_factor;
mod second_factor;
mod signing_in;
