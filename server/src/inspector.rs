//! Checks what strangers hold up: bytes against the issuer's keys and the status list, pictures for their QR code. Reports of what was issued
//! here are remembered, for each is asked for by anybody at any time.
//!
//! Never here: the records (`zhixing_certification::verification::actions`), words for people. All of it is slow: it runs in a [`crate::pool`].

use crate::issuer::Issuer;
use std::sync::Arc;
use zhixing_credential::{carrier, did::DidDocument, verify};
use zhixing_domain::{
    digest::sha256_hex,
    lang::Bilingual,
    level::Level,
    time::Timestamp,
    verification::{Check, Finding, Inspection, Reason, SignedFact, Statement, UploadKind},
};
use zhixing_shell::recent::Recent;

/// Reports remembered, some kilobytes each.
const REMEMBERED: usize = 1024;

pub struct Inspector {
    issuer: Arc<Issuer>,
    /// By the digest of the signed bytes and the serial of the status list.
    reports: Recent<(String, u64), Inspection>,
}

impl Inspector {
    pub fn new(issuer: Arc<Issuer>) -> Self {
        Self { issuer, reports: Recent::new(REMEMBERED) }
    }

    /// The report of signed bytes of ours, if it was made with the status list of now.
    pub fn remembered(&self, sha256: &str, revoked: &[i64], now: Timestamp) -> Option<Inspection> {
        let (serial, _) = self.issuer.current_list(revoked, now)?;
        self.reports.get(&(sha256.to_string(), serial))
    }

    /// Checks signed bytes that are kept here, and remembers what came of it.
    pub fn issued(&self, sha256: String, bytes: &[u8], revoked: Vec<i64>, now: Timestamp) -> Inspection {
        let (checked, inspection) = self.check(bytes, revoked.clone(), now);
        // what has an end, or has not begun, is looked at again each time
        let in_date = checked.finding(Check::Validity).is_some_and(Finding::passed);
        let lasting = in_date && checked.content.is_some_and(|content| content.valid_until.is_none());
        if let Some((serial, _)) = self.issuer.current_list(&revoked, now).filter(|_| lasting) {
            self.reports.put((sha256, serial), inspection.clone());
        }
        inspection
    }

    /// Checks an upload. A picture without signed data is read for its QR code.
    pub fn upload(&self, upload: &[u8], revoked: Vec<i64>, now: Timestamp) -> Inspection {
        let (checked, mut inspection) = self.check(upload, revoked, now);
        let bare = checked.findings.contains(&Finding::fail(Reason::NoCredential));
        if bare && matches!(checked.carrier, Some(carrier::Carrier::Png | carrier::Carrier::Jpeg)) {
            match carrier::picture::codes(upload) {
                Ok(codes) => inspection.codes = codes,
                Err(carrier::picture::PictureError::TooLarge) => inspection.findings = vec![Finding::fail(Reason::TooLarge)],
                Err(carrier::picture::PictureError::Unreadable) => inspection.findings = vec![Finding::fail(Reason::UnknownFile)],
            }
        }
        inspection
    }

    fn check(&self, upload: &[u8], revoked: Vec<i64>, now: Timestamp) -> (verify::Checked, Inspection) {
        let list = self.issuer.status_list(revoked, now);
        if let Err(error) = &list {
            tracing::error!(error, "the status list cannot be signed");
        }
        let lists: Vec<&[u8]> = list.iter().map(|(_, bytes)| bytes.as_ref()).collect();
        let issuers: &[DidDocument] = std::slice::from_ref(&self.issuer.did);
        let checked = verify::verify(upload, &verify::Trust { issuers, status_lists: &lists, now: now.ms() });
        let kind = checked.carrier.map(|carrier| match carrier {
            carrier::Carrier::Json => UploadKind::Data,
            carrier::Carrier::Pdf => UploadKind::Pdf,
            carrier::Carrier::Png | carrier::Carrier::Svg | carrier::Carrier::Jpeg => UploadKind::Picture,
        });
        let inspection = Inspection {
            findings: checked.findings.to_vec(),
            facts: checked.content.as_ref().map(|c| said(c)).unwrap_or_default(),
            statement: checked.content.as_ref().and_then(|c| statement(c)),
            kind,
            sha256: sha256_hex(upload),
            codes: vec![],
            names_us: checked.names_us,
        };
        (checked, inspection)
    }
}

/// What is compared with the record. Nothing where the credential has another shape than those issued here.
fn statement(c: &verify::Content) -> Option<Statement> {
    let score = c.results.first()?;
    Some(Statement {
        number: c.number.clone(),
        version: version(&c.id)?,
        holder: c.holder_name.clone(),
        occupation_code: c.occupation_code.clone(),
        level: c.level.clone()?,
        standard: c.standard.clone()?,
        score: score.value.clone(),
        pass_mark: score.pass.clone(),
        awarded_at: Timestamp::from_ms(c.awarded_at?),
        issuer: c.issuer_name.clone(),
    })
}

/// The version in an id: `…/c/NUMBER` is the first, `…/c/NUMBER.v2` the second.
fn version(id: &str) -> Option<i64> {
    let reference = id.rsplit('/').next()?;
    reference.split_once(".v").map_or(Some(1), |(_, version)| version.parse().ok())
}

/// What a genuine certificate says.
fn said(c: &verify::Content) -> Vec<SignedFact> {
    let chinese = |text: &str| Bilingual::new(text.to_string(), None);
    let mut said = vec![SignedFact::Holder(c.holder_name.clone())];
    said.extend(c.occupation.as_deref().map(|name| SignedFact::Occupation { name: chinese(name), code: c.occupation_code.clone() }));
    said.extend(c.direction.clone().map(SignedFact::Direction));
    said.extend(Level::ALL.into_iter().find(|level| c.level.as_deref() == Some(level.zh())).map(SignedFact::Level));
    let score =
        |r: &verify::ShownScore| SignedFact::Score { assessment: chinese(&r.name), score: r.value.clone(), pass_mark: r.pass.clone() };
    said.extend(c.results.iter().map(score));
    said.extend(c.standard.as_deref().map(|text| {
        let (name, edition) = standard(text);
        SignedFact::Standard { name: chinese(name), edition: edition.to_string() }
    }));
    said.push(SignedFact::Number(c.number.clone()));
    said.extend(version(&c.id).map(SignedFact::Version));
    said.extend(c.awarded_at.map(|at| SignedFact::Awarded(Timestamp::from_ms(at))));
    let name = Bilingual::new(c.issuer_name.clone(), c.issuer_name_en.clone());
    said.push(SignedFact::Issuer { name, demo: c.notice.is_some() });
    said
}

/// `标准（2018年版）` is a standard and its edition.
fn standard(text: &str) -> (&str, &str) {
    text.strip_suffix('）').and_then(|text| text.rsplit_once('（')).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_version_is_read_off_the_id() {
        assert_eq!(super::version("https://a/c/S1"), Some(1));
        assert_eq!(super::version("https://a/c/S1.v3"), Some(3));
        assert_eq!(super::version("https://a/c/S1.vx"), None);
    }

    #[test]
    fn a_standard_is_told_from_its_edition() {
        for (text, parts) in
            [("电工（2018年版）", ("电工", "2018年版")), ("甲（乙）（2026）", ("甲（乙）", "2026")), ("电工", ("电工", ""))]
        {
            assert_eq!(super::standard(text), parts);
        }
    }
}
