//! Certificates: who may have one and what its number is.

mod code;
mod eligibility;
mod number;

pub use code::CheckCode;
pub use eligibility::{Withheld, may_issue};
pub use number::{Number, Prefix};
