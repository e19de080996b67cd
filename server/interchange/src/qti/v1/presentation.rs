//! What candidates see and where they answer, from QTI 1.2 to QTI 2.

use super::{
    element, material,
    processing::Processing,
    response::{ROWS, Response, Shape},
};
use crate::qti::xml::{Element, Node};
use std::collections::{BTreeMap, BTreeSet};

pub fn translate(item: &Element, kind: &str) -> Element {
    let empty = Element::default();
    let presentation = item.child("presentation").unwrap_or(&empty);
    let shown = presentation.text();
    let processing = Processing::of(item);
    let mut responses: Vec<Response> =
        presentation.below().into_iter().filter(|e| is_response(e)).map(|e| response(e, kind, &processing)).collect();
    arrange(&mut responses, &shown, kind);
    let mut content = vec![];
    let mut placed = false;
    lay_out(presentation, &responses, &mut placed, &mut content);
    if kind.contains("file_upload") {
        content.push(element("uploadInteraction", item.line, &[], vec![]));
    }
    let mut body = element("itemBody", item.line, &[], content);
    fill_names(&mut body, &responses);
    let mut parts = processing.declarations(&responses);
    parts.push(body);
    parts.extend(processing.rules(&responses));
    parts.extend(item.all("itemfeedback").map(feedback));
    element("assessmentItem", item.line, &[("identifier", item.attr("ident")), ("title", title(item))], parts)
}

/// Titles that programs give to every item say nothing.
fn title(item: &Element) -> &str {
    if matches!(item.attr("title").trim(), "Question" | "Untitled") { "" } else { item.attr("title") }
}

fn is_response(e: &Element) -> bool {
    e.name.starts_with("response_") && e.name != "response_label"
}

fn response<'e>(e: &'e Element, kind: &str, processing: &Processing) -> Response<'e> {
    let id = e.attr("ident").to_string();
    let render = |name: &str| e.first(name);
    let shape = match e.name.as_str() {
        "response_xy" => Shape::Other("hotspotInteraction"),
        _ if render("render_hotspot").is_some() => Shape::Other("hotspotInteraction"),
        _ if render("render_slider").is_some() => Shape::Number,
        "response_lid" if e.attr("rcardinality") == "Ordered" || render("ims_render_object").is_some() => Shape::Order,
        "response_lid" if e.attr("rcardinality") == "Multiple" => Shape::Choices,
        "response_lid" => Shape::Choice,
        "response_grp" => Shape::Other("response_grp"),
        _ if kind.contains("essay") || !processing.compares(&id) => Shape::Essay,
        "response_num" => Shape::Number,
        _ if render("render_fib").is_some_and(|r| matches!(r.attr("fibtype"), "Decimal" | "Integer" | "Scientific")) => Shape::Number,
        _ if processing.measures(&id) => Shape::Number,
        _ => Shape::Text,
    };
    Response::new(e, shape, &processing.compared(&id))
}

/// What several lists of options are together.
fn arrange(responses: &mut [Response], shown: &str, kind: &str) {
    let lists = responses.iter().filter(|r| r.e.name == "response_lid" && !matches!(r.shape, Shape::Other(_) | Shape::Order)).count();
    let named = |r: &Response| shown.contains(&format!("[{}]", blank(r)));
    let drops = kind.contains("dropdown") || kind.contains("multiple_blanks");
    let all_named = lists > 0 && responses.iter().filter(|r| r.e.name == "response_lid").all(named);
    for r in responses.iter_mut().filter(|r| r.e.name == "response_lid" && !matches!(r.shape, Shape::Other(_) | Shape::Order)) {
        if drops || (all_named && r.id.starts_with("response_")) {
            // where every option is right, it is what may be typed
            r.shape = if kind.contains("multiple_blanks") { Shape::Text } else { Shape::Drop };
        } else if lists > 1 {
            r.shape = Shape::Row;
        }
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (row, r) in responses.iter_mut().enumerate().filter(|(_, r)| r.shape == Shape::Row) {
        for label in &r.labels {
            let next = places.len();
            let place = *places.entry(label.plain()).or_insert(next);
            r.pairs.push((label.attr("ident").into(), format!("R{row} P{place}")));
        }
    }
}

/// What stands in brackets in the text for it.
fn blank(r: &Response) -> String {
    r.id.strip_prefix("response_").unwrap_or(&r.id).to_string()
}

fn lay_out(parent: &Element, responses: &[Response], placed: &mut bool, out: &mut Vec<Element>) {
    for e in parent.elements() {
        match responses.iter().find(|r| std::ptr::eq(r.e, e)) {
            Some(r) => field(r, responses, placed, out),
            None if matches!(e.name.as_str(), "flow" | "flow_mat") => {
                let mut inner = vec![];
                lay_out(e, responses, placed, &mut inner);
                out.push(element("div", e.line, &[], inner));
            }
            None => out.extend(material::one(e)),
        }
    }
}

fn rows_and_partners(responses: &[Response]) -> [Vec<Element>; 2] {
    let choice = |id: String, e: &Element| element("simpleAssociableChoice", e.line, &[("identifier", &id)], material::all(e));
    let rows = responses.iter().enumerate().filter(|(_, r)| r.shape == Shape::Row);
    [
        rows.map(|(n, r)| choice(format!("R{n}"), r.e)).collect(),
        partners(responses).into_iter().enumerate().map(|(n, l)| choice(format!("P{n}"), l)).collect(),
    ]
}

fn field(r: &Response, responses: &[Response], placed: &mut bool, out: &mut Vec<Element>) {
    let line = r.e.line;
    let id = [("responseIdentifier", r.id.as_str())];
    let render = r.e.elements().find(|e| e.name.starts_with("render_"));
    let shuffle = match render.map(|e| e.attr("shuffle").to_ascii_lowercase()).as_deref() {
        Some("yes") => "true",
        Some("no") => "false",
        _ => "",
    };
    let in_line =
        matches!(r.shape, Shape::Row | Shape::Drop) || (r.shape == Shape::Text && !r.labels.is_empty() && r.e.name == "response_lid");
    let mut prompt = if in_line { vec![] } else { material::all(r.e) };
    // words between the options
    prompt.extend(render.into_iter().flat_map(material::all));
    if !prompt.is_empty() {
        out.push(element("div", line, &[], prompt));
    }
    let options = |name: &str| {
        r.labels.iter().map(|l| element(name, l.line, &[("identifier", l.attr("ident"))], material::all(l))).collect::<Vec<_>>()
    };
    match r.shape {
        Shape::Choice | Shape::Choices => {
            let most = if r.shape == Shape::Choice { "1" } else { "0" };
            out.push(element("choiceInteraction", line, &[id[0], ("maxChoices", most), ("shuffle", shuffle)], options("simpleChoice")));
        }
        Shape::Order => out.push(element("orderInteraction", line, &id, options("simpleChoice"))),
        Shape::Drop => out.push(element("inlineChoiceInteraction", line, &id, options("inlineChoice"))),
        Shape::Text | Shape::Number => out.push(element("textEntryInteraction", line, &id, vec![])),
        Shape::Essay => out.push(element("extendedTextInteraction", line, &id, vec![])),
        Shape::Other(name) => out.push(element(name, line, &id, vec![])),
        Shape::Row if *placed => {}
        Shape::Row => {
            *placed = true;
            let sets = rows_and_partners(responses).map(|set| element("simpleMatchSet", line, &[], set));
            out.push(element("matchInteraction", line, &[("responseIdentifier", ROWS)], sets.into()));
        }
    }
}

/// The partners of all rows in the order of their places; those that say the same are one.
fn partners<'e>(responses: &[Response<'e>]) -> Vec<&'e Element> {
    let mut seen = BTreeSet::new();
    let labels = responses.iter().filter(|r| r.shape == Shape::Row).flat_map(|r| &r.labels);
    labels.filter(|l| seen.insert(l.plain())).copied().collect()
}

/// Fields whose names stand in the text go there.
fn fill_names(body: &mut Element, responses: &[Response]) {
    for r in responses.iter().filter(|r| r.e.name == "response_lid" && matches!(r.shape, Shape::Drop | Shape::Text)) {
        let name = format!("[{}]", blank(r));
        if !body.text().contains(&name) {
            continue;
        }
        if let Some(field) = take(body, &r.id) {
            put(body, &name, &mut Some(field));
        }
    }
}

fn take(e: &mut Element, id: &str) -> Option<Element> {
    let at = e
        .children
        .iter()
        .position(|n| matches!(n, Node::Element(f) if f.name.ends_with("Interaction") && f.attr("responseIdentifier") == id));
    if let Some(at) = at
        && let Node::Element(field) = e.children.remove(at)
    {
        return Some(field);
    }
    e.children.iter_mut().find_map(|n| match n {
        Node::Element(part) => take(part, id),
        Node::Text(_) => None,
    })
}

fn put(e: &mut Element, name: &str, field: &mut Option<Element>) {
    let mut out = vec![];
    for node in std::mem::take(&mut e.children) {
        match node {
            Node::Text(text) => match text.split_once(name) {
                Some((before, after)) if field.is_some() => {
                    out.push(Node::Text(before.into()));
                    out.extend(field.take().map(Node::Element));
                    // the name may be wrapped once more
                    out.push(Node::Text(after.into()));
                }
                _ => out.push(Node::Text(text)),
            },
            Node::Element(mut part) => {
                put(&mut part, name, field);
                out.push(Node::Element(part));
            }
        }
    }
    e.children = out;
}

fn feedback(e: &Element) -> Element {
    let attributes = [("identifier", e.attr("ident")), ("outcomeIdentifier", "FEEDBACK"), ("showHide", "show")];
    element("modalFeedback", e.line, &attributes, material::all(e))
}
