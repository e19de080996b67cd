//! What all operations have in common: how they are told apart, what the parts of their addresses look like, and what each may answer besides
//! its own. An operation says itself only what is particular to it.

use crate::{
    pattern::{NUMBERS, TRUTH},
    shape::{DraftNumber, PageNumber, SLUG, id, text},
};
use utoipa::{
    Modify, PartialSchema, ToSchema,
    openapi::{
        Content, ContentBuilder, Header, ObjectBuilder, OpenApi, PathItem, Ref, RefOr, Response, Schema, Type,
        path::{Operation, Parameter, ParameterIn},
        schema::AdditionalProperties,
        security::SecurityRequirement,
    },
};

/// A problem (RFC 9457). A refused save carries the facts of its outcome besides.
#[derive(ToSchema)]
#[schema(as = Problem)]
#[allow(dead_code, reason = "the shape of zhixing_shell::problem::Problem, for the description alone")]
pub struct ProblemShape {
    /// `/problems/` and the code.
    #[schema(rename = "type", pattern = "^/problems/[a-z_]+$")]
    kind: String,
    /// In the language of the request, as is the detail.
    title: String,
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    detail: String,
    /// The stable word for programs.
    #[schema(pattern = "^[a-z_]+$")]
    code: String,
    /// What of the request is wrong: the field, or the way to it.
    field: Option<String>,
}

pub const PROBLEM: &str = "application/problem+json";

pub struct Common;

impl Modify for Common {
    fn modify(&self, openapi: &mut OpenApi) {
        let schemas = &mut openapi.components.get_or_insert_default().schemas;
        schemas.values_mut().for_each(close);
        schemas.insert("Problem".into(), ProblemShape::schema());
        for (path, item) in &mut openapi.paths.paths {
            for (verb, operation) in verbs(item) {
                operation.operation_id = Some(name(verb, path));
                operation.parameters.iter_mut().flatten().for_each(shape);
                answer(verb, operation);
            }
        }
    }
}

/// What is one of several shapes takes nothing that none of them has: their derivation forgets to say so.
fn close(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::OneOf(shapes)) = schema else { return };
    for shape in &mut shapes.items {
        if let RefOr::T(Schema::Object(object)) = shape {
            object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
        }
    }
}

fn verbs(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let PathItem { get, put, post, delete, .. } = item;
    let all = [("get", get), ("put", put), ("post", post), ("delete", delete)];
    all.into_iter().filter_map(|(verb, operation)| Some((verb, operation.as_mut()?)))
}

/// `put_attempts_attempt_answers_item`: by method and address, so that no two have the same.
fn name(verb: &str, path: &str) -> String {
    let parts = path.trim_start_matches("/api/v1/").split(['/', '-', '.']).map(|part| part.trim_matches(['{', '}']));
    std::iter::once(verb).chain(parts).collect::<Vec<_>>().join("_")
}

/// What a part of an address, of a query or of the head looks like: it means the same wherever it stands.
fn shape(parameter: &mut Parameter) {
    let form = if parameter.parameter_in == ParameterIn::Query { asked(&parameter.name) } else { part(&parameter.name) };
    parameter.schema = form.or(parameter.schema.take());
}

/// What a part of a query looks like: an id in it narrows a list, and nothing asks for all.
pub fn asked(name: &str) -> Option<RefOr<Schema>> {
    let narrows = |pattern: &str, says: &str| Some(text(0, 36, Some(pattern), says));
    match name {
        "session" => {
            narrows("^(none|ses_[0-9a-f]{32})?$", "The id of an exam session, or `none` for what was sat without one; all without it.")
        }
        "group" => narrows("^(grp_[0-9a-f]{32})?$", "The id of a group of people; all without it."),
        _ => part(name),
    }
}

pub fn part(name: &str) -> Option<RefOr<Schema>> {
    Some(match name {
        "attempt" => id("att", "An attempt."),
        "account" => id("acc", "An account."),
        "session" => id("ses", "An exam session."),
        "course" => text(1, 64, Some(SLUG), "A course."),
        "plan" => text(1, 64, Some(SLUG), "A plan of the course."),
        "lesson" => text(1, 64, Some(SLUG), "A lesson of the course."),
        "item" => text(1, 80, None, "An item of the course, by its author's name."),
        "version" => text(64, 64, Some("^[0-9a-f]{64}$"), "The digest of an item's text, as it was sat."),
        "token" => text(16, 16, Some("^[0-9a-f]{16}$"), "The name of a token."),
        "place" => text(16, 16, Some("^[0-9a-f]{16}$"), "The name of a session of somebody who signed in."),
        "login" => text(1, 64, None, "A login."),
        "message" => id("msg", "A message."),
        "passkey" => id("pk", "A passkey."),
        "identity" => id("idn", "Who the caller is at a provider."),
        "group" => id("grp", "A group of people."),
        "inquiry" => id("inq", "A question of a learner."),
        "webhook" => id("hook", "A webhook."),
        "which" => text(0, 16, None, "Which of them."),
        "person" => text(0, 64, None, "A login."),
        "kind" => text(0, 64, None, "An action, or what it begins with."),
        "object" => text(0, 200, None, "The id, number or name of what it is about."),
        "day" => text(0, 10, None, "A day: `2026-11-22`."),
        "before" => text(0, 64, None, "Where the page before ended."),
        "stage" => text(0, 16, None, "How far results are."),
        "verdict" => text(0, 16, None, "`passed` or `failed`."),
        "sort" => text(0, 16, None, "The order, with a minus before it the other way."),
        "q" => text(0, 200, None, "What is looked for."),
        "name" => text(0, 80, None, "What a file is called: its ending helps to know the format."),
        "replace" => text(0, 5, Some(TRUTH), "`true`: it takes the place of the file of this name."),
        "format" => text(
            0,
            16,
            None,
            "`gift`, `moodle-xml`, `aiken`, `qti`, `csv`, `xlsx`, `anki`, `mdbook-quiz`, `paper` or `markdown`; found where it is not said.",
        ),
        "bank" => text(1, 200, None, "A bank of the course by its path, or the name of a new one."),
        "title" => text(0, 80, None, "The title of a new bank."),
        "items" => text(0, 4_000, Some(NUMBERS), "The numbers of items, parted by commas; all of them where there are none."),
        "pages" => {
            text(0, 4_000, Some(NUMBERS), "The numbers of pages, parted by commas; those that come by themselves where there are none.")
        }
        "keys" => text(0, 16, None, "Where the keys of a printed paper stand: `behind`, `without` or `alone`."),
        "new_key" => text(0, 5, Some(TRUTH), "`true`: also where another key signed the edition before."),
        "theirs" => text(0, 4_000, None, "The paths of files, parted by commas, of which theirs is taken."),
        "file" => text(1, 80, None, "The name of a bank or of the course, and the ending of a format."),
        "path" => text(1, 200, None, "The path of a file of the course."),
        "to" => text(0, 64, None, "The digest of an earlier publication."),
        "page" => PageNumber::schema(),
        "rev" => DraftNumber::schema(),
        "c" => text(0, 64, None, "The check code that is printed beside the number."),
        "x-news" => text(0, usize::MAX, None, "The number of the newest act of staff that the page has shown."),
        "prefer" => text(0, usize::MAX, None, "`wait`: answer when there is more."),
        "number" => text(22, 22, Some("^[YS][0-9]{14}[1-5][0-9]{6}$"), "The number of a certificate."),
        _ => return None,
    })
}

/// Whether whoever is not signed in may call it, too.
fn is_public(operation: &Operation) -> bool {
    operation.security.iter().flatten().any(|needed| *needed == SecurityRequirement::default())
}

/// What the doors of the server may answer before and after the handler.
fn at_the_doors(verb: &str, operation: &Operation) -> Vec<(&'static str, &'static [&'static str], &'static str)> {
    let of = |place| operation.parameters.iter().flatten().any(|p| p.parameter_in == place);
    let body = operation.request_body.is_some();
    let json = operation.request_body.iter().any(|b| b.content.contains_key("application/json"));
    let (public, writes) = (is_public(operation), verb != "get");
    let all: [(bool, &str, &[&str], &str); 14] = [
        (body || of(ParameterIn::Path) || of(ParameterIn::Query), "400", &["bad_request"], "it cannot be read"),
        (!public, "401", &["sign_in"], "nobody is signed in"),
        (writes, "403", &["cross_site"], "a page of another site sent it"),
        (writes && !public, "403", &["read_only_token"], "the token may only read"),
        (!public, "403", &["second_factor_required"], "the role for it rests"),
        (of(ParameterIn::Path), "404", &["not_found"], "it is not there, or not for the caller"),
        (body, "408", &["timeout"], "the body did not arrive in time"),
        (json, "409", &["invalid"], "well formed, and not taken; `field` says what of it"),
        (body, "413", &["too_large"], "the body is too large"),
        (json, "415", &["unsupported_type"], "the body is not said to be JSON"),
        (json, "422", &["malformed"], "the body has not the form described here; `field` is the way to the place"),
        (true, "429", &["slow_down"], "too much at once: come back after `Retry-After` seconds"),
        (true, "500", &["broken"], "our fault"),
        (
            true,
            "503",
            &["busy", "unavailable"],
            "too many at once, or what is stored is out of reach: come back after `Retry-After` seconds",
        ),
    ];
    all.into_iter().filter(|(applies, ..)| *applies).map(|(_, status, codes, says)| (status, codes, says)).collect()
}

fn answer(verb: &str, operation: &mut Operation) {
    for (status, codes, says) in at_the_doors(verb, operation) {
        let entry = operation.responses.responses.entry(status.into()).or_insert_with(|| RefOr::T(Response::new("")));
        let RefOr::T(response) = entry else { continue };
        let said = response.description.clone();
        for code in codes.iter().filter(|code| !said.contains(&format!("`{code}`"))) {
            let before = if response.description.is_empty() { "" } else { "; " };
            response.description.push_str(before);
            response.description.push_str(&format!("`{code}`: {says}"));
        }
    }
    // said before there is a request, so it is no problem of the API's
    let mut head = Response::new("The address or the headers are too large.");
    head.content.insert("text/html".into(), ContentBuilder::new().schema(Some(ObjectBuilder::new().schema_type(Type::String))).build());
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        if status.starts_with(['4', '5']) {
            response.content.insert(PROBLEM.into(), problem());
        }
        if matches!(status.as_str(), "429" | "503") {
            let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).build();
            let mut header = Header::new(seconds);
            header.description = Some("Seconds.".into());
            response.headers.insert("Retry-After".into(), header);
        }
    }
    operation.responses.responses.insert("431".into(), RefOr::T(head));
}

fn problem() -> Content {
    ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build()
}
