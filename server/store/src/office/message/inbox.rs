//! The inbox: one row for a person and a cause, written in the transaction of what happened, and read by its person alone.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
    },
};
use zhixing_domain::{
    id::{AccountId, AttemptId, MessageId},
    message::{Channel, InboxMessage, MailChoice, phone::A_DAY},
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};

/// How many messages a page of the inbox shows.
const PAGE: i64 = 200;
/// No inbox is longer than so many pages.
const PAGES: i64 = 1 << 32;
/// The count beside a name goes so far.
const COUNTED: i64 = 100;

/// Something to tell a person. The same cause tells the same person once.
pub(crate) struct NewMessage {
    pub to: AccountId,
    pub cause: String,
    pub message: InboxMessage,
}

/// A message as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRecord {
    pub id: MessageId,
    /// Nothing where a later build wrote it.
    pub message: Option<InboxMessage>,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

/// A page of an inbox.
#[derive(Clone, Debug)]
pub struct MessagePage {
    /// Those that were not read first, the newest first.
    pub messages: Vec<MessageRecord>,
    pub total: i64,
    pub unread: i64,
}

/// How many messages an account has not read, up to a hundred: for the query that brings the account.
pub(crate) fn count_unread(account: &str) -> String {
    format!("(SELECT COUNT(*) FROM (SELECT 1 FROM message m WHERE m.account_id = {account} AND m.read_at IS NULL LIMIT {COUNTED}) w)")
}

/// Tells people what concerns them, and queues the mail and the short message of whoever has an address or a number and wants it.
pub(crate) async fn put_all(conn: &mut Conn<'_>, stamp: &Stamp, new: &[NewMessage]) -> Result<(), Fault> {
    let ids: Vec<String> = new.iter().map(|_| stamp.mint(MessageId::new).to_string()).collect();
    let rows = new.iter().zip(&ids).map(|(n, id)| row![id, n.to.to_string(), n.message.kind(), &n.cause, n.message.detail(), stamp.now]);
    let sql = "INSERT INTO message (id, account_id, kind, cause, detail, created_at) SELECT * FROM e WHERE true \
               ON CONFLICT (account_id, cause) DO NOTHING";
    conn.execute_with(dialect::rows("id, account, kind, cause, detail, at", rows), sql).await?;
    // what was told before has another id and is not carried again
    let rows = new.iter().zip(&ids).map(|(n, id)| {
        let topic = n.message.topic();
        let digests = topic.choices().contains(&MailChoice::Digest);
        row![id, topic.code(), i64::from(topic.is_important()), i64::from(digests), stamp.now]
    });
    let (mail, digest, never, sms) = (Channel::Mail.code(), Channel::Digest.code(), MailChoice::Never.code(), Channel::Sms.code());
    let day = Span::from_minutes(24 * 60).ms();
    let sql = format!(
        "INSERT INTO delivery (id, channel, target, account_id, message_id, created_at, due_at, state, tries) \
         SELECT '{mail}.' || m.id, CASE WHEN e.digests = 1 AND p.choice = 'digest' THEN '{digest}' ELSE '{mail}' END, a.mail, a.id, m.id, \
         e.at, e.at, 'waiting', 0 FROM e JOIN message m ON m.id = e.id \
         JOIN account a ON a.id = m.account_id AND a.mail IS NOT NULL AND a.disabled_at IS NULL \
         LEFT JOIN message_preference p ON p.account_id = a.id AND p.topic = e.topic \
         WHERE e.important = 1 OR COALESCE(p.choice, '') <> '{never}' \
         UNION ALL SELECT '{sms}.' || m.id, '{sms}', a.phone, a.id, m.id, e.at, e.at, 'waiting', 0 FROM e JOIN message m ON m.id = e.id \
         JOIN account a ON a.id = m.account_id AND a.phone IS NOT NULL AND a.disabled_at IS NULL \
         JOIN phone_preference q ON q.account_id = a.id AND q.topic = e.topic \
         WHERE (SELECT COUNT(*) FROM delivery d WHERE d.account_id = a.id AND d.channel = '{sms}' AND d.created_at > e.at - {day}) < {A_DAY}"
    );
    conn.execute_with(dialect::rows("id, topic, important, digests, at", rows), &sql).await.map(|_| ())
}

/// Tells one person something.
pub(crate) async fn put(conn: &mut Conn<'_>, stamp: &Stamp, to: AccountId, cause: String, message: InboxMessage) -> Result<(), Fault> {
    put_all(conn, stamp, &[NewMessage { to, cause, message }]).await
}

/// Tells a person what happened to their account now.
pub(crate) async fn put_now(conn: &mut Conn<'_>, stamp: &Stamp, to: AccountId, message: InboxMessage) -> Result<(), Fault> {
    put(conn, stamp, to, format!("{} {}", message.kind(), stamp.mint(MessageId::new)), message).await
}

/// Tells the person of an attempt something; `of` tells one such thing of this attempt from the next. Nobody is told of what nobody has.
pub(crate) async fn put_of(
    conn: &mut Conn<'_>,
    stamp: &Stamp,
    attempt: AttemptId,
    of: &str,
    message: impl FnOnce(PlanRef) -> InboxMessage,
) -> Result<(), Fault> {
    let sql = "SELECT account_id, plan FROM attempt WHERE id = $1";
    let Some(row) = conn.one(sql, args![attempt.to_string()]).await? else { return Ok(()) };
    let message = message(row.parse("plan")?);
    let cause = format!("{} {attempt} {of}", message.kind());
    put(conn, stamp, row.parse("account_id")?, cause.trim_end().into(), message).await
}

fn read(row: &Row) -> Result<MessageRecord, Fault> {
    Ok(MessageRecord {
        id: row.parse("id")?,
        message: InboxMessage::read(&row.text("kind")?, &row.text("detail")?),
        created_at: row.time("created_at")?,
        read_at: row.opt_time("read_at")?,
    })
}

impl Store {
    /// A person reads a page of their inbox; `page` counts from 0.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn messages_of(&self, account: AccountId, page: i64) -> Result<MessagePage, Fault> {
        let id = account.to_string();
        let sql = "SELECT COUNT(*) AS total, COALESCE(SUM(CASE WHEN read_at IS NULL THEN 1 ELSE 0 END), 0) AS unread \
                   FROM message WHERE account_id = $1";
        let counts = self.core.read.one(sql, args![&id]).await?;
        let (total, unread) = counts.map_or(Ok((0, 0)), |r| Ok::<_, Fault>((r.int("total")?, r.int("unread")?)))?;
        let sql = "SELECT id, kind, detail, created_at, read_at FROM message WHERE account_id = $1 \
                   ORDER BY CASE WHEN read_at IS NULL THEN 0 ELSE 1 END, created_at DESC, kind, id DESC LIMIT $2 OFFSET $3";
        let rows = self.core.read.all(sql, args![id, PAGE, page.clamp(0, PAGES) * PAGE]).await?;
        Ok(MessagePage { messages: rows.iter().map(read).collect::<Result<_, Fault>>()?, total, unread })
    }

    /// Lists the newest messages that a person has not read, `most` of them.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn unread_of(&self, account: AccountId, most: i64) -> Result<Vec<MessageRecord>, Fault> {
        let sql = "SELECT id, kind, detail, created_at, read_at FROM message WHERE account_id = $1 AND read_at IS NULL \
                   ORDER BY created_at DESC, kind, id DESC LIMIT $2";
        self.core.read.all(sql, args![account.to_string(), most]).await?.iter().map(read).collect()
    }

    /// A person has read a message of theirs; when they read it first counts. Gives the message; `None` if they have none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn read_message(&self, account: AccountId, id: MessageId, now: Timestamp) -> Result<Option<MessageRecord>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "UPDATE message SET read_at = COALESCE(read_at, $3) WHERE id = $1 AND account_id = $2 \
                               RETURNING kind, detail, created_at, read_at";
                    let Some(row) = c.one(sql, args![id.to_string(), account.to_string(), now]).await? else { return Ok(None) };
                    let message = InboxMessage::read(&row.text("kind")?, &row.text("detail")?);
                    Ok(Some(MessageRecord { id, message, created_at: row.time("created_at")?, read_at: row.opt_time("read_at")? }))
                })
            })
            .await
    }

    /// A person has seen the result of an attempt of theirs: what told of it is read. Gives how many messages those were.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn read_result_messages(&self, account: AccountId, attempt: AttemptId, now: Timestamp) -> Result<i64, Fault> {
        const OF_RESULT: &str = "WHERE account_id = $1 AND read_at IS NULL \
                                 AND (cause = 'result.released ' || $2 OR cause LIKE 'result.revised ' || $2 || ' %')";
        let of = args![account.to_string(), attempt.to_string()];
        // nearly always there is none: nothing waits to be written then
        if self.core.near.one(format!("SELECT 1 AS there FROM message {OF_RESULT} LIMIT 1"), of).await?.is_none() {
            return Ok(0);
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = format!("UPDATE message SET read_at = $3 {OF_RESULT}");
                    Ok(i64::try_from(c.execute(sql, args![account.to_string(), attempt.to_string(), now]).await?).unwrap_or(i64::MAX))
                })
            })
            .await
    }

    /// A person has read all messages of theirs that came until `seen`: what came while they looked at the page stays unread.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn read_all_messages(&self, account: AccountId, seen: Timestamp, now: Timestamp) -> Result<(), Fault> {
        let sql = "UPDATE message SET read_at = $3 WHERE account_id = $1 AND read_at IS NULL AND created_at <= $2";
        self.run(sql, args![account.to_string(), seen, now]).await
    }

    /// The demonstration tells somebody something, once.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] also if there is no such account.
    #[boxed]
    pub async fn tell(&self, to: AccountId, message: InboxMessage, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| Box::pin(async move { put(c, &stamp, to, format!("{} demonstration", message.kind()), message).await }))
            .await
    }
}
