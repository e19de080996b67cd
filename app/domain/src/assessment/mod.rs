//! Assessments: the plan an author wrote, the paper drawn from it, and when it may be sat.

mod accommodation;
mod draw;
mod paper;
mod plan;
mod window;

pub use accommodation::Accommodation;
pub use draw::{Shortage, draw};
pub use paper::{Entry, Paper};
pub use plan::{Draw, Plan, PlanKind, Release};
pub use window::{StartRefusal, Window, may_start};
