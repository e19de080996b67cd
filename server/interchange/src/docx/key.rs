//! The key of an item, for whoever marks, and what explains it.

use super::{
    item::{disordered, partners, printed},
    mixed::letter,
    sheet::{STEP, Sheet, marked},
    text::Standing,
    words,
};
use crate::{Accepted, Choice, ForeignGap, ForeignItem, ForeignKey, MarkedNumber};
use zhixing_domain::{lang::Lang, points::Points};

pub fn write(sheet: &mut Sheet, item: &ForeignItem, n: usize) {
    sheet.item = item.line;
    let lang = sheet.lang;
    sheet.line(&format!("{n}. {}", answer(item, lang)));
    match &item.key {
        ForeignKey::Essay(rows) if !rows.is_empty() => rubric(sheet, rows),
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => {
            for (place, option) in printed(item, options).into_iter().enumerate() {
                beside(sheet, &words::of_option(&letter(place), lang), option.feedback.as_deref());
            }
        }
        ForeignKey::TrueFalse { feedback: [of_true, of_false], .. } => {
            beside(sheet, &words::of_option(words::truth(true, lang), lang), of_true.as_deref());
            beside(sheet, &words::of_option(words::truth(false, lang), lang), of_false.as_deref());
        }
        ForeignKey::Numeric { accept, .. } => accept.iter().for_each(|a| beside(sheet, "", a.feedback.as_deref())),
        ForeignKey::Short { accept, .. } => {
            accept.iter().for_each(|a| beside(sheet, &words::of_option(&a.answer, lang), a.feedback.as_deref()));
        }
        _ => {}
    }
    let called = if matches!(item.key, ForeignKey::Essay(_)) { words::model(lang) } else { words::explanation(lang) };
    beside(sheet, called, item.explanation.as_deref());
}

/// What is said of something, one step to the right.
fn beside(sheet: &mut Sheet, called: &str, text: Option<&str>) {
    if let Some(text) = text {
        if !called.is_empty() {
            sheet.paragraph(&format!("<w:keepNext/><w:ind w:left=\"{STEP}\"/>"), &marked(called, "<w:b/>"));
        }
        sheet.text(text, Standing { depth: 1, ..Standing::default() });
    }
}

fn answer(item: &ForeignItem, lang: Lang) -> String {
    let letters = |options: &[Choice], least: f64| {
        let right = printed(item, options).into_iter().enumerate().filter(|(_, option)| option.worth >= least);
        right.map(|(place, _)| letter(place)).collect::<String>()
    };
    match &item.key {
        // of options that earn a part, those that earn most
        ForeignKey::Single(options) => letters(options, options.iter().map(|o| o.worth).fold(f64::MIN_POSITIVE, f64::max)),
        ForeignKey::Multiple(options) => letters(options, f64::MIN_POSITIVE),
        ForeignKey::TrueFalse { key, .. } => words::truth(*key, lang).into(),
        ForeignKey::Numeric { accept, unit } => {
            let unit = unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("{}{unit}", numbers(accept, lang))
        }
        ForeignKey::Short { accept, case_matters } => {
            format!("{}{}", spellings(accept, lang), if *case_matters { words::case_matters(lang) } else { "" })
        }
        ForeignKey::Cloze(gaps) => {
            let said = |(n, gap): (usize, &ForeignGap)| format!("({n}) {}", of_gap(gap, lang));
            (1..).zip(gaps).map(said).collect::<Vec<_>>().join("  ")
        }
        ForeignKey::Ordering(entries) => {
            let printed = disordered(item, entries);
            let place = |entry: &String| printed.iter().position(|p| *p == entry).map(letter).unwrap_or_default();
            entries.iter().map(place).collect::<Vec<_>>().join(" → ")
        }
        ForeignKey::Matching { pairs, distractors } => {
            let all = partners(item, pairs, distractors);
            let place = |right: &String| all.iter().position(|p| *p == right).map(letter).unwrap_or_default();
            let said = |(n, (_, right)): (usize, &(String, String))| format!("({n}) {}", place(right));
            (1..).zip(pairs).map(said).collect::<Vec<_>>().join("  ")
        }
        ForeignKey::Essay(_) => String::new(),
    }
}

fn of_gap(gap: &ForeignGap, lang: Lang) -> String {
    match gap {
        ForeignGap::Typed(accept) => spellings(accept, lang),
        ForeignGap::Number(accept) => numbers(accept, lang),
        ForeignGap::Chosen(options) => {
            options.iter().filter(|o| o.worth > 0.0).map(|o| o.text.as_str()).collect::<Vec<_>>().join(words::or(lang))
        }
    }
}

/// What earns all.
fn spellings(accept: &[Accepted<String>], lang: Lang) -> String {
    accept.iter().filter(|a| a.worth >= 1.0).map(|a| a.answer.as_str()).collect::<Vec<_>>().join(words::or(lang))
}

fn numbers(accept: &[Accepted<MarkedNumber>], lang: Lang) -> String {
    let said = |a: &Accepted<MarkedNumber>| match a.answer {
        MarkedNumber::Any => words::any_number(lang).into(),
        MarkedNumber::Around { value, tolerance: 0.0 } => value.to_string(),
        MarkedNumber::Around { value, tolerance } => format!("{value} ± {tolerance}"),
        MarkedNumber::Between { low, high } => words::range(low, high, lang),
    };
    accept.iter().filter(|a| a.worth >= 1.0).map(said).collect::<Vec<_>>().join(words::or(lang))
}

fn rubric(sheet: &mut Sheet, rows: &[(String, Points, String)]) {
    let head = words::rubric(sheet.lang).map(String::from);
    let rows = rows.iter().map(|(criterion, points, what)| [criterion.clone(), points.to_string(), what.clone()]);
    sheet.open_table(3);
    for (n, cells) in std::iter::once(head).chain(rows).enumerate() {
        sheet.open_row(n == 0);
        for cell in &cells {
            sheet.open_cell();
            sheet.text(cell, Standing::default());
            sheet.close_cell();
        }
        sheet.out.push_str("</w:tr>");
    }
    sheet.close_table();
}
