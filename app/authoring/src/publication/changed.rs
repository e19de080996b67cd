//! What stays and is otherwise: lessons, plans with what of them, standards. By name, as a page and a program tell it.

use zhixing_domain::{
    assessment::Plan,
    changes::Changes,
    library::Library,
    workshop::place::{self, PlaceKind},
};

/// What of a plan is otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// In minutes, before and after.
    Minutes(i64, i64),
    Pass(String, String),
    /// 0 is no limit.
    Attempts(u32, u32),
    /// How many items a paper has, before and after; the same where other ones are drawn.
    Items(usize, usize),
    /// Anything else.
    Rest,
}

impl PlanPart {
    /// For programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Minutes(..) => "minutes",
            Self::Pass(..) => "pass",
            Self::Attempts(..) => "attempts",
            Self::Items(..) => "items",
            Self::Rest => "rest",
        }
    }

    fn between(old: &Plan, new: &Plan) -> Vec<Self> {
        let parts = [
            (old.limit != new.limit).then(|| Self::Minutes(old.limit.minutes(), new.limit.minutes())),
            (old.pass != new.pass).then(|| Self::Pass(old.pass.to_string(), new.pass.to_string())),
            (old.attempts != new.attempts).then_some(Self::Attempts(old.attempts, new.attempts)),
            (old.draws != new.draws).then(|| Self::Items(old.item_count(), new.item_count())),
        ];
        let parts: Vec<Self> = parts.into_iter().flatten().collect();
        if parts.is_empty() { vec![Self::Rest] } else { parts }
    }
}

#[derive(Default)]
pub struct ChangedTexts {
    /// `course/lesson`.
    pub lessons: Vec<String>,
    /// `course/plan`, and what of it.
    pub plans: Vec<(String, Vec<PlanPart>)>,
    pub standards: Vec<String>,
}

impl ChangedTexts {
    /// Of files that change; what comes, goes or has another name is told as that.
    pub(super) fn of(files: &[String], changes: &Changes, old: &Library, new: &Library) -> Self {
        let mut changed = Self::default();
        let mut names: Vec<(PlaceKind, &str, String)> = files.iter().filter_map(|path| named(path)).collect();
        names.sort();
        names.dedup();
        for (kind, course, name) in names {
            let full = format!("{course}/{name}");
            match kind {
                PlaceKind::Lesson if is_renamed(changes, course, &name) || !stays(old, new, course, |c| c.lesson(&name).is_some()) => {}
                PlaceKind::Lesson => changed.lessons.push(full),
                PlaceKind::Plan => {
                    let plan = |library: &Library| library.course(course).and_then(|c| c.plan(&name).cloned());
                    let both = plan(old).zip(plan(new));
                    changed.plans.extend(both.map(|(old, new)| (full, PlanPart::between(&old, &new))));
                }
                PlaceKind::Standard if old.standard(&name).is_some() && new.standard(&name).is_some() => changed.standards.push(name),
                _ => {}
            }
        }
        changed
    }
}

fn is_renamed(changes: &Changes, course: &str, lesson: &str) -> bool {
    changes.renamed.iter().any(|r| r.course == course && [&r.from, &r.to].iter().any(|name| *name == lesson))
}

fn stays(old: &Library, new: &Library, course: &str, has: impl Fn(&zhixing_domain::course::Course) -> bool) -> bool {
    [old, new].iter().all(|library| library.course(course).is_some_and(&has))
}

/// What a file is of: its kind, its course, and its name there.
fn named(path: &str) -> Option<(PlaceKind, &str, String)> {
    let (kind, file) = (place::kind_of(path), path.rsplit('/').next()?);
    let name = match kind {
        PlaceKind::Lesson => place::lesson_of(file)?.1.to_string(),
        PlaceKind::Plan | PlaceKind::Standard => place::first_of(file).strip_suffix(".md")?.to_string(),
        _ => return None,
    };
    Some((kind, place::course_of(path), name))
}
