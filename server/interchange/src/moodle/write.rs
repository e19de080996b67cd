//! Items as Moodle XML. Texts are Markdown there as well, with their pictures beside them.

use super::carried::Carried;
use crate::{Accepted, BankNote, BankPicture, Choice, ForeignGap, ForeignItem, ForeignKey, GAP, MarkedNumber, loss, xml::escaped};

const NAME: &str = "Moodle XML";

pub(crate) fn write(items: &[ForeignItem], pictures: &[BankPicture]) -> (String, Vec<BankNote>) {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n".to_string();
    let (mut losses, mut category, carried) = (vec![], None, Carried::of(pictures));
    for item in items {
        if item.category != category {
            category.clone_from(&item.category);
            let name = format!("$course$/top/{}", category.as_deref().unwrap_or_default());
            out.push_str(&format!("<question type=\"category\"><category><text>{}</text></category></question>\n", escaped(&name)));
        }
        match one(item, &carried) {
            Some(text) => out.push_str(&text),
            None => losses.push(loss::no_form(item, NAME)),
        }
        losses.extend(loss::beside(item, NAME));
    }
    losses.extend(carried.loss());
    (out + "</quiz>\n", losses)
}

/// What Moodle calls it, and its answers; nothing where one of them cannot be written.
fn key_of(item: &ForeignItem, pictures: &Carried) -> Option<(&'static str, String)> {
    let rich = |tag: &str, text: &str| rich(tag, text, pictures);
    Some(match &item.key {
        ForeignKey::Single(options) => ("multichoice", format!("<single>true</single>\n{}", choices(options, pictures))),
        ForeignKey::Multiple(options) => ("multichoice", format!("<single>false</single>\n{}", choices(options, pictures))),
        ForeignKey::TrueFalse { key, feedback: [of_true, of_false] } => {
            let one = |word: &str, right: bool, said: &Option<String>| {
                let said = said.as_ref().map(|text| rich("feedback", text)).unwrap_or_default();
                format!("<answer fraction=\"{}\"><text>{word}</text>{said}</answer>\n", if right { 100 } else { 0 })
            };
            ("truefalse", one("true", *key, of_true) + &one("false", !*key, of_false))
        }
        ForeignKey::Numeric { accept, unit } => {
            let answers: Option<String> = accept.iter().map(|a| numeric(a, pictures)).collect();
            let unit = unit
                .as_ref()
                .map(|unit| format!("<units><unit><multiplier>1</multiplier><unit_name>{}</unit_name></unit></units>\n", escaped(unit)));
            ("numerical", answers? + &unit.unwrap_or_default())
        }
        ForeignKey::Short { accept, case_matters } => {
            let one = |a: &Accepted<String>| {
                let said = a.feedback.as_ref().map(|text| rich("feedback", text)).unwrap_or_default();
                format!("<answer fraction=\"{}\"><text>{}</text>{said}</answer>\n", percent(a.worth), escaped(&a.answer))
            };
            let answers: String = accept.iter().map(one).collect();
            ("shortanswer", format!("<usecase>{}</usecase>\n{answers}", u8::from(*case_matters)))
        }
        ForeignKey::Cloze(_) => ("cloze", String::new()),
        ForeignKey::Ordering(entries) => {
            let one = |(n, text): (usize, &String)| {
                let text = rich("answer", text);
                text.replacen("<answer", &format!("<answer fraction=\"{n}\""), 1)
            };
            ("ordering", (1..).zip(entries).map(one).collect())
        }
        ForeignKey::Matching { pairs, distractors } => {
            let empty = String::new();
            let others = distractors.iter().map(|right| (&empty, right));
            let one = |(left, right): (&String, &String)| {
                let answer = format!("<answer><text>{}</text></answer></subquestion>", escaped(&crate::text::unmarked_markdown(right)));
                rich("subquestion", left).replace("</subquestion>", &answer)
            };
            ("matching", pairs.iter().map(|(left, right)| (left, right)).chain(others).map(one).collect())
        }
        ForeignKey::Essay(_) => ("essay", String::new()),
    })
}

fn one(item: &ForeignItem, pictures: &Carried) -> Option<String> {
    let rich = |tag: &str, text: &str| rich(tag, text, pictures);
    let (kind, key) = key_of(item, pictures)?;
    let stem = match &item.key {
        ForeignKey::Cloze(gaps) => with_gaps(&item.stem, gaps)?,
        _ => item.stem.clone(),
    };
    let mut out = format!("<question type=\"{kind}\">\n<name><text>{}</text></name>\n{}", escaped(&item.name), rich("questiontext", &stem));
    if let Some(text) = &item.explanation {
        out.push_str(&rich("generalfeedback", text));
    }
    if let Some(points) = item.points {
        out.push_str(&format!("<defaultgrade>{points}</defaultgrade>\n"));
    }
    if !item.id.is_empty() {
        out.push_str(&format!("<idnumber>{}</idnumber>\n", escaped(&item.id)));
    }
    if item.fixed {
        out.push_str("<shuffleanswers>false</shuffleanswers>\n");
    }
    out.push_str(&key);
    if !item.tags.is_empty() {
        let tags: String = item.tags.iter().map(|tag| format!("<tag><text>{}</text></tag>", escaped(tag))).collect();
        out.push_str(&format!("<tags>{tags}</tags>\n"));
    }
    Some(out + "</question>\n")
}

/// An element with a text, and the pictures that it shows.
fn rich(tag: &str, text: &str, pictures: &Carried) -> String {
    let (mut words, mut files) = (text.to_string(), String::new());
    for picture in pictures.pictures {
        let path = format!("](media/{}", picture.name);
        if words.contains(&path)
            && let Some(bytes) = pictures.written(picture)
        {
            words = words.replace(&path, &format!("](@@PLUGINFILE@@/{}", picture.name));
            let name = escaped(&picture.name);
            files.push_str(&format!("<file name=\"{name}\" path=\"/\" encoding=\"base64\">{bytes}</file>"));
        }
    }
    format!("<{tag} format=\"markdown\"><text>{}</text>{files}</{tag}>\n", escaped(&words))
}

fn choices(options: &[Choice], pictures: &Carried) -> String {
    let one = |option: &Choice| {
        let said = option.feedback.as_ref().map(|text| rich("feedback", text, pictures)).unwrap_or_default();
        let text = rich("answer", &option.text, pictures);
        let text = text.replacen("<answer", &format!("<answer fraction=\"{}\"", percent(option.worth)), 1);
        text.trim_end().strip_suffix("</answer>").map(|start| format!("{start}{said}</answer>\n")).unwrap_or(text)
    };
    options.iter().map(one).collect()
}

/// A number; nothing of a range whose middle and width would not give it back.
fn numeric(accepted: &Accepted<MarkedNumber>, pictures: &Carried) -> Option<String> {
    let (text, tolerance) = match accepted.answer {
        MarkedNumber::Any => ("*".to_string(), 0.0),
        MarkedNumber::Around { value, tolerance } => (value.to_string(), tolerance),
        MarkedNumber::Between { low, high } => (((low + high) / 2.0).to_string(), (high - low) / 2.0),
    };
    let said = accepted.feedback.as_ref().map(|text| rich("feedback", text, pictures)).unwrap_or_default();
    let worth = percent(accepted.worth);
    Some(format!("<answer fraction=\"{worth}\"><text>{text}</text><tolerance>{tolerance}</tolerance>{said}</answer>\n"))
}

fn with_gaps(stem: &str, gaps: &[ForeignGap]) -> Option<String> {
    let mut gaps = gaps.iter();
    let mut out = String::new();
    for part in stem.split_inclusive(GAP) {
        match part.strip_suffix(GAP) {
            Some(before) => {
                out.push_str(before);
                out.push_str(&gap(gaps.next()?));
            }
            None => out.push_str(part),
        }
    }
    Some(out)
}

fn gap(gap: &ForeignGap) -> String {
    let one = |worth: f64, text: &str, feedback: &Option<String>| {
        let sign = if worth >= 1.0 {
            "=".to_string()
        } else if worth == 0.0 {
            String::new()
        } else {
            format!("%{}%", percent(worth))
        };
        let said = feedback.as_ref().map(|text| format!("#{}", held(text))).unwrap_or_default();
        format!("{sign}{}{said}", held(text))
    };
    let (kind, answers): (&str, Vec<String>) = match gap {
        ForeignGap::Typed(accept) => ("SHORTANSWER", accept.iter().map(|a| one(a.worth, &a.answer, &a.feedback)).collect()),
        ForeignGap::Chosen(options) => ("MULTICHOICE", options.iter().map(|o| one(o.worth, &o.text, &o.feedback)).collect()),
        ForeignGap::Number(accept) => {
            let number = |number: &MarkedNumber| match number {
                MarkedNumber::Any => "*".to_string(),
                MarkedNumber::Around { value, tolerance } => format!("{value}:{tolerance}"),
                MarkedNumber::Between { low, high } => format!("{}:{}", (low + high) / 2.0, (high - low) / 2.0),
            };
            ("NUMERICAL", accept.iter().map(|a| one(a.worth, &number(&a.answer), &a.feedback)).collect())
        }
    };
    format!("{{1:{kind}:{}}}", answers.join("~"))
}

/// The signs of a gap escaped; its words are HTML there.
fn held(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '}' | '#' | '~' | '\\' | '"' | '/' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

fn percent(worth: f64) -> String {
    let text = format!("{:.5}", worth * 100.0);
    text.trim_end_matches('0').trim_end_matches('.').into()
}
