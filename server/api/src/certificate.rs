//! The caller's certificates; correcting and revoking one.

use crate::{
    address::InPath,
    json::Input,
    shape::{ReasonText, TypedName},
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_app::urls;
use zhixing_certification::certificate::{actions as certificate, actions::Grounds};
use zhixing_domain::certificate::{Facts, Number};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct CertificateView {
    pub number: String,
    pub version: i64,
    /// What it says; texts in Chinese and English.
    #[schema(value_type = Object)]
    pub facts: Facts,
    pub issued_at: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<i64>,
    /// SHA-256 of the signed credential.
    pub sha256: String,
    pub verification_url: String,
    pub pdf: String,
    pub credential: String,
}

/// The caller's certificates, the newest version of each.
#[utoipa::path(get, path = "/api/v1/certificates", tag = "certificate",
    responses((status = 200, body = [CertificateView]), (status = 401, description = "`sign_in`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<CertificateView>>, Problem> {
    let person = visit.person()?;
    let base = &visit.site.about.public_url;
    let records = visit.site.store.certificates_of(person.0.id).await?;
    let view = |r: zhixing_store::CertificateRecord| {
        let facts = serde_json::from_str(&r.facts).map_err(|_| Problem::Broken(format!("certificate-{}", r.number)))?;
        Ok(CertificateView {
            number: r.number.to_string(),
            version: r.version,
            facts,
            issued_at: r.issued_at.ms(),
            revoked_at: r.revoked_at.map(|t| t.ms()),
            sha256: r.sha256,
            verification_url: format!("{base}{}", urls::verification_with(&r.number, r.code.as_ref())),
            pdf: format!("{base}{}", urls::certificate_pdf(&r.number)),
            credential: format!("{base}{}", urls::certificate_json(&r.number)),
        })
    };
    Ok(Json(records.into_iter().map(view).collect::<Result<_, Problem>>()?))
}

/// The right name of a holder, with its grounds.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionWish {
    pub name: TypedName,
    /// Public.
    pub reason: ReasonText,
    /// What shows that it is right; on record, not public.
    pub evidence: ReasonText,
}

#[derive(Serialize, ToSchema)]
pub struct CorrectionView {
    pub number: String,
    /// The version that holds from now on.
    pub version: i64,
    pub before: String,
    pub after: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationWish {
    /// Public.
    pub reason: ReasonText,
}

fn number(text: &str) -> Result<Number, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}

/// Issue a corrected version; the one before is revoked and points to it. For administrators, never their own.
#[utoipa::path(post, path = "/api/v1/certificates/{number}/correction", tag = "certificate", request_body = CorrectionWish, params(("number" = String, Path)),
    responses((status = 200, body = CorrectionView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: also where nothing differs; `own_case`, `certificate_revoked`, `certificate_changed` or `issuer_refuses`")))]
pub async fn correct(
    visit: Visit,
    InPath(text): InPath<String>,
    Input(wish): Input<CorrectionWish>,
) -> Result<Json<CorrectionView>, Problem> {
    let admin = visit.administrator()?;
    let (number, who) = (number(&text)?, visit.account.as_ref().map(|a| a.id));
    let proposal = certificate::propose(&visit.site, who, &number, &wish.name.0).await?;
    let (before, after) = (proposal.before.holder.clone(), proposal.after.holder.clone());
    let grounds = Grounds { reason: wish.reason.0, evidence: wish.evidence.0 };
    let version = certificate::correct(&visit.site, &admin, proposal, grounds, visit.stamp()).await?;
    Ok(Json(CorrectionView { number: number.to_string(), version, before, after }))
}

/// Revoke every version of a certificate, for ever. For administrators.
#[utoipa::path(post, path = "/api/v1/certificates/{number}/revocation", tag = "certificate", request_body = RevocationWish, params(("number" = String, Path)),
    responses((status = 204, description = "revoked, now or before"), (status = 404, description = "`not_found`")))]
pub async fn revoke(
    visit: Visit,
    InPath(text): InPath<String>,
    Input(wish): Input<RevocationWish>,
) -> Result<axum::http::StatusCode, Problem> {
    let admin = visit.administrator()?;
    certificate::revoke(&visit, &admin, number(&text)?, &wish.reason.0).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
