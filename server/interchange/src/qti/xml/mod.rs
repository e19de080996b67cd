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
        let mut open: Vec<Element> = vec![];
        let mut root: Option<Element> = None;
        loop {
            let event = self.reader.read_event();
            let before = self.line;
            self.advance();
            match event {
                Err(e) => return Err(self.syntax(e.to_string())),
                Ok(Event::Eof) => break,
                Ok(Event::Start(tag)) => {
                    if root.is_some() {
                        return Err(self.syntax("a second root"));
                    }
                    if open.len() >= DEEPEST {
                        return Err(self.broken(Why::TooLarge));
                    }
                    open.push(self.element(&tag, before)?);
                }
                Ok(Event::Empty(tag)) => {
                    let element = self.element(&tag, before)?;
                    match (open.last_mut(), &root) {
                        (Some(parent), _) => parent.children.push(Node::Element(element)),
                        (None, None) => root = Some(element),
                        (None, Some(_)) => return Err(self.syntax("a second root")),
                    }
                }
                Ok(Event::End(_)) => {
                    let Some(element) = open.pop() else { return Err(self.syntax("an end without a start")) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(Node::Element(element)),
                        None => root = Some(element),
                    }
                }
                Ok(Event::Text(text)) => {
                    if text.contains("]]>") {
                        return Err(self.syntax("]]> in a text"));
                    }
                    self.say(&mut open, &text.xml10_content())?;
                }
                Ok(Event::CData(text)) if !open.is_empty() => self.say(&mut open, &text.xml10_content())?,
                Ok(Event::CData(_)) => return Err(self.syntax("text beside the root")),
                Ok(Event::GeneralRef(name)) => {
                    let c = text::character(&name).ok_or_else(|| self.broken(Why::Entity(name.to_string())))?;
                    self.say(&mut open, c.encode_utf8(&mut [0; 4]))?;
                }
                Ok(Event::DocType(text)) if text.contains("<!ENTITY") => return Err(self.broken(Why::Entity("<!ENTITY".into()))),
                Ok(Event::Decl(decl)) => {
                    if !text::well_spaced(&decl) || decl.version().is_err() {
                        return Err(self.syntax("the XML declaration"));
                    }
                }
                Ok(Event::DocType(_) | Event::Comment(_) | Event::PI(_)) => {}
            }
        }
        match (open.last(), root) {
            (Some(left), _) => Err(Broken { line: left.line, why: Why::Syntax(format!("<{}> has no end", left.name)) }),
            (None, Some(root)) => Ok(root),
            (None, None) => Err(self.syntax("no element")),
        }
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
