//! The journal of this page on its device: [`Journal`] decides, the [`DeviceStore`] holds the same for the next page.

use super::{
    super::dom,
    device_store::{DeviceStore, FLAGS, OPERATIONS, SAVED, WRITERS},
    stored,
};
use std::ops::Deref;
use zhixing_domain::{
    attempt::{
        Operation,
        journal::{Journal, Kept},
        promise::RefusalReason,
    },
    id::{OperationId, WriterId},
    question::Answer,
    time::Timestamp,
};

/// What waits, on the page and on the device. A page that opens takes up what all earlier ones left.
pub struct DeviceJournal {
    pub device: DeviceStore,
    journal: Journal,
    /// Flags that wait, by item.
    pub flags: Vec<(String, bool)>,
}

/// What only looks at the journal.
impl Deref for DeviceJournal {
    type Target = Journal;

    fn deref(&self) -> &Journal {
        &self.journal
    }
}

impl DeviceJournal {
    /// A journal with nothing in it.
    pub fn blank(device: DeviceStore, writer: WriterId) -> Self {
        Self { device, journal: Journal::blank(writer, now()), flags: vec![] }
    }

    /// Finds what earlier pages of this attempt and account left behind.
    pub async fn open(device: DeviceStore, writer: WriterId) -> Self {
        let found: Vec<Operation> = device.all(OPERATIONS).await.iter().filter_map(|text| stored::operation(text)).collect();
        let flags = device.all(FLAGS).await.iter().filter_map(|text| flag_of(text)).collect();
        let last = device.one(WRITERS, &writer.to_string()).await.and_then(|s| s.parse().ok()).unwrap_or(0);
        Self { device, journal: Journal::found(writer, found, last), flags }
    }

    pub fn write(&mut self, item: &str, value: Answer) {
        let kept = self.journal.write(item, value, new_id(), now());
        self.keep(kept);
    }

    pub fn refuse(&mut self, op: &Operation, why: RefusalReason) {
        self.journal.refuse(op, why);
    }

    pub fn batch(&mut self) -> (Vec<Operation>, String) {
        self.journal.batch()
    }

    pub fn settle(&mut self, op: &Operation) {
        let kept = self.journal.settle(op);
        self.keep(kept);
    }

    pub fn renew(&mut self, op: &Operation, leap: i64) {
        let kept = self.journal.renew(op, leap, new_id(), now());
        self.keep(kept);
    }

    pub fn adopt(&mut self) {
        let kept = self.journal.adopt(new_id, now());
        self.keep(kept);
    }

    /// The same under the name of another writer.
    pub fn adopt_as(&mut self, writer: WriterId) {
        self.journal.writer = writer;
        self.adopt();
    }

    /// What stays on the device only.
    pub fn adopt_for(&mut self, open: impl Fn(&str) -> bool) -> Vec<Operation> {
        let (kept, left) = self.journal.adopt_for(open, new_id, now());
        self.keep(kept);
        left
    }

    fn keep(&self, changes: Vec<Kept>) {
        for change in changes {
            match change {
                Kept::Remove(id) => self.device.remove(OPERATIONS, &id.to_string()),
                Kept::Put(op) => {
                    let Ok(text) = serde_json::to_string(&op) else { continue };
                    self.device.put(OPERATIONS, &op.op_id.to_string(), text);
                    self.device.put(WRITERS, &self.writer.to_string(), self.seq().to_string());
                }
            }
        }
    }

    pub fn holds(&self, item: &str) -> bool {
        self.newest(item).is_some()
    }

    /// Remembers what the server has, and since when by its clock, for a page that was made before.
    pub fn remember(&self, op: &Operation, at: i64) {
        if let Ok(text) = confirmed(op, at) {
            self.device.put(SAVED, &op.item.0, text);
        }
    }

    /// What this device has seen confirmed since a page was `made` by the server's clock: the page does not have it.
    pub async fn remembered(device: &DeviceStore, made: i64) -> Vec<Operation> {
        device.all(SAVED).await.iter().filter_map(|text| stored::operation(since(text, made)?)).collect()
    }

    /// Sets or lifts a flag, until the server has confirmed it.
    pub fn flag(&mut self, item: &str, flagged: bool) {
        self.flags.retain(|(i, _)| i != item);
        let flag = (item.to_string(), flagged);
        self.device.put(FLAGS, item, flag_text(&flag));
        self.flags.push(flag);
    }

    /// Remembers a flag as [`Self::remember`] does an answer.
    pub fn remember_flag(&self, flag: &(String, bool), at: i64) {
        self.device.put(SAVED, &flag_name(&flag.0), format!("{at} {}", flag_text(flag)));
    }

    /// The flags among what this device has seen confirmed since a page was `made`.
    pub async fn remembered_flags(device: &DeviceStore, made: i64) -> Vec<(String, bool)> {
        device.all(SAVED).await.iter().filter_map(|text| flag_of(since(text, made)?)).collect()
    }

    /// The server has this flag, or takes none any more.
    pub fn settle_flag(&mut self, flag: &(String, bool)) {
        let before = self.flags.len();
        self.flags.retain(|f| f != flag);
        if self.flags.len() < before {
            self.device.remove(FLAGS, &flag.0);
        }
    }

    /// Leaves nothing of a room that is over on the device.
    pub fn clear(&self, items: Vec<String>) {
        self.device.remove(WRITERS, &self.writer.to_string());
        self.forget(items);
    }

    /// Leaves nothing of a section that is over: what the server confirmed of it is not needed here any more.
    pub fn forget(&self, items: Vec<String>) {
        for item in items {
            self.device.remove(SAVED, &item);
            self.device.remove(SAVED, &flag_name(&item));
            self.device.remove(FLAGS, &item);
        }
    }
}

/// A page that is asked for while a save is under way is made without it, and a moment later by the clock.
const UNDER_WAY_MS: i64 = 2_000;

fn confirmed(op: &Operation, at: i64) -> serde_json::Result<String> {
    Ok(format!("{at} {}", serde_json::to_string(op)?))
}

/// What was confirmed, where a page that was `made` then does not have it.
fn since(text: &str, made: i64) -> Option<&str> {
    let (at, what) = text.split_once(' ')?;
    let at: i64 = at.parse().ok()?;
    (at + UNDER_WAY_MS >= made).then_some(what)
}

fn flag_text((item, flagged): &(String, bool)) -> String {
    format!("{}{item}", if *flagged { '+' } else { '-' })
}

fn flag_of(text: &str) -> Option<(String, bool)> {
    match text.split_at_checked(1)? {
        ("+", item) => Some((item.into(), true)),
        ("-", item) => Some((item.into(), false)),
        _ => None,
    }
}

/// Where a flag is kept beside the answer to its item; no key has a space.
fn flag_name(item: &str) -> String {
    format!("flag {item}")
}

fn new_id() -> OperationId {
    OperationId::new(now(), dom::random())
}

/// Only for ids and sequence numbers; never for the time that is left.
pub fn now() -> Timestamp {
    Timestamp::from_ms(dom::wall_clock() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::question::ItemKey;

    #[test]
    fn what_was_confirmed_after_a_page_was_made_is_filled_in_and_what_the_page_has_is_not() {
        let at = Timestamp::from_ms(1_800_000_000_000);
        let op = Operation {
            op_id: OperationId::new(at, [1; 10]),
            item: ItemKey("three".into()),
            value: Answer::Short { text: "a b".into() },
            writer: WriterId::new(at, [2; 10]),
            seq: 1,
        };
        let text = confirmed(&op, at.ms()).unwrap();
        let since = |made| since(&text, made).and_then(|op| serde_json::from_str(op).ok());
        assert_eq!(since(at.ms() - 1), Some(op.clone()), "the page was made before");
        assert_eq!(since(at.ms() + 5), Some(op), "it was made while the save was under way");
        assert_eq!(since(at.ms() + 60_000), None, "the page has this answer, or a newer one of another device");
    }

    #[test]
    fn a_flag_that_was_confirmed_after_a_page_was_made_is_set_on_it_and_an_answer_is_no_flag() {
        let at = 1_800_000_000_000;
        for flag in [("three".to_string(), true), ("three".to_string(), false)] {
            let text = format!("{at} {}", flag_text(&flag));
            assert_eq!(since(&text, at - 1).and_then(flag_of), Some(flag.clone()), "the page was made before");
            assert_eq!(since(&text, at + 60_000).and_then(flag_of), None, "the page has this flag, or a newer one");
        }
        assert_eq!(flag_of("{\"item\":\"three\"}"), None);
        assert_eq!(flag_of(""), None);
    }
}
