//! An address and its query, read as the description says: what no part of them may be never reaches a handler. In an address it is not found, in a
//! query it cannot be read.

use crate::{
    openapi::part,
    pattern::{NUMBERS, TRUTH, is_numbers},
    shape::{SLUG, is_digest, is_slug},
};
use axum::{
    extract::{FromRequestParts, Path, Query, RawPathParams},
    http::{StatusCode, Uri, request::Parts},
};
use serde::de::DeserializeOwned;
use utoipa::openapi::{RefOr, Schema};
use zhixing_shell::problem::Problem;

/// How the description of an id ends.
const ID: &str = "_[0-9a-f]{32}$";

/// What an address names.
pub struct InPath<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let named = RawPathParams::from_request_parts(parts, state).await.map_err(|rejection| Problem::bare(rejection.status()))?;
        if !named.iter().all(|(name, value)| is_id(name) || fits(name, value)) {
            return Err(Problem::NotFound);
        }
        Path::from_request_parts(parts, state).await.map(|Path(named)| Self(named)).map_err(|rejection| Problem::bare(rejection.status()))
    }
}

/// What is asked for in the query of an address.
pub struct InQuery<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for InQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read(&parts.uri).map(Self)
    }
}

fn read<T: DeserializeOwned>(uri: &Uri) -> Result<T, Problem> {
    let unreadable = || Problem::bare(StatusCode::BAD_REQUEST);
    let Query(said) = Query::<Vec<(String, String)>>::try_from_uri(uri).map_err(|_| unreadable())?;
    if !said.iter().all(|(name, value)| fits(name, value)) {
        return Err(unreadable());
    }
    Query::try_from_uri(uri).map(|Query(asked)| asked).map_err(|_| unreadable())
}

/// Whether a text is what its part of an address may be.
fn fits(name: &str, value: &str) -> bool {
    let Some(RefOr::T(Schema::Object(object))) = part(name) else { return true };
    let long = value.chars().count();
    let is_long = object.min_length.is_none_or(|least| long >= least) && object.max_length.is_none_or(|most| long <= most);
    is_long && object.pattern.is_none_or(|pattern| looks_like(&pattern, value))
}

/// Whether a part of an address is an id: who is not signed in is asked to do so first, and whoever looks it up finds nothing by a wrong one.
fn is_id(name: &str) -> bool {
    matches!(part(name), Some(RefOr::T(Schema::Object(object))) if object.pattern.as_deref().is_some_and(|pattern| pattern != SLUG))
}

/// Whether a text looks like a name, numbers or a truth, where its part is that, or like an id. Digests and the like are for whoever looks them up: there is none.
fn looks_like(pattern: &str, value: &str) -> bool {
    match pattern.strip_prefix('^').and_then(|pattern| pattern.strip_suffix(ID)) {
        Some(prefix) => value.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).is_some_and(is_digest),
        None => match pattern {
            SLUG => is_slug(value),
            NUMBERS => is_numbers(value),
            TRUTH => matches!(value, "" | "true" | "false"),
            _ => true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{fits, read};
    use std::collections::BTreeMap;

    fn is_read(query: &str) -> bool {
        read::<BTreeMap<String, String>>(&format!("/?{query}").parse().unwrap()).is_ok()
    }

    #[test]
    fn a_query_is_as_long_as_its_description_allows() {
        assert!(is_read("q=%E7%9F%A5&which=past") && is_read("") && is_read("unknown=1"));
        assert!(is_read(&format!("q={}", "%E7%9F%A5".repeat(200))), "characters are counted, not bytes");
        assert!(!is_read(&format!("q={}", "x".repeat(201))) && !is_read("which=00000000000000000"));
        assert!(!is_read("path="), "the path of a file is something");
        assert!(is_read("pages=1,30&items=&new_key=true&replace=false"));
        for wrong in ["pages=1,x", "pages=1,,2", "items=1,%202", "items=-1", "items=1234567", "new_key=yes", "replace=TRUE"] {
            assert!(!is_read(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_address_names_courses_and_plans_by_their_names() {
        assert!(fits("course", "ai-trainer-5") && fits("plan", "mock") && fits("item", "知行"));
        assert!(!fits("plan", "×ø") && !fits("course", "AI") && !fits("lesson", "") && !fits("item", &"x".repeat(81)));
        let hex = "0123456789abcdef".repeat(2);
        assert!(fits("session", &format!("ses_{hex}")) && !fits("session", &format!("att_{hex}")) && !fits("session", ""));
        assert!(!fits("attempt", &format!("att_{}", hex.to_uppercase())));
    }
}
