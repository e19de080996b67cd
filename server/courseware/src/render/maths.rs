//! LaTeX to MathML.

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// A formula longer than this belongs into several.
const MOST_BYTES: usize = 4000;
/// The converter calls itself for each argument: what is nested deeper than this is no formula but an attack.
const MOST_DEPTH: usize = 40;
/// So is one with more commands that take arguments without braces (`\sqrt\sqrt…`).
const MOST_COMMANDS: usize = 400;

/// MathML for a formula, or why it cannot be read.
pub(super) fn mathml(formula: &str, block: bool) -> Result<String, String> {
    check(formula)?;
    let converter = LatexToMathML::new(MathCoreConfig::default()).map_err(|(e, ..)| e.to_string())?;
    let display = if block { MathDisplay::Block } else { MathDisplay::Inline };
    let mathml = converter.convert_with_local_state(formula.trim(), display).map_err(|e| e.to_string())?;
    Ok(without_styles(&mathml.mathml))
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

/// The alignment of cells as classes; the sanitiser takes all other styles away.
fn without_styles(mathml: &str) -> String {
    mathml
        .replace("style=\"text-align: left;justify-items: start;\"", "class=\"math-left\"")
        .replace("style=\"text-align: right;justify-items: end;\"", "class=\"math-right\"")
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
                mathml(latex, true).is_ok_and(|m| m.contains(part) && m.starts_with("<math display=\"block\"")),
                "{latex}: {:?}",
                mathml(latex, true)
            );
        }
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
