//! The three corners of QR codes: squares in squares, which every line through the middle crosses as 1:1:3:1:1.
//!
//! Why not the search of `rqrr`: it tries every pair of patterns for each, on a copy of the picture, so a page full of them keeps a core busy for
//! hours. Here the number of patterns and of triples is fixed, and what a line costs is bounded by its length.

use super::binary::Bits;

/// Patterns remembered while looking, and those that are tried to be joined.
const MOST_SEEN: usize = 256;
const MOST_KEPT: usize = 24;
/// Triples that are tried to be read.
const MOST_TRIPLES: usize = 24;

#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern {
    pub x: f64,
    pub y: f64,
    /// Pixels a module, as lines cross it.
    pub module: f64,
    seen: f64,
}

/// Three patterns as the corners of a code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corners {
    pub top_left: Pattern,
    pub top_right: Pattern,
    pub bottom_left: Pattern,
    /// How little it looks like a code.
    doubt: f64,
}

pub(super) fn corners(bits: &Bits) -> Vec<Corners> {
    let patterns = patterns(bits);
    let mut all = Vec::new();
    for (i, a) in patterns.iter().enumerate() {
        for (j, b) in patterns.iter().enumerate().skip(i + 1) {
            all.extend(patterns.iter().skip(j + 1).filter_map(|c| join([*a, *b, *c])));
        }
    }
    all.sort_by(|a, b| a.doubt.total_cmp(&b.doubt));
    all.truncate(MOST_TRIPLES);
    all
}

fn patterns(bits: &Bits) -> Vec<Pattern> {
    let mut seen: Vec<Pattern> = Vec::new();
    for y in 0..bits.height as isize {
        let (mut runs, mut length, mut dark) = ([0usize; 5], 0usize, false);
        for x in 0..=bits.width as isize {
            if bits.dark(x, y) == dark {
                length += 1;
                continue;
            }
            runs.rotate_left(1);
            runs[4] = length;
            if dark && is_pattern(&runs) {
                let middle = x as f64 - runs[4] as f64 - runs[3] as f64 - runs[2] as f64 / 2.0;
                if let Some(pattern) = confirm(bits, middle, y, runs.iter().sum()) {
                    remember(&mut seen, pattern);
                }
            }
            (dark, length) = (!dark, 1);
        }
    }
    seen.retain(|p| p.seen >= 2.0);
    seen.sort_by(|a, b| b.seen.total_cmp(&a.seen));
    seen.truncate(MOST_KEPT);
    seen
}

/// 1:1:3:1:1, half a module more or less.
fn is_pattern(runs: &[usize; 5]) -> bool {
    let total: usize = runs.iter().sum();
    let module = total as f64 / 7.0;
    let near = |run: usize, modules: f64| (run as f64 - modules * module).abs() <= module * 0.5 * modules.min(2.0) + 0.4;
    total >= 7 && runs.iter().zip([1.0, 1.0, 3.0, 1.0, 1.0]).all(|(run, modules)| *run > 0 && near(*run, modules))
}

/// The same downwards through the middle, and once more across.
fn confirm(bits: &Bits, x: f64, y: isize, across: usize) -> Option<Pattern> {
    let (middle_y, down) = cross(across, y, |n| bits.dark(x as isize, n))?;
    let (middle_x, again) = cross(across, x as isize, |n| bits.dark(n, middle_y as isize))?;
    let (wide, high) = (again as f64, down as f64);
    let square = wide.max(high) <= 1.5 * wide.min(high);
    square.then_some(Pattern { x: middle_x, y: middle_y, module: (wide + high) / 14.0, seen: 1.0 })
}

/// The middle and the length of the pattern that a line crosses around `from`; no further than twice the length that is expected.
fn cross(expected: usize, from: isize, dark: impl Fn(isize) -> bool) -> Option<(f64, usize)> {
    let most = expected * 2;
    let mut runs = [0usize; 5];
    let (mut up, mut down) = (from, from + 1);
    for (place, wanted) in [(2, true), (1, false), (0, true)] {
        while dark(up) == wanted && runs[place] <= most && up >= 0 {
            runs[place] += 1;
            up -= 1;
        }
    }
    for (place, wanted) in [(2, true), (3, false), (4, true)] {
        while dark(down) == wanted && runs[place] <= most {
            runs[place] += 1;
            down += 1;
        }
    }
    is_pattern(&runs).then(|| {
        let begin = up + 1;
        let middle = begin as f64 + runs[0] as f64 + runs[1] as f64 + runs[2] as f64 / 2.0;
        (middle, runs.iter().sum())
    })
}

fn remember(seen: &mut Vec<Pattern>, new: Pattern) {
    let same = |p: &&mut Pattern| {
        (p.x - new.x).abs() <= p.module * 1.5
            && (p.y - new.y).abs() <= p.module * 1.5
            && (p.module - new.module).abs() <= p.module * 0.5 + 0.5
    };
    if let Some(known) = seen.iter_mut().find(same) {
        let n = known.seen;
        let mean = |old: f64, new: f64| (old * n + new) / (n + 1.0);
        *known = Pattern { x: mean(known.x, new.x), y: mean(known.y, new.y), module: mean(known.module, new.module), seen: n + 1.0 };
    } else if seen.len() < MOST_SEEN {
        seen.push(new);
    }
}

fn distance(a: &Pattern, b: &Pattern) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Three patterns of one size at a right angle with equal legs, give or take how a camera was held.
fn join(three: [Pattern; 3]) -> Option<Corners> {
    let [a, b, c] = three;
    let sizes = three.map(|p| p.module);
    let (least, most) = sizes.iter().fold((f64::MAX, 0.0f64), |(l, m), s| (l.min(*s), m.max(*s)));
    // the corner lies across the longest side
    let (corner, p, q) = match (distance(&a, &b), distance(&b, &c), distance(&a, &c)) {
        (ab, bc, ac) if bc >= ab && bc >= ac => (a, b, c),
        (ab, _, ac) if ac >= ab => (b, a, c),
        _ => (c, a, b),
    };
    let (first, second, long) = (distance(&corner, &p), distance(&corner, &q), distance(&p, &q));
    let legs = first.max(second) / first.min(second).max(1.0);
    let angle = (long * long / (first * first + second * second).max(1.0) - 1.0).abs();
    let modules = first.min(second) / most;
    if most > 1.6 * least || legs > 1.6 || angle > 0.35 || modules < 9.0 {
        return None;
    }
    // seen from the corner, the top right comes before the bottom left
    let turn = (p.x - corner.x) * (q.y - corner.y) - (p.y - corner.y) * (q.x - corner.x);
    let (top_right, bottom_left) = if turn > 0.0 { (p, q) } else { (q, p) };
    Some(Corners { top_left: corner, top_right, bottom_left, doubt: (legs - 1.0) + angle + (most / least - 1.0) })
}
