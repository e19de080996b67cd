//! How far a role reaches: every course, or those that are named.

use crate::plan_ref::PlanRef;
use std::{fmt, sync::Arc};

/// The courses that the roles of an account reach. An administrator's reach all. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(Option<Arc<[String]>>);

impl Scope {
    /// Every course, also those that are to come.
    pub const fn everywhere() -> Self {
        Self(None)
    }

    /// These courses alone, each once; every course where none is named.
    pub fn of<'a>(courses: impl IntoIterator<Item = &'a str>) -> Self {
        let mut named: Vec<String> = courses.into_iter().map(str::to_string).collect();
        named.sort();
        named.dedup();
        Self((!named.is_empty()).then(|| named.into()))
    }

    /// The courses that are named, in order; `None` where all are reached.
    pub fn courses(&self) -> Option<&[String]> {
        self.0.as_deref()
    }

    pub fn covers_course(&self, course: &str) -> bool {
        self.courses().is_none_or(|named| named.iter().any(|n| n == course))
    }

    pub fn covers(&self, plan: &PlanRef) -> bool {
        self.covers_course(plan.course())
    }

    /// Reads what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Self {
        Self::of(text.split_ascii_whitespace())
    }
}

/// The names of the courses, parted by spaces; nothing where all are reached.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.courses().unwrap_or_default().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_covers_the_courses_that_it_names_and_no_others() {
        let scope = Scope::of(["b", "a", "b"]);
        let reached = ["a/theory", "b/theory", "ab/theory", "c/a"].map(|plan| scope.covers(&plan.parse().unwrap()));
        assert_eq!(reached, [true, true, false, false]);
        assert_eq!((scope.to_string(), Scope::parse("b a")), ("a b".into(), scope));
    }

    #[test]
    fn who_names_no_course_means_all() {
        assert_eq!([Scope::parse(" "), Scope::of([])], [Scope::everywhere(), Scope::default()]);
        assert!(Scope::everywhere().covers_course("any") && Scope::everywhere().to_string().is_empty());
    }
}
