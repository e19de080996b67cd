//! XML to a tree, and words on their way into one. Here are the bounds: no entity of the file's own is unfolded, nothing outside is fetched, and what
//! is nested deeper than any bank is refused.

use crate::{BankNote, GAP, text::near};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Elements within each other.
const DEEPEST: usize = 64;
/// Elements and attributes of a file: a small ZIP can hold a great many of a few bytes each.
const MOST: usize = 2_000_000;
/// The most bytes of a reference, with its `;`.
const LONGEST: usize = 12;

#[derive(Debug, Default)]
pub(crate) struct Node {
    /// Without its prefix.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// The words directly in it.
    pub text: String,
    pub children: Vec<Node>,
    pub line: usize,
}

impl Node {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    pub fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The words of a child; of its own `text` element where it has one.
    pub fn words(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.inner().trim())
    }

    /// The words of the element `text` in it, or its own, without marks where they are elements.
    pub fn plain(&self) -> String {
        let text = self.child("text").unwrap_or(self);
        if text.name == "text" && !text.children.is_empty() { crate::text::unmarked(&text.text) } else { text.text.clone() }
    }

    /// The words of the element `text` in it, or its own.
    pub fn inner(&self) -> &str {
        self.child("text").map_or(&self.text, |t| &t.text)
    }
}

/// What was read of a file so far.
struct Tree<'t> {
    text: &'t str,
    open: Vec<Node>,
    root: Option<Node>,
    /// How many elements and attributes.
    made: usize,
    /// How deep the element `text` is that is read, and where its words begin.
    inside: Option<(usize, usize)>,
}

impl Tree<'_> {
    /// `behind`: where the tag ends.
    fn begin(&mut self, start: &BytesStart, line: usize, behind: usize) -> Result<(), BankNote> {
        let mut node = Node { name: local(start.name().as_ref()).into(), line, ..Node::default() };
        let mut attributes = start.attributes();
        attributes.with_checks(false);
        for attribute in attributes.flatten() {
            node.attributes.push((local(attribute.key.as_ref()).to_string(), words(&attribute.value)));
        }
        self.made += 1 + node.attributes.len();
        if self.made > MOST {
            return Err(large(line));
        }
        if self.open.len() > DEEPEST {
            return Err(deep(line));
        }
        if self.inside.is_none() && node.name == "text" {
            self.inside = Some((self.open.len() + 1, behind));
        }
        self.open.push(node);
        Ok(())
    }

    /// `at`: where the tag begins.
    fn end(&mut self, at: usize) {
        let Some(mut node) = self.open.pop() else { return };
        let from = self.inside.take_if(|(depth, _)| *depth == self.open.len() + 1).map(|(_, from)| from);
        if let Some(html) = from.and_then(|from| self.text.get(from..at)).filter(|_| !node.children.is_empty()) {
            node.text = as_html(html);
        }
        // a list of one has room for four, and there may be a million of them
        node.children.shrink_to_fit();
        node.attributes.shrink_to_fit();
        let inner = self.open.len() > 1;
        match self.open.last_mut() {
            Some(parent) if inner => parent.children.push(node),
            _ if self.root.is_none() => self.root = Some(node),
            _ => {}
        }
    }
}

/// Reads a file.
pub(crate) fn read(text: &str) -> Result<Node, BankNote> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut tree = Tree { text, open: vec![Node::default()], root: None, made: 0, inside: None };
    let (mut line, mut seen) = (1, 0);
    let place = |reader: &Reader<_>| usize::try_from(reader.buffer_position()).unwrap_or(text.len());
    while !tree.open.is_empty() {
        let at = place(&reader);
        line += text.as_bytes().get(seen..at).map_or(0, |bytes| bytes.iter().filter(|b| **b == b'\n').count());
        seen = seen.max(at);
        match reader.read_event().map_err(|error| malformed(line, &error.to_string()))? {
            Event::DocType(text) if text.contains(['[', '%']) => return Err(entities(line)),
            Event::Start(start) => tree.begin(&start, line, place(&reader))?,
            Event::End(_) => tree.end(at),
            Event::Text(words) => push(&mut tree.open, &words),
            Event::CData(words) => push(&mut tree.open, &words),
            Event::GeneralRef(name) => {
                let name: &str = &name;
                push(&mut tree.open, &character(name).map_or_else(|| format!("&{name};"), String::from));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if tree.open.len() > 1 {
        return Err(malformed(line, "the file ends within an element"));
    }
    tree.root.ok_or_else(|| malformed(1, "there is no element"))
}

/// HTML that was written as elements.
fn as_html(source: &str) -> String {
    source.replace("<![CDATA[", "").replace("]]>", "")
}

fn push(open: &mut [Node], words: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(words);
    }
}

/// Words as they stand in XML, in a value as well.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// An attribute's value with its references.
fn words(value: &str) -> String {
    let (mut out, mut rest) = (String::new(), value);
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let found = near(after, LONGEST).find(';').and_then(|end| Some((character(after.get(..end)?)?, after.get(end + 1..)?)));
        rest = match found {
            Some((c, behind)) => {
                out.push(c);
                behind
            }
            None => {
                out.push('&');
                after
            }
        };
    }
    out + rest
}

/// A reference that XML has by itself; others stay as they are written, for HTML knows more.
fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number).filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))?
        }
    })
}

/// Words of which nothing is markup; marks of gaps are ours and stay out.
pub(crate) fn plain(text: &str) -> String {
    zhixing_domain::text::xml::escaped(&text.replace(GAP, ""))
}

fn malformed(line: usize, why: &str) -> BankNote {
    BankNote::new(
        line,
        "xml-malformed",
        format!("不是完好的 XML，整个文件都没有读（{why}）"),
        format!("this is no well-formed XML, and nothing of the file was read ({why})"),
    )
}

fn entities(line: usize) -> BankNote {
    BankNote::new(
        line,
        "xml-entities",
        "文件自己定义了实体：题库用不到，为了安全没有读",
        "the file defines entities of its own: no bank needs them, and for safety it was not read",
    )
}

fn large(line: usize) -> BankNote {
    BankNote::new(line, "xml-large", "元素太多：分成几份", "there are too many elements: part it")
}

fn deep(line: usize) -> BankNote {
    BankNote::new(
        line,
        "xml-deep",
        format!("元素嵌套超过 {DEEPEST} 层：这不是题库"),
        format!("elements are nested more than {DEEPEST} deep: this is no bank"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_openings_without_ends_cost_no_more_than_their_length() {
        assert_eq!(words("a &lt;b&#x10FFFD;&#65; &nbsp; & &quot"), "a <b\u{10fffd}A &nbsp; & &quot");
        let long = "&".repeat(4 << 20) + "amp;";
        assert_eq!(words(&long).len(), 4 << 20);
    }
}
