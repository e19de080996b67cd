//! The description of the API, made from the handlers themselves.

use crate::{
    account, answer, assessment, attempt, bell, board, certificate, clock, exam_session, flag, mail, marked_item, marking, me, measure,
    message, name, pen, practice, receipt, result, seb, session, token, verify, webhook,
};
use axum::Json;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Zhixing 知行", description = "Learning, assessment and certification. Errors are RFC 9457 problems with a stable `code`. \
        Times are milliseconds of UTC; points are hundredths of a point. Send the session cookie or `Authorization: Bearer <token>`. \
        Where a role rests for want of a second factor, what needs it answers 403 `second_factor_required`."),
    paths(
        session::sign_in, session::sign_out, session::sign_out_everywhere, me::show, me::set_names, me::set_password,
        message::list, message::read, message::read_all, mail::show, mail::choose, mail::ask, mail::remove,
        webhook::list, webhook::add, webhook::remove, webhook::test, webhook::resume,
        token::list, token::revoke, practice::answer, practice::set_done, practice::notebook, practice::forget,
        assessment::list, attempt::start, attempt::show, bell::sealed, bell::open, answer::save, answer::save_many, pen::take,
        seb::prove, seb::prove_attempt, flag::set, clock::show, receipt::submit, receipt::show, result::show,
        name::show, name::ask, name::settle, name::list, measure::take, board::events,
        exam_session::list, exam_session::open, exam_session::show, exam_session::seat, exam_session::set_code, exam_session::remove_code,
        marking::queue, marking::claim, marking::show, marking::mark, marking::release, marked_item::list, marked_item::decide,
        account::list, account::open, account::show, account::set_roles, account::set_disabled, account::set_legal_name,
        account::reset_code, account::lift_factor,
        certificate::list, certificate::correct, certificate::revoke, verify::check, verify::number, show,
    ),
    security(("cookie" = []), ("token" = []), ()),
    modifiers(&Schemes)
)]
pub struct Description;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(zhixing_http::session::cookie_name(true))));
        components.add_security_scheme("cookie", cookie);
        components.add_security_scheme("token", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()));
    }
}

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "description", responses((status = 200, description = "OpenAPI 3.1")))]
pub async fn show() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_route_of_the_api_is_described_and_nothing_else() {
        let served: BTreeSet<(String, String)> =
            crate::table().routes.into_iter().filter(|(_, path)| path.starts_with("/api/")).map(|(m, p)| (m.into(), p.into())).collect();
        let text = serde_json::to_value(Description::openapi()).unwrap();
        let paths = text["paths"].as_object().unwrap();
        let described: BTreeSet<(String, String)> = paths
            .iter()
            .flat_map(|(path, verbs)| verbs.as_object().unwrap().keys().map(move |verb| (verb.to_uppercase(), path.clone())))
            .collect();
        assert_eq!(served, described);
        assert_eq!(text["openapi"], "3.1.0");
    }
}
