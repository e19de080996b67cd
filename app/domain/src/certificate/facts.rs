//! What a certificate says.

use crate::{lang::Lang, level::Level, time::Timestamp};
use serde::{Deserialize, Serialize};

/// What a certificate says, frozen at its issue. `[zh, en]` where a text is in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub holder: String,
    /// `urn:uuid:…` of the account.
    pub holder_id: String,
    pub occupation: [String; 2],
    /// The occupation's code.
    pub code: String,
    /// 工种／职业方向; `--` if there is none.
    pub direction: String,
    #[serde(flatten, with = "written_level")]
    pub level: Level,
    pub standard: [String; 2],
    pub edition: String,
    pub assessment: [String; 2],
    /// On one hundred.
    pub score: String,
    pub pass_mark: String,
    /// `2026-11-22`, in the installation's time zone.
    pub awarded_on: String,
    pub awarded_at: Timestamp,
    pub issuer: [String; 2],
    /// SHA-256 of the attempt's receipt.
    pub evidence: String,
    pub demo: bool,
}

impl Facts {
    pub fn in_lang(pair: &[String; 2], lang: Lang) -> &str {
        &pair[lang as usize]
    }
}

/// A level is written as its number and its words. The words of a row are not read: earlier builds had a table for pages alone, which differed from what
/// the sheets of the same certificates print.
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

    #[test]
    fn a_row_of_an_earlier_build_is_read_and_says_what_its_sheet_prints() {
        let facts: Facts = serde_json::from_str(ROW).expect("a row");
        assert_eq!(facts.level, Level::One);
        let written = serde_json::to_string(&facts).expect("written");
        assert_eq!(written, ROW.replace("Senior technician", "Senior Technician"), "and written as it was, in the one table's words");
    }

    #[test]
    fn a_level_that_there_is_not_is_an_error() {
        let error = serde_json::from_str::<Facts>(&ROW.replace("\"level\":1", "\"level\":6")).expect_err("no level");
        assert!(error.to_string().contains("there is no level 6"), "{error}");
    }
}
