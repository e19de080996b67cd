//! The credential: a W3C Verifiable Credential 2.0 of type `OpenBadgeCredential`.
//!
//! Member order here is member order in the issued bytes. Nothing is added or renamed once a certificate has been issued.

use crate::{
    achievement::{self, Achievement, result_id},
    canon::ProofError,
    contexts, did,
    facts::{self, FactsError},
    instant,
    key::SigningKey,
    proof::{self, Proof},
    text::clean,
};
use serde::{Deserialize, Serialize};
use serde_json::Number;
use zhixing_domain::certificate::{Facts, Version};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Credential {
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    pub id: String,
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub name: String,
    /// The notice of a demonstration issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub issuer: Profile,
    pub valid_from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    pub awarded_date: String,
    pub credential_subject: Subject,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<Evidence>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential_status: Option<StatusEntry>,
    pub credential_schema: Vec<Schema>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proof: Vec<Proof>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Profile {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub name: String,
    pub url: String,
    /// The English name: the contexts have no member for a name in a second language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_identifier: Option<Vec<IdentifierEntry>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct IdentifierEntry {
    #[serde(rename = "type")]
    pub type_: String,
    pub identifier_type: String,
    pub identifier: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Subject {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub identifier: Vec<IdentityObject>,
    pub license_number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits_earned: Option<Number>,
    pub achievement: Achievement,
    pub result: Vec<ResultValue>,
}

/// The holder's legal name. Never a document number or its hash: there are so few numbers that a hash gives them away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct IdentityObject {
    #[serde(rename = "type")]
    pub type_: String,
    pub identity_type: String,
    pub hashed: bool,
    pub identity_hash: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ResultValue {
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub result_description: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub name: String,
    pub genre: String,
    pub narrative: String,
}

/// One object, not an array: the Open Badges schema has no room for a second entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct StatusEntry {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub status_purpose: String,
    pub status_list_index: String,
    pub status_list_credential: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Schema {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: String,
}

const SCHEMA: &str = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/// What a demonstration says about itself, in the credential and at the foot of the sheet.
pub(crate) const DEMONSTRATION: &str = "演示证书，不是真实的职业技能等级证书 · Demonstration only, not a real certificate";

#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    #[error(transparent)]
    Facts(#[from] FactsError),
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// Who holds it, and what was achieved.
fn subject(facts: &Facts, version: &Version) -> Subject {
    let achievement = achievement::build(facts, version);
    let result = facts.results().map(|result| ResultValue {
        type_: vec!["Result".into()],
        result_description: result_id(&achievement.id, result),
        value: result.score.clone(),
    });
    Subject {
        id: facts.holder_id.clone(),
        type_: vec!["AchievementSubject".into()],
        identifier: vec![IdentityObject {
            type_: "IdentityObject".into(),
            identity_type: "name".into(),
            hashed: false,
            identity_hash: clean(&facts.holder),
        }],
        license_number: version.number.to_string(),
        credits_earned: None,
        result: result.collect(),
        achievement,
    }
}

/// The unsigned credential of a version that says these facts.
pub(crate) fn build(facts: &Facts, version: &Version) -> Result<Credential, FactsError> {
    facts::check(facts, version)?;
    Ok(Credential {
        context: contexts::CREDENTIAL.map(String::from).to_vec(),
        id: version.id(),
        type_: vec!["VerifiableCredential".into(), "OpenBadgeCredential".into()],
        name: format!("职业技能等级证书 · {} · {}", facts.level.zh(), clean(&facts.occupation[0])),
        description: facts.demo.then(|| DEMONSTRATION.into()),
        issuer: profile(facts, version)?,
        valid_from: instant::rfc3339(version.valid_from.ms()),
        valid_until: version.valid_until.map(|until| instant::rfc3339(until.ms())),
        awarded_date: instant::rfc3339(facts.awarded_at.ms()),
        credential_subject: subject(facts, version),
        evidence: Some(vec![Evidence {
            id: format!("{}#evidence", version.verification_url()),
            type_: vec!["Evidence".into()],
            name: "考核过程档案摘要".into(),
            genre: "ExamRecord".into(),
            narrative: format!("sha256:{}", facts.evidence),
        }]),
        credential_status: Some(status_entry(version)),
        credential_schema: vec![Schema { id: SCHEMA.into(), type_: "1EdTechJsonSchemaValidator2019".into() }],
        proof: Vec::new(),
    })
}

fn profile(facts: &Facts, version: &Version) -> Result<Profile, FactsError> {
    Ok(Profile {
        id: did::of(&version.base_url)?,
        type_: vec!["Profile".into()],
        name: clean(&facts.issuer[0]),
        url: version.base_url.clone(),
        description: Facts::english(&facts.issuer).map(clean),
        other_identifier: facts.uscc.as_deref().map(|uscc| {
            vec![IdentifierEntry { type_: "IdentifierEntry".into(), identifier_type: "ext:USCC".into(), identifier: clean(uscc) }]
        }),
    })
}

fn status_entry(version: &Version) -> StatusEntry {
    let list = crate::status::list_id(&version.base_url, version.status.list);
    StatusEntry {
        id: format!("{list}#{}", version.status.index),
        type_: "BitstringStatusListEntry".into(),
        status_purpose: crate::status::PURPOSE.into(),
        status_list_index: version.status.index.to_string(),
        status_list_credential: list,
    }
}

/// Builds and signs. The bytes are final: they are stored, served and attached as they are.
/// `created` is the time of signing (ms UTC); the same arguments give the same bytes.
///
/// # Errors
/// What cannot be said; a document that cannot be canonicalised.
pub fn issue(facts: &Facts, version: &Version, key: &SigningKey, created: i64) -> Result<Vec<u8>, IssueError> {
    let mut credential = build(facts, version)?;
    credential.proof = proof::sign(&credential, &credential.context, &credential.issuer.id, key, created)?;
    Ok(serde_json::to_vec(&credential).map_err(|_| ProofError::Json)?)
}
