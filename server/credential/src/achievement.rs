//! What was achieved: the `Achievement` part of an Open Badges 3.0 credential.
//!
//! These structs are a whitelist: a member that is not here is neither written nor accepted, and every member here is
//! a term of the pinned contexts. (JSON-LD drops unknown terms silently, so an open struct would let unsigned text in.)

use crate::{
    facts::{Facts, Score},
    text::clean,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::Number;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Achievement {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub achievement_type: String,
    pub name: String,
    pub description: String,
    pub human_code: String,
    /// The occupation; absent in certificates of other makers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_of_study: Option<String>,
    /// 工种/职业方向
    #[serde(skip_serializing_if = "Option::is_none")]
    pub specialization: Option<String>,
    pub in_language: String,
    pub version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits_available: Option<Number>,
    pub criteria: Criteria,
    pub alignment: Vec<Alignment>,
    pub result_description: Vec<ResultDescription>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    pub id: String,
    pub narrative: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Alignment {
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub target_name: String,
    pub target_framework: String,
    pub target_code: String,
    pub target_type: String,
    pub target_url: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResultDescription {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub name: String,
    pub result_type: String,
    pub value_min: String,
    pub value_max: String,
    pub required_value: String,
}

/// Framework names, by which a reader tells the two alignments apart.
pub const STANDARD: &str = "国家职业技能标准";
pub const LEVEL: &str = "职业技能等级";

/// Address of the achievement: occupation, level and, where there is one, the direction.
pub fn id(facts: &Facts) -> String {
    let base = format!("{}/achievements/{}/{}", facts.base_url, facts.occupation.code, facts.level.number());
    match facts.occupation.direction.as_deref().map(clean) {
        Some(direction) if !direction.is_empty() => format!("{base}/{}", percent(&direction)),
        _ => base,
    }
}

pub(crate) fn result_id(achievement_id: &str, score: &Score) -> String {
    format!("{achievement_id}#{}", score.slug)
}

pub(crate) fn build(facts: &Facts) -> Achievement {
    let id = id(facts);
    let occupation = clean(&facts.occupation.name);
    let (title, edition) = (clean(&facts.standard.title), clean(&facts.standard.edition));
    let level = facts.level.zh();
    let criteria = format!("{id}/criteria");
    let marks: Vec<String> = facts.results.iter().map(|r| format!("{}不低于{}分", clean(&r.name), r.pass)).collect();
    Achievement {
        type_: vec!["Achievement".into()],
        achievement_type: "Certification".into(),
        name: format!("{occupation} {level}"),
        description: format!("依据《{title}》（{edition}）评价合格，达到{level}水平。"),
        human_code: facts.occupation.code.clone(),
        specialization: facts.occupation.direction.as_deref().map(clean).filter(|d| !d.is_empty()),
        field_of_study: Some(occupation),
        in_language: "zh-CN".into(),
        credits_available: None,
        criteria: Criteria { id: criteria.clone(), narrative: format!("各项考核均达到合格分数：{}。", marks.join("，")) },
        alignment: vec![
            alignment(format!("{title}（{edition}）"), STANDARD, &facts.occupation.code, facts.standard.url.clone().unwrap_or(criteria)),
            alignment(level.to_owned(), LEVEL, &facts.level.number().to_string(), id.clone()),
        ],
        result_description: facts
            .results
            .iter()
            .map(|score| ResultDescription {
                id: result_id(&id, score),
                type_: vec!["ResultDescription".into()],
                name: clean(&score.name),
                result_type: "RawScore".into(),
                value_min: "0".into(),
                value_max: score.max.clone(),
                required_value: score.pass.clone(),
            })
            .collect(),
        version: edition,
        id,
    }
}

fn alignment(name: String, framework: &str, code: &str, url: String) -> Alignment {
    Alignment {
        type_: vec!["Alignment".into()],
        target_name: name,
        target_framework: framework.into(),
        target_code: code.into(),
        target_type: "CFItem".into(),
        target_url: url,
    }
}

/// What RFC 3986 leaves as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn percent(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}
