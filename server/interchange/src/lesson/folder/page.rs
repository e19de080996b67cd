//! One page of a folder on its way to a lesson: its bytes are read, its parts from other files put in, its text written anew.

use super::{
    contents::Entry,
    front, include,
    lot::Lot,
    markdown::{HeadingMark, Line, PageWriter},
    nav, notebook,
    path::{folder_of, name_of, stem_of},
    site::{self, Site},
    words,
};
use crate::{BankNote, decode::decode, slug, text};
use std::collections::BTreeSet;
use zhixing_domain::workshop::FILE_BYTES;

/// A page before its links are settled.
#[derive(Default)]
pub(super) struct Drafted {
    pub source: String,
    pub encoding: String,
    pub title: String,
    pub summary: Option<String>,
    pub minutes: Option<u32>,
    pub slug: String,
    pub named: bool,
    /// Nothing where it stays out.
    pub lines: Option<Vec<Line>>,
    pub headings: Vec<HeadingMark>,
    pub said: Vec<BankNote>,
    /// Pictures without words of their own, by their names in `media/`.
    pub wordless: BTreeSet<String>,
    pub in_cells: bool,
}

pub(super) fn draft(site: &Site, entry: &Entry, lot: &mut Lot) -> Drafted {
    let stem = stem_of(name_of(&entry.path));
    let folder = folder_of(&entry.path);
    let is_index = ["index", "readme"].contains(&stem.to_lowercase().as_str()) && folder != site.root;
    let named = if is_index { name_of(folder) } else { stem };
    let bare = named.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' '));
    let slug = slug::of(if bare.is_empty() { stem } else { bare }, "lesson");
    let title = entry.title.clone().unwrap_or_else(|| nav::unquoted(&stem.replace(['_', '-'], " ")));
    let begun = Drafted { source: entry.path.clone(), title, slug, named: entry.named, ..Drafted::default() };
    let bytes = site.files.0.get(&entry.path).map(Vec::as_slice).unwrap_or_default();
    match written(site, bytes, lot, &begun) {
        Ok(draft) => Drafted { source: begun.source, slug: begun.slug, named: begun.named, ..draft },
        Err(note) => Drafted { said: vec![note], ..begun },
    }
}

/// The first heading above all is the title, but where another one is given: then it is a heading no more.
fn own_title(headings: &mut [HeadingMark], given: Option<&String>) -> Option<String> {
    let heading = headings.first_mut().filter(|heading| heading.level == 1)?;
    if given.is_some_and(|title| site::key(title) != site::key(&heading.plain)) {
        return None;
    }
    heading.level = 0;
    Some(heading.plain.clone())
}

fn written(site: &Site, bytes: &[u8], lot: &mut Lot, begun: &Drafted) -> Result<Drafted, BankNote> {
    let (source, encoding) = decode(bytes)?;
    let source = text::clean(&source);
    let mut writer = PageWriter::of(site, &begun.source, lot);
    let in_cells = begun.source.to_ascii_lowercase().ends_with(".ipynb");
    let (front, lines) = if in_cells {
        let lines = notebook::lines(&source, &mut writer)?;
        // the first cell may be front matter
        let first: String = lines.iter().take_while(|line| line.at == 1).map(|line| format!("{}\n", line.text)).collect();
        (front::read(&first), lines)
    } else {
        (front::read(&source), (1..).zip(source.lines()).map(|(at, text)| Line { at, text: text.into() }).collect())
    };
    if !front.left.is_empty() {
        writer.report.tell(1, &words::FRONT, &front.left.join("、"));
    }
    let lines = include::all(lines.get(front.lines..).unwrap_or_default(), &mut writer, FILE_BYTES);
    let length: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    if length > FILE_BYTES {
        return Err(words::too_long());
    }
    writer.lot.left = writer.lot.left.checked_sub(length).ok_or_else(words::all_too_long)?;
    let lines = writer.page(&lines);
    let PageWriter { headings, report, wordless, .. } = writer;
    let mut draft = Drafted {
        encoding,
        summary: front.summary,
        minutes: front.minutes,
        headings,
        wordless,
        in_cells,
        said: report.notes(in_cells),
        ..Drafted::default()
    };
    let own = own_title(&mut draft.headings, front.title.as_ref());
    draft.title = front.title.or(own.filter(|title| !title.is_empty())).unwrap_or_else(|| begun.title.clone());
    draft.lines = Some(lines);
    Ok(draft)
}
