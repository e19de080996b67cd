//! A number within a tolerance.

use crate::{points::Credit, text::number};
use std::fmt;

/// The accepted numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeric {
    pub accept: Vec<Range>,
    /// What stands beside the field; it may be typed along.
    pub unit: Option<String>,
}

/// Both ends are accepted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    pub fn around(value: f64, tolerance: f64) -> Self {
        Self { low: value - tolerance, high: value + tolerance }
    }

    /// Whether `value` lies within, forgiving the rounding of binary fractions.
    fn holds(&self, value: f64) -> bool {
        let slack = 1e-9 * self.low.abs().max(self.high.abs());
        value >= self.low - slack && value <= self.high + slack
    }
}

/// The number in the middle, or both ends where the middle would not be what the author wrote.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let middle = (self.low + self.high) / 2.0;
        let rounded = (middle * 1e6).round();
        if self.low == self.high {
            write!(f, "{}", self.low)
        } else if (middle * 1e6 - rounded).abs() < 1e-3 && (rounded != 0.0 || middle == 0.0) {
            write!(f, "{}", rounded / 1e6)
        } else {
            write!(f, "{} .. {}", self.low, self.high)
        }
    }
}

impl Numeric {
    pub(super) fn credit(&self, text: &str) -> Credit {
        let said = number::read(text, self.unit.as_deref());
        Credit::all_or_nothing(said.is_ok_and(|v| self.accept.iter().any(|r| r.holds(v))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(value: f64, tolerance: f64, unit: Option<&str>) -> Numeric {
        Numeric { accept: vec![Range::around(value, tolerance)], unit: unit.map(str::to_string) }
    }

    #[test]
    fn numbers_are_compared_as_people_type_them() {
        let q = around(1200.0, 0.5, Some("KB"));
        for (text, credit) in [
            ("1200", Credit::FULL),
            ("１２００．５", Credit::FULL),
            ("1,200.4", Credit::FULL),
            ("1200 KB", Credit::FULL),
            ("1200 MB", Credit::NONE),
            ("12,00", Credit::NONE),
            ("1201", Credit::NONE),
            ("x", Credit::NONE),
            ("inf", Credit::NONE),
        ] {
            assert_eq!(q.credit(text), credit, "{text}");
        }
        assert_eq!(around(-3.5, 0.0, Some("℃")).credit("−3.5"), Credit::FULL);
        assert_eq!(around(300.0, 0.0, None).credit("3,00"), Credit::NONE);
    }

    #[test]
    fn decimal_fractions_at_the_edge_count() {
        assert_eq!(around(0.2, 0.1, None).credit("0.3"), Credit::FULL);
        // small numbers are as far apart as large ones
        let charge = around(1.6e-19, 0.0, None);
        assert_eq!((charge.credit("1.6e-19"), charge.credit("0"), charge.credit("1.7e-19")), (Credit::FULL, Credit::NONE, Credit::NONE));
        assert_eq!(around(0.0, 0.0, None).credit("0"), Credit::FULL);
    }

    #[test]
    fn a_right_number_is_shown_as_it_was_written() {
        for (value, shown) in [(4.1, "4.1"), (8.2, "8.2"), (2.01, "2.01"), (64.6, "64.6"), (-3.5, "-3.5"), (0.0, "0")] {
            assert_eq!(Range::around(value, 0.0).to_string(), shown);
        }
        assert_eq!(Range::around(0.1, 0.2).to_string(), "0.1");
        assert_ne!(Range::around(1.6e-19, 1e-21).to_string(), "0");
    }
}
