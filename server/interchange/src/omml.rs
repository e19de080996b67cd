//! Formulas of a word processor (OMML) as TeX, for what is common in lessons and items. What is not is nothing, and its caller tells so. They are read as
//! deep as they stand in each other: XML is bounded in that.

use crate::{
    qti::mathml::{identifier, join, symbols, text},
    xml::Node,
};

/// The longest formula that courseware reads, in bytes.
const LONGEST: usize = 4000;

/// A formula as TeX, without the `$` around it.
pub(crate) fn tex(node: &Node) -> Option<String> {
    if letters(node).len() > LONGEST {
        return None;
    }
    let said = row(node)?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!said.is_empty() && said.len() <= LONGEST && !said.contains('$')).then_some(said)
}

/// The letters in a node, such as those of a formula that is no TeX.
pub(crate) fn letters(node: &Node) -> String {
    let mut out = String::new();
    add_letters(node, &mut out);
    out
}

fn add_letters(node: &Node, out: &mut String) {
    if node.name == "t" {
        out.push_str(&node.text);
    }
    node.children.iter().for_each(|child| add_letters(child, out));
}

/// What stands in a node, one behind the other; what sets it is no part of it.
fn row(node: &Node) -> Option<String> {
    let mut out = String::new();
    for child in node.children.iter().filter(|child| !child.name.ends_with("Pr")) {
        join(&mut out, &one(child)?);
    }
    Some(out)
}

fn one(node: &Node) -> Option<String> {
    let part = |name: &str| node.child(name).map_or(Some(String::new()), row);
    let braced = |name: &str| part(name).map(|text| format!("{{{text}}}"));
    Some(match node.name.as_str() {
        "oMath" | "oMathPara" | "box" | "borderBox" | "ins" | "smartTag" | "sdt" | "sdtContent" => row(node)?,
        "r" => run(node)?,
        "f" if set(node, "type") == Some("noBar") => format!("\\binom{}{}", braced("num")?, braced("den")?),
        "f" => format!("\\frac{}{}", braced("num")?, braced("den")?),
        "sSup" => format!("{}^{}", base(&part("e")?), braced("sup")?),
        "sSub" => format!("{}_{}", base(&part("e")?), braced("sub")?),
        "sSubSup" => format!("{}_{}^{}", base(&part("e")?), braced("sub")?, braced("sup")?),
        "sPre" => format!("{{}}_{}^{}{}", braced("sub")?, braced("sup")?, braced("e")?),
        "rad" => match part("deg")? {
            degree if degree.is_empty() => format!("\\sqrt{}", braced("e")?),
            degree => format!("\\sqrt[{degree}]{}", braced("e")?),
        },
        "nary" => large(node)?,
        "d" => fenced(node)?,
        "m" => format!("\\begin{{matrix}}{}\\end{{matrix}}", rows(node.all("mr"), " & ")?),
        // lines below each other; where they meet is not said
        "eqArr" => format!("\\begin{{matrix}}{}\\end{{matrix}}", rows(std::iter::once(node), " \\\\ ")?.replace("\\&", "")),
        "func" => function(node)?,
        "limLow" => format!("{}_{}", function_name(node.child("e")?)?, braced("lim")?),
        "limUpp" => format!("\\overset{}{}", braced("lim")?, braced("e")?),
        "acc" => format!("{}{}", accent(set(node, "chr"))?, braced("e")?),
        "bar" if set(node, "pos") == Some("top") => format!("\\overline{}", braced("e")?),
        "bar" => format!("\\underline{}", braced("e")?),
        "bookmarkStart" | "bookmarkEnd" | "proofErr" => String::new(),
        _ => return None,
    })
}

/// What is said of a node in its settings, `<m:naryPr><m:chr m:val="∑"/>`.
fn set<'n>(node: &'n Node, name: &str) -> Option<&'n str> {
    node.child(&format!("{}Pr", node.name))?.child(name)?.attribute("val")
}

/// What bears an index, in braces where it is more than one sign.
fn base(text: &str) -> String {
    if text.chars().count() == 1 { text.into() } else { format!("{{{text}}}") }
}

fn run(node: &Node) -> Option<String> {
    let plain = node.child("rPr").is_some_and(|set| set.child("nor").is_some());
    let said: String = node.all("t").map(|t| t.text.as_str()).collect();
    if node.children.iter().any(|child| !matches!(child.name.as_str(), "t" | "rPr" | "lastRenderedPageBreak")) {
        return None;
    }
    if plain { Some(text(&said)) } else { symbols(&said) }
}

/// A sum, a product, an integral, with its bounds.
fn large(node: &Node) -> Option<String> {
    let mut out = symbols(set(node, "chr").unwrap_or("∫"))?;
    for (name, sign) in [("sub", '_'), ("sup", '^')] {
        let bound = node.child(name).map_or(Some(String::new()), row)?;
        if !bound.is_empty() {
            out.push_str(&format!("{sign}{{{bound}}}"));
        }
    }
    Some(format!("{out}{{{}}}", row(node.child("e")?)?))
}

fn fenced(node: &Node) -> Option<String> {
    let mark = |name: &str, usual: &str| match set(node, name).unwrap_or(usual) {
        "" => Some(".".to_string()),
        sign => symbols(sign),
    };
    let parts: Vec<String> = node.all("e").map(row).collect::<Option<_>>()?;
    let (open, close) = (mark("begChr", "(")?, mark("endChr", ")")?);
    Some(format!("\\left{open} {} \\right{close}", parts.join(&symbols(set(node, "sepChr").unwrap_or("|"))?)))
}

fn rows<'n>(nodes: impl Iterator<Item = &'n Node>, between: &str) -> Option<String> {
    let cells = |line: &Node| Some(line.all("e").map(row).collect::<Option<Vec<_>>>()?.join(between));
    Some(nodes.map(cells).collect::<Option<Vec<_>>>()?.join(" \\\\ "))
}

fn function(node: &Node) -> Option<String> {
    let mut out = function_name(node.child("fName")?)?;
    join(&mut out, &row(node.child("e")?)?);
    Some(out)
}

/// `sin` as a name rather than three letters.
fn function_name(node: &Node) -> Option<String> {
    let plain = node.children.iter().all(|child| matches!(child.name.as_str(), "r" | "ctrlPr"));
    let known = || identifier(letters(node).trim()).filter(|name| name.starts_with('\\') && !name.contains('{'));
    plain.then(known).flatten().map_or_else(|| row(node), Some)
}

/// The command of a sign over letters.
fn accent(sign: Option<&str>) -> Option<&'static str> {
    Some(match sign.unwrap_or("\u{302}") {
        "\u{302}" | "^" => "\\hat",
        "\u{303}" | "~" => "\\tilde",
        "\u{304}" | "\u{305}" | "¯" => "\\overline",
        "\u{307}" => "\\dot",
        "\u{20d7}" | "→" => "\\vec",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> Option<String> {
        let node = crate::xml::read(&format!("<m:oMath xmlns:m=\"m\">{inner}</m:oMath>"));
        tex(&node.unwrap_or_default())
    }

    fn r(text: &str) -> String {
        format!("<m:r><m:t>{text}</m:t></m:r>")
    }

    #[test]
    fn common_formulas_are_said_in_tex() {
        let [a, b, n] = ["a", "b", "n"].map(r);
        for (omml, said) in [
            (format!("{}<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>", r("x=")), "x=\\frac{a}{b}"),
            (format!("<m:sSup><m:e>{a}</m:e><m:sup>{}</m:sup></m:sSup>", r("2")), "a^{2}"),
            (format!("<m:sSubSup><m:e>{}</m:e><m:sub>{n}</m:sub><m:sup>{b}</m:sup></m:sSubSup>", r("ab")), "{ab}_{n}^{b}"),
            (format!("<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>{a}</m:e></m:rad>"), "\\sqrt{a}"),
            (format!("<m:rad><m:deg>{n}</m:deg><m:e>{}</m:e></m:rad>", r("αb")), "\\sqrt[n]{\\alpha b}"),
            (
                format!(
                    "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>{}</m:sub><m:sup>{n}</m:sup><m:e>{a}</m:e></m:nary>",
                    r("i=1")
                ),
                "\\sum_{i=1}^{n}{a}",
            ),
            (format!("<m:d><m:e>{a}</m:e></m:d>"), "\\left( a \\right)"),
            (
                format!(
                    "<m:d><m:dPr><m:begChr m:val=\"{{\"/><m:endChr m:val=\"\"/></m:dPr><m:e><m:eqArr><m:e>{a}</m:e><m:e>{b}</m:e></m:eqArr></m:e></m:d>"
                ),
                "\\left\\{ \\begin{matrix}a \\\\ b\\end{matrix} \\right.",
            ),
            (
                format!("<m:m><m:mr><m:e>{a}</m:e><m:e>{b}</m:e></m:mr><m:mr><m:e>{n}</m:e><m:e>{a}</m:e></m:mr></m:m>"),
                "\\begin{matrix}a & b \\\\ n & a\\end{matrix}",
            ),
            (format!("<m:func><m:fName>{}</m:fName><m:e>{}</m:e></m:func>", r("sin"), r("θ")), "\\sin\\theta"),
            (format!("<m:limLow><m:e>{}</m:e><m:lim>{}</m:lim></m:limLow>", r("lim"), r("n→∞")), "\\lim_{n\\to\\infty}"),
            (format!("<m:acc><m:accPr><m:chr m:val=\"\u{20d7}\"/></m:accPr><m:e>{a}</m:e></m:acc>"), "\\vec{a}"),
            (r("1≤x&lt;2"), "1\\le x<2"),
        ] {
            assert_eq!(read(&omml).as_deref(), Some(said), "{omml}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        assert_eq!(read("<m:strange><m:e/></m:strange>"), None);
        assert_eq!(read("<m:r><m:t>5 $</m:t></m:r>"), None);
        assert_eq!(read(""), None);
        assert_eq!(read(&r(&"a".repeat(LONGEST + 1))), None);
    }
}
