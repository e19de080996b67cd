//! Blocks of HTML: folds, comments, and pages within a page, which are read as documents are.

use super::{Line, PageWriter, boxes::ForeignBox, code::fence_of, ending, indent_of, put_block, tags};
use crate::{lesson::folder::words, text};

/// So many lines are looked at for the end of an element.
const MOST: usize = 2_000;
/// Elements that may have blank lines in them.
const WHOLE: [&str; 9] = ["table", "pre", "script", "style", "svg", "iframe", "video", "audio", "form"];

impl PageWriter<'_, '_> {
    /// `<!-- … -->` on lines of its own; what stands behind it goes on.
    pub(super) fn comment(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let first = rest.first().filter(|line| line.text.trim_start().starts_with("<!--"))?;
        let near = rest.len().min(MOST);
        let found = if self.may_look(64) { rest.iter().take(near).position(|line| line.text.contains("-->")) } else { None };
        let Some(last) = found else {
            self.may_look(near * 64);
            let text = self.inline(&first.text.replace("<!--", ""), first.at);
            out.push(Line { at: first.at, text });
            return Some(1);
        };
        let end = rest.get(last)?;
        let (_, behind) = end.text.split_once("-->")?;
        if behind.trim().is_empty() {
            put_block(out, 0, rest.get(..=last)?.to_vec());
        } else {
            out.extend(self.blocks(&[Line { at: end.at, text: behind.trim_start().to_string() }], depth + 1));
        }
        Some(last + 1)
    }

    pub(super) fn html(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let first = rest.first().filter(|line| line.text.trim_start().starts_with('<'))?;
        let bare = first.text.trim();
        let name = tags::name(bare)?;
        if tags::is_within_a_line(&name) || indent_of(&first.text) > 3 && !self.in_list {
            return None;
        }
        if name == "details" && !bare.starts_with("</") {
            return self.details(rest, depth, out);
        }
        let end = format!("</{name}");
        let near = rest.len().min(MOST);
        let whole = WHOLE.contains(&name.as_str()) && !bare.starts_with("</") && self.may_look(near * 32);
        let closes = |line: &Line| line.text.to_ascii_lowercase().contains(&end);
        let closed = whole.then(|| rest.iter().take(near).position(closes)).flatten();
        let blank = || rest.iter().position(|line| line.text.trim().is_empty()).unwrap_or(rest.len()).max(1);
        let used = closed.map_or_else(blank, |n| n + 1);
        let lines = rest.get(..used)?;
        let html: String = lines.iter().map(|line| format!("{}\n", line.text.trim_start())).collect();
        if tags::is_empty(&html) || html.contains(" markdown") {
            self.report.tell(first.at, &words::HTML, &name);
            let inner: Vec<Line> = lines.iter().map(|line| Line { at: line.at, text: tags::untagged(&line.text) }).collect();
            out.extend(self.blocks(&inner, depth + 1));
        } else {
            let lines = self.html_page(first.at, &html);
            put_block(out, indent_of(&first.text), lines);
        }
        Some(used)
    }

    /// A page of HTML within the text.
    fn html_page(&mut self, at: usize, html: &str) -> Vec<Line> {
        let mut pictures = |address: &str| self.media(address);
        let page = text::page(html, &mut pictures);
        page.left.keys().for_each(|what| self.report.tell(at, words::left_out(*what), "HTML"));
        self.report.tell(at, &words::MARKS, "HTML");
        let mut lines = vec![];
        if !page.title.is_empty() {
            let level = if html.to_ascii_lowercase().contains("<h1") { 1 } else { 2 };
            self.headed(at, level, &page.title, None, &mut lines);
        }
        let mut in_code = false;
        for line in page.text.lines() {
            in_code ^= fence_of(line).is_some();
            match super::heading::level(line).filter(|_| !in_code) {
                Some(level) => self.headed(at, u8::try_from(level).unwrap_or(6), line.trim_start_matches('#'), None, &mut lines),
                None => lines.push(Line { at, text: line.to_string() }),
            }
        }
        lines
    }

    fn details(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let first = rest.first()?;
        let opens = |bare: &str| {
            let bare = bare.to_ascii_lowercase();
            match (bare.contains("<details"), bare.contains("</details")) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        };
        let on_one_line = first.text.to_ascii_lowercase().contains("</details");
        let end = if on_one_line { 0 } else { ending(rest, opens).unwrap_or(rest.len().saturating_sub(1)) };
        let lines = rest.get(..=end)?;
        // the tags of the fold itself go; what stands beside them stays
        let mut inner: Vec<Line> = lines.iter().map(|line| Line { at: line.at, text: line.text.clone() }).collect();
        if let Some(line) = inner.first_mut() {
            let open = line.text.find('>').map_or(line.text.len(), |at| at + 1);
            line.text = line.text.get(open..).unwrap_or_default().to_string();
        }
        if let Some(line) = inner.last_mut() {
            let at = line.text.to_ascii_lowercase().rfind("</details").unwrap_or(line.text.len());
            line.text.truncate(at);
        }
        let (title, inner) = summary(&inner);
        let lines = self.boxed(&ForeignBox { at: first.at, name: "details", title, folded: true }, &inner, depth);
        put_block(out, indent_of(&first.text), lines);
        Some(end + 1)
    }
}

/// The words of a `<summary>` among the first lines, and what is behind it.
fn summary(lines: &[Line]) -> (Option<String>, Vec<Line>) {
    let head: Vec<&str> = lines.iter().take(10).map(|line| line.text.as_str()).collect();
    let text = head.join("\n");
    let parted = text.split_once("<summary>").and_then(|(_, rest)| rest.split_once("</summary>"));
    let Some((title, behind)) = parted else { return (None, lines.to_vec()) };
    let used = text.len() - behind.len();
    let line = text.get(..used).unwrap_or_default().matches('\n').count();
    let rest = behind.split('\n').next().unwrap_or_default();
    let at = lines.get(line).map_or(0, |line| line.at);
    let mut inner = vec![Line { at, text: rest.to_string() }];
    inner.extend(lines.get(line + 1..).unwrap_or_default().iter().cloned());
    (Some(text::unmarked(title)), inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_fold_are_found() {
        let lines = ["<summary>A", "<b>b</b></summary>c", "d"].map(|text| Line { at: 1, text: text.into() });
        let (title, inner) = summary(&lines);
        assert_eq!(title.as_deref(), Some("A b"));
        assert_eq!(inner.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["c", "d"]);
    }
}
