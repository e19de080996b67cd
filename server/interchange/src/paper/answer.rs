//! What the words of an answer mean: right or wrong, or which options.

use super::glyph::{half, narrow, next};

/// Why an answer names no options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unclear {
    Nothing,
    /// It is the words of one option and the letters of others.
    Both,
}

/// The longer ones first.
const RIGHT: [&str; 17] = ["正确的", "正确", "对的", "对", "√", "✓", "✔", "☑", "true", "是", "勾", "真", "yes", "ⅴ", "t", "v", "y"];
const WRONG: [&str; 20] =
    ["不正确", "不对", "错误的", "错误", "错的", "错", "×", "✗", "✘", "✕", "✖", "╳", "false", "否", "叉", "假", "no", "f", "x", "n"];
/// Those that say nothing else anywhere.
const SURE: [&str; 22] = [
    "正确的",
    "正确",
    "对的",
    "对",
    "√",
    "✓",
    "✔",
    "☑",
    "true",
    "不正确",
    "不对",
    "错误的",
    "错误",
    "错的",
    "错",
    "×",
    "✗",
    "✘",
    "✕",
    "✖",
    "╳",
    "false",
];

/// The sign of truth that an answer begins with, the word itself, and what stands behind it.
pub(crate) fn sign(answer: &str) -> Option<(bool, &'static str, &str)> {
    let text = answer.trim_start_matches(['（', '(', ' ', '\u{3000}']);
    let said = narrow(text).to_lowercase();
    let all = WRONG.iter().map(|word| (false, *word)).chain(RIGHT.iter().map(|word| (true, *word)));
    let (value, word) = all.into_iter().find(|(_, word)| said.strip_prefix(word).is_some_and(ends))?;
    let rest = text.get(text.char_indices().nth(word.chars().count()).map_or(text.len(), |(at, _)| at)..).unwrap_or_default();
    Some((value, word, rest.trim_start_matches(['）', ')', '，', ',', '。', '.', '；', ';', '：', ':', ' ', '\u{3000}', '\t']).trim()))
}

/// Whether a word ends before these words.
fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && !RIGHT.iter().chain(&WRONG).any(|word| word.starts_with(c)))
}

/// Right or wrong where an answer says no more; and whether it can say nothing else.
pub(crate) fn truth(answer: &str) -> Option<(bool, bool)> {
    let (value, word, rest) = sign(answer)?;
    rest.is_empty().then_some((value, SURE.contains(&word)))
}

/// Whether an answer is letters as options have them.
pub(crate) fn is_key(answer: &str) -> bool {
    let letters = bare(answer);
    let listed = letters.iter().zip(letters.iter().skip(1)).all(|(a, b)| a < b) && letters.iter().all(|c| ('A'..='J').contains(c));
    letters.iter().all(char::is_ascii_uppercase) && (letters.len() == 1 || !letters.is_empty() && listed)
}

/// Whether an answer is letters that options might have, in whatever order: without options it says nothing.
pub(crate) fn is_lettered(answer: &str) -> bool {
    let letters = bare(answer);
    is_key(answer) || !letters.is_empty() && letters.iter().all(|c| ('A'..='J').contains(c))
}

/// Without blanks and what parts letters.
fn bare(answer: &str) -> Vec<char> {
    answer.chars().map(half).filter(|c| !c.is_whitespace() && !",、;.。|和与".contains(*c)).collect()
}

/// The letters of the options that an answer names: by their letters in order, with their words behind them or not, or by the words of one.
/// `one`: no more than one can be right.
pub(crate) fn chosen(options: &[(char, String)], answer: &str, one: bool) -> Result<Vec<char>, Unclear> {
    let words = by_words(options, answer);
    let letters = by_letters(options, answer).filter(|set| !one || set.len() == 1);
    match (words, letters) {
        (Some(word), Some(set)) if set == [word] => Ok(set),
        (Some(_), Some(_)) => Err(Unclear::Both),
        (Some(word), None) => Ok(vec![word]),
        (None, Some(set)) => Ok(set),
        (None, None) => Err(Unclear::Nothing),
    }
}

fn by_words(options: &[(char, String)], answer: &str) -> Option<char> {
    let wanted = narrow(answer.trim());
    let mut same = options.iter().filter(|(_, text)| narrow(text.trim()) == wanted).map(|(c, _)| *c);
    if let Some(first) = same.next() {
        return Some(first).filter(|_| same.next().is_none());
    }
    // 正确, where an option says √
    let (value, true) = truth(answer)? else { return None };
    let mut same = options.iter().filter(|(_, text)| truth(text) == Some((value, true))).map(|(c, _)| *c);
    same.next().filter(|_| same.next().is_none())
}

/// The same by letters alone.
pub(crate) fn lettered(options: &[(char, String)], answer: &str) -> Option<Vec<char>> {
    by_letters(options, answer)
}

fn by_letters(options: &[(char, String)], answer: &str) -> Option<Vec<char>> {
    let answer = answer.trim().trim_start_matches("故选").trim_start_matches('选').trim_start_matches([':', '：']).trim();
    let whole: Vec<char> =
        bare(answer.trim_matches(['(', ')', '（', '）', '【', '】', ' '])).iter().map(char::to_ascii_uppercase).collect();
    let is_set = |set: &[char]| {
        let rising = set.iter().zip(set.iter().skip(1)).all(|(a, b)| a < b);
        !set.is_empty() && rising && set.iter().all(|letter| options.iter().any(|(c, _)| c == letter))
    };
    if is_set(&whole) {
        return Some(whole);
    }
    let parts = answer.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let set: Vec<char> = parts.map(|part| with_words(options, part)).collect::<Option<_>>()?;
    is_set(&set).then_some(set)
}

/// `B:北京`, `A（熊猫）`: a letter with the words of its option.
fn with_words(options: &[(char, String)], part: &str) -> Option<char> {
    const AROUND: [char; 14] = ['.', '．', '、', ':', '：', '(', ')', '（', '）', ' ', '\u{3000}', '。', '，', ','];
    let part = part.trim_start_matches(['(', '（']);
    let letter = half(part.chars().next()?).to_ascii_uppercase();
    let behind = part.get(part.chars().next()?.len_utf8()..)?;
    let (_, text) = options.iter().find(|(c, _)| *c == letter)?;
    let same = |a: &str, b: &str| narrow(a.trim_matches(AROUND)) == narrow(b.trim_matches(AROUND));
    (behind.trim_matches(AROUND).is_empty() || behind.starts_with(AROUND) && same(behind, text)).then_some(letter)
}

/// What two options say where one is right and the other is wrong.
pub(crate) fn opposites(options: &[(char, String)]) -> Option<[(char, bool); 2]> {
    let [(a, first), (b, second)] = options else { return None };
    let ((one, true), (other, true)) = (truth(first)?, truth(second)?) else { return None };
    (one != other).then_some([(*a, one), (*b, other)])
}

/// The letter, counted from A, that options should have at a place.
pub(crate) fn in_order(options: &[(char, String)]) -> bool {
    let mut wanted = 'A';
    options.iter().all(|(letter, _)| {
        let here = *letter == wanted;
        wanted = next(wanted);
        here
    })
}

/// How a stem leaves room for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    None,
    /// Empty brackets, which may be for words or for a sign.
    Brackets,
    /// `____`, so many times.
    Blanks(usize),
}

pub(crate) fn room(stem: &str) -> Room {
    let runs = blanks(stem).len();
    if runs > 0 {
        return Room::Blanks(runs);
    }
    let flat: String = narrow(stem).chars().filter(|c| !c.is_whitespace()).collect();
    if flat.contains("()") { Room::Brackets } else { Room::None }
}

/// Where the blanks of a stem stand.
pub(crate) fn blanks(stem: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = vec![];
    for (at, c) in stem.char_indices().filter(|(_, c)| half(*c) == '_') {
        match runs.last_mut() {
            Some((_, end)) if *end == at => *end = at + c.len_utf8(),
            _ => runs.push((at, at + c.len_utf8())),
        }
    }
    runs.retain(|(from, to)| stem.get(*from..*to).is_some_and(|run| run.chars().count() > 1));
    runs
}

/// What an answer says of a stem that nothing calls one to be judged: right or wrong, or nothing where it is words for a blank.
///
/// # Errors
/// It may be either.
pub(crate) fn judged(stem: &str, answer: &str) -> Result<Option<bool>, Unclear> {
    let Some((value, sure)) = truth(answer) else { return Ok(None) };
    match room(stem) {
        Room::Blanks(_) => Ok(Some(value).filter(|_| sure && stem.trim_end_matches(['。', '.', ' ', '）', ')']).ends_with(['_', '＿']))),
        Room::Brackets if sure => Ok(Some(value)),
        Room::None if sure || states(stem) && !matches!(narrow(answer.trim()).to_lowercase().as_str(), "x" | "v" | "y" | "n") => {
            Ok(Some(value))
        }
        _ => Err(Unclear::Both),
    }
}

/// Whether a stem is a sentence, or asks for yes or no.
fn states(stem: &str) -> bool {
    let asks = ["什么", "哪", "多少", "几", "谁", "如何", "怎", "何"].iter().any(|word| stem.contains(word));
    stem.contains(['吗', '吧']) || stem.contains("是否") || !asks && stem.trim_end().ends_with(['。', '.', '．', '！', '!'])
}
