//! What a certificate says that its record must say alike: whatever an employer reads.

use super::Reason;
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

impl Statement {
    /// Where the two do not say the same.
    pub fn differences(&self, kept: &Self) -> Vec<Reason> {
        let same = [
            (Reason::OtherNumber, self.number == kept.number && self.version == kept.version),
            (Reason::OtherHolder, self.holder == kept.holder),
            (Reason::OtherOccupation, self.occupation_code == kept.occupation_code),
            (Reason::OtherLevel, self.level == kept.level),
            (Reason::OtherStandard, self.standard == kept.standard),
            (Reason::OtherScore, self.score == kept.score && self.pass_mark == kept.pass_mark),
            // signed in whole seconds
            (Reason::OtherDate, self.awarded_at.ms().div_euclid(1000) == kept.awarded_at.ms().div_euclid(1000)),
            (Reason::OtherIssuerName, self.issuer == kept.issuer),
        ];
        same.into_iter().filter(|(_, same)| !same).map(|(reason, _)| reason).collect()
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
        for (other, reason) in [
            (Statement { number: text(), ..statement() }, Reason::OtherNumber),
            (Statement { version: 2, ..statement() }, Reason::OtherNumber),
            (Statement { holder: text(), ..statement() }, Reason::OtherHolder),
            (Statement { occupation_code: text(), ..statement() }, Reason::OtherOccupation),
            (Statement { level: text(), ..statement() }, Reason::OtherLevel),
            (Statement { standard: text(), ..statement() }, Reason::OtherStandard),
            (Statement { score: "96".into(), ..statement() }, Reason::OtherScore),
            (Statement { pass_mark: "50".into(), ..statement() }, Reason::OtherScore),
            (Statement { awarded_at: Timestamp::from_ms(0), ..statement() }, Reason::OtherDate),
            (Statement { issuer: text(), ..statement() }, Reason::OtherIssuerName),
        ] {
            assert_eq!(other.differences(&kept), [reason]);
        }
    }
}
