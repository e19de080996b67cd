//! One number for what may be a range.

use crate::item::MarkedNumber;

/// The number in the middle.
pub(super) fn middle(number: &MarkedNumber) -> Option<f64> {
    match number {
        MarkedNumber::Any => None,
        MarkedNumber::Around { value, .. } => Some(*value),
        MarkedNumber::Between { low, high } => Some((low + high) / 2.0),
    }
}
