//! Gaps of a cloze question, `{1:SHORTANSWER:=Paris#yes~%50%Lyon}`, in its text.

use super::words;
use crate::{
    Accepted, BankNote, Choice, ForeignGap, ForeignKey, GAP, MarkedNumber,
    text::{HELD, near, one_line},
};

/// The most bytes of a gap.
const LONGEST: usize = 8000;

/// What a cloze question says.
pub(super) struct Cloze {
    /// With a mark for each gap.
    pub text: String,
    pub key: ForeignKey,
    pub losses: Vec<BankNote>,
}

/// A gap as it is written.
struct Gap<'t> {
    weight: &'t str,
    kind: &'t str,
    answers: &'t str,
}

/// The text with a mark for each gap, and the gaps.
pub(super) fn read(text: &str, line: usize) -> Result<Cloze, BankNote> {
    let text = text.replace(HELD, "");
    let (mut out, mut found, mut rest) = (String::new(), vec![], text.as_str());
    while let Some(at) = rest.find('{') {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
        out.push_str(before);
        let Some((gap, behind)) = parts(after) else {
            out.push('{');
            rest = after;
            continue;
        };
        found.push(gap);
        out.push(HELD);
        rest = behind;
    }
    Ok(Cloze { text: out + rest, key: key(&found, line)?, losses: losses(&found, line) })
}

/// Gaps; where several options are ticked, which no gap can have, one alone is an item of its own.
fn key(found: &[Gap], line: usize) -> Result<ForeignKey, BankNote> {
    let shown = |gap: &Gap| gap.answers.chars().take(30).collect::<String>();
    let ticked = |gap: &&Gap| gap.kind.starts_with("MULTIRESPONSE") || matches!(gap.kind, "MR" | "MRH" | "MRS" | "MRHS");
    match (found, found.iter().find(ticked)) {
        ([], _) => Err(words::no_answer(line)),
        ([gap], Some(_)) => options(gap.answers).map(ForeignKey::Multiple).ok_or_else(|| words::gap(line, &shown(gap))),
        (_, Some(gap)) => Err(words::gap_type(line, gap.kind)),
        (all, None) => {
            let one = |gap: &Gap| {
                if ![&TYPED[..], &NUMBERS, &CHOSEN].iter().any(|kinds| kinds.contains(&gap.kind)) {
                    return Err(words::gap_type(line, gap.kind));
                }
                self::gap(gap.kind, gap.answers).ok_or_else(|| words::gap(line, &shown(gap)))
            };
            Ok(ForeignKey::Cloze(all.iter().map(one).collect::<Result<_, _>>()?))
        }
    }
}

fn losses(found: &[Gap], line: usize) -> Vec<BankNote> {
    let mut losses = vec![];
    let weight = |gap: &Gap| gap.weight.parse::<u32>().unwrap_or(1);
    if found.windows(2).any(|two| weight(&two[0]) != weight(&two[1])) {
        losses.push(words::gap_weights(line));
    }
    if found.iter().any(|gap| matches!(gap.kind, "SAC" | "MWC" | "SHORTANSWER_C")) {
        losses.push(words::gap_case(line));
    }
    losses
}

const TYPED: [&str; 6] = ["SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"];
const NUMBERS: [&str; 2] = ["NUMERICAL", "NM"];
const CHOSEN: [&str; 12] = [
    "MULTICHOICE",
    "MULTICHOICE_V",
    "MULTICHOICE_H",
    "MULTICHOICE_S",
    "MULTICHOICE_VS",
    "MULTICHOICE_HS",
    "MC",
    "MCV",
    "MCH",
    "MCS",
    "MCVS",
    "MCHS",
];

/// The finished text with the marks of gaps.
pub(super) fn marked(text: &str) -> String {
    text.replace(HELD, &GAP.to_string())
}

/// A gap behind its brace, and what follows it.
fn parts(text: &str) -> Option<(Gap<'_>, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?.strip_prefix(':')?;
    let (kind, _) = near(rest, 40).split_once(':')?;
    let rest = rest.get(kind.len() + 1..)?;
    if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_') {
        return None;
    }
    let mut escaped = false;
    for (at, c) in near(rest, LONGEST).char_indices() {
        match c {
            '\\' if !escaped => escaped = true,
            '}' if !escaped => {
                let gap = Gap { weight: text.get(..digits)?, kind, answers: rest.get(..at)? };
                return Some((gap, rest.get(at + 1..)?));
            }
            _ => escaped = false,
        }
    }
    None
}

/// Options of which some may be chosen.
fn options(inner: &str) -> Option<Vec<Choice>> {
    let options = answers(inner).into_iter().map(|(worth, text, feedback)| Choice { text, worth, feedback });
    Some(options.collect::<Vec<_>>()).filter(|options| options.len() > 1)
}

fn gap(kind: &str, inner: &str) -> Option<ForeignGap> {
    let answers = answers(inner);
    if answers.is_empty() {
        return None;
    }
    if TYPED.contains(&kind) {
        let accept = answers.into_iter().map(|(worth, answer, feedback)| Accepted { answer, worth, feedback });
        Some(ForeignGap::Typed(accept.collect()))
    } else if NUMBERS.contains(&kind) {
        let mut accept = vec![];
        for (worth, text, feedback) in answers {
            let (value, tolerance) = text.split_once(':').unwrap_or((&text, "0"));
            let answer = match value.trim() {
                "*" => MarkedNumber::Any,
                value => MarkedNumber::Around {
                    value: value.replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())?,
                    tolerance: tolerance.trim().replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite())?.abs(),
                },
            };
            accept.push(Accepted { answer, worth, feedback });
        }
        Some(ForeignGap::Number(accept))
    } else {
        options(inner).map(ForeignGap::Chosen)
    }
}

/// Worth, words and feedback of each answer.
fn answers(inner: &str) -> Vec<(f64, String, Option<String>)> {
    let mut out = vec![];
    for answer in split(inner, '~').into_iter().map(str::trim) {
        let (worth, rest) = match answer.strip_prefix('=') {
            Some(rest) => (1.0, rest),
            None => weighted(answer).unwrap_or((0.0, answer)),
        };
        let mut words = split(rest, '#').into_iter();
        let word = plain(words.next().unwrap_or_default());
        let feedback = words.next().map(plain).filter(|f| !f.is_empty());
        if !word.is_empty() {
            out.push((worth, word, feedback));
        }
    }
    out
}

/// `%50%` at the front, also with a decimal comma.
fn weighted(answer: &str) -> Option<(f64, &str)> {
    let (number, rest) = answer.strip_prefix('%')?.split_once('%')?;
    Some((super::fraction(number)?, rest))
}

/// Parted at a sign that no `\` escapes.
fn split(text: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut from, mut escaped) = (vec![], 0, false);
    for (at, c) in text.char_indices() {
        if c == sign && !escaped {
            parts.push(text.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

/// The words of an answer, without marks of HTML and escapes.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(|n| matches!(n, '}' | '#' | '~' | '/' | '"' | '\\')) {
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    one_line(&crate::text::unmarked(&out))
}
