//! The rules of QTI 1.2 in the terms of QTI 2.

use super::{
    element,
    response::{ROWS, Response, Shape, said},
    with_text,
};
use crate::qti::xml::{Element, Node};
use std::collections::BTreeSet;

pub(crate) struct Processing<'e> {
    item: &'e Element,
    conditions: Vec<&'e Element>,
}

/// What compares an answer.
const COMPARISONS: [&str; 9] = ["varequal", "varlt", "varlte", "vargt", "vargte", "varsubstring", "varsubset", "varinside", "varextension"];

impl<'e> Processing<'e> {
    pub fn of(item: &'e Element) -> Self {
        Self { item, conditions: item.all("resprocessing").flat_map(|r| r.all("respcondition")).collect() }
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

    /// The variable that counts.
    fn score(&self) -> String {
        let names: Vec<&str> = self.conditions.iter().flat_map(|c| c.all("setvar")).map(|s| s.attr("varname")).collect();
        let found = names.iter().find(|n| n.is_empty() || n.eq_ignore_ascii_case("SCORE")).or(names.first());
        found.map_or("SCORE", |n| n).to_string()
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
                Shape::Number => ("single", "float"),
                Shape::Text | Shape::Essay => ("single", "string"),
                _ => ("single", "identifier"),
            };
            let mut right: Vec<String> = best.iter().filter(|(id, _)| *id == r.id).map(|(_, v)| value(r, v)).collect();
            if cardinality == "single" {
                right.truncate(1);
            }
            let mut declaration = declare(&r.id, cardinality, base, right);
            if r.e.name == "response_lid" && r.shape == Shape::Text {
                declaration.children.extend(all_accepted(r, line).map(Node::Element));
            }
            out.push(declaration);
        }
        let rows = responses.iter().filter(|r| r.shape == Shape::Row);
        let pairs: Vec<String> =
            rows.flat_map(|r| best.iter().filter(|(id, _)| *id == r.id).filter_map(|(_, v)| r.pair(v).map(str::to_string))).collect();
        if responses.iter().any(|r| r.shape == Shape::Row) {
            out.push(declare(ROWS, "multiple", "directedPair", pairs));
        }
        for (id, cardinality, base) in [("SCORE", "single", "float"), ("FEEDBACK", "multiple", "identifier")] {
            out.push(element("outcomeDeclaration", line, &[("identifier", id), ("cardinality", cardinality), ("baseType", base)], vec![]));
        }
        out
    }

    /// The answers that the conditions ask for which are worth most.
    fn best(&self) -> Vec<(String, String)> {
        let score = self.score();
        let worth =
            |c: &Element| c.all("setvar").filter(|s| s.attr("varname") == score).filter_map(|s| s.plain().parse::<f64>().ok()).sum::<f64>();
        let mut ranked: Vec<(f64, &Element)> = self.conditions.iter().map(|c| (worth(c), *c)).filter(|(w, _)| *w > 0.0).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut out, mut known, mut seen) = (vec![], BTreeSet::new(), BTreeSet::new());
        for (_, condition) in ranked {
            let mut asked = vec![];
            condition.child("conditionvar").into_iter().for_each(|c| asked_for(c, &mut asked));
            let adds = condition.all("setvar").any(|s| s.attr("action") == "Add");
            // parts that are added up ask for the same response again and again
            asked.retain(|(id, _)| adds || !known.contains(id));
            known.extend(asked.iter().map(|(id, _)| id.clone()));
            out.extend(asked.into_iter().filter(|pair| seen.insert(pair.clone())));
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
        let score = self.score();
        let rules = self.conditions.iter().map(|c| self.rule(c, &score, responses)).collect();
        vec![element("responseProcessing", line, &[], rules)]
    }

    fn rule(&self, condition: &Element, score: &str, responses: &[Response]) -> Element {
        let line = condition.line;
        let test = match condition.child("conditionvar") {
            Some(test) => self.together(test, responses),
            None => truth(line, true),
        };
        let mut branch = vec![test];
        let mut sets = false;
        for act in condition.elements() {
            match act.name.as_str() {
                "setvar" if act.attr("varname") == score => {
                    let by = with_text(element("baseValue", line, &[("baseType", "float")], vec![]), &act.plain());
                    let now = element("variable", line, &[("identifier", "SCORE")], vec![]);
                    let value = match act.attr("action") {
                        "Add" => element("sum", line, &[], vec![now, by]),
                        "Subtract" => element("subtract", line, &[], vec![now, by]),
                        "Multiply" => element("product", line, &[], vec![now, by]),
                        "Divide" => element("divide", line, &[], vec![now, by]),
                        _ => {
                            sets = true;
                            by
                        }
                    };
                    branch.push(element("setOutcomeValue", line, &[("identifier", "SCORE")], vec![value]));
                }
                "displayfeedback" => {
                    let shown = with_text(element("baseValue", line, &[("baseType", "identifier")], vec![]), act.attr("linkrefid"));
                    let now = element("variable", line, &[("identifier", "FEEDBACK")], vec![]);
                    let all = element("multiple", line, &[], vec![now, shown]);
                    branch.push(element("setOutcomeValue", line, &[("identifier", "FEEDBACK")], vec![all]));
                }
                _ => {}
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
        for test in parent.elements() {
            let id = test.attr("respident");
            let shape = responses.iter().find(|r| r.id == id).map(|r| r.shape);
            let same: Vec<&Element> = parent.all("varequal").filter(|t| t.attr("respident") == id).collect();
            match (test.name.as_str(), shape) {
                ("varequal", Some(Shape::Order)) if same.len() > 1 => {
                    if !done.contains(&id) {
                        let values = same
                            .iter()
                            .map(|t| with_text(element("baseValue", line, &[("baseType", "identifier")], vec![]), &t.plain()))
                            .collect();
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
        let variable = element("variable", line, &[("identifier", variable)], vec![]);
        let case = if test.attr("case").eq_ignore_ascii_case("yes") { "true" } else { "false" };
        match (name, r.shape) {
            ("varequal", Shape::Row | Shape::Choices) => element("member", line, &[], vec![value, variable]),
            ("varequal", Shape::Text | Shape::Essay) => element("stringMatch", line, &[("caseSensitive", case)], vec![variable, value]),
            ("varequal", _) => element("match", line, &[], vec![variable, value]),
            ("varsubstring", _) => element("substring", line, &[("caseSensitive", case)], vec![value, variable]),
            ("varlt" | "varlte" | "vargt" | "vargte", _) => element(&name[3..], line, &[], vec![variable, value]),
            // no rule of ours has the name, so the scoring is told to be unknown
            _ => element(name, line, &[], vec![]),
        }
    }
}

fn truth(line: usize, truth: bool) -> Element {
    with_text(element("baseValue", line, &[("baseType", "boolean")], vec![]), if truth { "true" } else { "false" })
}

/// The value that a rule compares with, in the terms of QTI 2.
fn value(r: &Response, value: &str) -> String {
    match r.shape {
        Shape::Row => r.pair(value).unwrap_or(value).into(),
        // what is typed is the text of its option
        Shape::Text if r.e.name == "response_lid" => {
            r.labels.iter().find(|l| l.attr("ident") == value).map_or_else(|| value.into(), |l| said(l))
        }
        _ => value.into(),
    }
}

/// The answers that a test asks for, not those that it forbids.
fn asked_for(test: &Element, out: &mut Vec<(String, String)>) {
    for part in test.elements() {
        match part.name.as_str() {
            "not" => {}
            "varequal" => out.push((part.attr("respident").into(), part.plain())),
            _ => asked_for(part, out),
        }
    }
}

fn all_accepted(r: &Response, line: usize) -> Option<Element> {
    let entry = |l: &&Element| element("mapEntry", line, &[("mapKey", &said(l)), ("mappedValue", "1"), ("caseSensitive", "false")], vec![]);
    let entries: Vec<Element> = r.labels.iter().map(entry).collect();
    (!entries.is_empty()).then(|| element("mapping", line, &[], entries))
}
