//! Assessments: the plan an author wrote, the paper drawn from it, and when it may be sat.

mod accommodation;
mod draw;
mod keys;
mod lockdown;
mod paper;
mod plan;
mod reminder;
mod section;
mod session;
mod window;

pub use accommodation::Accommodation;
pub use draw::{Shortage, draw};
pub use keys::{KeyAccess, Season, keys};
pub use lockdown::{Barrier, CODE_LONGEST, CODE_SHORTEST, LINK, Lockdown, PROVED, QUIET, Seb, code_fits, code_hash, kept_code};
pub use paper::{Entry, Paper};
pub use plan::{Draw, Plan, PlanKind, Release};
pub use reminder::Reminder;
pub use section::{Here, Outline, Section};
pub use session::{Concerned, DrawnPapers, PAPERS_EARLY, SessionAct, SessionPhase, SessionRefusal, SessionStanding, session_phase};
pub use window::{MOCKS, StartRefusal, Window, is_used, may_start, rest};
