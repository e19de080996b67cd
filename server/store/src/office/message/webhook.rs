//! Systems that are told of events: where they are, and what came of the last call. An event that they hear of is queued in its own transaction.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Row, args, events},
};
use serde_json::json;
use zhixing_domain::{account::Administrator, event::Event, id::WebhookId, message::Channel, time::Timestamp};

/// A system that is told of events.
#[derive(Clone, Debug)]
pub struct WebhookRecord {
    pub id: WebhookId,
    pub label: String,
    pub url: String,
    /// Its secret, as the server sealed it.
    pub sealed: Vec<u8>,
    pub created_at: Timestamp,
    pub last_at: Option<Timestamp>,
    /// What was wrong with the last call; nothing where it went well.
    pub last_error: Option<String>,
    pub stopped_at: Option<Timestamp>,
    /// How much waits for it.
    pub waiting: i64,
}

/// A system to be told.
#[derive(Clone, Debug)]
pub struct NewWebhook {
    pub id: WebhookId,
    pub label: String,
    pub url: String,
    pub sealed: Vec<u8>,
}

/// There are no more than so many.
pub const WEBHOOKS: i64 = 20;

const COLUMNS: &str = "w.id, w.label, w.url, w.sealed, w.created_at, w.last_at, w.last_error, w.stopped_at, \
    (SELECT COUNT(*) FROM delivery d WHERE d.target = w.id AND d.state = 'waiting') AS waiting";

fn read(row: &Row) -> Result<WebhookRecord, Fault> {
    Ok(WebhookRecord {
        id: row.parse("id")?,
        label: row.text("label")?,
        url: row.text("url")?,
        sealed: row.bytes("sealed")?,
        created_at: row.time("created_at")?,
        last_at: row.opt_time("last_at")?,
        last_error: row.opt_text("last_error")?,
        stopped_at: row.opt_time("stopped_at")?,
        waiting: row.int("waiting")?,
    })
}

impl Store {
    /// An administrator lists the systems that are told of events, the oldest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn webhooks(&self, _: &Administrator) -> Result<Vec<WebhookRecord>, Fault> {
        self.core.read.all(format!("SELECT {COLUMNS} FROM webhook w ORDER BY w.id"), vec![]).await?.iter().map(read).collect()
    }

    /// A worker reads where a system is; `None` if nobody tells it any more.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn webhook(&self, id: WebhookId) -> Result<Option<WebhookRecord>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM webhook w WHERE w.id = $1 AND w.stopped_at IS NULL");
        self.core.read.one(sql, args![id.to_string()]).await?.map(|r| read(&r)).transpose()
    }

    /// An administrator adds a system. `false` if there are [`WEBHOOKS`] already: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if there is one with this id.
    #[boxed]
    pub async fn add_webhook(&self, _: &Administrator, new: NewWebhook, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let count = c.one("SELECT COUNT(*) AS count FROM webhook", vec![]).await?.map_or(Ok(0), |r| r.int("count"))?;
                    if count >= WEBHOOKS {
                        return Ok(false);
                    }
                    let id = new.id.to_string();
                    let sql = "INSERT INTO webhook (id, label, url, sealed, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6)";
                    c.execute(sql, args![&id, &new.label, new.url, new.sealed, stamp.now, stamp.actor.to_string()]).await?;
                    events::append(c, &stamp, &id, Event::WebhookAdded { label: new.label }).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// An administrator takes a system away, with what waits for it. `false` if there is none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remove_webhook(&self, _: &Administrator, id: WebhookId, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = id.to_string();
                    let Some(row) = c.one("SELECT label FROM webhook WHERE id = $1", args![&id]).await? else { return Ok(false) };
                    let label = row.text("label")?;
                    c.execute("DELETE FROM delivery WHERE target = $1", args![&id]).await?;
                    c.execute("DELETE FROM webhook WHERE id = $1", args![&id]).await?;
                    events::append(c, &stamp, &id, Event::WebhookRemoved { label }).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// An administrator has a system called again that was given up. `false` if it is called, or there is none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn resume_webhook(&self, _: &Administrator, id: WebhookId, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let id = id.to_string();
                    let sql = "UPDATE webhook SET stopped_at = NULL, failing_since = NULL WHERE id = $1 AND stopped_at IS NOT NULL RETURNING label";
                    let Some(row) = c.one(sql, args![&id]).await? else { return Ok(false) };
                    events::append(c, &stamp, &id, Event::WebhookResumed { label: row.text("label")? }).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// An administrator has a system told something that did not happen, to see whether it hears. `false` if nobody tells it, or there is none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn try_webhook(&self, _: &Administrator, id: WebhookId, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let (id, event) = (id.to_string(), stamp.mint(zhixing_domain::id::EventId::new).to_string());
                    let body =
                        json!({"type": "webhook.test", "timestamp": stamp.now.ms(), "data": {"event": event, "subject": id}}).to_string();
                    let channel = Channel::Webhook.code();
                    let sql = "INSERT INTO delivery (id, channel, target, body, created_at, due_at, state, tries) \
                               SELECT $1, $2, w.id, $3, $4, $4, 'waiting', 0 FROM webhook w WHERE w.id = $5 AND w.stopped_at IS NULL";
                    let queued = c.execute(sql, args![format!("{channel}.{event}.{id}"), channel, body, stamp.now, id]).await?;
                    Ok(queued > 0)
                })
            })
            .await
    }
}
