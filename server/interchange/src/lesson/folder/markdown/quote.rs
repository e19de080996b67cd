//! Quotes: callouts of GitHub and Obsidian with their titles, boxes of older lessons of the Carpentries (`{: .challenge}` below a quote), quotes.

use super::{Line, PageWriter, boxes::ForeignBox, indent_of, names, put_block, quoted};
use crate::lesson::folder::words;

/// The callouts that are known here by these words.
const OWN: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

impl PageWriter<'_, '_> {
    pub(super) fn quote(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let first = rest.first().filter(|line| line.text.trim_start().starts_with('>'))?;
        let used = rest.iter().take_while(|line| line.text.trim_start().starts_with('>')).count();
        let bare = |line: &Line| {
            let inner = line.text.trim_start().strip_prefix('>').unwrap_or_default();
            Line { at: line.at, text: inner.strip_prefix(' ').unwrap_or(inner).to_string() }
        };
        let inner: Vec<Line> = rest.get(..used).unwrap_or_default().iter().map(bare).collect();
        let class = rest.get(used).and_then(|line| class(line.text.trim()));
        let lines = match (&class, marked(&inner)) {
            (_, Some((name, title, folded))) => {
                self.marked(first.at, (name.as_str(), title, folded), inner.get(1..).unwrap_or_default(), depth)
            }
            (Some(name), None) => self.boxed(&ForeignBox { at: first.at, name, title: None, folded: false }, &inner, depth),
            (None, None) => quoted(self.blocks(&inner, depth + 1)),
        };
        put_block(out, indent_of(&first.text), lines);
        Some(used + usize::from(class.is_some()))
    }

    /// A callout that begins with `[!NAME]`; those of ours stay what they are.
    fn marked(&mut self, at: usize, (name, title, folded): (&str, String, bool), body: &[Line], depth: usize) -> Vec<Line> {
        if OWN.contains(&name) && title.is_empty() && !folded {
            let mut lines = vec![Line { at, text: format!("[!{}]", name.to_uppercase()) }];
            lines.extend(self.blocks(body, depth + 1));
            return quoted(lines);
        }
        if name == "fold" {
            let title = self.inline(&title, at);
            let inner = self.blocks(body, depth + 1);
            return super::boxes::fold(at, &title, inner);
        }
        self.boxed(&ForeignBox { at, name, title: Some(title).filter(|title| !title.is_empty()), folded }, body, depth)
    }

    /// A line of attributes, of marks for other tools, or a definition that was read before.
    pub(super) fn mark(&mut self, rest: &[Line], _: usize, _: &mut Vec<Line>) -> Option<usize> {
        let line = rest.first()?;
        let bare = line.text.trim();
        let label = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(")=")).filter(|label| !label.is_empty() && label.len() < 80);
        if let Some(label) = label {
            self.labels.push(label.to_lowercase());
            return Some(1);
        }
        if super::link::definition(&line.text).is_some() {
            return Some(1);
        }
        let attributes = bare.starts_with("{:") && bare.ends_with('}');
        let abbreviation = bare.starts_with("*[") && bare.contains("]:");
        let contents = ["[toc]", "[[toc]]", "[[_toc_]]", "{{toc}}", "+++"].contains(&bare.to_lowercase().as_str());
        let hidden = bare.len() > 4 && bare.starts_with("%%") && bare.ends_with("%%");
        let remark = hidden || line.text.starts_with("% ");
        if attributes {
            self.report.tell(line.at, &words::ATTRIBUTES, bare);
        } else if abbreviation || contents || remark {
            self.report.tell(line.at, &words::DROPPED, bare);
        }
        (attributes || abbreviation || contents || remark).then_some(1)
    }
}

/// The class of a line `{: .challenge}`, if it names a box.
fn class(bare: &str) -> Option<String> {
    let inner = bare.strip_prefix("{:")?.strip_suffix('}')?;
    let mut classes = inner.split_whitespace().filter_map(|word| word.strip_prefix('.')).map(str::to_lowercase);
    classes.find(|class| names::look(class).is_some())
}

/// The name of a callout, its title, and whether it is folded.
fn marked(inner: &[Line]) -> Option<(String, String, bool)> {
    let (name, title) = inner.first()?.text.trim().strip_prefix("[!")?.split_once(']')?;
    let (folded, title) = match title.strip_prefix('-') {
        Some(title) => (true, title),
        None => (false, title.strip_prefix('+').unwrap_or(title)),
    };
    let name = name.split('|').next().unwrap_or_default().trim().to_lowercase();
    let fits = !name.is_empty() && name.len() < 40 && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    fits.then(|| (name, title.trim().to_string(), folded))
}
