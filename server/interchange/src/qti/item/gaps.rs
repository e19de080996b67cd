//! What is typed or chosen within a text: short answers, numbers, gaps.

use super::{choice, judge::Judge};
use crate::{
    Accepted, Choice, ForeignGap, ForeignKey, MarkedNumber,
    bound::{self, MOST_ENTRIES},
    qti::{
        Desk, mathml, words,
        xml::{Element, Node},
    },
};

/// One field beside the text.
pub fn alone(field: &Element, judge: &Judge, desk: &mut Desk) -> Option<ForeignKey> {
    Some(match one(field, judge, desk)? {
        ForeignGap::Number(accept) => ForeignKey::Numeric { accept, unit: field.get("dataUnit").map(str::to_string) },
        ForeignGap::Typed(accept) => {
            let case_matters = case_matters(judge, field.attr("responseIdentifier"), &accept);
            ForeignKey::Short { accept, case_matters }
        }
        ForeignGap::Chosen(choices) => ForeignKey::Single(choices),
    })
}

pub fn all(fields: &[&Element], judge: &Judge, desk: &mut Desk) -> Option<ForeignKey> {
    let mut gaps = vec![];
    for field in fields {
        match field.name.as_str() {
            // its gaps follow it in the text
            "gapMatchInteraction" => {}
            _ => {
                let gap = one(field, judge, desk)?;
                gaps.push(as_said(gap, field, judge, desk));
            }
        }
    }
    Some(ForeignKey::Cloze(gaps))
}

/// A gap has no place for a range: the number that is declared to be right stands for it.
fn as_said(gap: ForeignGap, field: &Element, judge: &Judge, desk: &mut Desk) -> ForeignGap {
    let id = field.attr("responseIdentifier");
    let declared = judge.scoring.response(id).and_then(|d| d.correct.first()?.trim().parse::<f64>().ok());
    match (gap, declared) {
        (ForeignGap::Number(accept), Some(value))
            if accept.iter().any(|a| matches!(a.answer, MarkedNumber::Between { low, high } if (low..=high).contains(&value))) =>
        {
            desk.told.push(words::gap_range(field.line, value));
            ForeignGap::Number(vec![Accepted::full(MarkedNumber::Around { value, tolerance: 0.0 })])
        }
        (gap, _) => gap,
    }
}

/// Whether a number is typed into it.
pub fn is_number(field: &Element, judge: &Judge) -> bool {
    field.name == "textEntryInteraction" && judge.scoring.response(field.attr("responseIdentifier")).is_some_and(super::Declared::is_number)
}

fn one(field: &Element, judge: &Judge, desk: &mut Desk) -> Option<ForeignGap> {
    let id = field.attr("responseIdentifier");
    if matches!(field.name.as_str(), "inlineChoiceInteraction" | "choiceInteraction") {
        return chosen(field, judge, desk);
    }
    if is_number(field, judge) {
        let accept = super::numbers::accepted(judge, id, field.line, desk);
        if !accept.is_empty() {
            return Some(ForeignGap::Number(accept));
        }
    } else {
        let accept = texts(judge, id);
        if !accept.is_empty() {
            return Some(ForeignGap::Typed(accept));
        }
    }
    desk.told.push(words::no_key(field.line));
    None
}

fn texts(judge: &Judge, id: &str) -> Vec<Accepted<String>> {
    let accept = |answer: String| {
        let worth = judge.worth(id, std::slice::from_ref(&answer));
        (worth > 1e-9).then_some(Accepted { answer, worth, feedback: None })
    };
    let mut all: Vec<Accepted<String>> = super::numbers::typed(judge.scoring, id).into_iter().filter_map(accept).collect();
    if let [right] = judge.right(id)
        && !all.iter().any(|a| a.answer == *right)
    {
        all.insert(0, Accepted::full(right.clone()));
    }
    // one reading for all spellings of the same
    let mut seen: Vec<String> = vec![];
    all.retain(|a| {
        let new = !seen.contains(&a.answer);
        seen.push(a.answer.clone());
        new
    });
    all
}

fn case_matters(judge: &Judge, id: &str, accept: &[Accepted<String>]) -> bool {
    let Some(Accepted { answer, worth, .. }) = accept.first() else { return false };
    let other = if answer.to_lowercase() == *answer { answer.to_uppercase() } else { answer.to_lowercase() };
    other != *answer && judge.worth(id, &[other]) + 1e-9 < *worth
}

fn chosen(field: &Element, judge: &Judge, desk: &mut Desk) -> Option<ForeignGap> {
    let id = field.attr("responseIdentifier");
    let mut choices: Vec<Choice> = choice::entries(field)
        .into_iter()
        .map(|entry| {
            let worth = judge.worth(id, std::slice::from_ref(&entry.id));
            let feedback = choice::text(entry.element, desk).1;
            Choice { text: plain(entry.element), worth, feedback }
        })
        .collect();
    // an option without words stands for no choice
    choices.retain(|c| !c.text.is_empty() || c.worth > 0.0);
    if choices.iter().any(|c| c.text.is_empty()) {
        desk.told.push(words::empty_option(field.line));
        return None;
    }
    if choices.iter().any(|c| c.worth > 0.0) {
        return Some(ForeignGap::Chosen(choices));
    }
    desk.told.push(words::no_key(field.line));
    None
}

/// The words of a choice within a line, without what is said to who chooses it.
fn plain(e: &Element) -> String {
    let said = e.children.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(part) if part.name.starts_with("feedback") => String::new(),
        Node::Element(part) if part.name == "math" => mathml::tex(part).map_or_else(|| part.plain(), |tex| format!("${tex}$")),
        Node::Element(part) => plain(part),
    });
    said.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that are dragged into gaps of a text: each gap is chosen from all of them.
pub fn dragged(interaction: &Element, fields: &[&Element], judge: &Judge, desk: &mut Desk) -> Option<ForeignKey> {
    let id = interaction.attr("responseIdentifier");
    let entries = interaction.all("gapText").count().max(fields.iter().filter(|f| f.name == "gap").count());
    if entries > MOST_ENTRIES {
        desk.told.push(bound::entries(interaction.line, entries));
        return None;
    }
    let words_there: Vec<(&str, String)> = interaction.all("gapText").map(|e| (e.attr("identifier"), plain(e))).collect();
    if interaction.first("gapImg").is_some() || words_there.is_empty() {
        desk.told.push(words::unlike(interaction.line, "gapImg"));
        return None;
    }
    if words_there.iter().any(|(_, text)| text.is_empty()) {
        desk.told.push(words::empty_option(interaction.line));
        return None;
    }
    let all: usize = words_there.iter().map(|(_, text)| text.len()).sum();
    if !desk.budget.spend(all * fields.len()) {
        desk.told.push(bound::too_much(interaction.line));
        return None;
    }
    let mut gaps = vec![];
    for gap in fields.iter().filter(|f| f.name == "gap") {
        let here = gap.attr("identifier");
        let belongs = |word: &str| judge.right(id).iter().any(|pair| super::pairs::is(pair, word, here));
        let choice =
            |(word, text): &(&str, String)| Choice { text: text.clone(), worth: f64::from(u8::from(belongs(word))), feedback: None };
        let choices: Vec<Choice> = words_there.iter().map(choice).collect();
        if !choices.iter().any(|c| c.worth > 0.0) {
            desk.told.push(words::no_key(gap.line));
            return None;
        }
        gaps.push(ForeignGap::Chosen(choices));
    }
    (!gaps.is_empty()).then_some(ForeignKey::Cloze(gaps))
}

/// The number that a slider is set to.
pub fn slid(field: &Element, judge: &Judge, desk: &mut Desk) -> Option<ForeignKey> {
    let accept: Vec<Accepted<MarkedNumber>> = super::numbers::accepted(judge, field.attr("responseIdentifier"), field.line, desk);
    if accept.is_empty() {
        desk.told.push(words::no_key(field.line));
        return None;
    }
    Some(ForeignKey::Numeric { accept, unit: None })
}
