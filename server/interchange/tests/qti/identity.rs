//! What is written as QTI 3 and read again is what it was.

use proptest::{collection::vec, option, prelude::*, sample::select};
use zhixing_domain::points::Points;
use zhixing_interchange::{
    Accepted, BankFormat, BankPicture, Bundle, Choice, ForeignGap, ForeignItem, ForeignKey, GAP, MarkedNumber, export, import,
};

/// Markdown as readers of HTML write it.
fn block() -> impl Strategy<Value = String> {
    let inline = select(vec![
        "数据的**质量**是什么？",
        "A *small* step",
        "see `a < b && c`",
        "H<sub>2</sub>O",
        "if $x^2 < 4$ then",
        "5 \\* 3 \\[sic\\]",
        "[here](https://example.org/?a=1&b=2)",
        "one<br>two",
        "“quoted” & plain",
    ]);
    let inline = vec(inline, 1..3).prop_map(|parts| parts.join(" 和 "));
    let whole = select(vec!["- 甲\n- 乙", "1. first\n2. second", "| 列 | b |\n|---|---|\n| 1 | 2 |", "```text\nif a < b:\n    pass\n```"]);
    prop_oneof![4 => inline, 1 => whole.prop_map(str::to_string)]
}

fn text() -> impl Strategy<Value = String> {
    vec(block(), 0..3).prop_map(|blocks| {
        // two lists, one below the other, would be one
        let parted = blocks.into_iter().flat_map(|block| [block, "然后".to_string()]);
        std::iter::once("题目如下".to_string()).chain(parted).collect::<Vec<_>>().join("\n\n")
    })
}

fn line() -> impl Strategy<Value = String> {
    (select(vec!["甲", "red", "**bold** words", "`code`", "$\\frac{1}{2}$", "a & b", "O<sub>2</sub>"]), 0u32..1000)
        .prop_map(|(text, n)| format!("{text} {n}"))
}

fn word() -> impl Strategy<Value = String> {
    (select(vec!["清洗", "Data", "naïve", "a<b", "“x”"]), 0u32..1000).prop_map(|(text, n)| format!("{text}{n}"))
}

/// Lines of which no two are the same.
fn lines(from: usize, to: usize) -> impl Strategy<Value = Vec<String>> {
    vec(line(), from..to).prop_map(|lines| lines.into_iter().enumerate().map(|(n, l)| format!("{l}-{n}")).collect())
}

fn choices(several: bool) -> impl Strategy<Value = Vec<Choice>> {
    (lines(2, 6), vec(option::weighted(0.3, line()), 6), 0usize..6, 1usize..5).prop_map(move |(texts, feedback, right, many)| {
        let all = texts.len();
        let many = if several { many.min(all) } else { 1 };
        let is_right = |n: usize| (n + all - right % all) % all < many;
        let choice = |(n, text): (usize, String)| Choice {
            text,
            worth: if is_right(n) { 1.0 / many as f64 } else { 0.0 },
            feedback: feedback[n].clone(),
        };
        texts.into_iter().enumerate().map(choice).collect()
    })
}

fn numbers() -> impl Strategy<Value = Vec<Accepted<MarkedNumber>>> {
    // ranges that lie apart, in their order
    vec((0u32..3, 1u32..40), 1..4).prop_map(|kinds| {
        let number = |(n, (kind, width)): (usize, (u32, u32))| {
            let (at, width) = (1000.0 * (n as f64 + 1.0) + 0.25, f64::from(width));
            Accepted::full(match kind {
                0 => MarkedNumber::Around { value: at, tolerance: 0.0 },
                1 => MarkedNumber::Around { value: at, tolerance: width },
                _ => MarkedNumber::Between { low: at, high: at + width },
            })
        };
        kinds.into_iter().enumerate().map(number).collect()
    })
}

fn words() -> impl Strategy<Value = Vec<Accepted<String>>> {
    vec(word(), 1..4).prop_map(|words| words.into_iter().enumerate().map(|(n, w)| Accepted::full(format!("{w}w{n}"))).collect())
}

fn key() -> impl Strategy<Value = (String, ForeignKey)> {
    let gap = prop_oneof![
        words().prop_map(ForeignGap::Typed),
        numbers().prop_map(|mut n| {
            n.truncate(1);
            ForeignGap::Number(vec![Accepted::full(MarkedNumber::Around {
                value: match n[0].answer {
                    MarkedNumber::Around { value, .. } => value,
                    _ => 7.0,
                },
                tolerance: 0.0,
            })])
        }),
        (vec(word(), 2..5)).prop_map(|words| ForeignGap::Chosen(
            words
                .into_iter()
                .enumerate()
                .map(|(n, w)| Choice { text: format!("{w}c{n}"), worth: f64::from(u8::from(n == 0)), feedback: None })
                .collect()
        )),
    ];
    let cloze = vec((block().prop_filter("in a line", |b| !b.contains('\n')), gap), 2..4).prop_map(|parts| {
        let stem: Vec<String> = parts.iter().map(|(text, _)| format!("题 {text} {GAP} end.")).collect();
        (stem.join("\n\n"), ForeignKey::Cloze(parts.into_iter().map(|(_, gap)| gap).collect()))
    });
    let feedback = || option::weighted(0.3, line());
    let plain = prop_oneof![
        choices(false).prop_map(ForeignKey::Single),
        choices(true).prop_map(ForeignKey::Multiple),
        (any::<bool>(), feedback(), feedback()).prop_map(|(key, yes, no)| ForeignKey::TrueFalse { key, feedback: [yes, no] }),
        (numbers(), option::of(select(vec!["KB", "米/秒"])))
            .prop_map(|(accept, unit)| ForeignKey::Numeric { accept, unit: unit.map(str::to_string) }),
        (words(), any::<bool>()).prop_map(|(accept, case_matters)| ForeignKey::Short { accept, case_matters }),
        lines(2, 6).prop_map(ForeignKey::Ordering),
        (lines(2, 5), lines(5, 6), 0usize..3).prop_map(|(left, right, more)| {
            let partners: Vec<String> = right.into_iter().map(|r| format!("{r}p")).collect();
            let all = left.len();
            ForeignKey::Matching {
                pairs: left.into_iter().zip(partners.clone()).collect(),
                distractors: partners.into_iter().skip(all).take(more).collect(),
            }
        }),
        vec((word(), 1i64..8, word()), 1..4)
            .prop_map(|rows| ForeignKey::Essay(rows.into_iter().map(|(t, p, d)| (t, Points::whole(p), d)).collect())),
    ];
    prop_oneof![8 => (text(), plain), 2 => cloze]
}

fn item() -> impl Strategy<Value = ForeignItem> {
    let rest = (
        option::of(select(vec!["q-1", "题 1", "a b/c"])),
        option::of(2i64..9_000),
        option::weighted(0.5, text()),
        option::of(select(vec!["数据", "数据/清洗"])),
        vec(select(vec!["tag", "标签"]), 0..2),
        option::of(select(vec!["easy", "medium", "hard"])),
        any::<bool>(),
    );
    (key(), rest).prop_map(|((stem, key), (id, points, explanation, category, tags, difficulty, fixed))| {
        let mut item = ForeignItem::new(0, stem, key);
        item.id = id.unwrap_or_default().into();
        item.points = match &item.key {
            ForeignKey::Essay(rows) => Some(Points::whole(rows.iter().map(|(_, p, _)| p.hundredths() / 100).sum())),
            _ => points.map(Points::from_hundredths),
        };
        item.explanation = explanation;
        item.category = category.map(str::to_string);
        item.tags = tags.into_iter().map(str::to_string).collect();
        item.difficulty = difficulty.map(str::to_string);
        item.fixed = fixed && matches!(item.key, ForeignKey::Single(_) | ForeignKey::Multiple(_));
        item
    })
}

/// Without places, and with what is divided rounded alike.
fn told(item: &ForeignItem) -> ForeignItem {
    let mut item = item.clone();
    item.line = 0;
    let round = |c: &mut Choice| c.worth = (c.worth * 1e4).round() / 1e4;
    match &mut item.key {
        ForeignKey::Single(choices) | ForeignKey::Multiple(choices) => choices.iter_mut().for_each(round),
        ForeignKey::Cloze(gaps) => gaps.iter_mut().for_each(|gap| match gap {
            ForeignGap::Chosen(choices) => choices.iter_mut().for_each(round),
            ForeignGap::Typed(accept) => accept.iter_mut().for_each(|a| a.worth = (a.worth * 1e4).round() / 1e4),
            ForeignGap::Number(_) => {}
        }),
        _ => {}
    }
    item
}

fn again(items: &[ForeignItem], pictures: &[BankPicture]) -> (Vec<ForeignItem>, Vec<BankPicture>) {
    let (bytes, losses) = export("题库", items, pictures, BankFormat::Qti).unwrap();
    assert_eq!(losses, vec![]);
    let bundle = Bundle::of_file("bank.zip", bytes).unwrap();
    let read = import(&bundle, None).unwrap();
    let mut out = vec![];
    for import in &read {
        for read in &import.items {
            match read.item() {
                Some(item) => out.push(told(item)),
                None => panic!("{read:#?}\n{}", String::from_utf8_lossy(&bundle.0[&import.source])),
            }
        }
    }
    (out, read.into_iter().flat_map(|i| i.pictures).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_way_out_and_in_again_changes_nothing(items in vec(item(), 1..4)) {
        let wanted: Vec<ForeignItem> = items.iter().map(told).collect();
        let (read, _) = again(&items, &[]);
        prop_assert_eq!(read, wanted);
    }
}

#[test]
fn pictures_go_along() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    let picture = BankPicture { name: "bird.png".into(), bytes: png.into() };
    let item = ForeignItem::new(0, "![A bird](media/bird.png)", ForeignKey::Ordering(vec!["a".into(), "b".into()]));
    assert_eq!(again(std::slice::from_ref(&item), std::slice::from_ref(&picture)), (vec![told(&item)], vec![picture]));
}

#[test]
fn what_answers_are_told_one_by_one_is_told_to_be_lost() {
    let accept = vec![Accepted { answer: "x".into(), worth: 1.0, feedback: Some("well".into()) }];
    let item = ForeignItem::new(1, "Q", ForeignKey::Short { accept, case_matters: false });
    let (_, losses) = export("", &[item], &[], BankFormat::Qti).unwrap();
    assert_eq!(losses.iter().map(|l| l.code).collect::<Vec<_>>(), ["qti-answer-feedback"]);
}
