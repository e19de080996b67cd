//! The attributes of a heading, `{#id .class key=value key="two words"}`.
//!
//! Read from the source line: the Markdown parser cuts values at spaces and keeps the quotes.

use crate::{
    problem::{Log, PageFault},
    text::short,
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Attributes {
    pub id: Option<String>,
    pub classes: Vec<String>,
    pub pairs: Vec<(String, String)>,
}

impl Attributes {
    /// Reads the attributes at the end of a heading's source; names what is not well written.
    pub fn read(heading: &str, line: usize, log: &mut Log) -> Self {
        let text = heading.trim_end().trim_end_matches('#').trim_end();
        let block = text.strip_suffix('}').and_then(|t| Some((t.rfind('{')?, t))).and_then(|(open, t)| t.get(open + 1..));
        let Some(block) = block else {
            // What was meant as attributes and would be shown as text.
            if let Some(at) = ["{#", "{.", "｛", "{ #", "{ ."].iter().find_map(|mark| text.rfind(mark)) {
                log.add(line, PageFault::BadAttribute { text: short(text.get(at..).unwrap_or_default(), 60) });
            }
            return Self::default();
        };
        let mut attributes = Self::default();
        for word in words(block) {
            if !attributes.take(&word) {
                log.add(line, PageFault::BadAttribute { text: word });
            }
        }
        attributes
    }

    /// Takes one word; false if it is no attribute.
    fn take(&mut self, word: &str) -> bool {
        if word.contains(['“', '”', '＝', '"']) && word.matches('"').count() != 2 {
            return false;
        }
        if let Some(id) = word.strip_prefix('#') {
            return self.id.replace(id.into()).is_none();
        }
        if let Some(class) = word.strip_prefix('.') {
            self.classes.push(class.into());
            return !class.is_empty();
        }
        match word.split_once('=') {
            Some((key, value)) if !key.is_empty() => {
                let value = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value);
                let new = self.get(key).is_none();
                self.pairs.push((key.into(), value.into()));
                new
            }
            _ => false,
        }
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|c| c == class)
    }
}

/// Parted at spaces that do not stand in quotes.
fn words(block: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (vec![], String::new(), false);
    for c in block.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.push(c);
            }
            c if c.is_whitespace() && !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words.retain(|w| !w.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::lang::Lang;

    fn read(heading: &str) -> (Attributes, usize) {
        let mut log = Log::new("x.md", Lang::Zh);
        (Attributes::read(heading, 1, &mut log), log.problems.len())
    }

    #[test]
    fn quoted_values_keep_their_spaces() {
        let (a, faults) = read("### Which? {#net-rate .single points=2 tags=\"a b,c\"}");
        assert_eq!((a.id.as_deref(), a.classes.len(), a.get("points"), a.get("tags")), (Some("net-rate"), 1, Some("2"), Some("a b,c")));
        assert_eq!(faults, 0);
    }

    #[test]
    fn slips_are_named() {
        for bad in ["### x {#a .single", "### x ｛#a｝", "### x {#a tags=“x”}", "### x {#a #b}", "### x {#a points}", "### x {#a tags=\"x}"]
        {
            assert!(read(bad).1 > 0, "{bad}");
        }
        assert_eq!(read("### plain $x$").1, 0);
    }
}
