//! What an author surely meant: the lines that a problem is about, written anew. Offered, never done by itself; where more than one thing could be meant
//! there is none.

mod boxes;
mod marks;

use crate::problem::ContentProblem;

/// Lines of a text, from 1, and what stands in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub from: usize,
    /// The first line behind them.
    pub to: usize,
    /// Without a line break at its end.
    pub text: String,
}

/// The fix of a problem of the text with these lines; nothing where none is sure.
pub fn fix(problem: &ContentProblem, lines: &[&str]) -> Option<Fix> {
    let rest = lines.get(problem.line.checked_sub(1)?..)?;
    let first = *rest.first()?;
    let (count, written) = match problem.code() {
        "heading-without-space" => (1, marks::heading(first)?),
        "top-heading" => (1, first.starts_with("# ").then(|| format!("#{first}"))?),
        "unknown-callout" => (1, boxes::callout(first)?),
        "foreign-syntax" => boxes::block(rest).or_else(|| Some((1, marks::line(first)?)))?,
        _ => return None,
    };
    let is_same = rest.get(..count).is_some_and(|old| old.join("\n") == written);
    (!is_same).then(|| Fix { from: problem.line, to: problem.line + count, text: written })
}
