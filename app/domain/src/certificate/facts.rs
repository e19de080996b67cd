//! What a certificate says.

use crate::{lang::Lang, level::Level, time::Timestamp};
use serde::{Deserialize, Serialize};

/// What a certificate says, frozen at its issue: the page, the credential and the sheet say the same. `[zh, en]` where a text is in both
/// languages; an English one that is empty is not printed.
///
/// Its JSON stands in every row and in the API. Members are added and never renamed, for rows of earlier builds are read for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The legal name.
    pub holder: String,
    /// `urn:uuid:…` of the account: it links one person's certificates and says nothing else.
    pub holder_id: String,
    pub occupation: [String; 2],
    /// The occupation's code in the 职业分类大典: `6-31-01-03`.
    pub code: String,
    /// 工种／职业方向; `--` if there is none, as the rule demands.
    pub direction: String,
    #[serde(flatten, with = "written_level")]
    pub level: Level,
    /// `国家职业技能标准 电工`
    pub standard: [String; 2],
    /// `2018年版`
    pub edition: String,
    #[serde(flatten)]
    pub result: AssessmentResult,
    /// The other results, where more than one assessment led to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<AssessmentResult>,
    /// `2026-11-22`, in the installation's time zone.
    pub awarded_on: String,
    pub awarded_at: Timestamp,
    pub issuer: [String; 2],
    /// The issuer's 统一社会信用代码, where it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
    /// SHA-256 of the attempt's receipt, in hexadecimal.
    pub evidence: String,
    /// It comes from a demonstration and says so.
    pub demo: bool,
}

/// One assessment and what was reached in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentResult {
    /// The result's short name in addresses, each with its own: `theory`, `practice`. The only one has [`ONLY`](Self::ONLY), which is not
    /// written.
    #[serde(default = "AssessmentResult::only", skip_serializing_if = "AssessmentResult::is_only")]
    pub slug: String,
    pub assessment: [String; 2],
    /// Decimal text on [`MOST`](Self::MOST), so that what is printed is what is signed.
    pub score: String,
    pub pass_mark: String,
}

impl AssessmentResult {
    pub const ONLY: &str = "score";
    /// Every score is out of this.
    pub const MOST: &str = "100";

    pub fn only() -> String {
        Self::ONLY.into()
    }

    fn is_only(slug: &str) -> bool {
        slug == Self::ONLY
    }
}

impl Facts {
    pub fn in_lang(pair: &[String; 2], lang: Lang) -> &str {
        lang.pick::<String>(pair)
    }

    /// The English text, where there is one.
    pub fn english([_, en]: &[String; 2]) -> Option<&str> {
        Some(en.as_str()).filter(|en| !en.trim().is_empty())
    }

    /// The direction, where there is one.
    pub fn direction(&self) -> Option<&str> {
        Some(self.direction.as_str()).filter(|direction| *direction != "--")
    }

    /// All results, in the order printed.
    pub fn results(&self) -> impl Iterator<Item = &AssessmentResult> {
        std::iter::once(&self.result).chain(&self.further)
    }
}

/// A level is written as its number and its words. The words of a row are not read: earlier builds had a table for pages alone, which
/// differed from what the sheets of the same certificates print.
mod written_level {
    use super::Level;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Written {
        level: Level,
        #[serde(skip_deserializing)]
        level_name: [&'static str; 2],
    }

    pub fn serialize<S: Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
        Written { level: *level, level_name: [level.zh(), level.en()] }.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Level, D::Error> {
        Written::deserialize(deserializer).map(|written| written.level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a build of before this type wrote it.
    const ROW: &str = concat!(
        r#"{"holder":"张伟","holder_id":"urn:uuid:6f3c1b1e-8a0f-4f0e-9a55-0c7e5f7b5a01","occupation":["训练师","Trainer"],"code":"4-04-05-05","#,
        r#""direction":"--","level":1,"level_name":["一级/高级技师","Level 1 / Senior technician"],"standard":["训练师","Trainer"],"#,
        r#""edition":"2021年版","assessment":["结业考试","Final"],"score":"86.5","pass_mark":"60","awarded_on":"2026-11-22","#,
        r#""awarded_at":1795320000123,"issuer":["机构",""],"evidence":"00","demo":true}"#
    );

    fn read(row: &str) -> Facts {
        serde_json::from_str(row).expect("a row")
    }

    #[test]
    fn a_row_of_an_earlier_build_is_read_and_says_what_its_sheet_prints() {
        let facts = read(ROW);
        assert_eq!((facts.level, facts.direction(), facts.results().count()), (Level::One, None, 1));
        assert_eq!((facts.result.slug.as_str(), facts.result.score.as_str()), ("score", "86.5"));
        assert_eq!((Facts::english(&facts.issuer), Facts::english(&facts.standard)), (None, Some("Trainer")));
        let written = serde_json::to_string(&facts).expect("written");
        assert_eq!(written, ROW.replace("Senior technician", "Senior Technician"), "and written as it was, in the one table's words");
    }

    #[test]
    fn several_results_are_written_beside_the_first() {
        let mut facts = read(ROW);
        facts.result.slug = "theory".into();
        facts.further = vec![AssessmentResult { slug: "practice".into(), ..facts.result.clone() }];
        facts.uscc = Some("91110000MA00DEMX1K".into());
        assert_eq!(read(&serde_json::to_string(&facts).expect("written")), facts);
    }

    #[test]
    fn a_level_that_there_is_not_is_an_error() {
        let error = serde_json::from_str::<Facts>(&ROW.replace("\"level\":1", "\"level\":6")).expect_err("no level");
        assert!(error.to_string().contains("there is no level 6"), "{error}");
    }
}
