//! Answers of several items together, at the end of a paper: `1-5 ABCDA`, `1. B 2. D`, `BAD`.

use super::{
    answer::truth,
    glyph::{digits, half},
};

/// The number of an item and its answer.
pub(super) type Entry = (u32, String);

/// The entries of a line: of ranges, or of numbers one by one. Nothing where it is no such line, none where the answers of a range are not as many as
/// its numbers.
pub(super) fn entries(text: &str) -> Option<Vec<Entry>> {
    ranges(text).or_else(|| numbered(text))
}

/// `1-5 ABCDA 6-10 BBCDD`, `1-5 ABCDA 6. √`.
pub(super) fn ranges(text: &str) -> Option<Vec<Entry>> {
    const DASHES: [char; 8] = ['-', '~', '～', '–', '—', '－', '至', '到'];
    let (mut all, mut rest) = (vec![], text.trim());
    while !rest.is_empty() {
        let (first, behind) = digits(rest)?;
        let Some(behind) = behind.trim_start().strip_prefix(DASHES) else {
            all.extend(numbered(rest).filter(|_| !all.is_empty())?);
            break;
        };
        let behind = behind.trim_start_matches(DASHES).trim_start();
        let (last, behind) = digits(behind)?;
        let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || ".．:：、)）题".contains(c));
        let end = behind.find(|c| half(c).is_ascii_digit()).unwrap_or(behind.len());
        let (signs, behind) = behind.split_at(end);
        let signs = run(signs)?;
        let count = usize::try_from(last.checked_sub(first)?).ok()? + 1;
        if signs.len() != count {
            return Some(vec![]);
        }
        all.extend((first..=last).zip(signs));
        rest = behind;
    }
    (!all.is_empty()).then_some(all)
}

/// Signs one after another, each of them an answer: `ABCDA`, `√×√`.
pub(super) fn run(text: &str) -> Option<Vec<String>> {
    let signs: Vec<char> = text.chars().map(half).filter(|c| !c.is_whitespace() && !",、;.。".contains(*c)).collect();
    let is_sign = |c: &char| c.is_ascii_uppercase() || truth(&c.to_string()).is_some_and(|(_, sure)| sure);
    (!signs.is_empty() && signs.iter().all(is_sign)).then(|| signs.iter().map(char::to_string).collect())
}

/// `1. B 2. D`, `1、B`, `4. ×`.
fn numbered(text: &str) -> Option<Vec<Entry>> {
    let (mut number, mut rest) = entry(text.trim(), false)?;
    let mut all = vec![];
    while let Some((at, behind)) = following(rest, number + 1) {
        all.push((number, value(rest.get(..at)?)));
        (number, rest) = (number + 1, behind);
    }
    all.push((number, value(rest)));
    all.iter().all(|(_, value)| !value.is_empty()).then_some(all)
}

fn value(text: &str) -> String {
    text.trim().trim_end_matches([';', '；', '，', ',']).trim().into()
}

/// A number with what parts it from its answer; `within`: in the middle of a line, where a point before a digit is one of a number.
fn entry(text: &str, within: bool) -> Option<(u32, &str)> {
    let round = text.strip_prefix(['(', '（']);
    let (number, behind) = digits(round.unwrap_or(text))?;
    let rest = behind.trim_start();
    let signed = rest.strip_prefix(['.', '．', '、', ':', '：', ')', '）']);
    let after = signed.map(|rest| rest.trim_start_matches(['.', '．', '、', ':', '：']).trim_start());
    let letter = |c: char| half(c).is_ascii_uppercase() || truth(&c.to_string()).is_some_and(|(_, sure)| sure) || c == '【';
    match after {
        Some(after) if within && after.starts_with(|c| half(c).is_ascii_digit()) && signed.is_some_and(|s| s.len() == after.len()) => None,
        Some(after) => Some((number, after)),
        None => rest.starts_with(letter).then_some((number, rest)),
    }
}

/// Where the entry of a number begins within a line.
fn following(text: &str, wanted: u32) -> Option<(usize, &str)> {
    let mut before = '0';
    for (at, c) in text.char_indices() {
        let parted = before.is_whitespace()
            || matches!(before, ';' | '；' | '，' | ',')
            || half(before).is_ascii_uppercase()
            || "√×".contains(before);
        before = c;
        if parted
            && (half(c).is_ascii_digit() || half(c) == '(')
            && let Some((number, behind)) = text.get(at..).and_then(|rest| entry(rest, true))
            && number == wanted
            && !text.get(..at).unwrap_or_default().trim().is_empty()
        {
            return Some((at, behind));
        }
    }
    None
}

/// The numbers of `题号 1 2 3` and the answers of `答案 B A D` below it.
pub(super) fn grid(numbers: &str, answers: &str) -> Option<Vec<Entry>> {
    let cells = |line: &str| -> Vec<String> {
        line.split(|c: char| c.is_whitespace() || c == '|').filter(|cell| !cell.is_empty()).map(String::from).collect()
    };
    let numbers: Vec<u32> =
        cells(numbers.trim_start_matches('|').trim_start().strip_prefix("题号")?).iter().map(|c| c.parse().ok()).collect::<Option<_>>()?;
    let answers = answers.trim_start_matches('|').trim_start().strip_prefix("答案")?.trim_start_matches([':', '：']);
    let answers = cells(answers);
    if numbers.len() < 2 {
        return None;
    }
    if numbers.len() == answers.len() { Some(numbers.into_iter().zip(answers).collect()) } else { Some(vec![]) }
}
