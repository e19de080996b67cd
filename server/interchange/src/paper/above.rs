//! Answers of all items that stand above them, as some papers have it: their lines are read as if they stood at the end.

use super::{
    ahead, answer,
    line::{Line, Said, untitled},
    table,
};

/// How many answers make a table of them.
const LEAST: usize = 2;

/// The lines of a paper with the answers behind the items.
pub(super) fn below<'t>(mut lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    if let Some((from, to)) = block(&lines) {
        let items = lines.split_off(to);
        let answers = lines.split_off(from);
        lines.extend(items);
        lines.extend(answers);
    }
    lines
}

/// Where answers begin and end that stand above the first item; nothing where there are none, or no item below them.
fn block(lines: &[Line]) -> Option<(usize, usize)> {
    let from = (0..lines.len()).find_map(|at| match (answers(lines, at), &lines.get(at)?.said) {
        (Some(_), _) => Some(Some(at)),
        (None, Said::Blank | Said::Words(_) | Said::Aside) => None,
        // an item begins before any answer
        (None, _) => Some(None),
    })??;
    let (mut to, mut count) = (from, 0);
    for (at, line) in lines.iter().enumerate().skip(from) {
        match answers(lines, at) {
            Some(more) => (to, count) = (at + 1, count + more),
            None if matches!(line.said, Said::Blank) => {}
            None => break,
        }
    }
    (count >= LEAST && lines.iter().skip(to).any(|line| !matches!(line.said, Said::Blank | Said::Words(_)))).then_some((from, to))
}

/// How many answers of a table a line gives, none for a heading over some; nothing where it is no part of a table.
fn answers(lines: &[Line], at: usize) -> Option<usize> {
    let line = lines.get(at).filter(|line| !matches!(line.said, Said::Blank))?;
    if let Some(grid) = ahead::grid(lines, at) {
        return Some(grid.len());
    }
    let before = at.checked_sub(1).and_then(|before| ahead::grid(lines, before));
    if before.is_some() && line.text.trim_start_matches(['|', ' ']).starts_with("答案") {
        return Some(0);
    }
    let heads =
        || ahead::next(lines, at, true).and_then(|(place, next)| ahead::grid(lines, place).map(|g| g.len()).or_else(|| signs(next.text)));
    match line.said {
        Said::Answer("") => heads().map(|_| 0),
        Said::Answer(text) => signs(text),
        Said::Section(_) => untitled(line.text).and_then(signs).or_else(|| heads().map(|_| 0)),
        _ => signs(line.text).or_else(|| untitled(line.text).and_then(signs)),
    }
}

/// How many entries a line has, each with a sign that can be nothing but an answer.
fn signs(text: &str) -> Option<usize> {
    let entries = table::entries(text)?;
    let is_sign = |value: &str| answer::is_key(value) || answer::truth(value).is_some_and(|(_, sure)| sure);
    (!entries.is_empty() && entries.iter().all(|(_, value)| is_sign(value))).then_some(entries.len())
}

#[cfg(test)]
mod tests {
    use crate::{ForeignKey, ReadItem, paper::read};

    /// The letters that are right, of each item; or the code of its fault.
    fn keys(paper: &str) -> Vec<String> {
        let of = |read: &ReadItem| match read {
            ReadItem::Fault(note) => note.code.to_string(),
            ReadItem::Item { item, .. } => match &item.key {
                ForeignKey::Single(options) | ForeignKey::Multiple(options) => {
                    ('A'..='Z').zip(options).filter(|(_, o)| o.worth > 0.0).map(|(c, _)| c).collect()
                }
                ForeignKey::TrueFalse { key, .. } => key.to_string(),
                other => format!("{other:?}"),
            },
        };
        read("x", &paper.replace('⏎', "\n")).items.iter().map(of).collect()
    }

    #[test]
    fn answers_above_all_items_are_theirs() {
        let items = "1. 甲？⏎A. 一 B. 二⏎2. 乙？⏎A. 一 B. 二⏎3. 丙？⏎A. 一 B. 二 C. 三";
        for answers in
            ["参考答案⏎1-3 BAC", "参考答案：1. B 2. A 3. C", "答案⏎1. B⏎2. A⏎3. C", "答案：⏎题号 1 2 3⏎答案 B A C", "期末考试⏎⏎1-3 BAC⏎"]
        {
            assert_eq!(keys(&format!("{answers}⏎{items}")), ["B", "A", "C"], "{answers}");
        }
    }

    #[test]
    fn those_of_each_part_stand_under_its_heading() {
        let answers = "参考答案⏎一、单选题⏎1-2 BA⏎二、判断题⏎1. √ 2. ×";
        let items = "一、单选题⏎1. 甲？⏎A. 一 B. 二⏎2. 乙？⏎A. 一 B. 二⏎二、判断题⏎1. 丙。⏎2. 丁。";
        assert_eq!(keys(&format!("{answers}⏎⏎{items}")), ["B", "A", "true", "false"]);
    }

    #[test]
    fn one_answer_before_an_item_is_whose_nobody_knows() {
        let paper = "答案：B⏎1. 甲？⏎A. 一 B. 二⏎答案：A⏎2. 乙？⏎A. 一 B. 二";
        assert!(keys(paper).contains(&"paper-lone-answer".to_string()), "{:?}", keys(paper));
    }
}
