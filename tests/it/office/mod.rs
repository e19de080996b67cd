//! Stories of the wing office.

mod accounts;
mod mail;
mod messages;
mod own;
mod required_factor;
mod second_factor;
mod signing_in;
mod webhooks;
