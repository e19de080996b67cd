//! Assessments: the plan an author wrote, the paper drawn from it, and when it may be sat.

mod accommodation;
mod draw;
mod lockdown;
mod paper;
mod plan;
mod window;

pub use accommodation::Accommodation;
pub use draw::{Shortage, draw};
pub use lockdown::{Barrier, Irregularity, LINK, Lockdown, PROVED, QUIET, Seb, code_hash};
pub use paper::{Entry, Paper};
pub use plan::{Draw, Plan, PlanKind, Release};
pub use window::{StartRefusal, Window, is_used, may_start};
