//! One block of a GIFT file: its comments, its name, its text, what stands in the braces.

use super::{
    answer,
    escaped::{Style, formatted, hold, parted, release, rich},
    words,
};
use crate::{BankNote, ForeignItem, ReadItem, shown::Shown, text::Markup};
use std::borrow::Cow;

/// Lines that belong together.
pub(super) struct Block {
    line: usize,
    /// Without comments, escaped characters held.
    text: String,
    comments: String,
}

const CATEGORY: &str = "$CATEGORY:";

impl Block {
    pub fn all(text: &str) -> Vec<Self> {
        let (mut blocks, mut lines, mut begins): (Vec<Self>, Vec<&str>, usize) = (vec![], vec![], 1);
        for (n, line) in text.lines().chain([""]).enumerate() {
            let line = line.trim();
            // a line of its own, whatever stands around it
            let category = line.starts_with(CATEGORY);
            if (line.is_empty() || category) && !lines.is_empty() {
                let rest = std::mem::take(&mut lines);
                blocks.extend(apart(&rest).into_iter().map(|(place, lines)| Self::of(begins + place, lines)));
            }
            if category {
                blocks.push(Self::of(n + 1, &[line]));
            } else if !line.is_empty() {
                if lines.is_empty() {
                    begins = n + 1;
                }
                lines.push(line);
            }
        }
        blocks
    }

    fn of(begins: usize, lines: &[&str]) -> Self {
        let is_comment = |line: &&&str| line.starts_with("//");
        let comments: Vec<&str> = lines.iter().filter(is_comment).copied().collect();
        let first = lines.iter().position(|line| !line.starts_with("//")).unwrap_or(0);
        let text: Vec<&str> = lines.iter().map(|line| if line.starts_with("//") { " " } else { line }).collect();
        Self { line: begins + first, text: hold(text.join("\n").trim()), comments: comments.join("\n") }
    }

    /// The folder that the items below are kept in.
    pub fn category(&self) -> Option<String> {
        let name = release(self.text.strip_prefix(CATEGORY)?.trim());
        Some(name.trim_start_matches("$course$/").trim_start_matches("top/").to_string())
    }

    /// Reads the item; nothing of comments alone.
    ///
    /// # Errors
    ///
    /// A [`BankNote`] that says why no item of ours is made of it.
    pub fn read(&self, shown: &Shown) -> Result<Option<ReadItem>, BankNote> {
        if self.text.is_empty() {
            return Ok(None);
        }
        let (name, text) = self.name();
        let text = &braced(text);
        let (stem, inner) = match (text.find('{'), text.find('}')) {
            (None, None) => return Err(words::description(self.line, &start(&release(text)))),
            (Some(open), Some(close)) if open < close => {
                let (before, behind) = (text.get(..open).unwrap_or_default(), text.get(close + 1..).unwrap_or_default());
                // where a brace of the text is not escaped, what stands in the first two is half of something
                if behind.contains(['{', '}']) {
                    return Err(words::braces(self.line));
                }
                let gap = if text.ends_with('}') { "" } else { "_____" };
                (format!("{before}{gap}{behind}"), text.get(open + 1..close).unwrap_or_default().trim())
            }
            _ => return Err(words::braces(self.line)),
        };
        let (inner, general) = inner.rsplit_once("####").map_or((inner, None), |(inner, general)| (inner.trim(), Some(general)));
        let (markup, stem) = parted(&stem, Markup::Moodle);
        let style = Style { markup, shown };
        let key = answer::read(&signed(inner), style, self.line)?;
        let mut item = ForeignItem::new(self.line, rich(stem, style), key);
        item.explanation = general.map(|text| formatted(text, style)).filter(|text| !text.is_empty());
        item.name = name.map(|name| release(name).trim().to_string()).unwrap_or_default();
        item.id = self.bracketed("[id:").into_iter().next().unwrap_or_default();
        item.tags = self.bracketed("[tag:");
        Ok(Some(ReadItem::Item { item: Box::new(item), losses: shown.missing(self.line) }))
    }

    fn name(&self) -> (Option<&str>, &str) {
        let Some(rest) = self.text.strip_prefix("::") else { return (None, &self.text) };
        rest.split_once("::").map_or((None, rest), |(name, text)| (Some(name), text.trim()))
    }

    /// What comments say in brackets.
    fn bracketed(&self, open: &str) -> Vec<String> {
        let parts = self.comments.split(open).skip(1);
        parts.filter_map(|part| Some(part.split_once(']')?.0.trim().to_string())).filter(|word| !word.is_empty()).collect()
    }
}

/// The items in lines without an empty one between, each with its place: one begins with its name, or below the answers of another where more answers follow.
fn apart<'l>(lines: &'l [&'l str]) -> Vec<(usize, &'l [&'l str])> {
    let held: Vec<String> = lines.iter().map(|line| if line.starts_with("//") { String::new() } else { hold(line) }).collect();
    let last = held.iter().rposition(|line| line.contains('{'));
    let (mut parts, mut from, mut open) = (vec![], 0, 0_usize);
    let mut ends = false;
    for (n, line) in held.iter().enumerate() {
        let named = line.strip_prefix("::").is_some_and(|rest| rest.contains("::"));
        // the comments above an item are its own
        let begun = held.get(from..n).is_some_and(|lines| lines.iter().any(|line| !line.is_empty()));
        if begun && open == 0 && (named || ends && last >= Some(n)) {
            let above = held.get(from..n).map_or(0, |lines| lines.iter().rev().take_while(|line| line.is_empty()).count());
            parts.push((from, lines.get(from..n - above).unwrap_or_default()));
            (from, ends) = (n - above, false);
        }
        for c in line.chars() {
            match c {
                '{' => open += 1,
                '}' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        ends = open == 0 && (line.ends_with('}') || ends && line.is_empty());
    }
    parts.push((from, lines.get(from..).unwrap_or_default()));
    parts
}

/// Full-width braces are braces where there are no others.
fn braced(text: &str) -> Cow<'_, str> {
    match text.contains(['{', '}']) {
        false if text.contains('｛') && text.contains('｝') => text.replace('｛', "{").replace('｝', "}").into(),
        _ => text.into(),
    }
}

/// Full-width signs before answers are signs where there are no others; `5～10` is a range.
fn signed(inner: &str) -> Cow<'_, str> {
    if !inner.starts_with(['＝', '～']) || inner.contains(['=', '~']) {
        return inner.into();
    }
    let mut apart = true;
    let sign = |c: char| {
        let half = match c {
            '＝' if apart => '=',
            '～' if apart => '~',
            c => c,
        };
        apart = c.is_whitespace();
        half
    };
    inner.chars().map(sign).collect::<String>().into()
}

fn start(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(30).collect()
}
