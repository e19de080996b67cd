//! The description of the API, made from the handlers themselves. What all operations have in common is in [`crate::common`].

#[cfg(test)]
mod tests;

use crate::{
    account, answer, answer_file, assessment, attempt, bank, bank_item, bell, board, calendar, certificate, clock, common::Common,
    config_link, document, draft_step, editors, exam_session, flag, folder, group, identity, import, inquiry, item_form, log, mail,
    marked_item, marking, me, measure, media, merge, message, name, own_data, package, passkey, past, pen, phone, practice, preference,
    publication, readers, receipt, recovery, register, replacement, result, results, schedule, seb, second_factor, segment, session,
    settings, signed_in, team, token, twin, uses, verify, webhook, workshop,
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use std::sync::LazyLock;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Zhixing 知行", description = "Learning, assessment and certification. Errors are RFC 9457 problems with a stable `code`: 422 means \
        that a body has not the form described here, 409 that it has and is not taken. Times are milliseconds of UTC; points are hundredths of a \
        point. Send the session cookie or `Authorization: Bearer <token>`; what names the cookie alone is done by somebody who signed in, and a token \
        gets 403 `needs_session`."),
    paths(
        session::sign_in, session::sign_out, session::sign_out_everywhere, register::open, register::reset, recovery::ask, passkey::list,
        passkey::rename, passkey::remove, identity::list, identity::remove, identity::list_of, identity::end_of,
        preference::language, preference::theme,
        me::show, me::set_names, me::set_password, me::agree, second_factor::show, second_factor::begin, second_factor::set,
        second_factor::remove,
        message::list, message::read, message::read_all, mail::show, mail::choose, mail::ask, mail::remove,
        phone::show, phone::ask, phone::remove, phone::confirm, phone::choose,
        webhook::list, webhook::add, webhook::remove, webhook::test, webhook::resume,
        workshop::list, workshop::begin, workshop::begin_file, workshop::begin_twin, workshop::read, workshop::save, workshop::show,
        media::list, media::put, media::remove, document::take, document::paste, folder::look, folder::take, bank::look, bank::take,
        bank::file, bank::losses, package::file, package::losses, package::look, package::take, item_form::show, workshop::change, workshop::history,
        workshop::deleted, editors::list, editors::tell, past::version, past::publications, past::review,
        uses::show, replacement::look, replacement::replace, bank_item::list, bank_item::look, bank_item::change, draft_step::list,
        draft_step::take_back, twin::show, twin::still_right, publication::propose, publication::publish, publication::review, schedule::show, schedule::set, schedule::remove,
        team::list, team::give, team::take,
        inquiry::ask, inquiry::own, inquiry::take_back, inquiry::open, inquiry::answer, readers::reach, readers::show,
        token::list, token::revoke, practice::answer, practice::set_done, practice::notebook, practice::forget, practice::repetitions,
        assessment::list, attempt::start, attempt::show, bell::sealed, bell::open, answer::save, answer::save_many, pen::take,
        seb::prove, seb::prove_attempt, config_link::make, flag::set, clock::show, receipt::submit, receipt::show, result::show,
        name::show, name::ask, name::settle, name::list, measure::take, measure::take_many, pen::free, segment::reopen, measure::note,
        answer_file::bring_in, board::events,
        exam_session::list, exam_session::open, exam_session::show, exam_session::change, exam_session::cancel,
        exam_session::seat, exam_session::change_line, exam_session::remove_line, exam_session::set_code, exam_session::remove_code,
        calendar::mine, calendar::make, calendar::remove,
        marking::queue, marking::claim, marking::marked, marking::show, marking::mark, marking::release, marked_item::list,
        marked_item::show, marked_item::decide,
        results::list, results::show,
        account::list, account::open, account::show, account::set_roles, account::set_disabled, account::set_legal_name,
        signed_in::list, signed_in::end, signed_in::end_others, signed_in::list_of, signed_in::end_of, signed_in::end_all_of,
        group::list, group::open, group::show, group::change, group::remove, group::people, group::add, group::take, group::disable,
        import::open, merge::merge, own_data::take, account::reset_code, account::lift_factor, log::show,
        settings::show, settings::decide, settings::set_logo, settings::remove_logo,
        certificate::list, certificate::correct, certificate::revoke, verify::check, verify::number, show,
    ),
    security(("token" = []), ("cookie" = [])),
    modifiers(&Schemes, &Common)
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

/// The description as it is sent: it is the same for everybody.
static TEXT: LazyLock<String> = LazyLock::new(|| Description::openapi().to_json().unwrap_or_default());

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "description", security(()),
    responses((status = 200, content_type = "application/json", body = Object, description = "OpenAPI 3.1")))]
pub async fn show() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}
