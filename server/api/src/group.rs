//! Groups of people. For administrators who signed in; a token may read.

use crate::{
    account::AccountView,
    address::{InPath, InQuery},
    exam_session::FaultView,
    json::Input,
    shape::{GroupEnglish, GroupKey, GroupName, GroupNote, PageNumber},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_office::account::{administration, group::actions};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::PeopleGroup;

#[derive(Serialize, ToSchema)]
pub struct GroupView {
    #[schema(value_type = GroupKey)]
    pub group: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How many are in it; 5,000 at most.
    pub people: i64,
    pub created_at: i64,
}

impl From<PeopleGroup> for GroupView {
    fn from(PeopleGroup { id, terms, people, created_at }: PeopleGroup) -> Self {
        Self { group: id.to_string(), name: terms.name.zh, name_en: terms.name.en, note: terms.note, people, created_at: created_at.ms() }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupWish {
    pub name: GroupName,
    #[serde(default)]
    pub name_en: Option<GroupEnglish>,
    #[serde(default)]
    pub note: Option<GroupNote>,
}

impl GroupWish {
    fn texts(self) -> (String, String, String) {
        (self.name.0, self.name_en.map(|text| text.0).unwrap_or_default(), self.note.map(|text| text.0).unwrap_or_default())
    }
}

/// Part of an account name or a name (all people without it), and a page from 0.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MemberSearch {
    q: String,
    page: PageNumber,
}

/// A page of fifty.
#[derive(Serialize, ToSchema)]
pub struct MembersView {
    /// How many there are on all pages.
    pub total: i64,
    pub people: Vec<AccountView>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembersWish {
    /// An account name a line, or as a spreadsheet saves it with a heading: the column of account names is read.
    pub list: String,
    /// Only tell how it is read.
    #[serde(default)]
    pub preview: bool,
}

/// A list as it was read, and how many came.
#[derive(Serialize, ToSchema)]
pub struct JoinedView {
    pub logins: Vec<String>,
    /// Those of them who are in it already.
    pub there: Vec<String>,
    /// What is wrong, by row and column; nobody comes in while there is any.
    pub wrong: Vec<FaultView>,
    /// How many came in; who was there already is not counted. Absent after a preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub struct DisabledView {
    /// How many accounts were disabled; the caller's own is left out.
    pub disabled: u64,
}

/// The groups by their names, 500 at most.
#[utoipa::path(get, path = "/api/v1/groups", tag = "group",
    responses((status = 200, body = [GroupView]), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<GroupView>>, Problem> {
    visit.administrator()?;
    Ok(Json(visit.site.store.groups().await?.into_iter().map(GroupView::from).collect()))
}

/// Make a group.
#[utoipa::path(post, path = "/api/v1/groups", tag = "group", security(("cookie" = [])), request_body = GroupWish,
    responses((status = 201, body = GroupView), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: also where another group has the name")))]
pub async fn open(visit: Visit, Input(wish): Input<GroupWish>) -> Result<(StatusCode, Json<GroupView>), Problem> {
    let admin = visit.administrator()?;
    let (name, english, note) = wish.texts();
    let id = actions::open(&visit, &admin, &name, &english, &note).await?.map_err(Problem::first_of)?;
    Ok((StatusCode::CREATED, view(&visit, &id.to_string()).await?))
}

async fn view(visit: &Visit, id: &str) -> Result<Json<GroupView>, Problem> {
    Ok(Json(actions::find(visit, &visit.administrator()?, id).await?.into()))
}

/// A group.
#[utoipa::path(get, path = "/api/v1/groups/{group}", tag = "group", params(("group" = String, Path)),
    responses((status = 200, body = GroupView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(id): InPath<String>) -> Result<Json<GroupView>, Problem> {
    view(&visit, &id).await
}

/// Say anew what a group is called.
#[utoipa::path(put, path = "/api/v1/groups/{group}", tag = "group", security(("cookie" = [])), params(("group" = String, Path)), request_body = GroupWish,
    responses((status = 200, body = GroupView), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: also where another group has the name")))]
pub async fn change(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<GroupWish>) -> Result<Json<GroupView>, Problem> {
    let admin = visit.administrator()?;
    let group = actions::find(&visit, &admin, &id).await?;
    let (name, english, note) = wish.texts();
    actions::change(&visit, &admin, &group, (&name, &english, &note)).await?.map_err(Problem::first_of)?;
    view(&visit, &id).await
}

/// Take a group away; its people stay.
#[utoipa::path(delete, path = "/api/v1/groups/{group}", tag = "group", security(("cookie" = [])), params(("group" = String, Path)),
    responses((status = 204, description = "it is gone"), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`")))]
pub async fn remove(visit: Visit, InPath(id): InPath<String>) -> Result<StatusCode, Problem> {
    let admin = visit.administrator()?;
    let group = actions::find(&visit, &admin, &id).await?;
    actions::remove(&visit, &admin, &group).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The people of a group whose account name, shown name or legal name contains `q`, by pages from 0.
#[utoipa::path(get, path = "/api/v1/groups/{group}/people", tag = "group",
    params(("group" = String, Path), ("q" = Option<String>, Query), ("page" = Option<PageNumber>, Query)),
    responses((status = 200, body = MembersView), (status = 404, description = "`not_found`")))]
pub async fn people(
    visit: Visit,
    InPath(id): InPath<String>,
    InQuery(search): InQuery<MemberSearch>,
) -> Result<Json<MembersView>, Problem> {
    let admin = visit.administrator()?;
    let group = actions::find(&visit, &admin, &id).await?;
    let found = visit.site.store.group_people(&admin, group.id, &search.q, search.page.0).await?;
    Ok(Json(MembersView { total: found.total, people: found.accounts.into_iter().map(AccountView::from).collect() }))
}

/// Bring people in by their account names: all of them or nobody.
#[utoipa::path(post, path = "/api/v1/groups/{group}/people", tag = "group", security(("cookie" = [])), params(("group" = String, Path)),
    request_body = MembersWish,
    responses((status = 200, body = JoinedView), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: ask with `preview` for what is wrong, by row and column")))]
pub async fn add(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<MembersWish>) -> Result<Json<JoinedView>, Problem> {
    let admin = visit.administrator()?;
    let group = actions::find(&visit, &admin, &id).await?;
    let read = actions::read(&visit, &admin, &wish.list).await?;
    let wrong: Vec<FaultView> = read.wrong.iter().map(|w| FaultView { line: w.line, said: w.text(visit.lang) }).collect();
    let logins: Vec<String> = read.rows.iter().map(|row| row.login.clone()).collect();
    let there = actions::coming(&visit, &admin, &group, &read).await?.into_iter();
    let there: Vec<String> = there.filter(|(_, is_in)| *is_in).map(|(account, _)| account.login).collect();
    if wish.preview {
        return Ok(Json(JoinedView { logins, there, wrong, came: None }));
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid("list", |l| read.wrong.iter().take(3).map(|w| w.text(l)).collect::<Vec<_>>().join("; ")));
    }
    let came = actions::add(&visit, &admin, &group, logins.clone()).await?;
    let came = came.map_err(|words| Problem::Invalid { field: "list", words })?;
    Ok(Json(JoinedView { logins, there, wrong, came: Some(came) }))
}

/// Take one person out; the account stays as it is.
#[utoipa::path(delete, path = "/api/v1/groups/{group}/people/{account}", tag = "group", security(("cookie" = [])),
    params(("group" = String, Path), ("account" = String, Path)),
    responses((status = 204, description = "not in it any more"), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`")))]
pub async fn take(visit: Visit, InPath((id, account)): InPath<(String, String)>) -> Result<StatusCode, Problem> {
    let admin = visit.administrator()?;
    let group = actions::find(&visit, &admin, &id).await?;
    let account = administration::find(&visit, &admin, &account).await?;
    match actions::take(&visit, &admin, &group, vec![account.id]).await? {
        0 => Err(Problem::NotFound),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}

/// Disable the accounts of everybody in a group but the caller's own.
#[utoipa::path(post, path = "/api/v1/groups/{group}/disabling", tag = "group", security(("cookie" = [])), params(("group" = String, Path)),
    responses((status = 200, body = DisabledView), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`last_administrator`")))]
pub async fn disable(visit: Visit, InPath(id): InPath<String>) -> Result<Json<DisabledView>, Problem> {
    let admin = visit.administrator()?;
    let group = actions::find(&visit, &admin, &id).await?;
    Ok(Json(DisabledView { disabled: actions::disable(&visit, &admin, &group).await? }))
}
