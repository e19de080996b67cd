//! Stories of the wing credential.

pub mod certifying;
mod key_life;
pub mod names;
pub mod verifying;
