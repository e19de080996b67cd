//! Pictures that come along with a bank: each once, under a name that a file in `media/` may have.

use crate::{BankPicture, Bundle};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use zhixing_courseware::picture_kind;

/// The most bytes of a picture in a course.
const MOST_BYTES: usize = 2 << 20;

#[derive(Debug, Default)]
pub(crate) struct Pictures {
    pub found: Vec<BankPicture>,
}

impl Pictures {
    /// Takes a picture; gives its name in `media/`, or nothing where it is none that a course shows.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Option<String> {
        let kind = kind(bytes).filter(|_| bytes.len() <= MOST_BYTES)?;
        if let Some(same) = self.found.iter().find(|p| p.bytes == bytes) {
            return Some(same.name.clone());
        }
        let base = name.rsplit('/').next().unwrap_or_default();
        let base = base.rsplit_once('.').map_or(base, |(base, _)| base);
        let slug = crate::slug::of(base, "picture");
        let taken = |name: &str| self.found.iter().any(|p| p.name == name);
        let name = (1..).map(|n| if n == 1 { format!("{slug}.{kind}") } else { format!("{slug}-{n}.{kind}") }).find(|n| !taken(n))?;
        self.found.push(BankPicture { name: name.clone(), bytes: bytes.into() });
        Some(name)
    }

    /// Takes a picture that is written in base64.
    pub fn add_base64(&mut self, name: &str, text: &str) -> Option<String> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        self.add(name, &STANDARD.decode(text).ok()?)
    }

    /// Takes the picture of an address: one that holds it (`data:`), or the path of a file of the bundle.
    pub fn of_address(&mut self, address: &str, bundle: &Bundle) -> Option<String> {
        if let Some(data) = address.strip_prefix("data:") {
            return self.add_base64("picture", data.split_once(";base64,")?.1);
        }
        let wanted = percent(address);
        let wanted = wanted.trim_start_matches("./").trim_start_matches("../");
        let found = bundle.0.iter().find(|(path, _)| path.as_str() == wanted || path.ends_with(&format!("/{wanted}")));
        found.and_then(|(path, bytes)| self.add(path, bytes))
    }
}

/// `%20` and the like as they are in names.
pub(crate) fn percent(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok()).and_then(|two| u8::from_str_radix(two, 16).ok());
        match hex.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some("jpg");
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some("webp");
    }
    picture_kind(bytes)
}
