//! The clock, random bytes, and the pages that wait.

use zhixing_domain::time::Timestamp;

pub trait Environment: Send + Sync + 'static {
    fn now(&self) -> Timestamp;
    fn random(&self) -> [u8; 16];
    /// Staff did something to attempts: their pages that wait for it are told at once.
    fn staff_acted(&self);
}
