//! Flags on their way: each until the server has said that it is set, or that nothing can be set any more.

use super::{
    super::{dom, http},
    sender::{PATIENCE_MS, Sender},
};
use crate::urls;
use leptos::prelude::*;

impl Sender {
    /// Sets or lifts a flag.
    pub fn flag(&self, key: &str, flagged: bool) {
        self.journal.borrow_mut().flag(key, flagged);
        self.show.answered.set(self.paper.mark(key, self.journal.borrow().holds(key)));
        self.flush();
    }

    /// Sends what waits. Whether all of it arrived.
    pub async fn send_flags(&self) -> bool {
        let flags = self.journal.borrow().flags.clone();
        // they are remembered with the server's time
        if !flags.is_empty() && self.is_stale() && !self.ask_clock(PATIENCE_MS).await {
            return false;
        }
        for flag in flags {
            let (url, body) = (urls::api::flag(&self.opening.attempt, &flag.0), format!("{{\"flagged\":{}}}", flag.1));
            let began = dom::monotonic();
            let reply = http::ask("PUT", &url, "application/json", Some(&body), PATIENCE_MS).await;
            match &reply {
                Some(r) if r.status == 200 && r.text.starts_with('{') => {
                    let mut journal = self.journal.borrow_mut();
                    journal.settle_flag(&flag);
                    journal.remember_flag(&flag, self.server_now() as i64);
                }
                // no longer possible is an answer as well
                Some(r) if r.status == 409 => self.journal.borrow_mut().settle_flag(&flag),
                _ => {
                    self.missed(reply, began).await;
                    return false;
                }
            }
        }
        true
    }
}
