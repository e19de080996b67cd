//! The JSON API and the public endpoints of certificates, one noun a file, thin over the actions of the wings.
//!
//! Errors are RFC 9457 `application/problem+json` with a stable `code`. Times are milliseconds of UTC; points are hundredths of a point.
//! Never here: rules, SQL, pages. [`openapi`] describes every route under `/api/`; a test holds it to that.

// what the description's macros write names things in full
#![allow(unused_qualifications)]

pub mod account;
pub mod achievement;
pub mod address;
pub mod answer;
pub mod answer_file;
pub mod assessment;
pub mod attempt;
pub mod bank;
pub mod bank_item;
pub mod bell;
pub mod board;
pub mod calendar;
pub mod certificate;
pub mod clock;
mod common;
pub mod config_link;
pub mod credential;
pub mod did;
pub mod document;
pub mod draft_step;
pub mod editors;
pub mod exam_session;
pub mod flag;
pub mod folder;
pub mod group;
pub mod identity;
pub mod import;
pub mod inquiry;
pub mod item_form;
pub mod json;
pub mod log;
pub mod mail;
pub mod marked_item;
pub mod marking;
pub mod me;
pub mod measure;
pub mod media;
pub mod merge;
pub mod message;
pub mod name;
pub mod openapi;
pub mod own_data;
pub mod package;
pub mod passkey;
pub mod past;
mod pattern;
pub mod pen;
pub mod phone;
pub mod practice;
pub mod preference;
pub mod publication;
mod reader;
pub mod readers;
pub mod receipt;
pub mod recovery;
pub mod register;
pub mod replacement;
pub mod result;
pub mod results;
pub mod schedule;
pub mod seb;
pub mod second_factor;
pub mod segment;
pub mod session;
pub mod settings;
pub mod shape;
pub mod signed_in;
pub mod status;
pub mod team;
pub mod token;
mod tries;
pub mod twin;
pub mod uses;
pub mod verify;
pub mod webhook;
pub mod workshop;

use zhixing_shell::table::Table;

pub fn table() -> Table {
    Table::default()
        .post("/api/v1/session", session::sign_in)
        .delete("/api/v1/session", session::sign_out)
        .post("/api/v1/registrations", register::open)
        .post("/api/v1/password-resets", register::reset)
        .post("/api/v1/recoveries", recovery::ask)
        .put("/api/v1/preferences/language", preference::language)
        .put("/api/v1/preferences/theme", preference::theme)
        .get("/api/v1/me", me::show)
        .put("/api/v1/me/names", me::set_names)
        .put("/api/v1/me/password", me::set_password)
        .post("/api/v1/me/consent", me::agree)
        .post("/api/v1/me/data", own_data::take)
        .get("/api/v1/me/sessions", signed_in::list)
        .delete("/api/v1/me/sessions", session::sign_out_everywhere)
        .delete("/api/v1/me/sessions/{place}", signed_in::end)
        .delete("/api/v1/me/other-sessions", signed_in::end_others)
        .get("/api/v1/me/second-factor", second_factor::show)
        .put("/api/v1/me/second-factor", second_factor::set)
        .post("/api/v1/me/second-factor/secrets", second_factor::begin)
        .post("/api/v1/me/second-factor/removal", second_factor::remove)
        .get("/api/v1/me/passkeys", passkey::list)
        .put("/api/v1/me/passkeys/{passkey}", passkey::rename)
        .post("/api/v1/me/passkeys/{passkey}/removal", passkey::remove)
        .get("/api/v1/me/identities", identity::list)
        .post("/api/v1/me/identities/{identity}/removal", identity::remove)
        .get("/api/v1/me/tokens", token::list)
        .delete("/api/v1/me/tokens/{token}", token::revoke)
        .get("/api/v1/me/exam-sessions", calendar::mine)
        .post("/api/v1/me/calendar", calendar::make)
        .delete("/api/v1/me/calendar", calendar::remove)
        .get("/api/v1/me/messages", message::list)
        .put("/api/v1/me/messages/read", message::read_all)
        .put("/api/v1/me/messages/{message}/read", message::read)
        .get("/api/v1/me/mail", mail::show)
        .put("/api/v1/me/mail/choices", mail::choose)
        .put("/api/v1/me/mail/address", mail::ask)
        .delete("/api/v1/me/mail/address", mail::remove)
        .get("/api/v1/me/phone", phone::show)
        .put("/api/v1/me/phone/number", phone::ask)
        .delete("/api/v1/me/phone/number", phone::remove)
        .post("/api/v1/me/phone/confirmation", phone::confirm)
        .put("/api/v1/me/phone/topics", phone::choose)
        .get("/api/v1/me/questions", inquiry::own)
        .delete("/api/v1/me/questions/{inquiry}", inquiry::take_back)
        .get("/api/v1/me/notebook", practice::notebook)
        .delete("/api/v1/me/notebook/{course}/{item}", practice::forget)
        .get("/api/v1/me/repetitions", practice::repetitions)
        .put("/api/v1/courses/{course}/lessons/{lesson}/done", practice::set_done)
        .put("/api/v1/courses/{course}/lessons/{lesson}/reached", readers::reach)
        .post("/api/v1/courses/{course}/lessons/{lesson}/questions", inquiry::ask)
        .post("/api/v1/courses/{course}/practice/{item}", practice::answer)
        .get("/api/v1/assessments", assessment::list)
        .post("/api/v1/assessments/{course}/{plan}/attempts", attempt::start)
        .post("/api/v1/assessments/{course}/{plan}/seb", seb::prove)
        .post("/api/v1/assessments/{course}/{plan}/config-links", config_link::make)
        .get("/api/v1/attempts/{attempt}", attempt::show)
        .post("/api/v1/attempts/{attempt}/seb", seb::prove_attempt)
        .get("/api/v1/attempts/{attempt}/sealed", bell::sealed)
        .post("/api/v1/attempts/{attempt}/opening", bell::open)
        .put("/api/v1/attempts/{attempt}/answers/{item}", answer::save)
        .post("/api/v1/attempts/{attempt}/operations", answer::save_many)
        .post("/api/v1/attempts/{attempt}/pen", pen::take)
        .put("/api/v1/attempts/{attempt}/flags/{item}", flag::set)
        .get("/api/v1/attempts/{attempt}/clock", clock::show)
        .post("/api/v1/attempts/{attempt}/submission", receipt::submit)
        .get("/api/v1/attempts/{attempt}/receipt", receipt::show)
        .get("/api/v1/attempts/{attempt}/result", result::show)
        .get("/api/v1/attempts/{attempt}/name", name::show)
        .post("/api/v1/attempts/{attempt}/name", name::ask)
        .put("/api/v1/attempts/{attempt}/name", name::settle)
        .get("/api/v1/names", name::list)
        .post("/api/v1/attempts/{attempt}/measures", measure::take)
        .post("/api/v1/attempts/{attempt}/notes", measure::note)
        .post("/api/v1/attempts/{attempt}/pen-releases", pen::free)
        .post("/api/v1/attempts/{attempt}/segments", segment::reopen)
        .post("/api/v1/attempts/{attempt}/answer-files", answer_file::bring_in)
        .post("/api/v1/boards/{course}/{plan}/measures", measure::take_many)
        .get("/api/v1/exam-sessions", exam_session::list)
        .post("/api/v1/exam-sessions", exam_session::open)
        .get("/api/v1/exam-sessions/{session}", exam_session::show)
        .put("/api/v1/exam-sessions/{session}", exam_session::change)
        .post("/api/v1/exam-sessions/{session}/cancellation", exam_session::cancel)
        .put("/api/v1/exam-sessions/{session}/candidates", exam_session::seat)
        .put("/api/v1/exam-sessions/{session}/candidates/{login}", exam_session::change_line)
        .delete("/api/v1/exam-sessions/{session}/candidates/{login}", exam_session::remove_line)
        .put("/api/v1/exam-sessions/{session}/code", exam_session::set_code)
        .delete("/api/v1/exam-sessions/{session}/code", exam_session::remove_code)
        .get("/api/v1/marking", marking::queue)
        .post("/api/v1/marking/claims", marking::claim)
        .get("/api/v1/marking/marked", marking::marked)
        .get("/api/v1/marking/{attempt}/{item}", marking::show)
        .put("/api/v1/marking/{attempt}/{item}", marking::mark)
        .post("/api/v1/marking/releases/{course}/{plan}", marking::release)
        .get("/api/v1/marking/items/{course}/{plan}", marked_item::list)
        .get("/api/v1/marking/items/{course}/{plan}/{version}", marked_item::show)
        .put("/api/v1/marking/items/{course}/{plan}/{version}", marked_item::decide)
        .get("/api/v1/results", results::list)
        .get("/api/v1/results/{course}/{plan}", results::show)
        .get("/api/v1/boards/{course}/{plan}/events", board::events)
        .get("/api/v1/accounts", account::list)
        .post("/api/v1/accounts", account::open)
        .post("/api/v1/accounts/imports", import::open)
        .get("/api/v1/accounts/{account}", account::show)
        .put("/api/v1/accounts/{account}/roles", account::set_roles)
        .put("/api/v1/accounts/{account}/disabled", account::set_disabled)
        .put("/api/v1/accounts/{account}/legal-name", account::set_legal_name)
        .post("/api/v1/accounts/{account}/merger", merge::merge)
        .get("/api/v1/accounts/{account}/sessions", signed_in::list_of)
        .delete("/api/v1/accounts/{account}/sessions", signed_in::end_all_of)
        .delete("/api/v1/accounts/{account}/sessions/{place}", signed_in::end_of)
        .get("/api/v1/accounts/{account}/identities", identity::list_of)
        .delete("/api/v1/accounts/{account}/identities/{identity}", identity::end_of)
        .post("/api/v1/accounts/{account}/reset-codes", account::reset_code)
        .delete("/api/v1/accounts/{account}/second-factor", account::lift_factor)
        .get("/api/v1/groups", group::list)
        .post("/api/v1/groups", group::open)
        .get("/api/v1/groups/{group}", group::show)
        .put("/api/v1/groups/{group}", group::change)
        .delete("/api/v1/groups/{group}", group::remove)
        .get("/api/v1/groups/{group}/people", group::people)
        .post("/api/v1/groups/{group}/people", group::add)
        .delete("/api/v1/groups/{group}/people/{account}", group::take)
        .post("/api/v1/groups/{group}/disabling", group::disable)
        .get("/api/v1/settings", settings::show)
        .put("/api/v1/settings", settings::decide)
        .put("/api/v1/settings/logo", settings::set_logo)
        .delete("/api/v1/settings/logo", settings::remove_logo)
        .get("/api/v1/log", log::show)
        .get("/api/v1/webhooks", webhook::list)
        .post("/api/v1/webhooks", webhook::add)
        .delete("/api/v1/webhooks/{webhook}", webhook::remove)
        .post("/api/v1/webhooks/{webhook}/tests", webhook::test)
        .delete("/api/v1/webhooks/{webhook}/stop", webhook::resume)
        .get("/api/v1/workshop", workshop::list)
        .post("/api/v1/workshop", workshop::begin)
        .post("/api/v1/workshop/{course}/files", workshop::begin_file)
        .post("/api/v1/workshop/{course}/twins", workshop::begin_twin)
        .get("/api/v1/workshop/{course}/drafts", workshop::read)
        .put("/api/v1/workshop/{course}/drafts", workshop::save)
        .post("/api/v1/workshop/{course}/previews", workshop::show)
        .post("/api/v1/workshop/{course}/item-forms", item_form::show)
        .post("/api/v1/workshop/{course}/changes", workshop::change)
        .get("/api/v1/workshop/{course}/editors", editors::list)
        .put("/api/v1/workshop/{course}/editors", editors::tell)
        .get("/api/v1/workshop/{course}/history", workshop::history)
        .get("/api/v1/workshop/{course}/deleted", workshop::deleted)
        .get("/api/v1/workshop/{course}/versions", past::version)
        .get("/api/v1/workshop/{course}/publications", past::publications)
        .get("/api/v1/workshop/{course}/review", past::review)
        .get("/api/v1/workshop/{course}/uses", uses::show)
        .post("/api/v1/workshop/{course}/replacements", replacement::look)
        .post("/api/v1/workshop/{course}/replacements/drafts", replacement::replace)
        .get("/api/v1/workshop/{course}/items", bank_item::list)
        .post("/api/v1/workshop/{course}/items", bank_item::look)
        .post("/api/v1/workshop/{course}/items/drafts", bank_item::change)
        .get("/api/v1/workshop/{course}/steps", draft_step::list)
        .post("/api/v1/workshop/{course}/steps", draft_step::take_back)
        .get("/api/v1/workshop/{course}/twin", twin::show)
        .post("/api/v1/workshop/{course}/twin", twin::still_right)
        .get("/api/v1/workshop/{course}/media", media::list)
        .post("/api/v1/workshop/{course}/media", media::put)
        .delete("/api/v1/workshop/{course}/media/{name}", media::remove)
        .post("/api/v1/workshop/{course}/documents", document::take)
        .post("/api/v1/workshop/{course}/pastes", document::paste)
        .post("/api/v1/workshop/{course}/folders", folder::look)
        .post("/api/v1/workshop/{course}/folders/drafts", folder::take)
        .post("/api/v1/workshop/{course}/imports", bank::look)
        .post("/api/v1/workshop/{course}/imports/drafts", bank::take)
        .get("/api/v1/workshop/{course}/exports/{file}", bank::file)
        .get("/api/v1/workshop/{course}/exports/{file}/losses", bank::losses)
        .get("/api/v1/workshop/{course}/packages/{file}", package::file)
        .get("/api/v1/workshop/{course}/packages/{file}/losses", package::losses)
        .post("/api/v1/packages", package::look)
        .post("/api/v1/packages/drafts", package::take)
        .get("/api/v1/workshop/{course}/publication", publication::propose)
        .post("/api/v1/workshop/{course}/publication", publication::publish)
        .get("/api/v1/workshop/{course}/schedule", schedule::show)
        .put("/api/v1/workshop/{course}/schedule", schedule::set)
        .delete("/api/v1/workshop/{course}/schedule", schedule::remove)
        .post("/api/v1/workshop/{course}/review", publication::review)
        .get("/api/v1/workshop/{course}/people", team::list)
        .put("/api/v1/workshop/{course}/people/{login}", team::give)
        .delete("/api/v1/workshop/{course}/people/{login}", team::take)
        .get("/api/v1/workshop/{course}/readers", readers::show)
        .get("/api/v1/workshop/{course}/questions", inquiry::open)
        .put("/api/v1/workshop/{course}/questions/{inquiry}", inquiry::answer)
        .get("/api/v1/certificates", certificate::list)
        .post("/api/v1/certificates/{number}/correction", certificate::correct)
        .post("/api/v1/certificates/{number}/revocation", certificate::revoke)
        .post("/api/v1/verify", verify::check)
        .get("/api/v1/verify/{number}", verify::number)
        .get("/api/v1/openapi.json", openapi::show)
        // what a credential names: it must answer for as long as certificates live
        .get("/.well-known/did.json", did::show)
        .get("/c/{reference}", credential::show)
        .get("/status/revocation/{list}", status::show)
        .get("/achievements/{code}/{level}", achievement::show)
        .get("/achievements/{code}/{level}/criteria", achievement::criteria)
}
