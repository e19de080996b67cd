//! One block of a GIFT file: its comments, its name, its text, what stands in the braces.

use super::{
    answer,
    escaped::{Style, formatted, hold, parted, release, rich},
    words,
};
use crate::{BankNote, ForeignItem, ReadItem, shown::Shown, text::Markup};

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
                blocks.push(Self::of(begins, &std::mem::take(&mut lines)));
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
    pub fn read(&self, shown: &Shown) -> Result<Option<ReadItem>, BankNote> {
        if self.text.is_empty() {
            return Ok(None);
        }
        let (name, text) = self.name();
        let (stem, inner) = match (text.find('{'), text.find('}')) {
            (None, None) => return Err(words::description(self.line, &start(&release(text)))),
            (Some(open), Some(close)) if open < close => {
                let (before, behind) = (text.get(..open).unwrap_or_default(), text.get(close + 1..).unwrap_or_default());
                let gap = if text.ends_with('}') { "" } else { "_____" };
                (format!("{before}{gap}{behind}"), text.get(open + 1..close).unwrap_or_default().trim())
            }
            _ => return Err(words::braces(self.line)),
        };
        let (inner, general) = inner.rsplit_once("####").map_or((inner, None), |(inner, general)| (inner.trim(), Some(general)));
        let (markup, stem) = parted(&stem, Markup::Moodle);
        let style = Style { markup, shown };
        let key = answer::read(inner, style, self.line)?;
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

fn start(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(30).collect()
}
