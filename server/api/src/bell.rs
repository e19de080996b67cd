//! The bell: a paper that lies sealed on the device beforehand, and the small request that opens it.

use crate::{address::InPath, clock::Moment};
use axum::{
    Json,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::{attempt::Phase, digest::hex};
use zhixing_exam::{attempt::actions as sit, lockdown::actions as lockdown, room};
use zhixing_shell::{client_signals::set_cookie, guard::Visit, problem::Problem};

/// The key, and when the time is up.
#[derive(Serialize, ToSchema)]
pub struct Opened {
    /// 64 hexadecimal digits: AES-256-GCM over the sealed paper.
    pub key: String,
    #[serde(flatten)]
    pub moment: Moment,
}

/// The room's page of a paper that was drawn before the bell, compressed and encrypted: 12 bytes of nonce, then the text with its tag.
#[utoipa::path(get, path = "/api/v1/attempts/{attempt}/sealed", tag = "attempt", params(("attempt" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>, description = "The sealed page"),
        (status = 403, description = "`seb_needed` or `outside_room`"),
        (status = 404, description = "`not_found`")))]
pub async fn sealed(visit: Visit, InPath(id): InPath<String>) -> Result<Response, Problem> {
    let attempt = visit.own_attempt(&id).await?;
    if attempt.summary.state.phase() != Phase::Ready {
        return Err(Problem::NotFound);
    }
    lockdown::before(&visit, &attempt.summary).await?.map_or(Ok(()), |barrier| Err(lockdown::problem(&barrier)))?;
    let (key, name) = visit.site.store.sealed(attempt.summary.id).await?.ok_or(Problem::NotFound)?;
    let page = room::unopened(&visit, &attempt, name);
    let bytes = visit.site.ports.seal(&key, &attempt.summary.id.to_string(), &page).ok_or(Problem::NotFound)?;
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    // the room itself will not be asked for: the device is noted while there is time
    set_cookie(response.headers_mut(), lockdown::meet_device(&visit, attempt.summary.id).await);
    Ok(response)
}

/// Start a paper that was drawn before the bell: one small write, the same reply any number of times.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/opening", tag = "attempt", params(("attempt" = String, Path)),
    responses((status = 200, body = Opened), (status = 403, description = "`seb_needed`, `outside_room` or `code_needed`"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`not_open_yet` or `closed`")))]
pub async fn open(visit: Visit, InPath(id): InPath<String>) -> Result<Json<Opened>, Problem> {
    let person = visit.person()?;
    let sheet = visit.own_sheet(&id).await?;
    let id = sheet.id;
    lockdown::at_bell(&visit, id, &sheet.plan).await?.map_or(Ok(()), |barrier| Err(lockdown::problem(&barrier)))?;
    let opened = visit.site.store.open_ready(id, person.0.id, visit.stamp()).await?.ok_or(Problem::NotFound)?;
    let summary = opened.map_err(|refusal| sit::refused(&visit, refusal))?;
    let key = visit.site.store.seal(id).await?.ok_or(Problem::NotFound)?;
    Ok(Json(Opened { key: hex(&key), moment: Moment::of(&summary, visit.now) }))
}
