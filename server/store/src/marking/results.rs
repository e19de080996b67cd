//! Results for those who may read them: how many there are of each plan and session, how their scores lie, and line by line.
//!
//! Two rules hold in the SQL itself, so that no caller can forget them. Until a result is released nothing says whose it is: neither name nor
//! login, seat or attempt, nor a search or an order by them. And the reader's own result does not exist for them until then.

use crate::{
    Fault, Store, boxed,
    db::{Arg, Row, args, dialect, like},
    marking::rows::read_score,
    office,
};
use zhixing_domain::{
    account::ResultReader,
    attempt::Phase,
    grading::{ResultStage, Score},
    id::{AttemptId, ExamSessionId, GroupId},
    plan_ref::PlanRef,
    points::Points,
    statistics::{Distribution, ScoreCount},
    time::Timestamp,
};

/// Of which exam session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OfSession {
    #[default]
    Any,
    /// Sat without one.
    Without,
    One(ExamSessionId),
}

impl OfSession {
    /// As an address says it: `none` or an id; anything else asks for all.
    pub fn read(text: &str) -> Self {
        match text {
            "none" => Self::Without,
            id => id.parse().map_or(Self::Any, Self::One),
        }
    }

    /// The same for what cannot be taken back: nothing for anything else.
    pub fn asked(text: &str) -> Option<Self> {
        match Self::read(text) {
            Self::Any if !text.is_empty() => None,
            known => Some(known),
        }
    }

    pub fn text(self) -> String {
        match self {
            Self::Any => String::new(),
            Self::Without => "none".into(),
            Self::One(id) => id.to_string(),
        }
    }
}

/// Which results a list shows.
#[derive(Clone, Debug)]
pub struct ResultScope {
    pub plan: PlanRef,
    pub session: OfSession,
    pub stage: Option<ResultStage>,
    pub passed: Option<bool>,
    /// Part of a name, a login or a seat: it finds what is released.
    pub search: String,
    /// The people of a group: what is released of theirs. A small group would tell whose the others are.
    pub group: Option<GroupId>,
}

/// By what a list is ordered. Names, logins and seats order what is released; the rest follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultOrder {
    Score,
    Name,
    Login,
    Seat,
}

/// One result.
#[derive(Clone, Debug)]
pub struct ResultLine {
    /// How the attempt ended.
    pub ended: Phase,
    pub number: i64,
    /// Of the exam session that it was sat in.
    pub session: Option<String>,
    pub stage: ResultStage,
    pub score: Option<Score>,
    /// Nothing until it is released.
    pub whose: Option<Whose>,
}

/// Whose result it is.
#[derive(Clone, Debug)]
pub struct Whose {
    pub attempt: AttemptId,
    /// The name that was fixed for the certificate, else the one that others see.
    pub name: String,
    pub login: String,
    pub seat: String,
    pub released_at: Timestamp,
}

/// A page of a list, and how many lines it has in all.
#[derive(Clone, Debug)]
pub struct ResultPage {
    pub lines: Vec<ResultLine>,
    pub total: i64,
}

/// How many results there are at each stage, and how the scores lie of those that are marked.
#[derive(Clone, Debug, Default)]
pub struct ResultSummary {
    pub to_mark: i64,
    pub marked: i64,
    pub released: i64,
    pub scores: Distribution,
    /// What was asked to pass: more than one where it was changed meanwhile.
    pub pass_marks: Vec<Points>,
}

impl ResultSummary {
    pub fn sat(&self) -> i64 {
        self.to_mark + self.marked + self.released
    }
}

/// The results of a plan in one exam session, or without one.
#[derive(Clone, Debug)]
pub struct ResultGroup {
    pub plan: PlanRef,
    /// With its name and when it opened.
    pub session: Option<(ExamSessionId, String, Timestamp)>,
    pub sat: i64,
    /// Complete, released or not.
    pub marked: i64,
    pub released: i64,
    /// Of those that are marked.
    pub passed: i64,
}

/// How many lines a page of results has.
pub const RESULTS: i64 = 200;
/// The most that one file holds.
pub const RESULTS_AT_ONCE: i64 = 50_000;
/// The most groups that one page lists.
const GROUPS: i64 = 500;

/// What was sat: attempts that have ended and count. The reader is bound as `$1`.
const SAT: &str = "t.ended_at IS NOT NULL AND t.continued_by IS NULL AND t.state IN ('submitted', 'expired', 'terminated') \
    AND (r.released_at IS NOT NULL OR t.account_id <> $1)";
const TABLES: &str = "attempt t LEFT JOIN result r ON r.attempt_id = t.id";
const STAGE: &str = "CASE WHEN r.released_at IS NOT NULL THEN 'released' WHEN r.complete_at IS NOT NULL THEN 'marked' ELSE 'to_mark' END";
/// The names of candidates, for lists alone.
const PEOPLE: &str = "LEFT JOIN account a ON a.id = t.account_id AND r.released_at IS NOT NULL \
    LEFT JOIN exam_candidate k ON k.session = t.session AND k.account_id = a.id \
    LEFT JOIN exam_session s ON s.id = t.session";
const NAME: &str = "CASE WHEN r.released_at IS NOT NULL THEN COALESCE(NULLIF(t.legal_name, ''), NULLIF(a.display_name, ''), a.login) END";

impl ResultScope {
    /// The condition, and what is bound to it: the reader first.
    fn condition(&self, reader: &ResultReader, postgres: bool) -> (String, Vec<Arg>) {
        let (score, pass) = (number(postgres, "score"), number(postgres, "pass_mark"));
        let verdict = self.passed.map_or("", |passed| if passed { "passed" } else { "failed" });
        let mut values = args![reader.id().to_string(), &self.plan, self.session.text(), self.stage.map_or("", ResultStage::code), verdict];
        let mut sql = format!(
            "{SAT} AND t.plan = $2 AND ($3 = '' OR COALESCE(t.session, 'none') = $3) AND ($4 = '' OR {STAGE} = $4) \
             AND ($5 = '' OR CASE WHEN r.score IS NULL THEN 'none' WHEN {score} >= {pass} THEN 'passed' ELSE 'failed' END = $5)"
        );
        if !self.search.trim().is_empty() {
            let like = like::Patterns::of(&self.search);
            sql.push_str(" AND r.released_at IS NOT NULL AND ");
            sql.push_str(&like.any_of(&["a.login", "a.display_name", "t.legal_name", "k.room"], values.len() + 1));
            values.extend(like.args());
        }
        if let Some(group) = self.group {
            values.push(group.to_string().into());
            let people = format!("SELECT m.account_id FROM people_group_member m WHERE m.people_group = ${}", values.len());
            sql.push_str(&format!(" AND r.released_at IS NOT NULL AND t.account_id IN ({people})"));
        }
        (sql, values)
    }
}

/// A number of the score, which is kept as JSON.
fn number(postgres: bool, name: &str) -> String {
    dialect::json_number(postgres, "r.score", name)
}

fn order(by: ResultOrder, falling: bool, postgres: bool) -> String {
    let way = if falling { "DESC" } else { "ASC" };
    let column = match by {
        ResultOrder::Score => return format!("CASE WHEN r.score IS NULL THEN 1 ELSE 0 END, {} {way}, t.id", number(postgres, "score")),
        ResultOrder::Name => NAME,
        ResultOrder::Login => "a.login",
        ResultOrder::Seat => "k.room",
    };
    format!("CASE WHEN {column} IS NULL THEN 1 ELSE 0 END, {column} {way}, t.id")
}

fn stage(row: &Row) -> Result<ResultStage, Fault> {
    row.with("stage", ResultStage::from_code)
}

fn line(row: &Row) -> Result<ResultLine, Fault> {
    let whose = match row.opt_text("name")? {
        Some(name) => Some(Whose {
            attempt: row.parse("id")?,
            name,
            login: row.text("login")?,
            seat: row.opt_text("room")?.unwrap_or_default(),
            released_at: row.time("released_at")?,
        }),
        None => None,
    };
    Ok(ResultLine {
        ended: row.with("state", Phase::from_code)?,
        number: row.int("number")?,
        session: row.opt_text("session_name")?,
        stage: stage(row)?,
        score: row.opt_text("score")?.map(|text| read_score(&text)).transpose()?,
        whose,
    })
}

impl Store {
    /// A reader lists the plans that were sat, or one of them, session by session, with how many results there are. What was sat last
    /// comes first; there are at most 500.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn result_groups(&self, reader: &ResultReader, plan: Option<&PlanRef>) -> Result<Vec<ResultGroup>, Fault> {
        let postgres = self.core.read.is_postgres();
        let count = |when: &str, name: &str| format!("CAST(SUM(CASE WHEN {when} THEN 1 ELSE 0 END) AS BIGINT) AS {name}");
        let (within, courses) = office::scope::condition(reader.scope(), "t.plan", 3);
        let passes = format!("r.score IS NOT NULL AND {} >= {}", number(postgres, "score"), number(postgres, "pass_mark"));
        let sql = format!(
            "SELECT t.plan, t.session, MAX(s.name) AS session_name, MAX(s.opens_at) AS opens_at, COUNT(*) AS sat, {}, {}, {} \
             FROM {TABLES} LEFT JOIN exam_session s ON s.id = t.session WHERE {SAT} AND ($2 = '' OR t.plan = $2) AND {within} \
             GROUP BY t.plan, t.session ORDER BY MAX(t.ended_at) DESC, t.plan LIMIT {GROUPS}",
            count("r.complete_at IS NOT NULL", "marked"),
            count("r.released_at IS NOT NULL", "released"),
            count(&passes, "passed"),
        );
        let mut values = args![reader.id().to_string(), plan.map_or("", PlanRef::as_str)];
        values.extend(courses);
        let rows = self.core.read.all(sql, values).await?;
        let group = |r: &Row| {
            let session = r.opt_parse("session")?;
            let name = r.opt_text("session_name")?.unwrap_or_default();
            let opens = r.opt_time("opens_at")?.unwrap_or_default();
            Ok(ResultGroup {
                plan: r.parse("plan")?,
                session: session.map(|id| (id, name, opens)),
                sat: r.int("sat")?,
                marked: r.int("marked")?,
                released: r.int("released")?,
                passed: r.int("passed")?,
            })
        };
        rows.iter().map(group).collect()
    }

    /// A reader counts the results of a plan, or of one of its sessions, stage by stage, and how their scores lie.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn result_summary(&self, reader: &ResultReader, plan: &PlanRef, session: OfSession) -> Result<ResultSummary, Fault> {
        office::scope::within(reader.scope(), plan)?;
        let postgres = self.core.read.is_postgres();
        let (score, pass) = (number(postgres, "score"), number(postgres, "pass_mark"));
        let sql = format!(
            "SELECT {STAGE} AS stage, {score} AS points, {pass} AS pass_mark, COUNT(*) AS count FROM {TABLES} \
             WHERE {SAT} AND t.plan = $2 AND ($3 = '' OR COALESCE(t.session, 'none') = $3) GROUP BY 1, 2, 3"
        );
        let rows = self.core.read.all(sql, args![reader.id().to_string(), plan, session.text()]).await?;
        let (mut summary, mut scores) = (ResultSummary::default(), vec![]);
        for row in &rows {
            let count = row.int("count")?;
            match stage(row)? {
                ResultStage::ToMark => summary.to_mark += count,
                ResultStage::Marked => summary.marked += count,
                ResultStage::Released => summary.released += count,
            }
            let Some((points, pass)) = row.opt_int("points")?.zip(row.opt_int("pass_mark")?) else { continue };
            let (score, pass) = (Points::from_hundredths(points), Points::from_hundredths(pass));
            scores.push(ScoreCount { score, passed: score >= pass, count });
            if !summary.pass_marks.contains(&pass) {
                summary.pass_marks.push(pass);
            }
        }
        summary.pass_marks.sort();
        summary.scores = Distribution::of(&scores);
        Ok(summary)
    }

    /// A reader lists results, [`RESULTS`] on a page; `page` counts from 0.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn results(
        &self,
        reader: &ResultReader,
        scope: &ResultScope,
        (by, falling): (ResultOrder, bool),
        page: i64,
    ) -> Result<ResultPage, Fault> {
        self.some_results(reader, scope, (by, falling), RESULTS, page.clamp(0, i64::MAX / RESULTS) * RESULTS).await
    }

    /// A reader takes results with them: all that a scope has, at most [`RESULTS_AT_ONCE`].
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn all_results(
        &self,
        reader: &ResultReader,
        scope: &ResultScope,
        (by, falling): (ResultOrder, bool),
    ) -> Result<ResultPage, Fault> {
        self.some_results(reader, scope, (by, falling), RESULTS_AT_ONCE, 0).await
    }

    async fn some_results(
        &self,
        reader: &ResultReader,
        scope: &ResultScope,
        (by, falling): (ResultOrder, bool),
        limit: i64,
        offset: i64,
    ) -> Result<ResultPage, Fault> {
        office::scope::within(reader.scope(), &scope.plan)?;
        let postgres = self.core.read.is_postgres();
        let (condition, mut values) = scope.condition(reader, postgres);
        let of = format!("FROM {TABLES} {PEOPLE} WHERE {condition}");
        let total = self.core.read.one(format!("SELECT COUNT(*) AS count {of}"), values.clone()).await?;
        let sql = format!(
            "SELECT t.id, t.number, t.state, s.name AS session_name, {STAGE} AS stage, r.score, {NAME} AS name, a.login, k.room, r.released_at \
             {of} ORDER BY {} LIMIT ${} OFFSET ${}",
            order(by, falling, postgres),
            values.len() + 1,
            values.len() + 2
        );
        values.extend(args![limit, offset]);
        let lines = self.core.read.all(sql, values).await?.iter().map(line).collect::<Result<_, Fault>>()?;
        Ok(ResultPage { lines, total: total.map_or(Ok(0), |r| r.int("count"))? })
    }
}
