//! Choices: one of several, several of them, true or false.

use super::{
    Found,
    judge::{Judge, Source},
};
use crate::{
    Choice, ForeignKey,
    qti::{
        Desk,
        body::{self, Fields},
        words,
        xml::Element,
    },
};

/// An option and the identifier of its answer.
pub(crate) struct Entry<'e> {
    pub id: String,
    pub element: &'e Element,
}

/// The options of an interaction in the order of the text.
pub fn entries<'e>(interaction: &'e Element) -> Vec<Entry<'e>> {
    let name = match interaction.name.as_str() {
        "choiceInteraction" | "orderInteraction" => "simpleChoice",
        "inlineChoiceInteraction" => "inlineChoice",
        "hottextInteraction" => "hottext",
        "hotspotInteraction" => "hotspotChoice",
        _ => "simpleAssociableChoice",
    };
    interaction.named(name).into_iter().map(|element| Entry { id: element.attr("identifier").into(), element }).collect()
}

/// Whether one answer at most is chosen.
pub fn is_single(interaction: &Element, judge: Option<&Judge>) -> bool {
    let id = interaction.attr("responseIdentifier");
    let single = judge.and_then(|j| j.scoring.response(id)).map(|d| d.cardinality == crate::qti::scoring::Cardinality::Single);
    single.unwrap_or(interaction.number("maxChoices").unwrap_or(1.0) == 1.0)
}

/// Every answer that could be given, while there are not too many.
pub fn candidates(interaction: &Element, single: bool) -> Vec<Vec<String>> {
    let ids: Vec<String> = entries(interaction).into_iter().map(|e| e.id).collect();
    if single || ids.len() > 10 {
        return ids.into_iter().map(|id| vec![id]).collect();
    }
    (1..1u32 << ids.len()).map(|set| (0..ids.len()).filter(|n| set >> n & 1 == 1).map(|n| ids[n].clone()).collect()).collect()
}

/// The text of an option, and what is said to who chooses it.
pub fn text(element: &Element, desk: &mut Desk) -> (String, Option<String>) {
    let said = body::read(&[element], Fields::Aside, desk).markdown;
    let feedback: Vec<&Element> =
        element.below().into_iter().filter(|e| matches!(e.name.as_str(), "feedbackInline" | "feedbackBlock")).collect();
    let feedback = (!feedback.is_empty()).then(|| body::read(&feedback, Fields::Aside, desk).markdown).filter(|f| !f.trim().is_empty());
    (said, feedback)
}

/// Whether one option earns all that is none of the right ones.
fn is_either(interaction: &Element, judge: &Judge) -> bool {
    let id = interaction.attr("responseIdentifier");
    let alone = |entry: &Entry| !judge.right(id).contains(&entry.id) && judge.worth(id, std::slice::from_ref(&entry.id)) > 1.0 - 1e-6;
    judge.source == Source::Rules && entries(interaction).iter().any(alone)
}

pub fn read(interaction: &Element, judge: &Judge, found: &Found, desk: &mut Desk) -> Option<ForeignKey> {
    let id = interaction.attr("responseIdentifier");
    let single = is_single(interaction, Some(judge));
    let right = judge.right(id);
    let mapped = judge.scoring.response(id).is_some_and(|d| d.mapping.is_some());
    if !single && is_either(interaction, judge) {
        desk.told.push(words::either(interaction.line));
        return None;
    }
    let mut choices = vec![];
    for (at, entry) in entries(interaction).into_iter().enumerate() {
        let (text, own) = if entry.element.name == "hotspotChoice" { (letter(at), None) } else { text(entry.element, desk) };
        let chosen = [entry.id.clone()];
        let worth = match right.contains(&entry.id) {
            true if single => 1.0,
            true if mapped => judge.declared_worth(id, &chosen).max(0.01),
            true => 1.0 / right.len() as f64,
            false if single => judge.worth(id, &chosen),
            false if mapped => judge.declared_worth(id, &chosen).min(0.0),
            false => 0.0,
        };
        let feedback = own.or_else(|| found.feedback.for_answer(&chosen, desk));
        choices.push(Choice { text, worth, feedback });
    }
    let refused = match () {
        () if choices.iter().any(|c| c.text.trim().is_empty()) => Some(words::empty_option(interaction.line)),
        () if choices.len() < 2 => Some(words::few_options(interaction.line)),
        () => right.is_empty().then(|| words::no_key(interaction.line)),
    };
    if refused.is_some() {
        desk.told.extend(refused);
        return None;
    }
    if !single {
        // one that is not right earns nothing with us
        choices.iter_mut().for_each(|choice| choice.worth = (choice.worth * 1e6).round() / 1e6);
        return Some(ForeignKey::Multiple(choices));
    }
    Some(truth(&choices).unwrap_or(ForeignKey::Single(choices)))
}

const TRUE: [&str; 9] = ["true", "t", "richtig", "vrai", "waar", "verdadero", "正确", "对", "√"];
const FALSE: [&str; 9] = ["false", "f", "falsch", "faux", "onwaar", "falso", "错误", "错", "×"];

/// Two options that say no more than true and false.
pub fn truth(choices: &[Choice]) -> Option<ForeignKey> {
    let [a, b] = choices else { return None };
    let is = |choice: &Choice, words: &[&str]| {
        let said = choice.text.trim().trim_end_matches(['.', '。', '!', '！']).to_lowercase();
        words.contains(&said.as_str())
    };
    let (yes, no) = match () {
        () if is(a, &TRUE) && is(b, &FALSE) => (a, b),
        () if is(a, &FALSE) && is(b, &TRUE) => (b, a),
        () => return None,
    };
    Some(ForeignKey::TrueFalse { key: yes.worth > no.worth, feedback: [yes.feedback.clone(), no.feedback.clone()] })
}

/// The letter of the area at this place.
pub fn letter(at: usize) -> String {
    u8::try_from(at).ok().filter(|at| *at < 26).map(|at| char::from(b'A' + at).to_string()).unwrap_or_default()
}
