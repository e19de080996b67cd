//! What learners do, by the page and by the API: answer an item of practice, judged at once; mark lessons as read; keep the notebook of wrong answers.

use std::sync::Arc;
use zhixing_domain::{
    id::AccountId,
    points::Credit,
    question::{Answer, Item, Remark, remark},
};
use zhixing_exam::attempt::keys;
use zhixing_shell::{
    boxed,
    guard::{Person, Visit},
    problem::Problem,
};
use zhixing_store::{AttemptSummary, NotebookEntry, Notes, PracticeTry};

/// An item of a course that may be practised: of a lesson, or one that is in the person's notebook.
#[boxed]
pub async fn item(visit: &Visit, course: &str, key: &str) -> Result<Arc<Item>, Problem> {
    let published = visit.site.published();
    let item = published.library.course(course).and_then(|c| c.item(key)).cloned().ok_or(Problem::NotFound)?;
    if item.bank.is_none() {
        return Ok(item);
    }
    let person = visit.person()?;
    let notes = visit.site.store.notebook_of(person.0.id).await?;
    if notes.iter().any(|n| n.course == course && n.item == key) { Ok(item) } else { Err(Problem::NotFound) }
}

/// What is shown of the right answer once somebody has answered: nothing to whoever had it right.
pub fn right_answer(item: &Item, credit: Option<Credit>) -> Option<Answer> {
    credit.filter(|c| !c.is_full()).and_then(|_| item.question.right_answer(&zhixing_shell::question::arrangement(item)))
}

/// Judges an answer and, for somebody who is signed in, notes it. What cannot be read as an answer is asked for again: it is no mistake yet.
#[boxed]
pub async fn judge(visit: &Visit, course: &str, item: &Item, answer: &Answer) -> Result<Option<Credit>, Problem> {
    keys::must_not_sit(visit, course, "practice").await?;
    let clean = answer.storable();
    let answer = clean.as_ref().unwrap_or(answer);
    let readable = answer.check(&item.question.shape()).is_ok() && !remark(item.unit.as_deref(), answer).is_some_and(Remark::is_unreadable);
    if !readable || answer.is_empty() {
        return Ok(None);
    }
    let credit = item.question.credit(&zhixing_shell::question::arrangement(item), answer);
    if let (Some(account), Some(credit)) = (&visit.account, credit) {
        let notes = Notes { account: account.id, course: course.into(), answers: vec![(item.key.0.clone(), credit.is_full())] };
        visit.site.store.note_answers(notes, tried(account.id, course, item, answer, credit), visit.now).await?;
    }
    Ok(credit)
}

/// A try that counts for the teachers of the course: of an item of a lesson, not of one that a paper had.
fn tried(account: AccountId, course: &str, item: &Item, answer: &Answer, credit: Credit) -> Option<PracticeTry> {
    let of = || PracticeTry {
        account,
        course: course.into(),
        item: item.key.0.clone(),
        version: item.version.clone(),
        right: credit.is_full(),
        answer: answer.clone(),
    };
    item.bank.is_none().then(of)
}

/// Notes how far a reader came with a lesson: a heading of the second level from 1, or one more for the end.
#[boxed]
pub async fn reach(visit: &Visit, person: &Person, course: &str, lesson: &str, heading: i64) -> Result<(), Problem> {
    let published = visit.site.published();
    let lesson = published.library.course(course).and_then(|c| c.lesson(lesson)).ok_or(Problem::NotFound)?;
    let end = lesson.body.get(visit.lang).toc.iter().filter(|h| h.depth == 2).count() as i64 + 1;
    Ok(visit.site.store.reach_heading(person.0.id, course, &lesson.slug, heading.clamp(0, end)).await?)
}

/// Marks a lesson of a course as read, or as unread.
#[boxed]
pub async fn set_done(visit: &Visit, person: &Person, course: &str, lesson: &str, done: bool) -> Result<(), Problem> {
    let published = visit.site.published();
    let lesson = published.library.course(course).and_then(|c| c.lessons.iter().find(|l| l.slug == lesson)).ok_or(Problem::NotFound)?;
    Ok(visit.site.store.set_lesson_done(person.0.id, course, &lesson.slug, done.then_some(visit.now), visit.now).await?)
}

/// The notebook of a person; else the exam that they sit, for the sake of which they see none of it now.
#[boxed]
pub async fn notebook(visit: &Visit, person: &Person) -> Result<Result<Vec<NotebookEntry>, AttemptSummary>, Problem> {
    let (entries, published) = (visit.site.store.notebook_of(person.0.id).await?, visit.site.published());
    for course in published.library.courses.iter().filter(|c| entries.iter().any(|e| e.course == c.slug)) {
        if let Some(running) = keys::waits_for(visit, &course.slug).await? {
            keys::note(visit, &running, "notebook").await?;
            return Ok(Err(running));
        }
    }
    Ok(Ok(entries))
}

/// Takes an item out of the notebook.
#[boxed]
pub async fn forget(visit: &Visit, person: &Person, course: &str, item: &str) -> Result<(), Problem> {
    Ok(visit.site.store.forget_note(person.0.id, course, item).await?)
}
