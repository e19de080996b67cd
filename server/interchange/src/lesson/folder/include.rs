//! Parts of a page that stand in other files: `{{#include}}` of mdBook, snippets `--8<--` of MkDocs, `{% include %}`, `{include}` of MyST.
//! Each is put in where it is named, within bounds; files that are not in the folder are told.

use super::{
    markdown::{Line, PageWriter, fence_of},
    path::folder_of,
    words,
};
use crate::{decode::decode, text};

/// Files within files within files.
const DEEPEST: usize = 6;

pub(super) fn all(lines: &[Line], writer: &mut PageWriter, most: usize) -> Vec<Line> {
    let mut parts = Parts { writer, out: vec![], left: most, fence: None, snippets: false };
    let folder = folder_of(parts.writer.path).to_string();
    parts.take(lines, &folder, 0);
    parts.out
}

struct Parts<'w, 'r, 'f> {
    writer: &'w mut PageWriter<'r, 'f>,
    out: Vec<Line>,
    /// The bytes that may still come; a page of more is too long as a whole.
    left: usize,
    /// The marks of the block of code that is open.
    fence: Option<String>,
    /// Between two lines `--8<--`, where each line names a file.
    snippets: bool,
}

/// What a line asks for: the words before it, the file with the part of it that is wanted, whether it is code to be shown as such, and the words behind.
struct Ask<'l> {
    before: &'l str,
    file: String,
    shown: bool,
    behind: &'l str,
}

impl Parts<'_, '_, '_> {
    fn put(&mut self, at: usize, text: String) {
        if let Some(left) = self.left.checked_sub(text.len() + 1) {
            self.left = left;
            self.out.push(Line { at, text });
        } else if self.left > 0 {
            // one byte over the bound tells that there was more
            self.out.push(Line { at, text: "x".repeat(self.left + 1) });
            self.left = 0;
        }
    }

    fn take(&mut self, lines: &[Line], folder: &str, depth: usize) {
        let mut lines = lines.iter();
        while let Some(line) = lines.next().filter(|_| self.left > 0) {
            let bare = line.text.trim();
            if let Some((marks, info)) = fence_of(bare) {
                if let Some(file) = info.strip_prefix("{include}").filter(|_| self.fence.is_none()) {
                    let end = |line: &&Line| line.text.trim() == marks;
                    self.file(line.at, folder, file.trim(), depth);
                    let _ = lines.by_ref().find(end);
                    continue;
                }
                match &self.fence {
                    Some(open) if info.is_empty() && marks.starts_with(open.as_str()) => self.fence = None,
                    None => self.fence = Some(marks.to_string()),
                    Some(_) => {}
                }
            }
            if bare.trim_start_matches('-') == "8<--" {
                self.snippets = !self.snippets;
            } else if self.snippets && !bare.is_empty() {
                self.file(line.at, folder, bare, depth);
            } else if let Some(ask) = asked(&line.text) {
                self.asked(line, &ask, folder, depth);
            } else {
                self.put(line.at, line.text.clone());
            }
        }
    }

    fn asked(&mut self, line: &Line, ask: &Ask, folder: &str, depth: usize) {
        let (at, before) = (line.at, self.out.len());
        if ask.shown {
            self.put(at, "```rust".into());
        }
        let found = self.file(at, folder, &ask.file, depth);
        if ask.shown {
            self.put(at, "```".into());
        }
        if !found {
            self.out.truncate(before);
            // within code the line says itself what is missing
            let rest = if self.fence.is_some() { line.text.clone() } else { format!("{}{}", ask.before, ask.behind) };
            return self.put(at, rest);
        }
        let indent = ask.before.len() - ask.before.trim_start().len();
        let blank = ask.before.get(..indent).unwrap_or_default().to_string();
        let first = self.out.get(before).map(|line| line.text.clone()).unwrap_or_default();
        for line in self.out.get_mut(before..).unwrap_or_default().iter_mut().filter(|line| !line.text.is_empty()) {
            line.text.insert_str(0, &blank);
        }
        if let Some(line) = self.out.get_mut(before).filter(|_| !ask.before.trim().is_empty()) {
            line.text = format!("{}{first}", ask.before);
        }
        if let Some(line) = self.out.last_mut().filter(|_| !ask.behind.trim().is_empty()) {
            line.text.push_str(ask.behind);
        }
    }

    /// Puts a file in, or tells that it is not there.
    fn file(&mut self, at: usize, folder: &str, asked: &str, depth: usize) -> bool {
        let asked = asked.trim().trim_matches(['"', '\'']);
        let (path, part) = asked.split_once(':').unwrap_or((asked, ""));
        if !self.writer.may_look(4_096) {
            // files that name each other again and again are more than any page
            self.put(at, "x".repeat(self.left + 1));
            return true;
        }
        let found = if depth < DEEPEST { self.writer.path_of(folder, path) } else { None };
        let text = found.as_ref().and_then(|path| decode(self.writer.site.files.0.get(path)?).ok());
        let (Some(path), Some((text, _))) = (found, text) else {
            self.writer.report.tell(at, &words::NOT_INCLUDED, asked);
            return false;
        };
        self.writer.report.tell(at, &words::INCLUDED, &path);
        self.writer.lot.included.insert(path.clone());
        let text = text::clean(&text);
        let above = super::front::read(&text).lines;
        let lines: Vec<&str> = text.lines().skip(above).collect();
        let lines: Vec<Line> = part_of(&lines, part).into_iter().map(|text| Line { at, text: text.into() }).collect();
        self.take(&lines, folder_of(&path), depth + 1);
        true
    }
}

/// The first thing that a line asks for.
fn asked(line: &str) -> Option<Ask<'_>> {
    for (open, close) in [("{{#", "}}"), ("{%", "%}"), ("--8<--", "\n")] {
        let Some((before, rest)) = line.split_once(open) else { continue };
        let (inner, behind) = rest.split_once(close).unwrap_or((rest, ""));
        let inner = inner.trim().trim_matches('-').trim();
        let (word, file) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let file = file.trim();
        let ask = |file: &str, shown: bool| Some(Ask { before, file: file.to_string(), shown, behind });
        match (open, word) {
            ("{{#", "include" | "rustdoc_include" | "template") => return ask(file.split_whitespace().next()?, false),
            ("{{#", "playground" | "playpen") => return ask(file.split_whitespace().next()?, true),
            ("{%", "include" | "include_relative" | "include-markdown" | "include_markdown") => {
                let first = file.split_whitespace().next()?;
                return ask(first, false).filter(|ask| !ask.file.contains(".html"));
            }
            ("--8<--", _) if before.trim().is_empty() && inner.starts_with(['"', '\'']) => return ask(inner, false),
            _ => {}
        }
    }
    None
}

/// The lines that are wanted: all, those between two numbers, or those between two marks.
fn part_of<'t>(lines: &[&'t str], part: &str) -> Vec<&'t str> {
    let is_mark = |line: &&str| ["ANCHOR:", "ANCHOR_END:", "--8<-- [start:", "--8<-- [end:"].iter().any(|mark| line.contains(mark));
    let unmarked = |lines: &[&'t str]| lines.iter().filter(|line| !is_mark(line)).copied().collect::<Vec<_>>();
    if part.is_empty() {
        return unmarked(lines);
    }
    let (from, to) = part.split_once(':').map_or((part, None), |(from, to)| (from, Some(to)));
    let number = |text: &str| text.trim().parse::<usize>().ok();
    if number(from).is_some() || from.is_empty() {
        let from = number(from).unwrap_or(1).saturating_sub(1).min(lines.len());
        let to = to.map_or(from + 1, |to| number(to).unwrap_or(lines.len())).clamp(from, lines.len());
        return unmarked(lines.get(from..to).unwrap_or_default());
    }
    let has = |line: &str, marks: [String; 2]| marks.iter().any(|mark| line.trim_end().contains(mark.as_str()));
    let begins = |line: &str| has(line, [format!("ANCHOR: {from}"), format!("[start:{from}]")]);
    let ends = |line: &str| has(line, [format!("ANCHOR_END: {from}"), format!("[end:{from}]")]);
    let start = lines.iter().position(|line| begins(line)).map_or(0, |at| at + 1);
    let rest = lines.get(start..).unwrap_or_default();
    unmarked(rest.get(..rest.iter().position(|line| ends(line)).unwrap_or(rest.len())).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_file_is_that_between_its_marks_or_numbers() {
        let lines = ["a", "// ANCHOR: x", "b", "// ANCHOR_END: x", "c"];
        for (part, wanted) in [("", "abc"), ("x", "b"), ("1", "a"), ("3:5", "bc"), (":1", "a"), ("5:", "c"), ("9:2", "")] {
            assert_eq!(part_of(&lines, part).concat(), wanted, "{part}");
        }
    }
}
