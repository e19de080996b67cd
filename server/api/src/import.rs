//! Accounts by a list: how it is read, and opening them with a code each. For administrators who signed in.

use crate::{
    exam_session::FaultView,
    json::Input,
    shape::{GroupKey, RoleWord},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_office::account::{
    group,
    import::actions::{self, AccountImport, ListSent, OpeningList},
};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportWish {
    /// As a spreadsheet saves it: a row a line, `login,name,legal name,role` or with a heading of its own; 10,000 rows at most. A column headed `姓名` or
    /// `name` is only what others see; a `legal name` counts as checked against a document, is logged so, and needs a `note`.
    pub list: String,
    /// A text of your own that nobody can guess, of 16 characters at least (a shorter one counts as none): the same list sent again under it gives
    /// the same codes, as after an answer that was lost.
    #[serde(default)]
    pub key: String,
    /// The id of a group that they come into.
    #[serde(default)]
    pub group: Option<GroupKey>,
    /// By what staff know the legal names of the list; needed where it has any.
    #[serde(default)]
    pub note: String,
    /// Only tell how it is read.
    #[serde(default)]
    pub preview: bool,
}

/// A list as it was read, and what was opened.
#[derive(Serialize, ToSchema)]
pub struct ImportView {
    pub rows: Vec<OpeningView>,
    /// What is wrong, by row and column; nothing is opened while there is any.
    pub wrong: Vec<FaultView>,
    /// The accounts that were opened; empty after a preview.
    pub opened: Vec<OpenedView>,
    /// Until when the codes are good; absent where nothing was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
    /// Logins that somebody took while the list was looked over, which were not opened.
    pub taken: Vec<String>,
    /// How many of the list were not reached because the database failed: send them again.
    pub left: usize,
    /// They were to come into a group, and did not: bring them in with `POST /api/v1/groups/{group}/people`.
    pub ungrouped: bool,
}

#[derive(Serialize, ToSchema)]
pub struct OpeningView {
    /// Where the row begins, from 1.
    pub line: u64,
    /// As it is kept: narrow, in lower case, nothing invisible.
    pub login: String,
    pub name: String,
    /// Counts as confirmed once the account is opened.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub legal_name: String,
    #[schema(value_type = Vec<RoleWord>)]
    pub roles: Vec<&'static str>,
}

#[derive(Serialize, ToSchema)]
pub struct OpenedView {
    pub login: String,
    /// Told this once: with it the person sets a password.
    pub code: String,
}

fn view(roster: OpeningList, import: Option<AccountImport>, visit: &Visit) -> ImportView {
    let wrong = roster.wrong.iter().map(|w| FaultView { line: w.line, said: w.text(visit.lang) }).collect();
    let people = roster.rows.into_iter().filter_map(|row| Some((row.line, row.person?)));
    let rows = people
        .map(|(line, p)| OpeningView { line, login: p.login, name: p.name, legal_name: p.legal_name, roles: p.roles.codes() })
        .collect();
    let until = import.as_ref().map(|i| i.until.ms());
    let ungrouped = import.as_ref().is_some_and(|i| i.ungrouped);
    let (opened, taken, left) = import.map_or_else(Default::default, |i| (i.opened, i.taken, i.left));
    let opened = opened.into_iter().map(|o| OpenedView { login: o.login, code: o.code }).collect();
    ImportView { rows, wrong, opened, until, taken, left, ungrouped }
}

/// Open the accounts of a list, each with a code by which its person sets a password: all of it, or nothing.
#[utoipa::path(post, path = "/api/v1/accounts/imports", tag = "account", security(("cookie" = [])), request_body = ImportWish,
    responses((status = 200, body = ImportView, description = "how it is read"), (status = 201, body = ImportView, description = "opened"),
        (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: ask with `preview` for what is wrong, by row and column; `note` is needed")))]
pub async fn open(visit: Visit, Input(wish): Input<ImportWish>) -> Result<(StatusCode, Json<ImportView>), Problem> {
    let admin = visit.administrator()?;
    let roster = actions::read(&visit, &admin, &wish.list, &wish.key).await?;
    if wish.preview {
        return Ok((StatusCode::OK, Json(view(roster, None, &visit))));
    }
    let group = wish.group.map(|group| group.0).unwrap_or_default();
    let group = group::actions::chosen(&visit, &group).await?;
    let sent = ListSent { text: &wish.list, key: &wish.key, note: &wish.note };
    match actions::open_all(&visit, &admin, &roster, &sent, group.as_ref()).await? {
        Some(import) => Ok((StatusCode::CREATED, Json(view(roster, Some(import), &visit)))),
        None => Err(Problem::invalid("list", |l| roster.wrong.iter().take(3).map(|w| w.text(l)).collect::<Vec<_>>().join("; "))),
    }
}
