//! What is written is read again as it was, but for what was told to be lost: in our Markdown, GIFT, Moodle XML, and sheets of both kinds. QTI is in
//! `tests/qti/identity.rs`.

use crate::told::{as_moodle, brought, told};
use proptest::prelude::*;
use zhixing_domain::points::Points;
use zhixing_interchange::{
    Accepted, BankFormat, BankPicture, Choice, ForeignGap, ForeignItem, ForeignKey, GAP, MarkedNumber, ReadItem, export, import,
};

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
        several(2).prop_map(ForeignKey::Ordering),
        prop::collection::vec(("[a-z]{1,8}", 1..9_i64, "[\u{4e00}-\u{4e20}]{2,12}"), 1..4)
            .prop_map(|rows| ForeignKey::Essay(rows.into_iter().map(|(name, points, what)| (name, Points::whole(points), what)).collect())),
        prop::collection::vec(gap(), 1..4).prop_map(ForeignKey::Cloze),
    ]
}

fn gap() -> impl Strategy<Value = ForeignGap> {
    let words = || prop::collection::btree_set("[a-z\u{4e00}-\u{4e20}#]{1,6}", 2..5);
    prop_oneof![
        words().prop_map(|set| ForeignGap::Typed(set.into_iter().map(Accepted::full).collect())),
        words().prop_map(|set| {
            let choice = |(i, text): (usize, String)| Choice { text, worth: f64::from(u8::from(i == 0)), feedback: None };
            ForeignGap::Chosen(set.into_iter().enumerate().map(choice).collect())
        }),
    ]
}

/// What stands beside stem and key.
type Beside = (Option<i64>, Vec<String>, Option<&'static str>, bool, Vec<(&'static str, String)>);

fn beside() -> impl Strategy<Value = Beside> {
    let ours = prop_oneof![
        Just(vec![]),
        Just(vec![("function", "data".to_string())]),
        Just(vec![("function", "ethics".to_string()), ("level", "4".to_string()), ("use", "mock".to_string())]),
    ];
    let tags = prop::collection::btree_set("[a-z\u{4e00}-\u{4e20}]{1,6}", 0..3).prop_map(|set| set.into_iter().collect());
    (prop::option::of(1..400_i64), tags, prop::option::of(prop::sample::select(vec!["easy", "medium", "hard"])), any::<bool>(), ours)
}

pub fn item() -> impl Strategy<Value = ForeignItem> {
    let head = prop_oneof!["[a-z]{2,9}( [a-z]{1,8}){0,4}", "[\u{4e00}-\u{4e20}]{2,12}"];
    let shown = prop::bool::weighted(0.2);
    let texts = (head, prop::option::of(words()), prop::option::of(words()), shown);
    (texts, key(), beside()).prop_map(|((head, more, explanation, shown), key, (points, tags, difficulty, fixed, ours))| {
        let picture = shown.then(|| format!("![{head}](media/dot.png)"));
        let gaps: Vec<String> = match &key {
            ForeignKey::Cloze(gaps) => gaps.iter().enumerate().map(|(n, _)| format!("part {n} {GAP} of it")).collect(),
            _ => vec![],
        };
        let stem = std::iter::once(head).chain(more).chain(picture).chain(gaps).collect::<Vec<_>>().join("\n\n");
        let points = match &key {
            // an essay is worth what its rubric adds up to
            ForeignKey::Essay(rows) => Some(Points::whole(rows.iter().map(|(_, points, _)| points.hundredths() / 100).sum())),
            _ => points.map(|n| Points::from_hundredths(n * 25)),
        };
        let fixed = fixed && matches!(key, ForeignKey::Single(_) | ForeignKey::Multiple(_));
        let difficulty = difficulty.map(String::from);
        ForeignItem { id: "one".into(), points, explanation, tags, difficulty, fixed, ours, ..ForeignItem::new(1, stem, key) }
    })
}

/// A dot, which some of them show.
fn pictures(item: &ForeignItem) -> Vec<BankPicture> {
    let bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    let shown = item.stem.contains("](media/");
    shown.then(|| BankPicture { name: "dot.png".into(), bytes: bytes.into() }).into_iter().collect()
}

/// Writes and reads again: what came back, and what was to. Nothing where the format told that it does not carry the item.
fn round(item: &ForeignItem, format: BankFormat) -> Option<(ForeignItem, ForeignItem)> {
    let pictures = pictures(item);
    let (bytes, losses) = export("x", std::slice::from_ref(item), &pictures, format).expect("a form");
    let wanted = told(item, &losses)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let read = import(&brought(bytes, format, &pictures), Some(format)).expect("a bank");
    let items: Vec<&ReadItem> = read.iter().flat_map(|i| &i.items).collect();
    let [ReadItem::Item { item: back, .. }] = items.as_slice() else { panic!("{items:?}\n{text}") };
    assert_eq!(read.iter().flat_map(|i| &i.pictures).collect::<Vec<_>>(), pictures.iter().collect::<Vec<_>>(), "{text}");
    Some((ForeignItem { line: 1, ..ForeignItem::clone(back) }, wanted))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(item in item()) {
        for format in [BankFormat::Markdown, BankFormat::Gift, BankFormat::MoodleXml, BankFormat::Csv, BankFormat::Xlsx] {
            let Some((back, wanted)) = round(&item, format) else { continue };
            let wanted = if format == BankFormat::MoodleXml { as_moodle(&wanted) } else { wanted };
            prop_assert_eq!(&back, &wanted, "{}", format.code());
        }
    }
}

#[test]
fn each_format_tells_what_it_has_no_place_for() {
    let order = ForeignItem::new(1, "排序", ForeignKey::Ordering(vec!["一".into(), "二".into()]));
    let shown = ForeignItem::new(1, "看图\n\n![点](media/dot.png)", ForeignKey::TrueFalse { key: true, feedback: [None, None] });
    let placed = ForeignItem { ours: vec![("function", "data".into())], ..ForeignItem::new(1, "一题", shown.key.clone()) };
    let rubric = ForeignItem::new(1, "写", ForeignKey::Essay(vec![("甲".into(), Points::whole(1), "乙".into())]));
    for (item, format, code) in [
        (&order, BankFormat::Gift, "no-form"),
        (&shown, BankFormat::Gift, "no-picture"),
        (&shown, BankFormat::Csv, "no-picture"),
        (&shown, BankFormat::Xlsx, "no-picture"),
        (&placed, BankFormat::Gift, "no-place-in-standard"),
        (&placed, BankFormat::MoodleXml, "no-place-in-standard"),
        (&placed, BankFormat::Qti, "no-place-in-standard"),
        (&rubric, BankFormat::MoodleXml, "no-rubric"),
    ] {
        let (_, losses) = export("x", std::slice::from_ref(item), &[], format).expect("a form");
        assert_eq!(losses.iter().map(|note| note.code).collect::<Vec<_>>(), [code], "{}", format.code());
    }
}
