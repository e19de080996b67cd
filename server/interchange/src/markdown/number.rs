//! One number for what a gap accepts.

use crate::item::MarkedNumber;

/// The number that its author wrote; nothing where that is a range.
pub(super) fn one(number: &MarkedNumber) -> Option<f64> {
    match number {
        MarkedNumber::Around { value, .. } => Some(*value),
        MarkedNumber::Any | MarkedNumber::Between { .. } => None,
    }
}
