//! Expressions of response processing.

use super::{Declared, Unknown, Value, run::Run};
use crate::qti::xml::Element;

pub(super) fn evaluate(run: &Run, e: &Element) -> Result<Value, Unknown> {
    run.step()?;
    let name = e.name.as_str();
    // those that look at their attributes alone
    match name {
        "null" => return Ok(Value::Null),
        "baseValue" => return Ok(base_value(e)),
        "variable" => return Ok(run.variable(e.attr("identifier"))),
        "correct" | "default" | "mapResponse" => return of_declared(run, e),
        // stop at the first that decides, as their authors mean it
        "and" | "or" => {
            let decides = name == "or";
            for part in e.elements() {
                if evaluate(run, part)?.truth() == decides {
                    return Ok(Value::Truth(decides));
                }
            }
            return Ok(Value::Truth(!decides));
        }
        _ => {}
    }
    let values = e.elements().map(|part| evaluate(run, part)).collect::<Result<Vec<_>, _>>()?;
    of_values(e, name, &values)
}

/// One that looks at what its parts are.
fn of_values(e: &Element, name: &str, values: &[Value]) -> Result<Value, Unknown> {
    match (name, values) {
        ("isNull", [v]) => Ok(Value::Truth(v.is_null())),
        ("not", [v]) => Ok(if *v == Value::Null { Value::Null } else { Value::Truth(!v.truth()) }),
        ("match", [a, b]) => Ok(a.same(b)),
        ("stringMatch", [a, b]) => Ok(string_match(e, a, b)),
        ("substring", [a, b]) => Ok(texts(e, a, b, |a, b| b.contains(a))),
        ("equal" | "equalRounded", [a, b]) => Ok(equal(e, a, b)),
        ("lt" | "gt" | "lte" | "gte", [a, b]) => Ok(compare(name, a, b)),
        ("member", [a, b]) => Ok(member(a, b)),
        ("contains", [a, b]) => Ok(contains(a, b)),
        ("containerSize", [v]) => Ok(Value::Number(v.values().len() as f64)),
        ("delete", [a, b]) => {
            let (gone, ordered) = (a.values(), matches!(b, Value::List { ordered: true, .. }));
            Ok(Value::List { values: b.values().into_iter().filter(|v| !gone.contains(v)).collect(), ordered })
        }
        ("index", [v]) => {
            let at = e.number("n").map_or(0, |n| n as usize);
            Ok(v.values().get(at.wrapping_sub(1)).map_or(Value::Null, |v| Value::text(v)))
        }
        ("multiple" | "ordered", all) => {
            let values: Vec<String> = all.iter().flat_map(Value::values).collect();
            Ok(if values.is_empty() { Value::Null } else { Value::List { values, ordered: name == "ordered" } })
        }
        ("anyN", all) => {
            let right = all.iter().filter(|v| v.truth()).count() as f64;
            let (low, high) = (e.number("min").unwrap_or(0.0), e.number("max").unwrap_or(f64::INFINITY));
            Ok(Value::Truth(right >= low && right <= high))
        }
        ("customOperator", [v]) => custom(e, v),
        (name, all) => arithmetic(e, name, all),
    }
}

fn base_value(e: &Element) -> Value {
    let text = e.text();
    match e.attr("baseType") {
        "boolean" => Value::Truth(text.trim() == "true"),
        "float" | "integer" => text.trim().parse().map_or(Value::Null, Value::Number),
        "pair" | "directedPair" => Value::text(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => Value::text(text.trim()),
    }
}

fn of_declared(run: &Run, e: &Element) -> Result<Value, Unknown> {
    let id = e.attr("identifier");
    let find = |d: &&Declared| d.id == id;
    let declared = run.scoring.responses.iter().find(find).or(run.scoring.outcomes.iter().find(find));
    let declared = declared.ok_or_else(|| Unknown(format!("{} {id}", e.name)))?;
    Ok(match e.name.as_str() {
        "correct" => declared.value(&declared.correct),
        "default" => declared.value(&declared.default),
        _ => Value::Number(declared.mapped(run.answers.get(id).map_or(&[], Vec::as_slice)).unwrap_or(0.0)),
    })
}

fn texts(e: &Element, a: &Value, b: &Value, says: fn(&str, &str) -> bool) -> Value {
    let case = |text: String| if e.attr("caseSensitive") == "false" { text.to_lowercase() } else { text };
    match (a.values().pop(), b.values().pop()) {
        (Some(a), Some(b)) => Value::Truth(says(&case(a), &case(b))),
        _ => Value::Null,
    }
}

fn string_match(e: &Element, a: &Value, b: &Value) -> Value {
    if e.attr("substring") == "true" {
        // the first holds the second
        return texts(e, a, b, |a, b| a.contains(b));
    }
    texts(e, a, b, |a, b| a == b)
}

fn equal(e: &Element, a: &Value, b: &Value) -> Value {
    let (Some(a), Some(b)) = (a.number(), b.number()) else { return Value::Null };
    if e.name == "equalRounded" {
        let figures = e.number("figures").map_or(0, |n| n as i32);
        let round = |n| round_to(n, figures, e.attr("roundingMode") != "decimalPlaces");
        return Value::Truth(round(a) == round(b));
    }
    let tolerance: Vec<f64> = e.attr("tolerance").split_whitespace().filter_map(|t| t.parse().ok()).collect();
    let (below, above) = match tolerance.as_slice() {
        [one] => (*one, *one),
        [below, above, ..] => (*below, *above),
        [] => (0.0, 0.0),
    };
    let (low, high) = match e.attr("toleranceMode") {
        "absolute" => (a - below, a + above),
        "relative" => (a * (1.0 - below / 100.0), a * (1.0 + above / 100.0)),
        _ => (a, a),
    };
    let slack = 1e-9 * a.abs().max(b.abs());
    let (low, high) = (low.min(high), low.max(high));
    let above = if e.attr("includeLowerBound") == "false" { b > low + slack } else { b >= low - slack };
    let below = if e.attr("includeUpperBound") == "false" { b < high - slack } else { b <= high + slack };
    Value::Truth(above && below)
}

fn round_to(n: f64, figures: i32, significant: bool) -> f64 {
    let places = if significant && n != 0.0 { figures - 1 - n.abs().log10().floor() as i32 } else { figures };
    let scale = 10f64.powi(places.clamp(-300, 300));
    (n * scale).round() / scale
}

fn compare(name: &str, a: &Value, b: &Value) -> Value {
    let (Some(a), Some(b)) = (a.number(), b.number()) else { return Value::Null };
    Value::Truth(match name {
        "lt" => a < b,
        "gt" => a > b,
        "lte" => a <= b,
        _ => a >= b,
    })
}

fn member(a: &Value, b: &Value) -> Value {
    if a.is_null() || b.is_null() {
        return Value::Null;
    }
    let all = b.values();
    Value::Truth(a.values().iter().all(|v| all.contains(v)))
}

fn contains(a: &Value, b: &Value) -> Value {
    if a.is_null() || b.is_null() {
        return Value::Null;
    }
    let (a, b) = (a.values(), b.values());
    Value::Truth(b.iter().all(|v| a.contains(v)))
}

/// Operators of one system that only tidy what was typed.
fn custom(e: &Element, v: &Value) -> Result<Value, Unknown> {
    let said = format!("{} {}", e.attr("class"), e.attr("definition"));
    let name = said.rsplit([':', '.', '/', ' ']).find(|n| !n.is_empty()).unwrap_or_default().to_lowercase();
    let tidy: fn(&str) -> String = match name.as_str() {
        "trim" => |t| t.trim().into(),
        "toascii" => |t| t.into(),
        "parsecommadecimal" | "parsedecimal" => |t| t.trim().replace(',', "."),
        _ => return Err(Unknown(format!("customOperator {}", said.trim()))),
    };
    Ok(match v.values().pop() {
        Some(text) => Value::text(&tidy(&text)),
        None => Value::Null,
    })
}

const ARITHMETIC: &str = "sum product subtract divide power integerDivide integerModulus truncate round roundTo integerToFloat min max";

fn arithmetic(e: &Element, name: &str, all: &[Value]) -> Result<Value, Unknown> {
    // containers are sums of what they hold
    let numbers: Option<Vec<f64>> = all
        .iter()
        .flat_map(|v| match v {
            Value::List { values, .. } if values.len() > 1 => values.iter().map(|v| v.parse().ok()).collect(),
            v => vec![v.number()],
        })
        .collect();
    if !ARITHMETIC.split(' ').any(|known| known == name) {
        return Err(Unknown(name.into()));
    }
    let Some(numbers) = numbers else { return Ok(Value::Null) };
    let value = match (name, numbers.as_slice()) {
        ("sum", all) => all.iter().sum(),
        ("product", all) => all.iter().product(),
        ("subtract", [a, b]) => a - b,
        ("divide", [a, b]) => a / b,
        ("power", [a, b]) => a.powf(*b),
        ("integerDivide", [a, b]) => (a / b).floor(),
        ("integerModulus", [a, b]) => a - b * (a / b).floor(),
        ("truncate", [a]) => a.trunc(),
        ("round", [a]) => (a + 0.5).floor(),
        ("roundTo", [a]) => round_to(*a, e.number("figures").map_or(0, |n| n as i32), e.attr("roundingMode") != "decimalPlaces"),
        ("integerToFloat", [a]) => *a,
        ("min", all) => all.iter().copied().fold(f64::INFINITY, f64::min),
        ("max", all) => all.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        _ => return Err(Unknown(name.into())),
    };
    Ok(if value.is_finite() { Value::Number(value) } else { Value::Null })
}
