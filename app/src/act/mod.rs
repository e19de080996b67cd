//! What people do, once for forms and API alike: gather facts, call one store verb, do what follows.
//!
//! Never here: SQL, rules, markup.

pub mod account;
pub mod certificate;
pub mod grade;
pub mod invigilate;
pub mod keys;
pub mod lockdown;
pub mod name;
pub mod practice;
pub mod second_factor;
pub mod section;
pub mod sit;
pub mod verification;
