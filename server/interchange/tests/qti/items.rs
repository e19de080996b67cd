//! Items of QTI 2 and 3: what each interaction becomes, and what its scoring says is right.

use crate::{fault, one};
use zhixing_domain::{lang::Lang, points::Points};
use zhixing_interchange::{ForeignGap, ForeignKey, GAP, MarkedNumber};

/// An item of QTI 2.2 with declarations, a body and what follows it.
fn item(declarations: &str, body: &str, after: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p2\" identifier=\"i1\" title=\"T\" \
         adaptive=\"false\" timeDependent=\"false\">\n{declarations}\n<outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" \
         baseType=\"float\"/>\n<itemBody>{body}</itemBody>\n{after}\n</assessmentItem>"
    )
}

fn response(cardinality: &str, kind: &str, right: &[&str]) -> String {
    let values: String = right.iter().map(|r| format!("<value>{r}</value>")).collect();
    format!(
        "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" baseType=\"{kind}\"><correctResponse>{values}</correctResponse></responseDeclaration>"
    )
}

const MATCH: &str = "<responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct\"/>";
const MAP: &str = "<responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response\"/>";

fn choices(max: u8, texts: &[&str]) -> String {
    let options: String = texts.iter().enumerate().map(|(n, t)| format!("<simpleChoice identifier=\"c{n}\">{t}</simpleChoice>")).collect();
    format!("<choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"{max}\"><prompt>Which?</prompt>{options}</choiceInteraction>")
}

fn worths(key: &ForeignKey) -> Vec<f64> {
    match key {
        ForeignKey::Single(choices) | ForeignKey::Multiple(choices) => choices.iter().map(|c| (c.worth * 100.0).round() / 100.0).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_choice_of_one_by_the_template() {
    let (read, losses) =
        one(&item(&response("single", "identifier", &["c1"]), &format!("<p>See <b>this</b>.</p>{}", choices(1, &["a", "b", "c"])), MATCH));
    assert!(matches!(read.key, ForeignKey::Single(_)));
    assert_eq!((worths(&read.key), read.stem.as_str()), (vec![0.0, 1.0, 0.0], "See **this**.\n\nWhich?"));
    assert_eq!((read.id.as_str(), read.name.as_str(), read.points), ("i1", "T", None));
    assert_eq!(losses, Vec::<&str>::new());
}

#[test]
fn a_mapping_says_what_each_option_is_worth() {
    let mapped = "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"multiple\" baseType=\"identifier\"><mapping defaultValue=\"-1\">\
        <mapEntry mapKey=\"c0\" mappedValue=\"3\"/><mapEntry mapKey=\"c2\" mappedValue=\"1\"/></mapping></responseDeclaration>";
    let (read, _) = one(&item(mapped, &choices(0, &["a", "b", "c"]), MAP));
    assert_eq!(worths(&read.key), [0.75, -0.25, 0.25]);
    assert_eq!(read.points, Some(Points::whole(4)));
}

#[test]
fn two_options_that_say_true_and_false_are_that_type() {
    let feedback = "<simpleChoice identifier=\"no\">错误<feedbackInline outcomeIdentifier=\"F\" identifier=\"no\" \
        showHide=\"show\">想一想</feedbackInline></simpleChoice><simpleChoice identifier=\"yes\">正确</simpleChoice>";
    let body = format!("<p>水是湿的</p><choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\">{feedback}</choiceInteraction>");
    let (read, _) = one(&item(&response("single", "identifier", &["yes"]), &body, MATCH));
    assert_eq!(read.key, ForeignKey::TrueFalse { key: true, feedback: [None, Some("想一想".into())] });
}

#[test]
fn rules_are_understood_by_what_they_do() {
    // no correct response is declared: only the rules know it
    let declared = "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"multiple\" baseType=\"identifier\"/>";
    let rules = "<responseProcessing><responseCondition><responseIf><and><member><baseValue baseType=\"identifier\">c0</baseValue><variable \
        identifier=\"RESPONSE\"/></member><member><baseValue baseType=\"identifier\">c3</baseValue><variable identifier=\"RESPONSE\"/>\
        </member><equal toleranceMode=\"exact\"><containerSize><variable identifier=\"RESPONSE\"/></containerSize><baseValue \
        baseType=\"integer\">2</baseValue></equal></and><setOutcomeValue identifier=\"SCORE\"><sum><variable identifier=\"SCORE\"/>\
        <baseValue baseType=\"float\">5</baseValue></sum></setOutcomeValue></responseIf></responseCondition></responseProcessing>";
    let (read, losses) = one(&item(declared, &choices(0, &["a", "b", "c", "d"]), rules));
    assert_eq!((worths(&read.key), read.points), (vec![0.5, 0.0, 0.0, 0.5], Some(Points::whole(5))));
    assert_eq!(losses, Vec::<&str>::new());
}

#[test]
fn rules_that_want_everything_at_once_are_understood_too() {
    // what is declared is not what the rules take
    let declared = "<responseDeclaration identifier=\"A\" cardinality=\"single\" baseType=\"integer\"><correctResponse><value>3</value>\
        </correctResponse></responseDeclaration><responseDeclaration identifier=\"B\" cardinality=\"single\" baseType=\"integer\"/>";
    let equal = |id: &str, n: u8| {
        format!("<equal toleranceMode=\"exact\"><variable identifier=\"{id}\"/><baseValue baseType=\"integer\">{n}</baseValue></equal>")
    };
    let rules = format!(
        "<responseProcessing><responseCondition><responseIf><and>{}{}</and><setOutcomeValue identifier=\"SCORE\"><baseValue \
         baseType=\"float\">4</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>",
        equal("A", 10),
        equal("B", 15)
    );
    let body = "<p>Ten: <textEntryInteraction responseIdentifier=\"A\"/>, fifteen: <textEntryInteraction responseIdentifier=\"B\"/>.</p>";
    let (read, losses) = one(&item(declared, body, &rules));
    let ForeignKey::Cloze(gaps) = &read.key else { panic!() };
    let number = |gap: &ForeignGap| if let ForeignGap::Number(accept) = gap { accept.iter().map(|a| a.answer).collect() } else { vec![] };
    let exactly = |value: f64| vec![MarkedNumber::Around { value, tolerance: 0.0 }];
    assert_eq!(gaps.iter().map(number).collect::<Vec<_>>(), [exactly(10.0), exactly(15.0)]);
    assert_eq!((read.points, losses), (Some(Points::whole(4)), vec![]));
}

#[test]
fn an_option_without_words_is_told() {
    let note = fault(&item(&response("single", "identifier", &["c0"]), &choices(1, &["a", "<img src=\"gone.png\" alt=\"\"/>"]), MATCH));
    assert_eq!(note.code, "qti-empty-option");
}

#[test]
fn rules_that_are_not_understood_are_told() {
    let rules = "<responseProcessing><setOutcomeValue identifier=\"SCORE\"><customOperator class=\"org.example.Magic\"><variable \
        identifier=\"RESPONSE\"/></customOperator></setOutcomeValue></responseProcessing>";
    let (read, losses) = one(&item(&response("single", "identifier", &["c0"]), &choices(1, &["a", "b"]), rules));
    assert_eq!((worths(&read.key), losses), (vec![1.0, 0.0], vec!["qti-scoring"]));
}

#[test]
fn a_lone_field_is_a_short_answer_and_one_in_a_sentence_a_gap() {
    let declared = "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"string\"><correctResponse>\
        <value>York</value></correctResponse><mapping defaultValue=\"0\"><mapEntry mapKey=\"York\" mappedValue=\"1\" \
        caseSensitive=\"false\"/><mapEntry mapKey=\"Jork\" mappedValue=\"0.5\"/></mapping></responseDeclaration>";
    let field = "<textEntryInteraction responseIdentifier=\"RESPONSE\"/>";
    let (read, _) = one(&item(declared, &format!("<p>Which town?</p><p>{field}</p>"), MAP));
    let ForeignKey::Short { accept, case_matters } = read.key else { panic!() };
    assert_eq!(accept.iter().map(|a| (a.answer.as_str(), a.worth)).collect::<Vec<_>>(), [("York", 1.0), ("Jork", 0.5)]);
    assert!(!case_matters);
    let (read, _) = one(&item(declared, &format!("<p>This sun of {field}.</p>"), MAP));
    assert_eq!(read.stem, format!("This sun of {GAP}."));
    assert!(matches!(&read.key, ForeignKey::Cloze(gaps) if matches!(gaps.as_slice(), [ForeignGap::Typed(_)])));
}

#[test]
fn numbers_keep_their_ranges() {
    let field = "<p>How much?</p><textEntryInteraction responseIdentifier=\"RESPONSE\"/>";
    let set = "<setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">2</baseValue></setOutcomeValue>";
    let rules = |test: &str| {
        format!("<responseProcessing><responseCondition><responseIf>{test}{set}</responseIf></responseCondition></responseProcessing>")
    };
    let said = "<variable identifier=\"RESPONSE\"/>";
    let number = |n: &str| format!("<baseValue baseType=\"float\">{n}</baseValue>");
    for (test, mark) in [
        (
            format!("<equal toleranceMode=\"absolute\" tolerance=\"0.5 0.5\"><correct identifier=\"RESPONSE\"/>{said}</equal>"),
            MarkedNumber::Around { value: 3.0, tolerance: 0.5 },
        ),
        (
            format!("<equal toleranceMode=\"relative\" tolerance=\"10 10\"><correct identifier=\"RESPONSE\"/>{said}</equal>"),
            MarkedNumber::Around { value: 3.0, tolerance: 0.3 },
        ),
        (
            format!("<and><gte>{said}{}</gte><lte>{said}{}</lte></and>", number("2"), number("7")),
            MarkedNumber::Between { low: 2.0, high: 7.0 },
        ),
        (format!("<match>{said}<correct identifier=\"RESPONSE\"/></match>"), MarkedNumber::Around { value: 3.0, tolerance: 0.0 }),
    ] {
        let (read, _) = one(&item(&response("single", "float", &["3"]), field, &rules(&test)));
        let ForeignKey::Numeric { accept, .. } = read.key else { panic!() };
        assert_eq!(accept.iter().map(|a| a.answer).collect::<Vec<_>>(), [mark], "{test}");
        assert_eq!(read.points, Some(Points::whole(2)));
    }
}

#[test]
fn pairs_orders_and_words_to_drag() {
    let set = |ids: &[(&str, &str)]| {
        let entries: String = ids
            .iter()
            .map(|(id, text)| format!("<simpleAssociableChoice identifier=\"{id}\" matchMax=\"1\">{text}</simpleAssociableChoice>"))
            .collect();
        format!("<simpleMatchSet>{entries}</simpleMatchSet>")
    };
    let body = format!(
        "<matchInteraction responseIdentifier=\"RESPONSE\"><prompt>Join</prompt>{}{}</matchInteraction>",
        set(&[("a", "one"), ("b", "two")]),
        set(&[("x", "uno"), ("y", "dos"), ("z", "tres")])
    );
    let (read, _) = one(&item(&response("multiple", "directedPair", &["b y", "a x"]), &body, MATCH));
    let pair = |l: &str, r: &str| (l.to_string(), r.to_string());
    assert_eq!(read.key, ForeignKey::Matching { pairs: vec![pair("one", "uno"), pair("two", "dos")], distractors: vec!["tres".into()] });

    let body = "<orderInteraction responseIdentifier=\"RESPONSE\"><prompt>Order</prompt><simpleChoice identifier=\"a\">late</simpleChoice>\
        <simpleChoice identifier=\"b\">early</simpleChoice></orderInteraction>";
    let (read, _) = one(&item(&response("ordered", "identifier", &["b", "a"]), body, MATCH));
    assert_eq!(read.key, ForeignKey::Ordering(vec!["early".into(), "late".into()]));

    let body = "<gapMatchInteraction responseIdentifier=\"RESPONSE\"><gapText identifier=\"w\">winter</gapText><gapText \
        identifier=\"s\">summer</gapText><p>Now is the <gap identifier=\"G\"/>.</p></gapMatchInteraction>";
    let (read, _) = one(&item(&response("multiple", "directedPair", &["w G"]), body, MATCH));
    let ForeignKey::Cloze(gaps) = &read.key else { panic!() };
    let [ForeignGap::Chosen(words)] = gaps.as_slice() else { panic!() };
    assert_eq!(words.iter().map(|c| (c.text.as_str(), c.worth)).collect::<Vec<_>>(), [("winter", 1.0), ("summer", 0.0)]);
    assert_eq!(read.stem, format!("Now is the {GAP}."));
}

#[test]
fn feedback_of_the_right_answer_explains_and_that_of_an_option_stays_with_it() {
    let rules = "<responseProcessing><responseCondition><responseIf><match><variable identifier=\"RESPONSE\"/><correct \
        identifier=\"RESPONSE\"/></match><setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">1</baseValue></setOutcomeValue>\
        <setOutcomeValue identifier=\"F\"><baseValue baseType=\"identifier\">good</baseValue></setOutcomeValue></responseIf><responseElse>\
        <setOutcomeValue identifier=\"F\"><variable identifier=\"RESPONSE\"/></setOutcomeValue></responseElse></responseCondition>\
        </responseProcessing>";
    let said = "<modalFeedback outcomeIdentifier=\"F\" identifier=\"good\" showHide=\"show\"><p>Because.</p></modalFeedback><modalFeedback \
        outcomeIdentifier=\"F\" identifier=\"c1\" showHide=\"show\">Not b.</modalFeedback>";
    let declared =
        response("single", "identifier", &["c0"]) + "<outcomeDeclaration identifier=\"F\" cardinality=\"single\" baseType=\"identifier\"/>";
    let (read, losses) = one(&item(&declared, &choices(1, &["a", "b"]), &format!("{rules}{said}")));
    assert_eq!(read.explanation.as_deref(), Some("Because."));
    let ForeignKey::Single(options) = &read.key else { panic!() };
    assert_eq!(options.iter().map(|o| o.feedback.as_deref()).collect::<Vec<_>>(), [None, Some("Not b.")]);
    assert_eq!(losses, Vec::<&str>::new());
}

#[test]
fn words_to_point_at_become_a_choice_of_them() {
    let text = "<hottextInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><prompt>Which word is a verb?</prompt><p>The <hottext \
        identifier=\"a\">dog</hottext> <hottext identifier=\"b\">barks</hottext> <hottext identifier=\"c\">loudly</hottext>.</p></hottextInteraction>";
    let (read, losses) = one(&item(&response("single", "identifier", &["b"]), text, MATCH));
    let ForeignKey::Single(options) = &read.key else { panic!("{:?}", read.key) };
    assert_eq!(options.iter().map(|o| (o.text.as_str(), o.worth)).collect::<Vec<_>>(), [("dog", 0.0), ("barks", 1.0), ("loudly", 0.0)]);
    assert!(read.stem.contains("The dog barks loudly."), "{}", read.stem);
    assert_eq!(losses, ["qti-hottext"]);
}

/// A picture with areas to point at, of 206 by 280 pixels as it is shown.
fn places(max: u8, areas: &str) -> String {
    format!(
        "<hotspotInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"{max}\"><prompt>Which one is Glasgow?</prompt><object type=\"image/png\" \
         width=\"206\" height=\"280\" data=\"images/ukair.png\">UK map</object>{areas}</hotspotInteraction>"
    )
}

const AIRPORTS: &str = "<hotspotChoice shape=\"circle\" coords=\"77,115,8\" identifier=\"A\"/><hotspotChoice shape=\"rect\" \
    coords=\"110,176,126,192\" identifier=\"B\"/><hotspotChoice shape=\"poly\" coords=\"142,227,158,227,150,243\" identifier=\"C\"/>";

#[test]
fn places_to_point_at_become_letters_in_the_picture() {
    let (read, losses) = one(&item(&response("single", "identifier", &["B"]), &places(1, AIRPORTS), MATCH));
    let ForeignKey::Single(options) = &read.key else { panic!("{:?}", read.key) };
    assert_eq!(options.iter().map(|o| (o.text.as_str(), o.worth)).collect::<Vec<_>>(), [("A", 0.0), ("B", 1.0), ("C", 0.0)]);
    assert_eq!((read.stem.as_str(), read.fixed), ("Which one is Glasgow?\n\n![UK map (A–C)](media/areas.png)", true));
    // the picture itself did not come along: the areas stand on white, and it is told
    assert_eq!(losses, ["qti-picture", "qti-hotspot"]);
    let mapped = "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"multiple\" baseType=\"identifier\"><mapping defaultValue=\"0\">\
        <mapEntry mapKey=\"A\" mappedValue=\"2\"/><mapEntry mapKey=\"C\" mappedValue=\"1\"/></mapping></responseDeclaration>";
    let (read, _) = one(&item(mapped, &places(0, AIRPORTS), MAP));
    assert_eq!((worths(&read.key), read.points), (vec![0.67, 0.0, 0.33], Some(Points::whole(3))));
}

#[test]
fn places_that_cannot_be_drawn_are_told() {
    let many: String = (0..27).map(|n| format!("<hotspotChoice shape=\"circle\" coords=\"{n},9,2\" identifier=\"h{n}\"/>")).collect();
    for (areas, right) in [(many.as_str(), "h1"), ("<hotspotChoice shape=\"rect\" coords=\"1,2\" identifier=\"A\"/>", "A")] {
        assert_eq!(fault(&item(&response("single", "identifier", &[right]), &places(1, areas), MATCH)).code, "qti-undrawn");
    }
    let bare = "<hotspotInteraction responseIdentifier=\"RESPONSE\"/>";
    assert_eq!(fault(&item(&response("single", "identifier", &["a"]), bare, MATCH)).code, "qti-unlike");
}

#[test]
fn what_has_no_type_is_told_with_its_text() {
    let drawing = "<p>Where is the bird?</p><drawingInteraction responseIdentifier=\"RESPONSE\"/>";
    let note = fault(&item(&response("single", "identifier", &["a"]), drawing, MATCH));
    assert_eq!((note.code, note.line), ("qti-unlike", 5));
    assert!(note.words(Lang::En).contains("Where is the bird?") && note.words(Lang::Zh).contains("Where is the bird?"));
    let random = "<templateDeclaration identifier=\"A\" cardinality=\"single\" baseType=\"integer\"/>";
    assert_eq!(fault(&item(random, "<p>Q</p>", "")).code, "qti-template");
    let both = format!("{}<extendedTextInteraction responseIdentifier=\"R2\"/>", choices(1, &["a", "b"]));
    assert_eq!(fault(&item(&response("single", "identifier", &["c0"]), &both, MATCH)).code, "qti-composite");
    assert_eq!(fault(&item("", "<p>Read on.</p>", "")).code, "qti-no-question");
    assert_eq!(fault(&item(&response("single", "identifier", &[]), &choices(1, &["a", "b"]), "")).code, "qti-no-key");
}

#[test]
fn the_names_of_qti_3_are_read_and_rubrics_are_for_markers() {
    let (read, _) = one(
        "<qti-assessment-item xmlns='http://www.imsglobal.org/xsd/imsqtiasi_v3p0' identifier='e' title='Essay'><qti-response-declaration \
         identifier='RESPONSE' cardinality='single' base-type='string'/><qti-outcome-declaration identifier='SCORE' cardinality='single' \
         base-type='float' normal-maximum='6'/><qti-item-body><p>Write.</p><qti-extended-text-interaction response-identifier='RESPONSE'/>\
         <qti-rubric-block view='scorer'><qti-content-body><h2>Style</h2><p>Short sentences.</p></qti-content-body></qti-rubric-block>\
         </qti-item-body></qti-assessment-item>",
    );
    assert_eq!(read.key, ForeignKey::Essay(vec![("Style".into(), Points::whole(6), "Short sentences.".into())]));
    assert_eq!((read.stem.as_str(), read.points), ("Write.", Some(Points::whole(6))));
}

#[test]
fn formulas_are_tex() {
    let body = format!(
        "<p>Solve <m:math xmlns:m=\"http://www.w3.org/1998/Math/MathML\"><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup><m:mo>=</m:mo><m:mn>4</m:mn></m:math></p>{}",
        choices(1, &["2", "3"])
    );
    let (read, _) = one(&item(&response("single", "identifier", &["c0"]), &body, MATCH));
    assert_eq!(read.stem, "Solve $x^2=4$\n\nWhich?");
}
