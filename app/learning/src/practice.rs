//! What learners do, by the page and by the API: answer an item of practice, judged at once, and again when it is due; mark lessons as read; keep the
//! notebook of wrong answers.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};
use zhixing_domain::{
    course::Course,
    id::AccountId,
    points::Credit,
    question::{Answer, Item, Remark, remark},
    repetition::BOXES,
    time::Timestamp,
};
use zhixing_exam::attempt::keys;
use zhixing_shell::{
    boxed,
    guard::{Person, Visit},
    problem::Problem,
    published::Published,
};
use zhixing_store::{AttemptSummary, NotebookEntry, Notes, PracticeTry, Repeated};

/// What came of an answer: nothing where nothing was answered, or nothing that can be read.
#[derive(Default)]
pub struct Judgement {
    pub credit: Option<Credit>,
    /// When the item is asked again, for somebody who is signed in.
    pub again_at: Option<Timestamp>,
}

/// What a person is asked again now, what has waited longest first: only what its course has at this moment. Nothing is forgotten of the rest.
pub struct Due {
    kept: Vec<Repeated>,
    published: Arc<Published>,
}

/// An item that is due, as its course has it now.
pub struct DueItem<'a> {
    pub course: &'a Course,
    pub item: &'a Item,
    pub kept: &'a Repeated,
}

impl Due {
    /// Reads it; that nobody sits an exam, its caller asks.
    #[boxed]
    async fn of(visit: &Visit, account: AccountId) -> Result<Self, Problem> {
        let (published, mut kept) = (visit.site.published(), visit.site.store.repetitions_of(account, Some(visit.now)).await?);
        kept.retain(|kept| is_there(&published, kept).is_some());
        Ok(Self { kept, published })
    }

    pub fn count(&self) -> usize {
        self.kept.len()
    }

    pub fn items(&self) -> impl Iterator<Item = DueItem<'_>> {
        self.kept.iter().filter_map(move |kept| {
            let (course, item) = is_there(&self.published, kept)?;
            Some(DueItem { course, item, kept })
        })
    }
}

fn is_there<'a>(published: &'a Published, kept: &Repeated) -> Option<(&'a Course, &'a Item)> {
    let course = published.library.course(&kept.course)?;
    Some((course, course.item(&kept.item)?.as_ref()))
}

impl DueItem<'_> {
    /// Whether it is another text than the one that was answered, and begins anew.
    pub fn has_changed(&self) -> bool {
        self.item.version != self.kept.version
    }
}

/// An item of a course that may be practised: of a lesson, or one that the person has got wrong.
#[boxed]
pub async fn item(visit: &Visit, course: &str, key: &str) -> Result<Arc<Item>, Problem> {
    let published = visit.site.published();
    let item = published.library.course(course).and_then(|c| c.item(key)).cloned().ok_or(Problem::NotFound)?;
    if item.bank.is_none() {
        return Ok(item);
    }
    let person = visit.person()?;
    if visit.site.store.has_practised(person.0.id, course, key).await? { Ok(item) } else { Err(Problem::NotFound) }
}

/// What is shown of the right answer once somebody has answered: nothing to whoever had it right.
pub fn right_answer(item: &Item, credit: Option<Credit>) -> Option<Answer> {
    credit.filter(|c| !c.is_full()).and_then(|_| item.question.right_answer(&zhixing_shell::question::arrangement(item)))
}

/// Judges an answer and, for somebody who is signed in, notes it. What cannot be read as an answer is asked for again: it is no mistake yet.
#[boxed]
pub async fn judge(visit: &Visit, course: &str, item: &Item, answer: &Answer) -> Result<Judgement, Problem> {
    keys::must_not_sit(visit, course, "practice").await?;
    let clean = answer.storable();
    let answer = clean.as_ref().unwrap_or(answer);
    let readable = answer.check(&item.question.shape()).is_ok() && !remark(item.unit.as_deref(), answer).is_some_and(Remark::is_unreadable);
    if !readable || answer.is_empty() {
        return Ok(Judgement::default());
    }
    let credit = item.question.credit(&zhixing_shell::question::arrangement(item), answer);
    let mut again_at = None;
    if let (Some(account), Some(credit)) = (&visit.account, credit) {
        let notes = Notes { account: account.id, course: course.into(), answers: vec![(item.key.0.clone(), credit.is_full())] };
        let tried = tried(visit, account.id, course, item, answer, credit);
        again_at = visit.site.store.note_answers(notes, Some(tried), visit.now).await?.map(|next| next.due_at);
    }
    Ok(Judgement { credit, again_at })
}

fn tried(visit: &Visit, account: AccountId, course: &str, item: &Item, answer: &Answer, credit: Credit) -> PracticeTry {
    PracticeTry {
        account,
        course: course.into(),
        item: item.key.0.clone(),
        version: item.version.clone(),
        right: credit.is_full(),
        answer: answer.clone(),
        of_lesson: item.bank.is_none(),
        days: BOXES.map(|days| visit.site.days_after(visit.now, days)),
    }
}

/// What a person is asked again now; else the exam that they sit, for the sake of which they see none of it.
#[boxed]
pub async fn due(visit: &Visit, person: &Person) -> Result<Result<Due, AttemptSummary>, Problem> {
    let due = Due::of(visit, person.0.id).await?;
    let courses = due.kept.iter().map(|kept| kept.course.clone()).collect();
    Ok(sits_in(visit, courses, "practice").await?.map_or(Ok(due), Err))
}

/// What a person is asked again next, where nothing is due now: when, and how many on that day. Nothing where they have practised nothing that is published.
#[boxed]
pub async fn next_due(visit: &Visit, person: &Person) -> Result<Option<(Timestamp, usize)>, Problem> {
    let (published, kept) = (visit.site.published(), visit.site.store.repetitions_of(person.0.id, None).await?);
    let ahead: Vec<&Repeated> = kept.iter().filter(|kept| is_there(&published, kept).is_some()).collect();
    let Some(first) = ahead.first().map(|kept| kept.next.due_at) else { return Ok(None) };
    Ok(Some((first, ahead.iter().filter(|kept| kept.next.due_at == first).count())))
}

/// How much of it there is.
#[boxed]
pub async fn count_due(visit: &Visit, person: &Person) -> Result<usize, Problem> {
    let (published, due) = (visit.site.published(), visit.site.store.due_items(person.0.id, visit.now).await?);
    let mut keys: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (course, item) in &due {
        keys.entry(course).or_default().insert(item);
    }
    let there =
        |course: &Course| keys.get(&*course.slug).map_or(0, |keys| course.items.iter().filter(|item| keys.contains(&*item.key.0)).count());
    Ok(published.library.courses.iter().map(there).sum())
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
    let entries = visit.site.store.notebook_of(person.0.id).await?;
    Ok(match sits_in(visit, entries.iter().map(|e| e.course.clone()).collect(), "notebook").await? {
        Some(running) => Err(running),
        None => Ok(entries),
    })
}

/// The exam that somebody sits in one of these courses; that they knocked at the door is noted at it.
#[boxed]
async fn sits_in(visit: &Visit, courses: BTreeSet<String>, door: &str) -> Result<Option<AttemptSummary>, Problem> {
    let published = visit.site.published();
    for course in published.library.courses.iter().filter(|c| courses.contains(&c.slug)) {
        if let Some(running) = keys::waits_for(visit, &course.slug).await? {
            keys::note(visit, &running, door).await?;
            return Ok(Some(running));
        }
    }
    Ok(None)
}

/// Takes an item out of the notebook.
#[boxed]
pub async fn forget(visit: &Visit, person: &Person, course: &str, item: &str) -> Result<(), Problem> {
    Ok(visit.site.store.forget_note(person.0.id, course, item).await?)
}
