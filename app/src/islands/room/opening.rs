//! What the page of the room gives to its island: a list of texts, for a reader made by a macro for each type costs the module some kilobytes.

use serde::{Deserialize, Serialize};
use zhixing_domain::{
    lang::Lang,
    question::{Kind, Shape},
};

/// What the page gives to the island. It is printed in the page: nothing in it may tell a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<String>", try_from = "Vec<String>")]
pub struct Opening {
    pub lang: Lang,
    pub attempt: String,
    pub account: String,
    /// The name of that account, for when somebody else sits down at the computer.
    pub person: String,
    pub title: String,
    /// The language that the title is in.
    pub title_lang: Lang,
    pub server_now: i64,
    /// Of the section that is open, where it has a limit of its own.
    pub deadline: i64,
    /// The time zone of the installation, an IANA name.
    pub zone: String,
    /// When time ends, in words: for a page without scripts, whose clock stands still.
    pub ends: String,
    /// Who holds the pen, if anybody does.
    pub writer: Option<String>,
    pub answered: usize,
    /// [`LIMITED`] where the deadline is that of a section, [`LEAVES`] where another one follows, or both, or 0. A number is what the module can read
    /// already; the form says more in attributes, which cost it nothing.
    pub section: usize,
    pub items: Vec<OpeningItem>,
}

/// The section has a limit of its own.
pub const LIMITED: usize = 1;
/// Another section follows.
pub const LEAVES: usize = 2;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningItem {
    pub key: String,
    pub shape: Shape,
    /// Digest of the saved answer.
    pub digest: Option<String>,
}

/// Between the parts of an item; no key has it.
const TAB: char = '\t';

impl From<Opening> for Vec<String> {
    fn from(o: Opening) -> Self {
        let head = [
            o.lang.code().to_string(),
            o.attempt,
            o.account,
            o.person,
            o.title,
            o.title_lang.code().to_string(),
            o.server_now.to_string(),
            o.deadline.to_string(),
            o.zone,
            o.ends,
            o.writer.unwrap_or_default(),
            o.answered.to_string(),
            o.section.to_string(),
        ];
        head.into_iter().chain(o.items.iter().map(OpeningItem::to_text)).collect()
    }
}

impl TryFrom<Vec<String>> for Opening {
    type Error = &'static str;

    fn try_from(texts: Vec<String>) -> Result<Self, &'static str> {
        Self::read(texts).ok_or("not an opening")
    }
}

impl Opening {
    fn read(texts: Vec<String>) -> Option<Self> {
        let mut texts = texts.into_iter();
        Some(Self {
            lang: Lang::from_code(&texts.next()?)?,
            attempt: texts.next()?,
            account: texts.next()?,
            person: texts.next()?,
            title: texts.next()?,
            title_lang: Lang::from_code(&texts.next()?)?,
            server_now: texts.next()?.parse().ok()?,
            deadline: texts.next()?.parse().ok()?,
            zone: texts.next()?,
            ends: texts.next()?,
            writer: texts.next().filter(|w| !w.is_empty()),
            answered: texts.next()?.parse().ok()?,
            section: texts.next()?.parse().ok()?,
            items: texts.map(|t| OpeningItem::read(&t)).collect::<Option<_>>()?,
        })
    }
}

impl OpeningItem {
    fn to_text(&self) -> String {
        let Shape { kind, entries, choices } = &self.shape;
        let mut text = format!("{}{TAB}{}{TAB}{}{TAB}{entries}", self.key, self.digest.as_deref().unwrap_or_default(), kind.code());
        for n in choices {
            text.push(TAB);
            text.push_str(&n.to_string());
        }
        text
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(TAB);
        let (key, digest) = (parts.next()?.to_string(), parts.next().filter(|d| !d.is_empty()).map(str::to_string));
        let (kind, entries) = (Kind::from_code(parts.next()?)?, parts.next()?.parse().ok()?);
        let choices = parts.map(|n| n.parse().ok()).collect::<Option<_>>()?;
        Some(Self { key, digest, shape: Shape { kind, entries, choices } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_is_read_as_it_was_written() {
        let item = |key: &str, kind, choices: &[usize], digest: Option<&str>| OpeningItem {
            key: key.into(),
            shape: Shape { kind, entries: 4, choices: choices.to_vec() },
            digest: digest.map(str::to_string),
        };
        let opening = Opening {
            lang: Lang::En,
            attempt: "att_1".into(),
            account: "acc_1".into(),
            person: "Ada \"L\"".into(),
            title: "期末".into(),
            title_lang: Lang::Zh,
            server_now: 1,
            deadline: -2,
            zone: "Asia/Shanghai".into(),
            ends: "17:26 截止".into(),
            writer: None,
            answered: 1,
            section: LIMITED | LEAVES,
            items: vec![item("a", Kind::Single, &[], Some("d1")), item("b", Kind::Cloze, &[0, 3], None)],
        };
        for opening in [Opening { writer: Some("wr_1".into()), ..opening.clone() }, opening] {
            let text = serde_json::to_string(&opening).unwrap();
            assert_eq!(serde_json::from_str::<Opening>(&text).unwrap(), opening);
        }
        assert!(serde_json::from_str::<Opening>("[\"en\"]").is_err());
    }
}
