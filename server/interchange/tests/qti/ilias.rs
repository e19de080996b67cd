//! Gaps of ILIAS (QTI 1.2): text, choice and number in one text. The bounds of a number stand at its field, its rule names the middle.

use crate::one;
use zhixing_interchange::{ForeignGap, ForeignKey, GAP, MarkedNumber};

/// A number that is typed into a gap, with its bounds; and what may be written into another.
fn item(low: &str, high: &str, text: bool) -> String {
    let number = format!(
        "<response_num ident=\"gap_0\" numtype=\"Decimal\" rcardinality=\"Single\"><render_fib fibtype=\"Decimal\" prompt=\"Box\" columns=\"5\" maxchars=\"5\" minnumber=\"{low}\" maxnumber=\"{high}\"/></response_num>"
    );
    let word = "<material><mattext> 。</mattext></material><response_str ident=\"gap_1\" rcardinality=\"Single\"><render_fib fibtype=\"String\" prompt=\"Box\" columns=\"5\"/></response_str>";
    let rule = |gap: u8, value: &str| {
        format!(
            "<respcondition continue=\"Yes\"><conditionvar><varequal respident=\"gap_{gap}\">{value}</varequal></conditionvar><setvar action=\"Add\">1</setvar></respcondition>"
        )
    };
    let (word, more) = if text { (word, rule(1, "千克")) } else { ("", String::new()) };
    format!(
        "<questestinterop><item ident=\"il_0_qst_1\" title=\"Gaps\" maxattempts=\"0\"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>QUESTIONTYPE</fieldlabel><fieldentry>CLOZE QUESTION</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation label=\"Gaps\"><flow><material><mattext texttype=\"text/plain\">它重 </mattext></material>{number}{word}</flow></presentation><resprocessing><outcomes><decvar/></outcomes>{}{more}</resprocessing></item></questestinterop>",
        rule(0, "3")
    )
}

#[test]
fn a_number_of_one_value_is_a_gap_beside_others() {
    let (read, _) = one(&item("3", "3", true));
    assert_eq!(read.stem.matches(GAP).count(), 2, "{read:?}");
    let ForeignKey::Cloze(gaps) = &read.key else { panic!("{read:?}") };
    assert!(
        matches!(&gaps[0], ForeignGap::Number(accept) if accept[0].answer == MarkedNumber::Around { value: 3.0, tolerance: 0.0 }),
        "{gaps:?}"
    );
    assert!(matches!(&gaps[1], ForeignGap::Typed(accept) if accept[0].answer == "千克"), "{gaps:?}");
}

#[test]
fn the_bounds_of_a_number_count_and_are_told_where_a_gap_holds_none() {
    let (read, _) = one(&item("2.5", "3.5", false));
    let ForeignKey::Numeric { accept, .. } = &read.key else { panic!("{read:?}") };
    assert_eq!(accept[0].answer, MarkedNumber::Around { value: 3.0, tolerance: 0.5 });
    for (high, told) in [("3.5", "gap-tolerance"), ("9", "qti-gap-range")] {
        let (read, losses) = one(&item("2.5", high, true));
        assert!(matches!(read.key, ForeignKey::Cloze(_)) && losses.contains(&told), "{read:?} {losses:?}");
    }
}
