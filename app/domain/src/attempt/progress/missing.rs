//! What a writer had made before it went on and had no acknowledgement of: the text that a move onwards carries.
//!
//! Each is named by item, number and digest of its value, each item once, so that what comes later can be nothing else. Whoever names a value may
//! still keep it back; another value is `passed`.

use super::super::Operation;
use crate::question::{Answer, ItemKey};

/// `item=seq=digest`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    item: ItemKey,
    seq: i64,
    digest: String,
}

/// The most that a move names: more than a section has items, and little enough to be kept with the attempt for a minute.
const MOST: usize = 200;

impl Missing {
    pub fn of(op: &Operation) -> Self {
        Self { item: op.item.clone(), seq: op.seq, digest: op.value.digest() }
    }

    /// Reads the value of a move; nothing where it is another thing.
    pub fn all(value: &Answer) -> Option<Vec<Self>> {
        match value {
            Answer::Short { text } => Self::from_text(text),
            _ => None,
        }
    }

    /// The value of a move that names these, as far as it can.
    pub fn to_value(all: &[Self]) -> Answer {
        let named: Vec<Self> = all.iter().filter(|m| plain(&m.item.0)).take(MOST).cloned().collect();
        Answer::Short { text: Self::to_text(&named) }
    }

    pub(super) fn to_text(all: &[Self]) -> String {
        let one = |m: &Self| format!("{}={}={}", m.item.0, m.seq, m.digest);
        all.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn from_text(text: &str) -> Option<Vec<Self>> {
        let mut all: Vec<Self> = vec![];
        for one in text.split(' ').filter(|one| !one.is_empty()) {
            let mut parts = one.split('=');
            let (item, seq, digest) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
            if parts.next().is_some() || !plain(item) || !plain(digest) || all.len() == MOST || all.iter().any(|m| m.item.0 == item) {
                return None;
            }
            all.push(Self { item: ItemKey(item.into()), seq, digest: digest.into() });
        }
        Some(all)
    }

    /// Whether this is the operation that was named.
    pub(super) fn is(&self, op: &Operation) -> bool {
        self.seq == op.seq && self.item == op.item && self.digest == op.value.digest()
    }
}

/// What parts nothing from another in the text of a move or of an attempt's progress.
fn plain(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_and_names_each_item_once() {
        let text = "a=3=0f3c b-2=-4=99";
        let all = Missing::from_text(text).unwrap();
        assert_eq!((all.len(), Missing::to_text(&all).as_str()), (2, text));
        assert_eq!(Missing::from_text(""), Some(vec![]));
        let many = (0..=MOST).map(|n| format!("i{n}=1=00")).collect::<Vec<_>>().join(" ");
        for bad in ["a=3=00 a=4=11", "a", "a=3", "a=x=00", "a=3=00=1", "a;b=3=00", "a,b=3=00", "a:b=3=00", &many] {
            assert_eq!(Missing::from_text(bad), None, "{bad}");
        }
        assert_eq!(Missing::all(&Answer::Essay { text: String::new() }), None);
    }
}
