//! The signed credential at the address that is its id. It names a person, so only the holder and administrators get it here; what
//! anybody may know is on the verification page, where browsers are led.

use crate::{address::InPath, json::wants_page};
use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use zhixing_app::urls;
use zhixing_domain::certificate::Number;
use zhixing_shell::{guard::Visit, problem::Problem};

pub async fn show(visit: Visit, InPath(reference): InPath<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let (number, version) = parse(&reference).ok_or(Problem::NotFound)?;
    if wants_page(&headers) {
        return Ok(Redirect::to(&urls::verification(number)).into_response());
    }
    let person = visit.person().map_err(|_| Problem::NotFound)?;
    let versions = visit.site.store.certificate(&number).await?;
    let record = versions.into_iter().find(|v| v.version == version).ok_or(Problem::NotFound)?;
    if record.account != person.0.id {
        visit.administrator()?;
    }
    let (json, _) = visit.site.store.certificate_bytes(&number, version).await?.ok_or(Problem::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "application/vc"), (header::CACHE_CONTROL, "private, no-cache")], json).into_response())
}

/// `NUMBER` is version 1, `NUMBER.v2` version 2.
fn parse(reference: &str) -> Option<(Number, i64)> {
    let (number, version) = match reference.split_once(".v") {
        Some((number, version)) => (number, version.parse().ok().filter(|v| *v > 1)?),
        None => (reference, 1),
    };
    Some((number.parse().ok()?, version))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_version_is_part_of_the_address() {
        let parse = |r: &str| super::parse(r).map(|(_, v)| v);
        assert_eq!(parse("S000011000001265000042"), Some(1));
        assert_eq!(parse("S000011000001265000042.v3"), Some(3));
        for bad in ["S000011000001265000042.v1", "S000011000001265000042.v", "S0.v2", ""] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
