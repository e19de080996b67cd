//! Everything a certificate says, as plain facts, and the check that it can be said.

use crate::{did, text::clean};
use zhixing_domain::level::Level;

/// One version of one certificate. Texts are cleaned ([`clean`]) when the credential is built.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// `https://HOST`, the place of every id in the credential.
    pub base_url: String,
    pub issuer: Issuer,
    /// Certificate number (证书编号), ASCII letters, digits and `-`.
    pub number: String,
    /// 1 for the first; a correction is a new version with an id of its own.
    pub version: u32,
    pub holder: Holder,
    pub occupation: Occupation,
    pub level: Level,
    pub standard: Standard,
    /// ms UTC
    pub awarded_at: i64,
    pub valid_from: i64,
    /// None: for life.
    pub valid_until: Option<i64>,
    pub results: Vec<Score>,
    /// SHA-256 of the archive of the examination.
    pub evidence_sha256: [u8; 32],
    pub status: StatusPlace,
    /// What a demonstration says about itself; None for a real issuer.
    pub demonstration: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Issuer {
    pub name_zh: String,
    pub name_en: Option<String>,
    /// 统一社会信用代码
    pub uscc: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// `urn:uuid:…`, random: it links one person's certificates and says nothing else.
    pub urn: String,
    pub legal_name: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Occupation {
    pub name: String,
    /// Printed on the sheet only: the credential has one language.
    pub name_en: Option<String>,
    /// Code in the 职业分类大典: `6-31-01-03`.
    pub code: String,
    /// 工种/职业方向. None is printed as `--`, as the rule demands.
    pub direction: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Standard {
    /// `国家职业技能标准 电工`
    pub title: String,
    /// `2018年版`
    pub edition: String,
    /// Where the standard can be read; without it the criteria page of the achievement is named.
    pub url: Option<String>,
}

/// One result with its pass mark. Marks are decimal texts, so that what is printed is what is signed.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Short ASCII name, unique within the certificate: `theory`, `practice`.
    pub slug: String,
    pub name: String,
    pub name_en: Option<String>,
    pub value: String,
    pub pass: String,
    pub max: String,
}

/// Which bit of which revocation list is this certificate's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusPlace {
    pub list: u32,
    pub index: u32,
}

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
    #[error("there must be 1 to 8 results, each with its own short name")]
    Results,
    #[error("the dates are not in order")]
    Dates,
    #[error("the version counts from 1")]
    Version,
    #[error("the status index lies outside the list")]
    StatusIndex,
}

impl Facts {
    /// The credential's own address: `…/c/NUMBER`, later versions `…/c/NUMBER.v2`.
    pub fn id(&self) -> String {
        format!("{}/c/{}", self.base_url, self.reference())
    }

    /// `NUMBER` or `NUMBER.v2`: what the addresses of a version are made of.
    pub fn reference(&self) -> String {
        if self.version == 1 { self.number.clone() } else { format!("{}.v{}", self.number, self.version) }
    }

    /// The page a QR code leads to.
    pub fn verification_url(&self) -> String {
        format!("{}/v/{}", self.base_url, self.number)
    }

    pub fn check(&self) -> Result<(), FactsError> {
        did::of(&self.base_url)?;
        let texts: [(&'static str, &str, usize); 8] = [
            ("the issuer's name", &self.issuer.name_zh, 100),
            ("the holder's name", &self.holder.legal_name, 100),
            ("the occupation", &self.occupation.name, 100),
            ("the standard", &self.standard.title, 200),
            ("the edition of the standard", &self.standard.edition, 50),
            ("the occupation code", &self.occupation.code, 40),
            ("the certificate number", &self.number, 64),
            ("the holder's id", &self.holder.urn, 64),
        ];
        texts.into_iter().try_for_each(|(what, text, most)| length(what, text, most))?;
        let optional = [
            ("the English issuer name", &self.issuer.name_en, 150),
            ("the 统一社会信用代码", &self.issuer.uscc, 40),
            ("the English occupation", &self.occupation.name_en, 100),
            ("the direction", &self.occupation.direction, 100),
            ("the address of the standard", &self.standard.url, 300),
            ("the demonstration notice", &self.demonstration, 150),
        ];
        optional
            .into_iter()
            .filter_map(|(what, text, most)| text.as_deref().map(|t| (what, t, most)))
            .try_for_each(|(what, text, most)| length(what, text, most))?;
        slug("the certificate number", &self.number)?;
        slug("the occupation code", &self.occupation.code)?;
        self.check_results()?;
        if !is_urn_uuid(&self.holder.urn) {
            return Err(FactsError::Holder);
        }
        if self.version == 0 {
            return Err(FactsError::Version);
        }
        if self.status.index >= crate::status::LENGTH {
            return Err(FactsError::StatusIndex);
        }
        let ends_after = self.valid_until.is_none_or(|until| until > self.valid_from);
        (self.awarded_at >= 0 && self.valid_from >= 0 && ends_after).then_some(()).ok_or(FactsError::Dates)
    }

    fn check_results(&self) -> Result<(), FactsError> {
        let distinct = self.results.iter().enumerate().all(|(i, r)| self.results.iter().skip(i + 1).all(|other| other.slug != r.slug));
        if self.results.is_empty() || self.results.len() > 8 || !distinct {
            return Err(FactsError::Results);
        }
        self.results.iter().try_for_each(|score| {
            slug("the short name of a result", &score.slug)?;
            length("the name of a result", &score.name, 60)?;
            let plain = [&score.value, &score.pass, &score.max].into_iter().all(|mark| is_decimal(mark));
            plain.then_some(()).ok_or(FactsError::Mark)
        })
    }
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
