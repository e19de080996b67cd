//! Reviews of what is to be published: asked for, approved or sent back, with remarks on lines. Each is of exactly the files that it names by their digest.

use crate::{
    Fault, Stamp, Store,
    authoring::within,
    boxed,
    db::{Conn, Row, args, dialect, events},
};
use zhixing_domain::{
    account::Author,
    event::Event,
    id::AccountId,
    time::Timestamp,
    workshop::review::{REMARKS, ReviewState},
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

const REVIEW: &str = "SELECT r.digest, r.state, r.asked_by, r.asked_at, COALESCE(NULLIF(a.display_name, ''), a.login, r.asked_by) AS who \
                      FROM workshop_review r LEFT JOIN account a ON a.id = r.asked_by WHERE r.course = $1";

fn review(row: &Row) -> Result<Review, Fault> {
    Ok(Review {
        digest: row.text("digest")?,
        state: row.with("state", ReviewState::from_code)?,
        asked_by: row.parse("asked_by")?,
        who: row.text("who")?,
        asked_at: row.time("asked_at")?,
        remarks: vec![],
    })
}

impl Store {
    /// An author reads the review of a course that was asked for last, with its remarks.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn review(&self, author: &Author, course: &str) -> Result<Option<Review>, Fault> {
        within(author, course)?;
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

    /// An author asks for a review of a course as it is now; the one before goes with its remarks.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn ask_review(&self, author: &Author, course: String, digest: String, stamp: Stamp) -> Result<(), Fault> {
        within(author, &course)?;
        let by = author.id().to_string();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    c.execute("DELETE FROM workshop_remark WHERE course = $1", args![&course]).await?;
                    let sql = "INSERT INTO workshop_review (course, digest, state, asked_at, asked_by) VALUES ($1, $2, $3, $4, $5) \
                               ON CONFLICT (course) DO UPDATE SET digest = excluded.digest, state = excluded.state, asked_at = excluded.asked_at, \
                               asked_by = excluded.asked_by";
                    c.execute(sql, args![&course, digest, ReviewState::Asked.code(), stamp.now, by]).await?;
                    tell(c, &stamp, &course, ReviewState::Asked).await
                })
            })
            .await
    }

    /// A colleague says something of a line. `false` where that review is not asked for any more, or has too many remarks.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] for whoever asked, [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read
    /// or written.
    #[boxed]
    pub async fn remark(
        &self,
        author: &Author,
        course: String,
        digest: String,
        said: (String, i64, String),
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        within(author, &course)?;
        let me = author.id();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !is_asked(c, &course, &digest, me).await? {
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
                    c.execute(sql, args![course, n, path, line, words, stamp.now, me.to_string()]).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// A colleague approves what was asked about, or sends it back. `false` where that review is not asked for any more.
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
        state: ReviewState,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        within(author, &course)?;
        let me = author.id();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if !is_asked(c, &course, &digest, me).await? {
                        return Ok(false);
                    }
                    c.execute("UPDATE workshop_review SET state = $1 WHERE course = $2", args![state.code(), &course]).await?;
                    tell(c, &stamp, &course, state).await.map(|()| true)
                })
            })
            .await
    }
}

/// Whether this very review waits for somebody's word: never for that of whoever asked, or wrote one of its drafts.
async fn is_asked(c: &mut Conn<'_>, course: &str, digest: &str, me: AccountId) -> Result<bool, Fault> {
    let sql = format!("SELECT digest, state, asked_by FROM workshop_review WHERE course = $1{}", dialect::for_update(c));
    let Some(row) = c.one(sql, args![course]).await? else { return Ok(false) };
    // nobody is the second pair of eyes of their own text
    if row.parse::<AccountId>("asked_by")? == me || wrote(c, course, me).await? {
        return Err(Fault::Own);
    }
    Ok(row.text("digest")? == digest && row.with("state", ReviewState::from_code)? == ReviewState::Asked)
}

/// Whether somebody saved anything of what is to be published: a version of one of its files since that file was published last, whoever saved over it
/// then and also where the draft was given up and taken up again; or the very bytes under another name.
async fn wrote(c: &mut Conn<'_>, course: &str, me: AccountId) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM workshop_file w JOIN workshop_version v ON v.path = w.path OR v.blob = w.blob \
               WHERE w.course = $1 AND v.saved_by = $2 AND v.why NOT IN ('published', 'discarded') AND (v.blob = w.blob OR v.rev > \
               COALESCE((SELECT MAX(p.rev) FROM workshop_version p WHERE p.path = w.path AND p.why = 'published'), 0))";
    Ok(c.one(sql, args![course, me.to_string()]).await?.is_some())
}

async fn tell(c: &mut Conn<'_>, stamp: &Stamp, course: &str, state: ReviewState) -> Result<(), Fault> {
    events::append(c, stamp, course, Event::PublicationReviewed { state: state.code().into() }).await
}
