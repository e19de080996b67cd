//! A grey picture as dark and light: darker than its surroundings is dark, so that a shadow over the sheet does no harm.

use super::grey::Grey;

pub(super) struct Bits {
    pub width: usize,
    pub height: usize,
    dark: Vec<bool>,
}

/// The surroundings reach an eighth of the longer side in every direction: more than a finder pattern's centre.
const REACH: usize = 8;
/// Of the mean of the surroundings: below it is dark.
const PERCENT: u64 = 85;

impl Bits {
    pub fn of(grey: &Grey) -> Self {
        let (width, height) = (grey.width, grey.height);
        let sums = sums(grey);
        let at = |x: usize, y: usize| u64::from(sums.get(y * (width + 1) + x).copied().unwrap_or_default());
        let reach = (width.max(height) / REACH).max(8);
        let mut dark = Vec::with_capacity(width * height);
        for (n, value) in grey.pixels.iter().enumerate() {
            let (x, y) = (n % width, n / width);
            let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
            let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
            let sum = (at(right, bottom) + at(left, top)).saturating_sub(at(left, bottom) + at(right, top));
            let area = ((right - left) * (bottom - top)) as u64;
            dark.push(u64::from(*value) * area * 100 < sum * PERCENT);
        }
        Self { width, height, dark }
    }

    /// What is outside is light.
    pub fn dark(&self, x: isize, y: isize) -> bool {
        let inside = |n: isize, size: usize| usize::try_from(n).ok().filter(|n| *n < size);
        match (inside(x, self.width), inside(y, self.height)) {
            (Some(x), Some(y)) => self.dark.get(y * self.width + x).copied().unwrap_or_default(),
            _ => false,
        }
    }

    pub fn dark_at(&self, (x, y): (f64, f64)) -> bool {
        x.is_finite() && y.is_finite() && self.dark(x.floor() as isize, y.floor() as isize)
    }
}

/// For each corner the sum of all that is above and left of it: 255 × 4 million pixels fit.
fn sums(grey: &Grey) -> Vec<u32> {
    let across = grey.width + 1;
    let mut sums = vec![0u32; across * (grey.height + 1)];
    for y in 0..grey.height {
        let mut row = 0u32;
        for x in 0..grey.width {
            row += u32::from(grey.pixels.get(y * grey.width + x).copied().unwrap_or(255));
            let above = sums.get(y * across + x + 1).copied().unwrap_or_default();
            if let Some(sum) = sums.get_mut((y + 1) * across + x + 1) {
                *sum = above.wrapping_add(row);
            }
        }
    }
    sums
}
