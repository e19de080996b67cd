//! One item as a file of QTI 3.

use super::{
    HEAD, TOOL,
    field::{self, Field, base, set, variable},
    text::blocks,
};
use crate::{Accepted, BankNote, Choice, ForeignGap, ForeignItem, ForeignKey, loss, qti::words, xml::plain};
use zhixing_domain::points::Points;

pub fn write(item: &ForeignItem, name: &str, losses: &mut Vec<BankNote>) -> String {
    losses.extend(loss::ours(item, "QTI"));
    let essay = matches!(item.key, ForeignKey::Essay(_));
    let fields = fields(item, losses);
    let body = body(item, &fields);
    let mut out = format!(
        "{HEAD}<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"{name}\" label=\"{}\" title=\"{}\" \
         tool-name=\"{TOOL}\" adaptive=\"false\" time-dependent=\"false\">\n",
        plain(&item.id),
        plain(&item.name)
    );
    fields.iter().for_each(|f| out.push_str(&f.declaration));
    let person = if essay { " external-scored=\"human\"" } else { "" };
    out.push_str(&outcome("SCORE", "float", person, Some("0")));
    if let Some(points) = item.points {
        out.push_str(&outcome("MAXSCORE", "float", "", Some(&points_text(points))));
    }
    (0..fields.len()).filter(|_| !essay).for_each(|n| out.push_str(&outcome(&part(n), "float", "", Some("0"))));
    if item.explanation.is_some() {
        out.push_str(&outcome("EXPLANATION", "identifier", "", None));
    }
    out.push_str("<qti-outcome-declaration identifier=\"CHOSEN\" cardinality=\"multiple\" base-type=\"identifier\"/>\n");
    out.push_str(&format!("<qti-item-body>\n{body}\n</qti-item-body>\n<qti-response-processing>\n"));
    if !essay {
        out.push_str(&processing(item, &fields));
    }
    if item.explanation.is_some() {
        out.push_str(&set("EXPLANATION", &base("identifier", "explanation")));
    }
    out.push_str("\n</qti-response-processing>\n");
    if let Some(text) = &item.explanation {
        out.push_str(&format!(
            "<qti-modal-feedback outcome-identifier=\"EXPLANATION\" identifier=\"explanation\" show-hide=\"show\"><qti-content-body>{}</qti-content-body></qti-modal-feedback>\n",
            blocks(text, &[])
        ));
    }
    out + "</qti-assessment-item>\n"
}

fn outcome(id: &str, kind: &str, more: &str, value: Option<&str>) -> String {
    let value = value.map(|v| format!("<qti-default-value><qti-value>{v}</qti-value></qti-default-value>")).unwrap_or_default();
    format!(
        "<qti-outcome-declaration identifier=\"{id}\" cardinality=\"single\" base-type=\"{kind}\"{more}>{value}</qti-outcome-declaration>\n"
    )
}

fn points_text(points: Points) -> String {
    (points.hundredths() as f64 / 100.0).to_string()
}

fn part(n: usize) -> String {
    format!("PART_{}", n + 1)
}

fn response(n: usize, all: usize) -> String {
    if all == 1 { "RESPONSE".into() } else { format!("RESPONSE_{}", n + 1) }
}

/// True and false, in the language of the stem.
fn either(stem: &str, key: bool, [yes, no]: [&Option<String>; 2]) -> [Choice; 2] {
    let said = if stem.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) { ["正确", "错误"] } else { ["True", "False"] };
    let choice = |text: &str, right: bool, feedback: &Option<String>| Choice {
        text: text.into(),
        worth: f64::from(u8::from(right)),
        feedback: feedback.clone(),
    };
    [choice(said[0], key, yes), choice(said[1], !key, no)]
}

fn fields(item: &ForeignItem, losses: &mut Vec<BankNote>) -> Vec<Field> {
    let (id, first) = ("RESPONSE", part(0));
    let one = match &item.key {
        ForeignKey::Single(choices) => field::choices(id, &first, choices, true, item.fixed),
        ForeignKey::Multiple(choices) => field::choices(id, &first, choices, false, item.fixed),
        ForeignKey::TrueFalse { key, feedback: [yes, no] } => {
            let choices = either(&item.stem, *key, [yes, no]);
            field::chosen(id, &first, &choices, &["true".into(), "false".into()], true, true)
        }
        ForeignKey::Numeric { accept, unit } => {
            silent(accept, item.line, losses);
            field::number(id, &first, accept, unit.as_deref())
        }
        ForeignKey::Short { accept, case_matters } => {
            silent(accept, item.line, losses);
            field::typed(id, &first, accept, *case_matters)
        }
        ForeignKey::Ordering(entries) => field::ordered(id, &first, entries),
        ForeignKey::Matching { pairs, distractors } => field::matched(id, &first, pairs, distractors),
        ForeignKey::Essay(_) => Field {
            declaration: "<qti-response-declaration identifier=\"RESPONSE\" cardinality=\"single\" base-type=\"string\"/>\n".into(),
            element: "<qti-extended-text-interaction response-identifier=\"RESPONSE\"/>".into(),
            rules: String::new(),
        },
        ForeignKey::Cloze(gaps) => {
            let gap = |(n, gap): (usize, &ForeignGap)| {
                let (id, part) = (response(n, gaps.len()), part(n));
                match gap {
                    ForeignGap::Typed(accept) => field::typed(&id, &part, accept, false),
                    ForeignGap::Number(accept) => field::number(&id, &part, accept, None),
                    ForeignGap::Chosen(choices) => field::drop_down(&id, &part, choices),
                }
            };
            return gaps.iter().enumerate().map(gap).collect();
        }
    };
    vec![one]
}

fn silent<T>(accept: &[Accepted<T>], line: usize, losses: &mut Vec<BankNote>) {
    if accept.iter().any(|a| a.feedback.is_some()) {
        losses.push(words::answer_feedback(line));
    }
}

fn body(item: &ForeignItem, fields: &[Field]) -> String {
    if let ForeignKey::Cloze(_) = item.key {
        let elements: Vec<String> = fields.iter().map(|f| f.element.clone()).collect();
        return blocks(&item.stem, &elements);
    }
    let field = fields.first().map(|f| f.element.as_str()).unwrap_or_default();
    let stem = blocks(&item.stem, &[]);
    let rubric = match &item.key {
        ForeignKey::Essay(criteria) if !criteria.is_empty() => {
            let row = |(title, points, detail): &(String, Points, String)| {
                format!("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", plain(title), points_text(*points), plain(detail))
            };
            let rows: String = criteria.iter().map(row).collect();
            format!(
                "\n<qti-rubric-block view=\"scorer\"><qti-content-body><table><tbody>{rows}</tbody></table></qti-content-body></qti-rubric-block>"
            )
        }
        _ => String::new(),
    };
    // a field within a line stands in a line of its own
    let field =
        if matches!(item.key, ForeignKey::Numeric { .. } | ForeignKey::Short { .. }) { format!("<p>{field}</p>") } else { field.into() };
    format!("{stem}\n{field}{rubric}")
}

/// The parts are added up; all of them together are worth the points.
fn processing(item: &ForeignItem, fields: &[Field]) -> String {
    let mut out: String = fields.iter().map(|f| f.rules.as_str()).collect();
    let parts: String = (0..fields.len()).map(|n| variable(&part(n))).collect();
    let mut score = format!("<qti-divide><qti-sum>{parts}</qti-sum>{}</qti-divide>", base("float", fields.len().max(1)));
    if item.points.is_some() {
        score = format!("<qti-product>{score}{}</qti-product>", variable("MAXSCORE"));
    }
    out.push_str(&set("SCORE", &score));
    if matches!(item.key, ForeignKey::Single(_) | ForeignKey::Multiple(_) | ForeignKey::TrueFalse { .. }) {
        out.push_str(&set("CHOSEN", &format!("<qti-multiple>{}</qti-multiple>", variable("RESPONSE"))));
    }
    out
}
