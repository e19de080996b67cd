//! Publications at a time: the drafts of a course as they were when an owner set it, until it is taken back, made, or found not to be possible. Whichever node
//! makes it takes its line away in the transaction that publishes, so it is made once.

use super::files::{FileDraft, draft};
use crate::{
    Actor, Fault, Stamp, Store,
    authoring::{NEWEST, reviewers, roles},
    boxed,
    db::{Conn, Row, args, dialect, events},
    office::message::inbox::{self, NewMessage},
};
use std::collections::BTreeMap;
use zhixing_domain::{
    account::Author,
    event::Event,
    id::AccountId,
    message::InboxMessage,
    time::Timestamp,
    workshop::{
        course_role::CourseRole,
        schedule::{ScheduleEnd, StayedWhy},
    },
};

/// A publication that is to be made at a time.
#[derive(Clone, Debug)]
pub struct NewSchedule {
    pub due: Timestamp,
    /// The drafts that it takes in, by path and number, and what each began from.
    pub drafts: Vec<(String, i64, Option<String>)>,
    /// The digest of the files of the course, where a colleague approved them.
    pub approved: Option<String>,
    /// Whether it may take something from the site.
    pub removes: bool,
    /// When the one was set that was seen, and gives way; nothing where none was.
    pub over: Option<Timestamp>,
    /// Why, where somebody wrote it.
    pub reason: Option<String>,
}

/// A publication that waits for its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub course: String,
    pub due: Timestamp,
    pub approved: Option<String>,
    /// Who approved it.
    pub approved_by: Option<AccountId>,
    pub removes: bool,
    /// When it was set.
    pub at: Timestamp,
    pub by: AccountId,
    /// The name of whoever set it.
    pub who: String,
    pub reason: Option<String>,
}

const SCHEDULE: &str = "SELECT s.course, s.due_at, s.approved, s.approved_by, s.removes, s.scheduled_at, s.scheduled_by, s.reason, \
                        COALESCE(NULLIF(a.display_name, ''), a.login, s.scheduled_by) AS who FROM workshop_schedule s LEFT JOIN account a ON a.id = s.scheduled_by";

fn schedule(row: &Row) -> Result<Schedule, Fault> {
    Ok(Schedule {
        course: row.text("course")?,
        due: row.time("due_at")?,
        approved: row.opt_text("approved")?,
        approved_by: row.opt_text("approved_by")?.map(|_| row.parse("approved_by")).transpose()?,
        removes: row.int("removes")? > 0,
        at: row.time("scheduled_at")?,
        by: row.parse("scheduled_by")?,
        who: row.text("who")?,
        reason: row.opt_text("reason")?,
    })
}

impl Store {
    /// An author reads what is to be published of a course at a time.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn schedule(&self, author: &Author, course: &str) -> Result<Option<Schedule>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        self.core.read.one(format!("{SCHEDULE} WHERE s.course = $1"), args![course]).await?.map(|row| schedule(&row)).transpose()
    }

    /// An author reads of all courses that they may see when each is to be published.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn schedules(&self, author: &Author) -> Result<BTreeMap<String, Timestamp>, Fault> {
        let seen = self.seen_by(author).await?;
        let rows = self.core.read.all("SELECT course, due_at FROM workshop_schedule", vec![]).await?;
        let all = rows.iter().map(|row| Ok((row.text("course")?, row.time("due_at")?))).collect::<Result<BTreeMap<_, _>, Fault>>()?;
        Ok(all.into_iter().filter(|(course, _)| seen.has(course)).collect())
    }

    /// An owner sets a time for publishing drafts of a course, in place of one that was seen; whoever set that hears of it. `false` where one of the drafts, or
    /// what was set, is another by now.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course, [`Fault::Role`] where they do not own it; else a [`Fault`] if the database cannot be read or
    /// written.
    #[boxed]
    pub async fn schedule_publication(&self, author: &Author, course: String, new: NewSchedule, stamp: Stamp) -> Result<bool, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    roles::hold(c, &author, &course, CourseRole::Owner).await?;
                    for (path, rev, _) in &new.drafts {
                        let sql = "SELECT 1 FROM workshop_file WHERE path = $1 AND rev = $2 AND course = $3";
                        if c.one(sql, args![path, *rev, &course]).await?.is_none() {
                            return Ok(false);
                        }
                    }
                    if set_at(c, &course).await? != new.over {
                        return Ok(false);
                    }
                    give_way(c, &course, ScheduleEnd::Another, &stamp).await?;
                    let sql = "INSERT INTO workshop_schedule (course, due_at, approved, removes, scheduled_at, scheduled_by, reason, approved_by) \
                               VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT r.decided_by FROM workshop_review r \
                               WHERE r.course = $1 AND r.digest = $3 AND r.state = 'approved'))";
                    let row = args![&course, new.due, new.approved, i64::from(new.removes), stamp.now, author.id().to_string(), new.reason.as_deref()];
                    c.execute(sql, row).await?;
                    for (path, rev, base) in new.drafts {
                        let sql = "INSERT INTO workshop_schedule_file (course, path, rev, base) VALUES ($1, $2, $3, $4)";
                        c.execute(sql, args![&course, path, rev, base]).await?;
                    }
                    events::append(c, &stamp, &course, Event::PublicationScheduled { at: new.due.ms() }).await.map(|()| true)
                })
            })
            .await
    }

    /// An owner takes a publication at a time back, as it was `seen` to be set, else whichever there is; whoever set it hears of it. `false` where there is none
    /// such any more.
    ///
    /// # Errors
    ///
    /// As for [`schedule_publication`](Self::schedule_publication).
    #[boxed]
    pub async fn unschedule_publication(
        &self,
        author: &Author,
        course: String,
        seen: Option<Timestamp>,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    roles::hold(c, &author, &course, CourseRole::Owner).await?;
                    if seen.is_some() && set_at(c, &course).await? != seen {
                        return Ok(false);
                    }
                    give_way(c, &course, ScheduleEnd::TakenBack, &stamp).await
                })
            })
            .await
    }

    /// The server lists the publications whose time has come.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn due_publications(&self, now: Timestamp) -> Result<Vec<Schedule>, Fault> {
        let rows = self.core.read.all(format!("{SCHEDULE} WHERE s.due_at <= $1 ORDER BY s.due_at, s.course"), args![now]).await?;
        rows.iter().map(schedule).collect()
    }

    /// The server reads the drafts of a publication at a time as they were when it was set, and why they cannot be published, where one of them was given up
    /// since, or published otherwise.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn scheduled_drafts(&self, of: &Schedule) -> Result<(Vec<FileDraft>, Option<StayedWhy>), Fault> {
        let sql = format!(
            "SELECT f.path, f.rev, f.base, v.blob, b.bytes, w.rev AS drafted, p.blob AS published, \
             (SELECT MAX(g.rev) FROM workshop_version g WHERE g.path = f.path AND g.why = 'discarded') AS gone, \
             (SELECT MAX(g.rev) FROM workshop_version g WHERE g.path = f.path AND g.why = 'published') AS made FROM workshop_schedule_file f \
             JOIN workshop_version v ON v.path = f.path AND v.rev = f.rev LEFT JOIN blob b ON b.hash = v.blob \
             LEFT JOIN workshop_file w ON w.path = f.path LEFT JOIN publication_file p ON p.path = f.path AND p.publication = {NEWEST} \
             WHERE f.course = $1 ORDER BY f.path"
        );
        let (mut drafts, mut why) = (vec![], None);
        for row in self.core.read.all(sql, args![&of.course]).await? {
            let rev = row.int("rev")?;
            let since = |column| Ok::<_, Fault>(row.opt_int(column)?.filter(|then| *then > rev));
            let (gone, made) = (since("gone")?, since("made")?);
            let is_gone = row.opt_int("drafted")?.is_none() || gone.is_some();
            if is_gone && row.opt_text("blob")? != row.opt_text("published")? {
                why = Some(if made > gone { StayedWhy::Elsewhere } else { StayedWhy::GivenUp });
            }
            drafts.push(draft(&row)?);
        }
        Ok((drafts, why))
    }

    /// The server asks whether a colleague approved these files before a publication of them was set, who may review the course still.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn approval_stands(&self, of: &Schedule, digest: &str) -> Result<bool, Fault> {
        match of.approved_by.filter(|_| of.approved.as_deref() == Some(digest)) {
            Some(who) => reviewers::reviews(self, &of.course, who).await,
            None => Ok(false),
        }
    }

    /// The server ends a publication at a time that it does not make: with `why` whoever set it hears of it, and the owners of the course. Nothing where
    /// it was taken back, or another node did so.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn end_schedule(&self, of: Schedule, why: Option<StayedWhy>, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !ends(c, &of.course, of.at).await? {
                        return Ok(());
                    }
                    let Some(why) = why else { return events::append(c, &stamp, &of.course, Event::PublicationUnscheduled).await };
                    events::append(c, &stamp, &of.course, Event::PublicationStayed { why: why.code().into() }).await?;
                    let owners =
                        c.all("SELECT account_id FROM course_role WHERE course = $1 AND role = 'owner'", args![&of.course]).await?;
                    let mut to: Vec<AccountId> = owners.iter().map(|row| row.parse("account_id")).collect::<Result<_, Fault>>()?;
                    to.push(of.by);
                    let message = || InboxMessage::PublicationStayed { course: of.course.clone(), why: why.code().into() };
                    let cause = format!("publication.stayed {} {}", of.course, of.at.ms());
                    let new: Vec<_> = to.into_iter().map(|to| NewMessage { to, cause: cause.clone(), message: message() }).collect();
                    inbox::put_all(c, &stamp, &new).await
                })
            })
            .await
    }
}

/// The line of a publication at a time goes, in the transaction of what ends it; `true` where it was there, as it was set at this moment.
pub(crate) async fn ends(c: &mut Conn<'_>, course: &str, at: Timestamp) -> Result<bool, Fault> {
    let gone = c.execute("DELETE FROM workshop_schedule WHERE course = $1 AND scheduled_at = $2", args![course, at]).await?;
    if gone > 0 {
        end(c, course).await?;
    }
    Ok(gone > 0)
}

/// Whatever was set for a course goes by somebody's hand, and whoever else set it hears how. `false` where nothing was set.
pub(crate) async fn give_way(c: &mut Conn<'_>, course: &str, how: ScheduleEnd, stamp: &Stamp) -> Result<bool, Fault> {
    let sql = format!("SELECT scheduled_by FROM workshop_schedule WHERE course = $1{}", dialect::for_update(c));
    let Some(row) = c.one(sql, args![course]).await? else { return Ok(false) };
    let by: AccountId = row.parse("scheduled_by")?;
    end(c, course).await?;
    // the new time is told of by itself
    if how != ScheduleEnd::Another {
        events::append(c, stamp, course, Event::PublicationUnscheduled).await?;
    }
    if stamp.actor != Actor::Person(by) {
        inbox::put_now(c, stamp, by, InboxMessage::ScheduleEnded { course: course.into(), how: how.code().into() }).await?;
    }
    Ok(true)
}

/// When the publication at a time of a course was set; nobody else sets or ends one before the end.
async fn set_at(c: &mut Conn<'_>, course: &str) -> Result<Option<Timestamp>, Fault> {
    dialect::one_by_one(c, &format!("schedule {course}")).await?;
    let row = c.one("SELECT scheduled_at FROM workshop_schedule WHERE course = $1", args![course]).await?;
    row.map(|row| row.time("scheduled_at")).transpose()
}

async fn end(c: &mut Conn<'_>, course: &str) -> Result<(), Fault> {
    c.execute("DELETE FROM workshop_schedule_file WHERE course = $1", args![course]).await?;
    c.execute("DELETE FROM workshop_schedule WHERE course = $1", args![course]).await.map(drop)
}
