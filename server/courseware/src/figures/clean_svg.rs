//! Takes out of an uploaded SVG what could do more than be looked at, and what programs wrote into it about themselves and their users.
//!
//! What comes out has to pass the check of every figure ([`super::svg`]): this is the way in, that is the lock. An SVG that cannot be told apart is refused.

use super::svg::{Element, calls_out, harm, tag_length};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
/// An element that goes with all that is in it, besides those that do harm.
const METADATA: &str = "metadata";
/// Names of this prefix, or of none, are of SVG itself.
const PREFIXES: [&str; 4] = ["", "svg", "xlink", "xml"];

/// A cleaned SVG, and what was taken out of it, in the order of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    pub text: String,
    pub removed: Vec<String>,
}

/// What stands at a place of the text.
enum Part<'t> {
    Text(&'t str),
    Characters(&'t str),
    Tag(&'t str),
    /// Comments, declarations, instructions.
    Aside(&'t str),
}

/// Cleans; nothing where a tag, a comment or what is left out does not end.
pub(super) fn clean(text: &str) -> Option<Cleaned> {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut writer, needs_xlink) = (Writer::default(), text.contains("xlink:"));
    while !rest.is_empty() {
        let (part, length) = next(rest)?;
        match part {
            Part::Text(words) => writer.words(&known_entities(words)),
            Part::Characters(words) => writer.words(&words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")),
            Part::Tag(tag) => writer.tag(tag, needs_xlink),
            Part::Aside(aside) => writer.aside(aside),
        }
        rest = rest.get(length..)?;
    }
    let Writer { out, mut removed, left, sheet, .. } = writer;
    removed.dedup();
    (left == 0 && sheet.is_none()).then_some(Cleaned { text: out, removed })
}

/// The part that the text begins with, and how long it is.
fn next(rest: &str) -> Option<(Part<'_>, usize)> {
    let upto = |end: &str| rest.find(end).map(|at| at + end.len());
    if !rest.starts_with('<') {
        let end = rest.find('<').unwrap_or(rest.len());
        return Some((Part::Text(rest.get(..end)?), end));
    }
    if rest.starts_with("<!--") {
        let end = upto("-->")?;
        return Some((Part::Aside("<!--"), end));
    }
    if let Some(inside) = rest.strip_prefix("<![CDATA[") {
        let end = upto("]]>")?;
        return Some((Part::Characters(inside.split("]]>").next()?), end));
    }
    if rest.starts_with("<?") {
        return Some((Part::Aside("<?"), upto("?>")?));
    }
    if rest.starts_with("<!") {
        let named = rest.get(..9).unwrap_or("<!");
        return Some((Part::Aside(named), declaration_length(rest)?));
    }
    let end = tag_length(rest)?;
    let is_name = |c: char| c.is_alphabetic() || c == '_';
    rest.trim_start_matches(['<', '/']).starts_with(is_name).then_some((Part::Tag(rest.get(..end)?), end))
}

/// Of `<!DOCTYPE … [ … ]>`.
fn declaration_length(rest: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '[') => depth += 1,
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Text with those entities alone that need no declaration; of a number in a style sheet nobody needs to know what it hides.
fn known_entities(words: &str) -> String {
    let mut parts = words.split('&');
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let name = part.split(';').next().unwrap_or_default();
        let digits = name.trim_start_matches(['#', 'x']);
        let number = name.starts_with('#') && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let known = part.len() > name.len() && (number || ["amp", "lt", "gt", "quot", "apos"].contains(&name));
        match (known, part.len() > name.len() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')) {
            (true, _) => out.extend(["&", part]),
            // one that the declaration would have told
            (false, true) => out.push_str(part.get(name.len() + 1..).unwrap_or_default()),
            (false, false) => out.extend(["&amp;", part]),
        }
    }
    out
}

#[derive(Default)]
struct Writer {
    out: String,
    removed: Vec<String>,
    /// How many elements are open within one that is left out, with it.
    left: usize,
    /// What the text of the style sheet is that is open.
    sheet: Option<String>,
    has_root: bool,
}

impl Writer {
    fn words(&mut self, words: &str) {
        match &mut self.sheet {
            _ if self.left > 0 => {}
            Some(sheet) => sheet.push_str(words),
            None => self.out.push_str(words),
        }
    }

    fn aside(&mut self, aside: &str) {
        // comments go without a word: they show nothing
        if !["<!--", "<?"].contains(&aside) {
            self.removed.push(aside.to_string());
        }
    }

    fn tag(&mut self, tag: &str, needs_xlink: bool) {
        let (closes, alone) = (tag.starts_with("</"), tag.ends_with("/>"));
        let inside = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
        let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
        let local = local.to_ascii_lowercase();
        let foreign = !PREFIXES.contains(&prefix.to_ascii_lowercase().as_str());
        let is_style = local == "style";
        let told = !foreign && local != METADATA;
        if self.left > 0 || !told || harm(&Element { name: local, attributes: vec![] }).is_some() {
            return self.leave(name, closes, alone, told);
        }
        if is_style {
            return self.style(tag, closes, alone);
        }
        if closes {
            return self.out.push_str(&format!("</{name}>"));
        }
        let kept = self.attributes(inside.get(name.len()..).unwrap_or_default());
        let root = if std::mem::replace(&mut self.has_root, true) { String::new() } else { namespaces(&kept, prefix, needs_xlink) };
        self.out.push_str(&format!("<{name}{root}{kept}{}", if alone { "/>" } else { ">" }));
    }

    /// An element that goes with all that is in it; its tags are counted.
    fn leave(&mut self, name: &str, closes: bool, alone: bool, is_told: bool) {
        if self.left == 0 && is_told && !closes {
            self.removed.push(format!("<{name}>"));
        }
        match (closes, alone) {
            (true, _) => self.left = self.left.saturating_sub(1),
            (false, true) => {}
            (false, false) => self.left += 1,
        }
    }

    fn style(&mut self, tag: &str, closes: bool, alone: bool) {
        match self.sheet.take() {
            Some(sheet) if closes && (calls_out(&sheet) || sheet.contains("&#")) => self.removed.push("<style>".into()),
            Some(sheet) if closes => self.out.push_str(&format!("<style>{sheet}</style>")),
            _ if !closes && !alone => self.sheet = Some(String::new()),
            _ => self.removed.push(tag.to_string()),
        }
    }

    /// The attributes that stay, each with a space before it.
    fn attributes(&mut self, mut rest: &str) -> String {
        let mut kept = String::new();
        while let Some((key, after)) = rest.split_once('=') {
            let (key, after) = (key.split_whitespace().next_back().unwrap_or_default(), after.trim_start());
            let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                // without quotes it is not XML
                self.removed.push(key.to_string());
                rest = after.split_once(char::is_whitespace).map_or("", |(_, next)| next);
                continue;
            };
            let (value, next) = after.get(1..).and_then(|text| text.split_once(quote)).unwrap_or_default();
            rest = next;
            let (prefix, local) = key.rsplit_once(':').unwrap_or(("", key));
            let (prefix, local) = (prefix.to_ascii_lowercase(), local.to_ascii_lowercase());
            let declares = matches!((key, value), ("xmlns" | "xmlns:svg", SVG) | ("xmlns:xlink", XLINK));
            if declares {
                kept.push_str(&format!(" {key}=\"{value}\""));
            } else if key == "xmlns" || prefix == "xmlns" || !PREFIXES.contains(&prefix.as_str()) {
                // of the program that drew it
            } else if let Some(what) = harm(&Element { name: String::new(), attributes: vec![(local, value.to_string())] }) {
                self.removed.push(what);
            } else {
                kept.push_str(&format!(" {key}={quote}{}{quote}", known_entities(value).replace('<', "&lt;")));
            }
        }
        kept
    }
}

/// The namespaces that the root has to name, where it does not.
fn namespaces(kept: &str, prefix: &str, needs_xlink: bool) -> String {
    let mut root = String::new();
    let own = if prefix.is_empty() { " xmlns=".to_string() } else { format!(" xmlns:{prefix}=") };
    if !kept.contains(&own) {
        root.push_str(&format!("{own}\"{SVG}\""));
    }
    if needs_xlink && !kept.contains(" xmlns:xlink=") {
        root.push_str(&format!(" xmlns:xlink=\"{XLINK}\""));
    }
    root
}

#[cfg(test)]
mod tests {
    use super::{super::svg, *};

    fn cleaned(text: &str) -> Cleaned {
        let cleaned = clean(text).expect("it can be told apart");
        assert!(svg::check(&cleaned.text).is_ok(), "{}", cleaned.text);
        cleaned
    }

    #[test]
    fn whatever_could_act_is_taken_out_and_told() {
        for (bad, told) in [
            ("<script>alert(1)</script>", "<script>"),
            ("<script><![CDATA[if (a < b) { '</script>' }]]></script>", "<script>"),
            ("<SVG:SCRIPT href='x'/>", "<SVG:SCRIPT>"),
            ("<g onload=\"x()\"/>", "onload=\"x()\""),
            ("<g\nonclick = 'x()'/>", "onclick=\"x()\""),
            ("<a href=\"https://example.org\"><path d='M0 0'/></a>", "href=\"https://example.org\""),
            ("<image xlink:href='//example.org/x.png'/>", "href=\"//example.org/x.png\""),
            ("<a href=' java\nscript:x'/>", "href=\" java\nscript:x\""),
            ("<a href='&#106;avascript:x'/>", "href=\"&#106;avascript:x\""),
            ("<foreignObject><p><b>x</b></p></foreignObject>", "<foreignObject>"),
            ("<animate attributeName='href' to='javascript:x'/>", "<animate>"),
            ("<style>@import 'https://example.org/x.css'</style>", "<style>"),
            ("<style>@imp&#111;rt 'https://example.org/x.css'</style>", "<style>"),
            ("<style><![CDATA[ @import 'https://example.org/x.css' ]]></style>", "<style>"),
            ("<rect fill=\"url(https://example.org/#a)\"/>", "fill=\"url(https://example.org/#a)\""),
            ("<rect style='fill:u\\72l(x)'/>", "style=\"fill:u\\72l(x)\""),
        ] {
            let svg = format!("<svg viewBox='0 0 4 3'><rect id='a'/>{bad}<rect id='b'/></svg>");
            let Cleaned { text, removed } = cleaned(&svg);
            assert_eq!(removed, [told], "{bad}");
            assert!(text.contains("<rect id='a'/>") && text.ends_with("<rect id='b'/></svg>"), "{bad}: {text}");
            let lower = text.to_lowercase();
            for gone in ["script", "onload", "onclick", "example.org", "foreignobject", "animate", "@imp"] {
                assert!(!lower.contains(gone), "{bad}: {text}");
            }
        }
    }

    #[test]
    fn entities_and_declarations_go() {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"<script>1</script>\"><!ENTITY b '&a;&a;'>]>\n\
                    <svg xmlns=\"http://www.w3.org/2000/svg\"><text>x &b; y &amp; z</text></svg>";
        let Cleaned { text, removed } = cleaned(bomb);
        assert_eq!(removed, ["<!DOCTYPE"]);
        assert_eq!(text.trim(), "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>x  y &amp; z</text></svg>");
    }

    #[test]
    fn what_a_program_wrote_about_itself_goes_without_a_word() {
        let drawn = "<!-- drawn by Zhang San --><svg xmlns:inkscape=\"http://www.inkscape.org/\" xmlns=\"http://www.w3.org/2000/svg\" \
                     inkscape:version=\"1.2\" viewBox=\"0 0 4 3\"><metadata><rdf:RDF>Zhang San</rdf:RDF></metadata>\
                     <sodipodi:namedview><inkscape:grid/></sodipodi:namedview><g inkscape:label=\"x\" fill=\"#fff\">\
                     <use xlink:href=\"#a\"/><linearGradient id=\"g\"/><style type='text/css'><![CDATA[a>b{fill:url(#g)}]]></style></g></svg>";
        let Cleaned { text, removed } = cleaned(drawn);
        assert!(removed.is_empty(), "{removed:?}");
        assert_eq!(
            text,
            "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\">\
             <g fill=\"#fff\"><use xlink:href=\"#a\"/><linearGradient id=\"g\"/><style>a&gt;b{fill:url(#g)}</style></g></svg>"
        );
        let again = cleaned(&text);
        assert_eq!(again.text, text, "what is clean stays as it is");
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        for broken in [
            "<svg><g",
            "<svg><!-- ",
            "<svg a='><g/></svg>",
            "<!DOCTYPE svg [",
            "<svg><![CDATA[ </svg>",
            "<?xml ",
            "<svg><script>1 < 2</script></svg>",
        ] {
            assert_eq!(clean(broken), None, "{broken}");
        }
        assert!(svg::check(&clean("<html><p>x</p></html>").expect("tags").text).is_err());
    }
}
