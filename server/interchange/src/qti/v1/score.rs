//! The variable of QTI 1.2 that counts: programs give it names of their own, and count beside it what is wrong.

use super::{element, with_text};
use crate::qti::xml::Element;

/// The variable that a rule sets.
pub fn name(act: &Element) -> String {
    let name = [act.attr("varname"), act.attr("variablename")].into_iter().map(str::trim).find(|n| !n.is_empty()).unwrap_or("SCORE");
    if name.eq_ignore_ascii_case("SCORE") { "SCORE".into() } else { name.into() }
}

/// The variable that counts; `SCORE` where none can be told from the others.
pub fn variable(item: &Element, conditions: &[&Element]) -> String {
    let acts: Vec<&Element> = conditions.iter().flat_map(|c| c.all("setvar")).collect();
    let mut names: Vec<String> = vec![];
    for name in acts.iter().map(|a| name(a)).filter(|n| !counts_errors(n)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let declared = item.named("decvar").into_iter().map(name).filter(|n| names.contains(n));
    let like = |n: &String| n.to_ascii_lowercase().contains("score");
    let found = names.iter().find(|n| *n == "SCORE").or_else(|| names.iter().find(|n| *n == "D2L_Correct")).cloned();
    let found = found.or_else(|| declared.into_iter().find(like)).or_else(|| names.iter().find(|n| like(n)).cloned());
    let mut found = found.or(if names.len() == 1 { names.pop() } else { None }).unwrap_or_else(|| "SCORE".into());
    // one that is set to another one is that one
    let others: Vec<String> = acts.iter().map(|a| name(a)).filter(|n| !counts_errors(n)).collect();
    for _ in 0..others.len() {
        let same = acts.iter().filter(|a| name(a) == found).map(|a| a.plain()).find(|value| *value != found && others.contains(value));
        match same {
            Some(other) => found = other,
            None => break,
        }
    }
    found
}

/// What is wrong is counted, not what is right.
fn counts_errors(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["incorrect", "wrong", "penalty"].into_iter().any(|word| name.contains(word))
}

/// The number by which a rule changes a variable: programs also write `SCORE.max`.
pub fn amount(item: &Element, act: &Element) -> String {
    let said = act.plain();
    let (end, declared) = match said.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).as_deref() {
        Some("max") => ("1", "maxvalue"),
        Some("min") => ("0", "minvalue"),
        _ => return said,
    };
    let of = item.named("decvar").into_iter().find(|d| name(d) == name(act)).and_then(|d| d.number(declared));
    of.map_or_else(|| end.into(), |n| n.to_string())
}

/// The value of a variable after a rule, and whether it forgets what it was.
pub fn value(act: &Element, amount: &str, line: usize) -> (Element, bool) {
    let by = with_text(element("baseValue", line, &[("baseType", "float")], vec![]), amount);
    let now = element("variable", line, &[("identifier", "SCORE")], vec![]);
    let changed = match act.attr("action").to_ascii_lowercase().as_str() {
        "add" => "sum",
        "subtract" => "subtract",
        "multiply" => "product",
        "divide" => "divide",
        _ => return (by, true),
    };
    (element(changed, line, &[], vec![now, by]), false)
}
