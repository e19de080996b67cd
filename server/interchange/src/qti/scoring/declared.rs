//! Declarations of QTI 2 and 3: what a response may be, what is right, what each answer is worth.

use super::value::Value;
use crate::qti::xml::Element;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cardinality {
    Single,
    Multiple,
    Ordered,
    Record,
}

#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub id: String,
    pub cardinality: Cardinality,
    pub base: String,
    pub correct: Vec<String>,
    pub default: Vec<String>,
    pub mapping: Option<Mapping>,
    /// Points of a picture are worth something.
    pub areas: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Mapping {
    pub entries: Vec<Entry>,
    default: f64,
    lower: Option<f64>,
    upper: Option<f64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub worth: f64,
    case_matters: bool,
}

/// More values than an item has that people wrote.
const MOST: usize = 1_000;

fn values(parent: Option<&Element>) -> Vec<String> {
    parent.map(|p| p.all("value").map(|v| v.text().trim().to_string()).filter(|v| !v.is_empty()).take(MOST).collect()).unwrap_or_default()
}

impl Declared {
    pub fn read(e: &Element) -> Self {
        let cardinality = match e.attr("cardinality") {
            "multiple" => Cardinality::Multiple,
            "ordered" => Cardinality::Ordered,
            "record" => Cardinality::Record,
            _ => Cardinality::Single,
        };
        let mut declared = Self {
            id: e.attr("identifier").into(),
            cardinality,
            base: e.attr("baseType").into(),
            correct: values(e.child("correctResponse")),
            default: values(e.child("defaultValue")),
            mapping: e.child("mapping").map(Mapping::read),
            areas: e.child("areaMapping").is_some(),
        };
        let same = |text: &String| declared.normal(text);
        declared.correct = declared.correct.iter().map(same).collect();
        declared
    }

    pub fn is_number(&self) -> bool {
        matches!(self.base.as_str(), "float" | "integer")
    }

    /// A value as values of this type are compared: single spaces in pairs, and no order in those that have no direction.
    pub fn normal(&self, text: &str) -> String {
        if !matches!(self.base.as_str(), "pair" | "directedPair") {
            return text.into();
        }
        let mut ends: Vec<&str> = text.split_whitespace().collect();
        if self.base == "pair" {
            ends.sort_unstable();
        }
        ends.join(" ")
    }

    pub fn value(&self, values: &[String]) -> Value {
        if values.is_empty() {
            return Value::Null;
        }
        match (self.cardinality, self.base.as_str(), values) {
            (Cardinality::Single, "float" | "integer", [one]) => one.trim().parse().map_or_else(|_| Value::text(one), Value::Number),
            (Cardinality::Single, "boolean", [one]) => Value::Truth(one == "true"),
            (cardinality, ..) => {
                Value::List { values: values.iter().map(|v| self.normal(v)).collect(), ordered: cardinality == Cardinality::Ordered }
            }
        }
    }

    /// What a response is worth by the mapping.
    pub fn mapped(&self, response: &[String]) -> Option<f64> {
        let mapping = self.mapping.as_ref()?;
        let mut seen: Vec<String> = vec![];
        let mut sum = 0.0;
        for value in response.iter().map(|v| self.normal(v)) {
            if !seen.contains(&value) {
                sum += mapping.worth(&value, self);
                seen.push(value);
            }
        }
        let sum = mapping.lower.map_or(sum, |low| sum.max(low));
        Some(mapping.upper.map_or(sum, |high| sum.min(high)))
    }
}

impl Mapping {
    fn read(e: &Element) -> Self {
        let entry = |e: &Element| Entry {
            key: e.attr("mapKey").trim().into(),
            worth: e.number("mappedValue").unwrap_or(0.0),
            case_matters: e.attr("caseSensitive") != "false",
        };
        Self {
            entries: e.all("mapEntry").map(entry).take(MOST).collect(),
            default: e.number("defaultValue").unwrap_or(0.0),
            lower: e.number("lowerBound"),
            upper: e.number("upperBound"),
        }
    }

    fn worth(&self, value: &str, declared: &Declared) -> f64 {
        let same = |entry: &&Entry| {
            let key = declared.normal(&entry.key);
            key == value
                || (!entry.case_matters && key.to_lowercase() == value.to_lowercase())
                || (declared.is_number() && key.parse::<f64>().ok().is_some_and(|k| value.parse() == Ok(k)))
        };
        self.entries.iter().find(same).map_or(self.default, |e| e.worth)
    }
}
