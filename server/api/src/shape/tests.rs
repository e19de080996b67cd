//! What a request may say is read as its schema says.

use super::*;

fn reads<T: for<'de> Deserialize<'de>>(json: &str) -> bool {
    serde_json::from_str::<T>(json).is_ok()
}

#[test]
fn a_text_is_read_as_its_schema_says() {
    for (json, fits) in [("\"x\"", true), ("\" \u{85}\u{feff}\"", false), ("\"\"", false), ("null", false), ("1", false)] {
        assert_eq!(reads::<ReasonText>(json), fits, "{json}");
    }
    assert!(reads::<ReasonText>(&format!("{:?}", "长".repeat(500))) && !reads::<ReasonText>(&format!("{:?}", "长".repeat(501))));
    for (json, fits) in [("\"1\"", true), ("\"12.50\"", true), ("\"12.\"", false), ("\".5\"", false), ("\"１\"", false), ("\"-1\"", false)]
    {
        assert_eq!(reads::<PointsText>(json), fits, "{json}");
    }
    for (json, fits) in [("\"a/b\"", true), ("\"a\"", false), ("\"a/b/c\"", false), ("\"A/b\"", false), ("\"a/\"", false)] {
        assert_eq!(reads::<PlanName>(json), fits, "{json}");
    }
}

#[test]
fn numbers_and_words_are_read_as_their_schemas_say() {
    assert!(reads::<Minutes>("1") && reads::<Minutes>("1440") && !reads::<Minutes>("0") && !reads::<Minutes>("1441"));
    assert!(!reads::<Minutes>("2.5") && !reads::<Minutes>("1e300") && !reads::<Minutes>("\"2\""));
    for (page, fits) in [("0", true), ("4294967296", true), ("4294967297", false), ("-1", false), ("", false), ("1.5", false)] {
        assert_eq!(reads::<PageNumber>(&format!("{page:?}")), fits, "{page}");
    }
    assert!(reads::<RoleWord>("\"admin\"") && !reads::<RoleWord>("\"root\""));
    assert!(reads::<LangWord>("\"zh\"") && !reads::<LangWord>("\"zh-CN\""), "one word for a language");
}
