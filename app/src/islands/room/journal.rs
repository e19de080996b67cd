//! What the server has not acknowledged yet: kept on the device before it is sent, and until a matching acknowledgement.

use super::super::dom;
use std::str::FromStr;
use zhixing_domain::{
    attempt::Operation,
    id::{OperationId, WriterId},
    question::{Answer, ItemKey},
    time::Timestamp,
};

/// The operations of one attempt that wait, in the order of their making. Each page keeps its own on the device, so that two open pages do
/// not write over each other; a page that opens later takes up what all of them left.
pub struct Journal {
    /// What the journals of this attempt and account begin with.
    room: String,
    place: String,
    pub writer: WriterId,
    seq: i64,
    waiting: Vec<Operation>,
}

impl Journal {
    /// Finds what an earlier page of this attempt and account left behind. The writer is this tab's, also after a reload.
    pub fn open(attempt: &str, account: &str) -> Self {
        let room = format!("zhixing:{account}:{attempt}");
        let known = dom::session().and_then(|s| s.get_item(&room).ok()?).and_then(|w| WriterId::from_str(&w).ok());
        let writer = known.unwrap_or_else(|| WriterId::new(wall_clock(), dom::random()));
        if let Some(session) = dom::session() {
            let _ = session.set_item(&room, &writer.to_string());
        }
        let mut waiting: Vec<Operation> = places(&room).iter().flat_map(|place| read(place)).collect();
        waiting.sort_by_key(|o| o.seq);
        waiting.dedup_by(|a, b| a.op_id == b.op_id);
        let newest = waiting.last().map_or(0, |o| o.seq);
        // milliseconds rise over reloads too, without anything to remember
        Self { place: format!("{room}:{writer}"), room, writer, seq: newest.max(wall_clock().ms()), waiting }
    }

    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many items wait.
    pub fn items(&self) -> usize {
        let mut keys: Vec<&ItemKey> = self.waiting.iter().map(|o| &o.item).collect();
        keys.sort();
        keys.dedup();
        keys.len()
    }

    pub fn holds(&self, item: &str) -> bool {
        self.waiting.iter().any(|o| o.item.0 == item)
    }

    /// The newest answer to an item that waits.
    pub fn newest(&self, item: &str) -> Option<&Answer> {
        self.waiting.iter().rev().find(|o| o.item.0 == item).map(|o| &o.value)
    }

    /// Writes an answer down. Whether the device took it; it waits in memory in any case.
    pub fn write(&mut self, item: &str, value: Answer) -> bool {
        self.seq += 1;
        let op_id = OperationId::new(wall_clock(), dom::random());
        self.waiting.push(Operation { op_id, item: ItemKey(item.into()), value, writer: self.writer, seq: self.seq });
        self.keep()
    }

    /// The operations to send now: of each item the newest, in order.
    pub fn batch(&self) -> Vec<Operation> {
        let newest = |o: &&Operation| self.waiting.iter().rev().find(|p| p.item == o.item).is_some_and(|p| p.op_id == o.op_id);
        self.waiting.iter().filter(newest).take(100).cloned().collect()
    }

    /// Removes an operation and the older ones of its item.
    pub fn settle(&mut self, op: &Operation) {
        let (settled, waiting) = std::mem::take(&mut self.waiting).into_iter().partition(|o| o.item == op.item && o.seq <= op.seq);
        self.waiting = waiting;
        self.keep();
        self.clear_elsewhere(&settled);
    }

    /// Takes operations out of the journals of other pages.
    fn clear_elsewhere(&self, gone: &[Operation]) {
        for place in places(&self.room).iter().filter(|p| **p != self.place) {
            let before = read(place);
            let after: Vec<_> = before.iter().filter(|o| gone.iter().all(|g| g.op_id != o.op_id)).cloned().collect();
            if after.len() < before.len() {
                write(place, &after);
            }
        }
    }

    /// Gives everything that waits to this page's writer, after it has taken the pen.
    pub fn adopt(&mut self) {
        let taken = self.waiting.clone();
        for op in &mut self.waiting {
            self.seq += 1;
            *op = Operation { op_id: OperationId::new(wall_clock(), dom::random()), writer: self.writer, seq: self.seq, ..op.clone() };
        }
        self.keep();
        self.clear_elsewhere(&taken);
    }

    fn keep(&self) -> bool {
        write(&self.place, &self.waiting)
    }
}

/// Where the journals of an attempt lie on this device.
fn places(room: &str) -> Vec<String> {
    let Some(storage) = dom::local() else { return vec![] };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok()?);
    keys.filter(|k| k.strip_prefix(room).is_some_and(|rest| rest.starts_with(':'))).collect()
}

fn read(place: &str) -> Vec<Operation> {
    let text = dom::local().and_then(|s| s.get_item(place).ok()?);
    text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default()
}

/// Whether the device took it.
fn write(place: &str, waiting: &[Operation]) -> bool {
    let Some(storage) = dom::local() else { return false };
    if waiting.is_empty() {
        return storage.remove_item(place).is_ok();
    }
    serde_json::to_string(waiting).is_ok_and(|text| storage.set_item(place, &text).is_ok())
}

/// Only for ids and sequence numbers; never for the time that is left.
fn wall_clock() -> Timestamp {
    Timestamp::from_ms(js_sys::Date::now() as i64)
}
