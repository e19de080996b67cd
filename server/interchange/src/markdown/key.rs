//! The answer of an item as Markdown, below its stem.

use super::{
    body::{cell, entry, quote},
    heading::is_chinese,
};
use crate::{Accepted, Choice, ForeignItem, ForeignKey, MarkedNumber};
use zhixing_domain::points::Points;

/// Type and answer; nothing where ours has no form for it.
pub(super) fn write(item: &ForeignItem) -> Option<(&'static str, String)> {
    let chinese = is_chinese(&item.stem) || is_chinese(&item.name);
    Some(match &item.key {
        ForeignKey::Single(options) => {
            let full = options.iter().filter(|o| o.worth >= 1.0).count();
            let most = options.iter().map(|o| o.worth).fold(0.0, f64::max);
            let wanted = if full > 1 { 1.0 } else { most };
            let is_right = |o: &Choice| wanted > 0.0 && o.worth >= wanted;
            let right = options.iter().filter(|o| is_right(o)).count();
            (if right > 1 { "multiple" } else { "single" }, list(options, is_right))
        }
        ForeignKey::Multiple(options) => ("multiple", list(options, |o| o.worth > 0.0)),
        ForeignKey::TrueFalse { key, .. } => {
            let [yes, no] = if chinese { ["正确", "错误"] } else { ["True", "False"] };
            let tick = |on: bool| if on { 'x' } else { ' ' };
            ("truefalse", format!("- [{}] {yes}\n- [{}] {no}\n", tick(*key), tick(!*key)))
        }
        ForeignKey::Numeric { accept, .. } => ("numeric", answers(accept, number)?),
        ForeignKey::Short { accept, .. } => ("short", answers(accept, |text| Some(crate::text::one_line(text)))?),
        ForeignKey::Cloze(_) => ("cloze", String::new()),
        ForeignKey::Ordering(entries) => {
            let entries = entries.iter().enumerate().map(|(i, text)| entry(&format!("{}. ", i + 1), text));
            ("ordering", entries.collect())
        }
        ForeignKey::Matching { pairs, distractors } => {
            let head = if chinese { "| 项 | 对应 |" } else { "| Entry | Partner |" };
            let pairs = pairs.iter().map(|(left, right)| format!("| {} | {} |\n", cell(left), cell(right)));
            let others = distractors.iter().map(|right| format!("| | {} |\n", cell(right)));
            ("matching", format!("{head}\n|---|---|\n{}", pairs.chain(others).collect::<String>()))
        }
        ForeignKey::Essay(rubric) => ("essay", self::rubric(rubric, item.points.unwrap_or(Points::whole(1)), chinese)),
    })
}

fn list(options: &[Choice], is_right: impl Fn(&Choice) -> bool) -> String {
    let mut out = String::new();
    for option in options {
        out.push_str(&entry(if is_right(option) { "- [x] " } else { "- [ ] " }, &option.text));
        if let Some(feedback) = &option.feedback {
            out.push_str(&quote(feedback, "  "));
        }
    }
    out
}

/// The answers that earn all, a line each.
fn answers<T>(accept: &[Accepted<T>], write: impl Fn(&T) -> Option<String>) -> Option<String> {
    let lines: Option<Vec<String>> = accept.iter().filter(|a| a.worth >= 1.0).map(|a| write(&a.answer)).collect();
    Some(format!("```answer\n{}\n```\n", lines?.join("\n")))
}

fn number(number: &MarkedNumber) -> Option<String> {
    Some(match number {
        MarkedNumber::Any => return None,
        MarkedNumber::Around { value, tolerance: 0.0 } => value.to_string(),
        MarkedNumber::Around { value, tolerance } => format!("{value} ± {tolerance}"),
        MarkedNumber::Between { low, high } => format!("{low} .. {high}"),
    })
}

fn rubric(rows: &[(String, Points, String)], points: Points, chinese: bool) -> String {
    let head = if chinese { "| 标准 | 分值 | 得分条件 |" } else { "| Criterion | Points | What earns them |" };
    let mut out = format!("{head}\n|---|---|---|\n");
    for (criterion, points, what) in rows {
        out.push_str(&format!("| {} | {points} | {} |\n", cell(criterion), cell(what)));
    }
    if rows.is_empty() {
        let (criterion, what) = if chinese { ("作答", "由评分员评定") } else { ("The answer", "as the marker judges") };
        out.push_str(&format!("| {criterion} | {points} | {what} |\n"));
    }
    out
}
