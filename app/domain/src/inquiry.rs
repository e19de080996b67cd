//! What a learner asks the teachers of a course about a lesson, a part of it or an item of practice (提问), and what they answer.
//!
//! Here: where a question stands, how much may be asked, what may become of a question. Never here: who reaches which course
//! ([`Scope`](crate::account::Scope)), the words of the pages.

use std::{convert::Infallible, fmt, str::FromStr};

/// The most characters of a question and of its answer.
pub const QUESTION: usize = 1_000;
pub const ANSWER: usize = 4_000;
/// So much may be asked by an account within a day, and so much may wait for the teachers of a course.
pub const A_DAY: i64 = 10;
pub const OPEN: i64 = 300;

/// What of a lesson is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InquiryPlace {
    Lesson,
    /// The id of a heading, as the page had it.
    Heading(String),
    /// The key of an item of practice.
    Item(String),
}

impl InquiryPlace {
    pub fn item(&self) -> Option<&str> {
        match self {
            Self::Item(key) => Some(key),
            _ => None,
        }
    }
}

/// `#id` of a heading, the key of an item, nothing for the lesson as a whole: no key begins with a number sign.
impl fmt::Display for InquiryPlace {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Lesson => Ok(()),
            Self::Heading(id) => write!(f, "#{id}"),
            Self::Item(key) => f.write_str(key),
        }
    }
}

impl FromStr for InquiryPlace {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.strip_prefix('#') {
            _ if text.is_empty() => Self::Lesson,
            Some(id) => Self::Heading(id.into()),
            None => Self::Item(text.into()),
        })
    }
}

/// Why a question is not taken, or nothing becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InquiryRefusal {
    /// The account has asked [`A_DAY`] times within a day.
    TooMany,
    /// [`OPEN`] questions of the course wait already.
    Full,
    /// Nothing is asked on before there is an answer.
    Waits,
    /// One question follows an answer, and there is one.
    Followed,
    /// A colleague was quicker, or its person takes it back too late.
    Answered,
}

/// What decides whether somebody may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InquiryFacts {
    /// How often the account has asked within a day.
    pub today: i64,
    /// How many of the course wait.
    pub open: i64,
    /// Of the question that this one follows: whether it is answered, and whether another follows it already.
    pub follows: Option<(bool, bool)>,
}

impl InquiryFacts {
    /// Whether the question is taken.
    ///
    /// # Errors
    ///
    /// Why it is not.
    pub const fn decide(&self) -> Result<(), InquiryRefusal> {
        match self.follows {
            Some((false, _)) => Err(InquiryRefusal::Waits),
            Some((true, true)) => Err(InquiryRefusal::Followed),
            _ if self.today >= A_DAY => Err(InquiryRefusal::TooMany),
            _ if self.open >= OPEN => Err(InquiryRefusal::Full),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_as_it_was_written() {
        for place in [InquiryPlace::Lesson, InquiryPlace::Heading("去重".into()), InquiryPlace::Item("p-single".into())] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
    }

    #[test]
    fn who_asks_much_or_asks_on_too_early_is_told_so() {
        let facts = InquiryFacts { today: A_DAY - 1, open: OPEN - 1, follows: None };
        let table = [
            (facts, Ok(())),
            (InquiryFacts { today: A_DAY, ..facts }, Err(InquiryRefusal::TooMany)),
            (InquiryFacts { open: OPEN, ..facts }, Err(InquiryRefusal::Full)),
            (InquiryFacts { follows: Some((true, false)), ..facts }, Ok(())),
            (InquiryFacts { follows: Some((false, false)), ..facts }, Err(InquiryRefusal::Waits)),
            (InquiryFacts { follows: Some((true, true)), ..facts }, Err(InquiryRefusal::Followed)),
            (InquiryFacts { today: A_DAY, follows: Some((true, false)), ..facts }, Err(InquiryRefusal::TooMany)),
        ];
        for (facts, decision) in table {
            assert_eq!(facts.decide(), decision, "{facts:?}");
        }
    }
}
