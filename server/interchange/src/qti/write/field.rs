//! Where candidates answer, what is right, and what it is worth: one field of an item.

use super::text::{blocks, inline};
use crate::{Accepted, Choice, MarkedNumber, xml::plain};

/// A field: its declaration, its element, and the rules that put what part of it was earned into `PART_n`.
pub(crate) struct Field {
    pub declaration: String,
    pub element: String,
    pub rules: String,
}

pub fn base(kind: &str, value: impl std::fmt::Display) -> String {
    format!("<qti-base-value base-type=\"{kind}\">{}</qti-base-value>", plain(&value.to_string()))
}

pub fn variable(id: &str) -> String {
    format!("<qti-variable identifier=\"{id}\"/>")
}

pub fn set(id: &str, value: &str) -> String {
    format!("<qti-set-outcome-value identifier=\"{id}\">{value}</qti-set-outcome-value>")
}

pub fn when(branches: &[(String, String)]) -> String {
    let mut out = String::from("<qti-response-condition>");
    for (n, (test, then)) in branches.iter().enumerate() {
        let name = if n == 0 { "qti-response-if" } else { "qti-response-else-if" };
        out.push_str(&format!("<{name}>{test}{then}</{name}>"));
    }
    out + "</qti-response-condition>"
}

fn declaration(id: &str, cardinality: &str, kind: &str, right: &[String], mapping: &[(String, f64)], case: bool) -> String {
    let values: String = right.iter().map(|r| format!("<qti-value>{}</qti-value>", plain(r))).collect();
    let correct = if right.is_empty() { String::new() } else { format!("<qti-correct-response>{values}</qti-correct-response>") };
    let entry = |(key, worth): &(String, f64)| {
        let case = if kind == "string" { format!(" case-sensitive=\"{case}\"") } else { String::new() };
        format!("<qti-map-entry map-key=\"{}\" mapped-value=\"{worth}\"{case}/>", plain(key))
    };
    let entries: String = mapping.iter().map(entry).collect();
    let mapping = if mapping.is_empty() { String::new() } else { format!("<qti-mapping default-value=\"0\">{entries}</qti-mapping>") };
    format!(
        "<qti-response-declaration identifier=\"{id}\" cardinality=\"{cardinality}\" base-type=\"{kind}\">{correct}{mapping}</qti-response-declaration>\n"
    )
}

fn mapped(id: &str, part: &str) -> String {
    set(part, &format!("<qti-map-response identifier=\"{id}\"/>"))
}

/// The content of an option, with what is said to who chooses it.
fn option(name: &str, id: &str, text: &str, feedback: Option<&str>) -> String {
    let feedback = feedback.map(|said| match inline(said) {
        Some(said) => format!(
            "<qti-feedback-inline outcome-identifier=\"CHOSEN\" identifier=\"{id}\" show-hide=\"show\">{said}</qti-feedback-inline>"
        ),
        None => format!(
            "<qti-feedback-block outcome-identifier=\"CHOSEN\" identifier=\"{id}\" show-hide=\"show\">\
            <qti-content-body>{}</qti-content-body></qti-feedback-block>",
            blocks(said, &[])
        ),
    });
    let text = inline(text).unwrap_or_else(|| blocks(text, &[]));
    format!("<{name} identifier=\"{id}\">{text}{}</{name}>\n", feedback.unwrap_or_default())
}

pub fn choices(id: &str, part: &str, choices: &[Choice], single: bool, fixed: bool) -> Field {
    let ids: Vec<String> = (0..choices.len()).map(|n| format!("c{}", n + 1)).collect();
    chosen(id, part, choices, &ids, single, fixed)
}

pub fn chosen(id: &str, part: &str, choices: &[Choice], ids: &[String], single: bool, fixed: bool) -> Field {
    let worth: Vec<(String, f64)> = ids.iter().zip(choices).filter(|(_, c)| c.worth != 0.0).map(|(id, c)| (id.clone(), c.worth)).collect();
    let best = choices.iter().map(|c| c.worth).fold(0.0, f64::max);
    let mut right: Vec<String> =
        ids.iter().zip(choices).filter(|(_, c)| if single { c.worth == best } else { c.worth > 0.0 }).map(|(id, _)| id.clone()).collect();
    if single {
        right.truncate(1);
    }
    let options: String = ids.iter().zip(choices).map(|(id, c)| option("qti-simple-choice", id, &c.text, c.feedback.as_deref())).collect();
    let most = if single { 1 } else { 0 };
    let rules = if single {
        mapped(id, part)
    } else {
        // full for exactly those, half for a part of them with nothing wrong
        let correct = format!("<qti-correct identifier=\"{id}\"/>");
        when(&[
            (format!("<qti-match>{}{correct}</qti-match>", variable(id)), set(part, &base("float", 1))),
            (format!("<qti-contains>{correct}{}</qti-contains>", variable(id)), set(part, &base("float", 0.5))),
        ])
    };
    Field {
        declaration: declaration(id, if single { "single" } else { "multiple" }, "identifier", &right, &worth, true),
        element: format!(
            "<qti-choice-interaction response-identifier=\"{id}\" max-choices=\"{most}\" shuffle=\"{}\">\n{options}</qti-choice-interaction>",
            !fixed
        ),
        rules,
    }
}

/// A choice within a line; its words are plain.
pub fn drop_down(id: &str, part: &str, choices: &[Choice]) -> Field {
    let mut field = self::choices(id, part, choices, true, false);
    let options: String = choices
        .iter()
        .enumerate()
        .map(|(n, c)| format!("<qti-inline-choice identifier=\"c{}\">{}</qti-inline-choice>", n + 1, plain(&c.text)))
        .collect();
    field.element =
        format!("<qti-inline-choice-interaction response-identifier=\"{id}\" shuffle=\"true\">{options}</qti-inline-choice-interaction>");
    field
}

pub fn typed(id: &str, part: &str, accept: &[Accepted<String>], case_matters: bool) -> Field {
    let worth: Vec<(String, f64)> = accept.iter().map(|a| (a.answer.clone(), a.worth)).collect();
    let right: Vec<String> = accept.first().map(|a| a.answer.clone()).into_iter().collect();
    Field {
        declaration: declaration(id, "single", "string", &right, &worth, case_matters),
        element: format!("<qti-text-entry-interaction response-identifier=\"{id}\"/>"),
        rules: mapped(id, part),
    }
}

pub fn number(id: &str, part: &str, accept: &[Accepted<MarkedNumber>], unit: Option<&str>) -> Field {
    let said = variable(id);
    let test = |number: &MarkedNumber| match number {
        MarkedNumber::Around { value, tolerance } => {
            format!(
                "<qti-equal tolerance-mode=\"absolute\" tolerance=\"{tolerance} {tolerance}\">{}{said}</qti-equal>",
                base("float", value)
            )
        }
        MarkedNumber::Between { low, high } => {
            format!("<qti-and><qti-gte>{said}{}</qti-gte><qti-lte>{said}{}</qti-lte></qti-and>", base("float", low), base("float", high))
        }
        MarkedNumber::Any => format!("<qti-not><qti-is-null>{said}</qti-is-null></qti-not>"),
    };
    let branches: Vec<(String, String)> = accept.iter().map(|a| (test(&a.answer), set(part, &base("float", a.worth)))).collect();
    let right = accept.first().map(|a| match a.answer {
        MarkedNumber::Around { value, .. } => value.to_string(),
        MarkedNumber::Between { low, .. } => low.to_string(),
        MarkedNumber::Any => "0".into(),
    });
    let unit = unit.map(|u| format!(" data-unit=\"{0}\" placeholder-text=\"{0}\"", plain(u))).unwrap_or_default();
    Field {
        declaration: declaration(id, "single", "float", &right.into_iter().collect::<Vec<_>>(), &[], true),
        element: format!("<qti-text-entry-interaction response-identifier=\"{id}\"{unit}/>"),
        rules: when(&branches),
    }
}

pub fn ordered(id: &str, part: &str, entries: &[String]) -> Field {
    let ids: Vec<String> = (0..entries.len()).map(|n| format!("c{}", n + 1)).collect();
    let options: String = ids.iter().zip(entries).map(|(id, text)| option("qti-simple-choice", id, text, None)).collect();
    let share = 1.0 / entries.len().max(1) as f64;
    let placed = |(n, entry): (usize, &String)| {
        let here = format!("<qti-match><qti-index n=\"{}\">{}</qti-index>{}</qti-match>", n + 1, variable(id), base("identifier", entry));
        when(&[(here, set(part, &format!("<qti-sum>{}{}</qti-sum>", variable(part), base("float", share))))])
    };
    Field {
        declaration: declaration(id, "ordered", "identifier", &ids, &[], true),
        element: format!("<qti-order-interaction response-identifier=\"{id}\" shuffle=\"true\">\n{options}</qti-order-interaction>"),
        rules: ids.iter().enumerate().map(placed).collect(),
    }
}

pub fn matched(id: &str, part: &str, pairs: &[(String, String)], distractors: &[String]) -> Field {
    // partners that say the same are one
    let mut partners: Vec<&String> = vec![];
    for text in pairs.iter().map(|(_, right)| right).chain(distractors) {
        if !partners.contains(&text) {
            partners.push(text);
        }
    }
    let share = 1.0 / pairs.len().max(1) as f64;
    let place = |text: &String| partners.iter().position(|p| *p == text).unwrap_or_default() + 1;
    let right: Vec<(String, f64)> =
        pairs.iter().enumerate().map(|(n, (_, partner))| (format!("l{} r{}", n + 1, place(partner)), share)).collect();
    let entry = |id: String, text: &str, most: usize| {
        option("qti-simple-associable-choice", &id, text, None).replacen("identifier=", &format!("match-max=\"{most}\" identifier="), 1)
    };
    let left: String = pairs.iter().enumerate().map(|(n, (text, _))| entry(format!("l{}", n + 1), text, 1)).collect();
    let partners: String = partners.iter().enumerate().map(|(n, text)| entry(format!("r{}", n + 1), text, 0)).collect();
    Field {
        declaration: declaration(
            id,
            "multiple",
            "directedPair",
            &right.iter().map(|(pair, _)| pair.clone()).collect::<Vec<_>>(),
            &right,
            true,
        ),
        element: format!(
            "<qti-match-interaction response-identifier=\"{id}\" shuffle=\"true\" max-associations=\"{}\">\n<qti-simple-match-set>\n\
             {left}</qti-simple-match-set>\n<qti-simple-match-set>\n{partners}</qti-simple-match-set>\n</qti-match-interaction>",
            pairs.len()
        ),
        rules: mapped(id, part),
    }
}
