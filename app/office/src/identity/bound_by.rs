//! What an account is bound to, on the page that administrators see of it, and the form that ends one of it.

use crate::{
    account::{administration, way},
    identity::journey::label,
};
use axum::{Form, extract::Path, response::Response};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::i18n::identity as words;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::time,
    problem::Problem,
};
use zhixing_store::BoundIdentity;

/// An identity by its id.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EndedIdentity {
    end: String,
}

pub async fn end_of(visit: Visit, Path(id): Path<String>, Form(form): Form<EndedIdentity>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    administration::end_identity(&visit, &admin, &account, &form.end).await?;
    Ok(way::back(account.id, "saved"))
}

/// What administrators see of an account; nothing where there are no providers.
pub(crate) fn section_of(visit: &Visit, bound: &[BoundIdentity], action: &str) -> Option<Markup> {
    if visit.site.about.providers.is_empty() && bound.is_empty() {
        return None;
    }
    let lang = visit.lang;
    let rows: Vec<_> = bound.iter().map(|identity| row(visit, identity, action)).collect();
    let list = if rows.is_empty() {
        view! { <p class="soft">{words::none(lang)}</p> }.into_markup()
    } else {
        view! { <ul class="stack" role="list">{rows}</ul> }.into_markup()
    };
    Some(
        view! {
            <section class="card stack" aria-labelledby="identities">
                <h2 class="card__title" id="identities">{words::title(lang)}</h2>
                <p class="soft small">{words::lead_of(lang)}</p>
                {list}
            </section>
        }
        .into_markup(),
    )
}

fn row(visit: &Visit, identity: &BoundIdentity, action: &str) -> Markup {
    let (lang, provider) = (visit.lang, label(visit, &identity.issuer));
    let used = if identity.used_at.is_some() { words::used(lang) } else { words::unused(lang) };
    let when = identity.used_at.map(|at| time::moment(&visit.site, at, lang));
    view! {
        <li class="cluster cluster--apart">
            <span>
                <strong>{provider.clone()}</strong><br/>
                <span class="soft small">
                    {identity.issuer.clone()}" · "{words::bound_at(lang)}" "{time::moment(&visit.site, identity.bound_at, lang)}" · "{used}" "{when}
                </span>
            </span>
            <form method="post" action=action.to_string()>
                <button class="button button--small" name="end" value=identity.id.to_string() aria-label=words::remove_what(lang, &provider)>{words::remove(lang)}</button>
            </form>
        </li>
    }
    .into_markup()
}
