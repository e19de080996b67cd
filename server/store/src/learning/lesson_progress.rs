//! How far people are with lessons.

use zhixing_domain::{id::AccountId, time::Timestamp};

/// How far a person is with a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonProgress {
    pub course: String,
    pub lesson: String,
    pub seen_at: Timestamp,
    pub done_at: Option<Timestamp>,
    /// The last heading that they came to, from 1; 0 where nobody knows.
    pub reached: i64,
    /// Whether they have ever asked something about it.
    pub asked: bool,
}

/// Who, which course, which lesson.
pub(crate) type Place = (AccountId, String, String);
