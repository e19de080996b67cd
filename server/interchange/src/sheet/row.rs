//! A row of a sheet as an item.

use super::column::Column;
use crate::{Accepted, BankNote, Choice, ForeignItem, ForeignKey, markdown, paper};
use zhixing_domain::{points::Points, question::Kind};

pub(super) fn read(cells: &[(Column, &str)], line: usize) -> Result<ForeignItem, BankNote> {
    let get = |column| cells.iter().find(|(c, _)| *c == column).map_or("", |(_, cell)| cell.trim());
    let (stem, answer) = (get(Column::Stem), get(Column::Answer));
    if stem.is_empty() {
        return Err(empty(line, "题干", "stem"));
    }
    let options: Vec<(char, String)> = cells
        .iter()
        .filter_map(|(column, cell)| match column {
            Column::Choice(place) if !cell.is_empty() => Some((char::from(b'A' + place), cell.to_string())),
            _ => None,
        })
        .collect();
    let (stem, key) = key(kind(get(Column::Type)), stem, answer, &options, get(Column::Unit), line)?;
    let mut item = ForeignItem::new(line, stem, key);
    item.id = get(Column::Id).into();
    item.explanation = Some(get(Column::Explanation).to_string()).filter(|text| !text.is_empty());
    item.points = get(Column::Points).trim_end_matches('分').parse().ok().filter(|p| *p > Points::ZERO);
    item.difficulty = paper::difficulty(get(Column::Difficulty)).map(String::from);
    item.tags = get(Column::Tags).split([',', '，', '、', ';', '；']).map(|t| t.trim().to_string()).filter(|t| !t.is_empty()).collect();
    item.fixed = matches!(get(Column::Fixed), "是" | "yes" | "1" | "true");
    Ok(item)
}

/// The type that a cell names.
fn kind(name: &str) -> Option<Kind> {
    let name = name.trim().to_lowercase();
    let words: [(&str, Kind); 15] = [
        ("单", Kind::Single),
        ("多", Kind::Multiple),
        ("不定项", Kind::Multiple),
        ("判断", Kind::TrueFalse),
        ("是非", Kind::TrueFalse),
        ("计算", Kind::Numeric),
        ("数值", Kind::Numeric),
        ("简短", Kind::Short),
        ("完形", Kind::Cloze),
        ("排序", Kind::Ordering),
        ("匹配", Kind::Matching),
        ("连线", Kind::Matching),
        ("简答", Kind::Essay),
        ("论述", Kind::Essay),
        ("问答", Kind::Essay),
    ];
    Kind::from_code(&name).or_else(|| words.iter().find(|(word, _)| name.contains(word)).map(|(_, kind)| *kind))
}

fn key(
    kind: Option<Kind>,
    stem: &str,
    answer: &str,
    options: &[(char, String)],
    unit: &str,
    line: usize,
) -> Result<(String, ForeignKey), BankNote> {
    let lines = || answer.lines().map(str::trim).filter(|line| !line.is_empty());
    let bad = || unread(line, answer);
    let kind = kind.unwrap_or_else(|| match (options.is_empty(), paper::truth(answer)) {
        (false, _) => Kind::Single,
        (true, Some(_)) => Kind::TrueFalse,
        (true, None) if stem.contains("[[") => Kind::Cloze,
        (true, None) => Kind::Short,
    });
    if answer.is_empty() && !matches!(kind, Kind::Cloze | Kind::Essay) {
        return Err(empty(line, "答案", "answer"));
    }
    let key = match kind {
        Kind::Single | Kind::Multiple => {
            let choice = |text: &str, worth| Choice { text: text.into(), worth, feedback: None };
            let right = paper::letters(options, answer).ok_or_else(bad)?;
            let multiple = kind == Kind::Multiple || right.len() > 1;
            let share = if multiple { (1e7 / right.len() as f64).round() / 1e7 } else { 1.0 };
            let options = options.iter().map(|(c, text)| choice(text, if right.contains(c) { share } else { 0.0 })).collect();
            if multiple { ForeignKey::Multiple(options) } else { ForeignKey::Single(options) }
        }
        Kind::TrueFalse => ForeignKey::TrueFalse { key: paper::truth(answer).ok_or_else(bad)?, feedback: [None, None] },
        Kind::Numeric => {
            let accept: Option<Vec<_>> = lines().map(|text| markdown::range(text).map(Accepted::full)).collect();
            ForeignKey::Numeric { accept: accept.ok_or_else(bad)?, unit: Some(unit.to_string()).filter(|u| !u.is_empty()) }
        }
        Kind::Short => ForeignKey::Short { accept: lines().map(|text| Accepted::full(text.to_string())).collect(), case_matters: false },
        Kind::Cloze => return markdown::cloze(stem).ok_or_else(bad),
        Kind::Ordering => ForeignKey::Ordering(lines().map(String::from).collect()),
        Kind::Matching => {
            let (mut pairs, mut distractors) = (vec![], vec![]);
            for text in lines() {
                let (left, right) = text.split_once("->").or_else(|| text.split_once('→')).ok_or_else(bad)?;
                let (left, right) = (left.trim().to_string(), right.trim().to_string());
                if left.is_empty() { distractors.push(right) } else { pairs.push((left, right)) }
            }
            ForeignKey::Matching { pairs, distractors }
        }
        Kind::Essay => {
            let row = |text: &str| {
                let cells: Vec<&str> = text.split(" | ").map(str::trim).collect();
                let [criterion, points, what] = cells.as_slice() else { return None };
                Some((criterion.to_string(), points.parse().ok()?, what.to_string()))
            };
            ForeignKey::Essay(lines().map(row).collect::<Option<Vec<_>>>().unwrap_or_default())
        }
    };
    Ok((stem.into(), key))
}

fn empty(line: usize, zh: &str, en: &str) -> BankNote {
    BankNote::new(line, "sheet-empty", format!("“{zh}”列是空的"), format!("the column `{en}` is empty"))
}

fn unread(line: usize, answer: &str) -> BankNote {
    let shown: String = answer.chars().take(30).collect();
    BankNote::new(
        line,
        "sheet-answer",
        format!("答案“{shown}”和题型、选项对不上"),
        format!("the answer `{shown}` does not fit the type or the options"),
    )
}
