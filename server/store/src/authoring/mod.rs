//! What authors write before it is published: drafts over the newest publication, and every version that was saved.
//!
//! Never here: what Markdown means, how two texts come together (`zhixing_domain::workshop`).

mod begun;
pub(crate) mod change;
mod disk;
pub(crate) mod drafts;
pub(crate) mod files;
pub(crate) mod gone;
pub(crate) mod history;
pub(crate) mod open;
pub(crate) mod outline;
pub(crate) mod past;
pub(crate) mod publishing;
mod reviewers;
pub(crate) mod reviews;
pub(crate) mod roles;
mod room;
pub(crate) mod schedule;
mod sessions;
pub(crate) mod steps;
pub(crate) mod team;
mod twin;
mod versions;
pub(crate) mod waiting;

use std::collections::BTreeSet;
use zhixing_domain::workshop::place;

/// The newest publication, in a statement.
const NEWEST: &str = "(SELECT digest FROM publication ORDER BY published_at DESC, digest LIMIT 1)";

/// The courses of files, each once and in one order.
fn courses<'p>(paths: impl Iterator<Item = &'p str>) -> BTreeSet<&'p str> {
    paths.map(place::course_of).collect()
}
