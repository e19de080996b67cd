//! Packages: what belongs together is found, whatever else lies beside it.

use crate::imports;
use std::collections::BTreeMap;
use zhixing_domain::{lang::Lang, points::Points};
use zhixing_interchange::{Bundle, import};

const ITEM: &str = "<assessmentItem identifier=\"q\" title=\"\"><responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" \
    baseType=\"identifier\"><correctResponse><value>a</value></correctResponse></responseDeclaration><itemBody><p><img \
    src=\"../pic/bird%201.png\" alt=\"A bird\"/></p><choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><simpleChoice \
    identifier=\"a\">x</simpleChoice><simpleChoice identifier=\"b\">y</simpleChoice></choiceInteraction></itemBody><responseProcessing \
    template=\"match_correct\"/></assessmentItem>";
const TEST: &str = "<assessmentTest identifier=\"t\" title=\"Spring\"><testPart identifier=\"p\" navigationMode=\"linear\" \
    submissionMode=\"individual\"><assessmentSection identifier=\"s\" title=\"Birds\" visible=\"true\"><selection select=\"1\"/><ordering \
    shuffle=\"true\"/><assessmentItemRef identifier=\"q2\" href=\"items/q2.xml\"><weight identifier=\"W\" value=\"3\"/></assessmentItemRef>\
    <assessmentItemRef identifier=\"q1\" href=\"items/q1.xml\"/><assessmentItemRef identifier=\"q3\" href=\"items/gone.xml\"/>\
    </assessmentSection></testPart></assessmentTest>";
const MANIFEST: &str = "<manifest xmlns:q=\"http://www.imsglobal.org/xsd/imsqti_v2p1\"><resources><resource identifier=\"q1\" \
    type=\"imsqti_item_xmlv2p1\" href=\"items/q1.xml\"><metadata><lom><general><keyword><string>wings</string></keyword></general>\
    <educational><difficulty><value>difficult</value></difficulty></educational></lom></metadata><file href=\"items/q1.xml\"/></resource>\
    </resources></manifest>";

#[test]
fn a_test_gives_order_folders_and_weights() {
    let read = imports(&[
        ("imsmanifest.xml", MANIFEST),
        ("items/q1.xml", ITEM),
        ("items/q2.xml", ITEM),
        ("__MACOSX/items/._q1.xml", ITEM),
        ("test.xml", TEST),
    ]);
    // one bank, named as the test is
    let sources: Vec<&str> = read.iter().map(|i| i.source.as_str()).collect();
    assert_eq!(sources, ["test.xml"]);
    let items: Vec<_> = read.iter().flat_map(|i| &i.items).filter_map(|i| i.item()).collect();
    assert_eq!(
        items.iter().map(|i| (i.category.as_deref(), i.points)).collect::<Vec<_>>(),
        [(Some("Spring/Birds"), Some(Points::whole(3))), (Some("Spring/Birds"), None)]
    );
    let zhixing_interchange::ReadItem::Item { losses, .. } = &read[0].items[0] else { panic!() };
    assert_eq!(losses[0].text(Lang::En), "line 1: items/q2.xml: the picture ../pic/bird%201.png is not in the bank");
    assert_eq!((items[1].tags.as_slice(), items[1].difficulty.as_deref()), (["wings".to_string()].as_slice(), Some("hard")));
    let told: Vec<&str> = read[0].losses.iter().map(|l| l.words(Lang::En)).collect();
    assert!(told.iter().any(|t| t.contains("section “Birds”: 3 entries, of which 1 are drawn, in any order")), "{told:?}");
    assert!(told.iter().any(|t| t.contains("items/gone.xml is not in the bank")), "{told:?}");
}

#[test]
fn pictures_come_along_from_where_they_are() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    let files = BTreeMap::from([("items/q.xml".to_string(), ITEM.as_bytes().to_vec()), ("pic/bird 1.png".into(), png.to_vec())]);
    let read = import(&Bundle(files), None).unwrap();
    assert_eq!(read[0].items[0].item().unwrap().stem, "![A bird](media/bird-1.png)");
    assert_eq!(read[0].pictures.len(), 1);
    // without it, its words are left and the loss is told
    let read = imports(&[("items/q.xml", &ITEM.replace("<p>", "<p>Look: "))]);
    let zhixing_interchange::ReadItem::Item { item, losses } = &read[0].items[0] else { panic!() };
    assert_eq!((item.stem.as_str(), losses[0].code), ("Look: A bird", "qti-picture"));
}

#[test]
fn a_passage_of_its_own_file_stands_before_the_item() {
    let item = "<qti-assessment-item identifier='q' title=''><qti-response-declaration identifier='R' cardinality='single' \
        base-type='string'/><qti-assessment-stimulus-ref identifier='s' href='../s.xml'/><qti-item-body><p>Why?</p>\
        <qti-extended-text-interaction response-identifier='R'/></qti-item-body></qti-assessment-item>";
    let stimulus =
        "<qti-assessment-stimulus identifier='s'><qti-stimulus-body><p>Once upon a time.</p></qti-stimulus-body></qti-assessment-stimulus>";
    let read = imports(&[("items/q.xml", item), ("s.xml", stimulus)]);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].items[0].item().unwrap().stem, "Once upon a time.\n\nWhy?");
}
