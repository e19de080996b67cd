//! Answers of a stem with several gaps.

use super::{answer::blanks, number};
use crate::{Accepted, ForeignGap, ForeignKey, GAP};

/// The parts of an answer: by lines, by numbers, by signs, whichever gives as many as there are gaps.
pub(crate) fn parts(answer: &str, wanted: usize) -> Vec<String> {
    let by = |signs: &[char]| -> Vec<String> {
        answer.split(|c| signs.contains(&c)).map(str::trim).filter(|part| !part.is_empty()).map(unnumbered).collect()
    };
    let ways: [&[char]; 5] = [&['\n'], &[';', '；', '\n'], &[';', '；', '\n', ' ', '\u{3000}', '\t'], &['、'], &['，', ',']];
    let mut first = None;
    for signs in ways {
        let parts = by(signs);
        if parts.len() == wanted {
            return parts;
        }
        if parts.len() > 1 {
            first.get_or_insert(parts);
        }
    }
    first.unwrap_or_else(|| vec![answer.into()])
}

/// `①北京` is 北京; `3.14` stays.
fn unnumbered(part: &str) -> String {
    number::read(part)
        .filter(|n| matches!(n.form, number::Form::Circle | number::Form::Round | number::Form::Plain) && !n.decimal)
        .map_or(part, |n| n.rest)
        .into()
}

/// A stem in Markdown with its blanks as gaps.
pub(crate) fn cloze(stem: &str, parts: Vec<String>) -> (String, ForeignKey) {
    let bare = stem.replace("\\_", "_");
    let (mut out, mut end) = (String::new(), 0);
    for (from, to) in blanks(&bare) {
        out.push_str(bare.get(end..from).unwrap_or_default());
        out.push(GAP);
        end = to;
    }
    out.push_str(bare.get(end..).unwrap_or_default());
    (out, ForeignKey::Cloze(parts.into_iter().map(|part| ForeignGap::Typed(vec![Accepted::full(part)])).collect()))
}
