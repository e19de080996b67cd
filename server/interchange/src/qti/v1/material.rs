//! Texts and pictures of QTI 1.2 as HTML.

use super::element;
use crate::qti::{
    soup,
    xml::{Element, Node},
};

/// The material directly within, and within what only lays it out.
pub fn all(parent: &Element) -> Vec<Element> {
    parent.elements().flat_map(one).collect()
}

pub fn one(e: &Element) -> Vec<Element> {
    match e.name.as_str() {
        "material" | "altmaterial" | "material_ref" | "mat_extension" => vec![element("span", e.line, &[], all(e))],
        "flow_mat" | "flow" | "solution" | "solutionmaterial" | "hint" | "hintmaterial" => vec![element("div", e.line, &[], all(e))],
        "mattext" | "mat_formattedtext" => vec![text(e)],
        "matemtext" => vec![element("em", e.line, &[], vec![text(e)])],
        "matbreak" => vec![element("br", e.line, &[], vec![])],
        "matimage" => {
            let source = if e.attr("uri").is_empty() { inline_picture(e) } else { e.attr("uri").to_string() };
            vec![element("img", e.line, &[("src", &source), ("alt", e.attr("label"))], vec![])]
        }
        "mataudio" | "matvideo" => vec![element(&e.name[3..], e.line, &[], vec![])],
        "matapplet" | "matapplication" => vec![element("embed", e.line, &[], vec![])],
        _ => vec![],
    }
}

/// A picture whose bytes stand in the file.
fn inline_picture(e: &Element) -> String {
    match (e.attr("embedded"), e.attr("imagtype")) {
        ("base64", "") => format!("data:image/png;base64,{}", e.text()),
        ("base64", kind) => format!("data:{kind};base64,{}", e.text()),
        _ => String::new(),
    }
}

fn text(e: &Element) -> Element {
    // HTML as a text, or as elements
    let kind = if e.name == "mat_formattedtext" { e.attr("type") } else { e.attr("texttype") };
    let is_html = matches!(kind.to_ascii_lowercase().as_str(), "text/html" | "text/xhtml" | "html" | "xhtml" | "smart_text");
    if e.elements().next().is_some() {
        let mut holder = element("span", e.line, &[], vec![]);
        holder.children = e.children.clone();
        return holder;
    }
    let said = e.text();
    if is_html {
        let mut tree = soup::parse(&said);
        move_to(&mut tree, e.line);
        tree.name = "div".into();
        return tree;
    }
    let mut holder = element("span", e.line, &[], vec![]);
    holder.children.push(Node::Text(said));
    holder
}

/// All of a tree stands where its text began.
fn move_to(e: &mut Element, line: usize) {
    e.line = line;
    for node in &mut e.children {
        if let Node::Element(part) = node {
            move_to(part, line);
        }
    }
}
