//! Formulas as word processors set them (OMML, ISO/IEC 29500-1 part 22), by way of MathML.

use crate::xml::{self, Node, plain};

/// A formula; nothing where its TeX cannot be read.
pub fn write(tex: &str) -> Option<String> {
    let mathml = zhixing_courseware::mathml(tex)?;
    let root = xml::read(&mathml).ok()?;
    let inner = row(&root);
    (!inner.is_empty()).then(|| format!("<m:oMath>{inner}</m:oMath>"))
}

fn row(node: &Node) -> String {
    node.children.iter().map(one).collect()
}

/// A part of a formula in an element of its own.
fn held(name: &str, node: Option<&Node>) -> String {
    format!("<m:{name}>{}</m:{name}>", node.map(one).unwrap_or_default())
}

fn one(node: &Node) -> String {
    let part = |n: usize| node.children.get(n);
    let base = || part(0).map(one).unwrap_or_default();
    match (node.name.as_str(), node.children.len()) {
        // the source beside the formula
        ("annotation" | "annotation-xml", _) => String::new(),
        ("mi", _) if node.text.trim().chars().count() > 1 => letters(&node.text, "<m:rPr><m:sty m:val=\"p\"/></m:rPr>"),
        ("mi" | "mn" | "mo", _) => letters(node.text.trim(), ""),
        ("mtext" | "ms", _) => letters(&node.text, "<m:rPr><m:nor/></m:rPr>"),
        ("mspace", _) => letters(" ", ""),
        ("mfrac", 2) => format!("<m:f>{}{}</m:f>", held("num", part(0)), held("den", part(1))),
        ("msup", 2) => format!("<m:sSup>{}{}</m:sSup>", held("e", part(0)), held("sup", part(1))),
        ("msub", 2) => format!("<m:sSub>{}{}</m:sSub>", held("e", part(0)), held("sub", part(1))),
        ("msubsup", 3) => format!("<m:sSubSup>{}{}{}</m:sSubSup>", held("e", part(0)), held("sub", part(1)), held("sup", part(2))),
        ("munder", 2) => limit("limLow", &base(), part(1)),
        ("mover", 2) => limit("limUpp", &base(), part(1)),
        ("munderover", 3) => limit("limUpp", &limit("limLow", &base(), part(1)), part(2)),
        ("msqrt", _) => format!("<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>{}</m:e></m:rad>", row(node)),
        ("mroot", 2) => format!("<m:rad>{}{}</m:rad>", held("deg", part(1)), held("e", part(0))),
        ("mtable", _) => format!("<m:m>{}</m:m>", row(node)),
        ("mtr", _) => format!("<m:mr>{}</m:mr>", row(node)),
        ("mtd", _) => format!("<m:e>{}</m:e>", row(node)),
        _ => row(node),
    }
}

fn limit(name: &str, base: &str, limit: Option<&Node>) -> String {
    format!("<m:{name}><m:e>{base}</m:e>{}</m:{name}>", held("lim", limit))
}

/// Letters without those that nobody sees (U+2061 to U+2064 say that something is applied or multiplied).
fn letters(text: &str, set: &str) -> String {
    let seen: String = text.chars().filter(|c| !('\u{2061}'..='\u{2064}').contains(c)).collect();
    if seen.is_empty() { String::new() } else { format!("<m:r>{set}<m:t xml:space=\"preserve\">{}</m:t></m:r>", plain(&seen)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_set_and_what_is_none_is_not() {
        for (tex, parts) in [
            ("a^2", vec!["<m:sSup><m:e>", "<m:sup>"]),
            ("\\frac{a}{b}", vec!["<m:f><m:num>", "<m:den>"]),
            ("\\sqrt{x}", vec!["<m:degHide", "<m:e>"]),
            ("x_i", vec!["<m:sSub>"]),
            ("\\sum_{i=1}^n i", vec!["\u{2211}"]),
            ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", vec!["<m:m><m:mr><m:e>"]),
            ("a < b", vec!["&lt;"]),
        ] {
            let set = write(tex).unwrap_or_else(|| panic!("{tex}"));
            parts.iter().for_each(|part| assert!(set.contains(part), "{tex}: {part} in {set}"));
        }
        assert_eq!(write("\\frac{"), None);
    }
}
