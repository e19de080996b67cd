//! Marks of emphasis that CommonMark will read: where the words beside them would keep them from it, they are left out.

/// Placeholders while a text is written: no file holds them.
pub(super) const MARKS: [(char, char, &str); 3] =
    [('\u{fdd0}', '\u{fdd1}', "**"), ('\u{fdd2}', '\u{fdd3}', "*"), ('\u{fdd4}', '\u{fdd5}', "~~")];

/// The text with marks in the place of the placeholders.
pub(super) fn write(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut keep: Vec<Option<&str>> = vec![None; chars.len()];
    let mut open: Vec<(usize, usize)> = vec![];
    for (at, c) in chars.iter().enumerate() {
        if let Some(kind) = MARKS.iter().position(|m| m.0 == *c) {
            // more of them within each other are none that a reader could see
            if open.len() < 16 {
                open.push((kind, at));
            }
        } else if let Some(kind) = MARKS.iter().position(|m| m.1 == *c)
            && let Some(place) = open.iter().rposition(|(k, _)| *k == kind)
        {
            let from = open.get(place).map_or(at, |o| o.1);
            open.truncate(place);
            if flanks(&chars, from, at)
                && let Some(mark) = MARKS.get(kind)
            {
                for end in [from, at] {
                    if let Some(slot) = keep.get_mut(end) {
                        *slot = Some(mark.2);
                    }
                }
            }
        }
    }
    let is_mark = |c: &char| MARKS.iter().any(|m| m.0 == *c || m.1 == *c);
    let mut out = String::with_capacity(text.len());
    for (c, mark) in chars.iter().zip(keep) {
        match mark {
            Some(mark) => out.push_str(mark),
            None if is_mark(c) => {}
            None => out.push(*c),
        }
    }
    out
}

/// Whether both marks touch words at their inner side and none that is joined at the outer; words between that hold marks themselves would be read otherwise.
fn flanks(chars: &[char], from: usize, to: usize) -> bool {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let inner = (at(from + 1), at(to.saturating_sub(1)));
    let outer = (if from == 0 { ' ' } else { at(from - 1) }, at(to + 1));
    let word = |c: char| c.is_alphanumeric();
    let free = |c: char| !word(c) && !('\u{fdd0}'..='\u{fdd5}').contains(&c);
    let broken = chars.get(from..to).unwrap_or_default().windows(2).any(|w| w == ['\n', '\n']);
    to > from + 1
        && !broken
        && (word(inner.0) || free(outer.0) && !inner.0.is_whitespace() && free(inner.0))
        && (word(inner.1) || free(outer.1) && !inner.1.is_whitespace() && free(inner.1))
}
