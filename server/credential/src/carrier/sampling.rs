//! From three corners to the text of a QR code: how many modules it has, where its fourth corner is, which of them are dark. The grid is
//! decoded by `rqrr`.

use super::binary::Bits;
use super::finder::{Corners, Pattern};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Versions 1 to 20: an address fits into version 10.
const SMALLEST: usize = 21;
const LARGEST: usize = 97;

type Point = (f64, f64);

pub(super) fn read(bits: &Bits, corners: &Corners) -> Option<String> {
    let guess = modules(corners);
    let near = (guess - 1.0) / 4.0;
    let sizes = [0.0, 1.0, -1.0].map(|step| ((near.round() + step) * 4.0 + 1.0).max(0.0) as usize);
    sizes.into_iter().filter(|size| (SMALLEST..=LARGEST).contains(size)).find_map(|size| decode(bits, corners, size))
}

/// Modules a side, by the distance of the corners. Lines cross a turned pattern on a longer way.
fn modules(c: &Corners) -> f64 {
    let side = |from: &Pattern, to: &Pattern| {
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let length = dx.hypot(dy).max(1.0);
        let module = (from.module + to.module) / 2.0 * dx.max(dy) / length;
        length / module.max(0.1)
    };
    (side(&c.top_left, &c.top_right) + side(&c.top_left, &c.bottom_left)) / 2.0 + 7.0
}

fn decode(bits: &Bits, corners: &Corners, size: usize) -> Option<String> {
    let frame = Frame::of(corners, size);
    let exact = (size > SMALLEST).then(|| frame.alignment(bits)).flatten();
    // with the alignment pattern where it is, then where it would be on a sheet that lies flat
    let fourths = [exact, Some(frame.far_corner())];
    fourths.into_iter().flatten().find_map(|(modules, pixel)| {
        let map = Map::through(
            [(3.5, 3.5), (size as f64 - 3.5, 3.5), (3.5, size as f64 - 3.5), modules],
            [at(&corners.top_left), at(&corners.top_right), at(&corners.bottom_left), pixel],
        )?;
        let dark = |x: usize, y: usize| {
            let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
            let around = [(0.0, 0.0), (0.2, 0.0), (-0.2, 0.0), (0.0, 0.2), (0.0, -0.2)];
            around.iter().filter(|(dx, dy)| bits.dark_at(map.of((x + dx, y + dy)))).count() >= 3
        };
        let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(size, dark));
        // the decoder asserts what a stranger's grid need not hold
        catch_unwind(AssertUnwindSafe(|| grid.decode().ok())).ok().flatten().map(|(_, text)| text)
    })
}

fn at(pattern: &Pattern) -> Point {
    (pattern.x, pattern.y)
}

/// Where modules lie if the sheet lies flat.
struct Frame {
    origin: Point,
    across: Point,
    down: Point,
    size: f64,
}

impl Frame {
    fn of(c: &Corners, size: usize) -> Self {
        let span = size as f64 - 7.0;
        let step = |to: &Pattern| ((to.x - c.top_left.x) / span, (to.y - c.top_left.y) / span);
        Self { origin: at(&c.top_left), across: step(&c.top_right), down: step(&c.bottom_left), size: size as f64 }
    }

    fn pixel(&self, (x, y): Point) -> Point {
        let (x, y) = (x - 3.5, y - 3.5);
        (self.origin.0 + x * self.across.0 + y * self.down.0, self.origin.1 + x * self.across.1 + y * self.down.1)
    }

    fn far_corner(&self) -> (Point, Point) {
        let corner = (self.size - 3.5, self.size - 3.5);
        (corner, self.pixel(corner))
    }

    /// The alignment pattern nearest to the fourth corner: dark around light around a dark module.
    fn alignment(&self, bits: &Bits) -> Option<(Point, Point)> {
        let expected = (self.size - 6.5, self.size - 6.5);
        let (mut best, mut found) = (21.5, None);
        for row in -12i32..=12 {
            for column in -12i32..=12 {
                let (x, y) = (expected.0 + f64::from(column) / 3.0, expected.1 + f64::from(row) / 3.0);
                let mut right = 0u32;
                for dy in -2i32..=2 {
                    for dx in -2i32..=2 {
                        let wanted = dx.abs().max(dy.abs()) != 1;
                        right += u32::from(bits.dark_at(self.pixel((x + f64::from(dx), y + f64::from(dy)))) == wanted);
                    }
                }
                // of equals the one that is nearest to where it should be
                let score = f64::from(right) - f64::from(row.abs() + column.abs()) / 100.0;
                if score > best {
                    (best, found) = (score, Some((expected, self.pixel((x, y)))));
                }
            }
        }
        found
    }
}

/// From modules to pixels, as a camera sees a plane.
struct Map([f64; 8]);

impl Map {
    /// The one that takes four points to four points: eight linear equations.
    fn through(from: [Point; 4], to: [Point; 4]) -> Option<Self> {
        let mut rows: Vec<[f64; 9]> = Vec::with_capacity(8);
        for ((x, y), (u, v)) in from.into_iter().zip(to) {
            rows.push([x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u]);
            rows.push([0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v]);
        }
        for column in 0..8 {
            let pivot = (column..8).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
            rows.swap(column, pivot);
            let head = rows[column];
            if head[column].abs() < 1e-12 {
                return None;
            }
            for (_, row) in rows.iter_mut().enumerate().filter(|(n, _)| *n != column) {
                let factor = row[column] / head[column];
                row.iter_mut().zip(head).for_each(|(value, of_head)| *value -= factor * of_head);
            }
        }
        let mut solved = [0.0; 8];
        for (n, (value, row)) in solved.iter_mut().zip(&rows).enumerate() {
            *value = row[8] / row[n];
        }
        Some(Self(solved))
    }

    fn of(&self, (x, y): Point) -> Point {
        let [a, b, c, d, e, f, g, h] = self.0;
        let depth = g * x + h * y + 1.0;
        ((a * x + b * y + c) / depth, (d * x + e * y + f) / depth)
    }
}
