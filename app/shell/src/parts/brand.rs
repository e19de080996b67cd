//! What the installation calls itself.

use crate::guard::Visit;
use zhixing_app::i18n::site as words;

/// The name of the installation: its own, else the product's.
pub(crate) fn brand(visit: &Visit) -> String {
    visit.site.decided.name(visit.lang).unwrap_or_else(|| words::brand(visit.lang).into())
}
