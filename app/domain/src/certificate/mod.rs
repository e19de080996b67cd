//! Certificates: what one says, who may have one, for which name, what it waits for, and what its number is.

mod code;
mod eligibility;
mod facts;
mod hold;
mod holder;
mod number;
mod version;

pub use code::CheckCode;
pub use eligibility::{Withheld, may_issue};
pub use facts::{AssessmentResult, Facts};
pub use hold::{Hold, IssuerRefusal};
pub use holder::{AskRefusal, HolderName, NameSource, SettleRefusal, Settlement, may_ask, settle};
pub use number::{Number, Prefix};
pub use version::{StatusPlace, Version};
