//! Checking a certificate by program, without an account: an upload, or a number. Nothing of an upload is kept.

use crate::{
    address::{InPath, InQuery},
    shape::FileBytes,
};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use zhixing_app::{i18n::certificate as words, urls};
use zhixing_certification::verification::{
    actions as verification,
    actions::{Seen, Sight},
    shown,
};
use zhixing_domain::{
    certificate::Number,
    verification::{Finding, Report, Verdict, mask},
};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct ReportView {
    /// `genuine`, `not_genuine` or `cannot_be_told`.
    pub verdict: &'static str,
    /// Why, in one stable word: `in_force`, `demonstration`, `revoked`, `file_differs`, `no_such_number`, `no_credential` …
    pub reason: &'static str,
    /// The verdict in one line, and what to do now, in the language of the request.
    pub title: String,
    pub advice: &'static str,
    /// Genuine and in force: every check passes.
    pub valid: bool,
    /// Of the signed data, also where the file around them is not the one that was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<&'static str>,
    /// What carried the signed data: `issued_file`, `other_file`, `picture`, `data`, or `record` for a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<&'static str>,
    /// Whose certificate it is; by a number alone only how the name begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// `{check, outcome, reason?}` for format, signature, issuer, validity, revocation, record and file.
    #[schema(value_type = Vec<Object>)]
    pub findings: Vec<Finding>,
    /// What it says, in words of the caller's language; empty when its signature does not hold, and by a number alone.
    pub facts: BTreeMap<String, String>,
    /// When the certificate was revoked, whichever version was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<i64>,
    /// Why; absent by a number alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoke_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Where a picture's QR code leads: ask there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub see: Option<String>,
}

impl ReportView {
    fn of(visit: &Visit, report: Report, name: Option<String>, number: Option<String>) -> Self {
        Self {
            verdict: report.verdict.code(),
            reason: report.verdict.reason(),
            title: shown::title(&report, name.as_deref().unwrap_or_default(), visit.lang),
            advice: shown::advice(report.verdict, visit.lang),
            valid: report.is_valid(),
            standing: report.standing.map(|s| s.code()),
            carried: report.carried.map(|c| c.code()),
            holder: name,
            findings: report.findings,
            revoked_at: report.revoked.as_ref().map(|revoked| revoked.at.ms()),
            revoke_reason: report.revoked.map(|revoked| revoked.reason).filter(|reason| !reason.is_empty()),
            facts: report
                .facts
                .iter()
                .map(|fact| shown::fact(&visit.site, fact, visit.lang))
                .map(|(name, said)| (name.text, said.text))
                .collect(),
            number,
            see: None,
        }
    }
}

/// Check a credential: JSON, PDF, PNG or SVG, as the body itself or as a file of a form. A picture without a credential is read for its QR code.
#[utoipa::path(post, path = "/api/v1/verify", tag = "certificate", security(()), request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 200, body = ReportView), (status = 409, description = "`invalid`: nothing, or a form that cannot be read")))]
pub async fn check(visit: Visit, request: Request) -> Result<Json<ReportView>, Problem> {
    let unreadable = || Problem::invalid("file", |l| words::unreadable(l).into());
    let form = request.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"multipart/form-data"));
    let upload = if form {
        zhixing_shell::form::upload(Multipart::from_request(request, &()).await.map_err(|_| unreadable())?).await?
    } else {
        Bytes::from_request(request, &()).await.map_err(|_| unreadable())?.to_vec()
    };
    if upload.is_empty() {
        return Err(unreadable());
    }
    Ok(Json(match verification::upload(&visit, upload).await? {
        Seen::Report(report, place) => {
            let (name, number) = (report.holder.clone(), place.map(|p| p.number.to_string()));
            ReportView::of(&visit, *report, name, number)
        }
        Seen::Code(place) => {
            // a picture proves nothing by itself: what its code leads to is asked for there
            let report = Report::bare(Verdict::CannotBeTold(zhixing_domain::verification::Doubt::NoCredential));
            let see = urls::verification_with(&place.number, place.code.as_ref()).replacen("/v/", "/api/v1/verify/", 1);
            ReportView { see: Some(see), ..ReportView::of(&visit, report, None, Some(place.number.to_string())) }
        }
    }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CheckCodeQuery {
    c: String,
}

/// Check the certificate that bears a number. Without its check code: whether it is in force, and how the name begins.
#[utoipa::path(get, path = "/api/v1/verify/{number}", tag = "certificate", security(()),
    params(("number" = String, Path), ("c" = Option<String>, Query, description = "check code")),
    responses((status = 200, body = ReportView), (status = 404, body = ReportView, description = "`no_such_number`"),
    (status = 429, description = "`slow_down`: too many numbers without a check code")))]
pub async fn number(
    visit: Visit,
    InPath(number): InPath<String>,
    InQuery(given): InQuery<CheckCodeQuery>,
) -> Result<(StatusCode, Json<ReportView>), Problem> {
    let number = Number::typed(&number).map_err(|_| Problem::NotFound)?;
    let versions = visit.site.store.certificate(&number).await?;
    let Some(newest) = versions.first() else {
        verification::slowly(&visit)?;
        let view = ReportView::of(&visit, verification::no_such_number(), None, Some(number.to_string()));
        return Ok((StatusCode::NOT_FOUND, Json(view)));
    };
    let sight = verification::sight(&visit, newest, &given.c)?;
    let mut report = verification::of_number(&visit, &versions).await?;
    let holder = verification::facts(newest)?.holder;
    let name = match sight {
        Sight::All => holder,
        Sight::Little { .. } => {
            report.facts.clear();
            report.revoked.iter_mut().for_each(|revoked| revoked.reason.clear());
            mask(&holder)
        }
    };
    Ok((StatusCode::OK, Json(ReportView::of(&visit, report, Some(name), Some(number.to_string())))))
}
