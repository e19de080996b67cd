//! What checks certificates that strangers bring.

use super::{Boxed, Busy};
use zhixing_domain::{time::Timestamp, verification::Inspection};

pub trait Checking: Send + Sync + 'static {
    /// Whether this address may look up a number without its check code now; else the seconds to wait.
    fn may_look_up(&self, address: &str, now: Timestamp) -> Result<(), u64>;
    /// What came of checking the signed bytes with this digest, if that is known for the status list of now.
    fn remembered(&self, sha256: &str, revoked: &[i64], now: Timestamp) -> Option<Inspection>;
    /// Checks signed bytes that are kept here, in a bounded pool, and remembers what came of it.
    fn inspect_issued(&self, sha256: String, json: Vec<u8>, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Inspection, Busy>>;
    /// Checks an uploaded credential (JSON, or a file that carries one) and reads pictures for their QR code, in a bounded pool.
    fn inspect(&self, upload: Vec<u8>, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Inspection, Busy>>;
}
