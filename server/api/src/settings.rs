//! Settings of the site that administrators decide, and what was configured. A decision needs a session.

use crate::{
    json::Input,
    shape::{FileBytes, SettingText},
};
use axum::{Json, body::Bytes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::settings::SiteSetting;
use zhixing_office::settings::actions::{self as settings, LogoWish};
use zhixing_shell::{configured::ConfigSource, guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct SettingsView {
    pub decided: DecidedView,
    /// With the names of the README.
    pub configured: Vec<ConfiguredView>,
}

/// What administrators decided; absent where the configuration, or the product's own, holds.
#[derive(Serialize, ToSchema)]
pub struct DecidedView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_en: Option<String>,
    /// `teal`, `indigo`, `pine`, `plum` or `ochre`.
    pub accent: &'static str,
    /// Whether a colleague approves what is published from the workshop.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub review_publications: bool,
    /// The address of the logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ConfiguredView {
    pub name: &'static str,
    /// Absent where it is a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `default`, `file`, `environment` or `flag`.
    pub source: &'static str,
}

/// What is named is decided; an empty text takes a decision back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsWish {
    /// `true`, `false`, or empty for as configured.
    pub registration: Option<SettingText>,
    pub name_zh: Option<SettingText>,
    pub name_en: Option<SettingText>,
    pub contact_zh: Option<SettingText>,
    pub contact_en: Option<SettingText>,
    pub accent: Option<SettingText>,
    /// `true` or `false`.
    pub review_publications: Option<SettingText>,
}

fn view(visit: &Visit) -> SettingsView {
    let decided = visit.site.decided.settings();
    let source = |source| match source {
        ConfigSource::Default => "default",
        ConfigSource::File => "file",
        ConfigSource::Environment => "environment",
        ConfigSource::Flag => "flag",
    };
    let [name_zh, name_en] = decided.name.clone();
    let [contact_zh, contact_en] = decided.contact.clone();
    let configured = &visit.site.about.configured;
    SettingsView {
        decided: DecidedView {
            registration: decided.registration,
            name_zh,
            name_en,
            contact_zh,
            contact_en,
            accent: decided.accent.code(),
            review_publications: decided.review_publications,
            logo: decided.logo.as_ref().map(zhixing_app::urls::brand),
        },
        configured: configured.iter().map(|c| ConfiguredView { name: c.name, value: c.value.clone(), source: source(c.source) }).collect(),
    }
}

/// What is decided and what is configured.
#[utoipa::path(get, path = "/api/v1/settings", tag = "settings",
    responses((status = 200, body = SettingsView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit) -> Result<Json<SettingsView>, Problem> {
    visit.administrator()?;
    Ok(Json(view(&visit)))
}

/// Decide settings. They hold on all servers within seconds.
#[utoipa::path(put, path = "/api/v1/settings", tag = "settings", request_body = SettingsWish,
    responses((status = 200, body = SettingsView), (status = 404, description = "`not_found`"), (status = 422, description = "`invalid`"),
        (status = 403, description = "`needs_session`")))]
pub async fn decide(visit: Visit, Input(wish): Input<SettingsWish>) -> Result<Json<SettingsView>, Problem> {
    let admin = visit.administrator()?;
    let typed = [
        (SiteSetting::Registration, wish.registration),
        (SiteSetting::NameZh, wish.name_zh),
        (SiteSetting::NameEn, wish.name_en),
        (SiteSetting::ContactZh, wish.contact_zh),
        (SiteSetting::ContactEn, wish.contact_en),
        (SiteSetting::Accent, wish.accent),
        (SiteSetting::ReviewPublications, wish.review_publications),
    ];
    let typed = typed.into_iter().filter_map(|(setting, text)| Some((setting, text?.0))).collect();
    settings::decide(&visit, &admin, typed, LogoWish::Stays).await?.map_err(Problem::first_of)?;
    Ok(Json(view(&visit)))
}

/// Give the logo: SVG or PNG, 128 KB at most.
#[utoipa::path(put, path = "/api/v1/settings/logo", tag = "settings", request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 200, body = SettingsView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`"), (status = 403, description = "`needs_session`")))]
pub async fn set_logo(visit: Visit, bytes: Bytes) -> Result<Json<SettingsView>, Problem> {
    let admin = visit.administrator()?;
    settings::decide(&visit, &admin, vec![], LogoWish::New(bytes.to_vec())).await?.map_err(Problem::first_of)?;
    Ok(Json(view(&visit)))
}

/// Back to the product's own seal.
#[utoipa::path(delete, path = "/api/v1/settings/logo", tag = "settings",
    responses((status = 200, body = SettingsView), (status = 404, description = "`not_found`"), (status = 403, description = "`needs_session`")))]
pub async fn remove_logo(visit: Visit) -> Result<Json<SettingsView>, Problem> {
    let admin = visit.administrator()?;
    settings::decide(&visit, &admin, vec![], LogoWish::Goes).await?.map_err(Problem::first_of)?;
    Ok(Json(view(&visit)))
}
