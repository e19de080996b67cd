//! What leaves the house: mail by SMTP, short messages by a gateway, events to other systems by HTTPS, questions to systems that the operator named.
//!
//! Here: how something is carried and what came of one try. Never here: what it says, to whom it goes, when it is tried again; the database, pages.

pub mod fetch;
pub mod mail;
pub mod signature;
pub mod sms;
pub mod webhook;
