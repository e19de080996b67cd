//! What waits to be carried: taken by one worker at a time, ended with what came of it, tried again with growing waits and given up after days.

use crate::{
    Fault, Store, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
    },
    office::accounts,
};
use zhixing_domain::{
    account::Account,
    id::{AccountId, WebhookId},
    message::{
        Channel, InboxMessage,
        delivery::{Delivered, SILENT, next_try},
    },
    time::{Span, Timestamp},
};

/// One thing to carry.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub id: String,
    pub channel: Channel,
    /// The address of mail, the number, or the webhook.
    pub target: String,
    pub account: Option<AccountId>,
    /// The message that it carries, with when it came.
    pub message: Option<(InboxMessage, Timestamp)>,
    /// What it carries where that is no message.
    pub body: String,
    pub created_at: Timestamp,
    /// How often it was tried, this time included.
    pub tries: i64,
}

/// Whoever carries something has so long; then somebody else may.
const LEASE: Span = Span::from_minutes(5);
/// What was carried, or given up, is kept so long.
const KEPT: Span = Span::from_minutes(30 * 24 * 60);
/// How many people's mail of the day is taken at once.
const DIGESTS: i64 = 20;

const COLUMNS: &str = "d.id, d.channel, d.target, d.account_id, d.body, d.created_at, d.tries, m.kind, m.detail, m.created_at AS told_at";

fn read(row: &Row) -> Result<Delivery, Fault> {
    let message = match (row.opt_text("kind")?, row.opt_text("detail")?, row.opt_time("told_at")?) {
        (Some(kind), Some(detail), Some(at)) => InboxMessage::read(&kind, &detail).map(|message| (message, at)),
        _ => None,
    };
    Ok(Delivery {
        id: row.text("id")?,
        channel: row.with("channel", Channel::from_code)?,
        target: row.text("target")?,
        account: row.opt_parse("account_id")?,
        message,
        body: row.opt_text("body")?.unwrap_or_default(),
        created_at: row.time("created_at")?,
        tries: row.int("tries")?,
    })
}

/// Takes what a query of ids finds, so that nobody else does until the lease ends.
async fn take(conn: &mut Conn<'_>, due: Vec<Row>, now: Timestamp) -> Result<Vec<Delivery>, Fault> {
    let ids: Vec<String> = due.iter().map(|r| r.text("id")).collect::<Result<_, _>>()?;
    let leased = dialect::rows("id, due", ids.iter().map(|id| row![id, now + LEASE]));
    conn.execute_with(leased, "UPDATE delivery SET due_at = e.due, tries = tries + 1 FROM e WHERE delivery.id = e.id").await?;
    let ids = dialect::rows("id", ids.iter().map(|id| row![id]));
    let rest = "e JOIN delivery d ON d.id = e.id LEFT JOIN message m ON m.id = d.message_id";
    let mut taken: Vec<Delivery> = conn.packed_with(ids, COLUMNS, rest).await?.iter().map(read).collect::<Result<_, _>>()?;
    taken.sort_by(|a, b| (&a.target, a.created_at, &a.id).cmp(&(&b.target, b.created_at, &b.id)));
    Ok(taken)
}

impl Store {
    /// A worker takes up to `most` things that are due and go by these ways. Nobody else takes them for five minutes; then they are due again, in case
    /// the worker died.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn take_deliveries(&self, now: Timestamp, channels: &[Channel], most: i64) -> Result<Vec<Delivery>, Fault> {
        let codes: Vec<String> = channels.iter().map(|c| format!("'{}'", c.code())).collect();
        let of = format!("FROM delivery WHERE state = 'waiting' AND due_at <= $1 AND channel IN ({})", codes.join(", "));
        if self.core.read.one(format!("SELECT 1 {of} LIMIT 1"), args![now]).await?.is_none() {
            return Ok(vec![]);
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = format!("SELECT id {of} ORDER BY due_at, id LIMIT $2{}", dialect::skip_locked(c));
                    let due = c.all(sql, args![now, most]).await?;
                    take(c, due, now).await
                })
            })
            .await
    }

    /// A worker takes what waits for the mail of the day and came before `before`, all of some people at once.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn take_digests(&self, now: Timestamp, before: Timestamp) -> Result<Vec<Delivery>, Fault> {
        let of = "FROM delivery WHERE state = 'waiting' AND due_at <= $1 AND channel = $2 AND created_at < $3";
        let digest = Channel::Digest.code();
        if self.core.read.one(format!("SELECT 1 {of} LIMIT 1"), args![now, digest, before]).await?.is_none() {
            return Ok(vec![]);
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let skip = dialect::skip_locked(c);
                    let sql =
                        format!("SELECT id {of} AND target IN (SELECT DISTINCT target {of} ORDER BY target LIMIT $4) ORDER BY id{skip}");
                    let due = c.all(sql, args![now, digest, before, DIGESTS]).await?;
                    take(c, due, now).await
                })
            })
            .await
    }

    /// A worker writes down what came of what it carried. What failed is tried again, and the wait gets longer each time, until it is given up. A system
    /// that took nothing for five days is not called any more.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn end_deliveries(&self, ended: Vec<(Delivery, Delivered)>, now: Timestamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let rows = ended.iter().map(|(delivery, came)| {
                        let tries = u32::try_from(delivery.tries).unwrap_or(u32::MAX);
                        let (state, due, error) = match came {
                            Delivered::Done => ("done", None, None),
                            Delivered::Refused(why) => ("given_up", None, Some(why.as_str())),
                            Delivered::Failed(why) => match next_try(delivery.created_at, tries, now) {
                                Some(due) => ("waiting", Some(due), Some(why.as_str())),
                                None => ("given_up", None, Some(why.as_str())),
                            },
                        };
                        row![&delivery.id, delivery.tries, state, due, due.is_none().then_some(now), error]
                    });
                    let sql = "UPDATE delivery SET state = e.state, due_at = COALESCE(e.due, due_at), ended_at = e.ended, error = e.error FROM e \
                               WHERE delivery.id = e.id AND delivery.tries = e.tries AND delivery.state = 'waiting'";
                    c.execute_with(dialect::rows("id, tries, state, due, ended, error", rows), sql).await?;
                    for (delivery, came) in ended.iter().filter(|(d, _)| d.channel == Channel::Webhook) {
                        note_call(c, &delivery.target, came, now).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// A worker finds the account that something is carried to, and where its mail goes; `None` if there is none, or it is disabled.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn reader(&self, id: AccountId) -> Result<Option<(Account, Option<String>)>, Fault> {
        let sql = format!("SELECT {}, a.mail FROM account a WHERE a.id = $1 AND a.disabled_at IS NULL", accounts::COLUMNS);
        let row = self.core.read.one(sql, args![id.to_string()]).await?;
        row.map(|r| Ok((accounts::read(&r)?, r.opt_text("mail")?))).transpose()
    }

    /// The server forgets what was carried, given up, or never taken by anybody, a month ago.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn forget_deliveries(&self, now: Timestamp) -> Result<(), Fault> {
        self.run("DELETE FROM delivery WHERE created_at <= $1", args![now - KEPT]).await
    }
}

/// Notes at a webhook what came of a call.
async fn note_call(conn: &mut Conn<'_>, id: &str, came: &Delivered, now: Timestamp) -> Result<(), Fault> {
    if id.parse::<WebhookId>().is_err() {
        return Ok(());
    }
    let error = match came {
        Delivered::Done => None,
        Delivered::Failed(why) | Delivered::Refused(why) => Some(why.as_str()),
    };
    let sql = "UPDATE webhook SET last_at = $2, last_error = $3, \
               failing_since = CASE WHEN $3 IS NULL THEN NULL ELSE COALESCE(failing_since, $2) END WHERE id = $1";
    conn.execute(sql, args![id, now, error]).await?;
    let sql = "UPDATE webhook SET stopped_at = $2 WHERE id = $1 AND stopped_at IS NULL AND failing_since <= $3";
    if conn.execute(sql, args![id, now, now - SILENT]).await? > 0 {
        // what waits for it waits for nobody
        let sql = "UPDATE delivery SET state = 'given_up', ended_at = $2 WHERE target = $1 AND state = 'waiting'";
        conn.execute(sql, args![id, now]).await?;
    }
    Ok(())
}
