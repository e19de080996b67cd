//! Somebody who asks the server something cheap all along: which attack others felt, and how much.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use zhixing_load::{
    clock,
    http::{Address, Client},
};

/// Between two questions.
const APART: Duration = Duration::from_millis(50);

type Felt = Arc<Mutex<Vec<(Instant, Duration)>>>;

pub struct Watch(Felt);

impl Watch {
    /// Begins on a thread of its own: what attackers compute here is not felt. It ends with the watch.
    pub fn begin(host: &str, token: &str) -> Self {
        let felt = Felt::default();
        let (theirs, mut client) = (Arc::downgrade(&felt), Client::new(Address::new(host), token));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                while let Some(felt) = theirs.upgrade() {
                    let began = clock::now();
                    let _ = client.ask("GET", "/api/v1/me", "").await;
                    felt.lock().unwrap_or_else(PoisonError::into_inner).push((began, began.elapsed()));
                    drop(felt);
                    tokio::time::sleep(APART).await;
                }
            });
        });
        Self(felt)
    }

    /// The slowest answer to a question of this time.
    pub fn slowest(&self, from: Instant, to: Instant) -> Duration {
        let felt = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        felt.iter()
            .rev()
            .take_while(|(began, took)| *began + *took >= from)
            .filter(|(began, _)| *began <= to)
            .map(|(_, took)| *took)
            .max()
            .unwrap_or_default()
    }
}
