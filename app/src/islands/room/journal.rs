//! What the server has not acknowledged yet. Memory is the truth of the page; the [`Chest`] holds the same for the next page.

use super::{
    super::dom,
    chest::{Chest, FLAGS, OPERATIONS, SAVED, WRITERS},
};
use zhixing_domain::{
    attempt::{
        Operation,
        progress::Missing,
        promise::{Held, Why},
    },
    id::{OperationId, WriterId},
    question::{Answer, ItemKey},
    time::Timestamp,
};

/// The operations of one attempt and account that wait, in the order of their making. A page that opens takes up what all earlier ones left.
pub struct Journal {
    pub chest: Chest,
    pub writer: WriterId,
    seq: i64,
    waiting: Vec<Waiting>,
    /// Flags that wait, by item.
    pub flags: Vec<(String, bool)>,
}

struct Waiting {
    op: Operation,
    /// From the first try on its value stands: the server may know it under its id.
    tried: bool,
    /// The server does not take it as it is: it waits until the answer changes. The next page tries it once more.
    refused: Option<Why>,
}

/// What one request carries at most: the server takes a mebibyte and 200 operations.
const MOST_BYTES: usize = 400_000;
const MOST: usize = 100;
/// A jump over all numbers that a clock set wrong may have given out: some twenty days of milliseconds.
pub const LEAP: i64 = 1 << 31;

impl Journal {
    /// A journal with nothing in it.
    pub fn blank(chest: Chest, writer: WriterId) -> Self {
        Self { chest, writer, seq: now().ms(), waiting: vec![], flags: vec![] }
    }

    /// Finds what earlier pages of this attempt and account left behind.
    pub async fn open(chest: Chest, writer: WriterId) -> Self {
        let mut found: Vec<Operation> = chest.all(OPERATIONS).await.iter().filter_map(|t| serde_json::from_str(t).ok()).collect();
        found.sort_by_key(|o| o.seq);
        let flags = chest.all(FLAGS).await.iter().filter_map(|t| t.split_at_checked(1).map(|(f, item)| (item.into(), f == "+"))).collect();
        let last = chest.one(WRITERS, &writer.to_string()).await.and_then(|s| s.parse().ok()).unwrap_or(0);
        let seq = found.last().map_or(0, |o| o.seq).max(last);
        let waiting = found.into_iter().map(|op| Waiting { op, tried: true, refused: None }).collect();
        Self { seq, waiting, flags, ..Self::blank(chest, writer) }
    }

    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether there is anything that a request could carry.
    pub fn has_unsent(&self) -> bool {
        self.waiting.iter().any(|w| w.refused.is_none())
    }

    /// What it holds of an item.
    pub fn held(&self, item: &str) -> Held {
        match self.waiting.iter().rev().find(|w| w.op.item.0 == item) {
            None => Held::Nothing,
            Some(w) => w.refused.map_or(Held::Waiting, Held::Refused),
        }
    }

    /// The server does not take this operation; a newer one of its item is another matter.
    pub fn refuse(&mut self, op: &Operation, why: Why) {
        for waiting in self.waiting.iter_mut().filter(|w| w.op.op_id == op.op_id) {
            waiting.refused = Some(why);
        }
    }

    /// How many items wait.
    pub fn items(&self) -> usize {
        let mut keys: Vec<&ItemKey> = self.waiting.iter().map(|w| &w.op.item).filter(|k| k.as_step().is_none()).collect();
        keys.sort();
        keys.dedup();
        keys.len()
    }

    pub fn holds(&self, item: &str) -> bool {
        self.newest(item).is_some()
    }

    /// The newest answer to an item that waits.
    pub fn newest(&self, item: &str) -> Option<&Answer> {
        self.waiting.iter().rev().find(|w| w.op.item.0 == item).map(|w| &w.op.value)
    }

    /// What a move onwards names: the newest answer to each item that waits.
    pub fn missing(&self) -> Vec<Missing> {
        let newest = |w: &&Waiting| self.waiting.iter().all(|o| o.op.item != w.op.item || o.op.seq <= w.op.seq);
        self.waiting.iter().filter(|w| w.op.item.as_step().is_none()).filter(newest).map(|w| Missing::of(&w.op)).collect()
    }

    /// Everything that waits, in order.
    pub fn operations(&self) -> Vec<&Operation> {
        self.waiting.iter().map(|w| &w.op).collect()
    }

    /// Writes an answer down. An operation that was never sent takes the new value: typing makes one, not one a letter.
    pub fn write(&mut self, item: &str, value: Answer) {
        let (seq, fresh) = (self.next(0), self.waiting.iter_mut().rev().find(|w| w.op.item.0 == item).filter(|w| !w.tried));
        let op = match fresh {
            Some(waiting) => {
                (waiting.op.value, waiting.op.seq) = (value, seq);
                waiting.op.clone()
            }
            None => {
                let op = Operation { op_id: new_id(), item: ItemKey(item.into()), value, writer: self.writer, seq };
                self.drop_refused(item);
                self.waiting.push(Waiting { op: op.clone(), tried: false, refused: None });
                op
            }
        };
        self.keep(&op);
    }

    /// A new answer takes the place of one that the server refused.
    fn drop_refused(&mut self, item: &str) {
        let chest = self.chest.clone();
        self.waiting.retain(|w| {
            let goes = w.refused.is_some() && w.op.item.0 == item;
            if goes {
                chest.remove(OPERATIONS, &w.op.op_id.to_string());
            }
            !goes
        });
    }

    /// Milliseconds rise over reloads too, as long as nobody sets the clock back; then the last number does.
    fn next(&mut self, leap: i64) -> i64 {
        self.seq = (self.seq + 1 + leap).max(now().ms());
        self.seq
    }

    fn keep(&self, op: &Operation) {
        if let Ok(text) = serde_json::to_string(op) {
            self.chest.put(OPERATIONS, &op.op_id.to_string(), text);
            self.chest.put(WRITERS, &self.writer.to_string(), self.seq.to_string());
        }
    }

    /// The operations to send now, and the body that carries them: of each item the newest, in order.
    pub fn batch(&mut self) -> (Vec<Operation>, String) {
        let (mut batch, mut body) = (vec![], String::new());
        for i in 0..self.waiting.len() {
            let op = &self.waiting[i].op;
            if self.waiting[i].refused.is_some() || self.waiting[i + 1..].iter().any(|w| w.op.item == op.item) {
                continue;
            }
            let Ok(text) = serde_json::to_string(op) else { continue };
            if batch.len() == MOST || (!batch.is_empty() && body.len() + text.len() > MOST_BYTES) {
                break;
            }
            if !body.is_empty() {
                body.push(',');
            }
            body.push_str(&text);
            batch.push(op.clone());
            self.waiting[i].tried = true;
        }
        (batch, format!("[{body}]"))
    }

    /// Removes an operation that was answered, and the older ones of its item, which it replaces.
    pub fn settle(&mut self, op: &Operation) {
        let chest = self.chest.clone();
        self.waiting.retain(|w| {
            let stays = w.op.item != op.item || w.op.seq > op.seq;
            if !stays {
                chest.remove(OPERATIONS, &w.op.op_id.to_string());
            }
            stays
        });
    }

    /// Remembers what the server has, for a page that is opened without it.
    pub fn remember(&self, op: &Operation) {
        if let Ok(text) = serde_json::to_string(op) {
            self.chest.put(SAVED, &op.item.0, text);
        }
    }

    /// What the server had of each item, as far as this device knows.
    pub async fn remembered(chest: &Chest) -> Vec<Operation> {
        chest.all(SAVED).await.iter().filter_map(|t| serde_json::from_str(t).ok()).collect()
    }

    /// Says the same again as a new operation with a higher number, `leap` above the last: the server cannot take it under the old ones.
    pub fn renew(&mut self, op: &Operation, leap: i64) {
        let Some(i) = self.waiting.iter().position(|w| w.op.op_id == op.op_id) else { return };
        self.chest.remove(OPERATIONS, &op.op_id.to_string());
        let op = Operation { op_id: new_id(), writer: self.writer, seq: self.next(leap), ..op.clone() };
        self.keep(&op);
        self.waiting[i] = Waiting { op, tried: false, refused: None };
        self.waiting.sort_by_key(|w| w.op.seq);
    }

    /// Gives everything that waits to this page's writer, after it has taken the pen.
    pub fn adopt(&mut self) {
        let left: Vec<Operation> = self.waiting.iter().map(|w| w.op.clone()).collect();
        for op in &left {
            self.renew(op, 0);
        }
    }

    /// What other writers left while this one holds the pen: it fills items that are `open`. Over an answer that is saved it may be the older one;
    /// there it stays on the device, for a page that takes the pen knowingly.
    pub fn adopt_for(&mut self, open: impl Fn(&str) -> bool) {
        let writer = self.writer;
        self.waiting.retain(|w| w.op.writer == writer || open(&w.op.item.0));
        let left: Vec<Operation> = self.waiting.iter().map(|w| &w.op).filter(|o| o.writer != writer).cloned().collect();
        for op in &left {
            self.renew(op, 0);
        }
    }

    /// Sets or lifts a flag, until the server has confirmed it.
    pub fn flag(&mut self, item: &str, flagged: bool) {
        self.flags.retain(|(i, _)| i != item);
        self.flags.push((item.into(), flagged));
        self.chest.put(FLAGS, item, format!("{}{item}", if flagged { '+' } else { '-' }));
    }

    /// The server has this flag.
    pub fn settle_flag(&mut self, flag: &(String, bool)) {
        let before = self.flags.len();
        self.flags.retain(|f| f != flag);
        if self.flags.len() < before {
            self.chest.remove(FLAGS, &flag.0);
        }
    }

    /// Leaves nothing of a room that is over on the device.
    pub fn clear(&self, items: Vec<String>) {
        self.chest.remove(WRITERS, &self.writer.to_string());
        self.forget(items);
    }

    /// Leaves nothing of a section that is over: what the server confirmed of it is not needed here any more.
    pub fn forget(&self, items: Vec<String>) {
        for item in items {
            self.chest.remove(SAVED, &item);
            self.chest.remove(FLAGS, &item);
        }
    }
}

fn new_id() -> OperationId {
    OperationId::new(now(), dom::random())
}

/// Only for ids and sequence numbers; never for the time that is left.
pub fn now() -> Timestamp {
    Timestamp::from_ms(dom::wall_clock() as i64)
}
