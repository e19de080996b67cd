//! [`Checking`], bound to the real things.

use super::Adapters;
use zhixing_domain::{time::Timestamp, verification::Inspection};
use zhixing_shell::ports::{Boxed, Busy, Checking};

impl Checking for Adapters {
    fn may_look_up(&self, address: &str, now: Timestamp) -> Result<(), u64> {
        self.lookups.take(address, now)
    }

    fn remembered(&self, sha256: &str, revoked: &[i64], now: Timestamp) -> Option<Inspection> {
        self.inspector.remembered(sha256, revoked, now)
    }

    fn inspect_issued(&self, sha256: String, json: Vec<u8>, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Inspection, Busy>> {
        let (inspector, checks) = (self.inspector.clone(), self.checks.clone());
        Box::pin(async move { checks.run(move || inspector.issued(sha256, &json, revoked, now)).await })
    }

    fn inspect(&self, upload: Vec<u8>, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Inspection, Busy>> {
        let (inspector, checks) = (self.inspector.clone(), self.checks.clone());
        Box::pin(async move { checks.run(move || inspector.upload(&upload, revoked, now)).await })
    }
}
