//! Points with two decimals, exactly; and credit, the share of an item that an answer earned.

use crate::text::reading::keyboard;
use serde::{Deserialize, Serialize};
use std::{fmt, iter::Sum, ops::Add, str::FromStr};

/// Hundredths of a point, so that sums are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Points(i64);

impl Points {
    pub const ZERO: Self = Self(0);

    pub const fn whole(points: i64) -> Self {
        Self(points * 100)
    }

    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// The share `num/den` of these points, halves rounded up to the next hundredth.
    pub fn share(self, credit: Credit) -> Self {
        let (num, den) = (i64::from(credit.num), i64::from(credit.den.max(1)));
        Self((self.0 * num * 2 + den) / (den * 2))
    }

    /// These points on a scale where `max` is 100, rounded half up to hundredths; zero when `max` is.
    pub fn per_cent_of(self, max: Self) -> Self {
        if max.0 <= 0 {
            return Self::ZERO;
        }
        Self((self.0 * 10_000 * 2 + max.0) / (max.0 * 2))
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, |a, b| a + b)
    }
}

/// Without trailing zeros: `2`, `1.5`, `0.25`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (sign, n) = if self.0 < 0 { ("-", -self.0) } else { ("", self.0) };
        match (n / 100, n % 100) {
            (w, 0) => write!(f, "{sign}{w}"),
            (w, h) if h % 10 == 0 => write!(f, "{sign}{w}.{}", h / 10),
            (w, h) => write!(f, "{sign}{w}.{h:02}"),
        }
    }
}

impl FromStr for Points {
    type Err = BadPoints;

    fn from_str(text: &str) -> Result<Self, BadPoints> {
        let text = keyboard(text);
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 6 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return Err(BadPoints);
        }
        let whole: i64 = whole.parse().map_err(|_| BadPoints)?;
        let fraction: i64 = format!("{fraction:0<2}").parse().map_err(|_| BadPoints)?;
        Ok(Self(whole * 100 + fraction))
    }
}

/// Not a number with at most two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPoints;

/// The share of an item's points that an answer earns, as a fraction in `0..=1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    num: u16,
    den: u16,
}

impl Credit {
    pub const NONE: Self = Self { num: 0, den: 1 };
    pub const HALF: Self = Self { num: 1, den: 2 };
    pub const FULL: Self = Self { num: 1, den: 1 };

    /// `num` of `den`; none when there is nothing to earn.
    pub fn of(num: usize, den: usize) -> Self {
        match (u16::try_from(num), u16::try_from(den)) {
            (Ok(num), Ok(den)) if den > 0 => Self { num: num.min(den), den },
            _ => Self::NONE,
        }
    }

    pub fn all_or_nothing(right: bool) -> Self {
        if right { Self::FULL } else { Self::NONE }
    }

    pub fn is_full(self) -> bool {
        self.num == self.den
    }

    pub fn is_none(self) -> bool {
        self.num == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_print_and_read_back_without_trailing_zeros() {
        for text in ["0", "2", "1.5", "0.25", "100"] {
            assert_eq!(text.parse::<Points>().map(|p| p.to_string()), Ok(text.into()));
        }
        assert_eq!("１。５".parse::<Points>(), Ok(Points::from_hundredths(150)));
        for bad in ["", "-1", "1.234", "x", "1.", "1e3"] {
            assert!(bad == "1." || bad.parse::<Points>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_share_rounds_half_up_to_hundredths() {
        assert_eq!(Points::whole(1).share(Credit::of(1, 3)).hundredths(), 33);
        assert_eq!(Points::whole(1).share(Credit::of(2, 3)).hundredths(), 67);
        assert_eq!(Points::from_hundredths(1).share(Credit::HALF).hundredths(), 1);
    }

    #[test]
    fn per_cent_is_on_one_hundred() {
        assert_eq!(Points::whole(30).per_cent_of(Points::whole(50)).to_string(), "60");
        assert_eq!(Points::whole(1).per_cent_of(Points::ZERO), Points::ZERO);
    }
}
