//! A grey picture of bounded size.

/// Larger pictures are made smaller by a whole number.
pub(super) const LONG: usize = 2048;

/// A grey picture, made smaller as its rows come in.
pub(super) struct Grey {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
    /// So many pixels a side become one.
    step: usize,
    sums: Vec<u32>,
    rows: usize,
}

impl Grey {
    pub fn new(width: usize, height: usize) -> Self {
        let step = width.max(height).div_ceil(LONG).max(1);
        let (width, height) = (width / step, height / step);
        Self { width, height, pixels: Vec::with_capacity(width * height), step, sums: vec![0; width], rows: 0 }
    }

    /// The next row, one value a pixel.
    pub fn row(&mut self, values: impl Iterator<Item = u8>) {
        for (n, value) in values.enumerate() {
            if let Some(sum) = self.sums.get_mut(n / self.step) {
                *sum += u32::from(value);
            }
        }
        self.rows += 1;
        if self.rows == self.step {
            let area = (self.step * self.step) as u32;
            if self.pixels.len() < self.width * self.height {
                self.pixels.extend(self.sums.iter().map(|sum| (sum / area) as u8));
            }
            self.sums.fill(0);
            self.rows = 0;
        }
    }

    /// A picture that ends early is white below.
    pub fn done(mut self) -> Self {
        self.pixels.resize(self.width * self.height, 255);
        self
    }
}
