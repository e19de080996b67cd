//! What learners ask about a lesson (提问): private between its person and the teachers of the course until one of them shows it to all.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Arg, Conn, Row, args, dialect, events},
};
use zhixing_domain::{
    account::{Author, Scope},
    event::Event,
    id::{AccountId, InquiryId},
    inquiry::{InquiryFacts, InquiryPlace, InquiryRefusal},
    time::{Span, Timestamp},
    workshop::course_role::CourseRole,
};

/// A question that is to be asked.
#[derive(Clone, Debug)]
pub struct NewInquiry {
    pub course: String,
    pub lesson: String,
    pub place: InquiryPlace,
    pub words: String,
    /// The question of the same person whose answer it asks on about.
    pub follows: Option<InquiryId>,
}

/// A question as its person and the teachers of the course see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonInquiry {
    pub id: InquiryId,
    pub account: AccountId,
    /// What teachers call its person.
    pub who: String,
    pub course: String,
    pub lesson: String,
    pub place: InquiryPlace,
    pub words: String,
    pub asked_at: Timestamp,
    pub follows: Option<InquiryId>,
    pub answer: Option<InquiryAnswer>,
    /// Whether everybody who reads the lesson sees it.
    pub shown: bool,
}

/// What a teacher answered, in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InquiryAnswer {
    pub text: String,
    pub at: Timestamp,
}

/// A question with its answer as everybody sees it: nothing in it tells who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownInquiry {
    pub id: InquiryId,
    pub place: InquiryPlace,
    pub words: String,
    pub asked_at: Timestamp,
    pub follows: Option<InquiryId>,
    pub answer: InquiryAnswer,
}

/// So many questions are read at once: of a person or a lesson the newest, of those that wait the oldest.
const INQUIRIES: i64 = 200;
const DAY: Span = Span::from_minutes(24 * 60);

const COLUMNS: &str = "q.id, q.account_id, COALESCE(NULLIF(a.display_name, ''), a.login) AS who, q.course, q.lesson, q.place, q.words, q.asked_at, \
                       q.follows, q.answer, q.answered_at, q.shown";
const FROM: &str = "inquiry q JOIN account a ON a.id = q.account_id";

fn place(row: &Row) -> Result<InquiryPlace, Fault> {
    row.with("place", |text| text.parse().ok())
}

fn read(row: &Row) -> Result<LessonInquiry, Fault> {
    let answer = row.opt_text("answer")?.zip(row.opt_time("answered_at")?);
    Ok(LessonInquiry {
        id: row.parse("id")?,
        account: row.parse("account_id")?,
        who: row.text("who")?,
        course: row.text("course")?,
        lesson: row.text("lesson")?,
        place: place(row)?,
        words: row.text("words")?,
        asked_at: row.time("asked_at")?,
        follows: row.opt_parse("follows")?,
        answer: answer.map(|(text, at)| InquiryAnswer { text, at }),
        shown: row.int("shown")? != 0,
    })
}

fn shown(row: &Row) -> Result<ShownInquiry, Fault> {
    Ok(ShownInquiry {
        id: row.parse("id")?,
        place: place(row)?,
        words: row.text("words")?,
        asked_at: row.time("asked_at")?,
        follows: row.opt_parse("follows")?,
        answer: InquiryAnswer { text: row.text("answer")?, at: row.time("answered_at")? },
    })
}

/// The condition that a question is of a course that an author may see, within this scope of theirs, and what is bound for it.
fn within(author: &Author, scope: &Scope) -> (String, Vec<Arg>) {
    let mut values = args![author.id().to_string()];
    let seen = "(EXISTS (SELECT 1 FROM course_role o WHERE o.course = q.course AND o.account_id = $1) \
                OR NOT EXISTS (SELECT 1 FROM course_role o WHERE o.course = q.course))";
    let Some(courses) = scope.courses() else { return (seen.into(), values) };
    let each: Vec<_> = (2..courses.len() + 2).map(|n| format!("${n}")).collect();
    values.extend(courses.iter().map(Arg::from));
    (format!("q.course IN ({}) AND {seen}", each.join(", ")), values)
}

impl Store {
    /// A learner asks. A question that follows another stands where that one does.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the question that it follows is not the account's; else a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn ask(&self, account: AccountId, new: NewInquiry, stamp: Stamp) -> Result<Result<InquiryId, InquiryRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let mut new = new;
                    let facts = facts(c, account, &mut new, stamp.now).await?;
                    if let Err(refusal) = facts.decide() {
                        return Ok(Err(refusal));
                    }
                    let id = stamp.mint(InquiryId::new);
                    let sql = "INSERT INTO inquiry (id, account_id, course, lesson, place, words, asked_at, follows) \
                               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
                    let follows = new.follows.map(|id| id.to_string());
                    let row = args![
                        id.to_string(),
                        account.to_string(),
                        &new.course,
                        &new.lesson,
                        new.place.to_string(),
                        new.words,
                        stamp.now,
                        follows
                    ];
                    c.execute(sql, row).await?;
                    let sql = "INSERT INTO progress (account_id, course, lesson, seen_at, asked) VALUES ($1, $2, $3, $4, 1) \
                               ON CONFLICT (account_id, course, lesson) DO UPDATE SET asked = 1";
                    c.execute(sql, args![account.to_string(), &new.course, &new.lesson, stamp.now]).await?;
                    let event = Event::InquiryAsked { course: new.course, lesson: new.lesson };
                    events::append(c, &stamp, &id.to_string(), event).await.map(|()| Ok(id))
                })
            })
            .await
    }

    /// A learner takes a question back that nobody has answered.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where it is not the account's; else a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn take_back(&self, account: AccountId, id: InquiryId, stamp: Stamp) -> Result<Result<(), InquiryRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let own = "SELECT 1 FROM inquiry WHERE id = $1 AND account_id = $2";
                    if c.one(own, args![id.to_string(), account.to_string()]).await?.is_none() {
                        return Err(Fault::Beyond);
                    }
                    let gone = c.execute("DELETE FROM inquiry WHERE id = $1 AND answered_at IS NULL", args![id.to_string()]).await?;
                    if gone == 0 {
                        return Ok(Err(InquiryRefusal::Answered));
                    }
                    events::append(c, &stamp, &id.to_string(), Event::InquiryTakenBack).await.map(Ok)
                })
            })
            .await
    }

    /// Lists what a person has asked, the newest first: about one lesson, or about all.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn inquiries_of(&self, account: AccountId, lesson: Option<(&str, &str)>) -> Result<Vec<LessonInquiry>, Fault> {
        let (course, lesson) = lesson.unzip();
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE q.account_id = $1 AND ($2 IS NULL OR q.course = $2 AND q.lesson = $3) ORDER BY q.id DESC LIMIT {INQUIRIES}"
        );
        let rows = self.core.read.all(sql, args![account.to_string(), course, lesson]).await?;
        rows.iter().map(read).collect()
    }

    /// A teacher lists what was asked about a lesson, the newest first.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course in the workshop; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn inquiries_at(&self, author: &Author, course: &str, lesson: &str) -> Result<Vec<LessonInquiry>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE q.course = $1 AND q.lesson = $2 ORDER BY q.id DESC LIMIT {INQUIRIES}");
        let rows = self.core.read.all(sql, args![course, lesson]).await?;
        rows.iter().map(read).collect()
    }

    /// A teacher lists what waits for an answer in the courses that the role reaches, or in one of them, the oldest first.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course in the workshop; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn open_inquiries(&self, author: &Author, course: Option<&str>) -> Result<Vec<LessonInquiry>, Fault> {
        let scope = match course {
            Some(course) => self.within(author, course, CourseRole::Reader).await.map(|()| Scope::of([course]))?,
            None => author.scope().clone(),
        };
        let (condition, values) = within(author, &scope);
        let sql =
            format!("SELECT {COLUMNS} FROM {FROM} WHERE q.answered_at IS NULL AND {condition} ORDER BY q.asked_at, q.id LIMIT {INQUIRIES}");
        let rows = self.core.read.all(sql, values).await?;
        rows.iter().map(read).collect()
    }

    /// Counts what waits for an answer in the courses that a teacher's role reaches.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn count_inquiries(&self, author: &Author) -> Result<i64, Fault> {
        let (condition, values) = within(author, author.scope());
        let sql = format!("SELECT COUNT(*) AS n FROM inquiry q WHERE q.answered_at IS NULL AND {condition}");
        self.core.read.one(sql, values).await?.map_or(Ok(0), |row| row.int("n"))
    }

    /// Lists what everybody sees beneath a lesson, the oldest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn shown_inquiries(&self, course: &str, lesson: &str) -> Result<Vec<ShownInquiry>, Fault> {
        let sql = format!(
            "SELECT q.id, q.place, q.words, q.asked_at, q.follows, q.answer, q.answered_at FROM inquiry q \
             WHERE q.course = $1 AND q.lesson = $2 AND q.shown = 1 AND q.answered_at IS NOT NULL ORDER BY q.id LIMIT {INQUIRIES}"
        );
        let rows = self.core.read.all(sql, args![course, lesson]).await?;
        rows.iter().map(shown).collect()
    }
}

/// Counts what decides, and puts a question that follows another to its place. The account's questions come one after another.
async fn facts(c: &mut Conn<'_>, account: AccountId, new: &mut NewInquiry, now: Timestamp) -> Result<InquiryFacts, Fault> {
    let me = account.to_string();
    let lock = format!("SELECT id FROM account WHERE id = $1{}", dialect::for_update(c));
    c.one(lock, args![&me]).await?;
    let follows = match new.follows {
        None => None,
        Some(id) => {
            let sql = "SELECT q.course, q.lesson, q.place, q.answered_at, (SELECT COUNT(*) FROM inquiry n WHERE n.follows = q.id) AS followed \
                       FROM inquiry q WHERE q.id = $1 AND q.account_id = $2";
            let Some(row) = c.one(sql, args![id.to_string(), &me]).await? else { return Err(Fault::Beyond) };
            (new.course, new.lesson, new.place) = (row.text("course")?, row.text("lesson")?, place(&row)?);
            Some((row.opt_time("answered_at")?.is_some(), row.int("followed")? > 0))
        }
    };
    let sql = "SELECT (SELECT COUNT(*) FROM inquiry t WHERE t.account_id = $1 AND t.asked_at > $2) AS today, \
               (SELECT COUNT(*) FROM inquiry o WHERE o.course = $3 AND o.answered_at IS NULL) AS open";
    let Some(row) = c.one(sql, args![me, now - DAY, &new.course]).await? else { return Err(Fault::Conflict) };
    Ok(InquiryFacts { today: row.int("today")?, open: row.int("open")?, follows })
}
