//! What a publication adds to the one before it, and what it takes away.

use crate::library::Library;
use std::collections::BTreeSet;

/// What comes and goes between two libraries, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub courses: Change,
    /// `course/lesson`.
    pub lessons: Change,
    /// `course/assessment`.
    pub plans: Change,
    /// `course/item`.
    pub items: Change,
    pub standards: Change,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

impl Change {
    fn between(old: BTreeSet<String>, new: BTreeSet<String>) -> Self {
        Self { added: new.difference(&old).cloned().collect(), removed: old.difference(&new).cloned().collect() }
    }
}

impl Changes {
    pub fn between(old: &Library, new: &Library) -> Self {
        let courses = |l: &Library| l.courses.iter().map(|c| c.slug.clone()).collect();
        let within = |l: &Library, names: fn(&crate::course::Course) -> Vec<&str>| {
            l.courses.iter().flat_map(|c| names(c).into_iter().map(|n| format!("{}/{n}", c.slug)).collect::<Vec<_>>()).collect()
        };
        let change = |names: fn(&crate::course::Course) -> Vec<&str>| Change::between(within(old, names), within(new, names));
        let standards = |l: &Library| l.standards.iter().map(|s| s.slug.clone()).collect();
        Self {
            courses: Change::between(courses(old), courses(new)),
            lessons: change(|c| c.lessons.iter().map(|l| l.slug.as_str()).collect()),
            plans: change(|c| c.plans.iter().map(|p| p.slug.as_str()).collect()),
            items: change(|c| c.items.iter().map(|i| i.key.0.as_str()).collect()),
            standards: Change::between(standards(old), standards(new)),
        }
    }

    /// Each kind with its name in Chinese and English.
    pub fn kinds(&self) -> [(&Change, [&'static str; 2]); 5] {
        [
            (&self.courses, ["课程", "courses"]),
            (&self.lessons, ["节课", "lessons"]),
            (&self.plans, ["考核方案", "plans"]),
            (&self.items, ["题目", "items"]),
            (&self.standards, ["标准", "standards"]),
        ]
    }

    /// Whether anything goes that was published.
    pub fn removes(&self) -> bool {
        self.kinds().iter().any(|(change, _)| !change.removed.is_empty())
    }
}
