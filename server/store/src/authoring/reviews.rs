//! Reviews of what is to be published: asked for, approved or sent back with a word, with remarks on lines. Each is of exactly the files that it names by
//! their digest. Whoever is asked hears of it, and whoever asked hears what was decided.

use crate::{
    Fault, Stamp, Store,
    authoring::{
        reviewers::{self, SINCE},
        roles,
    },
    boxed,
    db::{Arg, Conn, Row, args, dialect, events},
    office::message::inbox,
};
use zhixing_domain::{
    account::Author,
    event::Event,
    id::AccountId,
    message::InboxMessage,
    time::Timestamp,
    workshop::{
        course_role::CourseRole,
        review::{REMARKS, ReviewState},
    },
};

/// A review of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Of the files of the course, as they would be published.
    pub digest: String,
    pub state: ReviewState,
    pub asked_by: AccountId,
    /// The name of whoever asked.
    pub who: String,
    pub asked_at: Timestamp,
    /// The name of whoever was asked; nothing where any colleague was.
    pub whom: Option<String>,
    /// The name of whoever decided, and what they said.
    pub decided_by: Option<String>,
    pub word: String,
    pub remarks: Vec<ReviewRemark>,
}

/// What a colleague said of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRemark {
    pub path: String,
    /// From 1.
    pub line: i64,
    pub text: String,
    pub who: String,
}

const REVIEW: &str = "SELECT r.digest, r.state, r.asked_by, r.asked_at, r.word, COALESCE(NULLIF(a.display_name, ''), a.login, r.asked_by) AS who, \
                      COALESCE(NULLIF(o.display_name, ''), o.login, r.asked_of) AS whom, COALESCE(NULLIF(d.display_name, ''), d.login, r.decided_by) AS decided \
                      FROM workshop_review r LEFT JOIN account a ON a.id = r.asked_by LEFT JOIN account o ON o.id = r.asked_of \
                      LEFT JOIN account d ON d.id = r.decided_by WHERE r.course = $1";

fn review(row: &Row) -> Result<Review, Fault> {
    Ok(Review {
        digest: row.text("digest")?,
        state: row.with("state", ReviewState::from_code)?,
        asked_by: row.parse("asked_by")?,
        who: row.text("who")?,
        asked_at: row.time("asked_at")?,
        whom: row.opt_text("whom")?,
        decided_by: row.opt_text("decided")?,
        word: row.text("word")?,
        remarks: vec![],
    })
}

impl Store {
    /// An author reads the review of a course that was asked for last, with its remarks.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn review(&self, author: &Author, course: &str) -> Result<Option<Review>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let Some(row) = self.core.read.one(REVIEW, args![course]).await? else { return Ok(None) };
        let mut found = review(&row)?;
        let sql = "SELECT m.path, m.line, m.words, COALESCE(NULLIF(a.display_name, ''), a.login, m.said_by) AS who FROM workshop_remark m \
                   LEFT JOIN account a ON a.id = m.said_by WHERE m.course = $1 ORDER BY m.path, m.line, m.n";
        for row in self.core.read.all(sql, args![course]).await? {
            let (path, line, text, who) = (row.text("path")?, row.int("line")?, row.text("words")?, row.text("who")?);
            found.remarks.push(ReviewRemark { path, line, text, who });
        }
        Ok(Some(found))
    }

    /// An author asks for a review of a course as it is now: a colleague by login, or any; the one before goes with its remarks. `false` where there is no
    /// such colleague who may review the course.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course, [`Fault::Role`] where they do not write it; else a [`Fault`] if the database cannot be read
    /// or written.
    #[boxed]
    pub async fn ask_review(
        &self,
        author: &Author,
        course: String,
        digest: String,
        whom: Option<String>,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    roles::hold(c, &author, &course, CourseRole::Editor).await?;
                    let asked = reviewers::asked(c, &course, author.id(), whom.as_deref()).await?;
                    if whom.is_some() && asked.is_empty() {
                        return Ok(false);
                    }
                    let asked_of = asked.first().filter(|_| whom.is_some()).map(ToString::to_string);
                    c.execute("DELETE FROM workshop_remark WHERE course = $1", args![&course]).await?;
                    c.execute("DELETE FROM workshop_review WHERE course = $1", args![&course]).await?;
                    let sql =
                        "INSERT INTO workshop_review (course, digest, state, asked_at, asked_by, asked_of) VALUES ($1, $2, $3, $4, $5, $6)";
                    let by = author.id().to_string();
                    c.execute(sql, args![&course, digest, ReviewState::Asked.code(), stamp.now, by, asked_of]).await?;
                    for to in asked {
                        inbox::put_now(c, &stamp, to, InboxMessage::ReviewAsked { course: course.clone() }).await?;
                    }
                    tell(c, &stamp, &course, ReviewState::Asked).await.map(|()| true)
                })
            })
            .await
    }

    /// A colleague says something of a line. `false` where that review is not asked for any more, or has too many remarks.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] for whoever asked, [`Fault::Beyond`] where they may not see the course, [`Fault::Role`] where they do not review it; else a
    /// [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remark(
        &self,
        author: &Author,
        course: String,
        digest: String,
        said: (String, i64, String),
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if asks(c, &author, &course, &digest).await?.is_none() {
                        return Ok(false);
                    }
                    let sql = "SELECT COUNT(*) AS n FROM workshop_remark WHERE course = $1";
                    let n = c.one(sql, args![&course]).await?.map_or(Ok(0), |row| row.int("n"))?;
                    if n >= REMARKS {
                        return Ok(false);
                    }
                    let (path, line, words) = said;
                    let sql =
                        "INSERT INTO workshop_remark (course, n, path, line, words, said_at, said_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
                    c.execute(sql, args![course, n, path, line, words, stamp.now, author.id().to_string()]).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// An author asks whether they wrote of what is to be published in a course: then a colleague looks it over.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn wrote_drafts(&self, author: &Author, course: &str) -> Result<bool, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        Ok(self.core.read.one(wrote_sql(), wrote_values(course, author.id())).await?.is_some())
    }

    /// A colleague approves what was asked about, or sends it back, with a word. `false` where that review is not asked for any more.
    ///
    /// # Errors
    ///
    /// As for [`remark`](Self::remark).
    #[boxed]
    pub async fn decide_review(
        &self,
        author: &Author,
        course: String,
        digest: String,
        (state, word): (ReviewState, String),
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let Some(asker) = asks(c, &author, &course, &digest).await? else { return Ok(false) };
                    let sql = "UPDATE workshop_review SET state = $1, decided_by = $3, word = $4 WHERE course = $2";
                    c.execute(sql, args![state.code(), &course, author.id().to_string(), &word]).await?;
                    let approved = state == ReviewState::Approved;
                    inbox::put_now(c, &stamp, asker, InboxMessage::ReviewDecided { course: course.clone(), approved, text: word }).await?;
                    tell(c, &stamp, &course, state).await.map(|()| true)
                })
            })
            .await
    }
}

/// Who asks for this very review, if it waits for somebody's word: never for that of whoever asked, or wrote one of its drafts.
async fn asks(c: &mut Conn<'_>, author: &Author, course: &str, digest: &str) -> Result<Option<AccountId>, Fault> {
    roles::hold(c, author, course, CourseRole::Reviewer).await?;
    let sql = format!("SELECT digest, state, asked_by FROM workshop_review WHERE course = $1{}", dialect::for_update(c));
    let Some(row) = c.one(sql, args![course]).await? else { return Ok(None) };
    let asker: AccountId = row.parse("asked_by")?;
    // nobody is the second pair of eyes of their own text
    if asker == author.id() || wrote(c, course, author.id()).await? {
        return Err(Fault::Own);
    }
    let waits = row.text("digest")? == digest && row.with("state", ReviewState::from_code)? == ReviewState::Asked;
    Ok(waits.then_some(asker))
}

/// Whether somebody saved anything of what is to be published: a version of one of its files since that file was published last, whoever saved over it
/// then and also where the draft was given up and taken up again; or the very bytes under another name in the same course.
async fn wrote(c: &mut Conn<'_>, course: &str, me: AccountId) -> Result<bool, Fault> {
    Ok(c.one(wrote_sql(), wrote_values(course, me)).await?.is_some())
}

fn wrote_sql() -> String {
    format!(
        "SELECT 1 FROM workshop_version v JOIN workshop_file w ON v.path = w.path OR v.blob = w.blob \
               WHERE v.path >= $3 AND v.path < $4 AND w.course = $1 AND v.saved_by = $2 AND v.why NOT IN ('published', 'discarded') AND (v.blob = w.blob OR v.rev > {SINCE})"
    )
}

/// The files of a course are all that stands between its slash and the sign behind a slash.
fn wrote_values(course: &str, me: AccountId) -> Vec<Arg> {
    args![course, me.to_string(), format!("{course}/"), format!("{course}0")]
}

async fn tell(c: &mut Conn<'_>, stamp: &Stamp, course: &str, state: ReviewState) -> Result<(), Fault> {
    events::append(c, stamp, course, Event::PublicationReviewed { state: state.code().into() }).await
}
