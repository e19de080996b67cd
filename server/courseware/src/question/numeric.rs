//! A fenced block `answer` with numbers or ranges, one a line.

use super::{missing, sheet::Sheet};
use crate::{markdown::Kind, problem::ItemFault, text::short};
use zhixing_domain::{
    question::{Numeric, Range},
    text::number::{narrow, read as read_number},
};

pub(super) fn read(sheet: &mut Sheet) -> Option<Numeric> {
    let wanted = missing(
        ("代码块 `answer`", "a fenced block `answer`"),
        ("` ```answer `、`3.5 ± 0.1`、` ``` `", "` ```answer `, `3.5 ± 0.1`, ` ``` `"),
    );
    let lines = sheet.answer_lines(wanted)?;
    let mut accept = vec![];
    for (line, at) in &lines {
        match range(line) {
            Ok((range, odd)) => {
                accept.push(range);
                if is_marked(line) {
                    sheet.add_at(*at, ItemFault::NumberMarks { text: short(line, 40) });
                }
                if odd {
                    sheet.add_at(*at, ItemFault::NumberGroups { text: short(line, 40) });
                }
            }
            Err(fault) => sheet.add_at(*at, fault),
        }
    }
    (!accept.is_empty()).then_some(Numeric { accept, unit: None })
}

impl Sheet<'_> {
    /// The lines of the one block `answer`, with their places; empty ones left aside.
    pub(super) fn answer_lines(&mut self, missing: ItemFault) -> Option<Vec<(String, usize)>> {
        let is_answer = |kind: &Kind| matches!(kind, Kind::Code(language) if language == "answer");
        let block = self.answer(is_answer, missing)?;
        let source = self.doc.text.get(block.text.clone()).unwrap_or_default();
        let mut at = block.text.start;
        let mut lines = vec![];
        for line in source.split_inclusive('\n') {
            lines.push((line.trim().to_string(), at));
            at += line.len();
        }
        // The fences are the first and, where it is closed, the last line.
        lines.remove(0);
        if lines.last().is_some_and(|(line, _)| line.starts_with("```") || line.starts_with("~~~")) {
            lines.pop();
        }
        lines.retain(|(line, _)| !line.is_empty());
        if lines.is_empty() {
            self.add_at(block.text.start, ItemFault::NoAccepted);
            return None;
        }
        Some(lines)
    }
}

/// `3.5`, `3.5 ± 0.1`, `3.5 +- 0.1` or `3 .. 4`; and whether one of its numbers has a separator where none of thousands belongs.
fn range(line: &str) -> Result<(Range, bool), ItemFault> {
    let bad = || ItemFault::BadNumber { text: short(line, 40) };
    let pair = |a: &str, b: &str| -> Option<_> {
        let ((a, odd_a), (b, odd_b)) = (number(a)?, number(b)?);
        Some((a, b, odd_a || odd_b))
    };
    let parted = ["±", "+-", "+/-"].into_iter().find_map(|sign| line.split_once(sign));
    let (range, odd) = if let Some((middle, tolerance)) = parted {
        let (middle, tolerance, odd) = pair(middle, tolerance).ok_or_else(bad)?;
        (Range::around(middle, tolerance), odd)
    } else if let Some((low, high)) = line.split_once("..") {
        let (low, high, odd) = pair(low, high).ok_or_else(bad)?;
        (Range { low, high }, odd)
    } else {
        let (value, odd) = number(line).ok_or_else(bad)?;
        (Range::around(value, 0.0), odd)
    };
    if range.low <= range.high { Ok((range, odd)) } else { Err(ItemFault::BadRange { text: short(line, 40) }) }
}

/// Whether a line reads as a number and looks like another: `- 3.5` as an entry of a list, `0...5` as a range.
fn is_marked(line: &str) -> bool {
    let listed = line.strip_prefix(|c: char| matches!(narrow(c), '-' | '+')).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    listed || line.contains("...")
}

/// A number as answers are read. One that an earlier version read though its separators are odd is read as it was, and told: items that people sat
/// keep their key.
fn number(text: &str) -> Option<(f64, bool)> {
    let text = text.trim();
    let percent = text.ends_with(['%', '％']);
    match read_number(text, None) {
        Ok(number) if !percent => Some((number, false)),
        _ => {
            let text: String = text.replace('−', "-").chars().filter(|c| !matches!(c, ',' | '_')).collect();
            let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
            text.parse().ok().filter(|n: &f64| plain && n.is_finite()).map(|number| (number, true))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_are_read() {
        for (line, low, high) in [
            ("3.5", 3.5, 3.5),
            ("3.5 ± 0.5", 3.0, 4.0),
            ("−2 +- 1", -3.0, -1.0),
            ("-3 .. 4", -3.0, 4.0),
            ("1,200..1_300", 1200.0, 1300.0),
            ("–3．５", -3.5, -3.5),
            ("１，０００", 1000.0, 1000.0),
            ("3\u{200b}.5", 3.5, 3.5),
        ] {
            assert_eq!(range(line), Ok((Range { low, high }, false)), "{line}");
        }
        for bad in ["", "x", "3 KB", "3~4", "inf", "NaN", "4 .. 3", "3 ± -1", "1 .. ", "± 1", "50%"] {
            assert!(range(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_number_that_looks_like_another_is_told() {
        for line in ["- 3.5", "+ 3.5", "− 3.5", "–\u{3000}3.5", "- 3 .. 4", "0...5", "3....4"] {
            assert!(is_marked(line) || range(line).is_err(), "{line}");
        }
        for line in ["-3.5", "+3.5", "0 .. .5", "0..5", "-1 .. -.5", "3.5 ± 0.5"] {
            assert!(!is_marked(line) && range(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn a_number_with_odd_groups_is_told_and_an_old_item_keeps_its_key() {
        for (line, value) in [("3,00", 300.0), ("12,5", 125.0), ("1,00,0", 1000.0), ("1_00", 100.0)] {
            assert_eq!(range(line), Ok((Range { low: value, high: value }, true)), "{line}");
        }
    }
}
