//! The attributes at the end of an item's heading, as its author wrote them.

pub(super) struct Attributes {
    pub words: String,
    pub id: String,
    pub kind: String,
    pairs: Vec<(String, String)>,
}

impl Attributes {
    /// Parts a heading's source; nothing where it has no attributes.
    pub fn read(heading: &str) -> Option<Self> {
        let text = heading.trim_start_matches('#').trim().strip_suffix('}')?;
        let (words, block) = text.rsplit_once('{')?;
        let mut attributes = Self { words: words.trim().into(), id: String::new(), kind: String::new(), pairs: vec![] };
        for word in parts(block) {
            if let Some(id) = word.strip_prefix('#') {
                attributes.id = id.into();
            } else if let Some(kind) = word.strip_prefix('.') {
                attributes.kind = kind.into();
            } else if let Some((key, value)) = word.split_once('=') {
                attributes.pairs.push((key.into(), value.trim_matches('"').into()));
            }
        }
        Some(attributes)
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }
}

/// Parted at spaces outside of quotes.
fn parts(block: &str) -> Vec<String> {
    let (mut parts, mut part, mut quoted) = (vec![], String::new(), false);
    for c in block.chars() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}
