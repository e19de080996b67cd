//! The issuer's hand: signs receipts, credentials and status lists with the keys.
//!
//! Never here: who may have a certificate (`zhixing_domain::certificate`), how it is signed (`zhixing-credential`), what strangers hold up
//! (`inspector`), the database.

use crate::keys::KeyRing;
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};
use zhixing_app::urls::CODE;
use zhixing_certification::certificate::actions::STATUS_LIST;
use zhixing_credential::{
    did::{self, DidDocument},
    document,
    key::SigningKey,
    pdf::{self, Coverage, Fonts, PdfError},
    status,
};
use zhixing_domain::{
    certificate::{Facts, IssuerRefusal, StatusPlace, Version},
    digest::sha256_hex,
    time::{Span, Timestamp},
};
use zhixing_store::{Frozen, Proposal};

/// A status list is good for so long, and signed anew when half of it is over.
const LIST_LIFE: Span = Span::from_minutes(24 * 60);

pub struct Issuer {
    pub base_url: String,
    pub did: DidDocument,
    fonts_folder: PathBuf,
    fonts: OnceLock<Fonts>,
    coverage: OnceLock<Coverage>,
    key: SigningKey,
    list: Mutex<Option<List>>,
}

/// The signed status list of a set of revoked places.
#[derive(Clone)]
struct List {
    revoked: Vec<i64>,
    until: Timestamp,
    since: Timestamp,
    /// Counts the lists that were signed since the start.
    serial: u64,
    bytes: Arc<[u8]>,
}

impl List {
    fn is_good(&self, revoked: &[i64], now: Timestamp) -> bool {
        let half = Span::from_ms(LIST_LIFE.ms() / 2);
        self.revoked == revoked && self.since <= now && now + half < self.until
    }
}

impl Issuer {
    pub fn new(base_url: &str, keys: KeyRing, fonts_folder: PathBuf) -> Result<Self, String> {
        let name = did::of(base_url).map_err(|e| e.to_string())?;
        let did = DidDocument::new(&name, &keys.believed, &keys.withdrawn).map_err(|e| e.to_string())?;
        Ok(Self {
            base_url: base_url.into(),
            did,
            fonts_folder,
            fonts: OnceLock::new(),
            coverage: OnceLock::new(),
            key: keys.signing,
            list: Mutex::default(),
        })
    }

    /// Every key by its name, with its public half as text.
    pub fn public_keys(&self) -> Vec<(String, String)> {
        self.did.keys().map(|key| (key.kid().as_str().to_string(), key.multibase())).collect()
    }

    /// Where the site is found.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The key that signs now.
    pub fn signing(&self) -> &SigningKey {
        &self.key
    }

    /// The key's name and its signature in hexadecimal.
    pub fn sign_text(&self, text: &str) -> (String, String) {
        (self.key.kid().as_str().into(), zhixing_domain::digest::hex(&self.key.sign(text.as_bytes())))
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
    pub fn freeze(&self, facts: &Facts, next: &Proposal, now: Timestamp) -> Result<Frozen, IssuerRefusal> {
        let version = self.version(facts, next).ok_or_else(|| IssuerRefusal::Other(format!("{} is out of range", next.number)))?;
        let credential = document::issue(facts, &version, &self.key, now.ms()).map_err(|e| IssuerRefusal::Other(e.to_string()))?;
        let sheet = pdf::Sheet {
            facts,
            version: &version,
            credential: &credential,
            // no identity document is collected, and no photograph
            identity: None,
            photo: None,
            // whoever has the sheet may see the whole of it
            verification_url: &format!("{}?{CODE}={}", version.verification_url(), next.code),
            check_code: &next.code.grouped(),
            attachments: &[],
        };
        let pdf = pdf::render(&sheet, self.fonts().map_err(IssuerRefusal::Fonts)?).map_err(refused)?;
        let facts = serde_json::to_string(facts).map_err(|e| IssuerRefusal::Other(e.to_string()))?;
        Ok(Frozen { facts, sha256: sha256_hex(&credential), credential, pdf, kid: self.key.kid().as_str().into() })
    }

    /// What a version adds to its facts: it holds from the award on, for life. Nothing where a count of the store is out of range.
    fn version(&self, facts: &Facts, next: &Proposal) -> Option<Version> {
        let whole = |n: i64| u32::try_from(n).ok();
        Some(Version {
            base_url: self.base_url.clone(),
            number: next.number.clone(),
            ordinal: whole(next.version)?,
            status: StatusPlace { list: whole(STATUS_LIST)?, index: whole(next.place)? },
            valid_from: facts.awarded_at,
            valid_until: None,
        })
    }

    /// The signed status list, if the one in memory is still good, with its serial.
    pub fn current_list(&self, revoked: &[i64], now: Timestamp) -> Option<(u64, Arc<[u8]>)> {
        let kept = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|l| l.is_good(revoked, now)).map(|l| (l.serial, l.bytes.clone()))
    }

    /// The same, signed anew where it is not: slow.
    pub fn status_list(&self, revoked: Vec<i64>, now: Timestamp) -> Result<(u64, Arc<[u8]>), String> {
        if let Some(list) = self.current_list(&revoked, now) {
            return Ok(list);
        }
        let bits = status::Bits::with(revoked.iter().filter_map(|n| u32::try_from(*n).ok()));
        let until = now + LIST_LIFE;
        let number = u32::try_from(STATUS_LIST).unwrap_or(1);
        let signed = status::issue(&self.base_url, number, &bits, &self.key, now.ms(), Some(until.ms())).map_err(|e| e.to_string())?;
        let bytes: Arc<[u8]> = signed.into();
        let mut kept = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let serial = kept.as_ref().map_or(0, |l| l.serial) + 1;
        *kept = Some(List { revoked, until, since: now, serial, bytes: bytes.clone() });
        Ok((serial, bytes))
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
