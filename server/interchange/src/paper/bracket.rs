//! An answer in brackets in the stem: `……是（ B ）。`

use super::{
    answer::{is_key, truth},
    glyph::{half, narrow},
};

#[derive(Debug, PartialEq)]
pub(super) enum Inner {
    Nothing,
    /// The stem without the answer, the answer, and whether it can be nothing else.
    One {
        stem: String,
        answer: String,
        sure: bool,
    },
    Several,
}

struct Found {
    from: usize,
    to: usize,
    padded: bool,
    last: bool,
    joined: bool,
}

/// Looks for letters where there are options, else for signs of truth; `judged`: the item is to be judged, so that any sign counts.
pub(super) fn read(stem: &str, options: bool, judged: bool) -> Inner {
    let wanted = |inside: &str| {
        let said = truth(inside);
        if options { is_key(inside) } else { said.is_some_and(|(_, sure)| sure || judged) || !judged && is_key(inside) }
    };
    let found = brackets(stem, wanted);
    let padded: Vec<&Found> = found.iter().filter(|f| f.padded).collect();
    let one = match (padded.as_slice(), found.as_slice()) {
        ([one], _) => *one,
        ([], [one]) if one.last => one,
        ([], all) if !all.iter().any(|f| f.last) => return Inner::Nothing,
        _ => return Inner::Several,
    };
    let inside = stem.get(one.from..one.to).unwrap_or_default();
    let sure = one.padded || one.joined || truth(inside).is_some_and(|(_, sure)| sure);
    let stem = format!("{} {}", stem.get(..one.from).unwrap_or_default(), stem.get(one.to..).unwrap_or_default());
    Inner::One { stem, answer: inside.trim().into(), sure }
}

fn brackets(stem: &str, wanted: impl Fn(&str) -> bool) -> Vec<Found> {
    let (mut found, mut open) = (vec![], None);
    let mut before = None;
    for (at, c) in stem.char_indices() {
        match half(c) {
            '(' => open = Some((at + c.len_utf8(), before)),
            ')' => {
                let Some((from, ahead)) = open.take() else { continue };
                let inside = stem.get(from..at).unwrap_or_default();
                if inside.len() <= 40 && wanted(inside.trim()) {
                    let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
                    let rest = stem.get(at + c.len_utf8()..).unwrap_or_default();
                    let last = rest.chars().all(|c| c.is_whitespace() || "。．.？?！!，,；;：:".contains(c));
                    let padded = blank(inside.chars().next()) || blank(inside.chars().next_back());
                    found.push(Found { from, to: at, padded, last, joined: ahead.is_none_or(joins) });
                }
            }
            _ => {}
        }
        before = Some(c);
    }
    found
}

/// Whether what stands before a bracket leaves room for an answer rather than being named by it, as in `库仑（C）`.
fn joins(before: char) -> bool {
    before.is_whitespace() || "是为有在到于指叫选即得等含括成用由要应能会了的，,：:。？?！!；;”\"".contains(before)
}

/// The letters behind `故选：` in an explanation; `故选项A错误` says none.
pub(super) fn concluded(explanation: &str) -> Option<String> {
    let (_, rest) = explanation.rsplit_once("故选").or_else(|| explanation.rsplit_once("故答案选"))?;
    let rest = rest.trim_start_matches(['择', '：', ':', ' ', '\u{3000}', '（', '(']);
    let end = rest.find(|c| !half(c).is_ascii_uppercase() && !matches!(c, '、' | '，' | ',')).unwrap_or(rest.len());
    let (letters, behind) = rest.split_at(end);
    let letters = narrow(letters.trim_end_matches(['、', '，', ',']));
    (is_key(&letters) && !behind.starts_with(char::is_alphanumeric)).then_some(letters)
}
