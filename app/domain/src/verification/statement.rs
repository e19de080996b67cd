//! What a certificate says that its record must say alike: whatever an employer reads.

use crate::time::Timestamp;

/// Texts as they are signed (one spelling, nothing invisible).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub number: String,
    pub version: i64,
    pub holder: String,
    pub occupation_code: String,
    pub level: String,
    pub standard: String,
    pub score: String,
    pub pass_mark: String,
    pub awarded_at: Timestamp,
    pub issuer: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementField {
    Number,
    Holder,
    Occupation,
    Level,
    Standard,
    Score,
    Date,
    Issuer,
}

impl StatementField {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Holder => "holder",
            Self::Occupation => "occupation",
            Self::Level => "level",
            Self::Standard => "standard",
            Self::Score => "score",
            Self::Date => "date",
            Self::Issuer => "issuer",
        }
    }
}

impl Statement {
    /// Where the two do not say the same.
    pub fn differences(&self, kept: &Self) -> Vec<StatementField> {
        let same = [
            (StatementField::Number, self.number == kept.number && self.version == kept.version),
            (StatementField::Holder, self.holder == kept.holder),
            (StatementField::Occupation, self.occupation_code == kept.occupation_code),
            (StatementField::Level, self.level == kept.level),
            (StatementField::Standard, self.standard == kept.standard),
            (StatementField::Score, self.score == kept.score && self.pass_mark == kept.pass_mark),
            // signed in whole seconds
            (StatementField::Date, self.awarded_at.ms().div_euclid(1000) == kept.awarded_at.ms().div_euclid(1000)),
            (StatementField::Issuer, self.issuer == kept.issuer),
        ];
        same.into_iter().filter(|(_, same)| !same).map(|(field, _)| field).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement() -> Statement {
        Statement {
            number: "S000011000001265000042".into(),
            version: 1,
            holder: "张伟".into(),
            occupation_code: "4-04-05-05".into(),
            level: "五级/初级工".into(),
            standard: "标准".into(),
            score: "86".into(),
            pass_mark: "60".into(),
            awarded_at: Timestamp::from_ms(1_795_320_000_123),
            issuer: "机构".into(),
        }
    }

    #[test]
    fn a_record_is_compared_in_every_field_that_is_printed() {
        let kept = statement();
        assert!(Statement { awarded_at: Timestamp::from_ms(1_795_320_000_000), ..statement() }.differences(&kept).is_empty());
        let text = || "x".to_string();
        for (other, field) in [
            (Statement { number: text(), ..statement() }, StatementField::Number),
            (Statement { version: 2, ..statement() }, StatementField::Number),
            (Statement { holder: text(), ..statement() }, StatementField::Holder),
            (Statement { occupation_code: text(), ..statement() }, StatementField::Occupation),
            (Statement { level: text(), ..statement() }, StatementField::Level),
            (Statement { standard: text(), ..statement() }, StatementField::Standard),
            (Statement { score: "96".into(), ..statement() }, StatementField::Score),
            (Statement { pass_mark: "50".into(), ..statement() }, StatementField::Score),
            (Statement { awarded_at: Timestamp::from_ms(0), ..statement() }, StatementField::Date),
            (Statement { issuer: text(), ..statement() }, StatementField::Issuer),
        ] {
            assert_eq!(other.differences(&kept), [field]);
        }
    }
}
