//! Headings: their words, their ids, and the names by which links mean them. Within a box they are bold words.

use super::{HEADING, HeadingMark, Line, PageWriter, link::unlinked, put_block};
use crate::{slug, text};

impl PageWriter<'_, '_> {
    pub(super) fn heading(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let line = rest.first()?;
        let bare = line.text.trim();
        let level = level(bare)?;
        let words = bare.get(level..)?.trim();
        // `## words ##`
        let closed = words.rsplit_once(' ').filter(|(_, end)| end.bytes().all(|b| b == b'#'));
        let words = closed.map_or(words, |(words, _)| words).trim();
        self.headed(line.at, u8::try_from(level).unwrap_or(6), words, (depth > 0 || line.text.starts_with(' ')).then_some(depth), out);
        Some(1)
    }

    /// Writes a heading; `within` is how deep it stands where it is none of the page.
    pub(super) fn headed(&mut self, at: usize, level: u8, words: &str, within: Option<usize>, out: &mut Vec<Line>) {
        let (words, attributes) = match words.rsplit_once('{').filter(|(_, inner)| inner.ends_with('}') && !inner.contains('`')) {
            Some((words, inner)) => (words.trim(), inner.trim_end_matches('}')),
            None => (words, ""),
        };
        let words = self.inline(&text::one_line(words), at);
        let own = attributes.split_whitespace().find_map(|word| word.trim_start_matches(':').strip_prefix('#'));
        let mut labels = std::mem::take(&mut self.labels);
        labels.extend(own.map(str::to_lowercase));
        if words.trim().is_empty() {
            return;
        }
        self.in_list = false;
        if within.is_some() {
            let bold = format!("**{}**", words.replace("**", ""));
            return put_block(out, 0, vec![Line { at, text: bold }]);
        }
        let id = labels.iter().find(|label| slug::is(label)).cloned();
        let plain = text::unmarked_markdown(&unlinked(&words)).trim().to_string();
        put_block(out, 0, vec![Line { at, text: format!("{HEADING}{}", self.headings.len()) }]);
        self.headings.push(HeadingMark { level, words, plain, id, labels });
    }
}

/// The level of a heading by its marks.
pub(super) fn level(bare: &str) -> Option<usize> {
    let level = bare.bytes().take_while(|b| *b == b'#').count();
    let fits = (1..=6).contains(&level) && bare.get(level..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    fits.then_some(level)
}
