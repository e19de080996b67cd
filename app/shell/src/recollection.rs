//! What a node remembers of devices, and of what was looked up or written down a moment ago.

use crate::recent::Recent;
use zhixing_domain::{
    id::AttemptId,
    time::{Span, Timestamp},
};

/// Remembered for each seat.
const FOR_A_SEAT: usize = 2;

/// Devices of attempts, and moments by name.
pub struct Recollection {
    devices: Recent<(AttemptId, String), ()>,
    noted: Recent<String, Timestamp>,
}

impl Recollection {
    /// Remembers so much for so many who sit at once.
    pub fn of(seats: usize) -> Self {
        let most = seats.saturating_mul(FOR_A_SEAT);
        Self { devices: Recent::new(most), noted: Recent::new(most) }
    }

    /// Whether the store knows already that this attempt is used from this device, as far as this node remembers.
    pub fn knows_device(&self, id: AttemptId, device: &str) -> bool {
        self.devices.get(&(id, device.to_string())).is_some()
    }

    pub fn remember_device(&self, id: AttemptId, device: String) {
        self.devices.put((id, device), ());
    }

    /// Whether this was noted less than `span` ago, as far as this node remembers.
    pub fn was_recently(&self, what: &str, span: Span, now: Timestamp) -> bool {
        self.noted.get(what).is_some_and(|at| at <= now && now.since(at) < span)
    }

    /// Remembers that something was looked up or written down, so that it is not done again at every save.
    pub fn note_recently(&self, what: String, now: Timestamp) {
        self.noted.put(what, now);
    }
}
