//! One item on paper: its stem, what is chosen from, and room for an answer.

use super::{
    mixed::{disorder, letter, order},
    sheet::Sheet,
    text::Standing,
    words, worth,
};
use crate::{Choice, ForeignGap, ForeignItem, ForeignKey};
use zhixing_domain::lang::Lang;

pub fn write(sheet: &mut Sheet, item: &ForeignItem, n: usize) {
    sheet.item = item.line;
    let lang = sheet.lang;
    let brackets = matches!(item.key, ForeignKey::Single(_) | ForeignKey::Multiple(_) | ForeignKey::TrueFalse { .. });
    let brackets = if brackets { words::brackets(lang) } else { "" };
    let behind = format!("{brackets}{}", words::points(worth(item), lang));
    let choices = choices(item, lang);
    sheet.text(&item.stem, Standing { depth: 1, mark: format!("{n}."), behind, keeps: true, choices });
    match &item.key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => {
            for (place, option) in printed(item, options).into_iter().enumerate() {
                sheet.text(&option.text, Standing { depth: 2, mark: format!("{}.", letter(place)), ..Standing::default() });
            }
        }
        ForeignKey::TrueFalse { .. } | ForeignKey::Cloze(_) => {}
        ForeignKey::Short { .. } => sheet.within(&format!("{}{}", words::answer(lang), "_".repeat(40))),
        ForeignKey::Numeric { unit, .. } => {
            sheet.within(&format!("{}{} {}", words::answer(lang), "_".repeat(20), unit.as_deref().unwrap_or_default()));
        }
        ForeignKey::Ordering(entries) => {
            for (place, entry) in disordered(item, entries).into_iter().enumerate() {
                sheet.text(entry, Standing { depth: 2, mark: format!("{}.", letter(place)), keeps: true, ..Standing::default() });
            }
            sheet.within(&format!("{}{}", words::order(lang), "______ ".repeat(entries.len())));
        }
        ForeignKey::Matching { pairs, distractors } => matching(sheet, item, pairs, distractors),
        ForeignKey::Essay(_) => sheet.lines(usize::try_from(worth(item).hundredths() / 100).unwrap_or(0).clamp(6, 16)),
    }
}

/// The options in the order of the paper.
pub fn printed<'i>(item: &ForeignItem, options: &'i [Choice]) -> Vec<&'i Choice> {
    if item.fixed {
        return options.iter().collect();
    }
    let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
    order(&item.stem, &texts).into_iter().filter_map(|place| options.get(place)).collect()
}

/// The entries of an order as they are printed: never in the right one.
pub fn disordered<'i>(item: &ForeignItem, entries: &'i [String]) -> Vec<&'i String> {
    let texts: Vec<&str> = entries.iter().map(String::as_str).collect();
    disorder(&item.stem, &texts).into_iter().filter_map(|place| entries.get(place)).collect()
}

/// All partners, at the right of a matching.
pub fn partners<'i>(item: &ForeignItem, pairs: &'i [(String, String)], distractors: &'i [String]) -> Vec<&'i String> {
    let all: Vec<&String> = pairs.iter().map(|(_, right)| right).chain(distractors).collect();
    let texts: Vec<&str> = all.iter().map(|text| text.as_str()).collect();
    disorder(&item.stem, &texts).into_iter().filter_map(|place| all.get(place).copied()).collect()
}

fn matching(sheet: &mut Sheet, item: &ForeignItem, pairs: &[(String, String)], distractors: &[String]) {
    let right = partners(item, pairs, distractors);
    sheet.open_table(2);
    for row in 0..right.len().max(pairs.len()) {
        sheet.open_row(false);
        for (mark, text) in
            [(format!("({})", row + 1), pairs.get(row).map(|(left, _)| left)), (format!("{}.", letter(row)), right.get(row).copied())]
        {
            sheet.open_cell();
            if let Some(text) = text {
                sheet.text(text, Standing { mark, ..Standing::default() });
            }
            sheet.close_cell();
        }
        sheet.out.push_str("</w:tr>");
    }
    sheet.close_table();
    let places: String = (1..=pairs.len()).map(|n| format!("({n})______ ")).collect();
    sheet.within(&format!("{}{places}", words::answer(sheet.lang)));
}

/// What may be chosen for each gap, in the order of the alphabet: no hint at the key.
fn choices(item: &ForeignItem, lang: Lang) -> Vec<String> {
    let ForeignKey::Cloze(gaps) = &item.key else { return vec![] };
    let of = |gap: &ForeignGap| match gap {
        ForeignGap::Chosen(options) => {
            let mut texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
            texts.sort_unstable();
            words::choices(&texts, lang)
        }
        ForeignGap::Typed(_) | ForeignGap::Number(_) => String::new(),
    };
    gaps.iter().map(of).collect()
}
