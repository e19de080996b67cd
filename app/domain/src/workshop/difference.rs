//! What differs between two texts, for people to see: line by line, and word by word where lines changed.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

/// Beyond so many pieces nothing is looked for: the one text stands for the other.
const MOST: usize = 20_000;
/// So many lines, or words of lines that changed, may go and come within one comparison.
const FAR_LINES: usize = 4_000;
const FAR_WORDS: usize = 1_000;

/// What comparing may still cost, in steps, for all that one page compares: texts that have little in common would take the square of their length. Once it is
/// spent the one text stands for the other.
pub struct Effort(usize);

impl Default for Effort {
    fn default() -> Self {
        Self(20_000_000)
    }
}

impl Effort {
    /// Whether the one text becomes the other by `far` pieces at most that go and come: Myers' walk forward, until it arrives or gives up.
    fn reaches<T: Eq>(&mut self, old: &[T], new: &[T], far: usize) -> bool {
        // how far each diagonal got in the old text
        let (mut ends, middle) = (vec![0; 2 * far + 3], far + 1);
        for steps in 0..=far {
            for at in (middle - steps..=middle + steps).step_by(2) {
                let end = |at: usize| ends.get(at).copied().unwrap_or_default();
                let comes = at == middle - steps || at != middle + steps && end(at - 1) < end(at + 1);
                let x: usize = if comes { end(at + 1) } else { end(at - 1) + 1 };
                let y = x + middle - at;
                let same = old.iter().skip(x).zip(new.iter().skip(y)).take_while(|(old, new)| old == new).count();
                let Some(left) = self.0.checked_sub(1 + same) else { return false };
                self.0 = left;
                if x + same >= old.len() && y + same >= new.len() {
                    return true;
                }
                if let Some(end) = ends.get_mut(at) {
                    *end = x + same;
                }
            }
        }
        false
    }
}

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordFate {
    Kept,
    Gone,
    Come,
}

/// Lines that stayed, or lines that changed with the words that went and came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins in the new text, from 1.
    pub line: usize,
    pub parts: Vec<(WordFate, String)>,
}

impl Stretch {
    pub fn is_kept(&self) -> bool {
        self.parts.iter().all(|(fate, _)| *fate == WordFate::Kept)
    }
}

/// How to get from the lines of `old` to those of `new`; for texts that are too long or too different, all of the one and all of the other.
pub(super) fn operations<T: Eq + std::hash::Hash + Ord>(old: &[T], new: &[T], effort: &mut Effort) -> Vec<DiffOp> {
    within(old, new, FAR_LINES, effort)
}

fn within<T: Eq + std::hash::Hash + Ord>(old: &[T], new: &[T], far: usize, effort: &mut Effort) -> Vec<DiffOp> {
    if old.len() > MOST || new.len() > MOST || !effort.reaches(old, new, far) {
        return vec![DiffOp::Replace { old_index: 0, old_len: old.len(), new_index: 0, new_len: new.len() }];
    }
    // where nothing is taken, or nothing put, the library may name a place that is not there: each begins where the one before it ends
    let (mut from, mut to) = (0, 0);
    let placed = |op: DiffOp| {
        let (old_index, new_index, old_len, new_len) = (from, to, op.old_range().len(), op.new_range().len());
        (from, to) = (from + old_len, to + new_len);
        match op.tag() {
            DiffTag::Equal => DiffOp::Equal { old_index, new_index, len: old_len },
            DiffTag::Delete => DiffOp::Delete { old_index, old_len, new_index },
            DiffTag::Insert => DiffOp::Insert { old_index, new_index, new_len },
            DiffTag::Replace => DiffOp::Replace { old_index, old_len, new_index, new_len },
        }
    };
    capture_diff_slices(Algorithm::Myers, old, new).into_iter().map(placed).collect()
}

pub fn between(old: &str, new: &str, effort: &mut Effort) -> Vec<Stretch> {
    let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let found = operations(&old, &new, effort);
    let stretch = |op: DiffOp| {
        let [before, after] = [old.get(op.old_range()), new.get(op.new_range())].map(|lines| lines.unwrap_or_default().concat());
        let parts = if op.tag() == DiffTag::Equal { vec![(WordFate::Kept, after)] } else { words(&before, &after, effort) };
        Stretch { line: op.new_range().start + 1, parts }
    };
    found.into_iter().map(stretch).collect()
}

/// A line as it is shown: with its number in the new text, where it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferingLine {
    /// From 1.
    pub number: Option<usize>,
    pub parts: Vec<(WordFate, String)>,
}

impl DifferingLine {
    pub fn is_changed(&self) -> bool {
        self.parts.iter().any(|(fate, _)| *fate != WordFate::Kept)
    }
}

/// The same difference line by line. Where a line of before was taken apart or joined, its number stands at the first piece.
pub fn by_line(stretches: &[Stretch]) -> Vec<DifferingLine> {
    let (mut lines, mut parts, mut number, mut told) = (vec![], vec![], 1, false);
    let mut close = |parts: &mut Vec<(WordFate, String)>, number: usize, told: &mut bool| {
        let is_new = parts.iter().any(|(fate, _)| *fate != WordFate::Gone);
        let number = (is_new && !std::mem::replace(told, *told || is_new)).then_some(number);
        lines.push(DifferingLine { number, parts: std::mem::take(parts) });
    };
    for (fate, text) in stretches.iter().flat_map(|stretch| &stretch.parts) {
        for piece in text.split_inclusive('\n') {
            parts.push((*fate, piece.to_string()));
            if piece.ends_with('\n') {
                close(&mut parts, number, &mut told);
                if *fate != WordFate::Gone {
                    (number, told) = (number + 1, false);
                }
            }
        }
    }
    if !parts.is_empty() {
        close(&mut parts, number, &mut told);
    }
    lines
}

fn words(old: &str, new: &str, effort: &mut Effort) -> Vec<(WordFate, String)> {
    let (old, new) = (split(old), split(new));
    let mut parts = vec![];
    for op in within(&old, &new, FAR_WORDS, effort) {
        let [before, after] = [old.get(op.old_range()), new.get(op.new_range())].map(|words| words.unwrap_or_default().concat());
        let of = match op.tag() {
            DiffTag::Equal => vec![(WordFate::Kept, after)],
            _ => vec![(WordFate::Gone, before), (WordFate::Come, after)],
        };
        parts.extend(of.into_iter().filter(|(_, text)| !text.is_empty()));
    }
    parts
}

/// Words of letters and digits, runs of blanks, and every other character by itself: Chinese has no spaces between words.
fn split(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_ascii_alphanumeric() => 1,
        c if c.is_whitespace() => 2,
        _ => 0,
    };
    let (mut words, mut from, mut last) = (vec![], 0, 0);
    for (at, c) in text.char_indices() {
        if at > 0 && (kind(c) == 0 || kind(c) != last) {
            words.extend(text.get(from..at));
            from = at;
        }
        last = kind(c);
    }
    words.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(old: &str, new: &str) -> Vec<Stretch> {
        super::between(old, new, &mut Effort::default())
    }

    #[test]
    fn texts_with_little_in_common_cost_no_more_than_a_page_may() {
        let text = |from: u32| (0..20_000).filter_map(|n| char::from_u32(from + n % 10_000)).collect::<String>();
        let (old, new, mut effort) = (text(0x4e00), text(0x7530), Effort(1_000_000));
        for _ in 0..10 {
            let stretches = super::between(&old, &new, &mut effort);
            assert_eq!(stretches[0].parts, [(WordFate::Gone, old.clone()), (WordFate::Come, new.clone())]);
        }
        assert_eq!(effort.0, 0, "ten such pairs cost no more than two");
        // what is like what it was costs next to nothing
        let mut effort = Effort::default();
        let lines = "line\n".repeat(10_000);
        super::between(&lines, &format!("{lines}one more\n"), &mut effort);
        assert!(effort.0 > 19_900_000, "{}", effort.0);
    }

    #[test]
    fn a_walk_arrives_with_as_many_pieces_as_go_and_come() {
        for (old, new, far) in [("abc", "abc", 0), ("", "ab", 2), ("ab", "", 2), ("abcd", "axcy", 4), ("abcabba", "cbabac", 5)] {
            let reaches = |far: usize| Effort::default().reaches(old.as_bytes(), new.as_bytes(), far);
            assert!(reaches(far) && (far == 0 || !reaches(far - 1)), "{old} {new}");
        }
    }

    #[test]
    fn what_changed_is_told_by_words_and_the_rest_is_kept() {
        let stretches = between("# 标题\n\n数据是记录。\nsame\n", "# 标题\n\n数据是新的记录。\nsame\n");
        let told: Vec<_> = stretches.iter().map(|s| (s.line, s.is_kept())).collect();
        assert_eq!(told, [(1, true), (3, false), (4, true)]);
        let part = |fate, text: &str| (fate, text.to_string());
        assert_eq!(stretches[1].parts, [part(WordFate::Kept, "数据是"), part(WordFate::Come, "新的"), part(WordFate::Kept, "记录。\n")]);
    }

    #[test]
    fn both_texts_can_be_read_from_their_difference() {
        let long = "a\n".repeat(MOST + 1);
        for (old, new) in [("", "x"), ("a b c\n", "a B c\nd"), ("同", "同"), (long.as_str(), "b\n")] {
            let stretches = between(old, new);
            let text = |without: WordFate| -> String {
                let parts = stretches.iter().flat_map(|s| &s.parts);
                parts.filter(|(fate, _)| *fate != without).map(|(_, text)| text.as_str()).collect()
            };
            assert!(text(WordFate::Come) == old && text(WordFate::Gone) == new, "{old:.20} {new:.20}");
        }
    }

    #[test]
    fn every_line_of_the_new_text_has_its_number_once() {
        for (old, new) in
            [("", "a\nb\n"), ("a\nb\nc\n", "a\nB b\nc"), ("a\nb\n", "a b\n"), ("a b\n", "a\nb\n"), ("x\n", ""), ("a\n\nb", "a\nb")]
        {
            let lines = by_line(&between(old, new));
            let numbers: Vec<usize> = lines.iter().filter_map(|line| line.number).collect();
            assert_eq!(numbers, (1..=new.lines().count()).collect::<Vec<_>>(), "{old:?} {new:?}: {lines:?}");
            let shown: String =
                lines.iter().flat_map(|line| &line.parts).filter(|(fate, _)| *fate != WordFate::Gone).map(|(_, t)| t.as_str()).collect();
            assert_eq!(shown, new);
        }
        let lines = by_line(&between("a\nsame\n", "b\nsame\n"));
        assert_eq!(lines.iter().map(|l| (l.number, l.is_changed())).collect::<Vec<_>>(), [(Some(1), true), (Some(2), false)]);
    }

    #[test]
    fn words_are_parted_where_they_end() {
        assert_eq!(split("ab1 数据， c"), ["ab1", " ", "数", "据", "，", " ", "c"]);
    }
}
