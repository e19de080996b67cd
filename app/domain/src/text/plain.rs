//! Rendered words as one line of text, for places that hold nothing else: the entries of a select, labels, titles.
//!
//! Raised and lowered letters keep their meaning (`x²`, `H₂O`, `e^(x+q)`), a formula is read from left to right, a picture is what it shows.
//! What goes in is HTML that courseware sanitised, so its tags are pairs.

use super::look::is_invisible;

/// The words of rendered HTML in one line.
pub fn line(html: &str) -> String {
    let mut open = vec![Element::default()];
    let mut rest = html;
    while let Some((words, tag)) = rest.split_at_checked(rest.find('<').unwrap_or(rest.len())) {
        add(&mut open, unescaped(words));
        if tag.is_empty() {
            break;
        }
        let (tag, after) = tag.split_at(end(tag));
        rest = after;
        look(&mut open, tag);
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let text = open.pop().map(|all| all.parts.concat()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether it holds a formula or a picture, which no line of text can stand in for.
pub fn holds_more(html: &str) -> bool {
    ["<math", "<img"].iter().any(|tag| html.contains(tag))
}

/// The same with raised and lowered words as letters of their own, so that `m<sup>2</sup>` and `m²` are one.
pub fn with_letters(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from)) = rest.split_once("<su") {
        out.push_str(before);
        let small = [("p>", "</sup>", raised as fn(&str) -> String), ("b>", "</sub>", lowered)];
        let found = small.into_iter().find_map(|(open, close, say)| Some((from.strip_prefix(open)?.split_once(close)?, say)));
        rest = match found {
            Some(((inner, after), say)) => {
                out.push_str(&say(inner));
                after
            }
            None => {
                out.push_str("<su");
                from
            }
        };
    }
    out + rest
}

/// An element that is open: its name and the text of each of its parts.
#[derive(Default)]
struct Element {
    name: String,
    parts: Vec<String>,
}

fn add(open: &mut [Element], text: String) {
    if let Some(element) = open.last_mut().filter(|_| !text.is_empty()) {
        element.parts.push(text);
    }
}

/// Where a tag ends; a value in quotation marks may hold a bracket.
fn end(tag: &str) -> usize {
    let mut quoted = false;
    let last = tag.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == '>' && !quoted
    });
    last.map_or(tag.len(), |(at, _)| at + 1)
}

fn look(open: &mut Vec<Element>, tag: &str) {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    if inner.starts_with('/') {
        return close(open);
    }
    match inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default() {
        "br" | "hr" => add(open, " ".into()),
        "img" => add(
            open,
            inner.split_once(" alt=\"").and_then(|(_, rest)| rest.split_once('"')).map_or(String::new(), |(alt, _)| unescaped(alt)),
        ),
        "input" => {}
        name => open.push(Element { name: name.into(), parts: vec![] }),
    }
}

fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(element) = open.pop()
    {
        // Also an empty part is one: the second part of a power is its exponent.
        let text = said(&element);
        if let Some(parent) = open.last_mut() {
            parent.parts.push(text);
        }
    }
}

/// The text of an element whose parts are known.
fn said(element: &Element) -> String {
    let part = |i: usize| element.parts.get(i).map_or("", String::as_str);
    let all = || element.parts.concat();
    match element.name.as_str() {
        "sup" => raised(&all()),
        "sub" => lowered(&all()),
        "msup" | "mover" => part(0).to_string() + &raised(part(1)),
        "msub" | "munder" => part(0).to_string() + &lowered(part(1)),
        "msubsup" | "munderover" => part(0).to_string() + &lowered(part(1)) + &raised(part(2)),
        "mfrac" => format!("{}/{}", group(part(0)), group(part(1))),
        "msqrt" => format!("√{}", group(&all())),
        "mroot" => format!("{}√{}", raised(part(1)), group(part(0))),
        "mtr" => element.parts.join(", "),
        "mtable" => element.parts.join("; "),
        "mspace" => " ".into(),
        "mphantom" => String::new(),
        "mi" | "mo" | "mn" => all().chars().filter(|c| !is_invisible(*c)).collect(),
        "p" | "div" | "li" | "pre" | "td" | "th" | "tr" | "figure" | "figcaption" | "blockquote" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            format!(" {} ", all())
        }
        _ => all(),
    }
}

/// In brackets where it is more than a number or a name.
fn group(text: &str) -> String {
    if text.chars().all(|c| c.is_alphanumeric() || c == '.') { text.into() } else { format!("({text})") }
}

/// Raised words: `²`, `ⁿ⁺¹`, `^(q)` where there are no such letters.
pub fn raised(text: &str) -> String {
    letters(text, RAISED, '^')
}

/// Lowered words: `₂`, `ᵢ₊₁`, `_(q)` where there are no such letters.
pub fn lowered(text: &str) -> String {
    letters(text, LOWERED, '_')
}

/// Pairs of a letter and the same one raised.
const RAISED: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ\
    AᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂ′′″″°°∘°";
/// The same for lowered ones.
const LOWERED: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ";

fn letters(text: &str, pairs: &str, mark: char) -> String {
    let text = text.trim();
    let one = |c: char| {
        let mut pairs = pairs.chars();
        while let (Some(plain), Some(small)) = (pairs.next(), pairs.next()) {
            if plain == c {
                return Some(small);
            }
        }
        None
    };
    match text.chars().map(one).collect::<Option<String>>() {
        Some(small) => small,
        None => format!("{mark}({text})"),
    }
}

/// Text as it is shown: the characters that HTML escapes are themselves again.
fn unescaped(html: &str) -> String {
    if !html.contains('&') {
        return html.into();
    }
    let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    known.into_iter().fold(html.to_string(), |text, (escaped, c)| text.replace(escaped, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_formulas_and_pictures_keep_their_meaning_in_a_line() {
        for (html, text) in [
            ("x<sup>2</sup>", "x²"),
            ("H<sub>2</sub>O", "H₂O"),
            ("10<sup>-3</sup> m<sup>n+1</sup>", "10⁻³ mⁿ⁺¹"),
            ("a<sup>甲</sup>", "a^(甲)"),
            ("a<sub>max</sub>b<sub>q</sub>", "aₘₐₓb_(q)"),
            ("a<sup><strong>2</strong></sup>", "a²"),
            ("<math><msup><mi>a</mi><mn>2</mn></msup></math>", "a²"),
            ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac></math>", "(a+1)/b"),
            ("<math><msqrt><mi>x</mi></msqrt><mo>=</mo><mroot><mi>y</mi><mn>3</mn></mroot></math>", "√x=³√y"),
            ("<math><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup></math>", "xᵢ²"),
            ("<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>q</mi></math>", "∑ᵢⁿq"),
            ("<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>", "1, 2"),
            ("见 <img src=\"a\" alt=\"红&gt;绿 &quot;灯&quot;\" loading=\"lazy\">", "见 红>绿 \"灯\""),
            ("<code>a &lt; b</code><br>c &amp;lt; d", "a < b c &lt; d"),
            ("<p>一</p>\n<p>二</p>", "一 二"),
            ("", ""),
        ] {
            assert_eq!(line(html), text, "{html}");
        }
    }

    #[test]
    fn only_a_formula_or_a_picture_is_more_than_a_line() {
        for (html, more) in
            [("x<sup>2</sup>", false), ("&lt;math&gt; &lt;img", false), ("<math><mi>x</mi></math>", true), ("<img alt=\"\">", true)]
        {
            assert_eq!(holds_more(html), more, "{html}");
        }
    }

    #[test]
    fn tags_without_their_other_half_do_no_harm() {
        for html in ["<", "a<sup>2", "</sup>a", "<img alt=\"", "<msup></msup>", "<a b=\">", "<sup>"] {
            let _ = (line(html), with_letters(html));
        }
        assert_eq!(line("a<sup>2"), "a²");
    }

    #[test]
    fn a_small_letter_and_the_tag_for_it_are_one() {
        assert_eq!(with_letters("m<sup>2</sup>, H<sub>2</sub>O <em>x</em>"), "m², H₂O <em>x</em>");
        assert_ne!(with_letters("x<sup>2</sup>"), with_letters("x2"));
    }
}
