//! Certificates: who may have one, for which name, what it waits for, and what its number is.

mod code;
mod eligibility;
mod facts;
mod hold;
mod holder;
mod number;

pub use code::CheckCode;
pub use eligibility::{Withheld, may_issue};
pub use facts::Facts;
pub use hold::{Hold, IssuerRefusal};
pub use holder::{AskRefusal, HolderName, NameSource, SettleRefusal, Settlement, may_ask, settle};
pub use number::{Number, Prefix};
