//! Our Markdown to items, so that a bank can be written in another format. What each text means is left as it is written.

use super::attributes::Attributes;
use crate::{Accepted, BankNote, Choice, ForeignGap, ForeignItem, ForeignKey, GAP, Import, MarkedNumber, ReadItem, item::OURS, text};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use std::ops::Range;
use zhixing_domain::{points::Points, text::number};

/// A block of the bank at its top level.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Item,
    End,
    List,
    Table,
    Answer,
    Quote,
    Comment,
    Other,
}

/// Reads a bank.
pub(crate) fn read(source: &str, given: &str) -> Import {
    let given = text::clean(given);
    let (front, body) = given.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")).unwrap_or(("", given.as_str()));
    let front: toml::Table = toml::from_str(front).unwrap_or_default();
    let offset = given.get(..given.len() - body.len()).map_or(0, |front| front.matches('\n').count());
    let blocks = blocks(body);
    let mut import = Import { source: source.into(), ..Import::default() };
    for (i, (kind, place)) in blocks.iter().enumerate() {
        if *kind != Kind::Item {
            continue;
        }
        let line = offset + body.get(..place.start).unwrap_or_default().matches('\n').count() + 1;
        let own: Vec<_> = blocks
            .iter()
            .skip(i + 1)
            .take_while(|(kind, _)| !matches!(kind, Kind::Item | Kind::End))
            .filter(|(k, _)| *k != Kind::Comment)
            .cloned()
            .collect();
        let heading = body.get(place.clone()).unwrap_or_default().trim();
        import.items.push(match item(body, heading, &own, line) {
            Some(item) => ReadItem::Item { item: Box::new(said_for_all(item, &front)), losses: vec![] },
            None => ReadItem::Fault(unread(line)),
        });
    }
    import
}

fn blocks(body: &str) -> Vec<(Kind, Range<usize>)> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    let (mut blocks, mut depth) = (vec![], 0_usize);
    for (event, place) in Parser::new_ext(body, options).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    let text = body.get(place.clone()).unwrap_or_default();
                    blocks.push((kind(&tag, text), place));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Rule if depth == 0 => blocks.push((Kind::End, place)),
            _ => {}
        }
    }
    blocks
}

fn kind(tag: &Tag, text: &str) -> Kind {
    match tag {
        Tag::Heading { level: HeadingLevel::H3, .. } if Attributes::read(text).is_some() => Kind::Item,
        Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3, .. } => Kind::End,
        Tag::List(_) => Kind::List,
        Tag::Table(_) => Kind::Table,
        Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(language)) if &**language == "answer" => Kind::Answer,
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::HtmlBlock if text.trim_start().starts_with("<!--") => Kind::Comment,
        _ => Kind::Other,
    }
}

fn item(body: &str, heading: &str, blocks: &[(Kind, Range<usize>)], line: usize) -> Option<ForeignItem> {
    let attributes = Attributes::read(heading)?;
    let text = |place: &Range<usize>| body.get(place.clone()).unwrap_or_default().trim_end_matches('\n');
    let cloze = attributes.kind == "cloze";
    let explains = |(kind, place): &&(Kind, Range<usize>)| *kind == Kind::Quote && !(cloze && text(place).contains("[["));
    let quotes = blocks.iter().rev().take_while(explains).count();
    let (rest, quotes) = blocks.split_at(blocks.len() - quotes);
    let explanation: Vec<String> = quotes.iter().map(|(_, place)| unquoted(text(place))).collect();
    let wanted = match attributes.kind.as_str() {
        "single" | "multiple" | "truefalse" | "ordering" => Some(Kind::List),
        "numeric" | "short" => Some(Kind::Answer),
        "matching" | "essay" => Some(Kind::Table),
        _ => None,
    };
    let place = wanted.and_then(|wanted| rest.iter().rposition(|(kind, _)| *kind == wanted));
    let answer = place.and_then(|place| rest.get(place)).map(|(_, place)| text(place)).unwrap_or_default();
    let stem = rest.get(..place.unwrap_or(rest.len())).unwrap_or_default().iter().map(|(_, place)| text(place));
    let heading = Some(attributes.words.as_str()).filter(|words| !words.is_empty());
    let stem = heading.into_iter().chain(stem).collect::<Vec<_>>().join("\n\n");
    let (stem, key) = key(&attributes, stem, answer)?;
    let mut item = ForeignItem::new(line, stem, key);
    item.id.clone_from(&attributes.id);
    item.points = attributes.get("points").and_then(|p| p.parse().ok());
    item.difficulty = attributes.get("difficulty").map(String::from);
    item.fixed = attributes.get("order").is_some();
    item.ours = OURS.into_iter().filter_map(|name| Some((name, attributes.get(name)?.to_string()))).collect();
    item.tags =
        attributes.get("tags").unwrap_or_default().split([',', '，']).map(|t| t.trim().to_string()).filter(|t| !t.is_empty()).collect();
    item.explanation = Some(explanation.join("\n\n")).filter(|text| !text.is_empty());
    Some(item)
}

/// With what the head of a bank says of all its items, where one does not say it itself.
fn said_for_all(mut item: ForeignItem, front: &toml::Table) -> ForeignItem {
    let said = |name: &str| match front.get(name)? {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    item.difficulty = item.difficulty.or_else(|| said("difficulty"));
    let own = std::mem::take(&mut item.ours);
    let of = |name: &'static str| own.iter().find(|(own, _)| *own == name).cloned().or_else(|| Some((name, said(name)?)));
    item.ours = OURS.into_iter().filter_map(of).collect();
    item
}

fn key(attributes: &Attributes, stem: String, answer: &str) -> Option<(String, ForeignKey)> {
    let key = match attributes.kind.as_str() {
        "single" => ForeignKey::Single(options(answer)),
        "multiple" => {
            let mut options = options(answer);
            let right = options.iter().filter(|o| o.worth > 0.0).count().max(1);
            // shares as Moodle keeps them
            let share = (1e7 / right as f64).round() / 1e7;
            options.iter_mut().filter(|o| o.worth > 0.0).for_each(|o| o.worth = share);
            ForeignKey::Multiple(options)
        }
        "truefalse" => ForeignKey::TrueFalse { key: options(answer).first()?.worth > 0.0, feedback: [None, None] },
        "ordering" => ForeignKey::Ordering(entries(answer).into_iter().map(|(text, _)| text).collect()),
        "numeric" => {
            let accept: Option<Vec<_>> = lines(answer).map(|line| range(line).map(Accepted::full)).collect();
            ForeignKey::Numeric { accept: accept?, unit: attributes.get("unit").map(String::from) }
        }
        "short" => ForeignKey::Short { accept: lines(answer).map(|l| Accepted::full(l.to_string())).collect(), case_matters: false },
        "matching" => {
            let (mut pairs, mut distractors) = (vec![], vec![]);
            for row in rows(answer) {
                let [left, right] = row.as_slice() else { return None };
                if left.is_empty() { distractors.push(right.clone()) } else { pairs.push((left.clone(), right.clone())) }
            }
            ForeignKey::Matching { pairs, distractors }
        }
        "essay" => {
            let mut rubric = vec![];
            for row in rows(answer) {
                let [criterion, points, what] = row.as_slice() else { return None };
                rubric.push((criterion.clone(), points.parse().unwrap_or(Points::ZERO), what.clone()));
            }
            ForeignKey::Essay(rubric)
        }
        "cloze" => return cloze(&stem),
        _ => return None,
    };
    Some((stem, key))
}

/// Entries of a list: their text, and what is quoted at their end.
fn entries(list: &str) -> Vec<(String, Option<String>)> {
    let mut entries: Vec<Vec<&str>> = vec![];
    let mut indent = 0;
    for line in list.lines() {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let mark = if digits > 0 && line.get(digits..).is_some_and(|r| r.starts_with(['.', ')'])) { digits + 1 } else { 1 };
        let begins = (digits > 0 && mark > 1 || line.starts_with(['-', '*', '+']))
            && line.get(mark..).is_none_or(|r| r.is_empty() || r.starts_with(' '));
        if begins {
            indent = mark + line.get(mark..).unwrap_or_default().bytes().take_while(|b| *b == b' ').count();
            entries.push(vec![line.get(indent..).unwrap_or_default()]);
        } else if let Some(entry) = entries.last_mut() {
            let spaces = line.bytes().take_while(|b| *b == b' ').count();
            entry.push(line.get(spaces.min(indent)..).unwrap_or_default());
        }
    }
    let parted = |lines: Vec<&str>| {
        let quoted = lines.iter().rev().take_while(|l| l.starts_with('>') || l.trim().is_empty()).count();
        let (words, quote) = lines.split_at(lines.len() - quoted);
        let quote = Some(unquoted(quote.join("\n").trim())).filter(|q| !q.is_empty());
        (words.join("\n").trim().to_string(), quote)
    };
    entries.into_iter().map(parted).collect()
}

fn options(list: &str) -> Vec<Choice> {
    let option = |(text, feedback): (String, Option<String>)| {
        let right = text.starts_with("[x]") || text.starts_with("[X]");
        Choice { text: text.get(3..).unwrap_or_default().trim().into(), worth: f64::from(u8::from(right)), feedback }
    };
    entries(list).into_iter().map(option).collect()
}

/// The lines between the fences.
fn lines(block: &str) -> impl Iterator<Item = &str> {
    block.lines().skip(1).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("```") && !line.starts_with("~~~"))
}

pub(crate) fn range(line: &str) -> Option<MarkedNumber> {
    let read = |text: &str| number::read(text.trim(), None).ok();
    if let Some((value, tolerance)) = ["±", "+-", "+/-"].into_iter().find_map(|sign| line.split_once(sign)) {
        return Some(MarkedNumber::Around { value: read(value)?, tolerance: read(tolerance)? });
    }
    if let Some((low, high)) = line.split_once("..") {
        return Some(MarkedNumber::Between { low: read(low)?, high: read(high)? });
    }
    Some(MarkedNumber::Around { value: read(line)?, tolerance: 0.0 })
}

/// The cells of a table below its heading.
fn rows(table: &str) -> Vec<Vec<String>> {
    let row = |line: &str| {
        let line = line.trim().trim_start_matches('|');
        let line = line.strip_suffix('|').filter(|l| !l.ends_with('\\')).unwrap_or(line);
        let (mut cells, mut cell, mut escaped) = (vec![], String::new(), false);
        for c in line.chars() {
            if c == '|' && !escaped {
                cells.push(std::mem::take(&mut cell).trim().to_string());
            } else {
                cell.push(c);
            }
            escaped = c == '\\' && !escaped;
        }
        cells.push(cell.trim().to_string());
        cells
    };
    table.lines().skip(2).map(row).collect()
}

fn unquoted(quote: &str) -> String {
    let line = |line: &str| {
        let line = line.trim_start().strip_prefix('>').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line).to_string()
    };
    quote.lines().map(line).collect::<Vec<_>>().join("\n").trim().into()
}

/// The most bytes of a gap.
const LONGEST: usize = 8000;

/// The stem with a mark for each gap, and the gaps.
pub(crate) fn cloze(stem: &str) -> Option<(String, ForeignKey)> {
    let (mut out, mut gaps, mut rest) = (String::new(), vec![], stem);
    while let Some(at) = rest.find("[[") {
        let after = rest.get(at + 2..)?;
        out.push_str(rest.get(..at)?);
        let inner = text::near(after, LONGEST).split_once("]]").map(|(inner, _)| inner).filter(|inner| !inner.contains('\n'));
        let Some((inner, behind)) = inner.and_then(|inner| Some((inner, after.get(inner.len() + 2..)?))) else {
            out.push_str("[[");
            rest = after;
            continue;
        };
        let (chosen, words) = inner.strip_prefix(['?', '？']).map_or((false, inner), |words| (true, words));
        let words = words.replace("\\|", "|");
        let words = words.split(['|', '｜']).map(|word| word.trim().to_string());
        gaps.push(if chosen {
            let choice = |(i, text)| Choice { text, worth: f64::from(u8::from(i == 0)), feedback: None };
            ForeignGap::Chosen(words.enumerate().map(choice).collect())
        } else {
            ForeignGap::Typed(words.map(Accepted::full).collect())
        });
        out.push(GAP);
        rest = behind;
    }
    (!gaps.is_empty()).then_some((out + rest, ForeignKey::Cloze(gaps)))
}

fn unread(line: usize) -> BankNote {
    BankNote::new(
        line,
        "markdown-item",
        "这道题读不出来：先用 `zhixing content check` 看看错在哪里",
        "this item cannot be read: `zhixing content check` says what is wrong",
    )
}
