//! What the pages of attempts tell of themselves between saves: remembered here, and written down for many together a moment later.

use crate::site::Site;
use std::sync::PoisonError;
use zhixing_domain::{
    id::AttemptId,
    question::ItemKey,
    time::{Span, Timestamp},
};
use zhixing_store::Presence;

/// Between two events of one attempt that its page was left.
const LEFT_APART: Span = Span::from_seconds(10);

impl Site {
    /// Notes that a page of an attempt was heard of; written down together with others a moment later.
    pub fn heard(&self, id: AttemptId, item: Option<&ItemKey>, saves: i64, now: Timestamp) {
        self.presence(id, now, |p| {
            p.saves += saves;
            if let Some(item) = item {
                p.item = Some(item.clone());
            }
        });
    }

    /// Notes that the page of an attempt has shown what staff did; when it says so first counts.
    pub fn shows(&self, id: AttemptId, news: Timestamp, now: Timestamp) {
        self.presence(id, now, |p| {
            if p.news.is_none_or(|(known, _)| news > known) {
                p.news = Some((news, now));
            }
        });
    }

    /// Notes what a page measured of itself over the whole sitting. Whether the page was left more often than it had told before; a page that
    /// tells of it all the time is believed every few seconds.
    pub fn told(&self, id: AttemptId, outage: Option<Span>, left: Option<(u32, u64)>, now: Timestamp) -> bool {
        if outage.is_none() && left.is_none() {
            return false;
        }
        let (count, ms) = left.unwrap_or_default();
        self.presence(id, now, |p| {
            p.outage = p.outage.max(outage.unwrap_or_default());
            p.left_count = p.left_count.max(i64::from(count));
            p.left = p.left.max(Span::from_ms(i64::try_from(ms).unwrap_or_default()));
        });
        let before = self.left.get(&id).unwrap_or_default();
        if count <= before || self.was_recently(&format!("left {id}"), LEFT_APART, now) {
            return false;
        }
        self.note_recently(format!("left {id}"), now);
        self.left.put(id, count);
        true
    }

    fn presence(&self, id: AttemptId, now: Timestamp, note: impl FnOnce(&mut Presence)) {
        let mut presences = self.presences.lock().unwrap_or_else(PoisonError::into_inner);
        let presence = presences.entry(id).or_default();
        presence.seen_at = presence.seen_at.max(now);
        note(presence);
    }

    /// Takes what was noted since the last time.
    pub fn take_presences(&self) -> Vec<(AttemptId, Presence)> {
        std::mem::take(&mut *self.presences.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }
}
