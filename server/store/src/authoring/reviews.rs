//! Reviews of what is to be published: asked for, approved or sent back with a word, with remarks on lines. Each is of exactly the files that it names by
//! their digest. Whoever is asked hears of it, and whoever asked hears what was decided.

use crate::{
    Fault, Stamp, Store,
    authoring::{
        reviewers::{self, has_written},
        roles,
    },
    boxed,
    db::{Conn, Row, args, dialect, events},
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
    /// Who was asked, and decides; nothing where any colleague was.
    pub asked_of: Option<AccountId>,
    /// Their name.
    pub whom: Option<String>,
    /// The name of whoever decided, and what they said.
    pub decided_by: Option<String>,
    pub word: String,
    /// Whether whoever decided may still review the course: else their approval counts no more.
    pub holds: bool,
    pub remarks: Vec<ReviewRemark>,
}

impl Review {
    pub fn is_approved(&self) -> bool {
        self.state == ReviewState::Approved && self.holds
    }

    /// Whether it is theirs to decide, if they may review the course.
    pub fn is_asked_of(&self, who: AccountId) -> bool {
        self.asked_of.is_none_or(|asked| asked == who)
    }
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

const REVIEW: &str = "SELECT r.digest, r.state, r.asked_by, r.asked_of, r.decided_by AS decider, r.asked_at, r.word, \
                      COALESCE(NULLIF(a.display_name, ''), a.login, r.asked_by) AS who, \
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
        asked_of: row.opt_text("asked_of")?.map(|_| row.parse("asked_of")).transpose()?,
        whom: row.opt_text("whom")?,
        holds: false,
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
        if row.opt_text("decider")?.is_some() {
            found.holds = reviewers::may_still(self, course, found.asked_by, row.parse("decider")?).await?;
        }
        let sql = "SELECT m.path, m.line, m.words, COALESCE(NULLIF(a.display_name, ''), a.login, m.said_by) AS who FROM workshop_remark m \
                   LEFT JOIN account a ON a.id = m.said_by WHERE m.course = $1 ORDER BY m.path, m.line, m.n";
        for row in self.core.read.all(sql, args![course]).await? {
            let (path, line, text, who) = (row.text("path")?, row.int("line")?, row.text("words")?, row.text("who")?);
            found.remarks.push(ReviewRemark { path, line, text, who });
        }
        Ok(Some(found))
    }

    /// An author asks for a review of a course as it is now: a colleague by login, or any; the one of other files goes with its remarks, and where these very files
    /// wait already another colleague is asked. `false` where there is no such colleague who may review the course.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course, [`Fault::Role`] where they do not write it; [`Fault::Conflict`] where somebody decided about these
    /// very files; else a [`Fault`] if the database cannot be read or written.
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
                    put(c, &author, &course, &digest, asked_of, stamp.now).await?;
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
                    if asks(c, &author, (&course, &digest), false).await?.is_none() {
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
        wrote_outside(self, course, author.id()).await
    }

    /// The colleague who was asked approves what was asked about, or sends it back, with a word; any reviewer does where nobody was named. `false` where that
    /// review is not asked for any more.
    ///
    /// # Errors
    ///
    /// [`Fault::AskedOther`] where another colleague was asked; else as for [`remark`](Self::remark).
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
                    let Some(asker) = asks(c, &author, (&course, &digest), true).await? else { return Ok(false) };
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

/// Puts a review in the place of the one before. What was decided about the same files stands, and what was said of them.
async fn put(c: &mut Conn<'_>, author: &Author, course: &str, digest: &str, asked_of: Option<String>, now: Timestamp) -> Result<(), Fault> {
    let sql =
        format!("SELECT state, asked_by, decided_by FROM workshop_review WHERE course = $1 AND digest = $2{}", dialect::for_update(c));
    if let Some(row) = c.one(sql, args![course, digest]).await? {
        match (row.with("state", ReviewState::from_code)?, row.opt_text("decided_by")?) {
            (ReviewState::Asked, _) => {
                // whoever asks now waits for the word, and does not give it
                let sql = "UPDATE workshop_review SET asked_of = $2, asked_at = $3, asked_by = $4 WHERE course = $1";
                return c.execute(sql, args![course, asked_of, now, author.id().to_string()]).await.map(drop);
            }
            // an approval whose giver may review no longer counts for nothing
            (ReviewState::Approved, Some(decider)) if !reviewers::may_still_in(c, course, &row.text("asked_by")?, &decider).await? => {}
            _ => return Err(Fault::Conflict),
        }
    }
    c.execute("DELETE FROM workshop_remark WHERE course = $1", args![course]).await?;
    c.execute("DELETE FROM workshop_review WHERE course = $1", args![course]).await?;
    let sql = "INSERT INTO workshop_review (course, digest, state, asked_at, asked_by, asked_of) VALUES ($1, $2, $3, $4, $5, $6)";
    c.execute(sql, args![course, digest, ReviewState::Asked.code(), now, author.id().to_string(), asked_of]).await.map(drop)
}

/// Who asks for this very review, if it waits for somebody's word: never for that of whoever asked, or wrote one of its drafts. A colleague who was asked
/// decides; all reviewers remark.
async fn asks(c: &mut Conn<'_>, author: &Author, (course, digest): (&str, &str), decides: bool) -> Result<Option<AccountId>, Fault> {
    roles::hold(c, author, course, CourseRole::Reviewer).await?;
    let sql = format!("SELECT digest, state, asked_by, asked_of FROM workshop_review WHERE course = $1{}", dialect::for_update(c));
    let Some(row) = c.one(sql, args![course]).await? else { return Ok(None) };
    let asker: AccountId = row.parse("asked_by")?;
    let waits = row.text("digest")? == digest && row.with("state", ReviewState::from_code)? == ReviewState::Asked;
    // nobody is the second pair of eyes of their own text
    if asker == author.id() || waits && wrote(c, course, author.id()).await? {
        return Err(Fault::Own);
    }
    if decides && row.opt_text("asked_of")?.is_some_and(|asked| asked != author.id().to_string()) {
        return Err(Fault::AskedOther);
    }
    Ok(waits.then_some(asker))
}

/// The same, outside of a transaction.
pub(super) async fn wrote_outside(store: &Store, course: &str, me: AccountId) -> Result<bool, Fault> {
    let sql = has_written(store.core.read.is_postgres());
    Ok(store.core.read.one(sql, args![course, me.to_string()]).await?.is_some())
}

/// Whether somebody wrote of what is to be published.
async fn wrote(c: &mut Conn<'_>, course: &str, me: AccountId) -> Result<bool, Fault> {
    Ok(c.one(has_written(c.is_postgres()), args![course, me.to_string()]).await?.is_some())
}

async fn tell(c: &mut Conn<'_>, stamp: &Stamp, course: &str, state: ReviewState) -> Result<(), Fault> {
    events::append(c, stamp, course, Event::PublicationReviewed { state: state.code().into() }).await
}
