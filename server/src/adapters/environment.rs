//! [`Environment`], bound to the real things.

use super::Adapters;
use zhixing_domain::time::Timestamp;
use zhixing_shell::ports::Environment;

impl Environment for Adapters {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn random(&self) -> [u8; 16] {
        self.clock.random()
    }

    fn staff_acted(&self) {
        self.waiting.look();
    }
}
