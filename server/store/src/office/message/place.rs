//! Where something goes to a person, a mail or a short message: a place that they name, and that counts when its reader has confirmed it.

use crate::{
    Fault, Stamp,
    db::{Conn, Row, args, dialect},
};
use zhixing_domain::{
    id::{AccountId, EventId},
    message::Channel,
    time::{Span, Timestamp},
};

/// The address or the number of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagePlace {
    /// Confirmed by its reader.
    pub confirmed: Option<String>,
    /// Waits for its reader's word, since then.
    pub asked: Option<(String, Timestamp)>,
}

/// Why no reader is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskPlaceRefusal {
    /// This account, or this place, was sent as many requests as there are in a day: nobody's mailbox or phone is filled by us.
    TooMany,
}

const DAY: Span = Span::from_minutes(24 * 60);
/// How many requests there are in a day, of one account and to one place.
const REQUESTS: i64 = 5;

/// Reads a place from columns of an account.
pub(super) fn read(row: &Row, confirmed: &str, asked: &str, since: &str) -> Result<MessagePlace, Fault> {
    Ok(MessagePlace { confirmed: row.opt_text(confirmed)?, asked: row.opt_text(asked)?.zip(row.opt_time(since)?) })
}

/// Queues what asks the reader of `target`, and notes by `named` that this account named it (`$1`: the account, `$2`: the place, `$3`: when).
pub(super) async fn ask(
    c: &mut Conn<'_>,
    channel: Channel,
    (account, target): (AccountId, &str),
    named: &str,
    stamp: &Stamp,
) -> Result<Result<(), AskPlaceRefusal>, Fault> {
    let (id, channel) = (account.to_string(), channel.code());
    let lock = format!("SELECT id FROM account WHERE id = $1{}", dialect::for_update(c));
    c.one(lock, args![&id]).await?;
    for (by, value) in [("account_id", id.as_str()), ("target", target)] {
        let sql = format!("SELECT COUNT(*) AS count FROM delivery WHERE {by} = $1 AND channel = $2 AND created_at > $3");
        let sent = c.one(sql, args![value, channel, stamp.now - DAY]).await?.map_or(Ok(0), |r| r.int("count"))?;
        if sent >= REQUESTS {
            return Ok(Err(AskPlaceRefusal::TooMany));
        }
    }
    c.execute(named, args![&id, target, stamp.now]).await?;
    let sql = "INSERT INTO delivery (id, channel, target, account_id, created_at, due_at, state, tries) \
               VALUES ($1, $2, $3, $4, $5, $5, 'waiting', 0)";
    let delivery = format!("{channel}.{}", stamp.mint(EventId::new));
    c.execute(sql, args![delivery, channel, target, id, stamp.now]).await?;
    Ok(Ok(()))
}
