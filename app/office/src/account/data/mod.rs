//! Everything that is kept about a person, as an archive that they take with them, from their page.

pub mod actions;
mod files;

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{i18n::own_data as words, urls};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    problem::Problem,
};

/// Answers with the archive. A form and no link: it leaves an event, and is made some times an hour at most.
pub(crate) async fn take(visit: Visit) -> Result<Response, Problem> {
    let person = visit.person()?;
    actions::take(&visit, &person).await
}

pub(super) fn section(lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="own-data">
            <h2 id="own-data">{words::title(lang)}</h2>
            <p>{words::lead(lang)}</p>
            <form method="post" action=urls::own_data()><button class="button">{words::take(lang)}</button></form>
        </section>
    }
    .into_markup()
}
