//! Which events other systems hear of, and how they are queued for them, in the transaction of the event.

use crate::{
    Fault,
    db::{
        Conn,
        dialect::{self, row},
    },
};
use serde_json::json;
use zhixing_domain::{message::Channel, time::Timestamp};

/// The events that systems hear of, by their actions. What they say in detail is asked of the API, by who may.
pub const TOLD: [&str; 13] = [
    "account.opened",
    "content.published",
    "session.opened",
    "session.moved",
    "session.described",
    "session.cancelled",
    "session.listed",
    "session.removed",
    "result.released",
    "result.revised",
    "certificate.issued",
    "certificate.revoked",
    "certificate.corrected",
];

/// Queues those of some events that systems hear of, for all of them: `(id, action, subject)`.
pub(crate) async fn queue(conn: &mut Conn<'_>, now: Timestamp, happened: &[(&str, &str, &str)]) -> Result<(), Fault> {
    let told = happened.iter().filter(|(_, action, _)| TOLD.contains(action)).map(|(id, action, subject)| {
        let body = json!({"type": action, "timestamp": now.ms(), "data": {"event": id, "subject": subject}});
        row![*id, body.to_string(), now]
    });
    let channel = Channel::Webhook.code();
    let sql = format!(
        "INSERT INTO delivery (id, channel, target, body, created_at, due_at, state, tries) \
         SELECT '{channel}.' || e.id || '.' || w.id, '{channel}', w.id, e.body, e.at, e.at, 'waiting', 0 \
         FROM e CROSS JOIN webhook w WHERE w.stopped_at IS NULL"
    );
    conn.execute_with(dialect::rows("id, body, at", told), &sql).await.map(|_| ())
}
