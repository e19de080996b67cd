//! Marks of emphasis that CommonMark will read: where the words beside them would keep them from it, they are left out.

use std::collections::BTreeMap;

/// Placeholders while a text is written: no file holds them.
pub(super) const MARKS: [(char, char, &str); 3] =
    [('\u{fdd0}', '\u{fdd1}', "**"), ('\u{fdd2}', '\u{fdd3}', "*"), ('\u{fdd4}', '\u{fdd5}', "~~")];

/// The bytes of a placeholder.
const MARK: usize = 3;

/// The text with marks in the place of the placeholders. What is kept beside it grows with the marks alone.
pub(super) fn write(text: &str) -> String {
    let kept = kept(text);
    let is_mark = |c: char| MARKS.iter().any(|m| m.0 == c || m.1 == c);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match (is_mark(c), kept.get(&at)) {
            (true, Some(mark)) => out.push_str(mark),
            (true, None) => {}
            (false, _) => out.push(c),
        }
    }
    out
}

/// The marks that will be read, by their places.
fn kept(text: &str) -> BTreeMap<usize, &'static str> {
    let (mut kept, mut open): (BTreeMap<usize, &str>, Vec<(usize, usize)>) = (BTreeMap::new(), vec![]);
    for (at, c) in text.char_indices() {
        if let Some(kind) = MARKS.iter().position(|m| m.0 == c) {
            // more of them within each other are none that a reader could see
            if open.len() < 16 {
                open.push((kind, at));
            }
        } else if let Some((kind, mark)) = MARKS.iter().enumerate().find(|(_, m)| m.1 == c)
            && let Some(place) = open.iter().rposition(|(k, _)| *k == kind)
        {
            let from = open.get(place).map_or(at, |o| o.1);
            open.truncate(place);
            if flanks(text, from, at) {
                kept.extend([(from, mark.2), (at, mark.2)]);
            }
        }
    }
    kept
}

/// Whether both marks touch words at their inner side and none that is joined at the outer; words between that hold marks themselves would be read otherwise.
fn flanks(text: &str, from: usize, to: usize) -> bool {
    let before = |at: usize| text.get(..at).and_then(|t| t.chars().next_back()).unwrap_or(' ');
    let behind = |at: usize| text.get(at + MARK..).and_then(|t| t.chars().next()).unwrap_or(' ');
    let (inner, outer) = ((behind(from), before(to)), (before(from), behind(to)));
    let word = |c: char| c.is_alphanumeric();
    let free = |c: char| !word(c) && !('\u{fdd0}'..='\u{fdd5}').contains(&c);
    to > from + MARK
        && !text.get(from..to).unwrap_or_default().contains("\n\n")
        && (word(inner.0) || free(outer.0) && !inner.0.is_whitespace() && free(inner.0))
        && (word(inner.1) || free(outer.1) && !inner.1.is_whitespace() && free(inner.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_would_not_be_read_are_left_out_and_nothing_is_kept_of_the_rest() {
        assert_eq!(write("\u{fdd0}好\u{fdd1} a\u{fdd2}!\u{fdd3}b \u{fdd4}x\u{fdd5} \u{fdd0}\u{fdd1}"), "**好** a!b ~~x~~ ");
        assert_eq!(write("\u{fdd0}a\n\nb\u{fdd1}\u{fdd3}"), "a\n\nb");
        assert!(kept(&"a".repeat(1 << 20)).is_empty());
        assert_eq!(kept("一\u{fdd0}b\u{fdd1}").into_keys().collect::<Vec<_>>(), [3, 7]);
    }
}
