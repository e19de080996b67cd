//! Stories of the wing credential.

pub mod certifying;
mod key_life;
mod names;
pub mod verifying;
