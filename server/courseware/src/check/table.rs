//! Tables: cells beyond the head vanish, and a `|` in code parts cells as well.

use crate::{
    markdown::Ev,
    problem::{AreaFault, PageFault},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Compares the cells that an author wrote in a row with the columns of the table.
pub(crate) fn row(source: &str, place: Range<usize>, columns: usize) -> Option<(usize, AreaFault)> {
    let line = source.get(place.clone())?.lines().next()?;
    let cells = cells(line);
    let fault = match cells {
        0 => return None,
        _ if cells > columns => PageFault::CellsLost { found: cells, wanted: columns },
        _ if cells < columns => PageFault::CellsMissing { found: cells, wanted: columns },
        _ => return None,
    };
    Some((place.start, fault.into()))
}

/// Names a table that begins here and has nothing in any cell.
pub(super) fn empty(events: &[Ev]) -> Option<(usize, AreaFault)> {
    let mut inside = events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Table)));
    let part = |event: &Event| {
        matches!(event, Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell))
            || matches!(event, Event::End(TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell))
    };
    let (_, place) = events.first()?;
    inside.all(|(event, _)| part(event)).then(|| (place.start, PageFault::EmptyTable.into()))
}

/// How many cells a line has: a `|` parts them unless `\` stands before it, also within code.
fn cells(line: &str) -> usize {
    let line = line.trim().trim_start_matches(['>', ' ']).trim();
    if line.is_empty() {
        return 0;
    }
    let (mut bars, mut escaped, mut ends_in_bar) = (0, false, false);
    for c in line.chars() {
        ends_in_bar = c == '|' && !escaped;
        bars += usize::from(ends_in_bar);
        escaped = c == '\\' && !escaped;
    }
    let outer = usize::from(line.starts_with('|')) + usize::from(ends_in_bar && line.len() > 1);
    (bars + 1).saturating_sub(outer)
}

/// Whether a line is the second one of a table, in the marks of this language or in full width.
pub(super) fn is_delimiter(line: &str) -> bool {
    let fits = |c: char| matches!(c, '|' | '｜' | '-' | ':' | '：' | ' ' | '—' | '－');
    line.contains(['|', '｜']) && line.contains(['-', '—', '－']) && line.trim().chars().all(fits)
}

/// How many bars a line has that looks like a row: it begins and ends with one.
pub(super) fn bars(line: &str) -> Option<usize> {
    let line = line.trim();
    let outer = line.starts_with(['|', '｜']) && line.ends_with(['|', '｜']);
    Some(line.matches(['|', '｜']).count()).filter(|bars| outer && *bars > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_the_reader_of_tables_does() {
        for (line, n) in
            [("| a | b |", 2), ("a | b", 2), ("| `a \\| b` | c |", 2), ("| `a | b` | c |", 3), ("| | x |", 2), ("> | a |", 1), ("", 0)]
        {
            assert_eq!(cells(line), n, "{line}");
        }
        assert!(
            is_delimiter("|---|:--:|")
                && is_delimiter("｜——｜——｜")
                && is_delimiter("|-|")
                && !is_delimiter("| a | b |")
                && !is_delimiter("---")
        );
    }
}
