//! What the pages of attempts tell of themselves between saves: remembered here, and written down for many together a moment later.

use crate::recent::Recent;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use zhixing_domain::{
    id::AttemptId,
    question::ItemKey,
    time::{Span, Timestamp},
};
use zhixing_store::Presence;

/// Between two events of one attempt that its page was left.
const LEFT_APART: Span = Span::from_seconds(10);

/// What was noted and is not written down yet, and how often a page told that it was left.
pub struct Presences {
    noted: Mutex<HashMap<AttemptId, Presence>>,
    left: Recent<AttemptId, (u32, Timestamp)>,
}

impl Presences {
    pub fn of(seats: usize) -> Self {
        Self { noted: Mutex::default(), left: Recent::new(seats) }
    }

    /// Notes that a page of an attempt was heard of; written down together with others a moment later.
    pub fn record_contact(&self, id: AttemptId, item: Option<&ItemKey>, saves: i64, now: Timestamp) {
        self.presence(id, now, |p| {
            p.saves += saves;
            if let Some(item) = item {
                p.item = Some(item.clone());
            }
        });
    }

    /// Notes that the page of an attempt has shown what staff did; when it says so first counts.
    pub fn record_shown(&self, id: AttemptId, news: Timestamp, now: Timestamp) {
        self.presence(id, now, |p| {
            if p.news.is_none_or(|(known, _)| news > known) {
                p.news = Some((news, now));
            }
        });
    }

    /// Notes what a page measured of itself over the whole sitting. Whether the page was left more often than it had told before; a page that
    /// tells of it all the time is believed every few seconds.
    pub fn record_signals(&self, id: AttemptId, outage: Option<Span>, left: Option<(u32, u64)>, now: Timestamp) -> bool {
        if outage.is_none() && left.is_none() {
            return false;
        }
        let (count, ms) = left.unwrap_or_default();
        self.presence(id, now, |p| {
            p.outage = p.outage.max(outage.unwrap_or_default());
            p.left_count = p.left_count.max(i64::from(count));
            p.left = p.left.max(Span::from_ms(i64::try_from(ms).unwrap_or_default()));
        });
        let before = self.left.get(&id);
        if before.is_some_and(|(told, at)| count <= told || at <= now && now.since(at) < LEFT_APART) || count == 0 {
            return false;
        }
        self.left.put(id, (count, now));
        true
    }

    fn presence(&self, id: AttemptId, now: Timestamp, note: impl FnOnce(&mut Presence)) {
        let mut presences = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        let presence = presences.entry(id).or_default();
        presence.seen_at = presence.seen_at.max(now);
        note(presence);
    }

    /// Takes what was noted since the last time.
    pub fn take(&self) -> Vec<(AttemptId, Presence)> {
        std::mem::take(&mut *self.noted.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }
}
