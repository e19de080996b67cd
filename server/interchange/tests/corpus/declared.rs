//! What a file of QTI 2 or 3 declares to be right, taken from its text by other means than the reader's: held against the key of the item that was read.

use zhixing_interchange::{ForeignGap, ForeignKey};

/// Whether the key is what the file declares; nothing where the file says it otherwise than by one declaration, or by rules of its own.
pub fn agrees(text: &str, key: &ForeignKey) -> Option<bool> {
    let plain = plain_names(text);
    let own_rules = ["<setOutcomeValue", "<mapEntry", "<mapping", "<templateProcessing"].iter().any(|sign| plain.contains(sign));
    if own_rules || plain.matches("<responseDeclaration").count() != 1 || plain.contains("fieldValue") {
        return None;
    }
    let declared = between(&plain, "<correctResponse", "</correctResponse>")?;
    let right: Vec<&str> = inside(declared, "value").collect();
    let kinds = ["simpleChoice", "hottext", "hotspotChoice", "inlineChoice"];
    let options = kinds.into_iter().map(|name| ids(&plain, name)).find(|ids| !ids.is_empty());
    if right.is_empty() {
        return None;
    }
    Some(match key {
        ForeignKey::Single(choices) | ForeignKey::Multiple(choices) => {
            let chosen: Vec<bool> = options?.iter().map(|id| right.contains(id)).collect();
            chosen == choices.iter().map(|c| c.worth > 0.0).collect::<Vec<_>>()
        }
        ForeignKey::Cloze(gaps) => match gaps.as_slice() {
            [ForeignGap::Chosen(choices)] => {
                let chosen: Vec<bool> = options?.iter().map(|id| right.contains(id)).collect();
                chosen == choices.iter().map(|c| c.worth > 0.0).collect::<Vec<_>>()
            }
            [ForeignGap::Typed(accepted)] => accepted.iter().any(|a| a.worth >= 1.0 && right.contains(&a.answer.trim())),
            _ => return None,
        },
        ForeignKey::Ordering(entries) => right.len() == entries.len(),
        ForeignKey::Matching { pairs, .. } => pairs.len() == right.len(),
        _ => return None,
    })
}

/// The identifiers of the elements of a name.
fn ids<'t>(text: &'t str, name: &'t str) -> Vec<&'t str> {
    tags(text, name).filter_map(|tag| between(tag, "identifier=\"", "\"")).collect()
}

/// The names of QTI 3 as those of QTI 2.
fn plain_names(text: &str) -> String {
    let mut out = text.to_string();
    for (three, two) in [
        ("qti-response-declaration", "responseDeclaration"),
        ("qti-correct-response", "correctResponse"),
        ("qti-value", "value"),
        ("qti-simple-choice", "simpleChoice"),
        ("qti-hottext-interaction", "hottextInteraction"),
        ("qti-hottext", "hottext"),
        ("qti-hotspot-choice", "hotspotChoice"),
        ("qti-inline-choice-interaction", "inlineChoiceInteraction"),
        ("qti-inline-choice", "inlineChoice"),
        ("qti-set-outcome-value", "setOutcomeValue"),
        ("qti-map-entry", "mapEntry"),
        ("qti-mapping", "mapping"),
        ("qti-template-processing", "templateProcessing"),
    ] {
        out = out.replace(three, two);
    }
    out
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let rest = text.get(text.find(from)? + from.len()..)?;
    rest.get(..rest.find(to)?)
}

/// The tags that open an element of this name, each up to its end.
fn tags<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    text.split('<').filter(move |tag| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with(char::is_whitespace)))
}

/// What stands in the elements of this name.
fn inside<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    text.split('<')
        .filter_map(move |tag| tag.strip_prefix(name).filter(|rest| rest.starts_with([' ', '>', '\n', '\t'])))
        .filter_map(|rest| rest.split_once('>').map(|(_, words)| words.trim()))
}
