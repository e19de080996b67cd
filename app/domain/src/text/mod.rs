//! What people type, as the rules read it: [`reading`] says when two texts say the same, [`number`] reads a number, [`look`] knows characters that
//! deceive the eye, [`storable`] says which characters an answer may hold, [`name`] which a name,
//! [`plain`] what is left of rendered words where only a line of text fits, [`formula`] what a spreadsheet would compute, [`attributes`] where HTML leads to.

pub mod attributes;
pub mod formula;
pub mod joiner;
pub mod look;
pub mod name;
pub mod number;
pub mod plain;
pub mod reading;
pub mod storable;
pub mod words;
pub mod xml;
