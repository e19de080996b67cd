//! What somebody may do in the workshop with a course: each role may what those below it may.
//!
//! A course in which nobody has a role is open: whoever teaches it owns it, as before there were roles. From the first role on, those who are named have theirs.
//! The standards stand behind all courses, and every teacher whose role reaches them writes them. Any other folder is its operator's, and no teacher's to see.

use super::place::{self, STANDARDS};

/// From the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CourseRole {
    /// Reads drafts.
    Reader,
    /// Looks over what is to be published: remarks, approves, sends back.
    Reviewer,
    /// Writes, and asks for a review.
    Editor,
    /// Publishes, and says who has which role.
    Owner,
}

impl CourseRole {
    pub const ALL: [Self; 4] = [Self::Reader, Self::Reviewer, Self::Editor, Self::Owner];

    /// The stable word for rows and programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Reviewer => "reviewer",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// What a teacher is in a folder that their role reaches, with the course role of their own, where `named` people have one; nothing where it is not
    /// theirs to see.
    pub fn in_folder(folder: &str, named: bool, own: Option<Self>) -> Option<Self> {
        match folder {
            STANDARDS => Some(Self::Owner),
            course if place::is_course(course) => {
                if named {
                    own
                } else {
                    Some(Self::Owner)
                }
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_is_open_until_somebody_has_a_role_in_it() {
        assert_eq!(CourseRole::in_folder("a", false, None), Some(CourseRole::Owner));
        assert_eq!(CourseRole::in_folder("a", true, None), None);
        assert_eq!(CourseRole::in_folder("a", true, Some(CourseRole::Reader)), Some(CourseRole::Reader));
    }

    #[test]
    fn what_is_no_course_is_no_teachers_but_for_the_standards() {
        for folder in ["pages", "_gallery", "README.md", ""] {
            assert_eq!(CourseRole::in_folder(folder, false, Some(CourseRole::Owner)), None, "{folder}");
        }
        assert_eq!(CourseRole::in_folder("standards", false, None), Some(CourseRole::Owner));
    }

    #[test]
    fn a_role_reads_back_and_may_more_than_the_one_before() {
        for role in CourseRole::ALL {
            assert_eq!(CourseRole::from_code(role.code()), Some(role));
        }
        assert!(CourseRole::ALL.is_sorted());
    }
}
