//! The issuer's hand: signs receipts, credentials and status lists with the keys, and checks what is uploaded.
//!
//! Never here: who may have a certificate (`zhixing_domain::certificate`), how it is signed (`zhixing-credential`), the database.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};
use zhixing_app::act::certificate::{Facts, STATUS_LIST};
use zhixing_credential::{
    did::{self, DidDocument},
    document, facts,
    key::SigningKey,
    level::Level,
    pdf::{self, Coverage, Fonts, PdfError},
    status, verify,
};
use zhixing_domain::{
    certificate::{IssuerRefusal, Number},
    digest::sha256_hex,
    time::{Span, Timestamp},
    verification::{Check, Finding, Outcome, Report},
};
use zhixing_store::Frozen;

/// A status list is good for so long, and signed anew when half of it is over.
const LIST_LIFE: Span = Span::from_minutes(24 * 60);
const DEMONSTRATION: &str = "演示证书，不是真实的职业技能等级证书 · Demonstration only, not a real certificate";

pub struct Issuer {
    pub base_url: String,
    pub did: DidDocument,
    names: [String; 2],
    fonts_folder: PathBuf,
    fonts: OnceLock<Fonts>,
    coverage: OnceLock<Coverage>,
    keys: Vec<SigningKey>,
    list: Mutex<Option<List>>,
}

/// The signed status list of a set of revoked places.
#[derive(Clone)]
struct List {
    revoked: Vec<i64>,
    until: Timestamp,
    since: Timestamp,
    bytes: Arc<[u8]>,
}

impl Issuer {
    /// `keys` oldest first, at least one.
    pub fn new(base_url: &str, names: [String; 2], keys: Vec<SigningKey>, fonts_folder: PathBuf) -> Result<Self, String> {
        let public: Vec<_> = keys.iter().map(SigningKey::public).collect();
        let name = did::of(base_url).map_err(|e| e.to_string())?;
        let did = DidDocument::new(&name, &public, &[]).map_err(|e| e.to_string())?;
        Ok(Self {
            base_url: base_url.into(),
            did,
            names,
            fonts_folder,
            fonts: OnceLock::new(),
            coverage: OnceLock::new(),
            keys,
            list: Mutex::default(),
        })
    }

    fn key(&self) -> Result<&SigningKey, String> {
        self.keys.last().ok_or_else(|| "there is no signing key".to_string())
    }

    /// Every key by its name, with its public half as text.
    pub fn public_keys(&self) -> Vec<(String, String)> {
        self.keys.iter().map(|key| (key.kid().as_str().to_string(), key.public().multibase())).collect()
    }

    /// The key's name and its signature in hexadecimal.
    pub fn sign_text(&self, text: &str) -> (String, String) {
        match self.key() {
            Ok(key) => (key.kid().as_str().into(), zhixing_domain::digest::hex(&key.sign(text.as_bytes()))),
            Err(_) => Default::default(),
        }
    }

    fn find_fonts(&self) -> Result<Fonts, String> {
        Fonts::find(&[&self.fonts_folder, pdf::DEBIAN.as_ref()]).map_err(|e| e.to_string())
    }

    /// The faces of the sheet, read once: they are large. While they are missing they are looked for each time, so that whoever installs them need not
    /// start the server again.
    pub fn fonts(&self) -> Result<&Fonts, String> {
        match self.fonts.get() {
            Some(fonts) => Ok(fonts),
            None => {
                let found = self.find_fonts()?;
                Ok(self.fonts.get_or_init(|| found))
            }
        }
    }

    /// Which characters the faces have, read once; the faces themselves are kept only where something is printed.
    pub fn coverage(&self) -> Result<&Coverage, String> {
        if let Some(coverage) = self.coverage.get() {
            return Ok(coverage);
        }
        let read = match self.fonts.get() {
            Some(fonts) => Coverage::of(fonts),
            None => Coverage::of(&self.find_fonts()?),
        };
        let read = read.map_err(|e| e.to_string())?;
        Ok(self.coverage.get_or_init(|| read))
    }

    /// The first character of a name that the sheet cannot show; nothing where the faces are missing.
    pub fn unprintable(&self, name: &str) -> Option<char> {
        self.coverage().ok()?.lacks(name)
    }

    /// Signs and prints a version of a certificate.
    ///
    /// # Errors
    /// What it cannot say or print: trying again changes nothing until that is mended.
    pub fn freeze(&self, facts: &Facts, now: Timestamp, number: &Number, version: i64, place: i64) -> Result<Frozen, IssuerRefusal> {
        let key = self.key().map_err(IssuerRefusal::Setup)?;
        let said = self.facts(facts, number, version, place).map_err(IssuerRefusal::Other)?;
        let credential = document::issue(&said, key, now.ms()).map_err(|e| IssuerRefusal::Other(e.to_string()))?;
        let sheet = pdf::Sheet {
            facts: &said,
            credential: &credential,
            // no identity document is collected: the sheet says so, as it says that there is no direction
            identity: pdf::Identity { kind_zh: "--", kind_en: "--", number: "--" },
            photo: None,
            verification_url: &said.verification_url(),
            attachments: &[],
        };
        let pdf = pdf::render(&sheet, self.fonts().map_err(IssuerRefusal::Fonts)?).map_err(refused)?;
        let facts = serde_json::to_string(facts).map_err(|e| IssuerRefusal::Other(e.to_string()))?;
        Ok(Frozen { facts, sha256: sha256_hex(&credential), credential, pdf, kid: key.kid().as_str().into() })
    }

    fn facts(&self, f: &Facts, number: &Number, version: i64, place: i64) -> Result<facts::Facts, String> {
        let whole = |n: i64| u32::try_from(n).map_err(|_| format!("{n} is out of range"));
        let english = |text: &str| Some(text.to_string()).filter(|t| !t.trim().is_empty());
        Ok(facts::Facts {
            base_url: self.base_url.clone(),
            issuer: facts::Issuer { name_zh: self.names[0].clone(), name_en: english(&self.names[1]), uscc: None },
            number: number.to_string(),
            version: whole(version)?,
            holder: facts::Holder { urn: f.holder_id.clone(), legal_name: f.holder.clone() },
            occupation: facts::Occupation {
                name: f.occupation[0].clone(),
                name_en: english(&f.occupation[1]),
                code: f.code.clone(),
                direction: Some(f.direction.clone()).filter(|d| d != "--"),
            },
            level: Level::from_number(f.level).ok_or("there is no such level")?,
            standard: facts::Standard { title: f.standard[0].clone(), edition: f.edition.clone(), url: None },
            awarded_at: f.awarded_at.ms(),
            valid_from: f.awarded_at.ms(),
            valid_until: None,
            results: vec![facts::Score {
                slug: "score".into(),
                name: f.assessment[0].clone(),
                name_en: english(&f.assessment[1]),
                value: f.score.clone(),
                pass: f.pass_mark.clone(),
                max: "100".into(),
            }],
            evidence_sha256: digest(&f.evidence).ok_or("the evidence is not a SHA-256")?,
            status: facts::StatusPlace { list: whole(STATUS_LIST)?, index: whole(place)? },
            demonstration: f.demo.then(|| DEMONSTRATION.into()),
        })
    }

    /// The signed status list, from memory while the revoked places are the same.
    pub fn status_list(&self, revoked: Vec<i64>, now: Timestamp) -> Result<Arc<[u8]>, String> {
        let mut kept = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let half = Span::from_ms(LIST_LIFE.ms() / 2);
        if let Some(list) = kept.as_ref().filter(|l| l.revoked == revoked && l.since <= now && now + half < l.until) {
            return Ok(list.bytes.clone());
        }
        let bits = status::Bits::with(revoked.iter().filter_map(|n| u32::try_from(*n).ok()));
        let until = now + LIST_LIFE;
        let number = u32::try_from(STATUS_LIST).unwrap_or(1);
        let bytes = status::issue(&self.base_url, number, &bits, self.key()?, now.ms(), Some(until.ms())).map_err(|e| e.to_string())?;
        let list = List { revoked, until, since: now, bytes: bytes.into() };
        *kept = Some(list.clone());
        Ok(list.bytes)
    }

    /// Checks what somebody uploaded; with the number it claims, if it is ours.
    pub fn inspect(&self, upload: &[u8], revoked: Vec<i64>, now: Timestamp) -> (Report, Option<String>) {
        let list = self.status_list(revoked, now);
        if let Err(error) = &list {
            tracing::error!(error, "the status list cannot be signed");
        }
        let lists: Vec<&[u8]> = list.iter().map(|l| l.as_ref()).collect();
        let trust = verify::Trust { issuers: std::slice::from_ref(&self.did), status_lists: &lists, now: now.ms() };
        let found = verify::verify(upload, &trust);
        let findings = found.checks.iter().map(finding).collect();
        let number = found.content.as_ref().map(|c| c.number.clone());
        (Report { findings, facts: found.content.map(|c| said(&c)).unwrap_or_default() }, number)
    }
}

fn refused(error: PdfError) -> IssuerRefusal {
    match error {
        PdfError::MissingGlyph(c) => IssuerRefusal::Glyph(c),
        PdfError::TooLong(text) => IssuerRefusal::Long(text),
        PdfError::Font => IssuerRefusal::Fonts(error.to_string()),
        other => IssuerRefusal::Other(other.to_string()),
    }
}

fn finding(check: &verify::Check) -> Finding {
    let outcome = match check.outcome {
        verify::Outcome::Pass => Outcome::Pass,
        verify::Outcome::Fail => Outcome::Fail,
        verify::Outcome::Unknown => Outcome::Unknown,
    };
    let name = match check.name {
        verify::Name::Format => Check::Format,
        verify::Name::Signature => Check::Signature,
        verify::Name::Issuer => Check::Issuer,
        verify::Name::InDate => Check::Validity,
        verify::Name::NotRevoked => Check::Revocation,
    };
    Finding { check: name, outcome, reason: (outcome != Outcome::Pass).then(|| check.code.into()) }
}

/// What a genuine credential says. It is in Chinese, so the names stand in both languages.
fn said(c: &verify::Content) -> Vec<(String, String)> {
    let date = |ms: i64| zhixing_credential::instant::rfc3339(ms).chars().take(10).collect::<String>();
    let mut said = vec![
        ("姓名 · Holder".to_string(), c.holder_name.clone()),
        ("证书 · Certificate".into(), c.title.clone()),
        ("证书编号 · Number".into(), c.number.clone()),
        ("职业编码 · Occupation code".into(), c.occupation_code.clone()),
        ("评价机构 · Issuer".into(), c.issuer_name.clone()),
    ];
    said.extend(c.standard.clone().map(|s| ("标准 · Standard".into(), s)));
    said.extend(c.results.iter().map(|r| (format!("{} · Score", r.name), format!("{} / {}（≥ {}）", r.value, r.max, r.pass))));
    said.extend(c.awarded_at.map(|at| ("颁发日期 · Awarded (UTC)".into(), date(at))));
    said.extend(c.notice.clone().map(|n| ("说明 · Notice".into(), n)));
    said
}

fn digest(hex: &str) -> Option<[u8; 32]> {
    let bytes: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok()).collect();
    bytes?.try_into().ok()
}
