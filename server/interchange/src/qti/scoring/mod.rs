//! What answers to an item of QTI 2 or 3 are worth, whoever wrote its response processing: the rules are carried out on the answers that
//! matter, so a rule is understood by what it does, and not by how it is written.
//!
//! Rules that have no effect that can be foreseen (random numbers, operators of one system) are [`Unknown`].

mod declared;
mod expression;
mod rules;
mod run;
mod value;

pub(crate) use declared::{Cardinality, Declared};
pub(crate) use value::Value;

use super::xml::Element;
use std::{cell::Cell, collections::BTreeMap};

/// What is not understood, as the file calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown(pub String);

pub(crate) type Answers = BTreeMap<String, Vec<String>>;
pub(crate) type Outcomes = BTreeMap<String, Value>;

enum Rules<'e> {
    MatchCorrect,
    MapResponse,
    Written(&'e Element),
    Foreign(String),
    /// Nothing is scored by machine.
    None,
}

pub(crate) struct Scoring<'e> {
    pub responses: Vec<Declared>,
    outcomes: Vec<Declared>,
    tables: BTreeMap<String, &'e Element>,
    rules: Rules<'e>,
    /// How many steps are left for all answers together.
    steps: Cell<u32>,
}

const MOST_STEPS: u32 = 2_000_000;

impl<'e> Scoring<'e> {
    pub fn of(item: &'e Element) -> Self {
        let outcomes = || item.all("outcomeDeclaration");
        let table = |e: &'e Element| {
            let table = e.elements().find(|t| matches!(t.name.as_str(), "matchTable" | "interpolationTable"))?;
            Some((e.attr("identifier").to_string(), table))
        };
        Self {
            responses: item.all("responseDeclaration").map(Declared::read).collect(),
            outcomes: outcomes().map(Declared::read).collect(),
            tables: outcomes().filter_map(table).collect(),
            rules: Rules::of(item.child("responseProcessing")),
            steps: Cell::new(MOST_STEPS),
        }
    }

    pub fn response(&self, id: &str) -> Option<&Declared> {
        self.responses.iter().find(|d| d.id == id)
    }

    /// The right answer to each response, as it is declared.
    pub fn declared(&self) -> Answers {
        self.responses.iter().map(|d| (d.id.clone(), d.correct.clone())).collect()
    }

    pub fn is_silent(&self) -> bool {
        matches!(self.rules, Rules::None)
    }

    /// The texts and numbers that the rules themselves speak of.
    pub fn constants(&self) -> Vec<String> {
        let Rules::Written(rules) = self.rules else { return vec![] };
        rules.named("baseValue").iter().map(|v| v.text().trim().to_string()).filter(|v| !v.is_empty()).collect()
    }

    /// The ends of the ranges within which rules compare numbers.
    pub fn ends(&self, right: Option<f64>) -> Vec<f64> {
        let Rules::Written(rules) = self.rules else { return vec![] };
        let of = |e: &Element| {
            let about = e.child("baseValue").and_then(|b| b.text().trim().parse().ok()).or(right)?;
            let amounts: Vec<f64> = e.attr("tolerance").split_whitespace().filter_map(|t| t.parse().ok()).collect();
            let figures = e.number("figures").map_or(0, |n| n as i32).clamp(-300, 300);
            let rounded = |places: i32| (about * 10f64.powi(places)).round() / 10f64.powi(places);
            let (below, above) = (amounts.first().copied().unwrap_or(0.0), amounts.last().copied().unwrap_or(0.0));
            Some(match (e.name.as_str(), e.attr("toleranceMode"), e.attr("roundingMode")) {
                ("equal", "absolute", _) => [about - below, about + above],
                // the tolerance is a part of what stands first
                ("equal", "relative", _) if e.elements().next().is_some_and(|first| first.name == "variable") => {
                    [about / (1.0 + above / 100.0), about / (1.0 - below / 100.0)]
                }
                ("equal", "relative", _) => [about * (1.0 - below / 100.0), about * (1.0 + above / 100.0)],
                ("equalRounded", _, mode) => {
                    let places =
                        if mode == "decimalPlaces" || about == 0.0 { figures } else { figures - 1 - about.abs().log10().floor() as i32 };
                    let (middle, half) = (rounded(places), 0.5 * 10f64.powi(-places));
                    [middle - half, middle + half]
                }
                _ => return None,
            })
        };
        rules.below().into_iter().filter_map(of).flatten().filter(|n| n.is_finite()).map(tidy).take(200).collect()
    }

    /// All variables after these answers.
    ///
    /// # Errors
    ///
    /// [`Unknown`] with what is not understood, and where the rules run on and on.
    pub fn outcomes(&self, answers: &Answers) -> Result<Outcomes, Unknown> {
        let first = || {
            let named = self.responses.iter().find(|d| d.id == "RESPONSE").or(self.responses.first());
            named.ok_or_else(|| Unknown("RESPONSE".into()))
        };
        let said = |d: &Declared| answers.get(&d.id).cloned().unwrap_or_default();
        let scored = |score: f64| BTreeMap::from([("SCORE".to_string(), Value::Number(score))]);
        match &self.rules {
            Rules::None => Ok(Outcomes::new()),
            Rules::Foreign(name) => Err(Unknown(name.clone())),
            Rules::MatchCorrect => {
                let d = first()?;
                Ok(scored(f64::from(u8::from(d.value(&said(d)).same(&d.value(&d.correct)).truth()))))
            }
            Rules::MapResponse => {
                let d = first()?;
                if d.areas {
                    return Err(Unknown("areaMapping".into()));
                }
                Ok(scored(d.mapped(&said(d)).unwrap_or(0.0)))
            }
            Rules::Written(rules) => rules::carry_out(self, rules, answers),
        }
    }

    /// What these answers are worth; nought where the rules give no number.
    ///
    /// # Errors
    ///
    /// As for [`outcomes`](Self::outcomes).
    pub fn score(&self, answers: &Answers) -> Result<f64, Unknown> {
        let outcomes = self.outcomes(answers)?;
        let name = self.score_name();
        Ok(outcomes.get(name).and_then(Value::number).filter(|n| n.is_finite()).unwrap_or(0.0))
    }

    fn score_name(&self) -> &str {
        let numbers = || self.outcomes.iter().filter(|d| d.is_number());
        let beside = |d: &&Declared| !matches!(d.id.as_str(), "MAXSCORE" | "MINSCORE" | "completionStatus");
        match numbers().find(|d| d.id == "SCORE").or(numbers().find(beside)) {
            Some(d) => &d.id,
            None => "SCORE",
        }
    }
}

/// A number without the dust of its arithmetic.
pub(crate) fn tidy(n: f64) -> f64 {
    format!("{n:.12e}").parse().unwrap_or(n)
}

impl<'e> Rules<'e> {
    fn of(processing: Option<&'e Element>) -> Self {
        let Some(processing) = processing else { return Self::None };
        if processing.elements().next().is_some() {
            return Self::Written(processing);
        }
        let template = match processing.attr("template") {
            "" => processing.attr("templateLocation"),
            template => template,
        };
        let name = template.rsplit(['/', '#']).next().unwrap_or_default().trim_end_matches(".xml").to_lowercase();
        match name.as_str() {
            "" => Self::None,
            name if name.contains("map_response_point") => Self::Foreign("map_response_point".into()),
            name if name.contains("map_response") => Self::MapResponse,
            name if name.contains("match_correct") || name.starts_with("cc2_match") => Self::MatchCorrect,
            _ => Self::Foreign(template.into()),
        }
    }
}
