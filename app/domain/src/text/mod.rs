//! What people type, as the rules read it: [`storable`] says which characters an answer may hold.

pub mod storable;
