//! The numbers that a word processor counts by itself: `1.` before questions, `A.` before options.

use crate::xml::Node;
use std::collections::BTreeMap;

/// The levels that a list of a word processor has.
const LEVELS: usize = 9;
/// As far as is counted.
const MOST: u32 = 9_999;

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    /// `%1.`.
    text: String,
    start: u32,
}

#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The list that each number names.
    named: BTreeMap<String, String>,
    /// The number and the level that each style of paragraphs brings.
    styles: BTreeMap<String, (String, usize)>,
    levels: BTreeMap<(String, usize), Level>,
    /// Where a number makes its list begin anew, until it has: Word counts the options of each question so.
    anew: BTreeMap<(String, usize), u32>,
    /// How far each list has counted.
    counted: BTreeMap<String, [u32; LEVELS]>,
}

impl Numbers {
    pub fn of(numbering: &Node, styles: &Node) -> Self {
        let style = |node: &Node| Some((node.attribute("styleId")?.to_string(), listed(node.child("pPr")?.child("numPr")?)?));
        let mut numbers = Self { styles: styles.all("style").filter_map(style).collect(), ..Self::default() };
        for list in numbering.all("num") {
            let (Some(number), Some(of)) = (list.attribute("numId"), value(list, "abstractNumId")) else { continue };
            numbers.named.insert(number.into(), of.into());
            for level in list.all("lvlOverride") {
                if let (Some(place), Some(start)) = (place(level), value(level, "startOverride").and_then(|start| start.parse().ok())) {
                    numbers.anew.insert((number.into(), place), start);
                }
            }
        }
        for list in numbering.all("abstractNum") {
            let Some(id) = list.attribute("abstractNumId") else { continue };
            for level in list.all("lvl") {
                let start = value(level, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
                let (format, text) = (value(level, "numFmt").unwrap_or_default(), value(level, "lvlText").unwrap_or_default());
                if let Some(place) = place(level).filter(|_| text.len() < 40) {
                    numbers.levels.insert((id.into(), place), Level { format: format.into(), text: text.into(), start });
                }
            }
        }
        numbers
    }

    /// What stands before a paragraph with these settings; nothing where it is of no list, or one that does not count.
    pub fn label(&mut self, set: &Node) -> Option<String> {
        let (number, place) = match set.child("numPr") {
            Some(list) => listed(list)?,
            None => self.styles.get(value(set, "pStyle")?)?.clone(),
        };
        self.next(&number, place)
    }

    fn next(&mut self, number: &str, place: usize) -> Option<String> {
        let list = self.named.get(number)?.clone();
        let level = self.levels.get(&(list.clone(), place))?.clone();
        let counted = self.counted.entry(list.clone()).or_default();
        let own = counted.get_mut(place)?;
        *own = match self.anew.remove(&(number.to_string(), place)) {
            Some(start) => start.min(MOST),
            None if *own == 0 => level.start.min(MOST),
            None => (*own + 1).min(MOST),
        };
        counted.iter_mut().skip(place + 1).for_each(|deeper| *deeper = 0);
        if matches!(level.format.as_str(), "bullet" | "none") {
            return None;
        }
        let counted = *counted;
        let mut text = level.text;
        for (n, count) in counted.iter().enumerate() {
            let format = self.levels.get(&(list.clone(), n)).map_or("", |level| level.format.as_str());
            text = text.replace(&format!("%{}", n + 1), &written(*count, format));
        }
        let signed = text.ends_with(|c: char| !c.is_alphanumeric());
        Some(if signed { format!("{text} ") } else { format!("{text}. ") })
    }
}

/// `7` of `<w:numId w:val="7"/>` in a node.
fn value<'n>(node: &'n Node, name: &str) -> Option<&'n str> {
    node.child(name)?.attribute("val")
}

/// The number and the level of `<w:numPr>`.
fn listed(list: &Node) -> Option<(String, usize)> {
    Some((value(list, "numId")?.into(), value(list, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)))
}

/// The level that a node speaks of.
fn place(level: &Node) -> Option<usize> {
    level.attribute("ilvl")?.parse::<usize>().ok().filter(|place| *place < LEVELS)
}

fn written(count: u32, format: &str) -> String {
    let letter = |first: u8| char::from(first + u8::try_from(count.saturating_sub(1) % 26).unwrap_or(0)).to_string();
    match format {
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCountingThousand" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32(0x245f + count).map(String::from).unwrap_or_default()
        }
        _ => count.to_string(),
    }
}

/// 十二; beyond 99 in digits.
fn chinese(count: u32) -> String {
    let digit = |n: u32| usize::try_from(n).ok().and_then(|n| "〇一二三四五六七八九".chars().nth(n)).map(String::from).unwrap_or_default();
    match (count / 10, count % 10) {
        (10.., _) => count.to_string(),
        (0, ones) => digit(ones),
        (tens, ones) => {
            format!("{}十{}", if tens == 1 { String::new() } else { digit(tens) }, if ones == 0 { String::new() } else { digit(ones) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_know_them() {
        for (count, format, text) in [
            (1, "decimal", "1"),
            (3, "upperLetter", "C"),
            (12, "chineseCounting", "十二"),
            (20, "chineseCountingThousand", "二十"),
            (100, "chineseCounting", "100"),
            (2, "decimalEnclosedCircle", "②"),
        ] {
            assert_eq!(written(count, format), text);
        }
    }

    #[test]
    fn a_list_goes_on_under_its_number_and_begins_anew_under_one_that_says_so() {
        let level = |place: u8, format: &str, text: &str| {
            format!("<lvl ilvl=\"{place}\"><start val=\"1\"/><numFmt val=\"{format}\"/><lvlText val=\"{text}\"/></lvl>")
        };
        let list = level(0, "decimal", "%1.") + &level(1, "upperLetter", "%2") + &level(2, "bullet", "-");
        let number = |id: u8, more: &str| format!("<num numId=\"{id}\"><abstractNumId val=\"0\"/>{more}</num>");
        let anew = "<lvlOverride ilvl=\"0\"><startOverride val=\"1\"/></lvlOverride>";
        let all =
            format!("<numbering><abstractNum abstractNumId=\"0\">{list}</abstractNum>{}{}</numbering>", number(1, ""), number(2, anew));
        let mut numbers = Numbers::of(&crate::xml::read(&all).unwrap_or_default(), &Node::default());
        let said = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("1", 2), ("2", 0), ("2", 0), ("3", 0)];
        let said = said.map(|(number, place)| numbers.next(number, place).unwrap_or_default());
        assert_eq!(said, ["1. ", "A. ", "B. ", "2. ", "A. ", "", "1. ", "2. ", ""]);
    }
}
