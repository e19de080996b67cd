//! The courses that somebody's roles reach, as conditions of statements. What is decided in a transaction asks [`own`](crate::office::own).

use crate::{
    Fault,
    db::{Arg, args},
};
use zhixing_domain::{account::Scope, plan_ref::PlanRef};

/// The condition that a plan in `column` is of a course within the scope, and what is bound for it from `$first` on.
pub(crate) fn condition(scope: &Scope, column: &str, first: usize) -> (String, Vec<Arg>) {
    let Some(courses) = scope.courses() else { return ("true".into(), vec![]) };
    let each: Vec<_> = (first..).zip(courses).map(|(n, _)| format!("{column} LIKE ${n} ESCAPE '!'")).collect();
    let escaped = |course: &String| course.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    (format!("({})", each.join(" OR ")), courses.iter().flat_map(|course| args![format!("{}/%", escaped(course))]).collect())
}

/// Refuses a plan of a course that the scope does not reach.
pub(crate) fn within(scope: &Scope, plan: &PlanRef) -> Result<(), Fault> {
    if scope.covers(plan) { Ok(()) } else { Err(Fault::Beyond) }
}
