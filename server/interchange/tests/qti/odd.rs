//! What single programs make of QTI: no wrong key is taken silently.

use crate::{fault, one};
use zhixing_domain::lang::Lang;
use zhixing_interchange::{ForeignGap, ForeignKey, GAP, MarkedNumber};

/// An item of QTI 1.2.
fn older(presentation: &str, outcomes: &str, conditions: &str) -> String {
    format!(
        "<questestinterop>\n<item ident=\"i\"><presentation>{presentation}</presentation><resprocessing>\
         <outcomes>{outcomes}</outcomes>{conditions}</resprocessing></item></questestinterop>"
    )
}

fn text(words: &str) -> String {
    format!("<material><mattext>{words}</mattext></material>")
}

fn list(id: &str, many: &str, options: &[(&str, &str)]) -> String {
    let labels: String =
        options.iter().map(|(id, words)| format!("<response_label ident=\"{id}\">{}</response_label>", text(words))).collect();
    format!("<response_lid ident=\"{id}\" rcardinality=\"{many}\"><render_choice>{labels}</render_choice></response_lid>")
}

fn condition(test: &str, set: &str) -> String {
    format!("<respcondition continue=\"yes\"><conditionvar>{test}</conditionvar>{set}</respcondition>")
}

fn equal(id: &str, value: &str) -> String {
    format!("<varequal respident=\"{id}\">{value}</varequal>")
}

fn right(key: &ForeignKey) -> Vec<&str> {
    match key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => {
            options.iter().filter(|o| o.worth > 0.0).map(|o| o.text.as_str()).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_program_counts_as_wrong_is_not_the_score() {
    let presentation = text("Even?") + &list("L", "Multiple", &[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]);
    let count = |id: &str, name: &str| condition(&equal("L", id), &format!("<setvar varname=\"{name}\" action=\"Add\">1</setvar>"));
    let counted = count("a", "D2L_Incorrect") + &count("b", "D2L_Correct") + &count("c", "D2L_Incorrect") + &count("d", "D2L_Correct");
    let total = "<respcondition><setvar varname=\"que_score\" action=\"Set\">D2L_Correct</setvar></respcondition>";
    let outcomes = "<decvar varname=\"que_score\" maxvalue=\"100\"/><decvar varname=\"D2L_Correct\"/><decvar varname=\"D2L_Incorrect\"/>";
    let own = counted.replace("D2L_Incorrect", "errors_wrong").replace("D2L_Correct", "hits");
    for conditions in [counted.clone(), counted.clone() + total, own.clone() + &total.replace("D2L_Correct", "hits"), own] {
        assert_eq!(right(&one(&older(&presentation, outcomes, &conditions)).0.key), ["2", "4"], "{conditions}");
    }
    // two of which neither is known to be the score
    let neither = counted.replace("D2L_Incorrect", "x").replace("D2L_Correct", "y");
    assert_eq!(fault(&older(&presentation, "", &neither)).code, "qti-no-key");
    // programs that write small letters add as well
    let small = "<setvar varname=\"SCORE\" action=\"add\">50</setvar>";
    let conditions = condition(&equal("L", "b"), small) + &condition(&equal("L", "d"), small);
    assert_eq!(right(&one(&older(&presentation, "", &conditions)).0.key), ["2", "4"]);
}

#[test]
fn several_of_which_each_alone_earns_all_are_not_guessed_at() {
    let presentation = text("Pick") + &list("L", "Multiple", &[("a", "1"), ("b", "2"), ("c", "3")]);
    let all = "<setvar varname=\"SCORE\">100</setvar>";
    let conditions = condition(&equal("L", "a"), all) + &condition(&equal("L", "c"), all);
    assert_eq!(fault(&older(&presentation, "", &conditions)).code, "qti-either");
}

#[test]
fn an_order_follows_its_indices() {
    let presentation = text("Sort") + &list("O", "Ordered", &[("a", "alpha"), ("b", "beta"), ("c", "gamma")]);
    let at = |place: u8, id: &str| format!("<varequal respident=\"O\" index=\"{place}\">{id}</varequal>");
    let set = "<setvar varname=\"SCORE\">100</setvar>";
    let add = "<setvar action=\"Add\">1</setvar>";
    let together = condition(&(at(2, "a") + &at(1, "c") + &at(3, "b")), set);
    let each = condition(&at(1, "a"), add) + &condition(&at(2, "b"), add) + &condition(&at(0, "c"), add);
    for conditions in [together, each] {
        let (read, losses) = one(&older(&presentation, "", &conditions));
        assert_eq!(read.key, ForeignKey::Ordering(["gamma", "alpha", "beta"].map(String::from).into()), "{conditions}");
        assert_eq!(losses, Vec::<&str>::new());
    }
}

#[test]
fn blackboard_and_ilias_write_it_their_own_way() {
    let formatted = |words: &str| {
        format!("<material><mat_extension><mat_formattedtext type=\"HTML\">{words}</mat_formattedtext></mat_extension></material>")
    };
    let label =
        |id: &str, words: &str| format!("<response_label ident=\"{id}\"><flow_mat>{}</flow_mat></response_label>", formatted(words));
    let presentation = format!(
        "<flow>{}<response_lid ident=\"r\" rcardinality=\"Single\"><render_choice>{}{}</render_choice></response_lid></flow>",
        formatted("&lt;p&gt;Capital?&lt;/p&gt;"),
        label("a", "Lyon"),
        label("b", "Paris")
    );
    let conditions = "<respcondition title=\"correct\"><conditionvar><varequal respident=\"r\">b</varequal></conditionvar><setvar \
        variablename=\"SCORE\" action=\"Set\">SCORE.max</setvar></respcondition><respcondition><conditionvar><other/></conditionvar><setvar \
        variablename=\"SCORE\" action=\"Set\">0</setvar></respcondition>";
    let (read, _) = one(&older(&presentation, "<decvar varname=\"SCORE\" maxvalue=\"10\"/>", conditions));
    assert_eq!((read.stem.as_str(), right(&read.key)), ("Capital?", vec!["Paris"]));
    assert_eq!(read.points, Some(zhixing_domain::points::Points::whole(10)));
    // the options of a gap are counted from 0 and named by their texts, also where those are numbers
    let xhtml = "<material><mattext texttype=\"text/xhtml\">&lt;p&gt;How many &lt;b&gt;legs&lt;/b&gt;?&lt;/p&gt;</mattext></material>";
    let presentation = xhtml.to_string() + &list("gap_0", "Single", &[("0", "1"), ("1", "0"), ("2", "4")]);
    let add = |value: &str, points: u8| condition(&equal("gap_0", value), &format!("<setvar action=\"Add\">{points}</setvar>"));
    let (read, _) = one(&older(&presentation, "<decvar/>", &(add("1", 2) + &add("0", 0) + &add("4", 0))));
    assert_eq!((read.stem.as_str(), right(&read.key)), ("How many **legs**?", vec!["1"]));
    let presentation = text("A") + &list("r", "Single", &[("x", "cat"), ("y", "dog")]);
    let (read, _) = one(&older(&presentation, "", &condition(&equal("r", "dog"), "<setvar>1</setvar>")));
    assert_eq!(right(&read.key), ["dog"]);
}

#[test]
fn a_fault_shows_the_words_apart() {
    let told = fault(&older(&(text("Stem?") + &list("r", "Single", &[("a", "alpha"), ("b", "beta")])), "", ""));
    assert!(told.words(Lang::En).ends_with("Its text: Stem? alpha beta"), "{}", told.words(Lang::En));
}

#[test]
fn an_item_that_contradicts_itself_is_not_guessed_at() {
    let rules = "<responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response\"/>";
    let item = |right: &str| {
        format!(
            "<assessmentItem identifier=\"i\"><responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"identifier\">\
             <correctResponse><value>{right}</value></correctResponse><mapping><mapEntry mapKey=\"a\" mappedValue=\"1\"/><mapEntry \
             mapKey=\"b\" mappedValue=\"2\"/></mapping></responseDeclaration><outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" \
             baseType=\"float\"/><itemBody><choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><simpleChoice \
             identifier=\"a\">one</simpleChoice><simpleChoice identifier=\"b\">two</simpleChoice></choiceInteraction>\
             </itemBody>{rules}</assessmentItem>"
        )
    };
    assert_eq!(fault(&item("a")).code, "qti-contradiction");
    assert!(matches!(one(&item("b")).0.key, ForeignKey::Single(options) if options[1].worth == 1.0 && options[0].worth == 0.5));
}

/// An item of QTI 2 with one number.
fn number(kind: &str, body: &str, correct: &str, test: &str) -> String {
    let field = "<textEntryInteraction responseIdentifier=\"R\"/>";
    let correct = if correct.is_empty() { String::new() } else { format!("<correctResponse><value>{correct}</value></correctResponse>") };
    format!(
        "<assessmentItem identifier=\"i\"><responseDeclaration identifier=\"R\" cardinality=\"single\" \
         baseType=\"{kind}\">{correct}</responseDeclaration><responseDeclaration identifier=\"S\" cardinality=\"single\" baseType=\"string\">\
         <correctResponse><value>s</value></correctResponse></responseDeclaration><outcomeDeclaration identifier=\"SCORE\" \
         cardinality=\"single\" baseType=\"float\"/><itemBody>{}</itemBody><responseProcessing><responseCondition>\
         <responseIf>{test}<setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">1</baseValue></setOutcomeValue></responseIf>\
         </responseCondition></responseProcessing></assessmentItem>",
        body.replace('#', field)
    )
}

fn compare(name: &str, n: &str) -> String {
    format!("<{name}><variable identifier=\"R\"/><baseValue baseType=\"float\">{n}</baseValue></{name}>")
}

fn both(a: &str, b: &str) -> String {
    format!("<and>{a}{b}</and>")
}

fn marks(text: &str) -> (Vec<MarkedNumber>, Vec<&'static str>) {
    let (read, losses) = one(text);
    let ForeignKey::Numeric { accept, .. } = read.key else { panic!("{:?}", read.key) };
    (accept.into_iter().map(|a| a.answer).collect(), losses)
}

#[test]
fn ends_that_do_not_belong_to_a_range_stay_outside() {
    let between = |low: f64, high: f64| vec![MarkedNumber::Between { low, high }];
    let rounded =
        "<equalRounded roundingMode=\"decimalPlaces\" figures=\"1\"><variable identifier=\"R\"/><correct identifier=\"R\"/></equalRounded>";
    let relative = "<equal toleranceMode=\"relative\" tolerance=\"25\"><variable identifier=\"R\"/><correct identifier=\"R\"/></equal>";
    let lone = "<p>How much?</p><p>#</p>";
    for (kind, correct, test, mark, codes) in [
        ("float", "2.34", rounded.to_string(), between(2.25, 2.3499999), vec!["qti-open-end"]),
        ("integer", "5", compare("gt", "4"), between(5.0, 1e15), vec!["qti-open-range"]),
        ("integer", "", both(&compare("gt", "4"), &compare("lt", "8")), between(5.0, 7.0), vec![]),
        ("float", "", both(&compare("gt", "4"), &compare("lt", "7")), between(4.000001, 6.999999), vec!["qti-open-end", "qti-open-end"]),
        ("float", "", both(&compare("gte", "4"), &compare("lte", "7")), between(4.0, 7.0), vec![]),
        ("float", "8", relative.to_string(), between(6.4, 10.66666666667), vec![]),
    ] {
        assert_eq!(marks(&number(kind, lone, correct, &test)), (mark, codes), "{test}");
    }
    let presentation = text("More than 4?")
        + "<response_num ident=\"N\" numtype=\"Integer\"><render_fib><response_label ident=\"q\"/></render_fib></response_num>";
    let test = "<vargt respident=\"N\">4</vargt><varlt respident=\"N\">7</varlt>";
    assert_eq!(marks(&older(&presentation, "", &condition(test, "<setvar>1</setvar>"))), (between(5.0, 6.0), vec![]));
}

#[test]
fn a_number_in_a_sentence_is_a_number_and_in_a_gap_what_is_declared_or_nothing() {
    let range = both(&compare("gte", "3.1"), &compare("lte", "3.2"));
    let (read, losses) = one(&number("float", "<p>Pi is #.</p>", "3.125", &range));
    let ForeignKey::Numeric { accept, .. } = &read.key else { panic!("{:?}", read.key) };
    assert_eq!(accept[0].answer, MarkedNumber::Between { low: 3.1, high: 3.2 });
    assert_eq!((read.stem.as_str(), losses), ("Pi is \\_\\_\\_\\_.", vec![]));
    let two = "<p>Pi is #, and <textEntryInteraction responseIdentifier=\"S\"/>.</p>";
    let also = both(&range, "<match><variable identifier=\"S\"/><correct identifier=\"S\"/></match>");
    let (read, losses) = one(&number("float", two, "3.125", &also));
    assert_eq!(read.stem, format!("Pi is {GAP}, and {GAP}."));
    let ForeignKey::Cloze(gaps) = &read.key else { panic!("{:?}", read.key) };
    assert!(matches!(&gaps[0], ForeignGap::Number(a) if a[0].answer == MarkedNumber::Around { value: 3.125, tolerance: 0.0 }), "{gaps:?}");
    assert_eq!(losses, ["qti-gap-range"]);
    assert_eq!(fault(&number("float", two, "", &also)).code, "gap-range");
}
