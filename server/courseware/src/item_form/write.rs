//! The values of a form put in their places. What was not changed is not written.

use super::{
    Work,
    entry::{self, Entry},
    pieces::Pieces,
};
use crate::{problem::Log, question::gap};
use std::ops::Range;
use zhixing_domain::{
    lang::Lang,
    points::Points,
    question::Kind,
    workshop::{
        item_change,
        item_form::{FormRow, ItemForm},
    },
};

type Edits = Vec<(Range<usize>, String)>;

pub(crate) fn written(text: &str, form: &ItemForm, is_twin: bool) -> Option<String> {
    let work = Work::of(text).filter(|work| work.kind == form.kind)?;
    let pieces = Pieces::of(work.kind, &work.text)?;
    let mut edits = vec![];
    question(&work, &pieces, form, &mut edits);
    answer(&pieces, form, &mut edits);
    explanation(&pieces, form, &mut edits);
    edits.sort_by_key(|(place, _)| place.start);
    let (mut out, mut at) = (String::new(), 0);
    for (place, new) in edits {
        out.push_str(work.text.get(at..place.start)?);
        out.push_str(&new);
        at = place.end;
    }
    out.push_str(work.text.get(at..)?);
    let out = gap::filled(&out, |gap| work.gaps.get(gap).map(|gap| gap.text.clone()).unwrap_or_default());
    Some(if is_twin { out } else { attributes(out, &pieces, form) })
}

fn question(work: &Work, pieces: &Pieces, form: &ItemForm, edits: &mut Edits) {
    let stem = form.stem.trim();
    let (head, body) = stem.split_once('\n').unwrap_or((stem, ""));
    let (head, body) = (head.trim(), body.trim_start_matches('\n').trim_end());
    let own = |place: &Range<usize>| gap::filled(pieces.get(place), |gap| work.gaps.get(gap).map(|g| g.text.clone()).unwrap_or_default());
    let (head, body) = match work.kind {
        Kind::Cloze => (gaps(work, form, head, ["### ", ""]), gaps(work, form, body, ["### x\n\n", "\n\n> x"])),
        _ => (head.to_string(), body.to_string()),
    };
    if head != own(&pieces.head) {
        let space = if pieces.head.is_empty() { " " } else { "" };
        edits.push((pieces.head.clone(), head + space));
    }
    if body != own(&pieces.body) {
        edits.push(block(pieces, &pieces.body, &body));
    }
}

/// A block with these words: set apart from what is above it where there was none, and away with it where there are none.
fn block(pieces: &Pieces, place: &Range<usize>, new: &str) -> (Range<usize>, String) {
    match (place.is_empty(), new.is_empty()) {
        (true, false) => (place.clone(), format!("\n\n{new}")),
        (false, true) => (pieces.get(&(0..place.start)).trim_end().len()..place.end, String::new()),
        _ => (place.clone(), new.to_string()),
    }
}

/// Words of the form with what its gaps say in the place of their numbers; `around` them stands what makes an item of them.
fn gaps(work: &Work, form: &ItemForm, words: &str, around: [&str; 2]) -> String {
    let whole = [around[0], words, around[1]].concat();
    let (marked, found) = gap::mark(&whole, &mut Log::new("", Lang::Zh));
    let in_table = |gap: &gap::Found| {
        let line = marked.get(..gap.at).and_then(|above| above.rfind('\n')).map_or(0, |at| at + 1);
        marked.get(line..).is_some_and(|line| line.trim_start().starts_with('|'))
    };
    let said = |place: usize| {
        let Some(gap) = found.get(place) else { return String::new() };
        let number = gap.text.trim_matches(['[', ']']).parse::<usize>().ok().filter(|n| *n > 0);
        let row = number.and_then(|n| Some((n - 1, form.rows.get(n - 1)?)));
        row.map_or_else(|| gap.text.clone(), |(n, row)| gap_text(work.gaps.get(n), row, in_table(gap)))
    };
    let filled = gap::filled(&marked, said);
    filled.strip_prefix(around[0]).and_then(|inner| inner.strip_suffix(around[1])).unwrap_or(words).to_string()
}

/// As it was, where the form says what it said.
fn gap_text(own: Option<&gap::Found>, row: &FormRow, in_table: bool) -> String {
    let words = row.words();
    match own {
        Some(own) if own.chosen == row.marked && own.words == words => own.text.clone(),
        _ => format!("[[{}{}]]", if row.marked { "?" } else { "" }, words.join(if in_table { "\\|" } else { "|" })),
    }
}

fn answer(pieces: &Pieces, form: &ItemForm, edits: &mut Edits) {
    let rows = &form.rows;
    match form.kind {
        Kind::Cloze => {}
        Kind::TrueFalse => pieces.entries.iter().zip(rows).for_each(|(entry, row)| tick(entry, row, edits)),
        Kind::Single | Kind::Multiple => {
            let bullet = pieces.entries.first().and_then(|entry| pieces.get(&entry.place).chars().next()).filter(|c| !c.is_ascii_digit());
            let fresh =
                |row: &FormRow| format!("{} [{}] {}", bullet.unwrap_or('-'), if row.marked { 'x' } else { ' ' }, a_line(row.cell(0)));
            settle(&pieces.entries, rows, fresh, a_line, edits);
        }
        Kind::Matching | Kind::Essay => {
            let columns = if form.kind == Kind::Matching { 2 } else { 3 };
            let fresh = |row: &FormRow| {
                let cells: Vec<String> = (0..columns).map(|place| cell(row.cell(place))).collect();
                format!("| {} |", cells.join(" | "))
            };
            settle(&pieces.entries, rows, fresh, cell, edits);
        }
        Kind::Numeric | Kind::Short => {
            let new: Vec<&str> = rows.iter().map(|row| row.cell(0)).filter(|line| !line.is_empty()).collect();
            replaced(pieces, &new, new.join("\n"), edits);
        }
        Kind::Ordering => {
            let new: Vec<&str> = rows.iter().map(|row| row.cell(0)).filter(|line| !line.is_empty()).collect();
            replaced(pieces, &new, steps(pieces, &new), edits);
        }
    }
}

/// Another text in the place of all entries, unless they say the same.
fn replaced(pieces: &Pieces, new: &[&str], text: String, edits: &mut Edits) {
    let own: Vec<&str> = pieces.entries.iter().flat_map(|entry| &entry.cells).map(|cell| cell.shown.as_str()).collect();
    if let ([first, ..], [.., last]) = (pieces.entries.as_slice(), pieces.entries.as_slice())
        && own != new
    {
        edits.push((first.place.start..last.place.end, text));
    }
}

/// Steps in their new order: one that says what it said has what stands below it, and one in the place of another, too.
fn steps(pieces: &Pieces, new: &[&str]) -> String {
    let shown = |entry: &Entry| entry.cells.first().map(|cell| cell.shown.clone()).unwrap_or_default();
    let sign = pieces.entries.first().map(|entry| pieces.get(&entry.place)).and_then(|text| text.get(..entry::marker(text)));
    let sign = sign.and_then(|sign| sign.chars().next_back()).unwrap_or('.');
    let mut left: Vec<&Entry> = pieces.entries.iter().filter(|entry| !new.contains(&shown(entry).as_str())).collect();
    let one = |(place, words): (usize, &&str)| {
        let same = pieces.entries.iter().find(|entry| shown(entry) == **words);
        let own = same.or_else(|| (new.len() == pieces.entries.len() && !left.is_empty()).then(|| left.remove(0)));
        let below = own.and_then(|entry| Some(pieces.get(&(entry.cells.first()?.place.end..entry.place.end)))).unwrap_or_default();
        let kept = same.and_then(|entry| entry.cells.first()).map_or(*words, |cell| pieces.get(&cell.place));
        format!("{}{sign} {kept}{below}", place + 1)
    };
    new.iter().enumerate().map(one).collect::<Vec<_>>().join("\n")
}

/// Entries by their rows: what is changed in one, those that are empty now go, those that are new come behind.
fn settle(entries: &[Entry], rows: &[FormRow], fresh: impl Fn(&FormRow) -> String, put: fn(&str) -> String, edits: &mut Edits) {
    let (Some(first), Some(end)) = (entries.first(), entries.last().map(|entry| entry.place.end)) else { return };
    let stays = |(place, entry): &(usize, &Entry)| rows.get(*place).is_some_and(|row| !row.is_empty() || entry.row().is_empty());
    let new: Vec<String> = rows.iter().skip(entries.len()).filter(|row| !row.is_empty()).map(&fresh).collect();
    let Some((last, behind)) = entries.iter().enumerate().rfind(stays) else {
        return edits.push((first.place.start..end, new.join("\n")));
    };
    for (place, (entry, next)) in entries.iter().zip(entries.iter().skip(1).map(Some).chain([None])).enumerate().take(last + 1) {
        match (rows.get(place).filter(|_| stays(&(place, entry))), next) {
            (Some(row), _) if row.cells.len() > entry.cells.len() => edits.push((entry.place.clone(), fresh(row))),
            (Some(row), _) => changed(entry, row, put, edits),
            (None, Some(next)) => edits.push((entry.place.start..next.place.start, String::new())),
            (None, None) => {}
        }
    }
    let more: String = new.iter().map(|row| format!("\n{row}")).collect();
    if behind.place.end < end || !more.is_empty() {
        edits.push((behind.place.end..end, more));
    }
}

fn changed(entry: &Entry, row: &FormRow, put: fn(&str) -> String, edits: &mut Edits) {
    tick(entry, row, edits);
    for (place, own) in entry.cells.iter().enumerate() {
        if row.cell(place) != own.shown.trim() {
            let space = if own.place.is_empty() { " " } else { "" };
            edits.push((own.place.clone(), put(row.cell(place)) + space));
        }
    }
}

fn tick(entry: &Entry, row: &FormRow, edits: &mut Edits) {
    if let Some(tick) = entry.tick.clone().filter(|_| entry.row().marked != row.marked) {
        edits.push((tick, if row.marked { "x" } else { " " }.to_string()));
    }
}

fn a_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(words: &str) -> String {
    a_line(words).replace('|', "\\|")
}

fn explanation(pieces: &Pieces, form: &ItemForm, edits: &mut Edits) {
    let new = form.why.trim();
    if new == pieces.explanation().trim() {
        return;
    }
    let quoted = |line: &str| format!("> {line}").trim_end().to_string();
    let quote = if new.is_empty() { String::new() } else { new.lines().map(quoted).collect::<Vec<_>>().join("\n") };
    let end = pieces.text.trim_end().len();
    edits.push(block(pieces, pieces.why.as_ref().unwrap_or(&(end..end)), &quote));
}

fn attributes(mut text: String, pieces: &Pieces, form: &ItemForm) -> String {
    let own = |key: &str| pieces.attributes.get(key).unwrap_or_default().trim();
    let mut set = |key: &str, value: &str| text = item_change::set(&text, key, Some(value).filter(|value| !value.is_empty()));
    if form.kind == Kind::Essay {
        // a rubric is worth what its lines are worth
        let worth = form.worth();
        if own("points").parse().unwrap_or(Points::whole(1)) != worth {
            set("points", &worth.to_string());
        }
    } else if own("points") != form.points.trim() {
        set("points", form.points.trim());
    }
    if own("difficulty") != form.difficulty.trim() {
        set("difficulty", form.difficulty.trim());
    }
    if own("tags") != form.tags.trim() {
        set("tags", &item_change::tags(&form.tags).unwrap_or_default().join(","));
    }
    text
}
