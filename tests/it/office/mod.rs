//! Stories of the wing office.

mod accounts;
mod by_program;
mod devices;
mod groups;
mod identities;
mod import;
mod language;
mod log;
pub mod mail;
mod merging;
mod messages;
mod own;
mod own_data;
mod passkeys;
mod phones;
mod providers;
mod recovery;
mod required_factor;
mod second_factor;
mod settings;
mod signing_in;
mod site;
mod webhooks;
