//! What is written is read again as it was: in our Markdown, in GIFT, in Moodle XML.

use proptest::prelude::*;
use zhixing_domain::points::Points;
use zhixing_interchange::{Accepted, BankFormat, Choice, ForeignGap, ForeignItem, ForeignKey, GAP, MarkedNumber, ReadItem, export};

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}( [a-z]{1,8}){0,3}",
        "[\u{4e00}-\u{4e20}]{2,8}",
        Just("a \\* b \\[c\\] \\{d\\}".to_string()),
        Just("`x = {1: 2}` ~ # : %".to_string()),
        Just("$a^2$ and \\$5".to_string()),
    ]
}

fn several(least: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(words(), least..5).prop_map(|set| set.into_iter().collect())
}

fn key() -> impl Strategy<Value = ForeignKey> {
    let choice = |text: String, worth: f64, feedback| Choice { text, worth, feedback };
    let number = prop_oneof![
        (-999..999_i32, 0..3_i32).prop_map(|(v, t)| MarkedNumber::Around { value: f64::from(v) / 4.0, tolerance: f64::from(t) / 4.0 }),
        (-99..0_i32, 1..99_i32).prop_map(|(low, high)| MarkedNumber::Between { low: low.into(), high: high.into() }),
    ];
    prop_oneof![
        (several(2), prop::option::of(words())).prop_map(move |(texts, said)| {
            let option = |(i, text)| choice(text, f64::from(u8::from(i == 0)), said.clone().filter(|_| i == 1));
            ForeignKey::Single(texts.into_iter().enumerate().map(option).collect())
        }),
        several(3).prop_map(move |texts| {
            ForeignKey::Multiple(texts.into_iter().enumerate().map(|(i, t)| choice(t, if i < 2 { 0.5 } else { 0.0 }, None)).collect())
        }),
        any::<bool>().prop_map(|key| ForeignKey::TrueFalse { key, feedback: [None, None] }),
        number.prop_map(|n| ForeignKey::Numeric { accept: vec![Accepted::full(n)], unit: None }),
        prop::collection::btree_set("[a-z]{1,8}", 1..4)
            .prop_map(|set| ForeignKey::Short { accept: set.into_iter().map(Accepted::full).collect(), case_matters: false }),
        (several(2), "[A-Z]{2,5}").prop_map(|(texts, partner)| {
            let pairs = texts.into_iter().enumerate().map(|(i, left)| (left, format!("{partner}{i}"))).collect();
            ForeignKey::Matching { pairs, distractors: vec![format!("{partner}x")] }
        }),
    ]
}

pub fn item() -> impl Strategy<Value = ForeignItem> {
    let head = prop_oneof!["[a-z]{2,9}( [a-z]{1,8}){0,4}", "[\u{4e00}-\u{4e20}]{2,12}"];
    (head, prop::option::of(words()), key(), prop::option::of(words())).prop_map(|(head, more, key, explanation)| {
        let stem = more.map_or(head.clone(), |more| format!("{head}\n\n{more}"));
        ForeignItem { explanation, id: "one".into(), ..ForeignItem::new(1, stem, key) }
    })
}

/// Writes, reads again, and gives the item.
fn round(item: &ForeignItem, format: BankFormat) -> ForeignItem {
    let (bytes, losses) = export("x", std::slice::from_ref(item), &[], format).expect("a form");
    assert_eq!(losses, [], "{item:?}");
    let name = format!("x.{}", format.code());
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let import = crate::formats::one(&name, &bytes, Some(format));
    match import.items.as_slice() {
        [ReadItem::Item { item, .. }] => ForeignItem { line: 1, ..ForeignItem::clone(item) },
        other => panic!("{other:?}\n{text}"),
    }
}

/// A range in Moodle XML is a middle and a tolerance.
fn as_moodle(item: &ForeignItem) -> ForeignItem {
    let mut item = item.clone();
    if let ForeignKey::Numeric { accept, .. } = &mut item.key {
        for number in accept {
            if let MarkedNumber::Between { low, high } = number.answer {
                number.answer = MarkedNumber::Around { value: (low + high) / 2.0, tolerance: (high - low) / 2.0 };
            }
        }
    }
    item
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(item in item()) {
        prop_assert_eq!(&round(&item, BankFormat::Markdown), &item);
        prop_assert_eq!(&round(&item, BankFormat::Gift), &item);
        prop_assert_eq!(&round(&item, BankFormat::MoodleXml), &as_moodle(&item));
        let said = matches!(&item.key, ForeignKey::Single(options) if options.iter().any(|o| o.feedback.is_some()));
        if !said {
            prop_assert_eq!(&round(&item, BankFormat::Csv), &item);
        }
    }
}

#[test]
fn gaps_and_orders_go_through_moodle_xml_and_ours() {
    let typed = ForeignGap::Typed(vec![Accepted::full("清洗".into()), Accepted::full("a#b".into())]);
    let choice = |text: &str, worth| Choice { text: text.into(), worth, feedback: None };
    let chosen = ForeignGap::Chosen(vec![choice("标签", 1.0), choice("水印", 0.0)]);
    let cloze = ForeignItem::new(1, format!("先{GAP}再{GAP}。"), ForeignKey::Cloze(vec![typed, chosen]));
    let order = ForeignItem::new(1, "排序", ForeignKey::Ordering(vec!["一".into(), "二".into()]));
    for item in [cloze, order] {
        let item = ForeignItem { id: "one".into(), points: Some(Points::whole(2)), tags: vec!["x".into()], ..item };
        assert_eq!(round(&item, BankFormat::Markdown), item);
        assert_eq!(round(&item, BankFormat::MoodleXml), item);
        assert_eq!(round(&item, BankFormat::Xlsx), item);
        let (_, losses) = export("x", std::slice::from_ref(&item), &[], BankFormat::Gift).expect("a form");
        assert_eq!(losses.first().map(|l| l.code), Some("no-form"));
    }
}
