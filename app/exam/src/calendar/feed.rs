//! Calendars as they are fetched: by their secret address, and one session at a time.

use crate::calendar::actions;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use zhixing_shell::{guard::Visit, problem::Problem};

/// The calendar of whoever has the address.
pub(crate) async fn feed(visit: Visit, Path(file): Path<String>) -> Result<Response, Problem> {
    let secret = file.strip_suffix(".ics").ok_or(Problem::NotFound)?;
    Ok(sent(actions::feed(&visit, secret).await?, None))
}

/// One session, to be put into a calendar.
pub(crate) async fn session(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(sent(actions::session(&visit, &id).await?, Some("attachment; filename=\"exam-session.ics\"")))
}

fn sent(calendar: String, disposition: Option<&'static str>) -> Response {
    let mut response = calendar.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Some(disposition) = disposition {
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    }
    response
}
