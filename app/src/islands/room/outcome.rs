//! What the server said of each operation, and what the page may say of it then.

use super::{sender::Sender, status::Saving};
use crate::i18n::exam as words;
use leptos::prelude::*;
use zhixing_domain::{
    attempt::{
        Operation,
        journal::LEAP,
        promise::{self, Fate, Held, RefusalReason, Unsaved},
    },
    lang::Lang,
};

impl Sender {
    /// What the server said of one operation, `at` its time. Whether nothing of it is left to send.
    pub fn take(&self, op: &Operation, fate: Fate, at: i64) -> bool {
        match fate {
            Fate::Applied => self.applied(op, at),
            Fate::Kept { over } => {
                // staff see it; that it does not count is said
                self.ended.set(self.ended.get() || over);
                self.journal.borrow_mut().settle(op);
                if !over {
                    self.paper.say(&op.item.0, "refused", words::passed_place(self.lang()));
                }
            }
            Fate::TakenOver => {
                self.show.saving.set(Saving::TakenOver);
                return false;
            }
            Fate::Held => {
                self.held.set(true);
                self.journal.borrow_mut().renew(op, 0);
                self.paper.say(&op.item.0, "waiting", words::not_sent(self.lang()));
                return false;
            }
            Fate::Anew => {
                self.journal.borrow_mut().renew(op, LEAP);
                return false;
            }
            Fate::Refused(why) => self.refused(op, why),
            Fate::Unanswered => return false,
        }
        true
    }

    fn applied(&self, op: &Operation, at: i64) {
        let key = op.item.0.as_str();
        let mut journal = self.journal.borrow_mut();
        journal.settle(op);
        journal.remember(op, at);
        if let Some(i) = self.paper.place(key) {
            self.saved.borrow_mut()[i] = Some(op.value.digest());
        }
        if !journal.holds(key) {
            self.paper.say(key, "saved", &words::saved_at(self.lang(), self.time_of_day()));
        }
    }

    /// The server does not take it: it stays on the page and on the device, and is said not to be saved until the answer changes.
    pub fn refused(&self, op: &Operation, why: RefusalReason) {
        let key = op.item.0.as_str();
        self.journal.borrow_mut().refuse(op, why);
        if let Held::Refused(why) = self.journal.borrow().held(key) {
            self.paper.say(key, "refused", why_words(why)(self.lang()));
        }
    }

    /// Says the same under every item that waits.
    pub fn say_of_waiting(&self, text: &str) {
        for item in self.paper.items() {
            if self.journal.borrow().holds(&item.key) {
                self.paper.say(&item.key, "waiting", text);
            }
        }
    }

    /// Nothing is left to send: either all is saved, or the server does not take what is there.
    pub fn settled(&self) {
        let unsaved = self.unsaved();
        self.show.saving.set(match unsaved.refused {
            0 if unsaved.is_none() => Saving::Saved,
            0 => Saving::UnderWay,
            n => Saving::Refused(n),
        });
    }

    /// The items that are not saved, as far as the journal knows.
    pub fn unsaved(&self) -> Unsaved {
        let journal = self.journal.borrow();
        Unsaved::of(self.paper.items().iter().map(|i| promise::of_item(journal.held(&i.key), true)))
    }

    /// The places of the items that the server does not take.
    pub fn refused_places(&self) -> Vec<usize> {
        let journal = self.journal.borrow();
        let items = self.paper.items().iter().enumerate();
        items.filter(|(_, i)| matches!(journal.held(&i.key), Held::Refused(_))).map(|(place, _)| place).collect()
    }
}

const fn why_words(why: RefusalReason) -> fn(Lang) -> &'static str {
    match why {
        RefusalReason::TooLong => words::too_long,
        RefusalReason::BadText => words::bad_text,
        RefusalReason::WrongType => words::wrong_type,
        RefusalReason::UnknownItem => words::unknown_item,
        RefusalReason::Unknown => words::refused_unknown,
    }
}
