//! What staff of a running assessment see: who is where, last heard of when, and what needs a look.

use crate::{
    AttemptSummary, Fault, Store, boxed,
    db::{
        Row, args,
        dialect::{self, row},
        like,
    },
    exam::attempts,
    office,
};
use zhixing_domain::{
    account::Invigilator,
    attempt::{Outage, Phase},
    id::{AttemptId, ExamSessionId},
    plan_ref::PlanRef,
    question::ItemKey,
    time::{Span, Timestamp},
};

/// What a page told of itself since the last time it was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    pub seen_at: Timestamp,
    /// The item last saved.
    pub item: Option<ItemKey>,
    /// Saves since the last time.
    pub saves: i64,
    /// Of the whole sitting, as the page measured: how long the server could not be reached, how often and long the page was left.
    pub outage: Span,
    pub left_count: i64,
    pub left: Span,
    /// The newest act of staff that the page has shown, and when it first said so.
    pub news: Option<(Timestamp, Timestamp)>,
}

/// Which attempts a board shows.
#[derive(Clone, Debug)]
pub struct BoardScope {
    pub plan: PlanRef,
    pub session: Option<ExamSessionId>,
    pub phase: Option<Phase>,
    /// Part of a login or name, in small letters.
    pub search: String,
    /// Only running ones that were not heard of since then.
    pub silent_since: Option<Timestamp>,
}

/// How the lines of a board lie, over all its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BoardOrder {
    #[default]
    Room,
    /// Who sits and was not heard of for longest, then all others.
    Silent,
    /// Who answered least.
    Answered,
}

impl BoardOrder {
    const fn sql(self) -> &'static str {
        match self {
            Self::Room => "",
            Self::Silent => "CASE WHEN t.state = 'in_progress' THEN 0 ELSE 1 END, COALESCE(p.seen_at, t.started_at, 0), ",
            Self::Answered => "answered, ",
        }
    }
}

/// One line of the board.
#[derive(Clone, Debug)]
pub struct BoardLine {
    pub attempt: AttemptSummary,
    pub login: String,
    pub name: String,
    pub room: String,
    pub presence: Option<Presence>,
    pub answered: i64,
    /// Values that reached the server and do not count.
    pub set_aside: i64,
    pub irregularities: i64,
    pub outage: Outage,
    /// The newest act of staff.
    pub news: Option<Timestamp>,
}

impl BoardLine {
    /// When the page told that the newest act of staff was on it.
    pub fn shown_at(&self) -> Option<Timestamp> {
        let (shown, at) = self.presence.as_ref()?.news?;
        self.news.filter(|newest| shown >= *newest).map(|_| at)
    }
}

/// How many attempts there are in each state, and how many running ones are silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardCounts {
    pub phases: Vec<(Phase, i64)>,
    pub silent: i64,
    pub total: i64,
    /// Of the open attempts, those that staff did something to, and those among them whose page has shown the newest of it.
    pub told: i64,
    pub shown: i64,
}

/// How many lines a page of the board has.
pub const LINES: i64 = 100;

/// Papers that were discarded before anybody saw them have a number below one, and are no attempts.
const WHERE: &str = "t.plan = $1 AND t.number > 0 AND ($2 = '' OR t.session = $2) AND ($3 = '' OR t.state = $3) \
    AND ($4 = 0 OR (t.state = 'in_progress' AND COALESCE(p.seen_at, t.started_at) < $4))";

/// What needs a look: what staff reported, and what the server noticed by itself.
const NOTED: &str = "'attempt.irregularity', 'attempt.seb_missing', 'attempt.outside_room', 'attempt.device_changed'";

/// An answer that was not taken back: without empty texts and places nothing is left of the text form of one that was.
const SAYS: &str = "REPLACE(REPLACE(REPLACE(x.value, '\"\"', ''), 'null', ''), ',', '') NOT LIKE '%:}' \
    AND REPLACE(REPLACE(REPLACE(x.value, '\"\"', ''), 'null', ''), ',', '') NOT LIKE '%:[]}'";

/// The lines of a board, before any condition.
fn lines() -> String {
    format!(
        "SELECT {}, a.login, a.display_name, COALESCE(k.room, '') AS room, \
         p.seen_at, p.item, p.saves, p.outage_ms, p.left_count, p.left_ms, p.news, p.news_at, w.at AS newest, \
         (SELECT COUNT(*) FROM answer x WHERE x.attempt_id = t.id AND {SAYS}) AS answered, \
         (SELECT COUNT(*) FROM answer_event q WHERE q.attempt_id = t.id AND q.rev IS NULL) AS set_aside, \
         (SELECT COUNT(*) FROM event v WHERE v.subject = t.id AND v.action IN ({NOTED})) AS irregularities, \
         COALESCE((SELECT g.given_ms FROM outage_grant g WHERE g.attempt_id = t.id), 0) AS given_ms \
         FROM attempt t JOIN account a ON a.id = t.account_id LEFT JOIN presence p ON p.attempt_id = t.id \
         LEFT JOIN news w ON w.attempt_id = t.id LEFT JOIN exam_candidate k ON k.session = t.session AND k.account_id = t.account_id",
        attempts::COLUMNS
    )
}

impl BoardScope {
    /// All attempts of a plan.
    pub const fn of(plan: PlanRef) -> Self {
        Self { plan, session: None, phase: None, search: String::new(), silent_since: None }
    }

    /// The condition, and what is bound to it from `$1` on.
    fn condition(&self) -> (String, Vec<crate::db::Arg>) {
        let session = self.session.map(|s| s.to_string()).unwrap_or_default();
        let phase = self.phase.map_or("", Phase::code);
        let mut values = args![&self.plan, session, phase, self.silent_since.map_or(0, Timestamp::ms)];
        if self.search.trim().is_empty() {
            return (WHERE.into(), values);
        }
        let like = like::Patterns::of(&self.search);
        let sql = format!("{WHERE} AND {}", like.any_of(&["a.login", "a.display_name"], values.len() + 1));
        values.extend(like.args());
        (sql, values)
    }
}

impl Store {
    /// Lists the names of the people of these attempts, for a page that asks staff before they act. A login stands for a name that was
    /// never given.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn names_of(&self, _: &Invigilator, ids: &[AttemptId]) -> Result<Vec<String>, Fault> {
        let rows = dialect::rows("id", ids.iter().map(|id| row![id.to_string()]));
        let rest = "e JOIN attempt t ON t.id = e.id JOIN account a ON a.id = t.account_id";
        let found = self.core.read.packed_with(rows, "a.display_name, a.login", rest).await?;
        found.iter().map(|r| Ok(Some(r.text("display_name")?).filter(|n| !n.is_empty()).unwrap_or(r.text("login")?))).collect()
    }

    /// The server writes down what many pages told of themselves since the last time. Counts of saves are added up; attempts that do not
    /// exist are left out.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_presence(&self, notes: Vec<(AttemptId, Presence)>) -> Result<(), Fault> {
        if notes.is_empty() {
            return Ok(());
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let rows = notes.iter().map(|(id, p)| {
                        let item = p.item.as_ref().map(|k| k.0.as_str());
                        let (news, at) = p.news.map_or((0, 0), |(news, at)| (news.ms(), at.ms()));
                        row![id.to_string(), p.seen_at, item, p.saves, p.outage.ms(), p.left_count, p.left.ms(), news, at]
                    });
                    let sql = "INSERT INTO presence (attempt_id, seen_at, item, saves, outage_ms, left_count, left_ms, news, news_at) \
                         SELECT e.* FROM e JOIN attempt t ON t.id = e.attempt WHERE true \
                         ON CONFLICT (attempt_id) DO UPDATE SET \
                         seen_at = CASE WHEN excluded.seen_at > presence.seen_at THEN excluded.seen_at ELSE presence.seen_at END, \
                         item = COALESCE(excluded.item, presence.item), saves = presence.saves + excluded.saves, \
                         outage_ms = CASE WHEN excluded.outage_ms > presence.outage_ms THEN excluded.outage_ms ELSE presence.outage_ms END, \
                         left_count = CASE WHEN excluded.left_count > presence.left_count THEN excluded.left_count ELSE presence.left_count END, \
                         left_ms = CASE WHEN excluded.left_ms > presence.left_ms THEN excluded.left_ms ELSE presence.left_ms END, \
                         news_at = CASE WHEN excluded.news > presence.news THEN excluded.news_at ELSE presence.news_at END, \
                         news = CASE WHEN excluded.news > presence.news THEN excluded.news ELSE presence.news END";
                    let columns = "attempt, seen_at, item, saves, outage_ms, left_count, left_ms, news, news_at";
                    c.execute_with(dialect::rows(columns, rows), sql).await.map(|_| ())
                })
            })
            .await
    }

    /// Lists one page of the board for staff, [`LINES`] lines, in an order that holds over all pages, and by room and login within it; `page`
    /// counts from 0.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn board(&self, who: &Invigilator, scope: &BoardScope, order: BoardOrder, page: i64) -> Result<Vec<BoardLine>, Fault> {
        office::scope::within(who.scope(), &scope.plan)?;
        let (condition, mut values) = scope.condition();
        let offset = values.len() + 1;
        let order = order.sql();
        let sql =
            format!("{} WHERE {condition} ORDER BY {order}COALESCE(k.room, ''), a.login, t.number LIMIT {LINES} OFFSET ${offset}", lines());
        values.extend(args![page.clamp(0, i64::MAX / LINES) * LINES]);
        self.core.read.all(sql, values).await?.iter().map(read).collect()
    }

    /// Staff read the line of the board for one attempt; `None` if there is no such attempt, or their roles do
    /// not reach it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn board_line(&self, who: &Invigilator, id: AttemptId) -> Result<Option<BoardLine>, Fault> {
        let row = self.core.read.one(format!("{} WHERE t.id = $1", lines()), args![id.to_string()]).await?;
        Ok(row.map(|r| read(&r)).transpose()?.filter(|line| who.scope().covers(&line.attempt.plan)))
    }

    /// Lists all attempts that match a scope of the board, for staff who act upon all of them.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn attempts_in(&self, who: &Invigilator, scope: &BoardScope) -> Result<Vec<AttemptId>, Fault> {
        office::scope::within(who.scope(), &scope.plan)?;
        let (condition, values) = scope.condition();
        let sql = format!(
            "SELECT t.id FROM attempt t JOIN account a ON a.id = t.account_id LEFT JOIN presence p ON p.attempt_id = t.id WHERE {condition} ORDER BY t.id"
        );
        self.core.read.all(sql, values).await?.iter().map(|r| r.parse("id")).collect()
    }

    /// Finds out which of the attempts `ids` are of this plan, because a form can name any.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn attempts_of_plan(&self, who: &Invigilator, plan: &PlanRef, ids: &[AttemptId]) -> Result<Vec<AttemptId>, Fault> {
        office::scope::within(who.scope(), plan)?;
        let read = &self.core.read;
        let rows = dialect::rows("id, plan", ids.iter().map(|id| row![id.to_string(), plan]));
        let rows = read.packed_with(rows, "t.id", "e JOIN attempt t ON t.id = e.id AND t.plan = e.plan").await?;
        rows.iter().map(|r| r.parse("id")).collect()
    }

    /// Counts the attempts of the plan and session of a scope, state by state. A running attempt counts as silent if its page was last
    /// heard of before `silent`.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn board_counts(&self, who: &Invigilator, scope: &BoardScope, silent: Timestamp) -> Result<BoardCounts, Fault> {
        office::scope::within(who.scope(), &scope.plan)?;
        let sql = "SELECT t.state, COUNT(*) AS count, \
                   CAST(SUM(CASE WHEN t.state = 'in_progress' AND COALESCE(p.seen_at, t.started_at) < $3 THEN 1 ELSE 0 END) AS BIGINT) \
                   AS silent FROM attempt t LEFT JOIN presence p ON p.attempt_id = t.id \
                   WHERE t.plan = $1 AND t.number > 0 AND ($2 = '' OR t.session = $2) GROUP BY t.state";
        let session = scope.session.map(|s| s.to_string()).unwrap_or_default();
        let mut counts = BoardCounts::default();
        for row in self.core.read.all(sql, args![&scope.plan, session, silent]).await? {
            let n = row.int("count")?;
            counts.phases.push((row.with("state", Phase::from_code)?, n));
            counts.silent += row.int("silent")?;
            counts.total += n;
        }
        let sql = "SELECT COUNT(*) AS told, CAST(COALESCE(SUM(CASE WHEN p.news >= w.at THEN 1 ELSE 0 END), 0) AS BIGINT) AS shown \
                   FROM news w JOIN attempt t ON t.id = w.attempt_id LEFT JOIN presence p ON p.attempt_id = t.id \
                   WHERE t.plan = $1 AND ($2 = '' OR t.session = $2) AND t.state IN ('in_progress', 'paused')";
        let session = scope.session.map(|s| s.to_string()).unwrap_or_default();
        if let Some(row) = self.core.read.one(sql, args![&scope.plan, session]).await? {
            (counts.told, counts.shown) = (row.int("told")?, row.int("shown")?);
        }
        Ok(counts)
    }
}

fn read(row: &Row) -> Result<BoardLine, Fault> {
    let presence = match row.opt_time("seen_at")? {
        None => None,
        Some(seen_at) => Some(Presence {
            seen_at,
            item: row.opt_text("item")?.map(ItemKey),
            saves: row.int("saves")?,
            outage: Span::from_ms(row.int("outage_ms")?),
            left_count: row.int("left_count")?,
            left: Span::from_ms(row.int("left_ms")?),
            news: Some((row.time("news")?, row.time("news_at")?)).filter(|(news, _)| news.ms() > 0),
        }),
    };
    let measured = presence.as_ref().map(|p| p.outage).unwrap_or_default();
    Ok(BoardLine {
        attempt: attempts::read(row)?,
        login: row.text("login")?,
        name: row.text("display_name")?,
        room: row.text("room")?,
        presence,
        answered: row.int("answered")?,
        set_aside: row.int("set_aside")?,
        irregularities: row.int("irregularities")?,
        outage: Outage { measured, given: Span::from_ms(row.int("given_ms")?) },
        news: row.opt_time("newest")?,
    })
}
