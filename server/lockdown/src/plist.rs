//! Property lists in XML, as much of them as settings need, from anybody: no entities, no declarations, bounded depth and number.
//!
//! Order does not matter to anybody, so dictionaries are sorted maps. Integers, reals, dates and data are checked here, so that printing
//! them later cannot fail.

use crate::{SettingsFault, base64};
use quick_xml::{Reader, events::Event};
use std::collections::BTreeMap;

pub(crate) type Dict = BTreeMap<String, Value>;

/// A value of a property list.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Dict(BTreeMap<String, Value>),
    List(Vec<Value>),
    Text(String),
    /// Canonical Base64.
    Data(String),
    /// `YYYY-MM-DDThh:mm:ssZ`.
    Date(String),
    Integer(i64),
    Real(f64),
    Truth(bool),
}

const DEEPEST: usize = 32;
const MOST_VALUES: usize = 50_000;

/// Reads the text of a property list whose root is a dictionary.
pub(crate) fn read(text: &str) -> Result<Dict, SettingsFault> {
    // ends of lines are one character, whoever wrote them
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut source = Source { reader, left: MOST_VALUES };
    match source.tag()? {
        Some(Tag::Open(tag)) if tag == "plist" => {}
        _ => return Err(not("the root is no <plist>")),
    }
    let Some(Tag::Open(tag)) = source.tag()? else { return Err(not("it is empty")) };
    let Value::Dict(settings) = source.value(&tag, 0)? else { return Err(not("it holds no <dict>")) };
    match (source.tag()?, source.tag()?) {
        (Some(Tag::Close), None) => Ok(settings),
        _ => Err(not("something follows the settings")),
    }
}

fn not(why: &str) -> SettingsFault {
    SettingsFault::NotPlist(why.into())
}

enum Tag {
    Open(String),
    Close,
}

struct Source<'t> {
    reader: Reader<&'t [u8]>,
    /// How many more values are taken.
    left: usize,
}

impl Source<'_> {
    fn event(&mut self) -> Result<Event<'_>, SettingsFault> {
        let event = self.reader.read_event().map_err(|e| SettingsFault::NotPlist(e.to_string()))?;
        match &event {
            // an internal subset is the door to entities; the plain mention of Apple's document type is none
            Event::DocType(text) if text.contains(['[', '%']) => Err(SettingsFault::Entities),
            _ => Ok(event),
        }
    }

    /// The next tag; nothing at the end. Between tags only white space and comments may stand.
    fn tag(&mut self) -> Result<Option<Tag>, SettingsFault> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(Tag::Open(start.name().as_ref().to_string()))),
                Event::End(_) => return Ok(Some(Tag::Close)),
                Event::Eof => return Ok(None),
                Event::Text(text) if !text.trim().is_empty() => return Err(not("text stands between the elements")),
                Event::CData(_) | Event::GeneralRef(_) => return Err(not("text stands between the elements")),
                _ => {}
            }
        }
    }

    /// The value of an element whose start was read, to its end.
    fn value(&mut self, tag: &str, depth: usize) -> Result<Value, SettingsFault> {
        self.left = self.left.checked_sub(1).filter(|_| depth < DEEPEST).ok_or(SettingsFault::TooDeep)?;
        match tag {
            "dict" => self.dict(depth).map(Value::Dict),
            "array" => self.list(depth).map(Value::List),
            _ => {
                let text = self.text(tag)?;
                scalar(tag, &text).ok_or_else(|| SettingsFault::Malformed { tag: tag.into(), text: text.chars().take(40).collect() })
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Dict, SettingsFault> {
        let mut dict = Dict::new();
        loop {
            match self.tag()? {
                Some(Tag::Close) => return Ok(dict),
                Some(Tag::Open(tag)) if tag == "key" => {}
                _ => return Err(not("a value in a <dict> has no <key>")),
            }
            let key = self.text("key")?;
            let Some(Tag::Open(tag)) = self.tag()? else { return Err(SettingsFault::Malformed { tag: "key".into(), text: key }) };
            let value = self.value(&tag, depth + 1)?;
            if dict.contains_key(&key) {
                return Err(SettingsFault::Twice(key));
            }
            dict.insert(key, value);
        }
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Value>, SettingsFault> {
        let mut list = vec![];
        loop {
            match self.tag()? {
                Some(Tag::Close) => return Ok(list),
                Some(Tag::Open(tag)) => list.push(self.value(&tag, depth + 1)?),
                None => return Err(not("it ends within an <array>")),
            }
        }
    }

    /// The text of an element that holds nothing else.
    fn text(&mut self, tag: &str) -> Result<String, SettingsFault> {
        let mut out = String::new();
        loop {
            match self.event()? {
                Event::Text(text) => out.push_str(&text),
                Event::CData(text) => out.push_str(&text),
                Event::GeneralRef(name) => out.push(character(&name)?),
                Event::Comment(_) => {}
                Event::End(_) => return Ok(out),
                _ => return Err(SettingsFault::NotPlist(format!("<{tag}> holds more than text"))),
            }
        }
    }
}

/// What a reference stands for: a character by its number, or one of the five names that need no declaration.
fn character(name: &quick_xml::events::BytesRef) -> Result<char, SettingsFault> {
    if let Some(c) = name.resolve_char_ref().map_err(|e| SettingsFault::NotPlist(e.to_string()))? {
        return Ok(c);
    }
    match &**name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(SettingsFault::Entities),
    }
}

fn scalar(tag: &str, text: &str) -> Option<Value> {
    Some(match tag {
        "string" => Value::Text(text.into()),
        "true" if text.trim().is_empty() => Value::Truth(true),
        "false" if text.trim().is_empty() => Value::Truth(false),
        "integer" => Value::Integer(text.trim().parse().ok()?),
        "real" => Value::Real(text.trim().parse().ok().filter(|n: &f64| n.is_finite())?),
        "date" => Value::Date(Some(text.trim()).filter(|t| is_date(t))?.into()),
        "data" => Value::Data(base64::canonical(text)?),
        _ => return None,
    })
}

/// `YYYY-MM-DDThh:mm:ssZ`, the one form that property lists have.
fn is_date(text: &str) -> bool {
    let shape = b"0000-00-00T00:00:00Z";
    text.len() == shape.len() && text.bytes().zip(shape).all(|(b, s)| if *s == b'0' { b.is_ascii_digit() } else { b == *s })
}
