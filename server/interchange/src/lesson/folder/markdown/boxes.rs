//! A box of another tool as a callout, a fold, a quote or a comment.

use super::{
    Line, PageWriter,
    names::{self, Look},
    quoted, trimmed,
};
use crate::lesson::folder::words;

/// A box as another tool has it.
pub(super) struct ForeignBox<'b> {
    pub at: usize,
    /// In small letters.
    pub name: &'b str,
    pub title: Option<String>,
    /// It is opened by a click.
    pub folded: bool,
}

impl PageWriter<'_, '_> {
    /// Writes a box; `body` are its lines as they came.
    pub(super) fn boxed(&mut self, head: &ForeignBox, body: &[Line], depth: usize) -> Vec<Line> {
        let ForeignBox { at, name, folded, .. } = *head;
        let known = names::look(name);
        let look = if folded { Look::Fold } else { known.unwrap_or(Look::Callout("NOTE")) };
        let (title, body) = match &head.title {
            Some(title) => (Some(title.clone()).filter(|title| !title.is_empty()), body),
            None => titled(body),
        };
        let title = title.map(|title| self.inline(&title, at));
        let inner = self.blocks(trimmed(body), depth + 1);
        match look {
            Look::Callout(word) => {
                self.report.tell(at, &words::CALLOUT, name);
                let unknown = || known.is_none().then(|| capital(name));
                let title = title.or_else(|| names::title(name, self.is_han).map(String::from)).or_else(unknown);
                callout(at, word, title, inner)
            }
            Look::Fold => {
                self.report.tell(at, &words::FOLD, name);
                let title = title.or_else(|| names::title(name, self.is_han).map(String::from)).unwrap_or_else(|| capital(name));
                fold(at, &title, inner)
            }
            Look::Quote => {
                let mut inner = inner;
                inner
                    .extend(title.into_iter().flat_map(|title| [Line { at, ..Line::default() }, Line { at, text: format!("—— {title}") }]));
                quoted(inner)
            }
            Look::Comment => {
                self.report.tell(at, &words::COMMENT, name);
                comment(at, name, body)
            }
        }
    }
}

fn callout(at: usize, word: &str, title: Option<String>, inner: Vec<Line>) -> Vec<Line> {
    let mut lines = vec![Line { at, text: format!("[!{word}]") }];
    if let Some(title) = title {
        let gap = if trimmed(&inner).is_empty() { vec![] } else { vec![Line { at, ..Line::default() }] };
        lines.push(Line { at, text: format!("**{}**", title.replace('*', "").trim()) });
        lines.extend(gap);
    }
    lines.extend(trimmed(&inner).iter().cloned());
    quoted(lines)
}

pub(super) fn fold(at: usize, title: &str, inner: Vec<Line>) -> Vec<Line> {
    let mut lines = vec![Line { at, text: format!("[!FOLD] {}", title.trim()) }, Line { at, ..Line::default() }];
    lines.extend(trimmed(&inner).iter().cloned());
    quoted(lines)
}

/// What only authors read; marks that would end it are parted.
fn comment(at: usize, name: &str, body: &[Line]) -> Vec<Line> {
    let mut lines = vec![Line { at, text: format!("<!-- {name}") }];
    let inner = trimmed(body).iter().filter(|line| !line.text.trim().is_empty());
    lines.extend(inner.map(|line| Line { at: line.at, text: line.text.replace("--", "- -") }));
    lines.push(Line { at, text: "-->".into() });
    lines
}

/// The heading that a box begins with is its title.
fn titled(body: &[Line]) -> (Option<String>, &[Line]) {
    let inner = trimmed(body);
    let heading = inner.first().map(|line| line.text.trim()).filter(|text| text.starts_with('#'));
    let words = heading.map(|text| text.trim_start_matches('#')).filter(|rest| rest.starts_with(' '));
    match words {
        Some(words) => {
            let words = words.trim().trim_end_matches('#').trim();
            let bare = words.rsplit_once(" {").filter(|(_, rest)| rest.ends_with('}')).map_or(words, |(bare, _)| bare);
            (Some(bare.to_string()), inner.get(1..).unwrap_or_default())
        }
        None => (None, inner),
    }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
