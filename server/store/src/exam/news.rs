//! What staff did to an attempt that its page must hear of at once: told by a number that rises, so that a page says which it has shown.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{
        Conn, args,
        dialect::{self, row},
    },
};
use zhixing_domain::{
    attempt::Word,
    id::{AttemptId, EventId},
    time::Timestamp,
};

/// What a candidate's page is told of staff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The newest act; nothing where staff have done nothing yet.
    pub at: Option<Timestamp>,
    /// Why the attempt was last paused.
    pub pause_reason: Option<String>,
    /// The newest message, or the newest change of the time.
    pub notice: Option<(Timestamp, Word)>,
}

/// The most that one look brings; acts beyond that are found when these are half a minute old.
const LOOK: i64 = 20_000;

impl Store {
    /// Reads what staff last did to an attempt and said to its candidate, for the candidate's page. An attempt that does not exist has no
    /// news.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn news_of(&self, id: AttemptId) -> Result<News, Fault> {
        let sql = "SELECT w.at, w.pause_reason, n.at AS said_at, n.text FROM attempt t LEFT JOIN news w ON w.attempt_id = t.id \
                   LEFT JOIN notice n ON n.attempt_id = t.id WHERE t.id = $1 ORDER BY n.id DESC LIMIT 1";
        let Some(row) = self.core.near.one(sql, args![id.to_string()]).await? else { return Ok(News::default()) };
        let notice = row.opt_time("said_at")?.zip(row.opt_text("text")?.map(|text| Word::from_text(&text)));
        Ok(News { at: row.opt_time("at")?, pause_reason: row.opt_text("pause_reason")?, notice })
    }

    /// Lists the attempts to which staff did something after `then`, each with the moment of the newest act, the oldest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn news_since(&self, then: Timestamp) -> Result<Vec<(AttemptId, Timestamp)>, Fault> {
        let sql = format!("SELECT attempt_id, at FROM news WHERE at > $1 ORDER BY at LIMIT {LOOK}");
        self.core.read.all(sql, args![then]).await?.iter().map(|r| Ok((r.parse("attempt_id")?, r.time("at")?))).collect()
    }
}

/// Puts a word for the page of each of these attempts.
pub(crate) async fn say(conn: &mut Conn<'_>, stamp: &Stamp, words: &[(&str, Word)]) -> Result<(), Fault> {
    let notice = stamp.mint(EventId::new).to_string();
    let rows = dialect::rows("attempt, id, at, text", words.iter().map(|(id, word)| row![*id, &notice, stamp.now, word.to_text()]));
    conn.execute_with(rows, "INSERT INTO notice (attempt_id, id, at, text) SELECT * FROM e").await.map(|_| ())
}

/// Notes an act upon these attempts; of a pause, also why.
#[boxed]
pub(crate) async fn put(conn: &mut Conn<'_>, ids: &[String], now: Timestamp, pause_reason: Option<&str>) -> Result<(), Fault> {
    let rows = dialect::rows("attempt, at, reason", ids.iter().map(|id| row![id, now, pause_reason]));
    let sql = "INSERT INTO news (attempt_id, at, pause_reason) SELECT * FROM e WHERE true ON CONFLICT (attempt_id) DO UPDATE SET \
               at = CASE WHEN excluded.at > news.at THEN excluded.at ELSE news.at + 1 END, \
               pause_reason = COALESCE(excluded.pause_reason, news.pause_reason)";
    conn.execute_with(rows, sql).await.map(|_| ())
}
