//! What stands below a line: whether it begins an item can be told by that alone.

use super::{
    line::{Line, Said, untitled},
    number::Form,
    option::Sign,
    table,
};

/// How far is looked.
const FAR: usize = 60;

/// What belongs to an item that would begin at a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Below {
    pub options: bool,
    pub answer: bool,
}

impl Below {
    pub fn any(self) -> bool {
        self.options || self.answer
    }
}

/// Looks from a line to where the next item begins.
pub(super) fn below(lines: &[Line], at: usize) -> Below {
    let mut found = Below::default();
    for (place, line) in lines.iter().enumerate().skip(at).take(FAR) {
        match &line.said {
            Said::Number(n) if place > at && matches!(n.form, Form::Named | Form::Plain) => break,
            Said::Section(_) | Said::Stem(_) if place > at => break,
            Said::Answer(_) => {
                found.answer = true;
                break;
            }
            Said::Options(_) if opens(lines, place) => found.options = true,
            _ => found.options |= line.options.is_some(),
        }
    }
    found
}

/// Whether options begin here: A is followed by B, on its line or below it.
pub(super) fn opens(lines: &[Line], at: usize) -> bool {
    let Some(Said::Options(options)) = lines.get(at).map(|line| &line.said) else { return false };
    if options.first() != 'A' || options.list.len() > 1 {
        return options.first() == 'A';
    }
    let plain = |sign| matches!(sign, Sign::Blank | Sign::Alone);
    for line in lines.iter().skip(at + 1).take(FAR) {
        match &line.said {
            Said::Options(next) if next.first() == 'B' => {
                let alike = next.form == options.form || !plain(next.form.sign) && !plain(options.form.sign);
                return alike && next.form.small == options.form.small;
            }
            Said::Options(next) if next.first() == 'A' => return false,
            Said::Answer(_) | Said::Section(_) | Said::Stem(_) => return false,
            _ => {}
        }
    }
    false
}

/// The next line that is not empty, headings left aside where `headings` says so. Nobody leaves so many lines empty.
pub(super) fn next<'l, 't>(lines: &'l [Line<'t>], at: usize, headings: bool) -> Option<(usize, &'l Line<'t>)> {
    let skipped = |line: &Line| matches!(line.said, Said::Blank) || headings && matches!(line.said, Said::Section(_));
    lines.iter().enumerate().skip(at + 1).take(FAR).find(|(_, line)| !skipped(line))
}

/// The entries of a table of answers at a line, where no item begins there.
pub(super) fn entries(lines: &[Line], at: usize) -> Option<Vec<table::Entry>> {
    let line = lines.get(at)?;
    if let Some(grid) = grid(lines, at) {
        return Some(grid);
    }
    (!below(lines, at).options).then(|| table::entries(line.text).or_else(|| table::entries(untitled(line.text)?)))?
}

/// The entries of a table in two lines, numbers above answers.
pub(super) fn grid(lines: &[Line], at: usize) -> Option<Vec<table::Entry>> {
    table::grid(lines.get(at)?.text, next(lines, at, false)?.1.text)
}

/// Whether a number is among those of the table that begins at a line, or the table has headings.
pub(super) fn listed(lines: &[Line], at: usize, number: Option<u32>) -> bool {
    for line in lines.iter().skip(at) {
        let text = if let Said::Answer(text) = line.said { text } else { line.text };
        match (&line.said, table::entries(text)) {
            (Said::Section(_), _) => return true,
            (_, Some(entries)) if entries.iter().any(|(n, _)| Some(*n) == number) => return true,
            (Said::Blank, _) | (_, Some(_)) => {}
            _ if text.is_empty() => {}
            _ => return false,
        }
    }
    false
}
