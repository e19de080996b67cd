//! Inputs that are nearly right: tokens, lines and ranges of one that is known are dropped, doubled, moved, or taken from another.

use crate::input::Input;
use zhixing_load::dice::Dice;

/// The most bytes of an input.
pub const MOST: usize = 64 << 10;
/// What programs of this kind have stumbled over.
const NASTY: [&str; 40] = [
    "\0",
    "\u{feff}",
    "\u{fffc}",
    "\u{202e}",
    "\u{200b}",
    "\u{3000}",
    "\u{1f600}",
    "é",
    "ß",
    "İ",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "-1",
    "0",
    "00",
    "1e308",
    "NaN",
    "inf",
    "99999999999999999999",
    "0.1",
    "%00",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "&#0;",
    "&amp;",
    "&lt;",
    "\\",
    "\"",
    "'",
    "../",
    "[[",
    "]]",
    "{",
    "}",
    "|",
    "`",
];

pub struct Changer<'s> {
    pub dice: Dice,
    seeds: &'s [Input],
    /// Tokens of all seeds.
    words: Vec<Vec<u8>>,
}

impl<'s> Changer<'s> {
    pub fn new(dice: Dice, seeds: &'s [Input]) -> Self {
        let files = seeds.iter().flat_map(|seed| &seed.files);
        let mut words: Vec<Vec<u8>> =
            files.flat_map(|(_, bytes)| tokens(bytes)).filter(|word| word.len() <= 40).map(<[u8]>::to_vec).collect();
        words.extend(NASTY.map(|word| word.as_bytes().to_vec()));
        words.sort();
        words.dedup();
        Self { dice, seeds, words }
    }

    /// Another input, some changes away.
    pub fn change(&mut self, input: &Input) -> Input {
        let mut out = input.clone();
        if out.is_zip && self.dice.chance(0.06) {
            out = Input::one(out.bytes());
            for _ in 0..=self.dice.below(4) {
                if let Some((_, bytes)) = out.files.first_mut() {
                    self.byte(bytes);
                }
            }
            return out;
        }
        for _ in 0..=self.dice.below(5) {
            if out.is_zip && self.dice.chance(0.08) {
                self.files(&mut out);
            } else {
                let place = self.dice.below(out.files.len().max(1));
                if let Some((_, bytes)) = out.files.get_mut(place) {
                    self.one(bytes);
                    bytes.truncate(MOST);
                }
            }
        }
        out
    }

    /// A file of a ZIP goes, comes twice, or is called something else.
    fn files(&mut self, input: &mut Input) {
        let place = self.dice.below(input.files.len().max(1));
        let Some((path, bytes)) = input.files.get(place).cloned() else { return };
        match self.dice.below(3) {
            0 => drop(input.files.remove(place)),
            1 => {
                let mut name = path.into_bytes();
                self.one(&mut name);
                name.truncate(200);
                input.files.push((String::from_utf8_lossy(&name).into_owned(), bytes));
            }
            _ => {
                let other = self.dice.below(input.files.len());
                if let Some((_, there)) = input.files.get_mut(other) {
                    *there = bytes;
                }
            }
        }
    }

    fn one(&mut self, bytes: &mut Vec<u8>) {
        match self.dice.below(10) {
            0 => self.byte(bytes),
            1 => {
                let (at, word) = (self.dice.below(bytes.len() + 1), self.word());
                bytes.splice(at..at, word);
            }
            2 => {
                let (from, to) = self.range(bytes);
                bytes.drain(from..to);
            }
            3 => {
                let ((from, to), at) = (self.range(bytes), self.edge(bytes));
                let copy = bytes[from..to].to_vec();
                bytes.splice(at..at, copy);
            }
            4 => {
                let (from, to) = self.range(bytes);
                let most = (8_192 / (to - from).max(1)).min(300);
                let copy = bytes[from..to].repeat(self.dice.below(most + 1));
                bytes.splice(to..to, copy);
            }
            5 => self.replace(bytes),
            6 => self.number(bytes),
            7 => self.splice(bytes),
            8 => self.line(bytes),
            _ => self.replace(bytes),
        }
    }

    /// A bit is another, or a byte.
    fn byte(&mut self, bytes: &mut [u8]) {
        let (at, bit, other) = (self.dice.below(bytes.len().max(1)), self.dice.below(8), self.dice.below(256));
        let flips = self.dice.chance(0.5);
        if let Some(byte) = bytes.get_mut(at) {
            *byte = if flips { *byte ^ (1 << bit) } else { u8::try_from(other).unwrap_or(0) };
        }
    }

    fn word(&mut self) -> Vec<u8> {
        if self.dice.chance(0.3) {
            return NASTY[self.dice.below(NASTY.len())].as_bytes().to_vec();
        }
        let place = self.dice.below(self.words.len());
        self.words[place].clone()
    }

    /// Where a token begins.
    fn edge(&mut self, bytes: &[u8]) -> usize {
        let edges = edges(bytes);
        edges[self.dice.below(edges.len())]
    }

    /// Some tokens, one behind the other.
    fn range(&mut self, bytes: &[u8]) -> (usize, usize) {
        let edges = edges(bytes);
        let from = self.dice.below(edges.len());
        let most = if self.dice.chance(0.8) { 8 } else { edges.len() };
        let to = (from + 1 + self.dice.below(most)).min(edges.len() - 1);
        (edges[from.min(to)], edges[to])
    }

    fn replace(&mut self, bytes: &mut Vec<u8>) {
        let edges = edges(bytes);
        let at = self.dice.below(edges.len());
        let word = self.word();
        bytes.splice(edges[at]..*edges.get(at + 1).unwrap_or(&edges[at]), word);
    }

    fn number(&mut self, bytes: &mut Vec<u8>) {
        let edges = edges(bytes);
        let digits: Vec<usize> = edges.iter().copied().filter(|at| bytes.get(*at).is_some_and(u8::is_ascii_digit)).collect();
        if digits.is_empty() {
            return self.replace(bytes);
        }
        let from = digits[self.dice.below(digits.len())];
        let end = bytes[from..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |n| from + n);
        let numbers =
            ["-1", "0", "1", "2", "26", "27", "255", "65536", "4294967296", "18446744073709551616", "0.5", "1e400", "", "一", "٣"];
        let number = numbers[self.dice.below(numbers.len())].bytes();
        bytes.splice(from..end, number);
    }

    /// The head of this and the tail of another.
    fn splice(&mut self, bytes: &mut Vec<u8>) {
        let other = &self.seeds[self.dice.below(self.seeds.len())];
        let Some((_, tail)) = other.files.get(self.dice.below(other.files.len().max(1))) else { return };
        let (at, from) = (self.edge(bytes), self.edge(tail));
        bytes.truncate(at);
        bytes.extend_from_slice(&tail[from..]);
    }

    /// A line goes, comes twice, or stands elsewhere.
    fn line(&mut self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        if lines.is_empty() {
            return;
        }
        let (from, to) = (self.dice.below(lines.len()), self.dice.below(lines.len()));
        let line = lines[from].clone();
        if self.dice.chance(0.6) {
            lines.remove(from);
        }
        if self.dice.chance(0.6) {
            lines.insert(to.min(lines.len()), line);
        }
        *bytes = lines.concat();
    }
}

/// Where tokens begin, and the end: runs of letters and digits, of spaces, and every other byte by itself.
fn edges(bytes: &[u8]) -> Vec<usize> {
    let kind = |byte: u8| match byte {
        b if b.is_ascii_alphanumeric() || b >= 0x80 => 1,
        b if b.is_ascii_whitespace() => 2,
        _ => 3,
    };
    let mut edges = vec![0];
    edges.extend((1..bytes.len()).filter(|at| kind(bytes[*at]) == 3 || kind(bytes[*at]) != kind(bytes[at - 1])));
    edges.push(bytes.len());
    edges
}

fn tokens(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let edges = edges(bytes);
    (1..edges.len()).map(move |n| &bytes[edges[n - 1]..edges[n]])
}
