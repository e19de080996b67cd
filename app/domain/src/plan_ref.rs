//! The full name of a plan: its course's and its own. An assessment's address, its attempts and its events carry it.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, sync::Arc};

/// `course/plan`, both not empty; the plan's own name has no slash either. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlanRef(Arc<str>);

/// The text does not name a course and a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPlanRef;

impl PlanRef {
    /// The plan `plan` of the course `course`, both by the names that their authors gave them.
    pub fn new(course: &str, plan: &str) -> Self {
        Self(format!("{course}/{plan}").into())
    }

    pub fn course(&self) -> &str {
        self.halves().0
    }

    /// Its name within its course.
    pub fn plan(&self) -> &str {
        self.halves().1
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn halves(&self) -> (&str, &str) {
        self.0.split_once('/').unwrap_or((&self.0, ""))
    }
}

impl FromStr for PlanRef {
    type Err = BadPlanRef;

    fn from_str(text: &str) -> Result<Self, BadPlanRef> {
        match text.split_once('/') {
            Some((course, plan)) if !course.is_empty() && !plan.is_empty() && !plan.contains('/') => Ok(Self(text.into())),
            _ => Err(BadPlanRef),
        }
    }
}

impl TryFrom<String> for PlanRef {
    type Error = BadPlanRef;

    fn try_from(text: String) -> Result<Self, BadPlanRef> {
        text.parse()
    }
}

impl From<PlanRef> for String {
    fn from(plan: PlanRef) -> Self {
        plan.to_string()
    }
}

impl fmt::Display for PlanRef {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BadPlanRef {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("not of the form course/plan")
    }
}

impl std::error::Error for BadPlanRef {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_is_a_course_and_a_plan() {
        let plan: PlanRef = "ai-trainer-5/theory".parse().unwrap();
        assert_eq!((plan.course(), plan.plan(), plan.as_str()), ("ai-trainer-5", "theory", "ai-trainer-5/theory"));
        assert_eq!(plan, PlanRef::new("ai-trainer-5", "theory"));
        for bad in ["", "theory", "/theory", "ai-trainer-5/", "a/b/c"] {
            assert_eq!(bad.parse::<PlanRef>(), Err(BadPlanRef), "{bad}");
        }
    }
}
