//! Pixels, and their averages over larger ones.

/// A picture as it is painted: 1 to 4 bytes for each pixel, the last of 2 and 4 says how far one sees through it.
pub(in super::super) struct Pixels {
    pub width: usize,
    pub height: usize,
    pub samples: usize,
    pub bytes: Vec<u8>,
}

/// The pixels of a side that become one: the first of them, and the share of each.
struct Share {
    first: usize,
    parts: Vec<f32>,
}

/// How `from` pixels are shared out to `to`.
fn shares(from: usize, to: usize) -> Vec<Share> {
    let step = from as f64 / to as f64;
    let share = |at: usize| {
        let (begin, end) = (at as f64 * step, (at + 1) as f64 * step);
        let (first, last) = (begin.floor() as usize, (end.ceil() as usize).min(from));
        let part = |n: usize| ((end.min((n + 1) as f64) - begin.max(n as f64)) / step) as f32;
        Share { first, parts: (first..last).map(part).collect() }
    };
    (0..to).map(share).collect()
}

impl Pixels {
    /// Each pixel of the smaller picture is the average of those that it stands for.
    pub fn averaged(&self, (width, height): (usize, usize)) -> Option<Self> {
        let samples = self.samples;
        if self.bytes.len() != self.width.checked_mul(self.height)?.checked_mul(samples)? || !(1..=4).contains(&samples) {
            return None;
        }
        let (across, down) = (shares(self.width, width), shares(self.height, height));
        let mut bytes = Vec::with_capacity(width * height * samples);
        for share in &down {
            let mut sums = vec![0.0; width * samples];
            for (row, part) in self.bytes.chunks_exact(self.width * samples).skip(share.first).zip(&share.parts) {
                add(row, *part, &across, samples, &mut sums);
            }
            for sum in sums.chunks_exact(samples) {
                put(sum, &mut bytes);
            }
        }
        Some(Self { width, height, samples, bytes })
    }
}

/// Whether the last sample of a pixel says how far one sees through it.
fn is_seen_through(samples: usize) -> bool {
    samples.is_multiple_of(2)
}

/// Adds a row, colours as far as they are seen: what is behind glass must not shine at its edge.
fn add(row: &[u8], part: f32, across: &[Share], samples: usize, sums: &mut [f32]) {
    for (sum, share) in sums.chunks_exact_mut(samples).zip(across) {
        for (pixel, own) in row.chunks_exact(samples).skip(share.first).zip(&share.parts) {
            let weight = own * part;
            let Some((last, colours)) = pixel.split_last() else { continue };
            let seen = if is_seen_through(samples) { f32::from(*last) / 255.0 } else { 1.0 };
            let values = colours.iter().map(|c| f32::from(*c) * seen).chain([f32::from(*last)]);
            for (sum, value) in sum.iter_mut().zip(values) {
                *sum += value * weight;
            }
        }
    }
}

fn put(sum: &[f32], bytes: &mut Vec<u8>) {
    let Some((last, colours)) = sum.split_last() else { return };
    let seen = if is_seen_through(sum.len()) { last / 255.0 } else { 1.0 };
    bytes.extend(colours.iter().chain([last]).enumerate().map(|(at, value)| {
        let value = if at < colours.len() && seen > 0.0 { value / seen } else { *value };
        value.round().clamp(0.0, 255.0) as u8
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_is_the_average_of_those_it_stands_for() {
        let row = Pixels { width: 3, height: 1, samples: 1, bytes: vec![0, 90, 240] };
        assert_eq!(row.averaged((1, 1)).map(|p| p.bytes), Some(vec![110]));
        // one and a half of them each
        assert_eq!(row.averaged((2, 1)).map(|p| p.bytes), Some(vec![30, 190]));
        let glass = Pixels { width: 2, height: 1, samples: 4, bytes: vec![255, 0, 0, 255, 0, 255, 0, 0] };
        assert_eq!(glass.averaged((1, 1)).map(|p| p.bytes), Some(vec![255, 0, 0, 128]), "nobody sees the green");
        let short = Pixels { width: 2, height: 2, samples: 3, bytes: vec![0; 5] };
        assert!(short.averaged((1, 1)).is_none());
    }
}
