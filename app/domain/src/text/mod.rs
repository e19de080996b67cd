//! What people type, as the rules read it: [`reading`] says when two texts say the same, [`number`] reads a number, [`look`] knows characters that
//! deceive the eye.

pub mod look;
pub mod number;
pub mod reading;
