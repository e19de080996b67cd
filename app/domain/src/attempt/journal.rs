//! What a page has said and the server has not acknowledged: the decisions about it, without the device that keeps it.
//!
//! Every change comes back as [`Kept`] changes for the device, so that the next page finds the same. Clocks and ids are arguments.

use super::{
    Operation,
    progress::Missing,
    promise::{Held, RefusalReason},
};
use crate::{
    id::{OperationId, WriterId},
    question::{Answer, ItemKey},
    time::Timestamp,
};

/// The operations of one attempt and account that wait, in the order of their making.
#[derive(Clone, Debug)]
pub struct Journal {
    pub writer: WriterId,
    /// The last number that this writer gave. Numbers rise over reloads too.
    seq: i64,
    waiting: Vec<Waiting>,
}

#[derive(Clone, Debug)]
struct Waiting {
    op: Operation,
    /// From the first try on its value stands: the server may know it under its id.
    tried: bool,
    /// The server does not take it as it is: it waits until the answer changes. The next page tries it once more.
    refused: Option<RefusalReason>,
}

/// What the device has to do so that it holds what the journal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    Put(Operation),
    Remove(OperationId),
}

/// What one request carries at most: the server takes a mebibyte and 200 operations.
const MOST_BYTES: usize = 400_000;
const MOST: usize = 100;
/// A jump over all numbers that a clock set wrong may have given out: some twenty days of milliseconds.
pub const LEAP: i64 = 1 << 31;

impl Journal {
    /// A journal with nothing in it.
    pub const fn blank(writer: WriterId, now: Timestamp) -> Self {
        Self { writer, seq: now.ms(), waiting: vec![] }
    }

    /// What earlier pages of this attempt and account left on the device, in any order, and the last number that this writer gave.
    pub fn found(writer: WriterId, left: Vec<Operation>, last: i64) -> Self {
        let mut waiting: Vec<Waiting> = Vec::with_capacity(left.len());
        for op in left {
            let place = waiting.partition_point(|w| w.op.seq <= op.seq);
            waiting.insert(place, Waiting { op, tried: true, refused: None });
        }
        let seq = waiting.last().map_or(0, |w| w.op.seq).max(last);
        Self { writer, seq, waiting }
    }

    pub const fn seq(&self) -> i64 {
        self.seq
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

    /// How many items wait.
    pub fn items(&self) -> usize {
        let waits = |n: usize, key: &ItemKey| self.waiting[..n].iter().any(|w| w.op.item == *key);
        self.waiting.iter().enumerate().filter(|(n, w)| w.op.item.as_step().is_none() && !waits(*n, &w.op.item)).count()
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

    /// Notes an answer. An operation that was never sent takes the new value (typing makes one, not one a letter); else it is a new one, `id`, and one
    /// of the same item that the server refused goes.
    pub fn write(&mut self, item: &str, value: Answer, id: OperationId, now: Timestamp) -> Vec<Kept> {
        let seq = self.next(0, now);
        if let Some(i) = self.waiting.iter().rposition(|w| w.op.item.0 == item).filter(|i| !self.waiting[*i].tried) {
            // its number is the highest now: it goes to the end
            let mut fresh = self.waiting.remove(i);
            (fresh.op.value, fresh.op.seq) = (value, seq);
            let kept = vec![Kept::Put(fresh.op.clone())];
            self.waiting.push(fresh);
            return kept;
        }
        let op = Operation { op_id: id, item: ItemKey(item.into()), value, writer: self.writer, seq };
        let mut kept = self.drop_where(|w| w.refused.is_some() && w.op.item.0 == item);
        kept.push(Kept::Put(op.clone()));
        self.waiting.push(Waiting { op, tried: false, refused: None });
        kept
    }

    /// The server does not take this operation; a newer one of its item is another matter.
    pub fn refuse(&mut self, op: &Operation, why: RefusalReason) {
        for waiting in self.waiting.iter_mut().filter(|w| w.op.op_id == op.op_id) {
            waiting.refused = Some(why);
        }
    }

    /// The operations to send now, and the body that carries them: of each item the newest that the server has not refused, in order.
    pub fn batch(&mut self) -> (Vec<Operation>, String) {
        let (mut batch, mut body) = (vec![], String::new());
        for i in 0..self.waiting.len() {
            let op = &self.waiting[i].op;
            if self.waiting[i].refused.is_some() || self.waiting[i + 1..].iter().any(|w| w.op.item == op.item && w.refused.is_none()) {
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
    pub fn settle(&mut self, op: &Operation) -> Vec<Kept> {
        self.drop_where(|w| w.op.item == op.item && w.op.seq <= op.seq)
    }

    /// Says the same again as a new operation, `id`, with a number `leap` above the last: the server cannot take it under the old ones. Where the
    /// answer has changed meanwhile, the older words go: said again, they would stand above the newer ones.
    pub fn renew(&mut self, op: &Operation, leap: i64, id: OperationId, now: Timestamp) -> Vec<Kept> {
        let Some(i) = self.waiting.iter().position(|w| w.op.op_id == op.op_id) else { return vec![] };
        if self.waiting[i + 1..].iter().any(|w| w.op.item == op.item) {
            self.waiting.remove(i);
            return vec![Kept::Remove(op.op_id)];
        }
        let new = Operation { op_id: id, writer: self.writer, seq: self.next(leap, now), ..op.clone() };
        self.waiting.remove(i);
        self.waiting.push(Waiting { op: new.clone(), tried: false, refused: None });
        vec![Kept::Remove(op.op_id), Kept::Put(new)]
    }

    /// Gives everything that waits to this page's writer, after it has taken the pen.
    pub fn adopt(&mut self, id: impl FnMut() -> OperationId, now: Timestamp) -> Vec<Kept> {
        self.renew_where(|_| true, id, now)
    }

    /// What other writers left while this one holds the pen: it fills items that are `open`. Over an answer that is saved it may be the older one:
    /// then it leaves the page, which says so, and stays on the device for one that takes the pen knowingly. Those are the second list.
    pub fn adopt_for(
        &mut self,
        open: impl Fn(&str) -> bool,
        id: impl FnMut() -> OperationId,
        now: Timestamp,
    ) -> (Vec<Kept>, Vec<Operation>) {
        let writer = self.writer;
        let (stay, left): (Vec<Waiting>, _) =
            std::mem::take(&mut self.waiting).into_iter().partition(|w| w.op.writer == writer || open(&w.op.item.0));
        self.waiting = stay;
        (self.renew_where(|op| op.writer != writer, id, now), left.into_iter().map(|w| w.op).collect())
    }

    fn renew_where(&mut self, which: impl Fn(&Operation) -> bool, mut id: impl FnMut() -> OperationId, now: Timestamp) -> Vec<Kept> {
        let left: Vec<Operation> = self.waiting.iter().map(|w| w.op.clone()).filter(which).collect();
        left.iter().flat_map(|op| self.renew(op, 0, id(), now)).collect()
    }

    fn drop_where(&mut self, goes: impl Fn(&Waiting) -> bool) -> Vec<Kept> {
        let (gone, stay) = std::mem::take(&mut self.waiting).into_iter().partition(goes);
        self.waiting = stay;
        let gone: Vec<Waiting> = gone;
        gone.into_iter().map(|w| Kept::Remove(w.op.op_id)).collect()
    }

    /// Milliseconds rise over reloads too, as long as nobody sets the clock back; then the last number does.
    fn next(&mut self, leap: i64, now: Timestamp) -> i64 {
        self.seq = (self.seq + 1 + leap).max(now.ms());
        self.seq
    }
}

#[cfg(test)]
mod tests;
