//! Accounts, names, signing in; the audit log and whether the rows still say what it says; the installation.

pub(crate) mod accounts;
pub(crate) mod audit;
mod bound;
pub(crate) mod consent;
pub(crate) mod demo;
pub(crate) mod groups;
pub(crate) mod identities;
pub(crate) mod import;
pub(crate) mod inspection;
pub(crate) mod installation;
pub(crate) mod log;
pub(crate) mod merge;
pub(crate) mod message;
pub(crate) mod names;
pub(crate) mod own;
pub(crate) mod own_data;
pub(crate) mod passkeys;
pub(crate) mod passwords;
pub(crate) mod proof;
pub(crate) mod records;
pub(crate) mod recovery;
pub(crate) mod scope;
pub(crate) mod second_factor;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod settling;
pub(crate) mod signed_in;
