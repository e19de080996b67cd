//! What an examinee remembers of one attempt: every operation with its acknowledgement, and how the server's words are held against it.
//!
//! One writer sends one operation at a time, so the revisions of an item must be 1, 2, 3 … without a gap: a lost event leaves one out, an
//! event written twice brings one too many, and an answer that went back is at a lower one.

use crate::ledger::Wrong;
use serde::Deserialize;
use std::{collections::HashMap, time::Instant};
use zhixing_domain::question::Answer;

/// What the server says of an answer, as `GET attempt` or as a line of a receipt.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Line {
    pub item: String,
    pub rev: i64,
    pub value_digest: String,
    /// Not in a receipt.
    #[serde(default)]
    pub value: Option<Answer>,
}

/// The reply to a save.
#[derive(Debug, Deserialize)]
pub struct Acknowledgement {
    pub op_id: String,
    pub item: String,
    pub status: String,
    pub rev: Option<i64>,
    pub value_digest: String,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub op_id: String,
    pub item: String,
    pub digest: String,
    /// As it was sent, and as it will be sent again.
    pub body: String,
    pub acknowledged: Option<(i64, Instant)>,
}

#[derive(Debug, Default)]
pub struct Journal {
    entries: Vec<Entry>,
    /// Entries of each item, in the order sent.
    items: HashMap<String, Vec<usize>>,
}

impl Journal {
    /// Before it is sent.
    pub fn write(&mut self, entry: Entry) -> usize {
        let n = self.entries.len();
        self.items.entry(entry.item.clone()).or_default().push(n);
        self.entries.push(entry);
        n
    }

    pub fn entry(&self, n: usize) -> &Entry {
        &self.entries[n]
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn acknowledged_before(&self, instant: Instant) -> usize {
        self.entries.iter().filter(|e| e.acknowledged.is_some_and(|(_, at)| at < instant)).count()
    }

    /// The operation that was sent and not acknowledged.
    pub fn pending(&self) -> Option<usize> {
        let last = self.entries.len().checked_sub(1)?;
        self.entries[last].acknowledged.is_none().then_some(last)
    }

    /// Takes an acknowledgement of entry `n`; the same one again must say the same.
    pub fn acknowledge(&mut self, n: usize, said: &Acknowledgement, at: Instant) -> Result<(), Wrong> {
        let place = self.place(n);
        let entry = &mut self.entries[n];
        let matches = said.op_id == entry.op_id && said.item == entry.item && said.value_digest == entry.digest && said.status == "applied";
        let Some(rev) = said.rev.filter(|_| matches) else {
            return Err(Wrong::False(format!("{} on {}: acknowledged as {said:?}", entry.op_id, entry.item)));
        };
        match entry.acknowledged {
            Some((before, _)) if before != rev => Err(Wrong::Doubled(format!("{}: first revision {before}, then {rev}", entry.op_id))),
            None if rev != place => Err(Wrong::Doubled(format!("{} on {}: revision {rev}, expected {place}", entry.op_id, entry.item))),
            Some(_) => Ok(()),
            None => {
                entry.acknowledged = Some((rev, at));
                Ok(())
            }
        }
    }

    /// The revision that entry `n` must have: its place among the operations of its item.
    fn place(&self, n: usize) -> i64 {
        let of_item = &self.items[&self.entries[n].item];
        of_item.iter().position(|m| *m == n).map_or(0, |p| p as i64 + 1)
    }

    /// Holds the answers that count now against the journal. `before`: only what was acknowledged before that must be there.
    pub fn compare(&self, now: &[Line], before: Option<Instant>) -> Vec<Wrong> {
        let mut wrongs = vec![];
        let there: HashMap<&str, &Line> = now.iter().map(|l| (l.item.as_str(), l)).collect();
        for (item, entries) in &self.items {
            let counts = |n: &&usize| self.entries[**n].acknowledged.is_some_and(|(_, at)| before.is_none_or(|b| at < b));
            let newest = entries.iter().rfind(counts).map(|n| self.place(*n)).unwrap_or(0);
            let Some(line) = there.get(item.as_str()) else {
                if newest > 0 {
                    wrongs.push(Wrong::Lost(format!("{item}: revision {newest} was acknowledged, and there is no answer")));
                }
                continue;
            };
            if line.rev < newest {
                wrongs.push(Wrong::Regressed(format!("{item}: revision {newest} was acknowledged, and {} counts", line.rev)));
            }
            let Some(n) = usize::try_from(line.rev - 1).ok().and_then(|n| entries.get(n)) else {
                wrongs.push(Wrong::Doubled(format!("{item}: revision {} of {} operations", line.rev, entries.len())));
                continue;
            };
            let digest = &self.entries[*n].digest;
            if line.value_digest != *digest || line.value.as_ref().is_some_and(|v| v.digest() != *digest) {
                wrongs.push(Wrong::Lost(format!("{item}: revision {} is another value", line.rev)));
            }
        }
        let strange = now.iter().filter(|l| !self.items.contains_key(&l.item));
        wrongs.extend(strange.map(|l| Wrong::False(format!("{}: an answer that nobody sent", l.item))));
        wrongs
    }

    /// Whether the pending operation is in what the server says.
    pub fn pending_is_in(&self, now: &[Line]) -> bool {
        let Some(n) = self.pending() else { return false };
        let (entry, place) = (&self.entries[n], self.place(n));
        now.iter().any(|l| l.item == entry.item && l.rev == place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    fn entry(item: &str, n: u8) -> Entry {
        let digest = Answer::Single { option: Some(n) }.digest();
        Entry { op_id: format!("op{item}{n}"), item: item.into(), digest, body: String::new(), acknowledged: None }
    }

    fn line(item: &str, rev: i64, n: u8) -> Line {
        let value = Answer::Single { option: Some(n) };
        Line { item: item.into(), rev, value_digest: value.digest(), value: Some(value) }
    }

    /// Two operations on `a`, both acknowledged, and one on `b`, pending.
    fn journal() -> Journal {
        let mut journal = Journal::default();
        for (n, rev) in [(1, 1), (2, 2)] {
            let at = journal.write(entry("a", n));
            let said = entry("a", n);
            let status = "applied".to_string();
            let said = Acknowledgement { op_id: said.op_id, item: said.item, status, rev: Some(rev), value_digest: said.digest };
            assert!(journal.acknowledge(at, &said, clock::now()).is_ok());
        }
        journal.write(entry("b", 1));
        journal
    }

    #[test]
    fn what_was_acknowledged_must_be_there_and_what_was_not_may_be() {
        assert!(journal().compare(&[line("a", 2, 2)], None).is_empty());
        assert!(journal().compare(&[line("a", 2, 2), line("b", 1, 1)], None).is_empty());
        assert!(journal().pending_is_in(&[line("b", 1, 1)]));
    }

    #[test]
    fn every_fault_has_its_name() {
        let found = |now: &[Line]| journal().compare(now, None).pop();
        assert!(matches!(found(&[]), Some(Wrong::Lost(_))));
        assert!(matches!(found(&[line("a", 1, 1)]), Some(Wrong::Regressed(_))));
        assert!(matches!(found(&[line("a", 2, 1)]), Some(Wrong::Lost(_))));
        assert!(matches!(found(&[line("a", 3, 2)]), Some(Wrong::Doubled(_))));
        assert!(matches!(found(&[line("a", 2, 2), line("c", 1, 1)]), Some(Wrong::False(_))));
    }
}
