//! The rules of response processing, carried out on one set of answers.

use super::{Answers, Declared, Outcomes, Scoring, Unknown, Value, expression::evaluate, run::Run};
use crate::qti::xml::Element;

enum Then {
    Go,
    Exit,
}

pub(super) fn carry_out(scoring: &Scoring, rules: &Element, answers: &Answers) -> Result<Outcomes, Unknown> {
    let begin = |d: &Declared| {
        let value = if d.default.is_empty() && d.is_number() { Value::Number(0.0) } else { d.value(&d.default) };
        (d.id.clone(), value)
    };
    let mut run = Run { scoring, answers, outcomes: scoring.outcomes.iter().map(begin).collect() };
    run.rules(rules)?;
    Ok(run.outcomes)
}

impl Run<'_, '_> {
    fn rules(&mut self, parent: &Element) -> Result<Then, Unknown> {
        for rule in parent.elements() {
            self.step()?;
            match rule.name.as_str() {
                "responseCondition" => {
                    if let Then::Exit = self.condition(rule)? {
                        return Ok(Then::Exit);
                    }
                }
                "responseProcessingFragment" => {
                    if let Then::Exit = self.rules(rule)? {
                        return Ok(Then::Exit);
                    }
                }
                "setOutcomeValue" => {
                    let Some(expression) = rule.elements().next() else { return Err(Unknown("setOutcomeValue".into())) };
                    let value = evaluate(self, expression)?;
                    self.outcomes.insert(rule.attr("identifier").into(), value);
                }
                "lookupOutcomeValue" => self.look_up(rule)?,
                "exitResponse" => return Ok(Then::Exit),
                // the condition of the branch, which was read already
                _ if parent.name.starts_with("response") && parent.name != "responseProcessing" => {}
                name => return Err(Unknown(name.into())),
            }
        }
        Ok(Then::Go)
    }

    fn condition(&mut self, rule: &Element) -> Result<Then, Unknown> {
        for branch in rule.elements() {
            let holds = match (branch.name.as_str(), branch.elements().next()) {
                ("responseElse", _) => true,
                ("responseIf" | "responseElseIf", Some(test)) => evaluate(self, test)?.truth(),
                (name, _) => return Err(Unknown(name.into())),
            };
            if holds {
                return self.rules(branch);
            }
        }
        Ok(Then::Go)
    }

    fn look_up(&mut self, rule: &Element) -> Result<(), Unknown> {
        let (id, Some(expression)) = (rule.attr("identifier"), rule.elements().next()) else { return Err(Unknown(rule.name.clone())) };
        let source = evaluate(self, expression)?.number();
        let table = self.scoring.tables.get(id).ok_or_else(|| Unknown(rule.name.clone()))?;
        let holds = |e: &&Element, n: f64| match e.number("sourceValue") {
            Some(at) if table.name == "interpolationTable" && e.attr("includeBoundary") == "false" => n > at,
            Some(at) if table.name == "interpolationTable" => n >= at,
            at => at == Some(n),
        };
        let entry = source.and_then(|n| table.elements().find(|e| holds(e, n)));
        let target = entry.map_or_else(|| table.attr("defaultValue"), |e| e.attr("targetValue"));
        let value = target.parse().map_or_else(|_| Value::text(target), Value::Number);
        self.outcomes.insert(id.into(), value);
        Ok(())
    }
}
