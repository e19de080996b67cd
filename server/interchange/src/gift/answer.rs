//! What stands in the braces of a GIFT item.

use super::{
    escaped::{Style, formatted, release},
    words,
};
use crate::{Accepted, BankNote, Choice, ForeignKey, MarkedNumber, paper};

pub(super) fn read(inner: &str, style: Style, line: usize) -> Result<ForeignKey, BankNote> {
    if inner.is_empty() {
        return Ok(ForeignKey::Essay(vec![]));
    }
    if let Some(numbers) = inner.strip_prefix('#') {
        return numeric(numbers, style, line);
    }
    if inner.contains('~') {
        return options(inner, style, line);
    }
    if inner.contains('=') && inner.contains("->") {
        return matching(inner, style, line);
    }
    let said = inner.split('#').next().unwrap_or_default().trim();
    if matches!(said, "T" | "TRUE" | "F" | "FALSE") {
        let key = said.starts_with('T');
        let mut comments = inner.splitn(3, '#').skip(1).map(|text| feedback(text, style));
        let (wrong, right) = (comments.next().flatten(), comments.next().flatten());
        return Ok(ForeignKey::TrueFalse { key, feedback: if key { [right, wrong] } else { [wrong, right] } });
    }
    // what people write who do not know the letters
    if let Some((key, true)) = paper::truth(inner).filter(|_| !inner.is_ascii()) {
        return Ok(ForeignKey::TrueFalse { key, feedback: [None, None] });
    }
    let accept = answers(inner, '=').map(|answer| {
        let (worth, answer) = weight(answer).unwrap_or((1.0, answer));
        let (answer, feedback) = commented(answer, style);
        Accepted { answer: plain(answer), worth, feedback }
    });
    let accept: Vec<_> = accept.collect();
    if accept.is_empty() {
        return Err(words::too_few(line, 0, 1));
    }
    Ok(ForeignKey::Short { accept, case_matters: false })
}

fn options(inner: &str, style: Style, line: usize) -> Result<ForeignKey, BankNote> {
    let single = inner.contains('=');
    let marked = inner.replace('=', "~=");
    let options = answers(&marked, '~').map(|answer| {
        let (worth, text) = match answer.strip_prefix('=') {
            Some(rest) => (1.0, rest),
            None => weight(answer).unwrap_or((0.0, answer)),
        };
        let (text, feedback) = commented(text, style);
        Choice { text: formatted(text, style), worth, feedback }
    });
    let options: Vec<_> = options.collect();
    if options.len() < 2 {
        return Err(words::too_few(line, options.len(), 2));
    }
    Ok(if single { ForeignKey::Single(options) } else { ForeignKey::Multiple(options) })
}

fn matching(inner: &str, style: Style, line: usize) -> Result<ForeignKey, BankNote> {
    let (mut pairs, mut distractors) = (vec![], vec![]);
    for answer in answers(inner, '=') {
        let (left, right) = answer.split_once("->").ok_or_else(|| words::pair(line, &release(answer)))?;
        let (source, left, right) = (release(left), formatted(left, style), formatted(right, style));
        match left.is_empty() {
            false => pairs.push((left, right)),
            true if source.contains("<img") => return Err(words::left(line, &right)),
            true => distractors.push(right),
        }
    }
    if pairs.len() + distractors.len() < 2 {
        return Err(words::too_few(line, pairs.len() + distractors.len(), 2));
    }
    Ok(ForeignKey::Matching { pairs, distractors })
}

fn numeric(inner: &str, style: Style, line: usize) -> Result<ForeignKey, BankNote> {
    let (inner, wrong) = inner.find('~').map_or((inner, None), |at| (inner.get(..at).unwrap_or_default(), inner.get(at + 1..)));
    let mut accept = vec![];
    for answer in answers(inner, '=') {
        let (worth, answer) = weight(answer).unwrap_or((1.0, answer));
        let (answer, feedback) = commented(answer, style);
        let answer = release(answer);
        let number = mark(answer.trim()).ok_or_else(|| words::number(line, answer.trim()))?;
        accept.push(Accepted { answer: number, worth, feedback });
    }
    if accept.is_empty() {
        return Err(words::too_few(line, 0, 1));
    }
    if let Some(wrong) = wrong {
        accept.push(Accepted { answer: MarkedNumber::Any, worth: 0.0, feedback: commented(wrong, style).1 });
    }
    Ok(ForeignKey::Numeric { accept, unit: None })
}

/// `3.5`, `3.5:0.1`, `3..4` or `*`.
fn mark(text: &str) -> Option<MarkedNumber> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    if text == "*" {
        return Some(MarkedNumber::Any);
    }
    if let Some((low, high)) = text.split_once("..").filter(|(low, _)| !low.is_empty()) {
        let (low, high) = (number(low)?, number(high)?);
        return Some(MarkedNumber::Between { low: low.min(high), high: low.max(high) });
    }
    let (value, tolerance) = match text.split_once(':').filter(|(value, _)| !value.is_empty()) {
        Some((value, tolerance)) => (number(value)?, number(tolerance)?.abs()),
        None => (number(text)?, 0.0),
    };
    Some(MarkedNumber::Around { value, tolerance })
}

/// The answers, of which the first may stand without its sign.
fn answers(inner: &str, sign: char) -> impl Iterator<Item = &str> {
    inner.split(sign).enumerate().map(|(i, answer)| (i, answer.trim())).filter(|(i, a)| *i > 0 || !a.is_empty()).map(|(_, a)| a)
}

/// `%50%` at the front.
fn weight(answer: &str) -> Option<(f64, &str)> {
    let (number, rest) = answer.strip_prefix('%')?.split_once('%')?;
    let digits = number.trim_start_matches('-');
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_number = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    Some((number.replace(',', ".").parse::<f64>().ok()? / 100.0, rest))
}

/// The answer and what is said to who gives it.
fn commented<'a>(answer: &'a str, style: Style) -> (&'a str, Option<String>) {
    answer.split_once('#').map_or((answer, None), |(answer, said)| (answer.trim(), feedback(said, style)))
}

fn feedback(text: &str, style: Style) -> Option<String> {
    Some(formatted(text, style)).filter(|text| !text.is_empty())
}

/// A typed answer is no Markdown.
fn plain(text: &str) -> String {
    let text = release(text);
    let text = text.trim();
    let formats = ["[html]", "[moodle]", "[plain]", "[markdown]"];
    let text = formats.iter().find_map(|f| text.strip_prefix(f)).unwrap_or(text);
    crate::text::one_line(text)
}
