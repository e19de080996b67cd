//! Who has which role in a course of the workshop. Its owners and administrators decide, signed in with a browser; whoever reads its drafts sees it.

use crate::{address::InPath, json::Input};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::team::actions;
use zhixing_domain::workshop::course_role::CourseRole;
use zhixing_shell::{guard::Visit, problem::Problem};

/// What somebody may do with a course; each may what those before it may.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CourseRoleWord {
    Reader,
    Reviewer,
    Editor,
    Owner,
}

impl From<CourseRole> for CourseRoleWord {
    fn from(role: CourseRole) -> Self {
        match role {
            CourseRole::Reader => Self::Reader,
            CourseRole::Reviewer => Self::Reviewer,
            CourseRole::Editor => Self::Editor,
            CourseRole::Owner => Self::Owner,
        }
    }
}

impl From<CourseRoleWord> for CourseRole {
    fn from(role: CourseRoleWord) -> Self {
        match role {
            CourseRoleWord::Reader => Self::Reader,
            CourseRoleWord::Reviewer => Self::Reviewer,
            CourseRoleWord::Editor => Self::Editor,
            CourseRoleWord::Owner => Self::Owner,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct CourseMemberView {
    pub login: String,
    pub name: String,
    pub role: CourseRoleWord,
    /// Whether they can use it: the account is not disabled, and its roles reach the course.
    pub active: bool,
}

/// Who has a role in a course, owners first; nobody where every teacher of it writes and publishes it.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/people", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = [CourseMemberView]), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit, InPath(course): InPath<String>) -> Result<Json<Vec<CourseMemberView>>, Problem> {
    let team = visit.site.store.course_team(&visit.course_keeper()?, &course).await?;
    let view = |m: zhixing_store::CourseMember| CourseMemberView { login: m.login, name: m.name, role: m.role.into(), active: m.is_active };
    Ok(Json(team.into_iter().map(view).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseRoleWish {
    pub role: CourseRoleWord,
    /// Where nobody had a role yet: whether those who write the course now stay as its editors. They do where nothing is said.
    pub keep: Option<bool>,
}

/// Give a teacher a role in a course, or another one. Where nobody has one, an administrator names the first, or whoever made the course, who owns it by that.
#[utoipa::path(put, path = "/api/v1/workshop/{course}/people/{login}", tag = "workshop", security(("cookie" = [])),
    params(("course" = String, Path), ("login" = String, Path)), request_body = CourseRoleWish,
    responses((status = 204, description = "given"), (status = 403, description = "`needs_session`, `course_role`, `open_course`"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`invalid`, `last_owner`")))]
pub async fn give(
    visit: Visit,
    InPath((course, login)): InPath<(String, String)>,
    Input(wish): Input<CourseRoleWish>,
) -> Result<StatusCode, Problem> {
    let keeper = visit.course_keeper()?;
    actions::give(&visit, &keeper, &course, &login, Some(wish.role.into()), wish.keep.unwrap_or(true)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take somebody's role in a course away.
#[utoipa::path(delete, path = "/api/v1/workshop/{course}/people/{login}", tag = "workshop", security(("cookie" = [])),
    params(("course" = String, Path), ("login" = String, Path)),
    responses((status = 204, description = "taken"), (status = 403, description = "`needs_session`, `course_role`"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`last_owner`")))]
pub async fn take(visit: Visit, InPath((course, login)): InPath<(String, String)>) -> Result<StatusCode, Problem> {
    actions::take(&visit, &visit.course_keeper()?, &course, &login).await?;
    Ok(StatusCode::NO_CONTENT)
}
