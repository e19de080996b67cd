//! What a publication adds to the one before it, and what it takes away.

use crate::{
    course::{Course, Lesson},
    library::Library,
};
use std::collections::{BTreeMap, BTreeSet};

/// What comes and goes between two libraries, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub courses: Difference,
    /// `course/lesson`.
    pub lessons: Difference,
    /// `course/assessment`.
    pub plans: Difference,
    /// `course/item`.
    pub items: Difference,
    pub standards: Difference,
    /// Lessons that go on under another name.
    pub renamed: Vec<Renamed>,
}

/// A lesson whose name changed: its readers' progress and its old address go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    pub course: String,
    pub from: String,
    pub to: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

impl Difference {
    fn between(old: BTreeSet<String>, new: BTreeSet<String>) -> Self {
        Self { added: new.difference(&old).cloned().collect(), removed: old.difference(&new).cloned().collect() }
    }
}

impl Changes {
    pub fn between(old: &Library, new: &Library) -> Self {
        let courses = |l: &Library| l.courses.iter().map(|c| c.slug.clone()).collect();
        let within = |l: &Library, names: fn(&Course) -> Vec<&str>| {
            l.courses.iter().flat_map(|c| names(c).into_iter().map(|n| format!("{}/{n}", c.slug)).collect::<Vec<_>>()).collect()
        };
        let change = |names: fn(&Course) -> Vec<&str>| Difference::between(within(old, names), within(new, names));
        let standards = |l: &Library| l.standards.iter().map(|s| s.slug.clone()).collect();
        let renamed = renamed(old, new);
        let mut lessons = change(|c| c.lessons.iter().map(|l| l.slug.as_str()).collect());
        lessons.removed.retain(|name| !renamed.iter().any(|r| *name == format!("{}/{}", r.course, r.from)));
        lessons.added.retain(|name| !renamed.iter().any(|r| *name == format!("{}/{}", r.course, r.to)));
        Self {
            renamed,
            courses: Difference::between(courses(old), courses(new)),
            lessons,
            plans: change(|c| c.plans.iter().map(|p| p.slug.as_str()).collect()),
            items: change(|c| c.items.iter().map(|i| i.key.0.as_str()).collect()),
            standards: Difference::between(standards(old), standards(new)),
        }
    }

    /// Each kind with its name in Chinese and English.
    pub fn kinds(&self) -> [(&Difference, [&'static str; 2]); 5] {
        [
            (&self.courses, ["课程", "courses"]),
            (&self.lessons, ["节课", "lessons"]),
            (&self.plans, ["考试方案", "plans"]),
            (&self.items, ["题目", "items"]),
            (&self.standards, ["标准", "standards"]),
        ]
    }

    /// Whether anything goes that was published.
    pub fn removes(&self) -> bool {
        self.kinds().iter().any(|(change, _)| !change.removed.is_empty())
    }
}

/// The lessons with another name: those whose file says so, then those that went and came with the same words or the same title.
fn renamed(old: &Library, new: &Library) -> Vec<Renamed> {
    let mut all = vec![];
    for course in &new.courses {
        let say = |from: &str, to: &str| Renamed { course: course.slug.clone(), from: from.into(), to: to.into() };
        for lesson in &course.lessons {
            all.extend(lesson.formerly.iter().filter(|from| course.lesson(from).is_none()).map(|from| say(from, &lesson.slug)));
        }
        let Some(before) = old.course(&course.slug) else { continue };
        let told: BTreeSet<String> = all.iter().filter(|r| r.course == course.slug).flat_map(|r| [r.from.clone(), r.to.clone()]).collect();
        let free = |own: &Course, other: &Course| -> Vec<usize> {
            let lessons = own.lessons.iter().enumerate();
            lessons.filter(|(_, l)| other.lesson(&l.slug).is_none() && !told.contains(&l.slug)).map(|(i, _)| i).collect()
        };
        let (mut gone, mut came) = (free(before, course), free(course, before));
        for key in [|l: &Lesson| l.body.zh.text.clone(), |l: &Lesson| l.title.zh.clone()] {
            // two lessons with the same words cannot be told apart
            let unique = |own: &Course, places: &[usize]| -> BTreeMap<String, Option<usize>> {
                let mut found = BTreeMap::new();
                for i in places {
                    if let Some(words) = own.lessons.get(*i).map(key).filter(|w| !w.is_empty()) {
                        found.entry(words).and_modify(|place| *place = None).or_insert(Some(*i));
                    }
                }
                found
            };
            let (left, right) = (unique(before, &gone), unique(course, &came));
            for (words, from) in left {
                let pair = (from, right.get(&words).copied().flatten());
                let (Some(from), Some(to)) = pair else { continue };
                if let (Some(a), Some(b)) = (before.lessons.get(from), course.lessons.get(to)) {
                    all.push(say(&a.slug, &b.slug));
                }
                gone.retain(|i| *i != from);
                came.retain(|i| *i != to);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{course::LessonBody, lang::Bilingual};

    fn lesson(slug: &str, title: &str, text: &str, formerly: &[&str]) -> Lesson {
        Lesson {
            slug: slug.into(),
            title: Bilingual::new(title.into(), None),
            summary: Bilingual::default(),
            minutes: 5,
            function: None,
            formerly: formerly.iter().map(|s| s.to_string()).collect(),
            body: Bilingual::new(LessonBody { text: text.into(), ..LessonBody::default() }, None),
        }
    }

    fn library(lessons: Vec<Lesson>) -> Library {
        let course = Course { slug: "c".into(), lessons, ..Course::default() };
        Library { courses: vec![course], ..Library::default() }
    }

    #[test]
    fn a_lesson_under_another_name_is_renamed_and_not_removed() {
        let old = library(vec![
            lesson("one", "一", "甲", &[]),
            lesson("two", "二", "乙", &[]),
            lesson("three", "三", "丙", &[]),
            lesson("copy-a", "同", "同", &[]),
            lesson("copy-b", "同", "同", &[]),
        ]);
        let new = library(vec![
            lesson("first", "第一", "甲", &[]),
            lesson("second", "二", "乙改了", &[]),
            lesson("third", "全新", "全新", &["three"]),
            lesson("copy-c", "同", "同", &[]),
        ]);
        let changes = Changes::between(&old, &new);
        let pairs: Vec<(&str, &str)> = changes.renamed.iter().map(|r| (r.from.as_str(), r.to.as_str())).collect();
        assert_eq!(pairs, [("three", "third"), ("one", "first"), ("two", "second")]);
        assert_eq!(changes.lessons.removed, ["c/copy-a", "c/copy-b"], "what cannot be told apart is told as gone");
        assert_eq!(changes.lessons.added, ["c/copy-c"]);
        assert!(Changes::between(&new, &new).renamed.iter().all(|r| r.from == "three"), "a name of before stays one");
    }
}
