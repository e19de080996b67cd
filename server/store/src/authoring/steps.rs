//! What was done to many files in one step, and taking it back: each file becomes what it was before, unless somebody changed it since. Items that went from
//! one bank to another go back together.

use super::{
    drafts::{published, rev_of},
    versions::{self, NewVersion},
};
use crate::{
    Fault, Stamp, Store,
    authoring::roles,
    boxed,
    db::{Conn, Row, args, dialect},
};
use zhixing_domain::{
    account::Author,
    time::Timestamp,
    workshop::{VersionWhy, course_role::CourseRole, step::StepSaid},
};

/// The most versions that are looked through for steps: the newest ones.
const ROWS: usize = 5_000;

/// What one person did to many files at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftStep {
    /// What it is taken back by.
    pub key: String,
    pub at: Timestamp,
    pub who: String,
    pub why: VersionWhy,
    /// By path.
    pub files: Vec<StepFile>,
}

impl DraftStep {
    /// What was done, in all its files together; nothing of a step of an earlier build.
    pub fn said(&self) -> Option<StepSaid> {
        let mut files = self.files.iter().filter_map(|file| file.said.clone());
        let first = files.next()?;
        files.try_fold(first, |sum, said| sum.with(&said))
    }
}

/// What became of a file since its step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepFate {
    /// Nobody changed, published or gave it up: it can be taken back.
    Stands,
    /// The step was taken back, and it is what it was before.
    TakenBack,
    /// It was changed or published.
    Over,
}

/// A file of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFile {
    pub path: String,
    pub rev: i64,
    pub fate: StepFate,
    pub said: Option<StepSaid>,
}

/// What came of taking back: the files that are as they were before, and those that somebody changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    pub back: Vec<String>,
    pub stay: Vec<String>,
}

/// The words of the steps, in a statement.
fn steps() -> String {
    VersionWhy::STEPS.map(|why| format!("'{}'", why.code())).join(", ")
}

fn key(at: Timestamp, by: &str) -> String {
    format!("{}.{by}", at.ms())
}

impl DraftStep {
    /// Whether anything of it can be taken back.
    pub fn goes_back(&self) -> bool {
        let stands = |file: &StepFile| file.fate == StepFate::Stands;
        if self.why.is_one_piece() { self.files.iter().all(stands) } else { self.files.iter().any(stands) }
    }
}

impl Store {
    /// An author lists what was done to many files of a course at once, the newest first.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn draft_steps(&self, author: &Author, course: &str) -> Result<Vec<DraftStep>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let sql = format!(
            "SELECT v.path, v.rev, v.saved_at, v.saved_by, v.why, v.said, w.rev AS now, COALESCE(NULLIF(a.display_name, ''), a.login, v.saved_by) AS who, \
             (SELECT n.said FROM workshop_version n WHERE n.path = v.path AND n.rev > v.rev AND n.why <> 'still_right' ORDER BY n.rev LIMIT 1) AS said_next \
             FROM workshop_version v LEFT JOIN workshop_file w ON w.path = v.path LEFT JOIN account a ON a.id = v.saved_by \
             WHERE {} AND v.why IN ({}) ORDER BY v.saved_at DESC, v.saved_by, v.path, v.rev DESC LIMIT $2",
            dialect::in_course(self.core.read.is_postgres(), "v.path", "$1"),
            steps()
        );
        let rows = self.core.read.all(sql, args![course, ROWS as i64]).await?;
        let mut found: Vec<DraftStep> = vec![];
        for row in &rows {
            let step = step(row)?;
            match found.last_mut() {
                Some(last) if last.key == step.key => last.files.extend(step.files),
                _ => found.push(step),
            }
        }
        for step in &mut found {
            step.files.dedup_by(|later, earlier| later.path == earlier.path);
        }
        // the last one may not be whole
        if rows.len() == ROWS {
            found.pop();
        }
        Ok(found)
    }

    /// An author takes a step back: files that nobody changed since become what they were before, the others stay; of a step that is
    /// [one piece](VersionWhy::is_one_piece) all, or none.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course, [`Fault::Role`] where they do not write it; else a [`Fault`] if the database cannot be
    /// read or written.
    #[boxed]
    pub async fn take_step_back(&self, author: &Author, course: &str, key: &str, stamp: Stamp) -> Result<TakenBack, Fault> {
        let Some((at, by)) = key.split_once('.').and_then(|(at, by)| Some((Timestamp::from_ms(at.parse().ok()?), by.to_string()))) else {
            return Ok(TakenBack::default());
        };
        let (author, course) = (author.clone(), course.to_string());
        self.core
            .write(move |c| {
                Box::pin(async move {
                    dialect::one_by_one(c, &format!("course {course}")).await?;
                    roles::hold(c, &author, &course, CourseRole::Editor).await?;
                    let sql = format!(
                        "SELECT path, MIN(rev) AS begins, MAX(rev) AS ends, MAX(why) AS why FROM workshop_version WHERE {} AND saved_at = $2 \
                         AND saved_by = $3 AND why IN ({}) GROUP BY path ORDER BY path",
                        dialect::in_course(c.is_postgres(), "path", "$1"),
                        steps()
                    );
                    let (mut back, mut done, mut is_one_piece) = (vec![], TakenBack::default(), false);
                    for row in c.all(sql, args![&course, at, by]).await? {
                        let (path, last) = (row.text("path")?, row.int("ends")?);
                        is_one_piece |= row.with("why", VersionWhy::from_code)?.is_one_piece();
                        match rev_of(c, &path).await? == last {
                            true => back.push((path, row.int("begins")?)),
                            false => done.stay.push(path),
                        }
                    }
                    if is_one_piece && !done.stay.is_empty() {
                        done.stay.extend(back.drain(..).map(|(path, _)| path));
                    }
                    for (path, first) in back {
                        restore(c, &path, first, &stamp).await?;
                        done.back.push(path);
                    }
                    Ok(done)
                })
            })
            .await
    }
}

fn step(row: &Row) -> Result<DraftStep, Fault> {
    let (path, rev, at) = (row.text("path")?, row.int("rev")?, row.time("saved_at")?);
    let fate = match row.opt_int("now")? {
        Some(now) if now == rev => StepFate::Stands,
        _ if said(row, "said_next")? == Some(StepSaid::TakenBack) => StepFate::TakenBack,
        _ => StepFate::Over,
    };
    Ok(DraftStep {
        key: key(at, &row.text("saved_by")?),
        at,
        who: row.text("who")?,
        why: row.with("why", VersionWhy::from_code)?,
        files: vec![StepFile { path, rev, fate, said: said(row, "said")? }],
    })
}

/// What a version says of itself; nothing of one of a later build.
pub(super) fn said(row: &Row, column: &str) -> Result<Option<StepSaid>, Fault> {
    Ok(row.opt_text(column)?.and_then(|code| StepSaid::from_code(&code)))
}

/// The draft becomes what it was before the version `first`; where there was no draft then, there is none again.
async fn restore(c: &mut Conn<'_>, path: &str, first: i64, stamp: &Stamp) -> Result<(), Fault> {
    let sql = "SELECT why, blob FROM workshop_version WHERE path = $1 AND rev < $2 AND why <> 'still_right' ORDER BY rev DESC LIMIT 1";
    let drafted = |row: Row| match row.text("why")?.as_str() {
        "published" | "discarded" => Ok(None),
        _ => row.opt_text("blob"),
    };
    let before = c.one(sql, args![path, first]).await?.map_or(Ok(None), drafted)?;
    let taken_back = StepSaid::TakenBack;
    let said = Some(&taken_back);
    let Some(blob) = before else {
        let published = published(c, path).await?;
        c.execute("DELETE FROM workshop_file WHERE path = $1", args![path]).await?;
        let gone = NewVersion { path, blob: published.as_deref(), why: VersionWhy::Discarded, said };
        return versions::keep(c, &[gone], None, stamp).await.map(drop);
    };
    let again = NewVersion { path, blob: Some(&blob), why: VersionWhy::Restored, said };
    let new = versions::keep(c, &[again], None, stamp).await?.pop().unwrap_or_default();
    let sql = "UPDATE workshop_file SET blob = $1, rev = $2, edited_at = $3, edited_by = $4 WHERE path = $5";
    c.execute(sql, args![blob, new, stamp.now, stamp.actor.to_string(), path]).await.map(drop)
}
