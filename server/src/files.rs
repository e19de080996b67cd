//! How many files this process may have open: each connection is one. Never here: who may connect (`connection::Lines`).

/// What is assumed where the system does not tell.
const USUAL: usize = 1_024;

/// Raises the limit as far as the system lets it, and gives what is had. Shells and service managers start programs with 1,024, which is one room.
pub fn raise() -> usize {
    match rlimit::increase_nofile_limit(rlimit::INFINITY) {
        Ok(files) => usize::try_from(files).unwrap_or(usize::MAX),
        Err(error) => {
            tracing::warn!(%error, "the limit of open files could not be raised");
            limit()
        }
    }
}

/// What is had.
pub fn limit() -> usize {
    rlimit::getrlimit(rlimit::Resource::NOFILE).map_or(USUAL, |(soft, _)| usize::try_from(soft).unwrap_or(usize::MAX))
}
