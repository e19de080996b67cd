//! What a room keeps on the device, so that it outlives the page: IndexedDB, database `zhixing`, every key beginning with account and attempt.
//!
//! Writing never makes the page wait: changes queue and go down together. When the device refuses, they stay in the queue, the page goes on from
//! memory, and every later change tries all of them again.

use super::super::{
    dom,
    idb::{Change, Idb},
};
use js_sys::{Array, Function, Promise};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Operations that wait, by id.
pub const OPERATIONS: &str = "operations";
/// The last sequence number of each writer: a clock that is set back must not make the numbers fall.
pub const WRITERS: &str = "writers";
/// Flags that the server has not confirmed, by item.
pub const FLAGS: &str = "flags";
/// The newest answers and flags that the server has confirmed, by item, each after the server's time: for a page that was made before it.
pub const SAVED: &str = "saved";

const STORES: &[&str] = &[OPERATIONS, WRITERS, FLAGS, SAVED];

/// How long a request to the server waits for the device.
const PATIENCE_MS: i32 = 2_000;

#[derive(Clone)]
pub struct DeviceStore(Rc<Inner>);

struct Inner {
    device: Option<Idb>,
    account: String,
    attempt: String,
    queue: RefCell<Vec<Change>>,
    busy: Cell<bool>,
    well: Cell<bool>,
    /// Who wants to know when the queue has gone down.
    waiters: RefCell<Vec<Function>>,
}

impl DeviceStore {
    /// A device of nothing but memory.
    pub fn closed(account: &str, attempt: &str) -> Self {
        Self::around(None, account, attempt)
    }

    pub async fn open(account: &str, attempt: &str) -> Self {
        Self::around(Idb::open("zhixing", STORES).await.ok(), account, attempt)
    }

    fn around(device: Option<Idb>, account: &str, attempt: &str) -> Self {
        let well = Cell::new(device.is_some());
        let (account, attempt) = (account.into(), attempt.into());
        Self(Rc::new(Inner {
            device,
            account,
            attempt,
            well,
            queue: RefCell::default(),
            busy: Cell::default(),
            waiters: RefCell::default(),
        }))
    }

    fn room(&self) -> Array {
        Array::of2(&JsValue::from_str(&self.0.account), &JsValue::from_str(&self.0.attempt))
    }

    fn key(&self, name: &str) -> Array {
        let key = self.room();
        key.push(&JsValue::from_str(name));
        key
    }

    /// What is kept for this room.
    pub async fn all(&self, store: &str) -> Vec<String> {
        self.under(store, &self.room()).await
    }

    /// What is kept under one name.
    pub async fn one(&self, store: &str, name: &str) -> Option<String> {
        self.under(store, &self.key(name)).await.pop()
    }

    async fn under(&self, store: &str, prefix: &Array) -> Vec<String> {
        match &self.0.device {
            Some(device) => device.all(store, prefix).await.unwrap_or_default(),
            None => vec![],
        }
    }

    pub fn put(&self, store: &'static str, name: &str, value: String) {
        self.queue(Change { store, key: self.key(name), name: name.into(), value: Some(value) });
    }

    pub fn remove(&self, store: &'static str, name: &str) {
        self.queue(Change { store, key: self.key(name), name: name.into(), value: None });
    }

    fn queue(&self, change: Change) {
        if self.0.device.is_none() {
            return;
        }
        let mut queue = self.0.queue.borrow_mut();
        // a device that refuses must not fill the memory: of one name only the newest change counts
        queue.retain(|c| c.store != change.store || c.name != change.name);
        queue.push(change);
        drop(queue);
        if !self.0.busy.replace(true) {
            let this = self.clone();
            spawn_local(async move { this.write_down().await });
        }
    }

    async fn write_down(&self) {
        while let Some(device) = &self.0.device {
            let changes = self.0.queue.take();
            if changes.is_empty() {
                break;
            }
            let written = device.write(&changes).await.is_ok();
            self.0.well.set(written);
            if !written {
                // what came meanwhile is newer, so it goes down after these
                self.0.queue.borrow_mut().splice(0..0, changes);
                break;
            }
        }
        self.0.busy.set(false);
        for waiter in self.0.waiters.take() {
            let _ = waiter.call0(&JsValue::NULL);
        }
    }

    /// Waits until all that was put is on the device, or has been refused. Whether it is there.
    pub async fn settled(&self) -> bool {
        if self.0.busy.get() {
            let end = Promise::new(&mut |resolve, _| self.0.waiters.borrow_mut().push(resolve));
            if dom::within(end, PATIENCE_MS).await.is_err() {
                return false;
            }
        }
        self.0.well.get()
    }
}
