//! The right to write goes over to this page.

use super::{
    super::{dom, http},
    sender::{PATIENCE_MS, Sender},
    status::Saving,
};
use crate::urls;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

impl Sender {
    /// Takes the pen for this page, knowingly, and sends what waited here.
    pub fn take_over(&self) {
        let this = self.clone();
        spawn_local(async move {
            let writer = this.journal.borrow().writer.to_string();
            let body = format!("{{\"writer\":\"{writer}\"}}");
            let url = urls::api::pen(&this.opening.attempt);
            let began = dom::monotonic();
            let reply = http::ask("POST", &url, "application/json", Some(&body), PATIENCE_MS).await;
            if reply.as_ref().is_none_or(|r| r.status != 200) {
                return this.missed(reply, began).await;
            }
            this.journal.borrow_mut().adopt();
            this.show.saving.set(Saving::UnderWay);
            // what the other page has saved meanwhile is not on this one: once nothing waits here, the paper is read anew
            if this.all_saved() || (this.send().await && this.all_saved()) {
                this.paper.read_anew(&this.paper.here());
            } else {
                this.flush();
            }
        });
    }
}
