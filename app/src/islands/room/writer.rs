//! Who writes: each tab is a writer of its own, also over reloads. A duplicated tab begins with a copy of the other's name, and gets a new one.

use super::{super::dom, journal};
use std::{cell::Cell, rc::Rc, str::FromStr};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};
use zhixing_domain::id::WriterId;

/// How long a tab waits for another one to say that the name is taken. One that sleeps says so when it wakes: that is in time as well.
const HANDSHAKE_MS: i32 = 120;

/// The writer of this tab.
#[derive(Clone)]
pub struct Tab {
    room: Rc<String>,
    writer: Rc<Cell<WriterId>>,
    known: bool,
    channel: Option<BroadcastChannel>,
}

impl Tab {
    pub fn of(account: &str, attempt: &str) -> Self {
        let room = format!("zhixing:{account}:{attempt}");
        let known = dom::session().and_then(|s| s.get_item(&room).ok()?).and_then(|w| WriterId::from_str(&w).ok());
        let channel = BroadcastChannel::new(&room).ok();
        let writer = Rc::new(Cell::new(known.unwrap_or_else(fresh)));
        let tab = Self { room: Rc::new(room), writer, known: known.is_some(), channel };
        tab.remember();
        tab
    }

    pub fn writer(&self) -> WriterId {
        self.writer.get()
    }

    fn remember(&self) {
        if let Some(session) = dom::session() {
            let _ = session.set_item(&self.room, &self.writer().to_string());
        }
    }

    fn say(&self, word: &str, name: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_str(&format!("{word} {name}")));
        }
    }

    /// Asks the other tabs whether the name is taken, and answers them from now on. `renamed` is called each time this tab gets a new one.
    pub async fn introduce(&self, renamed: impl Fn(WriterId) + 'static) {
        let Some(channel) = &self.channel else { return };
        let tab = self.clone();
        dom::listen(channel, "message", move |event| {
            let said = event.dyn_into::<MessageEvent>().ok().and_then(|e| e.data().as_string()).unwrap_or_default();
            let mine = tab.writer().to_string();
            match said.split_once(' ') {
                Some(("hello", name)) if name == mine => tab.say("taken", &mine),
                Some(("taken", name)) if name == mine => {
                    tab.writer.set(fresh());
                    tab.remember();
                    renamed(tab.writer());
                }
                _ => {}
            }
        });
        if self.known {
            self.say("hello", &self.writer().to_string());
            dom::sleep(HANDSHAKE_MS).await;
        }
    }
}

fn fresh() -> WriterId {
    WriterId::new(journal::now(), dom::random())
}
