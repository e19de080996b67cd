//! The name that an attempt froze.

use crate::{Fault, db::Row};
use zhixing_domain::certificate::{HolderName, NameSource};

/// Reads it from a row.
pub(crate) fn name(row: &Row) -> Result<Option<HolderName>, Fault> {
    let source = row.opt_text("legal_name_source")?.and_then(|s| NameSource::from_code(&s)).unwrap_or_default();
    Ok(row.opt_text("legal_name")?.and_then(|text| HolderName::of(&text, source)))
}
