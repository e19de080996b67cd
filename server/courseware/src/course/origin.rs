//! Where a course came from, as the package left it in `origin.json`.

use crate::{
    Files,
    problem::{ContentProblem, FileFault, Log},
};
use zhixing_domain::package::{ORIGIN, Origin, PackageSource};

/// What the course was made from, oldest first; a course of our own has none.
pub(super) fn read(files: &Files, course: &str, log: &mut Log) -> Vec<PackageSource> {
    let path = format!("{course}/{ORIGIN}");
    let Some(bytes) = files.get(&path) else { return vec![] };
    match serde_json::from_slice::<Origin>(bytes) {
        Ok(origin) => {
            let own = origin.manifest.as_source();
            origin.manifest.sources.into_iter().chain([own]).collect()
        }
        Err(_) => {
            log.problems.push(ContentProblem::new(&path, 1, FileFault::BadOrigin));
            vec![]
        }
    }
}
