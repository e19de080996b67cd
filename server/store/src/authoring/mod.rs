//! What authors write before it is published: drafts over the newest publication, and every version that was saved.
//!
//! Never here: what Markdown means, how two texts come together (`zhixing_domain::workshop`).

pub(crate) mod change;
mod disk;
pub(crate) mod drafts;
pub(crate) mod files;
pub(crate) mod outline;
mod publishing;
pub(crate) mod reviews;
mod room;
mod sessions;
mod versions;

use crate::Fault;
use std::collections::BTreeSet;
use zhixing_domain::{account::Author, workshop::place};

/// Refuses a file of a course that the author's roles do not reach.
fn within(author: &Author, path: &str) -> Result<(), Fault> {
    if author.scope().covers_course(place::course_of(path)) { Ok(()) } else { Err(Fault::Beyond) }
}

/// The newest publication, in a statement.
const NEWEST: &str = "(SELECT digest FROM publication ORDER BY published_at DESC, digest LIMIT 1)";

/// The courses of files, each once and in one order.
fn courses<'p>(paths: impl Iterator<Item = &'p str>) -> BTreeSet<&'p str> {
    paths.map(place::course_of).collect()
}
