//! Practice: an answer to an item outside of any assessment, judged at once.

use std::sync::Arc;
use zhixing_domain::{
    points::Credit,
    question::{Answer, Item, Remark, remark},
};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::Notes;

/// An item of a course that may be practised: of a lesson, or one that is in the person's notebook.
pub async fn item(visit: &Visit, course: &str, key: &str) -> Result<Arc<Item>, Problem> {
    let shelf = visit.site.shelf();
    let item = shelf.library.course(course).and_then(|c| c.item(key)).cloned().ok_or(Problem::NotFound)?;
    if item.bank.is_none() {
        return Ok(item);
    }
    let person = visit.person()?;
    let notes = visit.site.store.notebook_of(person.0.id).await?;
    if notes.iter().any(|n| n.course == course && n.item == key) { Ok(item) } else { Err(Problem::NotFound) }
}

/// Judges an answer and, for somebody who is signed in, notes it. What cannot be read as an answer is asked for again: it is no mistake yet.
pub async fn judge(visit: &Visit, course: &str, item: &Item, answer: &Answer) -> Result<Option<Credit>, Problem> {
    zhixing_exam::attempt::keys::must_not_sit(visit, course, "practice").await?;
    let clean = answer.storable();
    let answer = clean.as_ref().unwrap_or(answer);
    let readable = answer.check(&item.question.shape()).is_ok() && !remark(item.unit.as_deref(), answer).is_some_and(Remark::is_unreadable);
    if !readable || answer.is_empty() {
        return Ok(None);
    }
    let credit = item.question.credit(&zhixing_shell::question::arrangement(item), answer);
    if let (Some(account), Some(credit)) = (&visit.account, credit) {
        let notes = Notes { account: account.id, course: course.into(), answers: vec![(item.key.0.clone(), credit.is_full())] };
        visit.site.store.note_answers(notes, visit.now).await?;
    }
    Ok(credit)
}
