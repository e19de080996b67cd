//! LaTeX to MathML, with the numbers of equations.

use crate::problem::Words;
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use std::{collections::BTreeMap, sync::LazyLock};

/// A formula longer than this belongs into several.
const MOST_BYTES: usize = 4000;
/// The converter calls itself for each argument: what is nested deeper than this is no formula but an attack.
const MOST_DEPTH: usize = 40;
/// So is one with more commands that take arguments without braces (`\sqrt\sqrt…`).
const MOST_COMMANDS: usize = 400;

/// Without numbers nothing is remembered from one formula to the next, so all pages share it.
static CONVERTER: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

/// MathML for a formula, or why it cannot be read.
pub(super) fn mathml(formula: &str, block: bool) -> Result<String, String> {
    check(formula)?;
    let converter = CONVERTER.as_ref().ok_or("no converter")?;
    let display = if block { MathDisplay::Block } else { MathDisplay::Inline };
    let mathml = converter.convert_with_local_state(formula.trim(), display).map_err(|e| e.to_string())?;
    Ok(super::maths_lines::with_breaks(with_classes(&mathml.mathml), block))
}

/// The numbered equations of a page, read before the page is written, since a text may refer to one that comes later.
#[derive(Default)]
pub(super) struct Equations {
    /// Counts on from one formula to the next.
    converter: Option<LatexToMathML>,
    /// By the place of the formula.
    formulas: BTreeMap<usize, Result<String, String>>,
    /// The number, with its brackets, by label.
    numbers: BTreeMap<String, String>,
    /// The labels since the last look.
    fresh: Vec<String>,
}

/// The environments in which each line has a number.
const NUMBERED: [&str; 6] = ["equation", "align", "gather", "multline", "alignat", "eqnarray"];

impl Equations {
    /// Reads a formula on its own line, if it has a number.
    pub fn read(&mut self, formula: &str, at: usize) {
        let environment = NUMBERED.iter().any(|name| formula.contains(&format!("\\begin{{{name}}}")));
        if environment || formula.contains("\\tag") || formula.contains("\\label") {
            let found = self.convert(formula, environment);
            self.formulas.insert(at, found);
        }
    }

    fn convert(&mut self, formula: &str, environment: bool) -> Result<String, String> {
        check(formula)?;
        let formula = if environment { formula.trim().replace("\\tag*", "\\tag") } else { numbered(formula)? };
        if self.converter.is_none() {
            self.converter = LatexToMathML::new(MathCoreConfig::default()).ok();
        }
        let converter = self.converter.as_mut().ok_or("no converter")?;
        let mathml = converter.convert_with_global_state(&formula, MathDisplay::Block).map_err(|e| e.to_string())?;
        let mut html = String::new();
        let mut parts = mathml.mathml.split(" id=\"");
        html.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (label, rest) = part.split_once('"').unwrap_or((part, ""));
            let label = super::link::decoded(label);
            let number = rest.split_once("<mtext>").and_then(|(_, r)| r.split_once("</mtext>")).map_or("", |(number, _)| number);
            html.push_str(&format!(" id=\"{}\"{rest}", super::escape(&anchor(&label))));
            self.fresh.push(label.clone());
            self.numbers.insert(label, number.into());
        }
        Ok(with_classes(&html))
    }

    /// The labels that came since this was asked last.
    pub fn fresh(&mut self) -> Vec<String> {
        std::mem::take(&mut self.fresh)
    }

    /// The formula at this place, if it is one with a number.
    pub fn at(&self, at: usize) -> Option<&Result<String, String>> {
        self.formulas.get(&at)
    }

    pub fn number(&self, label: &str) -> Option<&str> {
        self.numbers.get(label).map(String::as_str)
    }

    pub fn labels(&self) -> impl Iterator<Item = &String> {
        self.numbers.keys()
    }
}

/// The id of an equation on the page.
pub(super) fn anchor(label: &str) -> String {
    let fits = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.') { c } else { '-' };
    format!("eq-{}", label.trim().chars().map(fits).collect::<String>())
}

/// The label in a formula that is nothing but a reference to an equation, `\eqref{name}` or `\ref{name}`.
pub(super) fn reference(formula: &str) -> Option<&str> {
    let inner = formula.trim();
    let inner = inner.strip_prefix("\\eqref{").or_else(|| inner.strip_prefix("\\ref{"))?.strip_suffix('}')?;
    (!inner.is_empty() && !inner.contains(['{', '}', '\\'])).then_some(inner)
}

/// A formula with `\tag` or `\label` as an equation: both go to its end.
fn numbered(formula: &str) -> Result<String, String> {
    let mut rest = formula.trim().replace("\\tag*", "\\tag");
    let mut taken = String::new();
    for command in ["\\tag", "\\label"] {
        let open = format!("{command}{{");
        let Some(at) = rest.find(&open) else { continue };
        let after = rest.get(at + open.len()..).unwrap_or_default();
        let end = after.find('}').ok_or_else(|| format!("{command} without }}"))?;
        let whole = at..at + open.len() + end + 1;
        taken.push_str(rest.get(whole.clone()).unwrap_or_default());
        rest.replace_range(whole, "");
        if rest.contains(&open) {
            return Err(format!("more than one {command}"));
        }
    }
    Ok(format!("\\begin{{equation}} {} {taken}\\end{{equation}}", rest.trim()))
}

/// What to write instead of a formula that cannot be read.
pub(crate) fn advice(detail: &str) -> Words {
    if detail.contains("more than one") {
        return Words {
            zh: "一个 `$$…$$` 里只写一个 `\\tag{…}`、一个 `\\label{…}`；每行都要编号，就写 `\\begin{align} … \\tag{1} \\\\ … \\tag{2} \\end{align}`。",
            en: "write one `\\tag{…}` and one `\\label{…}` in a `$$…$$`; to number each line, write `\\begin{align} … \\tag{1} \\\\ … \\tag{2} \\end{align}`.",
        };
    }
    if detail.contains("table-like") || detail.contains("\"&\"") {
        return Words {
            zh: "用 `&` 对齐的多行公式写在 `\\begin{aligned} … \\end{aligned}` 里；普通的 `&` 写成 `\\&`。",
            en: "put lines that are aligned at `&` into `\\begin{aligned} … \\end{aligned}`; write a plain `&` as `\\&`.",
        };
    }
    if detail.contains("numbered equation") {
        return Words {
            zh: "`\\tag`、`\\label` 写在 `$$…$$` 的末尾（`\\end{aligned}` 之后），不写在行内公式里。",
            en: "write `\\tag` and `\\label` at the end of a `$$…$$` (after `\\end{aligned}`), not in a formula within a line.",
        };
    }
    Words {
        zh: "检查花括号是否成对、命令是否拼对；普通的美元符号写成 `\\$`。",
        en: "check braces and the spelling of commands; write a plain dollar sign as `\\$`.",
    }
}

/// The styles of cells as classes, since the sanitiser takes every style away; lines over and under as borders, since a stretched character
/// needs a font with a table for mathematics, which few systems have.
fn with_classes(mathml: &str) -> String {
    let mut parts = mathml.split(" style=\"");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let Some((style, rest)) = part.split_once('"') else { continue };
        let classes: Vec<&str> = CLASSES.iter().filter(|(mark, _)| style.contains(mark)).map(|(_, class)| *class).collect();
        if !classes.is_empty() {
            out.push_str(&format!(" class=\"{}\"", classes.join(" ")));
        }
        out.push_str(rest);
    }
    lined(&lined(&out, "mover", "accent", "math-overline"), "munder", "accentunder", "math-underline")
}

const CLASSES: [(&str, &str); 6] = [
    ("width: 100%", "math-numbered"),
    ("width: 50%", "math-side"),
    ("text-align: left", "math-left"),
    ("text-align: right", "math-right"),
    ("padding-left: 0", "math-joined-left"),
    ("padding-right: 0", "math-joined-right"),
];

/// `\overline` and `\underline`: a low line that is to be stretched.
fn lined(mathml: &str, tag: &str, accent: &str, class: &str) -> String {
    let (open, close) = (format!("<{tag} {accent}=\"true\">"), format!("<mo stretchy=\"true\">\u{332}</mo></{tag}>"));
    let mut out = mathml.to_string();
    while let Some(end) = out.find(&close) {
        // The element that ends here: the last one that is open.
        let (mut depth, mut at) = (0usize, end);
        let start = loop {
            let before = out.get(..at).unwrap_or_default();
            let Some(found) = before.rfind(&format!("<{tag}")).max(before.rfind(&format!("</{tag}>"))) else { break None };
            match (before.get(found..).is_some_and(|t| t.starts_with("</")), depth) {
                (true, _) => depth += 1,
                (false, 0) => break Some(found),
                (false, _) => depth -= 1,
            }
            at = found;
        };
        let Some(start) = start.filter(|s| out.get(*s..).is_some_and(|t| t.starts_with(&open))) else { break };
        out.replace_range(end..end + close.len(), "</mrow>");
        out.replace_range(start..start + open.len(), &format!("<mrow class=\"{class}\">"));
    }
    out
}

fn check(formula: &str) -> Result<(), String> {
    if formula.len() > MOST_BYTES || formula.matches('\\').count() > MOST_COMMANDS {
        return Err("formula too long".into());
    }
    let mut depth = 0usize;
    for c in formula.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_DEPTH {
            return Err("nested too deeply".into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_the_content_become_mathml() {
        for (latex, part) in [
            ("a^2", "<msup>"),
            (r"\frac{3600}{1 - 0.1} = 4000", "<mfrac>"),
            (r"\sqrt{x} \times \sum_{i=1}^{n} x_i \approx 3.5\,\%", "<msqrt>"),
            (r"F_1 = \frac{2PR}{P + R},\quad \text{准确率} \div 2 \le 1", "准确率"),
            (r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}", "<mtable"),
        ] {
            assert!(
                mathml(latex, true).is_ok_and(|m| m.contains(part) && m.contains("<math display")),
                "{latex}: {:?}",
                mathml(latex, true)
            );
        }
    }

    #[test]
    fn lines_over_and_under_are_borders_also_within_each_other() {
        let over = mathml(r"\overline{AB} + \overline{\overline{x} y} + \underline{z} + \widehat{a}", false).unwrap();
        assert_eq!(over.matches("<mrow class=\"math-overline\">").count(), 3, "{over}");
        assert_eq!((over.matches("math-underline").count(), over.matches("<mover").count(), over.matches('\u{332}').count()), (1, 1, 0));
        assert_eq!(over.matches("<mrow").count(), over.matches("</mrow>").count());
    }

    #[test]
    fn equations_have_the_numbers_that_are_written_or_the_next_ones() {
        let mut equations = Equations::default();
        equations.read(r"a = b \tag{7} \label{eq:a}", 0);
        equations.read(r"c = d \label{c}", 10);
        equations.read(r"\begin{align} e &= f \\ g &= h \label{g} \end{align}", 20);
        equations.read(r"\begin{aligned} e &= f \\ g &= h \end{aligned} \tag*{A}", 30);
        equations.read("x = y", 40);
        assert_eq!(["eq:a", "c", "g"].map(|l| equations.number(l)), [Some("(7)"), Some("(1)"), Some("(3)")]);
        assert!(equations.at(0).unwrap().as_ref().unwrap().contains("class=\"math-side math-right\" id=\"eq-eq:a\""));
        assert!(equations.at(30).unwrap().as_ref().unwrap().contains("<mtext>(A)</mtext>"));
        assert!(equations.at(40).is_none());
        equations.read(r"a \tag{1} \\ b \tag{2}", 50);
        assert!(equations.at(50).unwrap().is_err());
        assert_eq!((reference(r" \eqref{c} "), reference(r"\ref{a}+1"), reference("x")), (Some("c"), None, None));
    }

    #[test]
    fn what_is_no_formula_is_an_error_and_no_panic() {
        for bad in
            [r"\frac{1", r"\nonsense", "{".repeat(3000).as_str(), r"\sqrt".repeat(399).as_str(), r"\begin{matrix}", "a^b^c", r"\left("]
        {
            assert!(mathml(bad, false).is_err(), "{bad}");
        }
        let _ = mathml(&"^".repeat(3999), false);
        let _ = mathml(&"'".repeat(3999), false);
        let _ = mathml(&"x_".repeat(1999), false);
        let _ = mathml(&r"\left(".repeat(400), false);
    }
}
