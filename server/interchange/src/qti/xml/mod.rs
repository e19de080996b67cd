//! XML from anybody, as a tree with lines: no entities of its own, nothing fetched, bounded in size, depth, nodes and attributes.
//!
//! Names are the local ones in the way of QTI 2: `qti-simple-choice` of QTI 3 is `simpleChoice` here, `response-identifier` is
//! `responseIdentifier`. So one reader knows both.

mod element;
mod text;

pub(super) use element::{Element, Node};
pub(super) use text::{camel, decode, element_name, is_kept};

use quick_xml::{Reader, XmlVersion, events::BytesStart, events::Event};

/// Why a file is no XML that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub line: usize,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// In the parser's words.
    Syntax(String),
    /// It declares entities or uses one that is not declared.
    Entity(String),
    Encoding,
    TooLarge,
}

pub(super) const MOST_BYTES: usize = 16 << 20;
const DEEPEST: usize = 120;
const MOST_NODES: usize = 400_000;
const MOST_ATTRIBUTES: usize = 64;

pub(super) fn parse(text: &str) -> Result<Element, Broken> {
    if text.len() > MOST_BYTES {
        return Err(Broken { line: 1, why: Why::TooLarge });
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut source = Source { reader, text, line: 1, read: 0, nodes: 0 };
    source.document()
}

/// What was read so far.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
}

impl Tree {
    /// A whole element, into the one that is open.
    fn put(&mut self, element: Element) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }
}

struct Source<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    line: usize,
    /// How many bytes `line` has counted.
    read: usize,
    nodes: usize,
}

impl Source<'_> {
    fn broken(&self, why: Why) -> Broken {
        Broken { line: self.line, why }
    }

    fn syntax(&self, why: impl Into<String>) -> Broken {
        self.broken(Why::Syntax(why.into()))
    }

    fn count(&mut self) -> Result<(), Broken> {
        self.nodes += 1;
        if self.nodes > MOST_NODES { Err(self.broken(Why::TooLarge)) } else { Ok(()) }
    }

    /// Moves the line to where the reader stands.
    fn advance(&mut self) {
        let to = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len());
        if to > self.read {
            self.line += self.text.as_bytes()[self.read..to].iter().filter(|b| **b == b'\n').count();
            self.read = to;
        }
    }

    fn document(&mut self) -> Result<Element, Broken> {
        let mut tree = Tree::default();
        loop {
            let event = self.reader.read_event();
            let before = self.line;
            self.advance();
            match event {
                Err(e) => return Err(self.syntax(e.to_string())),
                Ok(Event::Eof) => break,
                Ok(event) => self.take(event, before, &mut tree)?,
            }
        }
        match (tree.open.last(), tree.root) {
            (Some(left), _) => Err(Broken { line: left.line, why: Why::Syntax(format!("<{}> has no end", left.name)) }),
            (None, Some(root)) => Ok(root),
            (None, None) => Err(self.syntax("no element")),
        }
    }

    /// One event; `before` is the line where it begins.
    fn take(&mut self, event: Event, before: usize, tree: &mut Tree) -> Result<(), Broken> {
        match event {
            Event::Start(_) | Event::Empty(_) if tree.root.is_some() => return Err(self.syntax("a second root")),
            Event::Start(_) if tree.open.len() >= DEEPEST => return Err(self.broken(Why::TooLarge)),
            Event::Start(tag) => tree.open.push(self.element(&tag, before)?),
            Event::Empty(tag) => tree.put(self.element(&tag, before)?),
            Event::End(_) => {
                let Some(element) = tree.open.pop() else { return Err(self.syntax("an end without a start")) };
                tree.put(element);
            }
            Event::Text(text) if text.contains("]]>") => return Err(self.syntax("]]> in a text")),
            Event::Text(text) => self.say(&mut tree.open, &text.xml10_content())?,
            Event::CData(text) if !tree.open.is_empty() => self.say(&mut tree.open, &text.xml10_content())?,
            Event::CData(_) => return Err(self.syntax("text beside the root")),
            Event::GeneralRef(name) => {
                let c = text::character(&name).ok_or_else(|| self.broken(Why::Entity(name.to_string())))?;
                self.say(&mut tree.open, c.encode_utf8(&mut [0; 4]))?;
            }
            Event::DocType(text) if text.contains("<!ENTITY") => return Err(self.broken(Why::Entity("<!ENTITY".into()))),
            Event::Decl(decl) if !text::well_spaced(&decl) || decl.version().is_err() => return Err(self.syntax("the XML declaration")),
            Event::Decl(_) | Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn say(&mut self, open: &mut [Element], said: &str) -> Result<(), Broken> {
        if !said.chars().all(text::is_xml) {
            return Err(self.syntax("a control character"));
        }
        match open.last_mut() {
            None if said.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() => Ok(()),
            None => Err(self.syntax("text beside the root")),
            Some(parent) => {
                match parent.children.last_mut() {
                    Some(Node::Text(text)) => text.extend(said.chars().filter(|c| is_kept(*c))),
                    _ => parent.children.push(Node::Text(said.chars().filter(|c| is_kept(*c)).collect())),
                }
                self.count()
            }
        }
    }

    fn element(&mut self, tag: &BytesStart, line: usize) -> Result<Element, Broken> {
        self.count()?;
        if !text::is_name(tag.name().as_ref()) || !text::well_spaced(tag.attributes_raw()) {
            return Err(self.syntax(format!("<{}>", tag.name().as_ref())));
        }
        let mut attributes = vec![];
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|e| self.syntax(e.to_string()))?;
            if attributes.len() >= MOST_ATTRIBUTES {
                return Err(self.broken(Why::TooLarge));
            }
            if attribute.value.contains('<') || !text::is_name(attribute.key.as_ref()) {
                return Err(self.syntax(format!("an attribute of <{}>", tag.name().as_ref())));
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|e| self.broken(Why::Entity(e.to_string())))?;
            if !value.chars().all(text::is_xml) {
                return Err(self.syntax("a control character"));
            }
            attributes.push((camel(attribute.key.local_name().as_ref()), value.into_owned()));
        }
        Ok(Element { name: element_name(tag.local_name().as_ref()), attributes, children: vec![], line })
    }
}
