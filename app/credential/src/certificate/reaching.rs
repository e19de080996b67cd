//! The way to one certificate of the desk, and back to it.

use crate::certificate::Shown;
use axum::response::{IntoResponse, Redirect, Response};
use zhixing_app::urls;
use zhixing_domain::certificate::Number;
use zhixing_shell::{guard::Visit, problem::Problem};

/// The certificate of a number, as it was issued first or corrected last.
pub(super) async fn load(visit: &Visit, number: &str) -> Result<Shown, Problem> {
    let number: Number = number.parse().map_err(|_| Problem::NotFound)?;
    Shown::of(visit.site.store.certificate(&number).await?.into_iter().next().ok_or(Problem::NotFound)?)
}

/// Its page again, which says that it is done.
pub(super) fn back(number: &Number) -> Response {
    Redirect::to(&format!("{}?done=yes", urls::certificate_admin(number))).into_response()
}
