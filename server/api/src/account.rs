//! Accounts of others. For administrators who signed in: a token may read, and changes nothing here.

use crate::{
    address::{InPath, InQuery},
    json::Input,
    shape::{AccountKey, NewLogin, NewPassword, PageNumber, ReasonText, RoleWord, Slug, TypedName},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::account::{Account, Role, Roles};
use zhixing_office::account::administration::{self, AccountRequest};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct AccountView {
    #[schema(value_type = AccountKey)]
    pub account: String,
    pub login: String,
    /// What others see.
    pub name: String,
    /// The name for certificates; absent until somebody gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    /// `stated` by the person or `confirmed` by staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name_source: Option<&'static str>,
    #[schema(value_type = Vec<RoleWord>)]
    pub roles: Vec<&'static str>,
    /// The courses that the roles reach; absent where they reach all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub courses: Option<Vec<String>>,
    pub created_at: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled_at: Option<i64>,
}

/// A page of fifty.
#[derive(Serialize, ToSchema)]
pub struct AccountsView {
    /// How many there are on all pages.
    pub total: i64,
    pub accounts: Vec<AccountView>,
}

/// Part of a login, a shown name or a legal name (all accounts without it), and a page from 0.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
    /// The id of a group.
    group: String,
    page: PageNumber,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountWish {
    pub login: NewLogin,
    /// What others see.
    pub name: TypedName,
    /// The name for certificates: whoever opens the account stands for it.
    #[serde(default)]
    pub legal_name: Option<TypedName>,
    pub password: NewPassword,
    #[schema(min_items = 1)]
    pub roles: Vec<RoleWord>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesWish {
    /// All that the account is to have.
    #[schema(min_items = 1)]
    pub roles: Vec<RoleWord>,
    /// The courses that they are to reach, each published: else 409 `invalid`. An empty list means all; left out, they reach what they did.
    #[serde(default)]
    pub courses: Option<Vec<Slug>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisabledWish {
    pub disabled: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalNameWish {
    pub name: TypedName,
    /// Who compared it with what.
    pub note: ReasonText,
}

#[derive(Serialize, ToSchema)]
pub struct ResetCodeView {
    /// Told this once.
    pub code: String,
    /// Until when it is good.
    pub until: i64,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        let (legal_name, legal_name_source) = account.holder_name().map(|n| (n.text, n.source.code())).unzip();
        Self {
            account: account.id.to_string(),
            login: account.login,
            name: account.display_name,
            legal_name,
            legal_name_source,
            courses: account.scope.courses().map(<[String]>::to_vec),
            roles: account.roles.codes(),
            created_at: account.created_at.ms(),
            disabled_at: account.disabled_at.map(|t| t.ms()),
        }
    }
}

fn roles(words: &[RoleWord]) -> Roles {
    Roles::of(&words.iter().filter_map(|word| Role::from_code(word.0)).collect::<Vec<_>>())
}

async fn view(visit: &Visit, id: &str) -> Result<Json<AccountView>, Problem> {
    Ok(Json(administration::find(visit, &visit.administrator()?, id).await?.into()))
}

/// Accounts whose login, shown name or legal name contains `q`, of a group or of all, the newest first, by pages from 0.
#[utoipa::path(get, path = "/api/v1/accounts", tag = "account", params(("q" = Option<String>, Query), ("group" = Option<String>, Query), ("page" = Option<PageNumber>, Query)),
    responses((status = 200, body = AccountsView), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit, InQuery(search): InQuery<Search>) -> Result<Json<AccountsView>, Problem> {
    let admin = visit.administrator()?;
    let found = match search.group.parse() {
        Ok(group) => visit.site.store.group_people(&admin, group, &search.q, search.page.0).await?,
        Err(_) => visit.site.store.accounts_like(&search.q, search.page.0).await?,
    };
    Ok(Json(AccountsView { total: found.total, accounts: found.accounts.into_iter().map(AccountView::from).collect() }))
}

/// Open an account.
#[utoipa::path(post, path = "/api/v1/accounts", tag = "account",
    security(("cookie" = [])), request_body = AccountWish,
    responses((status = 201, body = AccountView), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: also where the login is taken")))]
pub async fn open(visit: Visit, Input(wish): Input<AccountWish>) -> Result<(StatusCode, Json<AccountView>), Problem> {
    let admin = visit.administrator()?;
    let AccountWish { login, name, legal_name, password, roles: words } = wish;
    let legal_name = legal_name.map(|name| name.0).unwrap_or_default();
    let request = AccountRequest { login: login.0, name: name.0, legal_name, password: password.0, roles: roles(&words) };
    let id = administration::open(&visit, &admin, request).await?.map_err(Problem::first_of)?;
    Ok((StatusCode::CREATED, view(&visit, &id.to_string()).await?))
}

/// An account.
#[utoipa::path(get, path = "/api/v1/accounts/{account}", tag = "account", params(("account" = String, Path)),
    responses((status = 200, body = AccountView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(id): InPath<String>) -> Result<Json<AccountView>, Problem> {
    view(&visit, &id).await
}

/// Give an account these roles in place of those that it has; never one's own.
#[utoipa::path(put, path = "/api/v1/accounts/{account}/roles", tag = "account",
    security(("cookie" = [])), request_body = RolesWish, params(("account" = String, Path)),
    responses((status = 200, body = AccountView), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case` or `last_administrator`")))]
pub async fn set_roles(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<RolesWish>) -> Result<Json<AccountView>, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    let courses: Vec<String> = match wish.courses {
        Some(named) => named.into_iter().map(|course| course.0).collect(),
        None => account.scope.courses().unwrap_or_default().to_vec(),
    };
    administration::set_roles(&visit, &admin, &account, roles(&wish.roles), &courses).await?;
    view(&visit, &id).await
}

/// Disable an account, or enable it again; never one's own.
#[utoipa::path(put, path = "/api/v1/accounts/{account}/disabled", tag = "account",
    security(("cookie" = [])), request_body = DisabledWish, params(("account" = String, Path)),
    responses((status = 200, body = AccountView), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case` or `last_administrator`")))]
pub async fn set_disabled(
    visit: Visit,
    InPath(id): InPath<String>,
    Input(wish): Input<DisabledWish>,
) -> Result<Json<AccountView>, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    administration::set_disabled(&visit, &admin, &account, wish.disabled).await?;
    view(&visit, &id).await
}

/// Give and confirm the name for certificates; those that waited for it are issued. Never one's own.
#[utoipa::path(put, path = "/api/v1/accounts/{account}/legal-name", tag = "account",
    security(("cookie" = [])), request_body = LegalNameWish, params(("account" = String, Path)),
    responses((status = 200, body = AccountView), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`")))]
pub async fn set_legal_name(
    visit: Visit,
    InPath(id): InPath<String>,
    Input(wish): Input<LegalNameWish>,
) -> Result<Json<AccountView>, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    administration::set_legal_name(&visit, &admin, &account, &wish.name.0, &wish.note.0).await?;
    view(&visit, &id).await
}

/// Give a code for a new password to somebody who forgot theirs; the one before ends. Never to oneself.
#[utoipa::path(post, path = "/api/v1/accounts/{account}/reset-codes", tag = "account",
    security(("cookie" = [])), params(("account" = String, Path)),
    responses((status = 201, body = ResetCodeView), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`")))]
pub async fn reset_code(visit: Visit, InPath(id): InPath<String>) -> Result<(StatusCode, Json<ResetCodeView>), Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    let (code, until) = administration::reset_code(&visit, &admin, &account).await?;
    Ok((StatusCode::CREATED, Json(ResetCodeView { code, until: until.ms() })))
}

/// Turn the second factor of somebody who lost it off; never one's own.
#[utoipa::path(delete, path = "/api/v1/accounts/{account}/second-factor", tag = "account",
    security(("cookie" = [])), params(("account" = String, Path)),
    responses((status = 204, description = "there is none"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`own_case`")))]
pub async fn lift_factor(visit: Visit, InPath(id): InPath<String>) -> Result<StatusCode, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    administration::lift_factor(&visit, &admin, &account).await?;
    Ok(StatusCode::NO_CONTENT)
}
