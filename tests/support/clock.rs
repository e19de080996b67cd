//! The clock of a story, with dice that fall the same way in each run: ids, papers and codes are the same, so that what failed once fails again.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use zhixing::clock::{Clock, ManualClock};
use zhixing_domain::{
    digest::{sha256_hex, unhex},
    time::Timestamp,
};

pub struct StoryClock {
    hands: Arc<ManualClock>,
    thrown: AtomicU64,
}

impl StoryClock {
    pub fn new(hands: Arc<ManualClock>) -> Arc<Self> {
        Arc::new(Self { hands, thrown: AtomicU64::new(0) })
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        self.hands.now()
    }

    fn random(&self) -> [u8; 16] {
        let digest: [u8; 32] = unhex(&sha256_hex(&self.thrown.fetch_add(1, Ordering::Relaxed).to_be_bytes())).expect("a digest");
        digest[..16].try_into().expect("sixteen bytes")
    }
}
