//! Handing in, and the receipt: the signed digest of which revision of which answer counts.

use crate::{
    address::InPath,
    shape::{AttemptKey, PhaseWord},
};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_app::i18n::exam as words;
use zhixing_domain::attempt::Receipt;
use zhixing_exam::attempt::actions as sit;
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::Seal;

#[derive(Serialize, ToSchema)]
pub struct ReceiptView {
    #[schema(value_type = AttemptKey)]
    pub attempt: String,
    #[schema(value_type = PhaseWord)]
    pub state: &'static str,
    pub ended_at: i64,
    pub answers: Vec<ReceiptLineView>,
    /// SHA-256 of `text`, in hexadecimal.
    pub digest: String,
    /// What is digested and signed.
    pub text: String,
    /// The key in `/.well-known/did.json`.
    pub kid: String,
    /// Ed25519 over `text`, in hexadecimal.
    pub signature: String,
}

#[derive(Serialize, ToSchema)]
pub struct ReceiptLineView {
    pub item: String,
    pub rev: i64,
    pub value_digest: String,
}

fn view(state: &'static str, receipt: &Receipt, seal: Seal) -> ReceiptView {
    ReceiptView {
        attempt: receipt.attempt.to_string(),
        state,
        ended_at: receipt.ended_at.ms(),
        answers: receipt
            .answers
            .iter()
            .map(|l| ReceiptLineView { item: l.item.clone(), rev: l.rev, value_digest: l.value_digest.clone() })
            .collect(),
        digest: seal.digest,
        text: receipt.to_text(),
        kid: seal.kid,
        signature: seal.signature,
    }
}

/// Hand in. Handed in before, it gives the same receipt.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/submission", tag = "attempt", params(("attempt" = String, Path)),
    responses((status = 200, body = ReceiptView), (status = 404, description = "`not_found`"), (status = 409, description = "`not_running`")))]
pub async fn submit(visit: Visit, InPath(id): InPath<String>) -> Result<Json<ReceiptView>, Problem> {
    let sheet = visit.own_sheet(&id).await?;
    let done = sit::submit(&visit, &sheet).await?;
    let (receipt, seal) = sit::sealed(&visit, done.receipt, done.seal).await?;
    Ok(Json(view(done.summary.state.phase().code(), &receipt, seal)))
}

/// The receipt of an ended attempt.
#[utoipa::path(get, path = "/api/v1/attempts/{attempt}/receipt", tag = "attempt", params(("attempt" = String, Path)),
    responses((status = 200, body = ReceiptView), (status = 404, description = "`not_found`"), (status = 409, description = "`still_running`")))]
pub async fn show(visit: Visit, InPath(id): InPath<String>) -> Result<Json<ReceiptView>, Problem> {
    let attempt = sit::expire_if_due(&visit, visit.own_attempt(&id).await?).await?;
    let receipt = visit.site.store.receipt(&attempt.summary).await?;
    let running = || Problem::refused("still_running", |l| words::phase_in_progress(l).into());
    let (receipt, seal) = receipt.ok_or_else(running)?;
    let (receipt, seal) = sit::sealed(&visit, receipt, seal).await?;
    Ok(Json(view(attempt.summary.state.phase().code(), &receipt, seal)))
}
