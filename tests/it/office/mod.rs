//! Stories of the wing office.

mod accounts;
mod by_program;
mod log;
mod mail;
mod messages;
mod own;
mod passkeys;
mod recovery;
mod required_factor;
mod second_factor;
mod settings;
mod signing_in;
mod webhooks;
