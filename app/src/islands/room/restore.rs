//! What an earlier page of this attempt left on the device is taken up.

use super::{super::dom, device_store::DeviceStore, journal::DeviceJournal, outage::OutageMeter, sender::Sender, status::Saving};
use crate::i18n::exam as words;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

impl Sender {
    /// Opens the journal; what was typed meanwhile is noted after it.
    pub fn begin(&self) {
        let this = self.clone();
        spawn_local(async move {
            let (account, attempt) = (&this.opening.account, &this.opening.attempt);
            let renamed = this.clone();
            this.tab.introduce(move |writer| renamed.journal.borrow_mut().adopt_as(writer)).await;
            let device = DeviceStore::open(account, attempt).await;
            this.show.kept.set(device.settled().await);
            let remembered = DeviceJournal::remembered(&device, this.opening.server_now).await;
            let flags = DeviceJournal::remembered_flags(&device, this.opening.server_now).await;
            let mut journal = DeviceJournal::open(device, this.tab.writer()).await;
            // what was set while the device was opened is newer
            for (item, flagged) in this.journal.borrow().flags.iter() {
                journal.flag(item, *flagged);
            }
            *this.journal.borrow_mut() = journal;
            *this.outage.borrow_mut() = dom::session()
                .and_then(|s| s.get_item(&this.outage_place()).ok()?)
                .map_or_else(OutageMeter::default, |t| OutageMeter::after(&t));
            for op in remembered {
                this.reach(op.item.as_step().unwrap_or(0), false);
                if let Some(i) = this.paper.place(&op.item.0) {
                    this.saved.borrow_mut()[i] = Some(op.value.digest());
                    if !this.touched.borrow().contains(&op.item.0) {
                        this.paper.fill(&op.item.0, &op.value);
                    }
                }
            }
            for (item, flagged) in flags {
                this.paper.set_flag(&item, flagged);
            }
            this.ready.set(true);
            for op in this.journal.borrow().operations() {
                this.reach(op.item.as_step().unwrap_or(0), false);
            }
            this.take_up();
            this.paper.is_whole();
        });
    }

    /// Takes up what an earlier page left on the device, and what was typed before this module was ready.
    fn take_up(&self) {
        let mine = self.tab.writer().to_string();
        let mut left = vec![];
        match &self.opening.writer {
            Some(holder) if *holder != mine => self.show.saving.set(Saving::TakenOver),
            // nobody may hold the pen because nobody has written, or because staff have freed it: what is saved stays either way
            _ => {
                left = self.journal.borrow_mut().adopt_for(|item| self.paper.place(item).is_some_and(|i| self.saved.borrow()[i].is_none()))
            }
        }
        let touched = self.touched.take();
        let flags = self.journal.borrow().flags.clone();
        for item in self.paper.items() {
            let waiting = self.journal.borrow().newest(&item.key).cloned();
            match waiting {
                Some(answer) if !touched.contains(&item.key) => self.paper.fill(&item.key, &answer),
                _ => self.note(&item.key),
            }
            if let Some((_, flagged)) = flags.iter().find(|(key, _)| *key == item.key) {
                self.paper.set_flag(&item.key, *flagged);
            }
        }
        if self.saving() == Saving::Saved && !self.all_saved() {
            self.show.saving.set(Saving::UnderWay);
        }
        self.refresh();
        // what this device has besides, and the field does not show, is not kept in silence
        for op in left {
            let saved = self.paper.place(&op.item.0).and_then(|i| self.saved.borrow()[i].clone());
            if saved != Some(op.value.digest()) {
                self.paper.say(&op.item.0, "refused", words::other_left(self.lang()));
            }
        }
        if self.is_stale() {
            self.resync();
        }
        self.flush();
    }
}
