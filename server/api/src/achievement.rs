//! What a credential says was achieved: an occupation at a level. For people, the page of the standard.

use crate::{
    address::InPath,
    json::{document, wants_page},
};
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;
use zhixing_app::urls;
use zhixing_domain::{lang::Lang, level::Level, standard::Standard};
use zhixing_shell::{guard::Visit, problem::Problem};

async fn answer(visit: &Visit, code: &str, level: &str, headers: &HeaderMap, criteria: bool) -> Result<Response, Problem> {
    let published = visit.site.published();
    let standard = published.library.standards.iter().find(|s| s.code == code).ok_or(Problem::NotFound)?;
    let level = level.parse().ok().and_then(Level::from_number).ok_or(Problem::NotFound)?;
    if wants_page(headers) {
        return Ok(Redirect::to(&urls::standard(&standard.slug)).into_response());
    }
    let id = format!("{}/achievements/{code}/{}", visit.site.about.public_url, level.number());
    let body = if criteria { criteria_of(visit, standard, level, &id) } else { achievement(visit, standard, level, &id) };
    Ok(document("application/json", "public, max-age=3600", body.to_string()))
}

fn achievement(visit: &Visit, standard: &Standard, level: Level, id: &str) -> serde_json::Value {
    json!({
        "id": id,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": format!("{} {}", standard.title.zh, level.zh()),
        "name_en": format!("{} {}", standard.title.get(Lang::En), level.en()),
        "humanCode": standard.code,
        "version": standard.edition,
        "criteria": { "id": format!("{id}/criteria") },
        "standard": format!("{}{}", visit.site.about.public_url, urls::standard(&standard.slug)),
    })
}

fn criteria_of(visit: &Visit, standard: &Standard, level: Level, id: &str) -> serde_json::Value {
    let published = visit.site.published();
    let plans =
        published.library.plans().filter(|(c, p)| p.certificate && c.level == Some(level) && c.standard.as_deref() == Some(&standard.slug));
    let assessments: Vec<_> = plans
        .map(|(_, p)| json!({ "plan": p.name(), "name": p.title.zh, "name_en": p.title.get(Lang::En), "pass": p.pass.to_string(), "of": "100" }))
        .collect();
    json!({ "id": format!("{id}/criteria"), "achievement": id, "assessments": assessments })
}

pub async fn show(visit: Visit, InPath((code, level)): InPath<(String, String)>, headers: HeaderMap) -> Result<Response, Problem> {
    answer(&visit, &code, &level, &headers, false).await
}

pub async fn criteria(visit: Visit, InPath((code, level)): InPath<(String, String)>, headers: HeaderMap) -> Result<Response, Problem> {
    answer(&visit, &code, &level, &headers, true).await
}
