//! What learners ask about a lesson (提问): beneath the lesson and its practice, where teachers answer it.
//!
//! [`of`] gathers what a reader may see, [`view`] draws it with its [`fields`], [`form`] takes what is typed, [`list`] is what waits for a teacher.

pub mod actions;
pub(crate) mod fields;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod place;
pub(crate) mod view;

use axum::http::StatusCode;
use zhixing_app::urls;
use zhixing_domain::{
    account::Author,
    course::{Course, Lesson},
    id::{AccountId, InquiryId},
    inquiry::InquiryPlace,
    time::Timestamp,
};
use zhixing_exam::attempt::keys;
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::{Fault, InquiryAnswer, LessonInquiry, LessonProgress, ShownInquiry};

/// How somebody sees a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// As everybody does.
    Shown,
    /// It is their own.
    Own,
    /// As a teacher of the course, who knows its person's name.
    ByTeacher(String),
}

/// A question as it stands on the page of a lesson.
#[derive(Clone, Debug)]
pub(crate) struct AskedHere {
    pub id: InquiryId,
    pub seen: Seen,
    pub place: InquiryPlace,
    pub words: String,
    pub asked_at: Timestamp,
    pub follows: Option<InquiryId>,
    pub answer: Option<InquiryAnswer>,
    pub shown: bool,
}

/// A form that was sent and not taken, as it comes back.
#[derive(Clone, Debug)]
pub(crate) struct FailedAsk {
    pub status: StatusCode,
    /// The id of its field.
    pub field: String,
    pub at: String,
    pub typed: String,
    pub said: String,
}

/// All that a reader sees of questions in a lesson.
#[derive(Debug, Default)]
pub(crate) struct QuestionsHere {
    /// Each question with those that follow it.
    pub threads: Vec<Vec<AskedHere>>,
    /// Answers at items of practice are kept back, for the reader sits an exam of the course.
    pub kept_back: bool,
    /// A teacher of the course, who asks a colleague and not a form.
    pub teaches: bool,
    /// What tells this page from those with other questions; nothing where it is one person's alone.
    pub version: Option<String>,
    pub failed: Option<FailedAsk>,
    /// Which question something was just done about, and what: said where it was done.
    pub done: Option<(InquiryId, InquiryDone)>,
}

/// What was just done about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InquiryDone {
    Asked,
    /// For the asker, or for everybody.
    Answered {
        shown: bool,
    },
    /// Who sees it is another.
    Shown {
        shown: bool,
    },
}

impl InquiryDone {
    const ALL: [Self; 5] = [
        Self::Asked,
        Self::Answered { shown: false },
        Self::Answered { shown: true },
        Self::Shown { shown: false },
        Self::Shown { shown: true },
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Answered { shown: false } => "answered",
            Self::Answered { shown: true } => "answered-all",
            Self::Shown { shown: false } => "asker",
            Self::Shown { shown: true } => "all",
        }
    }

    /// Where it is said: the lesson, at the question.
    pub fn href(self, course: &str, lesson: &str, id: InquiryId) -> String {
        format!("{}?did={}&at={id}#{id}", urls::lesson(course, lesson), self.code())
    }

    /// What such an address says was done.
    pub fn read(code: &str, id: &str) -> Option<(InquiryId, Self)> {
        Some((id.parse().ok()?, Self::ALL.into_iter().find(|done| done.code() == code)?))
    }
}

/// What somebody sees of questions in a lesson: what is shown to all, and their own, or all of them as a teacher of the course.
#[boxed]
pub(crate) async fn of(
    visit: &Visit,
    course: &Course,
    lesson: &Lesson,
    progress: Option<&LessonProgress>,
) -> Result<QuestionsHere, Problem> {
    let (store, at) = (&visit.site.store, (course.slug.as_str(), lesson.slug.as_str()));
    let shown = visit.site.shown.beneath(&visit.site.store, at.0, at.1, visit.now).await?;
    let teacher = teacher(visit, at.0).await?;
    let teaches = teacher.is_some();
    let mine: Vec<LessonInquiry> = match (&visit.account, teacher) {
        (_, Some(author)) => store.inquiries_at(&author, at.0, at.1).await?,
        (Some(account), None) if progress.is_some_and(|p| p.asked) => store.inquiries_of(account.id, Some(at)).await?,
        _ => vec![],
    };
    let me = visit.account.as_ref().map(|account| account.id);
    let version = mine.is_empty().then(|| shown.version.clone());
    let known: Vec<InquiryId> = mine.iter().map(|i| i.id).collect();
    let mut all: Vec<AskedHere> = mine.into_iter().map(|i| private(i, me)).collect();
    all.extend(shown.inquiries.iter().filter(|i| !known.contains(&i.id)).map(public));
    all.sort_by_key(|asked| asked.id);
    let mut kept_back = false;
    if all.iter().any(|asked| asked.place.item().is_some()) && keys::waits_for(visit, at.0).await?.is_some() {
        all.retain(|asked| asked.place.item().is_none());
        kept_back = true;
    }
    Ok(QuestionsHere {
        threads: threads(all),
        kept_back,
        teaches,
        version: version.map(|v| format!("{v} {kept_back} {teaches}")),
        failed: None,
        done: None,
    })
}

/// Whoever looks, if they may see the course in the workshop.
async fn teacher(visit: &Visit, course: &str) -> Result<Option<Author>, Problem> {
    let Some(author) = visit.account.as_ref().and_then(Author::of) else { return Ok(None) };
    match visit.site.store.course_role(&author, course).await {
        Ok(_) => Ok(Some(author)),
        Err(Fault::Beyond) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

fn private(of: LessonInquiry, me: Option<AccountId>) -> AskedHere {
    let seen = if me == Some(of.account) { Seen::Own } else { Seen::ByTeacher(of.who) };
    let LessonInquiry { id, place, words, asked_at, follows, answer, shown, .. } = of;
    AskedHere { id, seen, place, words, asked_at, follows, answer, shown }
}

fn public(of: &ShownInquiry) -> AskedHere {
    let ShownInquiry { id, place, words, asked_at, follows, answer } = of.clone();
    AskedHere { id, seen: Seen::Shown, place, words, asked_at, follows, answer: Some(answer), shown: true }
}

/// Each question with those that follow it, in the order in which they were asked.
fn threads(all: Vec<AskedHere>) -> Vec<Vec<AskedHere>> {
    let mut threads: Vec<Vec<AskedHere>> = vec![];
    for asked in all {
        let before = threads.iter_mut().find(|thread| thread.last().is_some_and(|last| asked.follows == Some(last.id)));
        match before {
            Some(thread) => thread.push(asked),
            None => threads.push(vec![asked]),
        }
    }
    threads
}
