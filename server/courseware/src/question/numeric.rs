//! A fenced block `answer` with numbers or ranges, one a line.

use super::{missing, sheet::Sheet};
use crate::{markdown::Kind, problem::ItemFault, text::short};
use zhixing_domain::question::{Numeric, Range};

pub(super) fn read(sheet: &mut Sheet) -> Option<Numeric> {
    let wanted = missing(
        ("代码块 `answer`", "a fenced block `answer`"),
        ("` ```answer `、`3.5 ± 0.1`、` ``` `", "` ```answer `, `3.5 ± 0.1`, ` ``` `"),
    );
    let lines = sheet.answer_lines(wanted)?;
    let mut accept = vec![];
    for (line, at) in &lines {
        match range(line) {
            Ok(range) => accept.push(range),
            Err(fault) => sheet.add_at(*at, fault),
        }
    }
    (!accept.is_empty()).then_some(Numeric { accept })
}

impl Sheet<'_> {
    /// The lines of the one block `answer`, with their places; empty ones left aside.
    pub(super) fn answer_lines(&mut self, missing: ItemFault) -> Option<Vec<(String, usize)>> {
        let is_answer = |kind: &Kind| matches!(kind, Kind::Code(language) if language == "answer");
        let block = self.answer(is_answer, missing)?;
        if self.several {
            self.add_at(block.text.start, ItemFault::SeveralAnswers);
        }
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

/// `3.5`, `3.5 ± 0.1`, `3.5 +- 0.1` or `3 .. 4`.
fn range(line: &str) -> Result<Range, ItemFault> {
    let bad = || ItemFault::BadNumber { text: short(line, 40) };
    let pair = |a: &str, b: &str| Some((number(a)?, number(b)?));
    let range = if let Some((middle, tolerance)) = line.split_once('±').or_else(|| line.split_once("+-")).or_else(|| line.split_once("+/-"))
    {
        let (middle, tolerance) = pair(middle, tolerance).ok_or_else(bad)?;
        Range::around(middle, tolerance)
    } else if let Some((low, high)) = line.split_once("..") {
        let (low, high) = pair(low, high).ok_or_else(bad)?;
        Range { low, high }
    } else {
        Range::around(number(line).ok_or_else(bad)?, 0.0)
    };
    if range.low <= range.high { Ok(range) } else { Err(ItemFault::BadRange { text: short(line, 40) }) }
}

/// A number as authors write it: thousands commas and the typographic minus are understood.
fn number(text: &str) -> Option<f64> {
    let text: String = text.trim().replace('−', "-").chars().filter(|c| !matches!(c, ',' | '_')).collect();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    text.parse().ok().filter(|n: &f64| plain && n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_are_read() {
        for (line, low, high) in
            [("3.5", 3.5, 3.5), ("3.5 ± 0.5", 3.0, 4.0), ("−2 +- 1", -3.0, -1.0), ("-3 .. 4", -3.0, 4.0), ("1,200..1_300", 1200.0, 1300.0)]
        {
            assert_eq!(range(line), Ok(Range { low, high }), "{line}");
        }
        for bad in ["", "x", "3 KB", "3~4", "inf", "NaN", "4 .. 3", "3 ± -1", "1 .. ", "± 1"] {
            assert!(range(bad).is_err(), "{bad}");
        }
    }
}
