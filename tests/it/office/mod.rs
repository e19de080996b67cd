//! Stories of the wing office.

mod accounts;
mod by_program;
mod log;
mod own;
mod required_factor;
mod second_factor;
mod settings;
mod signing_in;
