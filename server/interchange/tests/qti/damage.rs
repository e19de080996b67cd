//! Damaged and hostile files: a fault with its line, never a panic, never a long wait.

#![allow(clippy::disallowed_methods, reason = "it tells how long a file took")]

use crate::fault;
use proptest::prelude::*;
use std::{collections::BTreeMap, time::Instant};
use zhixing_interchange::{BankFormat, Bundle, import};

const ITEM: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<assessmentItem identifier=\"q\" title=\"T\">\n<responseDeclaration \
    identifier=\"RESPONSE\" cardinality=\"multiple\" baseType=\"identifier\"><correctResponse><value>a</value></correctResponse><mapping \
    defaultValue=\"0\"><mapEntry mapKey=\"a\" mappedValue=\"2\"/></mapping></responseDeclaration>\n<outcomeDeclaration identifier=\"SCORE\" \
    cardinality=\"single\" baseType=\"float\"/>\n<itemBody><p>Say &amp; <b>do</b></p><choiceInteraction responseIdentifier=\"RESPONSE\" \
    maxChoices=\"0\"><simpleChoice identifier=\"a\">x</simpleChoice><simpleChoice identifier=\"b\">y</simpleChoice></choiceInteraction>\
    </itemBody>\n<responseProcessing><responseCondition><responseIf><equal toleranceMode=\"absolute\" tolerance=\"1 1\"><mapResponse \
    identifier=\"RESPONSE\"/><baseValue baseType=\"float\">2</baseValue></equal><setOutcomeValue identifier=\"SCORE\"><product><variable \
    identifier=\"SCORE\"/><baseValue baseType=\"float\">1</baseValue></product></setOutcomeValue></responseIf></responseCondition>\
    </responseProcessing>\n</assessmentItem>\n";
const OLDER: &str = "<questestinterop><assessment ident=\"a\" title=\"Q\"><section ident=\"s\"><item ident=\"i\" title=\"t\"><presentation>\
    <material><mattext texttype=\"text/html\">&lt;p&gt;Go [n]</mattext></material><response_lid ident=\"response_n\"><material>\
    <mattext>n</mattext></material><render_choice><response_label ident=\"x\"><material><mattext>one</mattext></material></response_label>\
    <response_label ident=\"y\"><material><mattext>two</mattext></material></response_label></render_choice></response_lid></presentation>\
    <resprocessing><outcomes><decvar varname=\"SCORE\"/></outcomes><respcondition><conditionvar><or><varequal \
    respident=\"response_n\">x</varequal><not><varequal respident=\"response_n\">y</varequal></not></or></conditionvar><setvar \
    action=\"Set\" varname=\"SCORE\">100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>";

fn read(bytes: Vec<u8>) {
    let _ = import(&Bundle(BTreeMap::from([("bank.xml".into(), bytes)])), Some(BankFormat::Qti));
}

#[test]
fn what_is_no_xml_is_said_with_its_line() {
    for (damaged, line) in [
        (ITEM.replace("</itemBody>", ""), 7),
        (ITEM.replace("maxChoices=\"0\"", "maxChoices"), 5),
        (ITEM.replace("version=\"1.0\" ", "version=\"1.0\""), 1),
        (ITEM.replace("&amp;", "&nbsp;"), 5),
        (ITEM.replace("<assessmentItem", "<!DOCTYPE x [<!ENTITY e \"eee\">]>\n<assessmentItem"), 2),
        (ITEM.replace("<b>", "<b\u{1}>"), 5),
        (format!("{ITEM}<p/>"), 8),
        (ITEM.replace("title=\"T\"", "title=\"T\" title=\"U\""), 2),
        (ITEM.replace("Say", "Say \u{2}"), 5),
    ] {
        let note = fault(&damaged);
        assert_eq!((note.code, note.line), ("xml", line), "{damaged}");
    }
}

#[test]
fn depth_size_and_number_have_their_bounds() {
    let begun = Instant::now();
    let deep = format!("<assessmentItem>{}{}</assessmentItem>", "<p>".repeat(100_000), "</p>".repeat(100_000));
    let many = format!("<assessmentItem>{}</assessmentItem>", "<p/>".repeat(1_000_000));
    let wide = format!("<assessmentItem {}/>", (0..10_000).map(|n| format!("a{n}=\"x\" ")).collect::<String>());
    for hostile in [deep, many, wide] {
        assert_eq!(fault(&hostile).code, "xml");
    }
    // rules that would be carried out for ever
    let condition = "<responseCondition><responseIf><isNull><variable identifier=\"RESPONSE\"/></isNull></responseIf></responseCondition>";
    let slow = ITEM.replace("<responseProcessing>", &format!("<responseProcessing>{}", condition.repeat(20_000)));
    read(slow.into_bytes());
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_stops_the_reader(older: bool, cuts in proptest::collection::vec((0usize..4000, 0usize..40, any::<u8>(), 0u8..4), 1..6)) {
        let mut bytes = if older { OLDER } else { ITEM }.as_bytes().to_vec();
        for (at, length, byte, how) in cuts {
            let at = at % bytes.len().max(1);
            let end = (at + length).min(bytes.len());
            match how {
                0 => { bytes.drain(at..end); }
                1 => bytes.insert(at, byte),
                2 => bytes[at] = byte,
                _ => { let piece = bytes[at..end].to_vec(); let to = bytes.len() / 2; bytes.splice(to..to, piece); }
            }
            if bytes.is_empty() { break }
        }
        read(bytes);
    }

    /// Elements that are whole but stand where nobody expects them.
    #[test]
    fn no_disorder_stops_the_reader(older: bool, moves in proptest::collection::vec((0usize..64, 0usize..64), 1..8)) {
        let text = if older { OLDER } else { ITEM };
        let mut parts: Vec<&str> = text.split_inclusive('>').collect();
        for (from, to) in moves {
            let (from, to) = (from % parts.len(), to % parts.len());
            let name = |p: &str| p.trim_start().trim_start_matches(['<', '/']).split([' ', '>', '/']).next().unwrap_or_default().to_string();
            // the names of two starts change places with their ends left as they are, or a part is said again
            if name(parts[from]) == name(parts[to]) { parts.swap(from, to) } else { let part = parts[from]; if part.ends_with("/>") { parts.insert(to, part) } }
        }
        read(parts.concat().into_bytes());
    }
}
