//! A picture with areas of it outlined and lettered: a question whose answer is a place in a picture is answered here by its letter.

use super::smaller::{pixels::Pixels, read, to_png};

/// Corners of an area, in pixels of the picture.
pub type AreaOutline = Vec<(f64, f64)>;

/// What areas are drawn on.
#[derive(Clone, Copy, Debug)]
pub enum Ground<'b> {
    /// The bytes of a picture.
    Picture(&'b [u8]),
    /// White, of so many pixels across and down, for a picture that did not come along.
    White((u32, u32)),
}

/// So many pixels are held while one is drawn on.
const MOST: usize = 6 << 20;
/// All lines together, in halves of the way around the picture: around it once for each letter.
const LONGEST: f64 = 52.0;
const INK: [u8; 3] = [0xb0, 0x1c, 0x2e];
const PAPER: [u8; 3] = [0xff, 0xff, 0xff];
/// A letter is five dots wide and seven high: a row is five bits, the leftmost the highest.
const LETTERS: [[u8; 7]; 26] = [
    [0x0e, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11],
    [0x1e, 0x11, 0x11, 0x1e, 0x11, 0x11, 0x1e],
    [0x0e, 0x11, 0x10, 0x10, 0x10, 0x11, 0x0e],
    [0x1e, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1e],
    [0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x1f],
    [0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x10],
    [0x0e, 0x11, 0x10, 0x17, 0x11, 0x11, 0x0f],
    [0x11, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11],
    [0x0e, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0e],
    [0x07, 0x02, 0x02, 0x02, 0x02, 0x12, 0x0c],
    [0x11, 0x12, 0x14, 0x18, 0x14, 0x12, 0x11],
    [0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1f],
    [0x11, 0x1b, 0x15, 0x15, 0x11, 0x11, 0x11],
    [0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11],
    [0x0e, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0e],
    [0x1e, 0x11, 0x11, 0x1e, 0x10, 0x10, 0x10],
    [0x0e, 0x11, 0x11, 0x11, 0x15, 0x12, 0x0d],
    [0x1e, 0x11, 0x11, 0x1e, 0x14, 0x12, 0x11],
    [0x0f, 0x10, 0x10, 0x0e, 0x01, 0x01, 0x1e],
    [0x1f, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04],
    [0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0e],
    [0x11, 0x11, 0x11, 0x11, 0x11, 0x0a, 0x04],
    [0x11, 0x11, 0x11, 0x15, 0x15, 0x1b, 0x11],
    [0x11, 0x11, 0x0a, 0x04, 0x0a, 0x11, 0x11],
    [0x11, 0x11, 0x0a, 0x04, 0x04, 0x04, 0x04],
    [0x1f, 0x01, 0x02, 0x04, 0x08, 0x10, 0x1f],
];

/// The picture as a new one, the areas in it outlined and called A, B, C, …; nothing where it cannot be read for sure, is too large, or has more areas than there are letters.
pub(crate) fn lettered(ground: Ground, areas: &[AreaOutline]) -> Option<Vec<u8>> {
    let (width, height) = match ground {
        Ground::Picture(bytes) => super::size::of_bitmap(bytes)?,
        Ground::White(size) => size,
    };
    let pixels = usize::try_from(u64::from(width) * u64::from(height)).ok()?;
    if areas.len() > LETTERS.len() || pixels > MOST {
        return None;
    }
    let mut sheet = Sheet::of(match ground {
        Ground::Picture(bytes) => read(bytes)?,
        Ground::White(_) => {
            Pixels { width: usize::try_from(width).ok()?, height: usize::try_from(height).ok()?, samples: 3, bytes: vec![255; pixels * 3] }
        }
    })?;
    if areas.iter().map(|area| sheet.length(area)).sum::<f64>() > LONGEST * f64::from(width + height) {
        return None;
    }
    areas.iter().for_each(|area| sheet.outline(area));
    let mut taken = vec![];
    for (area, letter) in areas.iter().zip(&LETTERS) {
        sheet.letter(area, letter, &mut taken);
    }
    to_png(&sheet.rgb, (width, height))
}

/// Left, top, right, bottom.
type Frame = [i64; 4];

struct Sheet {
    width: i64,
    height: i64,
    rgb: Vec<u8>,
    /// How many pixels a dot of a letter and half a line are wide: more in larger pictures, which are shown smaller.
    dot: i64,
}

impl Sheet {
    /// On white, where one sees through the picture.
    fn of(pixels: Pixels) -> Option<Self> {
        let (width, height) = (i64::try_from(pixels.width).ok()?, i64::try_from(pixels.height).ok()?);
        let on_white = |value: u8, seen: u8| ((u32::from(value) * u32::from(seen) + 255 * u32::from(255 - seen)) / 255) as u8;
        let rgb: Vec<u8> = match pixels.samples {
            1 => pixels.bytes.iter().flat_map(|grey| [*grey; 3]).collect(),
            2 => pixels.bytes.as_chunks().0.iter().flat_map(|[grey, seen]| [on_white(*grey, *seen); 3]).collect(),
            3 => pixels.bytes,
            _ => pixels.bytes.as_chunks().0.iter().flat_map(|[r, g, b, seen]| [*r, *g, *b].map(|value| on_white(value, *seen))).collect(),
        };
        Some(Self { width, height, rgb, dot: (width.max(height) / 320).max(2) })
    }

    fn put(&mut self, x: i64, y: i64, colour: [u8; 3]) {
        if !(0..self.width).contains(&x) || !(0..self.height).contains(&y) {
            return;
        }
        let at = usize::try_from((y * self.width + x) * 3).unwrap_or(usize::MAX);
        if let Some(place) = self.rgb.get_mut(at..).and_then(|rest| rest.first_chunk_mut()) {
            *place = colour;
        }
    }

    fn fill(&mut self, [left, top, right, bottom]: Frame, colour: [u8; 3]) {
        for y in top.max(0)..bottom.min(self.height) {
            for x in left.max(0)..right.min(self.width) {
                self.put(x, y, colour);
            }
        }
    }

    /// A line of ink between lines of paper, so that it is seen on any ground.
    fn outline(&mut self, area: &AreaOutline) {
        for (colour, half) in [(PAPER, self.dot), (INK, self.dot / 2)] {
            for (from, to) in area.iter().zip(area.iter().cycle().skip(1)) {
                self.line(self.within(*from), self.within(*to), half, colour);
            }
        }
    }

    /// How many steps its lines take.
    fn length(&self, area: &AreaOutline) -> f64 {
        let steps = |(from, to): (&(f64, f64), &(f64, f64))| {
            let ((x, y), (to_x, to_y)) = (self.within(*from), self.within(*to));
            (to_x - x).abs().max((to_y - y).abs()).max(1.0)
        };
        area.iter().zip(area.iter().cycle().skip(1)).map(steps).sum()
    }

    /// What is far outside is drawn at the edge: a line is never longer than the picture.
    fn within(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x.clamp(0.0, self.width as f64), y.clamp(0.0, self.height as f64))
    }

    fn line(&mut self, (x, y): (f64, f64), (to_x, to_y): (f64, f64), half: i64, colour: [u8; 3]) {
        let steps = (to_x - x).abs().max((to_y - y).abs()).ceil().max(1.0);
        let mut at = 0.0;
        while at <= steps {
            let (x, y) = ((x + (to_x - x) * at / steps).round() as i64, (y + (to_y - y) * at / steps).round() as i64);
            self.fill([x - half, y - half, x + half + 1, y + half + 1], colour);
            at += 1.0;
        }
    }

    /// Beside a corner of the area, where it hides neither that nor another letter, if there is such a place.
    fn letter(&mut self, area: &AreaOutline, rows: &[u8; 7], taken: &mut Vec<Frame>) {
        let (wide, high) = (7 * self.dot, 9 * self.dot);
        let corners: AreaOutline = area.iter().map(|corner| self.within(*corner)).collect();
        let ends = |of: fn(&(f64, f64)) -> f64, most: i64| {
            let all = corners.iter().map(of);
            (all.clone().fold(most as f64, f64::min).round() as i64, all.fold(0.0, f64::max).round() as i64)
        };
        let ((left, right), (top, bottom)) = (ends(|(x, _)| *x, self.width), ends(|(_, y)| *y, self.height));
        let corners = [(left - wide, top - high), (right, top - high), (left - wide, bottom), (right, bottom), (left, top)];
        let framed = corners.map(|(x, y)| {
            let (x, y) = (x.min(self.width - wide).max(0), y.min(self.height - high).max(0));
            [x, y, x + wide, y + high]
        });
        let free = |frame: &&Frame| !taken.iter().any(|t| t[0] < frame[2] && frame[0] < t[2] && t[1] < frame[3] && frame[1] < t[3]);
        let frame = *framed.iter().find(free).unwrap_or(&framed[0]);
        taken.push(frame);
        self.fill(frame, INK);
        for (row, bits) in rows.iter().enumerate() {
            for column in (0..5).filter(|column| bits >> (4 - column) & 1 == 1) {
                let (x, y) = (frame[0] + (column + 1) * self.dot, frame[1] + (row as i64 + 1) * self.dot);
                self.fill([x, y, x + self.dot, y + self.dot], PAPER);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_outlined_and_have_their_letters_beside_them() {
        let areas =
            [vec![(100.0, 100.0), (200.0, 100.0), (200.0, 180.0), (100.0, 180.0)], vec![(190.0, 90.0), (240.0, 90.0), (240.0, 120.0)]];
        let drawn = read(&lettered(Ground::White((320, 240)), &areas).expect("a picture")).expect("one that can be read");
        let at = |x: usize, y: usize| &drawn.bytes[(y * 320 + x) * 3..][..3];
        assert_eq!((at(100, 140), at(150, 100)), (&INK[..], &INK[..]), "its lines");
        assert_eq!(at(150, 140), PAPER, "nothing stands on what is asked about");
        assert_eq!(at(86, 82), INK, "the ground of the letter A, above its left corner");
        assert_eq!(at(92, 84), PAPER, "its top");
    }

    #[test]
    fn what_cannot_be_drawn_on_is_left() {
        let area = || vec![(1e300, f64::NAN), (-1e300, 5.0)];
        let small = Ground::White((16, 16));
        assert!(lettered(small, &vec![area(); 26]).is_some(), "far outside is drawn at the edge");
        assert!(lettered(small, &vec![area(); 27]).is_none(), "more than there are letters");
        assert!(lettered(small, &[vec![]]).is_some());
        let to_and_fro: AreaOutline = (0..400).map(|n| (f64::from(n % 2) * 2_000.0, f64::from(n))).collect();
        assert!(lettered(Ground::White((2_000, 2_000)), &vec![to_and_fro; 26]).is_none(), "ten thousand lines across");
        assert!(lettered(Ground::White((4_096, 4_096)), &[]).is_none(), "16 million pixels");
        assert!(lettered(Ground::Picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x10\0\0\0\x10\0"), &[]).is_none());
        assert!(lettered(Ground::Picture(b"<svg/>"), &[]).is_none());
    }
}
