//! Making one account of two. For administrators who signed in.

use crate::{account::AccountView, address::InPath, json::Input, shape::AccountKey};
use axum::Json;
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_domain::id::AccountId;
use zhixing_office::account::{administration, merge::actions};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeWish {
    /// The account that is closed: what it has goes to the one in the address.
    #[schema(value_type = AccountKey)]
    pub closed: AccountId,
    /// Whose name for certificates holds from now on, where both have one and they differ: one of the two accounts.
    #[serde(default)]
    #[schema(value_type = Option<AccountKey>)]
    pub name_of: Option<AccountId>,
}

/// Make one account of two of one person: the other is closed for good, and what it had is that of this one. Certificates stay as issued.
#[utoipa::path(post, path = "/api/v1/accounts/{account}/merger", tag = "account", security(("cookie" = [])), request_body = MergeWish,
    params(("account" = String, Path)),
    responses((status = 200, body = AccountView, description = "the account that stays"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`, `last_administrator` or `not_merged`, which says why")))]
pub async fn merge(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<MergeWish>) -> Result<Json<AccountView>, Problem> {
    let admin = visit.administrator()?;
    let stays = administration::find(&visit, &admin, &id).await?;
    let closed = administration::find(&visit, &admin, &wish.closed.to_string()).await?;
    let name = wish.name_of.map(|id| id.to_string()).unwrap_or_default();
    match actions::merge(&visit, &admin, &stays, &closed, actions::name_of(&name, &stays)).await? {
        Ok(()) => Ok(Json(administration::find(&visit, &admin, &id).await?.into())),
        Err(refusal) => Err(Problem::refused("not_merged", |l| actions::explain(refusal)(l).into())),
    }
}
