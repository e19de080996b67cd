//! Why the server does not start.

use crate::{content::ContentFault, keys::KeyFault};
use std::path::PathBuf;
use zhixing_store::Fault;

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartFault {
    #[error("the data folder {0} cannot be used: {1}")]
    Data(PathBuf, std::io::Error),
    #[error("the database cannot be opened: {0}")]
    Store(#[from] Fault),
    #[error("the signing keys cannot be used: {0}")]
    Keys(#[from] KeyFault),
    #[error(
        "{0}: {1} is not the key of this name that the database was used with: keys and database are of different installations or backups"
    )]
    ForeignKeys(PathBuf, String),
    #[error("{0}")]
    Content(#[from] ContentFault),
    #[error("{0}")]
    Other(String),
}
