//! The chain of the audit log: every event is linked to the one before by a hash, so that nothing is changed, removed or put in between unseen.
//!
//! Events are appended in the transaction of what they tell and linked a moment later, in one row after another: thousands may start at one
//! moment without waiting for each other's hash. Whoever noted a hash of the chain elsewhere can also tell whether its end was cut off.

use crate::{
    Fault, Store, boxed,
    db::{
        Row, args,
        dialect::{self, row},
    },
};
use zhixing_domain::digest::sha256_hex;

/// What a check of the chain found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditReport {
    pub linked: i64,
    /// Appended a moment ago, not linked yet.
    pub pending: i64,
    /// The newest hash; empty before the first event.
    pub head: String,
    /// Hashes that were noted earlier and are not in the chain: its end was cut off since, or written anew.
    pub lost_heads: Vec<String>,
    /// What does not fit: `(place in the chain, event, why)`.
    pub faults: Vec<(i64, String, AuditFault)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditFault {
    /// The event or its link was changed.
    Changed,
    /// The event is gone.
    Missing,
    /// A link is gone.
    Gap,
    /// Events that are neither linked nor waiting to be.
    Unlinked,
}

/// A check of the chain on its way from the first link to the newest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainWalk {
    /// The place and the hash of the newest link that was looked at.
    pub seq: i64,
    pub head: String,
    /// What does not fit, as in a report.
    pub faults: Vec<(i64, String, AuditFault)>,
}

/// How many events are linked, or checked, at once.
pub const ROUND: i64 = 1_000;

const EVENT: &str = "v.id, v.at, v.actor, v.action, v.subject, v.detail, v.request";

/// The hash of a link: over the hash before it and every field of the event, each with its length.
fn hash(before: &str, row: &Row) -> Result<String, Fault> {
    let mut text = format!("zhixing-audit/1\n{before}\n");
    let fields = [
        row.text("id")?,
        row.int("at")?.to_string(),
        row.text("actor")?,
        row.text("action")?,
        row.text("subject")?,
        row.text("detail")?,
        row.opt_text("request")?.unwrap_or_default(),
    ];
    for field in fields {
        text.push_str(&format!("{} {field}\n", field.len()));
    }
    Ok(sha256_hex(text.as_bytes()))
}

impl Store {
    /// The server links the events that wait to the chain, oldest first, at most 1000 in one call, and gives how many it linked.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if another node linked at the same moment: nothing is lost, and the next call goes on.
    #[boxed]
    pub async fn link_events(&self) -> Result<usize, Fault> {
        let waiting = self.core.read.one("SELECT event_id FROM event_pending LIMIT 1", vec![]).await?;
        if waiting.is_none() {
            return Ok(0);
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = format!("SELECT seq, hash FROM event_link ORDER BY seq DESC LIMIT 1{}", dialect::for_update(c));
                    let last = c.one(sql, vec![]).await?;
                    let (mut seq, mut before) =
                        last.map_or(Ok((0, String::new())), |r| Ok::<_, Fault>((r.int("seq")?, r.text("hash")?)))?;
                    let rest =
                        format!("(SELECT event_id FROM event_pending ORDER BY event_id LIMIT {ROUND}) p JOIN event v ON v.id = p.event_id");
                    let mut rows =
                        c.packed(EVENT, &rest).await?.into_iter().map(|r| Ok((r.text("id")?, r))).collect::<Result<Vec<_>, Fault>>()?;
                    rows.sort_by(|a, b| a.0.cmp(&b.0));
                    let mut links = Vec::with_capacity(rows.len());
                    for (id, row) in &rows {
                        seq += 1;
                        before = hash(&before, row)?;
                        links.push(row![seq, id, &before]);
                    }
                    let done = links.len();
                    let sql = "INSERT INTO event_link (seq, event_id, hash) SELECT * FROM e";
                    c.execute_with(dialect::rows("seq, event, hash", links), sql).await?;
                    let ids = dialect::rows("id", rows.iter().map(|(id, _)| row![id]));
                    c.execute_with(ids, "DELETE FROM event_pending WHERE event_id IN (SELECT id FROM e)").await?;
                    Ok(done)
                })
            })
            .await
    }

    /// Finds the newest link of the chain: its place and its hash. `None` before the first event is linked.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn audit_head(&self) -> Result<Option<(i64, String)>, Fault> {
        let row = self.core.read.one("SELECT seq, hash FROM event_link ORDER BY seq DESC LIMIT 1", vec![]).await?;
        row.map(|r| Ok((r.int("seq")?, r.text("hash")?))).transpose()
    }

    /// The server goes on with a check of the chain: it computes the next 1000 links anew, and gives the hashes that it came by. Fewer than
    /// 1000 say that the walk has come to the newest link.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read. A chain that does not fit is no error: the walk says so.
    #[boxed]
    pub async fn walk_links(&self, walk: &mut ChainWalk) -> Result<Vec<String>, Fault> {
        let sql = format!(
            "SELECT l.seq, l.event_id, l.hash, {EVENT} FROM event_link l LEFT JOIN event v ON v.id = l.event_id WHERE l.seq > $1 ORDER BY l.seq LIMIT {ROUND}"
        );
        let mut hashes = vec![];
        for row in &self.core.read.all(sql, args![walk.seq]).await? {
            let (place, id, linked) = (row.int("seq")?, row.text("event_id")?, row.text("hash")?);
            if place != walk.seq + 1 {
                walk.faults.push((place, id.clone(), AuditFault::Gap));
            }
            if row.opt_text("id")?.is_none() {
                walk.faults.push((place, id, AuditFault::Missing));
            } else if hash(&walk.head, row)? != linked {
                walk.faults.push((place, id, AuditFault::Changed));
            }
            (walk.seq, walk.head) = (place, linked.clone());
            hashes.push(linked);
        }
        Ok(hashes)
    }

    /// Counts the events that wait to be linked.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn unlinked_events(&self) -> Result<i64, Fault> {
        self.core.read.one("SELECT COUNT(*) AS count FROM event_pending", vec![]).await?.map_or(Ok(0), |r| r.int("count"))
    }

    /// The operator checks the audit log: the server computes the whole chain anew and reports what does not fit. `noted` are hashes that
    /// somebody wrote down earlier: the report names those that are no longer in the chain.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read. A chain that does not fit is no error: the report says so.
    #[boxed]
    pub async fn verify_audit(&self, noted: &[String]) -> Result<AuditReport, Fault> {
        let mut lost: Vec<String> = noted.to_vec();
        let (mut report, mut walk) = (AuditReport::default(), ChainWalk::default());
        loop {
            let hashes = self.walk_links(&mut walk).await?;
            lost.retain(|hash| !hashes.contains(hash));
            report.linked += hashes.len() as i64;
            if (hashes.len() as i64) < ROUND {
                break;
            }
        }
        (report.head, report.faults) = (walk.head, walk.faults);
        report.pending = self.unlinked_events().await?;
        let sql = "SELECT v.id FROM event v LEFT JOIN event_link l ON l.event_id = v.id LEFT JOIN event_pending p ON p.event_id = v.id \
                   WHERE l.event_id IS NULL AND p.event_id IS NULL ORDER BY v.id LIMIT 20";
        for row in self.core.read.all(sql, vec![]).await? {
            report.faults.push((0, row.text("id")?, AuditFault::Unlinked));
        }
        report.lost_heads = lost;
        Ok(report)
    }
}
