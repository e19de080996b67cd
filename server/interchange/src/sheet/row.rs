//! A row of a sheet as an item.

use super::{
    column::{Column, Naming},
    key,
    said::{Said, kind},
    words,
};
use crate::{BankNote, ForeignItem, ForeignKey, item::OURS, paper};
use zhixing_domain::points::Points;

/// Reads a row; `ours`: its cells are Markdown, as our own template has them.
pub(super) fn read(cells: &[(Column, &str)], (ours, naming): (bool, Naming), line: usize) -> Result<ForeignItem, BankNote> {
    let get = |column| cells.iter().filter(|(c, _)| *c == column).map(|(_, cell)| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or("");
    unlike(cells, line)?;
    let (stem, answer) = (get(Column::Stem), get(Column::Answer));
    if stem.is_empty() {
        return Err(words::empty(line, "题干", "stem"));
    }
    let options: Vec<(char, String)> = cells
        .iter()
        .filter_map(|(column, cell)| match column {
            Column::Choice(place) if !cell.is_empty() => Some((char::from(b'A' + place), cell.to_string())),
            _ => None,
        })
        .collect();
    let options = unlettered(options);
    let said = Said { kind: kind(get(Column::Type)), stem, answer, options: &options, unit: get(Column::Unit), naming, ours, line };
    let (stem, key) = key::read(&said)?;
    let mut item = ForeignItem::new(line, stem, key);
    item.id = get(Column::Id).into();
    let explanation = get(Column::Explanation);
    let parts = said.model_answer(&item.key).into_iter().chain([explanation]).filter(|text| !text.is_empty());
    item.explanation = parts.map(|text| said.text(text)).reduce(|a, b| format!("{a}\n\n{b}"));
    item.points = get(Column::Points).trim_end_matches('分').parse().ok().filter(|p| *p > Points::ZERO);
    item.difficulty = paper::difficulty(get(Column::Difficulty)).map(String::from);
    item.tags = paper::tags(get(Column::Tags));
    feedback(&mut item.key, &options, |place| Some(said.text(get(Column::Said(place)))).filter(|text| !text.is_empty()));
    let of = |(place, name)| Some((name, get(Column::Ours(place)).to_string())).filter(|(_, text)| !text.is_empty());
    item.ours = (0..).zip(OURS).filter_map(of).collect();
    item.fixed = matches!(get(Column::Fixed), "是" | "yes" | "1" | "true");
    Ok(item)
}

/// Options without the letters that all of them begin with, `A.上海`: they are shuffled and get others.
fn unlettered(options: Vec<(char, String)>) -> Vec<(char, String)> {
    let bare = |(letter, text): &(char, String)| {
        let mut narrow = text.chars().map(paper::half);
        let own = narrow.next()?.to_ascii_uppercase() == *letter && matches!(narrow.next()?, '.' | '、' | ')' | ':');
        let text = text.char_indices().nth(2).and_then(|(at, _)| text.get(at..))?.trim();
        (own && !text.is_empty()).then(|| (*letter, text.to_string()))
    };
    options.iter().map(bare).collect::<Option<Vec<_>>>().filter(|bare| bare.len() > 1).unwrap_or(options)
}

/// What is said to who chooses an option, by the place of its letter.
fn feedback(key: &mut ForeignKey, options: &[(char, String)], said: impl Fn(u8) -> Option<String>) {
    let (ForeignKey::Single(choices) | ForeignKey::Multiple(choices)) = key else { return };
    for (choice, (letter, _)) in choices.iter_mut().zip(options) {
        choice.feedback = u8::try_from(*letter).ok().and_then(|letter| said(letter.checked_sub(b'A')?));
    }
}

/// Two columns of one name that say the same.
fn unlike(cells: &[(Column, &str)], line: usize) -> Result<(), BankNote> {
    for column in [Column::Stem, Column::Answer] {
        let mut said = cells.iter().filter(|(c, cell)| *c == column && !cell.trim().is_empty());
        if let (Some((_, one)), Some((_, other))) = (said.next(), said.next())
            && one != other
        {
            return Err(words::twice(line, &column.name(), one, other));
        }
    }
    Ok(())
}
