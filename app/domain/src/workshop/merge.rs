//! Two people changed the same text: their changes come together by paragraph, and where both changed the same one, people decide.

use super::difference::{Effort, operations};
use similar::DiffTag;
use std::ops::Range;

/// A piece of what comes of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergePiece {
    Agreed(String),
    /// Both changed it, and not to the same.
    Torn {
        /// Where it begins in my text, from 1.
        line: usize,
        mine: String,
        theirs: String,
    },
}

/// What comes of it, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged(pub Vec<MergePiece>);

impl Merged {
    /// The text, if nobody has to decide.
    pub fn whole(&self) -> Option<String> {
        self.torn().next().is_none().then(|| self.mine())
    }

    /// The text with my words wherever somebody has to decide.
    pub fn mine(&self) -> String {
        let text = |piece: &MergePiece| match piece {
            MergePiece::Agreed(text) | MergePiece::Torn { mine: text, .. } => text.clone(),
        };
        self.0.iter().map(text).collect()
    }

    /// The text with their words there.
    pub fn theirs(&self) -> String {
        let text = |piece: &MergePiece| match piece {
            MergePiece::Agreed(text) | MergePiece::Torn { theirs: text, .. } => text.clone(),
        };
        self.0.iter().map(text).collect()
    }

    /// Mine and theirs of what somebody has to decide.
    pub fn torn(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|piece| match piece {
            MergePiece::Torn { mine, theirs, .. } => Some((mine.as_str(), theirs.as_str())),
            MergePiece::Agreed(_) => None,
        })
    }
}

/// A change of one side: what of the base it replaces, and by what.
struct Edit {
    old: Range<usize>,
    new: Range<usize>,
}

pub fn merge(base: &str, mine: &str, theirs: &str) -> Merged {
    let [base, mine, theirs] = [base, mine, theirs].map(paragraphs);
    let (left, right) = (edits(&base, &mine), edits(&base, &theirs));
    let (mut l, mut r) = (left.iter().peekable(), right.iter().peekable());
    let (mut pieces, mut at) = (vec![], 0);
    loop {
        let next = [l.peek(), r.peek()].into_iter().flatten().map(|e| e.old.start).min();
        let Some(start) = next else { break };
        // the stretch of the base that edits of both sides hold together
        let (mut whole, mut own, mut other) = (start..start, vec![], vec![]);
        loop {
            let first = own.is_empty() && other.is_empty();
            let reaches = |e: &&&Edit| meets(&whole, &e.old, first);
            if let Some(edit) = l.next_if(|e| reaches(&e)) {
                whole.end = whole.end.max(edit.old.end);
                own.push(edit);
            } else if let Some(edit) = r.next_if(|e| meets(&whole, &e.old, first)) {
                whole.end = whole.end.max(edit.old.end);
                other.push(edit);
            } else {
                break;
            }
        }
        agreed(&mut pieces, base.get(at..whole.start).unwrap_or_default().concat());
        at = whole.end;
        let (my, their) = (side(&base, &mine, &whole, &own), side(&base, &theirs, &whole, &other));
        match (own.is_empty(), other.is_empty()) {
            (_, true) => agreed(&mut pieces, my),
            (true, _) => agreed(&mut pieces, their),
            _ if my == their => agreed(&mut pieces, my),
            _ => pieces.push(MergePiece::Torn { line: line(&mine, &whole, &own), mine: my, theirs: their }),
        }
    }
    agreed(&mut pieces, base.get(at..).unwrap_or_default().concat());
    Merged(pieces)
}

/// Whether an edit belongs to what is held together already: it changes the same paragraphs, or both put something into the same place.
fn meets(whole: &Range<usize>, old: &Range<usize>, first: bool) -> bool {
    let same_place = whole.is_empty() && old.is_empty() && whole.start == old.start;
    if first { old.start == whole.start } else { same_place || old.start < whole.end }
}

fn agreed(pieces: &mut Vec<MergePiece>, text: String) {
    match pieces.last_mut() {
        Some(MergePiece::Agreed(before)) => before.push_str(&text),
        _ if text.is_empty() => {}
        _ => pieces.push(MergePiece::Agreed(text)),
    }
}

/// What one side has in the place of this stretch of the base.
fn side(base: &[&str], new: &[&str], whole: &Range<usize>, edits: &[&Edit]) -> String {
    let (mut text, mut at) = (String::new(), whole.start);
    for edit in edits {
        text.push_str(&base.get(at..edit.old.start).unwrap_or_default().concat());
        text.push_str(&new.get(edit.new.clone()).unwrap_or_default().concat());
        at = edit.old.end;
    }
    text + &base.get(at..whole.end).unwrap_or_default().concat()
}

/// The line of my text where it has this stretch of the base.
fn line(mine: &[&str], whole: &Range<usize>, own: &[&Edit]) -> usize {
    let first = own.first().map_or(0, |edit| edit.new.start.saturating_sub(edit.old.start - whole.start));
    1 + mine.get(..first).unwrap_or_default().iter().map(|piece| piece.lines().count()).sum::<usize>()
}

fn edits(base: &[&str], new: &[&str]) -> Vec<Edit> {
    let changed = operations(base, new, &mut Effort::default()).into_iter().filter(|op| op.tag() != DiffTag::Equal);
    changed.map(|op| Edit { old: op.old_range(), new: op.new_range() }).collect()
}

/// Paragraphs, and the empty lines between them.
fn paragraphs(text: &str) -> Vec<&str> {
    let (mut pieces, mut from, mut at, mut was_blank) = (vec![], 0, 0, None);
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if was_blank.is_some_and(|was| was != blank) {
            pieces.extend(text.get(from..at));
            from = at;
        }
        was_blank = Some(blank);
        at += line.len();
    }
    pieces.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BASE: &str = "一\n\n二\n\n三\n";

    #[test]
    fn changes_of_other_paragraphs_come_together() {
        for (mine, theirs, both) in [
            ("一甲\n\n二\n\n三\n", "一\n\n二\n\n三乙\n", "一甲\n\n二\n\n三乙\n"),
            ("一甲\n\n二\n\n三\n", "一\n\n二乙\n\n三\n", "一甲\n\n二乙\n\n三\n"),
            ("一\n\n三\n", "一\n\n二\n\n三\n\n四\n", "一\n\n三\n\n四\n"),
            (BASE, "新\n", "新\n"),
            ("同\n", "同\n", "同\n"),
        ] {
            assert_eq!(merge(BASE, mine, theirs).whole().as_deref(), Some(both), "{mine:?} {theirs:?}");
        }
    }

    #[test]
    fn where_both_changed_the_same_paragraph_people_decide() {
        let merged = merge(BASE, "一\n\n二甲\n\n三\n", "一\n\n二乙\n\n三丙\n");
        assert_eq!(merged.whole(), None);
        assert_eq!(merged.torn().collect::<Vec<_>>(), [("二甲\n", "二乙\n")]);
        assert_eq!(merged.mine(), "一\n\n二甲\n\n三丙\n", "the rest has come together");
        assert_eq!(merged.theirs(), "一\n\n二乙\n\n三丙\n");
        let put_in = merge("", "甲\n", "乙\n");
        assert_eq!(put_in.torn().count(), 1, "both wrote into the same place");
        let gone = merge(BASE, "一\n\n三\n", "一\n\n二乙\n\n三\n");
        assert_eq!(gone.torn().count(), 1, "who changed it is heard before it goes");
    }

    #[test]
    fn what_is_torn_is_found_by_its_line_in_my_text() {
        let line = |mine: &str, theirs: &str| match merge(BASE, mine, theirs).0.into_iter().find(|p| matches!(p, MergePiece::Torn { .. })) {
            Some(MergePiece::Torn { line, mine, .. }) => (line, mine),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            line("一\n\n二甲\n\n三\n", "零\n\n零\n\n一\n\n二乙\n\n三\n"),
            (3, "二甲\n".into()),
            "what they put before it is not there"
        );
        assert_eq!(line("零\n零\n\n一\n\n二甲\n\n三\n", "一\n\n二乙\n\n三\n"), (6, "二甲\n".into()));
        assert_eq!(line("一\n\n二\n\n三甲\n", "一\n\n合\n"), (3, "二\n\n三甲\n".into()), "they changed more than I did");
    }

    proptest! {
        #[test]
        fn who_alone_changes_something_gets_it(base in "([ab]\n|\n){0,8}", new in "([ab]\n|\n){0,8}") {
            prop_assert_eq!(merge(&base, &new, &base).whole(), Some(new.clone()));
            prop_assert_eq!(merge(&base, &base, &new).whole(), Some(new.clone()));
            prop_assert_eq!(merge(&base, &new, &new).whole(), Some(new));
        }

        #[test]
        fn nothing_of_mine_is_lost_whoever_else_wrote(base in "([ab]\n|\n){0,6}", theirs in "([ab]\n|\n){0,6}") {
            let mine = format!("{base}\nmine\n");
            prop_assert!(merge(&base, &mine, &theirs).mine().contains("mine\n"));
        }
    }
}
