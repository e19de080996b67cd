//! QTI 1.2 and Common Cartridge.

use crate::{all, fault, imports, one};
use std::collections::BTreeSet;
use zhixing_domain::points::Points;
use zhixing_interchange::{Accepted, ForeignGap, ForeignKey, GAP, MarkedNumber, ReadItem};

fn bank(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<questestinterop>\n<assessment ident=\"a\" title=\"Quiz\"><section ident=\"root_section\" title=\"First\">\n\
         {items}\n</section></assessment></questestinterop>"
    )
}

fn item(kind: &str, presentation: &str, processing: &str) -> String {
    format!(
        "<item ident=\"i\" title=\"Question\"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>\
         <fieldentry>{kind}</fieldentry></qtimetadatafield><qtimetadatafield><fieldlabel>points_possible</fieldlabel>\
         <fieldentry>2.5</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>{presentation}</presentation>\
         <resprocessing><outcomes><decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/>\
         </outcomes>{processing}</resprocessing>{}</item>",
        "<itemfeedback ident=\"correct_fb\"><flow_mat><material><mattext texttype=\"text/html\">&lt;p&gt;Well done&lt;/p&gt;</mattext></material></flow_mat></itemfeedback>"
    )
}

fn text(html: &str) -> String {
    format!("<material><mattext texttype=\"text/html\">{}</mattext></material>", html.replace('<', "&lt;"))
}

fn labels(ids: &[(&str, &str)]) -> String {
    ids.iter()
        .map(|(id, words)| format!("<response_label ident=\"{id}\"><material><mattext>{words}</mattext></material></response_label>"))
        .collect()
}

fn list(id: &str, many: &str, prompt: &str, ids: &[(&str, &str)]) -> String {
    let prompt = if prompt.is_empty() { String::new() } else { format!("<material><mattext>{prompt}</mattext></material>") };
    format!("<response_lid ident=\"{id}\" rcardinality=\"{many}\">{prompt}<render_choice>{}</render_choice></response_lid>", labels(ids))
}

fn rule(test: &str, action: &str, score: &str) -> String {
    format!(
        "<respcondition><conditionvar>{test}</conditionvar><setvar action=\"{action}\" varname=\"SCORE\">{score}</setvar><displayfeedback \
         linkrefid=\"correct_fb\"/></respcondition>"
    )
}

fn equal(id: &str, value: &str) -> String {
    format!("<varequal respident=\"{id}\">{value}</varequal>")
}

#[test]
fn one_of_several_with_html_and_feedback() {
    let presentation = text("<p>Pick <b>one") + &list("r", "Single", "", &[("a", "red"), ("b", "blue")]);
    let (read, losses) = one(&bank(&item("multiple_choice_question", &presentation, &rule(&equal("r", "b"), "Set", "100"))));
    let ForeignKey::Single(options) = &read.key else { panic!() };
    assert_eq!(options.iter().map(|o| (o.text.as_str(), o.worth)).collect::<Vec<_>>(), [("red", 0.0), ("blue", 1.0)]);
    assert_eq!((read.stem.as_str(), read.name.as_str(), read.points), ("Pick **one**", "", Some(Points::from_hundredths(250))));
    assert_eq!((read.explanation.as_deref(), read.category.as_deref()), (Some("Well done"), Some("Quiz/First")));
    assert_eq!(losses, Vec::<&str>::new());
}

#[test]
fn several_with_what_must_not_be_chosen() {
    let presentation = text("Pick") + &list("r", "Multiple", "", &[("a", "1"), ("b", "2"), ("c", "3")]);
    let test = format!("<and>{}<not>{}</not>{}</and>", equal("r", "a"), equal("r", "b"), equal("r", "c"));
    let (read, _) = one(&bank(&item("multiple_answers_question", &presentation, &rule(&test, "Set", "100"))));
    let ForeignKey::Multiple(options) = &read.key else { panic!() };
    assert_eq!(options.iter().map(|o| o.worth).collect::<Vec<_>>(), [0.5, 0.0, 0.5]);
}

#[test]
fn lists_of_one_set_are_a_matching() {
    let partners = [("x", "uno"), ("y", "dos"), ("z", "tres")];
    let presentation = text("Join") + &list("q1", "Single", "one", &partners) + &list("q2", "Single", "two", &partners);
    let rules = rule(&equal("q1", "x"), "Add", "50") + &rule(&equal("q2", "y"), "Add", "50");
    let (read, _) = one(&bank(&item("matching_question", &presentation, &rules)));
    let pair = |l: &str, r: &str| (l.to_string(), r.to_string());
    assert_eq!(read.key, ForeignKey::Matching { pairs: vec![pair("one", "uno"), pair("two", "dos")], distractors: vec!["tres".into()] });
    assert_eq!(read.stem, "Join");
}

#[test]
fn names_in_brackets_are_gaps() {
    let presentation = text("<p>Roses are [c1], violets [c2].</p>")
        + &list("response_c1", "Single", "c1", &[("a", "red"), ("b", "plaid")])
        + &list("response_c2", "Single", "c2", &[("d", "grey"), ("e", "blue")]);
    let rules = rule(&equal("response_c1", "a"), "Add", "50") + &rule(&equal("response_c2", "e"), "Add", "50");
    let (read, _) = one(&bank(&item("multiple_dropdowns_question", &presentation, &rules)));
    assert_eq!(read.stem, format!("Roses are {GAP}, violets {GAP}."));
    let ForeignKey::Cloze(gaps) = &read.key else { panic!() };
    let worths = |gap: &ForeignGap| if let ForeignGap::Chosen(c) = gap { c.iter().map(|c| c.worth).collect() } else { vec![] };
    assert_eq!(gaps.iter().map(worths).collect::<Vec<_>>(), [[1.0, 0.0], [0.0, 1.0]]);
    let (read, _) = one(&bank(&item("fill_in_multiple_blanks_question", &presentation, &rules)));
    let ForeignKey::Cloze(gaps) = &read.key else { panic!() };
    let ForeignGap::Typed(accept) = &gaps[1] else { panic!("{:?}", gaps[1]) };
    let accept: BTreeSet<&str> = accept.iter().map(|a| a.answer.as_str()).collect();
    assert_eq!(accept, BTreeSet::from(["blue", "grey"]));
}

#[test]
fn texts_numbers_and_essays() {
    let field = |kind: &str| {
        format!(
            "<response_str ident=\"r\" rcardinality=\"Single\"><render_fib{kind}><response_label ident=\"x\"/></render_fib></response_str>"
        )
    };
    let several = equal("r", "York") + &equal("r", "york city");
    let (read, _) = one(&bank(&item("short_answer_question", &(text("Where?") + &field("")), &rule(&several, "Set", "100"))));
    let ForeignKey::Short { accept, .. } = &read.key else { panic!() };
    assert_eq!(accept.iter().map(|a| a.answer.as_str()).collect::<Vec<_>>(), ["York", "york city"]);
    let range = format!("<or>{}<and><vargte respident=\"r\">70</vargte><varlte respident=\"r\">84</varlte></and></or>", equal("r", "77"));
    let (read, _) =
        one(&bank(&item("numerical_question", &(text("How many?") + &field(" fibtype=\"Decimal\"")), &rule(&range, "Set", "100"))));
    let ForeignKey::Numeric { accept, .. } = &read.key else { panic!() };
    assert_eq!(accept.iter().map(|a| a.answer).collect::<Vec<_>>(), [MarkedNumber::Around { value: 77.0, tolerance: 7.0 }]);
    // Blackboard shows a value within the bounds
    let range = format!("<vargte respident=\"r\">3.1</vargte><varlte respident=\"r\">3.3</varlte>{}", equal("r", "3.2"));
    let (read, _) = one(&bank(&item("Numeric", &(text("How long?") + &field(" fibtype=\"Decimal\"")), &rule(&range, "Set", "SCORE.max"))));
    let ForeignKey::Numeric { accept, .. } = &read.key else { panic!("{read:?}") };
    assert!(
        matches!(accept[..], [Accepted { answer: MarkedNumber::Around { value, tolerance }, .. }] if (value - 3.2).abs() + (tolerance - 0.1).abs() < 1e-9),
        "{accept:?}"
    );
    let (read, _) = one(&bank(&item("essay_question", &(text("Why?") + &field("")), "")));
    assert!(matches!(read.key, ForeignKey::Essay(_)));
}

#[test]
fn a_bad_item_leaves_the_good_ones() {
    let good = item(
        "true_false_question",
        &(text("Is it?") + &list("r", "Single", "", &[("t", "True"), ("f", "False")])),
        &rule(&equal("r", "f"), "Set", "100"),
    );
    let bad = item("hot_spot_question", &(text("Point") + "<response_xy ident=\"r\"><render_hotspot/></response_xy>"), "");
    let read = all(&bank(&format!("{good}\n{bad}\n{good}")));
    assert!(
        matches!(read.as_slice(), [ReadItem::Item { .. }, ReadItem::Fault(note), ReadItem::Item { .. }] if note.code == "qti-unlike" && note.line == 5)
    );
    assert_eq!(read[0].item().unwrap().key, ForeignKey::TrueFalse { key: false, feedback: [None, None] });
    assert_eq!(fault(&bank(&item("calculated_question", &text("What is [x]?"), ""))).code, "qti-unlike");
}

#[test]
fn a_shared_passage_stands_before_its_questions_and_a_quiz_is_read_once() {
    let passage = "<item ident=\"p\"><presentation><material><mattext>The tale.</mattext></material></presentation></item>";
    let child = item(
        "true_false_question",
        &(text("Who?") + &list("r", "Single", "", &[("t", "True"), ("f", "False")])),
        &rule(&equal("r", "t"), "Set", "100"),
    )
    .replacen(
        "<qtimetadata>",
        "<qtimetadata><qtimetadatafield><fieldlabel>parent_stimulus_item_ident</fieldlabel><fieldentry>p</fieldentry></qtimetadatafield>",
        1,
    );
    let quiz = bank(&format!("{passage}{child}"));
    let read = imports(&[("a/assessment_qti.xml", &quiz), ("non_cc_assessments/a.xml.qti", &quiz)]);
    assert_eq!(read.iter().map(|i| i.items.len()).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(read[1].items[1].item().unwrap().stem, "The tale.\n\nWho?");
}
