//! What was achieved: the `Achievement` part of an Open Badges 3.0 credential.
//!
//! These structs are a whitelist: a member that is not here is neither written nor accepted, and every member here is
//! a term of the pinned contexts. (JSON-LD drops unknown terms silently, so an open struct would let unsigned text in.)

use crate::text::clean;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::Number;
use zhixing_domain::certificate::{AssessmentResult, Facts, Version};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Achievement {
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
pub(crate) struct Criteria {
    pub id: String,
    pub narrative: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Alignment {
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
pub(crate) struct ResultDescription {
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
pub(crate) const STANDARD: &str = "国家职业技能标准";
pub(crate) const LEVEL: &str = "职业技能等级";

/// Address of the achievement: occupation, level and, where there is one, the direction.
fn id(facts: &Facts, version: &Version) -> String {
    let base = format!("{}/achievements/{}/{}", version.base_url, facts.code, facts.level.number());
    match direction(facts) {
        Some(direction) => format!("{base}/{}", percent(&direction)),
        None => base,
    }
}

fn direction(facts: &Facts) -> Option<String> {
    facts.direction().map(clean).filter(|direction| !direction.is_empty())
}

pub(crate) fn result_id(achievement_id: &str, result: &AssessmentResult) -> String {
    format!("{achievement_id}#{}", result.slug)
}

pub(crate) fn build(facts: &Facts, version: &Version) -> Achievement {
    let id = id(facts, version);
    let occupation = clean(&facts.occupation[0]);
    let (title, edition) = (clean(&facts.standard[0]), clean(&facts.edition));
    let level = facts.level.zh();
    let criteria = format!("{id}/criteria");
    let marks: Vec<String> = facts.results().map(|r| format!("{}不低于{}分", clean(&r.assessment[0]), r.pass_mark)).collect();
    Achievement {
        type_: vec!["Achievement".into()],
        achievement_type: "Certification".into(),
        name: format!("{occupation} {level}"),
        description: format!("依据《{title}》（{edition}）评价合格，达到{level}水平。"),
        human_code: facts.code.clone(),
        specialization: direction(facts),
        field_of_study: Some(occupation),
        in_language: "zh-CN".into(),
        credits_available: None,
        criteria: Criteria { id: criteria.clone(), narrative: format!("各项考核均达到合格分数：{}。", marks.join("，")) },
        alignment: vec![
            alignment(format!("{title}（{edition}）"), STANDARD, &facts.code, criteria),
            alignment(level.to_owned(), LEVEL, &facts.level.number().to_string(), id.clone()),
        ],
        result_description: facts
            .results()
            .map(|result| ResultDescription {
                id: result_id(&id, result),
                type_: vec!["ResultDescription".into()],
                name: clean(&result.assessment[0]),
                result_type: "RawScore".into(),
                value_min: "0".into(),
                value_max: AssessmentResult::MOST.into(),
                required_value: result.pass_mark.clone(),
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
