//! Gaps of a cloze question, `{1:SHORTANSWER:=Paris#yes~%50%Lyon}`, in its text.

use super::words;
use crate::{
    Accepted, BankNote, Choice, ForeignGap, GAP, MarkedNumber,
    text::{HELD, near, one_line},
};

/// The most bytes of a gap.
const LONGEST: usize = 8000;

/// The text with a mark for each gap, and the gaps.
pub(super) fn read(text: &str, line: usize) -> Result<(String, Vec<ForeignGap>), BankNote> {
    let text = text.replace(HELD, "");
    let (mut out, mut gaps, mut rest) = (String::new(), vec![], text.as_str());
    while let Some(at) = rest.find('{') {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
        out.push_str(before);
        let Some((kind, inner, behind)) = parts(after) else {
            out.push('{');
            rest = after;
            continue;
        };
        let shown: String = inner.chars().take(30).collect();
        gaps.push(gap(kind, inner).ok_or_else(|| words::gap(line, &shown))?);
        out.push(HELD);
        rest = behind;
    }
    if gaps.is_empty() {
        return Err(words::no_answer(line));
    }
    Ok((out + rest, gaps))
}

/// The finished text with the marks of gaps.
pub(super) fn marked(text: &str) -> String {
    text.replace(HELD, &GAP.to_string())
}

/// Type, answers and what follows of a gap behind its brace.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
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
            '}' if !escaped => return Some((kind, rest.get(..at)?, rest.get(at + 1..)?)),
            _ => escaped = false,
        }
    }
    None
}

fn gap(kind: &str, inner: &str) -> Option<ForeignGap> {
    let answers = answers(inner);
    if answers.is_empty() {
        return None;
    }
    let typed = matches!(kind, "SHORTANSWER" | "SA" | "MW" | "SHORTANSWER_C" | "SAC" | "MWC");
    let chosen = kind.starts_with("MULTICHOICE") || matches!(kind, "MC" | "MCV" | "MCH" | "MCS" | "MCVS" | "MCHS");
    if typed {
        let accept = answers.into_iter().map(|(worth, answer, feedback)| Accepted { answer, worth, feedback });
        Some(ForeignGap::Typed(accept.collect()))
    } else if chosen {
        let options = answers.into_iter().map(|(worth, text, feedback)| Choice { text, worth, feedback });
        Some(ForeignGap::Chosen(options.collect()))
    } else if matches!(kind, "NUMERICAL" | "NM") {
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
        None
    }
}

/// Worth, words and feedback of each answer.
fn answers(inner: &str) -> Vec<(f64, String, Option<String>)> {
    let mut out = vec![];
    for answer in split(inner, '~') {
        let (worth, rest) = if let Some(rest) = answer.strip_prefix('=') {
            (1.0, rest)
        } else if let Some((number, rest)) = answer.strip_prefix('%').and_then(|a| a.split_once('%')) {
            (number.trim().parse::<f64>().map_or(0.0, |n| n / 100.0), rest)
        } else {
            (0.0, answer)
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
