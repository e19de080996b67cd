//! The rules of QTI 1.2 in the terms of QTI 2.

use super::{
    element,
    response::{ROWS, Response, Shape, said},
    score::{self, name},
    with_text,
};
use crate::qti::xml::{Element, Node};
use std::collections::BTreeSet;

pub(crate) struct Processing<'e> {
    item: &'e Element,
    conditions: Vec<&'e Element>,
    /// The variable that counts.
    score: String,
}

/// An answer that a condition asks for.
struct Asked {
    id: String,
    value: String,
    /// Its place in an order.
    place: Option<u32>,
}

/// What compares an answer.
const COMPARISONS: [&str; 9] = ["varequal", "varlt", "varlte", "vargt", "vargte", "varsubstring", "varsubset", "varinside", "varextension"];

impl<'e> Processing<'e> {
    pub fn of(item: &'e Element) -> Self {
        let conditions: Vec<&Element> = item.all("resprocessing").flat_map(|r| r.all("respcondition")).collect();
        let score = score::variable(item, &conditions);
        Self { item, conditions, score }
    }

    fn tests(&self, id: &str) -> Vec<&'e Element> {
        let all = self.conditions.iter().flat_map(|c| c.below());
        all.filter(|e| COMPARISONS.contains(&e.name.as_str()) && e.attr("respident") == id && !e.plain().is_empty()).collect()
    }

    /// Whether an answer to it is compared with anything.
    pub fn compares(&self, id: &str) -> bool {
        !self.tests(id).is_empty()
    }

    /// Whether its answers are compared as numbers.
    pub fn measures(&self, id: &str) -> bool {
        self.tests(id).iter().any(|t| matches!(t.name.as_str(), "vargt" | "vargte" | "varlt" | "varlte"))
    }

    /// What an act does to the variable that counts; nothing where it sets another one.
    fn amount(&self, act: &Element) -> Option<String> {
        (act.name == "setvar" && name(act) == self.score).then(|| score::amount(self.item, act))
    }

    /// What the answers to it are compared with.
    pub fn compared(&self, id: &str) -> Vec<String> {
        self.tests(id).iter().filter(|t| t.name == "varequal").map(|t| t.plain()).collect()
    }

    pub fn declarations(&self, responses: &[Response]) -> Vec<Element> {
        let line = self.item.line;
        let mut out = vec![];
        let declare = |id: &str, cardinality: &str, base: &str, right: Vec<String>| {
            let values = right.iter().map(|r| with_text(element("value", line, &[], vec![]), r)).collect();
            let correct = element("correctResponse", line, &[], values);
            element("responseDeclaration", line, &[("identifier", id), ("cardinality", cardinality), ("baseType", base)], vec![correct])
        };
        let best = self.best();
        for r in responses.iter().filter(|r| r.shape != Shape::Row) {
            let (cardinality, base) = match r.shape {
                Shape::Choices => ("multiple", "identifier"),
                Shape::Order => ("ordered", "identifier"),
                Shape::Number if r.is_whole() => ("single", "integer"),
                Shape::Number => ("single", "float"),
                Shape::Text | Shape::Essay => ("single", "string"),
                _ => ("single", "identifier"),
            };
            let mut answer = right(r, &best);
            if cardinality == "single" {
                answer.truncate(1);
            }
            let mut declaration = declare(&r.id, cardinality, base, answer);
            if r.e.name == "response_lid" && r.shape == Shape::Text {
                declaration.children.extend(all_accepted(r, line).map(Node::Element));
            }
            out.push(declaration);
        }
        let rows = responses.iter().filter(|r| r.shape == Shape::Row);
        let pairs: Vec<String> =
            rows.flat_map(|r| best.iter().filter(|a| a.id == r.id).filter_map(|a| r.pair(r.ident(&a.value)).map(str::to_string))).collect();
        if responses.iter().any(|r| r.shape == Shape::Row) {
            out.push(declare(ROWS, "multiple", "directedPair", pairs));
        }
        for (id, cardinality, base) in [("SCORE", "single", "float"), ("FEEDBACK", "multiple", "identifier")] {
            out.push(element("outcomeDeclaration", line, &[("identifier", id), ("cardinality", cardinality), ("baseType", base)], vec![]));
        }
        out
    }

    /// The answers that the conditions ask for which are worth most.
    fn best(&self) -> Vec<Asked> {
        let worth = |c: &Element| c.elements().filter_map(|act| self.amount(act)?.parse::<f64>().ok()).sum::<f64>();
        let mut ranked: Vec<(f64, &Element)> = self.conditions.iter().map(|c| (worth(c), *c)).filter(|(w, _)| *w > 0.0).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut out, mut known, mut seen) = (vec![], BTreeSet::new(), BTreeSet::new());
        for (_, condition) in ranked {
            let mut asked = vec![];
            condition.child("conditionvar").into_iter().for_each(|c| asked_for(c, &mut asked));
            let adds = condition.all("setvar").any(|s| s.attr("action").eq_ignore_ascii_case("Add"));
            // parts that are added up ask for the same response again and again
            asked.retain(|a: &Asked| adds || !known.contains(&a.id));
            known.extend(asked.iter().map(|a| a.id.clone()));
            out.extend(asked.into_iter().filter(|a| seen.insert((a.id.clone(), a.value.clone()))));
        }
        out
    }

    pub fn rules(&self, responses: &[Response]) -> Vec<Element> {
        let line = self.item.line;
        if self.conditions.is_empty() {
            return vec![];
        }
        // each option of a gap that is typed into is right
        if responses.iter().any(|r| r.e.name == "response_lid" && r.shape == Shape::Text)
            && responses.iter().all(|r| r.e.name == "response_lid")
        {
            let worth = responses.iter().map(|r| element("mapResponse", line, &[("identifier", &r.id)], vec![])).collect();
            let set = element("setOutcomeValue", line, &[("identifier", "SCORE")], vec![element("sum", line, &[], worth)]);
            return vec![element("responseProcessing", line, &[], vec![set])];
        }
        let rules = self.conditions.iter().map(|c| self.rule(c, responses)).collect();
        vec![element("responseProcessing", line, &[], rules)]
    }

    fn rule(&self, condition: &Element, responses: &[Response]) -> Element {
        let line = condition.line;
        let test = match condition.child("conditionvar") {
            Some(test) => self.together(test, responses),
            None => truth(line, true),
        };
        let mut branch = vec![test];
        let mut sets = false;
        for act in condition.elements() {
            if let Some(amount) = self.amount(act) {
                let (value, is_set) = score::value(act, &amount, line);
                sets |= is_set;
                branch.push(element("setOutcomeValue", line, &[("identifier", "SCORE")], vec![value]));
            }
            if act.name == "displayfeedback" {
                let shown = with_text(element("baseValue", line, &[("baseType", "identifier")], vec![]), act.attr("linkrefid"));
                let now = element("variable", line, &[("identifier", "FEEDBACK")], vec![]);
                let all = element("multiple", line, &[], vec![now, shown]);
                branch.push(element("setOutcomeValue", line, &[("identifier", "FEEDBACK")], vec![all]));
            }
        }
        // what is added up goes on, whatever the file says: programs forget the word
        if sets && !condition.attr("continue").eq_ignore_ascii_case("yes") {
            branch.push(element("exitResponse", line, &[], vec![]));
        }
        element("responseCondition", line, &[], vec![element("responseIf", line, &[], branch)])
    }

    /// What stands in a condition holds together. Several texts for one field are spellings of the same; several options of an order are its order.
    fn together(&self, parent: &Element, responses: &[Response]) -> Element {
        let line = parent.line;
        let mut parts: Vec<Element> = vec![];
        let mut done: Vec<&str> = vec![];
        for test in parent.elements().filter(|test| !is_shown_of_range(parent, test)) {
            let id = test.attr("respident");
            let response = responses.iter().find(|r| r.id == id);
            let shape = response.map(|r| r.shape);
            let mut same: Vec<&Element> = parent.all("varequal").filter(|t| t.attr("respident") == id).collect();
            same.sort_by_key(|t| place(t));
            match (test.name.as_str(), shape) {
                ("varequal", Some(Shape::Order)) if same.len() > 1 => {
                    if !done.contains(&id) {
                        let said = same.iter().map(|t| response.map_or_else(|| t.plain(), |r| value(r, &t.plain())));
                        let values =
                            said.map(|v| with_text(element("baseValue", line, &[("baseType", "identifier")], vec![]), &v)).collect();
                        let variable = element("variable", line, &[("identifier", id)], vec![]);
                        parts.push(element("match", line, &[], vec![variable, element("ordered", line, &[], values)]));
                        done.push(id);
                    }
                }
                ("varequal", Some(Shape::Text | Shape::Number | Shape::Choice | Shape::Drop)) if same.len() > 1 && parent.name != "or" => {
                    if !done.contains(&id) {
                        parts.push(element("or", line, &[], same.iter().map(|t| self.test(t, responses)).collect()));
                        done.push(id);
                    }
                }
                _ => parts.push(self.test(test, responses)),
            }
        }
        match (parts.len(), parent.name.as_str()) {
            (1, _) => parts.remove(0),
            (_, "or") => element("or", line, &[], parts),
            _ => element("and", line, &[], parts),
        }
    }

    fn test(&self, test: &Element, responses: &[Response]) -> Element {
        let line = test.line;
        let id = test.attr("respident");
        let name = test.name.as_str();
        match name {
            "and" | "or" => return self.together(test, responses),
            "not" => return element("not", line, &[], vec![self.together(test, responses)]),
            "other" => return truth(line, true),
            "unanswered" => {
                let variable = element("variable", line, &[("identifier", id)], vec![]);
                return element("isNull", line, &[], vec![variable]);
            }
            _ => {}
        }
        let Some(r) = responses.iter().find(|r| r.id == id) else { return truth(line, false) };
        let (variable, base) = match r.shape {
            Shape::Row => (ROWS, "directedPair"),
            Shape::Number => (id, "float"),
            Shape::Text | Shape::Essay => (id, "string"),
            _ => (id, "identifier"),
        };
        let value = with_text(element("baseValue", line, &[("baseType", base)], vec![]), &value(r, &test.plain()));
        let mut variable = element("variable", line, &[("identifier", variable)], vec![]);
        if let (Shape::Order, Some(place)) = (r.shape, place(test)) {
            // some count from 0, some from 1
            let first = self.tests(id).into_iter().filter_map(self::place).min().unwrap_or(place);
            let n = (u64::from(place - first) + 1).to_string();
            variable = element("index", line, &[("n", &n)], vec![variable]);
        }
        let case = if test.attr("case").eq_ignore_ascii_case("yes") { "true" } else { "false" };
        match (name, r.shape) {
            ("varequal", Shape::Row | Shape::Choices) => element("member", line, &[], vec![value, variable]),
            ("varequal", Shape::Text | Shape::Essay) => element("stringMatch", line, &[("caseSensitive", case)], vec![variable, value]),
            ("varequal", _) => equal(line, variable, value, r.bounds()),
            ("varsubstring", _) => element("substring", line, &[("caseSensitive", case)], vec![value, variable]),
            ("varlt" | "varlte" | "vargt" | "vargte", _) => element(&name[3..], line, &[], vec![variable, value]),
            // no rule of ours has the name, so the scoring is told to be unknown
            _ => element(name, line, &[], vec![]),
        }
    }
}

/// What is as it should be; of a number with bounds, what is not below the first and not above the second.
fn equal(line: usize, variable: Element, value: Element, bounds: Option<[&str; 2]>) -> Element {
    let Some(bounds) = bounds else { return element("match", line, &[], vec![variable, value]) };
    let number = |bound: &str| with_text(element("baseValue", line, &[("baseType", "float")], vec![]), bound);
    let side = |(name, bound)| element(name, line, &[], vec![variable.clone(), number(bound)]);
    element("and", line, &[], ["gte", "lte"].into_iter().zip(bounds).map(side).collect())
}

/// Whether a value only shows what is right between the bounds beside it, as Blackboard has it.
fn is_shown_of_range(parent: &Element, test: &Element) -> bool {
    let beside = |name| parent.all(name).filter(|t| t.attr("respident") == test.attr("respident")).collect::<Vec<_>>();
    let number = |of: &Element| of.plain().trim().parse::<f64>().ok();
    match (test.name.as_str(), &beside("vargte")[..], beside("varequal").len(), &beside("varlte")[..]) {
        ("varequal", [low], 1, [high]) => {
            number(test).zip(number(low)).zip(number(high)).is_some_and(|((value, low), high)| (low..=high).contains(&value))
        }
        _ => false,
    }
}

fn truth(line: usize, truth: bool) -> Element {
    with_text(element("baseValue", line, &[("baseType", "boolean")], vec![]), if truth { "true" } else { "false" })
}

/// The value that a rule compares with, in the terms of QTI 2.
fn value(r: &Response, value: &str) -> String {
    match r.shape {
        Shape::Row => r.pair(r.ident(value)).unwrap_or(value).into(),
        // what is typed is the text of its option
        Shape::Text => r.words_of(r.ident(value)).unwrap_or(value).into(),
        _ => r.ident(value).into(),
    }
}

/// The right answer to one response, by what the conditions ask for.
fn right(r: &Response, best: &[Asked]) -> Vec<String> {
    let mut asked: Vec<&Asked> = best.iter().filter(|a| a.id == r.id).collect();
    if r.shape == Shape::Order {
        asked.sort_by_key(|a| a.place);
        asked.dedup_by(|a, b| a.place.is_some() && a.place == b.place);
    }
    asked.iter().map(|a| value(r, &a.value)).collect()
}

/// The place in an order that a test speaks of.
fn place(test: &Element) -> Option<u32> {
    test.attr("index").trim().parse().ok()
}

/// The answers that a test asks for, not those that it forbids.
fn asked_for(test: &Element, out: &mut Vec<Asked>) {
    for part in test.elements() {
        match part.name.as_str() {
            "not" => {}
            "varequal" => out.push(Asked { id: part.attr("respident").into(), value: part.plain(), place: place(part) }),
            _ => asked_for(part, out),
        }
    }
}

fn all_accepted(r: &Response, line: usize) -> Option<Element> {
    let entry = |l: &&Element| element("mapEntry", line, &[("mapKey", &said(l)), ("mappedValue", "1"), ("caseSensitive", "false")], vec![]);
    let entries: Vec<Element> = r.labels.iter().map(entry).collect();
    (!entries.is_empty()).then(|| element("mapping", line, &[], entries))
}
