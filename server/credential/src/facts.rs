//! The check that a certificate can be said in a credential: nothing is missing, too long, or a character that cannot stand in an address.

use crate::{did, text::clean};
use zhixing_domain::{
    certificate::{AssessmentResult, Facts, Version},
    digest::unhex,
};

/// Bits in a list: the least the standard allows, so that one bit hides among many.
pub const LENGTH: u32 = 131_072;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FactsError {
    #[error("the base address cannot be an issuer: {0}")]
    BaseUrl(#[from] did::DidError),
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} is longer than {1} characters")]
    Long(&'static str, usize),
    #[error("{0} has characters that cannot stand in an address")]
    Slug(&'static str),
    #[error("the holder must be a urn:uuid")]
    Holder,
    #[error("a mark must be a plain decimal number")]
    Mark,
    #[error("there must be at most 8 results, each with its own short name")]
    Results,
    #[error("the evidence is not a SHA-256 in hexadecimal")]
    Evidence,
    #[error("the dates are not in order")]
    Dates,
    #[error("the version counts from 1")]
    Version,
    #[error("the status index lies outside the list")]
    StatusIndex,
}

/// # Errors
/// The first thing that cannot be said. Texts are measured as they are signed ([`clean`]).
pub fn check(facts: &Facts, version: &Version) -> Result<(), FactsError> {
    did::of(&version.base_url)?;
    let texts: [(&'static str, &str, usize); 7] = [
        ("the issuer's name", &facts.issuer[0], 100),
        ("the holder's name", &facts.holder, 100),
        ("the occupation", &facts.occupation[0], 100),
        ("the standard", &facts.standard[0], 200),
        ("the edition of the standard", &facts.edition, 50),
        ("the occupation code", &facts.code, 40),
        ("the holder's id", &facts.holder_id, 64),
    ];
    texts.into_iter().try_for_each(|(what, text, most)| length(what, text, most))?;
    let optional = [
        ("the English issuer name", Facts::english(&facts.issuer), 150),
        ("the 统一社会信用代码", facts.uscc.as_deref(), 40),
        ("the English occupation", Facts::english(&facts.occupation), 100),
        ("the direction", facts.direction(), 100),
    ];
    optional
        .into_iter()
        .filter_map(|(what, text, most)| text.map(|text| (what, text, most)))
        .try_for_each(|(what, text, most)| length(what, text, most))?;
    slug("the occupation code", &facts.code)?;
    check_results(facts)?;
    if !is_urn_uuid(&facts.holder_id) {
        return Err(FactsError::Holder);
    }
    if unhex::<32>(&facts.evidence).is_none() {
        return Err(FactsError::Evidence);
    }
    if version.ordinal == 0 {
        return Err(FactsError::Version);
    }
    if version.status.index >= LENGTH {
        return Err(FactsError::StatusIndex);
    }
    let (awarded, from) = (facts.awarded_at.ms(), version.valid_from.ms());
    let ends_after = version.valid_until.is_none_or(|until| until.ms() > from);
    (awarded >= 0 && from >= 0 && ends_after).then_some(()).ok_or(FactsError::Dates)
}

fn check_results(facts: &Facts) -> Result<(), FactsError> {
    let results: Vec<&AssessmentResult> = facts.results().collect();
    let distinct = results.iter().enumerate().all(|(n, r)| results.iter().skip(n + 1).all(|other| other.slug != r.slug));
    if results.len() > 8 || !distinct {
        return Err(FactsError::Results);
    }
    results.into_iter().try_for_each(|result| {
        slug("the short name of a result", &result.slug)?;
        length("the name of a result", &result.assessment[0], 60)?;
        let plain = [&result.score, &result.pass_mark].into_iter().all(|mark| is_decimal(mark));
        plain.then_some(()).ok_or(FactsError::Mark)
    })
}

fn length(what: &'static str, text: &str, most: usize) -> Result<(), FactsError> {
    match clean(text).chars().count() {
        0 => Err(FactsError::Missing(what)),
        n if n > most => Err(FactsError::Long(what, most)),
        _ => Ok(()),
    }
}

fn slug(what: &'static str, text: &str) -> Result<(), FactsError> {
    let good = !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    good.then_some(()).ok_or(FactsError::Slug(what))
}

fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(w, f)| (w, Some(f)));
    let digits = |s: &str| (1..=6).contains(&s.len()) && s.bytes().all(|c| c.is_ascii_digit());
    digits(whole) && fraction.is_none_or(digits)
}

fn is_urn_uuid(text: &str) -> bool {
    let Some(uuid) = text.strip_prefix("urn:uuid:") else { return false };
    uuid.len() == 36
        && uuid.bytes().enumerate().all(|(i, c)| match i {
            8 | 13 | 18 | 23 => c == b'-',
            _ => matches!(c, b'0'..=b'9' | b'a'..=b'f'),
        })
}
