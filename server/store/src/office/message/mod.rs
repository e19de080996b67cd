//! What people are told, where mail goes, which systems hear of events, and what waits to be carried to them. Never here: words, sending.

pub(crate) mod delivery;
pub(crate) mod inbox;
pub(crate) mod mail;
pub(crate) mod place;
pub(crate) mod telling;

pub(crate) mod phone;
pub(crate) mod webhook;
