//! Where a wide formula goes on in the next line: MathML has no lines of its own, and what ends at the edge of a phone looks complete.

/// Signs before which a formula may be broken, between its two sides and never within one.
const RELATIONS: [&str; 18] = ["=", "≈", "≠", "≡", "&lt;", "&gt;", "≤", "≥", "≪", "≫", "∼", "≃", "≅", "→", "⇒", "⟹", "⇔", "⟺"];
/// So many letters and digits stand in a line of a phone in any case; a Chinese character is two.
const FITS: usize = 20;

/// The formula as it is, or its sides one after the other where it is wide.
pub(super) fn with_breaks(mathml: String, block: bool) -> String {
    let open = if block { "<math display=\"block\">" } else { "<math>" };
    let Some(inner) = mathml.strip_prefix(open).and_then(|rest| rest.strip_suffix("</math>")) else { return mathml };
    let sides = if width(inner) > FITS { sides(inner) } else { vec![] };
    if sides.len() < 2 {
        return mathml;
    }
    let display = if block { " displaystyle=\"true\"" } else { "" };
    let written: String = sides.iter().map(|side| format!("<math{display}>{side}</math>")).collect();
    if block { format!("<span class=\"math-lines\">{written}</span>") } else { written }
}

fn width(inner: &str) -> usize {
    let texts = inner.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
    texts.flat_map(str::chars).map(|c| if c < '\u{2e80}' { 1 } else { 2 }).sum()
}

/// Cut before each relation that stands in no other element.
fn sides(inner: &str) -> Vec<&str> {
    let (mut cuts, mut depth) = (vec![0], 0usize);
    for (at, _) in inner.match_indices('<') {
        let tag = inner.get(at..).unwrap_or_default();
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
            continue;
        }
        if depth == 0 && at > 0 && is_relation(tag) {
            cuts.push(at);
        }
        if tag.split_once('>').is_some_and(|(name, _)| !name.ends_with('/')) {
            depth += 1;
        }
    }
    cuts.push(inner.len());
    cuts.iter().zip(cuts.iter().skip(1)).filter_map(|(from, to)| inner.get(*from..*to)).collect()
}

fn is_relation(tag: &str) -> bool {
    let sign = tag.strip_prefix("<mo").and_then(|rest| rest.split_once('>')).and_then(|(_, rest)| rest.split_once("</mo>"));
    sign.is_some_and(|(sign, _)| RELATIONS.contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::super::maths::mathml;

    #[test]
    fn a_wide_formula_goes_on_before_a_relation_and_a_narrow_one_stays_whole() {
        let wide = mathml(r"16000 \times 2 \times 1 \times 36000 = 1.152 \times 10^{9}", false).unwrap();
        assert_eq!(wide.matches("<math>").count(), 2, "{wide}");
        assert!(wide.contains("<mn>36000</mn></math><math><mo>=</mo>"), "{wide}");
        let block = mathml(r"\text{字节数} = \frac{a = b}{8} \times \text{采样率与声道} \approx 5.93", true).unwrap();
        assert!(
            block.starts_with("<span class=\"math-lines\"><math displaystyle=\"true\">") && block.ends_with("</math></span>"),
            "{block}"
        );
        assert_eq!(block.matches("<math ").count(), 3, "what stands in a fraction stays there: {block}");
        for (whole, block) in [(r"5.93 \times 25 \approx 148", false), (r"\frac{aaaaaaaaaa = bbbbbbbbbb}{c}", false), ("x < y", true)] {
            assert_eq!(mathml(whole, block).unwrap().matches("<math").count(), 1, "{whole}");
        }
        assert!(mathml(r"aaaaaaaaaaaa < bbbbbbbbbbbb", false).unwrap().contains("</math><math><mo"));
    }
}
