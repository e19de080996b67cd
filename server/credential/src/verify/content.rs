//! What a proven certificate says, flat, for the page that shows it.

use crate::{
    achievement::{Achievement, LEVEL, STANDARD},
    document::{Credential, ResultValue},
    instant,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    pub id: String,
    pub title: String,
    /// The issuer says it is a demonstration.
    pub notice: Option<String>,
    pub number: String,
    pub holder_name: String,
    pub holder_id: String,
    pub issuer_did: String,
    pub issuer_name: String,
    pub issuer_name_en: Option<String>,
    pub issuer_uscc: Option<String>,
    pub issuer_url: String,
    pub occupation: Option<String>,
    pub occupation_code: String,
    pub direction: Option<String>,
    pub achievement_id: String,
    pub achievement: String,
    pub level: Option<String>,
    pub standard: Option<String>,
    pub criteria: String,
    /// ms UTC
    pub awarded_at: Option<i64>,
    pub valid_from: Option<i64>,
    pub valid_until: Option<i64>,
    pub results: Vec<ShownScore>,
    pub evidence: Option<String>,
    /// When it was signed, and the name of the key.
    pub signed_at: Option<i64>,
    pub key: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ShownScore {
    pub name: String,
    pub value: String,
    pub pass: String,
    pub max: String,
}

/// A score with what it was given for; nothing where the achievement does not describe it.
fn score(achievement: &Achievement, result: &ResultValue) -> Option<ShownScore> {
    let description = achievement.result_description.iter().find(|d| d.id == result.result_description)?;
    Some(ShownScore {
        name: description.name.clone(),
        value: result.value.clone(),
        pass: description.required_value.clone(),
        max: description.value_max.clone(),
    })
}

impl Content {
    pub(super) fn of(credential: &Credential) -> Self {
        let (subject, issuer) = (&credential.credential_subject, &credential.issuer);
        let achievement = &subject.achievement;
        let aligned =
            |framework: &str| achievement.alignment.iter().find(|a| a.target_framework == framework).map(|a| a.target_name.clone());
        let proof = credential.proof.first();
        Self {
            id: credential.id.clone(),
            title: credential.name.clone(),
            notice: credential.description.clone(),
            number: subject.license_number.clone(),
            holder_name: subject
                .identifier
                .iter()
                .find(|i| i.identity_type == "name" && !i.hashed)
                .map(|i| i.identity_hash.clone())
                .unwrap_or_default(),
            holder_id: subject.id.clone(),
            issuer_did: issuer.id.clone(),
            issuer_name: issuer.name.clone(),
            issuer_name_en: issuer.description.clone(),
            issuer_uscc: issuer.other_identifier.iter().flatten().find(|i| i.identifier_type == "ext:USCC").map(|i| i.identifier.clone()),
            issuer_url: issuer.url.clone(),
            occupation: achievement.field_of_study.clone(),
            occupation_code: achievement.human_code.clone(),
            direction: achievement.specialization.clone(),
            achievement_id: achievement.id.clone(),
            achievement: achievement.name.clone(),
            level: aligned(LEVEL),
            standard: aligned(STANDARD),
            criteria: achievement.criteria.narrative.clone(),
            awarded_at: instant::parse(&credential.awarded_date),
            valid_from: instant::parse(&credential.valid_from),
            valid_until: credential.valid_until.as_deref().and_then(instant::parse),
            results: subject.result.iter().filter_map(|result| score(achievement, result)).collect(),
            evidence: credential.evidence.iter().flatten().next().map(|e| e.narrative.clone()),
            signed_at: proof.and_then(|p| instant::parse(&p.created)),
            key: proof.and_then(|p| p.verification_method.rsplit_once('#')).map(|(_, kid)| kid.to_owned()),
        }
    }
}
