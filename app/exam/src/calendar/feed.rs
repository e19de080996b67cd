//! Calendars as they are fetched: by their secret address, and one session at a time.

use crate::calendar::actions;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use zhixing_shell::{download, guard::Visit, problem::Problem};

const CALENDAR: &str = "text/calendar; charset=utf-8";

/// The calendar of whoever has the address.
pub(crate) async fn feed(visit: Visit, Path(file): Path<String>) -> Result<Response, Problem> {
    let secret = file.strip_suffix(".ics").ok_or(Problem::NotFound)?;
    let mut response = actions::feed(&visit, secret).await?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CALENDAR));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// One session, to be put into a calendar.
pub(crate) async fn session(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(download(actions::session(&visit, &id).await?, CALENDAR, "exam-session.ics"))
}
