//! Certificates: who may have one and what its number is.

mod eligibility;
mod number;

pub use eligibility::{Withheld, may_issue};
pub use number::{Number, Prefix};
