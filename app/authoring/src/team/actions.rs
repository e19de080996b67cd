//! What forms and the API do with roles in a course.

use zhixing_app::i18n::team as words;
use zhixing_domain::{account::CourseKeeper, workshop::course_role::CourseRole};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::RoleGift;

/// Gives a teacher a role in a course, or another one; where nobody had one, `keeps` those who write it now as editors.
#[boxed]
pub async fn give(
    visit: &Visit,
    keeper: &CourseKeeper,
    course: &str,
    login: &str,
    role: Option<CourseRole>,
    keeps: bool,
) -> Result<(), Problem> {
    visit.signed_in()?;
    let Some(role) = role else { return Err(Problem::invalid("role", |l| words::role_form(l).into())) };
    let login = login.trim().to_lowercase();
    match decide(visit, keeper, course, RoleGift { login, role: Some(role), keeps }).await? {
        true => Ok(()),
        false => Err(Problem::invalid("login", |l| words::who_form(l).into())),
    }
}

/// Takes somebody's role in a course away.
#[boxed]
pub async fn take(visit: &Visit, keeper: &CourseKeeper, course: &str, login: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    match decide(visit, keeper, course, RoleGift { login: login.into(), role: None, keeps: false }).await? {
        true => Ok(()),
        false => Err(Problem::NotFound),
    }
}

async fn decide(visit: &Visit, keeper: &CourseKeeper, course: &str, gift: RoleGift) -> Result<bool, Problem> {
    Ok(visit.site.store.give_course_role(keeper, course.into(), gift, visit.stamp()).await?)
}
