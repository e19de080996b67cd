//! Gaps that are chosen or dragged: `[[2]]` in the text is the second word of a list, the others of its group are wrong.

use super::words;
use crate::{
    BankNote, Choice, ForeignGap, ForeignKey, GAP,
    bound::{self, Budget, MOST_ENTRIES},
    text::{near, one_line, unmarked},
    xml::Node,
};

/// Stem and key; `stem` is Markdown, in which the brackets are escaped.
pub(super) fn read(node: &Node, stem: &str, budget: &mut Budget) -> Result<(String, ForeignKey), BankNote> {
    let boxes: Vec<(String, &str)> = node
        .children
        .iter()
        .filter(|c| matches!(c.name.as_str(), "selectoption" | "dragbox"))
        .map(|c| (one_line(&unmarked(c.inner())), c.words("group")))
        .collect();
    let in_stem = stem.matches("\\[\\[").count();
    let (most, all) = (in_stem.max(boxes.len()), boxes.iter().map(|(text, _)| text.len()).sum::<usize>());
    if most > MOST_ENTRIES {
        return Err(bound::entries(node.line, most));
    }
    if !budget.spend(in_stem * all) {
        return Err(bound::too_much(node.line));
    }
    let (mut out, mut gaps, mut rest) = (String::new(), vec![], stem);
    while let Some(at) = rest.find("\\[\\[") {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + 4..).unwrap_or_default());
        out.push_str(before);
        let number = near(after, 20).split_once("\\]\\]").and_then(|(n, _)| Some((n.len() + 4, n.parse::<usize>().ok()?.checked_sub(1)?)));
        let found = number.and_then(|(end, place)| Some((place, after.get(end..)?)));
        let Some((place, behind)) = found else {
            out.push_str("\\[\\[");
            rest = after;
            continue;
        };
        let (right, group) = boxes.get(place).ok_or_else(|| words::gap(node.line, &(place + 1).to_string()))?;
        let mut options = vec![Choice { text: right.clone(), worth: 1.0, feedback: None }];
        for (text, _) in boxes.iter().filter(|(text, g)| g == group && text != right) {
            options.push(Choice { text: text.clone(), worth: 0.0, feedback: None });
        }
        gaps.push(ForeignGap::Chosen(options));
        out.push(GAP);
        rest = behind;
    }
    if gaps.is_empty() {
        return Err(words::no_answer(node.line));
    }
    Ok((out + rest, ForeignKey::Cloze(gaps)))
}
