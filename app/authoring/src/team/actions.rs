//! What forms and the API do with roles in a course.

use zhixing_app::i18n::{team as words, workshop};
use zhixing_domain::{account::CourseKeeper, workshop::course_role::CourseRole};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::RoleGift;

/// Gives a teacher a role in a course, or another one; where nobody had one, `keeps` those who write it now as editors.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token, or with `course_role` for who does not own the course;
/// [`Problem::NotFound`] where they do not see it; [`Problem::Invalid`] at `role`, or at `login` of who is no such
/// teacher; [`Problem::Refused`] with `last_owner`; else a [`Problem`] if the store cannot be read or written.
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

/// The login of whoever was typed by name or login; a name that several have is told with their logins.
///
/// # Errors
///
/// [`Problem::Invalid`] at `login` where several have this name; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn found(visit: &Visit, keeper: &CourseKeeper, course: &str, typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    let teachers = visit.site.store.course_teachers(keeper, course).await?;
    if let Some((login, _)) = teachers.iter().find(|(login, _)| login.eq_ignore_ascii_case(typed)) {
        return Ok(login.clone());
    }
    match teachers.iter().filter(|(_, name)| name == typed).collect::<Vec<_>>()[..] {
        // one that is not in the list may still be there
        [] => Ok(typed.into()),
        [(login, _)] => Ok(login.clone()),
        ref several => {
            let logins: Vec<&str> = several.iter().map(|(login, _)| login.as_str()).collect();
            Err(Problem::invalid("login", |l| words::who_several(l, logins.join(workshop::between(l)))))
        }
    }
}

/// Takes somebody's role in a course away.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token, or with `course_role` for who does not own the course;
/// [`Problem::NotFound`] where they do not see it, or nobody of this login has a role in it; [`Problem::Refused`] with
/// `last_owner`; else a [`Problem`] if the store cannot be read or written.
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
