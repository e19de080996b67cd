//! QTI 1.2, also as Common Cartridge narrows it down: each item is put into the terms of QTI 2, tree to tree, and read as one of those.

mod material;
mod presentation;
mod processing;
mod response;
mod score;

use super::{
    Desk, item, words,
    xml::{Element, Node},
};
use crate::ReadItem;
use std::collections::BTreeMap;

/// The items below a root, with the titles of the sections that hold them.
pub fn read(root: &Element, desk: &mut Desk) -> Vec<ReadItem> {
    let passages: BTreeMap<&str, &Element> = root.named("item").into_iter().chain(Some(root)).map(|i| (i.attr("ident"), i)).collect();
    let mut out = vec![];
    walk(root, &mut vec![], &passages, desk, &mut out);
    out
}

fn walk<'e>(e: &'e Element, path: &mut Vec<String>, passages: &BTreeMap<&str, &'e Element>, desk: &mut Desk, out: &mut Vec<ReadItem>) {
    let depth = path.len();
    if e.name == "item" {
        out.push(one(e, path, passages, desk));
        return;
    }
    if let Some(title) = title(e) {
        path.push(title);
    }
    for part in e.elements() {
        if matches!(part.name.as_str(), "assessment" | "section" | "objectbank" | "item" | "questestinterop") {
            walk(part, path, passages, desk, out);
        }
    }
    path.truncate(depth);
}

/// What people call a section or a bank.
pub fn title(e: &Element) -> Option<String> {
    let own = match e.name.as_str() {
        "assessment" | "section" => e.attr("title").trim().to_string(),
        "objectbank" => field(e, "bank_title").unwrap_or_default(),
        _ => String::new(),
    };
    (!own.is_empty() && own != "root_section").then(|| own.replace('/', "／"))
}

/// An entry of the metadata by its label; those of the element itself, not of what it holds.
pub fn field(e: &Element, label: &str) -> Option<String> {
    let holders = e.elements().filter(|c| matches!(c.name.as_str(), "itemmetadata" | "qtimetadata"));
    let fields = holders.flat_map(|h| h.named("qtimetadatafield"));
    let mut said = fields.filter(|f| f.child("fieldlabel").is_some_and(|l| l.plain().eq_ignore_ascii_case(label)));
    said.find_map(|f| f.child("fieldentry")).map(Element::plain).filter(|t| !t.is_empty())
}

fn one(source: &Element, path: &[String], passages: &BTreeMap<&str, &Element>, desk: &mut Desk) -> ReadItem {
    let kind = field(source, "question_type").or_else(|| field(source, "cc_profile")).unwrap_or_default();
    let shown = || words::excerpt(&super::soup::parse(&source.child("presentation").map(Element::spaced).unwrap_or_default()).spaced());
    if kind == "calculated_question" {
        return ReadItem::Fault(words::with_text(&words::unlike(source.line, &kind), &shown()));
    }
    if item::is_endless(source) {
        return ReadItem::Fault(words::endless(source.line, &shown()));
    }
    desk.weight = None;
    let translated = presentation::translate(source, &kind);
    let mut read = item::read(&translated, desk);
    if let ReadItem::Item { item, losses } = &mut read {
        // where full marks are told apart from per cent
        if let Some(points) = field(source, "points_possible").or_else(|| field(source, "cc_weighting")).and_then(|p| p.parse().ok()) {
            desk.told.clear();
            item.points = item::to_points(Some(points), source.line, desk);
            losses.append(&mut desk.told);
        } else if source.named("decvar").iter().any(|d| d.number("maxvalue") == Some(100.0)) {
            item.points = None;
        }
        item.category = (!path.is_empty()).then(|| path.join("/"));
        if let Some(passage) = field(source, "parent_stimulus_item_ident").and_then(|id| passages.get(id.as_str()).copied()) {
            let content = presentation::translate(passage, "");
            desk.told.clear();
            if let Some(body) = content.child("itemBody") {
                let said = super::body::read(&[body], super::body::Fields::Aside, desk).markdown;
                item.stem = format!("{said}\n\n{}", item.stem);
            }
            losses.append(&mut desk.told);
        }
    }
    read
}

/// An element of QTI 2.
fn element(name: &str, line: usize, attributes: &[(&str, &str)], children: Vec<Element>) -> Element {
    let attributes = attributes.iter().map(|(n, v)| ((*n).to_string(), (*v).to_string())).collect();
    Element { name: name.into(), attributes, children: children.into_iter().map(Node::Element).collect(), line }
}

fn with_text(mut e: Element, text: &str) -> Element {
    e.children.push(Node::Text(text.into()));
    e
}
