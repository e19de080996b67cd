//! The audit log as administrators read it: newest first, by person, kind, object and day. What proves it is in [`audit`](crate::office::audit).

use crate::{
    Fault, Store, boxed,
    db::{
        Arg, Row, args,
        events::{Happened, NEWEST},
    },
    office::accounts,
};
use zhixing_domain::{
    account::Administrator,
    event::LogEntry,
    id::{AccountId, EventId},
    time::Timestamp,
};

/// Which lines of the log.
#[derive(Clone, Debug, Default)]
pub struct LogScope {
    /// What this person did, and what happened to their account and their attempts.
    pub person: Option<AccountId>,
    /// An action (`attempt.started`) or what it begins with (`attempt`).
    pub kind: String,
    /// The subject, to the letter.
    pub object: String,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    /// Lines that are older than this one.
    pub before: Option<EventId>,
}

/// A line of the log with what it is about.
#[derive(Clone, Debug)]
pub struct LogLine {
    pub id: EventId,
    pub happened: Happened,
    /// An id of an account, `system` or `operator`.
    pub actor: String,
    pub subject: String,
    /// What people call the subject: whose account or attempt it is, by name and account name; the name of a session or a group.
    pub called: Option<String>,
    pub request: Option<String>,
}

/// The most lines of one file.
pub const LOG_AT_ONCE: i64 = 50_000;

const LINE: &str =
    "v.id, v.at, v.actor, v.action, v.subject, v.detail, v.request, COALESCE(NULLIF(a.display_name, ''), a.login, v.actor) AS who";
const OF: &str = "event v LEFT JOIN account a ON a.id = v.actor LEFT JOIN account s ON s.id = v.subject LEFT JOIN attempt t ON t.id = v.subject \
    LEFT JOIN account p ON p.id = t.account_id LEFT JOIN exam_session x ON x.id = v.subject LEFT JOIN people_group g ON g.id = v.subject";

fn line(row: &Row) -> Result<LogLine, Fault> {
    let what = LogEntry::read(row.text("action")?, row.text("detail")?);
    Ok(LogLine {
        id: row.parse("id")?,
        happened: Happened { at: row.time("at")?, who: row.text("who")?, what },
        actor: row.text("actor")?,
        subject: row.text("subject")?,
        called: row.opt_text("called")?,
        request: row.opt_text("request")?,
    })
}

impl LogScope {
    /// The condition, each part of which an index answers, and what is bound to it. Ids rise with time: a day is a stretch of them.
    fn condition(&self) -> (String, Vec<Arg>) {
        let (mut parts, mut values): (Vec<String>, Vec<Arg>) = (vec!["true".into()], vec![]);
        let mut add = |part: &dyn Fn(usize) -> String, value: String| {
            values.push(value.into());
            parts.push(part(values.len()));
        };
        if let Some(person) = self.person {
            let of = |n: usize| {
                format!("(v.actor = ${n} OR v.subject = ${n} OR v.subject IN (SELECT o.id FROM attempt o WHERE o.account_id = ${n}))")
            };
            add(&of, person.to_string());
        }
        match self.kind.trim() {
            "" => {}
            kind if kind.contains('.') => add(&|n| format!("v.action = ${n}"), kind.into()),
            // words of our own have none of the signs that LIKE knows
            kind => add(&|n| format!("v.action LIKE ${n}"), format!("{}.%", kind.replace(['%', '_'], ""))),
        }
        if !self.object.trim().is_empty() {
            add(&|n| format!("v.subject = ${n}"), self.object.trim().into());
        }
        let first = |at: Timestamp| EventId::new(at, [0; 10]).to_string();
        if let Some(from) = self.from {
            add(&|n| format!("v.id >= ${n}"), first(from));
        }
        if let Some(until) = self.until {
            add(&|n| format!("v.id < ${n}"), first(until));
        }
        if let Some(before) = self.before {
            add(&|n| format!("v.id < ${n}"), before.to_string());
        }
        (parts.join(" AND "), values)
    }
}

impl Store {
    /// An administrator reads the log, newest first, [`NEWEST`] lines on a page. Gives the lines and whether there are older ones.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn log(&self, _: &Administrator, scope: &LogScope) -> Result<(Vec<LogLine>, bool), Fault> {
        self.some_of_log(scope, NEWEST).await
    }

    /// An administrator takes the log along: all lines that fit, newest first, at most [`LOG_AT_ONCE`]. Gives whether there are more.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn whole_log(&self, _: &Administrator, scope: &LogScope) -> Result<(Vec<LogLine>, bool), Fault> {
        self.some_of_log(scope, LOG_AT_ONCE).await
    }

    async fn some_of_log(&self, scope: &LogScope, most: i64) -> Result<(Vec<LogLine>, bool), Fault> {
        let (condition, mut values) = scope.condition();
        let (account, person) = (accounts::called("s"), accounts::called("p"));
        let called = format!("COALESCE({account}, {person}, x.name, g.name) AS called");
        let sql = format!("SELECT {LINE}, {called} FROM {OF} WHERE {condition} ORDER BY v.id DESC LIMIT ${}", values.len() + 1);
        values.extend(args![most + 1]);
        let mut lines = self.core.read.all(sql, values).await?.iter().map(line).collect::<Result<Vec<_>, Fault>>()?;
        let more = lines.len() as i64 > most;
        lines.truncate(usize::try_from(most).unwrap_or_default());
        Ok((lines, more))
    }
}
