//! The key of a row. Where two readings are possible it stays out and says why.

use super::{column::Naming, said::Said, words};
use crate::{Accepted, BankNote, Choice, ForeignKey, markdown, paper};
use zhixing_domain::question::Kind;

/// The stem and the key.
pub(super) fn read(said: &Said) -> Result<(String, ForeignKey), BankNote> {
    let kind = match said.kind {
        Some(Kind::Short) if said.answer.is_empty() && said.stem.contains("[[") => Kind::Cloze,
        Some(kind) => kind,
        None => guessed(said)?,
    };
    if said.answer.is_empty() && !matches!(kind, Kind::Cloze | Kind::Essay) {
        return Err(words::empty(said.line, "答案", "answer"));
    }
    let bad = || words::unread(said.line, said.answer);
    let key = match kind {
        Kind::Single | Kind::Multiple => choice(said, kind)?,
        Kind::TrueFalse => ForeignKey::TrueFalse { key: truth(said)?, feedback: [None, None] },
        Kind::Numeric => {
            let accept: Option<Vec<_>> = said.lines().map(|text| markdown::range(text).map(Accepted::full)).collect();
            ForeignKey::Numeric { accept: accept.ok_or_else(bad)?, unit: Some(said.unit.to_string()).filter(|u| !u.is_empty()) }
        }
        Kind::Short if filled(said) > 1 => return several(said),
        Kind::Short => {
            ForeignKey::Short { accept: said.lines().map(|text| Accepted::full(text.to_string())).collect(), case_matters: false }
        }
        Kind::Cloze => return markdown::cloze(said.stem).ok_or_else(bad),
        Kind::Ordering => ForeignKey::Ordering(said.lines().map(|line| said.text(line)).collect()),
        Kind::Matching => matching(said).ok_or_else(bad)?,
        Kind::Essay => ForeignKey::Essay(rubric(said)),
    };
    Ok((said.text(said.stem), key))
}

/// The blanks of a stem that is not ours.
fn filled(said: &Said) -> usize {
    match paper::room(said.stem) {
        paper::Room::Blanks(count) if !said.ours => count,
        _ => 0,
    }
}

/// A stem of several blanks, with an answer for each.
fn several(said: &Said) -> Result<(String, ForeignKey), BankNote> {
    let wanted = filled(said);
    let parts = paper::parts(said.answer, wanted);
    if parts.len() != wanted {
        return Err(words::blanks(said.line, wanted, parts.len()));
    }
    Ok(paper::cloze(&said.text(said.stem), parts))
}

/// The type of a row that names none.
fn guessed(said: &Said) -> Result<Kind, BankNote> {
    if !said.options.is_empty() {
        return Ok(Kind::Single);
    }
    match paper::judged(said.stem, said.answer) {
        Ok(Some(_)) => return Ok(Kind::TrueFalse),
        Ok(None) => {}
        Err(_) => return Err(words::two_readings(said.line, said.answer)),
    }
    if said.stem.contains("[[") && said.answer.is_empty() {
        return Ok(Kind::Cloze);
    }
    if !matches!(paper::room(said.stem), paper::Room::Blanks(_)) && paper::is_lettered(said.answer) {
        return Err(words::no_options(said.line, said.answer));
    }
    Ok(Kind::Short)
}

fn choice(said: &Said, kind: Kind) -> Result<ForeignKey, BankNote> {
    if said.options.is_empty() {
        return Err(words::no_options(said.line, said.answer));
    }
    let right = right(said, said.kind == Some(Kind::Single)).map_err(|why| match why {
        paper::Unclear::Both => words::two_readings(said.line, said.answer),
        paper::Unclear::Nothing => words::unread(said.line, said.answer),
    })?;
    let multiple = kind == Kind::Multiple || right.len() > 1;
    let share = if multiple { (1e7 / right.len() as f64).round() / 1e7 } else { 1.0 };
    let choice =
        |(c, text): &(char, String)| Choice { text: said.text(text), worth: if right.contains(c) { share } else { 0.0 }, feedback: None };
    let options = said.options.iter().map(choice).collect();
    Ok(if multiple { ForeignKey::Multiple(options) } else { ForeignKey::Single(options) })
}

/// The options that an answer names; `one`: no more than one can be right.
fn right(said: &Said, one: bool) -> Result<Vec<char>, paper::Unclear> {
    let places = places(said).filter(|set| !one || set.len() == 1);
    match (places, paper::chosen(said.options, said.answer, one)) {
        (Some(set), _) if said.naming == Naming::Places => Ok(set),
        (Some(set), Ok(same)) if set == same => Ok(set),
        (Some(set), Err(paper::Unclear::Nothing)) => Ok(set),
        (Some(_), _) => Err(paper::Unclear::Both),
        (None, named) => named,
    }
}

/// The letters of the options at the places that an answer counts: `2`, `1,3`.
fn places(said: &Said) -> Option<Vec<char>> {
    if said.naming == Naming::Letters {
        return None;
    }
    let parts = said.answer.split([',', '，', '、', ';', '；', ' ', '\n']).filter(|part| !part.is_empty());
    let letter = |part: &str| part.parse::<u8>().ok().filter(|n| (1..=26).contains(n)).map(|n| char::from(b'A' + n - 1));
    let set: Vec<char> = parts.map(letter).collect::<Option<_>>()?;
    let rising = set.iter().zip(set.iter().skip(1)).all(|(a, b)| a < b);
    (rising && !set.is_empty() && set.iter().all(|letter| said.options.iter().any(|(c, _)| c == letter))).then_some(set)
}

/// Right or wrong, said so or by the letter of an option that says so.
fn truth(said: &Said) -> Result<bool, BankNote> {
    if let Some(pair) = paper::opposites(said.options)
        && let Ok(right) = paper::chosen(said.options, said.answer, true)
    {
        return Ok(pair.iter().any(|(c, value)| right == [*c] && *value));
    }
    paper::truth(said.answer).map(|(value, _)| value).ok_or_else(|| words::unread(said.line, said.answer))
}

fn matching(said: &Said) -> Option<ForeignKey> {
    let (mut pairs, mut distractors) = (vec![], vec![]);
    for text in said.lines() {
        let (left, right) = text.split_once("->").or_else(|| text.split_once('→'))?;
        let (left, right) = (said.text(left.trim()), said.text(right.trim()));
        if left.is_empty() { distractors.push(right) } else { pairs.push((left, right)) }
    }
    Some(ForeignKey::Matching { pairs, distractors })
}

fn rubric(said: &Said) -> Vec<(String, zhixing_domain::points::Points, String)> {
    let row = |text: &str| {
        let cells: Vec<&str> = text.split(" | ").map(str::trim).collect();
        let [criterion, points, what] = cells.as_slice() else { return None };
        Some((criterion.to_string(), points.parse().ok()?, what.to_string()))
    };
    said.lines().map(row).collect::<Option<Vec<_>>>().unwrap_or_default()
}
