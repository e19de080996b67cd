//! The caller's certificates.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_app::{act::certificate::Facts, guard::Visit, problem::Problem, urls};

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
