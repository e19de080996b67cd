//! Items as GIFT. Texts are Markdown there as well; what GIFT has no form for is told.

use crate::{Accepted, BankNote, Choice, ForeignItem, ForeignKey, GAP, MarkedNumber, loss};

pub(crate) fn write(items: &[ForeignItem]) -> (String, Vec<BankNote>) {
    let (mut out, mut losses, mut category) = (String::new(), vec![], None);
    for item in items {
        if item.category != category {
            category.clone_from(&item.category);
            out.push_str(&format!("$CATEGORY: {}\n\n", escaped(category.as_deref().unwrap_or("top"))));
        }
        match one(item) {
            Some(text) => out.push_str(&text),
            None => losses.push(loss::no_form(item, "GIFT")),
        }
        losses.extend(loss::beside(item, "GIFT"));
    }
    (out, losses)
}

fn one(item: &ForeignItem) -> Option<String> {
    let said = |text: &Option<String>| text.as_ref().map(|t| format!("#{}", escaped(t))).unwrap_or_default();
    let inner = match &item.key {
        ForeignKey::Single(options) => choices(options, true),
        ForeignKey::Multiple(options) => choices(options, false),
        ForeignKey::TrueFalse { key, feedback: [of_true, of_false] } => {
            let (word, wrong, right) = if *key { ("TRUE", of_false, of_true) } else { ("FALSE", of_true, of_false) };
            let wrong = if wrong.is_none() && right.is_some() { "#".into() } else { said(wrong) };
            format!("{word}{wrong}{}", said(right))
        }
        ForeignKey::Numeric { accept, .. } => format!("#{}", accepted(accept, number)),
        ForeignKey::Short { accept, .. } => accepted(accept, |text| escaped(text)),
        ForeignKey::Matching { pairs, distractors } => {
            let pairs = pairs.iter().map(|(left, right)| format!("\n  ={} -> {}", escaped(left), escaped(right)));
            let others = distractors.iter().map(|right| format!("\n  = -> {}", escaped(right)));
            format!("{}\n", pairs.chain(others).collect::<String>())
        }
        ForeignKey::Essay(_) => String::new(),
        ForeignKey::Cloze(_) | ForeignKey::Ordering(_) => return None,
    };
    let mut head = String::new();
    if !item.id.is_empty() {
        head.push_str(&format!("[id:{}] ", item.id));
    }
    for tag in &item.tags {
        head.push_str(&format!("[tag:{tag}] "));
    }
    let comment = if head.is_empty() { String::new() } else { format!("// {}\n", head.trim_end()) };
    let name = if item.name.is_empty() { String::new() } else { format!("::{}::", escaped(&item.name)) };
    let general = item.explanation.as_ref().map(|text| format!("####{}", escaped(text))).unwrap_or_default();
    let inner = if general.is_empty() || inner.is_empty() || inner.ends_with('\n') { inner } else { format!("{inner}\n") };
    Some(format!("{comment}{name}[markdown]{} {{{inner}{general}}}\n\n", escaped(&item.stem.replace(GAP, "_____"))))
}

fn choices(options: &[Choice], single: bool) -> String {
    let mut out = String::new();
    for option in options {
        let sign = if single && option.worth >= 1.0 {
            "=".into()
        } else if option.worth == 0.0 {
            "~".into()
        } else {
            format!("~%{}%", trimmed(option.worth * 100.0))
        };
        let said = option.feedback.as_ref().map(|t| format!("#{}", escaped(t))).unwrap_or_default();
        out.push_str(&format!("\n  {sign}{}{said}", escaped(&option.text)));
    }
    out + "\n"
}

fn accepted<T>(accept: &[Accepted<T>], write: impl Fn(&T) -> String) -> String {
    let mut out = String::new();
    for answer in accept {
        let weight = if answer.worth >= 1.0 { String::new() } else { format!("%{}%", trimmed(answer.worth * 100.0)) };
        let said = answer.feedback.as_ref().map(|t| format!("#{}", escaped(t))).unwrap_or_default();
        out.push_str(&format!("\n  ={weight}{}{said}", write(&answer.answer)));
    }
    out + "\n"
}

fn number(number: &MarkedNumber) -> String {
    match number {
        MarkedNumber::Any => "*".into(),
        MarkedNumber::Between { low, high } => format!("{low}..{high}"),
        MarkedNumber::Around { value, tolerance: 0.0 } => value.to_string(),
        MarkedNumber::Around { value, tolerance } => format!("{value}:{tolerance}"),
    }
}

/// At most five decimals, as Moodle keeps them.
fn trimmed(number: f64) -> String {
    let text = format!("{number:.5}");
    text.trim_end_matches('0').trim_end_matches('.').into()
}

/// The control characters and line ends escaped: an empty line would end the item.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ':' | '#' | '=' | '{' | '}' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
