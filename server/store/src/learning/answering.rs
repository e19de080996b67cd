//! Teachers answer what learners ask, and decide who sees it. What is decided gives the lesson that it stands under.

use crate::{
    Fault, Stamp, Store,
    authoring::roles,
    boxed,
    db::{Conn, args, dialect, events},
    office::message::inbox,
};
use zhixing_domain::{
    account::Author,
    event::Event,
    id::{AccountId, InquiryId},
    inquiry::InquiryRefusal,
    message::InboxMessage,
    workshop::course_role::CourseRole,
};

impl Store {
    /// A teacher answers a question, for its person alone or for everybody who reads the lesson; its person is told.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] for the own question, [`Fault::Beyond`] where the course has none of this id or the role does not reach it; else a [`Fault`] if
    /// the database cannot be read or written.
    #[boxed]
    pub async fn answer_inquiry(
        &self,
        author: &Author,
        (course, id): (String, InquiryId),
        (text, shown): (String, bool),
        stamp: Stamp,
    ) -> Result<Result<String, InquiryRefusal>, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let Standing { lesson, asker, is_answered } = look(c, &author, &course, id).await?;
                    if is_answered {
                        return Ok(Err(InquiryRefusal::Answered));
                    }
                    let sql = "UPDATE inquiry SET answer = $2, answered_at = $3, answered_by = $4, shown = $5 WHERE id = $1";
                    c.execute(sql, args![id.to_string(), text, stamp.now, author.id().to_string(), i64::from(shown)]).await?;
                    events::append(c, &stamp, &id.to_string(), Event::InquiryAnswered { shown }).await?;
                    let message = InboxMessage::QuestionAnswered { course, lesson: lesson.clone(), inquiry: id };
                    inbox::put(c, &stamp, asker, format!("{} {id}", message.kind()), message).await?;
                    Ok(Ok(lesson))
                })
            })
            .await
    }

    /// A teacher shows an answered question to everybody who reads the lesson, or to its person alone from now on.
    ///
    /// # Errors
    ///
    /// As for [`answer_inquiry`](Self::answer_inquiry); [`Fault::Beyond`] also where it waits for an answer.
    #[boxed]
    pub async fn show_inquiry(
        &self,
        author: &Author,
        (course, id): (String, InquiryId),
        shown: bool,
        stamp: Stamp,
    ) -> Result<String, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let Standing { lesson, is_answered, .. } = look(c, &author, &course, id).await?;
                    if !is_answered {
                        return Err(Fault::Beyond);
                    }
                    let sql = "UPDATE inquiry SET shown = $2 WHERE id = $1 AND shown <> $2";
                    if c.execute(sql, args![id.to_string(), i64::from(shown)]).await? > 0 {
                        events::append(c, &stamp, &id.to_string(), Event::InquiryShown { shown }).await?;
                    }
                    Ok(lesson)
                })
            })
            .await
    }
}

/// A question that somebody decides about.
struct Standing {
    lesson: String,
    asker: AccountId,
    is_answered: bool,
}

/// A question of a course, for a teacher who may see the course in the workshop; it stays as it is until the transaction ends.
async fn look(c: &mut Conn<'_>, author: &Author, course: &str, id: InquiryId) -> Result<Standing, Fault> {
    roles::hold(c, author, course, CourseRole::Reader).await?;
    let sql = format!("SELECT lesson, account_id, answered_at FROM inquiry WHERE id = $1 AND course = $2{}", dialect::for_update(c));
    let Some(row) = c.one(sql, args![id.to_string(), course]).await? else { return Err(Fault::Beyond) };
    let asker = row.parse("account_id")?;
    if asker == author.id() {
        return Err(Fault::Own);
    }
    Ok(Standing { lesson: row.text("lesson")?, asker, is_answered: row.opt_time("answered_at")?.is_some() })
}
