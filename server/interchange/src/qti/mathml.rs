//! Presentation MathML as TeX, for what is common in items. What is not is nothing, and its caller tells so.

use super::xml::{Element, Node};

pub fn tex(math: &Element) -> Option<String> {
    // its author's own TeX, where a program left it
    let note = |e: &&Element| matches!(e.attr("encoding"), "application/x-tex" | "TeX" | "LaTeX" | "application/x-latex");
    if let Some(note) = math.named("annotation").into_iter().find(note) {
        let text = note.plain();
        return (!text.is_empty() && !text.contains('$')).then_some(text);
    }
    let text = row(math)?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn row(e: &Element) -> Option<String> {
    let mut out = String::new();
    for node in &e.children {
        match node {
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(_) => return None,
            Node::Element(part) => join(&mut out, &one(part)?),
        }
    }
    Some(out)
}

/// No command has so many letters.
const LONG_NAME: usize = 24;

/// A command and the letter after it are parted by a space. It looks back no further than a command may be long: a formula is made of as many of these as
/// it has signs.
pub(crate) fn join(out: &mut String, more: &str) {
    let letters = out.bytes().rev().take(LONG_NAME).take_while(u8::is_ascii_alphabetic).count();
    let command = letters > 0 && out.as_bytes().iter().rev().nth(letters) == Some(&b'\\');
    if command && more.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.push(' ');
    }
    out.push_str(more);
}

fn one(e: &Element) -> Option<String> {
    let parts: Vec<&Element> = e.elements().collect();
    // one letter, one number or one command stands without braces
    let bare = |t: &str| t.chars().count() == 1 || t.strip_prefix('\\').is_some_and(|name| name.chars().all(|c| c.is_ascii_alphabetic()));
    let group = |at: usize| parts.get(at).and_then(|p| one(p)).map(|t| if bare(&t) { t } else { format!("{{{t}}}") });
    let braced = |at: usize| parts.get(at).and_then(|p| one(p)).map(|t| format!("{{{t}}}"));
    Some(match (e.name.as_str(), parts.len()) {
        ("mi", _) => identifier(&e.plain())?,
        ("mn", _) => symbols(&e.plain())?,
        ("mo", _) => symbols(&e.plain())?,
        ("mtext" | "ms", _) => text(&e.text()),
        ("mspace", _) => "\\ ".into(),
        ("mrow" | "mstyle" | "mpadded" | "math", _) => row(e)?,
        ("semantics", 1..) => one(parts[0])?,
        ("mfrac", 2) => format!("\\frac{}{}", braced(0)?, braced(1)?),
        ("msqrt", _) => format!("\\sqrt{{{}}}", row(e)?),
        ("mroot", 2) => format!("\\sqrt[{}]{}", one(parts[1])?, braced(0)?),
        ("msup", 2) => format!("{}^{}", group(0)?, group(1)?),
        ("msub", 2) => format!("{}_{}", group(0)?, group(1)?),
        ("msubsup" | "munderover", 3) => format!("{}_{}^{}", group(0)?, group(1)?, group(2)?),
        ("munder", 2) => under(&one(parts[0])?, &one(parts[1])?),
        ("mover", 2) => over(&one(parts[0])?, &one(parts[1])?),
        ("mfenced", _) => fenced(e, &parts)?,
        ("mtable", 1..) => format!("\\begin{{matrix}}{}\\end{{matrix}}", rows(&parts)?),
        ("mphantom", _) | ("none", 0) => String::new(),
        _ => return None,
    })
}

fn rows(rows: &[&Element]) -> Option<String> {
    let cells = |tr: &&Element| {
        let cells: Option<Vec<String>> = tr.elements().map(row).collect();
        (tr.name == "mtr").then_some(cells?.join(" & "))
    };
    Some(rows.iter().map(cells).collect::<Option<Vec<_>>>()?.join(" \\\\ "))
}

fn fenced(e: &Element, parts: &[&Element]) -> Option<String> {
    let (open, close) = (e.get("open").unwrap_or("("), e.get("close").unwrap_or(")"));
    let separator = e.get("separators").unwrap_or(",").trim().chars().next();
    let inner: Vec<String> = parts.iter().map(|p| one(p)).collect::<Option<_>>()?;
    let separator = separator.map(String::from).unwrap_or_default();
    let mark = |sign: &str| match sign.trim() {
        "" => Some(".".to_string()),
        sign => symbols(sign),
    };
    Some(format!("\\left{} {} \\right{}", mark(open)?, inner.join(&separator), mark(close)?))
}

fn under(base: &str, below: &str) -> String {
    if base.starts_with("\\sum")
        || base.starts_with("\\lim")
        || base.starts_with("\\prod")
        || base.starts_with("\\max")
        || base.starts_with("\\min")
    {
        return format!("{base}_{{{below}}}");
    }
    if below == "_" || below == "\\_" { format!("\\underline{{{base}}}") } else { format!("\\underset{{{below}}}{{{base}}}") }
}

fn over(base: &str, above: &str) -> String {
    let accent = match above {
        "¯" | "\\overline" | "-" | "‾" => "\\overline",
        "\\to" | "\\vec" | "→" => "\\vec",
        "^" | "\\hat" => "\\hat",
        "~" | "\\tilde" => "\\tilde",
        "." | "˙" => "\\dot",
        above => return format!("\\overset{{{above}}}{{{base}}}"),
    };
    format!("{accent}{{{base}}}")
}

const FUNCTIONS: [&str; 20] = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln", "exp", "lim", "max",
    "min", "det", "gcd",
];

pub(crate) fn identifier(name: &str) -> Option<String> {
    if FUNCTIONS.contains(&name) {
        return Some(format!("\\{name}"));
    }
    if name.chars().count() > 1 && name.chars().all(char::is_alphanumeric) {
        return Some(format!("\\mathrm{{{name}}}"));
    }
    symbols(name)
}

pub(crate) fn text(said: &str) -> String {
    let kept: String = said.chars().filter(|c| !matches!(c, '\\' | '{' | '}' | '$' | '%' | '#' | '&' | '_' | '^' | '~')).collect();
    if kept.trim().is_empty() { "\\ ".into() } else { format!("\\text{{{kept}}}") }
}

/// Signs and letters beyond ASCII, with the command of each.
const COMMANDS: &[(char, &str)] = &[
    ('×', "times"),
    ('÷', "div"),
    ('±', "pm"),
    ('∓', "mp"),
    ('⋅', "cdot"),
    ('·', "cdot"),
    ('∗', "ast"),
    ('≤', "le"),
    ('⩽', "le"),
    ('≥', "ge"),
    ('⩾', "ge"),
    ('≠', "ne"),
    ('≈', "approx"),
    ('≡', "equiv"),
    ('∼', "sim"),
    ('∝', "propto"),
    ('∞', "infty"),
    ('∑', "sum"),
    ('∏', "prod"),
    ('∫', "int"),
    ('∮', "oint"),
    ('∂', "partial"),
    ('∇', "nabla"),
    ('∈', "in"),
    ('∉', "notin"),
    ('⊂', "subset"),
    ('⊆', "subseteq"),
    ('∪', "cup"),
    ('∩', "cap"),
    ('∅', "emptyset"),
    ('∀', "forall"),
    ('∃', "exists"),
    ('¬', "neg"),
    ('∧', "wedge"),
    ('∨', "vee"),
    ('→', "to"),
    ('←', "leftarrow"),
    ('↔', "leftrightarrow"),
    ('⇒', "Rightarrow"),
    ('⇔', "Leftrightarrow"),
    ('∠', "angle"),
    ('⊥', "perp"),
    ('∥', "parallel"),
    ('△', "triangle"),
    ('…', "ldots"),
    ('⋯', "cdots"),
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "varepsilon"),
    ('ϵ', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('µ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('π', "pi"),
    ('ρ', "rho"),
    ('σ', "sigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "varphi"),
    ('ϕ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
    ('Γ', "Gamma"),
    ('Δ', "Delta"),
    ('Θ', "Theta"),
    ('Λ', "Lambda"),
    ('Ξ', "Xi"),
    ('Π', "Pi"),
    ('Σ', "Sigma"),
    ('Φ', "Phi"),
    ('Ψ', "Psi"),
    ('Ω', "Omega"),
    ('°', "circ"),
    ('′', "prime"),
    ('ℝ', "R"),
    ('ℕ', "N"),
    ('ℤ', "Z"),
    ('ℚ', "Q"),
    ('ℂ', "C"),
];

pub(crate) fn symbols(said: &str) -> Option<String> {
    let mut out = String::new();
    for c in said.chars() {
        let piece = match c {
            '−' | '–' | '‐' => "-".into(),
            // what is not seen: applied to, times, comma, plus
            '\u{2061}'..='\u{2064}' | '\u{200b}' => continue,
            '\u{a0}' | '\u{2009}' | '\u{200a}' | ' ' => " ".into(),
            '{' | '}' | '%' | '#' | '&' | '_' => format!("\\{c}"),
            '\\' => "\\setminus".into(),
            '$' => return None,
            c @ ('ℝ' | 'ℕ' | 'ℤ' | 'ℚ' | 'ℂ') => {
                let (_, letter) = COMMANDS.iter().find(|(sign, _)| *sign == c)?;
                format!("\\mathbb{{{letter}}}")
            }
            c if c.is_ascii() => c.into(),
            c => match COMMANDS.iter().find(|(sign, _)| *sign == c) {
                Some((_, command)) => format!("\\{command}"),
                None if c.is_alphanumeric() => format!("\\text{{{c}}}"),
                None => return None,
            },
        };
        join(&mut out, &piece);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qti::xml::parse;

    fn read(inner: &str) -> Option<String> {
        tex(&parse(&format!("<math>{inner}</math>")).unwrap())
    }

    #[test]
    fn common_formulas_are_said_in_tex() {
        for (mathml, said) in [
            ("<mi>a</mi><mo>=</mo><mfrac><mn>1</mn><mi>x</mi></mfrac>", "a=\\frac{1}{x}"),
            ("<msup><mi>x</mi><mn>2</mn></msup>", "x^2"),
            ("<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>", "{(a)}^{n+1}"),
            ("<msqrt><mi>α</mi><mi>b</mi></msqrt>", "\\sqrt{\\alpha b}"),
            ("<mroot><mi>y</mi><mn>3</mn></mroot>", "\\sqrt[3]{y}"),
            ("<mi>sin</mi><mi>x</mi>", "\\sin x"),
            ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "\\sum_i^n"),
            ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "\\left( a,b \\right)"),
            ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "\\begin{matrix}1 & 2\\end{matrix}"),
            ("<semantics><mi>q</mi><annotation encoding='application/x-tex'>\\hat q</annotation></semantics>", "\\hat q"),
        ] {
            assert_eq!(read(mathml).as_deref(), Some(said), "{mathml}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        assert_eq!(read("<menclose><mi>a</mi></menclose>"), None);
        assert_eq!(read("loose words"), None);
    }

    /// Looking back to the beginning for each letter would be a million million looks.
    #[test]
    fn a_formula_of_a_million_letters_is_joined_letter_by_letter() {
        assert_eq!(symbols(&"a".repeat(1 << 20)).map(|tex| tex.len()), Some(1 << 20));
        assert_eq!(symbols("αa∞b").as_deref(), Some("\\alpha a\\infty b"));
    }
}
