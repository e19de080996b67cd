//! A draft to an item. Where two readings are possible, or none, it stays out and says why.

use super::{
    answer::{self, Room, Unclear},
    bracket::{self, Inner},
    draft::Draft,
    gaps,
    kind::Kind,
    words,
};
use crate::{Accepted, BankNote, Choice, ForeignItem, ForeignKey, text::typed};
use zhixing_domain::points::Points;

/// The item; `keyed`: the paper has answers at its end.
pub(super) fn read(mut draft: Draft, keyed: bool) -> Result<ForeignItem, BankNote> {
    if let Some(fault) = draft.fault.take() {
        return Err(fault);
    }
    let line = draft.line;
    let (stem, inner) = within(&draft)?;
    let said = spoken(&mut draft, inner);
    let Some(first) = said.first().cloned() else {
        return Err(if keyed { words::not_in_table(line, draft.number) } else { words::no_answer(line) });
    };
    if draft.stem.is_empty() {
        return Err(words::no_stem(line));
    }
    let mut stem = paragraphs(&stem);
    let key = if draft.options.is_empty() { written(&mut draft, &first, &mut stem)? } else { choice(&mut draft, &said)? };
    let stem = draft.passage.iter().map(|text| paragraphs(text)).chain([stem]).collect::<Vec<_>>().join("\n\n");
    let mut item = ForeignItem::new(line, stem, key);
    item.explanation = Some(paragraphs(&draft.explanation.join("\n"))).filter(|text| !text.is_empty());
    item.points = draft.points.and_then(|p| p.parse().ok()).filter(|p| *p > Points::ZERO);
    item.difficulty = draft.difficulty;
    item.tags = draft.tags;
    Ok(item)
}

fn paragraphs(text: &str) -> String {
    text.split('\n').map(|l| typed(l.trim())).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The stem without an answer in brackets, and that answer.
fn within(draft: &Draft) -> Result<(String, Option<String>), BankNote> {
    let whole = draft.stem.join("\n");
    let elsewhere = draft.answer.is_some() || !draft.marked.is_empty();
    match draft.inner() {
        Inner::One { stem, answer, sure: true } => Ok((stem, Some(answer))),
        Inner::One { .. } | Inner::Several if !elsewhere => Err(words::several_brackets(draft.line)),
        _ => Ok((whole, None)),
    }
}

/// All answers that are written somewhere: on a line of its own, at the right options, in brackets, at the end of the explanation.
fn spoken(draft: &mut Draft, inner: Option<String>) -> Vec<String> {
    let mut own = draft.answer.take().filter(|answer| !answer.trim().is_empty());
    if own.is_none() && !draft.since.is_empty() {
        own = Some(draft.since.remove(0));
    }
    let marked: String = draft.marked.iter().collect();
    let concluded = bracket::concluded(&draft.explanation.join("\n")).filter(|_| !draft.options.is_empty());
    own.into_iter().chain(Some(marked).filter(|letters| !letters.is_empty())).chain(inner).chain(concluded).collect()
}

/// Options with those that the answers name; all answers have to name the same.
fn choice(draft: &mut Draft, said: &[String]) -> Result<ForeignKey, BankNote> {
    let line = draft.line;
    draft.options.sort_by_key(|(letter, _)| *letter);
    if !answer::in_order(&draft.options) {
        return Err(words::letters(line, &draft.options.iter().map(|(c, _)| *c).collect::<String>()));
    }
    let mut right: Option<(Vec<char>, &str)> = None;
    for text in said {
        let set = answer::chosen(&draft.options, text, draft.kind == Kind::Single).map_err(|why| match why {
            Unclear::Both => words::two_readings(line, text),
            Unclear::Nothing if draft.kind == Kind::Single && answer::is_key(text) => words::single(line, text),
            Unclear::Nothing => words::no_option(line, text),
        })?;
        match &right {
            Some((other, before)) if *other != set => return Err(words::answers_differ(line, before, text)),
            Some(_) => {}
            None => right = Some((set, text)),
        }
    }
    let right = right.map(|(set, _)| set).unwrap_or_default();
    if draft.since.iter().any(|text| answer::chosen(&draft.options, text, false).is_ok()) {
        return Err(words::second_answer(line));
    }
    explain_first(draft);
    if let (Kind::Any | Kind::Truth, Some(pair), [letter]) = (draft.kind, answer::opposites(&draft.options), right.as_slice()) {
        let key = pair.iter().any(|(c, value)| c == letter && *value);
        return Ok(ForeignKey::TrueFalse { key, feedback: [None, None] });
    }
    let multiple = right.len() > 1 || draft.kind == Kind::Multiple;
    let share = if multiple { 1.0 / right.len() as f64 } else { 1.0 };
    let option =
        |(c, text): &(char, String)| Choice { text: typed(text), worth: if right.contains(c) { share } else { 0.0 }, feedback: None };
    let options = draft.options.iter().map(option).collect();
    Ok(if multiple { ForeignKey::Multiple(options) } else { ForeignKey::Single(options) })
}

/// What stands behind a short answer explains it.
fn explain_first(draft: &mut Draft) {
    let mut text = std::mem::take(&mut draft.since);
    text.append(&mut draft.explanation);
    draft.explanation = text;
}

/// The key of an item without options.
fn written(draft: &mut Draft, first: &str, stem: &mut String) -> Result<ForeignKey, BankNote> {
    let line = draft.line;
    let room = answer::room(&draft.stem.join("\n"));
    headed(draft, first, room)?;
    if let Some(key) = judged(draft, first)? {
        return Ok(key);
    }
    let filled = draft.kind == Kind::Blank || matches!(room, Room::Blanks(_));
    if draft.kind == Kind::Any && !filled && answer::is_lettered(first) {
        return Err(words::no_options(line, first));
    }
    let mut lines = vec![first.to_string()];
    lines.append(&mut draft.since);
    let whole = lines.join("\n");
    if let Room::Blanks(count @ 2..) = room
        && draft.kind != Kind::Essay
    {
        let parts = gaps::parts(&whole, count);
        if parts.len() != count {
            return Err(words::blanks(line, count, parts.len()));
        }
        let (gapped, key) = gaps::cloze(stem, parts);
        *stem = gapped;
        return Ok(key);
    }
    if draft.kind == Kind::Essay || !filled && (whole.chars().count() > 60 || whole.contains('\n')) {
        lines.append(&mut draft.explanation);
        draft.explanation = lines;
        return Ok(ForeignKey::Essay(vec![]));
    }
    draft.since = lines.split_off(1);
    explain_first(draft);
    Ok(ForeignKey::Short { accept: vec![Accepted::full(first.into())], case_matters: false })
}

/// A choice without options is one no more where a heading alone calls it so: it may stand over items of another type.
fn headed(draft: &mut Draft, first: &str, room: Room) -> Result<(), BankNote> {
    if draft.kind.is_choice() {
        let other = matches!(room, Room::Blanks(_)) || answer::truth(first).is_some_and(|(_, sure)| sure);
        if draft.kind != draft.section.kind || !other {
            return Err(if answer::is_key(first) { words::no_options(draft.line, first) } else { words::no_choice(draft.line) });
        }
        draft.kind = Kind::Any;
    }
    Ok(())
}

/// The key of an item that is to be judged; nothing of another one.
fn judged(draft: &mut Draft, first: &str) -> Result<Option<ForeignKey>, BankNote> {
    let key = |key| Some(ForeignKey::TrueFalse { key, feedback: [None, None] });
    let line = draft.line;
    if draft.kind == Kind::Truth {
        let (value, _, rest) = answer::sign(first).ok_or_else(|| words::no_truth(line, first))?;
        if draft.since.iter().any(|text| answer::truth(text).is_some()) {
            return Err(words::second_answer(line));
        }
        if !rest.is_empty() {
            draft.since.insert(0, rest.into());
        }
        explain_first(draft);
        return Ok(key(value));
    }
    if draft.kind != Kind::Any {
        return Ok(None);
    }
    let value = answer::judged(&draft.stem.join("\n"), first).map_err(|_| words::two_readings(line, first))?;
    if value.is_some() {
        explain_first(draft);
    }
    Ok(value.and_then(key))
}
