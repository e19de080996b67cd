//! A number within a tolerance.

use crate::points::Credit;
use std::fmt;

/// The accepted numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeric {
    pub accept: Vec<Range>,
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
        let slack = 1e-9 * self.low.abs().max(self.high.abs()).max(1.0);
        value >= self.low - slack && value <= self.high + slack
    }
}

/// The number in the middle, or both ends where the middle would not be what the author wrote.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let middle = (self.low + self.high) / 2.0;
        if (middle * 1e6).fract().abs() < 1e-3 {
            write!(f, "{}", (middle * 1e6).round() / 1e6)
        } else {
            write!(f, "{} .. {}", self.low, self.high)
        }
    }
}

impl Numeric {
    pub(super) fn credit(&self, text: &str) -> Credit {
        Credit::all_or_nothing(read(text).is_some_and(|v| self.accept.iter().any(|r| r.holds(v))))
    }
}

/// Reads a number as people type it: full-width digits, thousands commas, a per-cent sign left aside.
pub fn read(text: &str) -> Option<f64> {
    let folded = super::short::fold(text);
    let cleaned: String = folded.trim_end_matches('%').chars().filter(|c| !matches!(c, ',' | ' ' | '_')).collect();
    let number: f64 = cleaned.parse().ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let q = Numeric { accept: vec![Range::around(1200.0, 0.5)] };
        for (text, credit) in [
            ("1200", Credit::FULL),
            ("１２００．５", Credit::FULL),
            ("1,200.4", Credit::FULL),
            ("1201", Credit::NONE),
            ("x", Credit::NONE),
            ("inf", Credit::NONE),
        ] {
            assert_eq!(q.credit(text), credit, "{text}");
        }
    }

    #[test]
    fn decimal_fractions_at_the_edge_count() {
        assert_eq!(Numeric { accept: vec![Range::around(0.2, 0.1)] }.credit("0.3"), Credit::FULL);
    }
}
