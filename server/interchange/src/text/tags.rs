//! Tags before they are read: the reader of HTML compares each attribute with all others of its tag, so a tag of a million would cost the
//! square of them. One that has more than any tag is left out. Comments go as well: what they hide is no tag.

/// The most attributes of a tag.
const MOST: usize = 200;
/// What stands for what was left out, so that the letters around it never become a tag.
const NOTHING: &str = "<!---->";

/// Where in a tag a letter stands.
#[derive(Clone, Copy)]
enum Place {
    Name,
    BeforeAttribute,
    Attribute,
    AfterAttribute,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

/// The text with the tags that have a bearable number of attributes.
pub(crate) fn bearable(html: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let behind = tag.get(1..).unwrap_or_default();
        let name = behind.strip_prefix('/').unwrap_or(behind);
        let (length, kept) = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (length, attributes) = measured(tag);
            (length, attributes <= MOST)
        } else if behind.starts_with(['!', '?', '/']) {
            (comment(tag), false)
        } else {
            (1, true)
        };
        let (tag, after) = tag.split_at_checked(length).unwrap_or((tag, ""));
        out.push_str(if kept { tag } else { NOTHING });
        rest = after;
    }
    out + rest
}

/// The length of a tag, and how many attributes it has.
fn measured(tag: &str) -> (usize, usize) {
    let (mut place, mut count) = (Place::Name, 0);
    for (i, byte) in tag.bytes().enumerate().skip(2) {
        let blank = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
        place = match (place, byte) {
            (Place::Quoted(mark), byte) if mark == byte => Place::BeforeAttribute,
            (Place::Quoted(_), _) => place,
            (_, b'>') => return (i + 1, count),
            (Place::Unquoted | Place::Name, _) if blank => Place::BeforeAttribute,
            (Place::Unquoted, _) => place,
            (Place::BeforeValue, b'"' | b'\'') => Place::Quoted(byte),
            (Place::BeforeValue, _) => {
                if blank {
                    place
                } else {
                    Place::Unquoted
                }
            }
            (_, b'/') => Place::BeforeAttribute,
            (Place::Name, _) => place,
            (Place::Attribute | Place::AfterAttribute, b'=') => Place::BeforeValue,
            (Place::Attribute, _) => {
                if blank {
                    Place::AfterAttribute
                } else {
                    place
                }
            }
            _ if blank => place,
            _ => {
                count += 1;
                Place::Attribute
            }
        };
    }
    (tag.len(), count)
}

/// The length of a comment, or of what is read as one.
fn comment(text: &str) -> usize {
    let Some(inner) = text.strip_prefix("<!--") else { return text.find('>').map_or(text.len(), |at| at + 1) };
    if inner.starts_with('>') {
        return 5;
    }
    if inner.starts_with("->") {
        return 6;
    }
    let mut at = 4;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("--")) {
        at += found;
        let behind = text.get(at + 2..).unwrap_or_default();
        if behind.starts_with('>') {
            return at + 3;
        }
        if behind.starts_with("!>") {
            return at + 4;
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_of_more_attributes_than_any_is_left_out_and_nothing_besides() {
        for html in ["a < b <p class='x > y' id=z>c</p> <<b>d</b>", "<img src=\"data:image/png;base64,a/b/c\" alt = x/>", "1<2", "<"] {
            assert_eq!(bearable(html), html);
        }
        assert_eq!(bearable("a<!-- <b x='--> <p>c<![if x]>d<!-->e<!-- f --!>g<!-- "), "a<!----> <p>c<!---->d<!---->e<!---->g<!---->");
        for many in [" a b=c", "/a/b", " a='x'b=\"y\"", " =\"a b", " a=x/y\tb"] {
            assert_eq!(bearable(&format!("x<p{}>y", many.repeat(301))), "x<!---->y", "{many}");
        }
        let quoted = format!("<p a=\"{0}\" b='{0}'>y", "a b/c ".repeat(300));
        assert_eq!(bearable(&quoted), quoted);
    }

    #[test]
    fn a_tag_of_a_million_attributes_costs_no_more_than_its_length() {
        let tag: String = (0..400_000).map(|n| format!(" a{n}")).collect();
        assert_eq!(super::super::page(&format!("<p>x</p><p{tag}>y</p>"), &mut |_| None).text, "x\n\ny");
        assert_eq!(super::super::unmarked(&format!("<b>x</b><i{tag}>y")), "xy");
    }
}
