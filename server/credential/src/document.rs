//! The credential: a W3C Verifiable Credential 2.0 of type `OpenBadgeCredential`.
//!
//! Member order here is member order in the issued bytes. Nothing is added or renamed once a certificate has been issued.

use crate::{
    achievement::{self, Achievement, result_id},
    contexts, did,
    facts::{Facts, FactsError},
    instant,
    key::SigningKey,
    proof::{self, Proof, ProofError},
    text::clean,
};
use serde::{Deserialize, Serialize};
use serde_json::Number;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Credential {
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
pub struct Profile {
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
pub struct IdentifierEntry {
    #[serde(rename = "type")]
    pub type_: String,
    pub identifier_type: String,
    pub identifier: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Subject {
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
pub struct IdentityObject {
    #[serde(rename = "type")]
    pub type_: String,
    pub identity_type: String,
    pub hashed: bool,
    pub identity_hash: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResultValue {
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub result_description: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
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
pub struct StatusEntry {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub status_purpose: String,
    pub status_list_index: String,
    pub status_list_credential: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: String,
}

const SCHEMA: &str = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    #[error(transparent)]
    Facts(#[from] FactsError),
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// The unsigned credential that says these facts.
pub fn build(facts: &Facts) -> Result<Credential, FactsError> {
    facts.check()?;
    let achievement = achievement::build(facts);
    Ok(Credential {
        context: contexts::CREDENTIAL.map(String::from).to_vec(),
        id: facts.id(),
        type_: vec!["VerifiableCredential".into(), "OpenBadgeCredential".into()],
        name: format!("职业技能等级证书 · {} · {}", facts.level.zh(), clean(&facts.occupation.name)),
        description: facts.demonstration.as_deref().map(clean),
        issuer: profile(facts)?,
        valid_from: instant::rfc3339(facts.valid_from),
        valid_until: facts.valid_until.map(instant::rfc3339),
        awarded_date: instant::rfc3339(facts.awarded_at),
        credential_subject: Subject {
            id: facts.holder.urn.clone(),
            type_: vec!["AchievementSubject".into()],
            identifier: vec![IdentityObject {
                type_: "IdentityObject".into(),
                identity_type: "name".into(),
                hashed: false,
                identity_hash: clean(&facts.holder.legal_name),
            }],
            license_number: facts.number.clone(),
            credits_earned: None,
            result: facts
                .results
                .iter()
                .map(|score| ResultValue {
                    type_: vec!["Result".into()],
                    result_description: result_id(&achievement.id, score),
                    value: score.value.clone(),
                })
                .collect(),
            achievement,
        },
        evidence: Some(vec![Evidence {
            id: format!("{}#evidence", facts.verification_url()),
            type_: vec!["Evidence".into()],
            name: "考核过程档案摘要".into(),
            genre: "ExamRecord".into(),
            narrative: format!("sha256:{}", hex(&facts.evidence_sha256)),
        }]),
        credential_status: Some(status_entry(facts)),
        credential_schema: vec![Schema { id: SCHEMA.into(), type_: "1EdTechJsonSchemaValidator2019".into() }],
        proof: Vec::new(),
    })
}

fn profile(facts: &Facts) -> Result<Profile, FactsError> {
    Ok(Profile {
        id: did::of(&facts.base_url)?,
        type_: vec!["Profile".into()],
        name: clean(&facts.issuer.name_zh),
        url: facts.base_url.clone(),
        description: facts.issuer.name_en.as_deref().map(clean),
        other_identifier: facts.issuer.uscc.as_deref().map(|uscc| {
            vec![IdentifierEntry { type_: "IdentifierEntry".into(), identifier_type: "ext:USCC".into(), identifier: clean(uscc) }]
        }),
    })
}

fn status_entry(facts: &Facts) -> StatusEntry {
    let list = crate::status::list_id(&facts.base_url, facts.status.list);
    StatusEntry {
        id: format!("{list}#{}", facts.status.index),
        type_: "BitstringStatusListEntry".into(),
        status_purpose: crate::status::PURPOSE.into(),
        status_list_index: facts.status.index.to_string(),
        status_list_credential: list,
    }
}

/// Builds and signs. The bytes are final: they are stored, served and attached as they are.
/// `created` is the time of signing (ms UTC); the same arguments give the same bytes.
pub fn issue(facts: &Facts, key: &SigningKey, created: i64) -> Result<Vec<u8>, IssueError> {
    let mut credential = build(facts)?;
    credential.proof = proof::sign(&credential, &credential.context, &credential.issuer.id, key, created)?;
    Ok(serde_json::to_vec(&credential).map_err(|_| ProofError::Json)?)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
