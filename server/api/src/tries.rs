//! The answer to too many failures.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use zhixing_app::i18n::account as words;
use zhixing_shell::problem::Problem;

/// Too many failures: come back after so many seconds.
pub fn too_many_tries(seconds: u64) -> Response {
    let problem = Problem::rejected(StatusCode::TOO_MANY_REQUESTS, "too_many_tries", |l| words::wait(l, seconds));
    ([(header::RETRY_AFTER, seconds.to_string())], problem).into_response()
}
