//! The gallery: one page a type, at once manual and golden test.

use crate::support::{content, files, texts};
use std::collections::BTreeMap;
use zhixing_courseware::{Files, read};
use zhixing_domain::{
    lang::Lang,
    library::Library,
    points::Points,
    question::{
        Cloze, Difficulty, Essay, Gap, Item, Kind, Matching, Multiple, Numeric, Ordering, Question, Range, Short, Single, TrueFalse,
    },
};

/// The gallery's pages as the banks of a course.
fn gallery() -> Library {
    let mut publication = crate::support::bank("", None);
    publication.0.remove("course/items/bank.md");
    let Files(pages) = files(&content().join("_gallery"));
    publication.0.extend(pages.into_iter().map(|(name, bytes)| (format!("course/items/{name}"), bytes)));
    let (library, problems) = read(&publication);
    assert!(problems.is_empty(), "{}", texts(&problems, Lang::En));
    library
}

fn items() -> BTreeMap<String, Item> {
    gallery().courses[0].items.iter().map(|i| (i.key.0.clone(), (**i).clone())).collect()
}

#[test]
fn each_type_has_its_page() {
    for kind in Kind::ALL {
        let page: Vec<Item> = items().into_values().filter(|i| i.bank.as_deref() == Some(kind.code())).collect();
        assert!(!page.is_empty() && page.iter().all(|i| i.question.kind() == kind && i.wording.en.is_some()), "{kind:?}");
    }
}

#[test]
fn the_keys_are_what_the_pages_say() {
    let strings = |words: &[&str]| words.iter().map(|w| w.to_string()).collect::<Vec<_>>();
    let range = |low, high| Range { low, high };
    let expected = [
        ("g-single-rate", Question::Single(Single { options: 4, key: 1 })),
        ("g-single-code", Question::Single(Single { options: 3, key: 0 })),
        ("g-multiple-consent", Question::Multiple(Multiple { options: 5, keys: vec![0, 1, 3] })),
        ("g-truefalse-recall", Question::TrueFalse(TrueFalse { key: false })),
        ("g-numeric-wav", Question::Numeric(Numeric { accept: vec![range(305.0, 320.0)], unit: Some("KB".into()) })),
        ("g-numeric-share", Question::Numeric(Numeric { accept: vec![range(80.0, 80.0), range(0.8, 0.8)], unit: Some("%".into()) })),
        ("g-short-iou", Question::Short(Short { accept: strings(&["交并比", "IoU", "intersection over union"]) })),
        (
            "g-cloze-flow",
            Question::Cloze(Cloze {
                gaps: vec![
                    Gap::Text(strings(&["清洗", "数据清洗", "cleaning", "data cleaning"])),
                    Gap::Choice(3),
                    Gap::Text(strings(&["质检", "质量检查", "质量检验", "quality control", "quality check", "inspection"])),
                ],
            }),
        ),
        (
            "g-cloze-table",
            Question::Cloze(Cloze {
                gaps: vec![Gap::Text(strings(&["假正例", "误报", "false positive", "false alarm"])), Gap::Choice(3)]
            }),
        ),
        ("g-ordering-steps", Question::Ordering(Ordering { entries: 4 })),
        ("g-matching-tasks", Question::Matching(Matching { pairs: 3, distractors: 1 })),
        ("g-essay-plan", Question::Essay(Essay { rubric: [3, 3, 2, 2].map(Points::whole).to_vec() })),
    ];
    let mut items = items();
    for (key, question) in expected {
        assert_eq!(items.remove(key).unwrap().question, question, "{key}");
    }
    assert!(items.is_empty(), "no expectation for {:?}", items.keys());
}

#[test]
fn the_heads_are_what_the_pages_say() {
    let items = items();
    let rate = &items["g-single-rate"];
    assert_eq!((rate.points, rate.difficulty, rate.tags.join(" ").as_str()), (Points::whole(2), Difficulty::Easy, "network unit"));
    assert_eq!((items["g-numeric-wav"].unit.as_deref(), items["g-truefalse-recall"].points), (Some("KB"), Points::whole(1)));
    assert_eq!(items["g-cloze-flow"].wording.zh.title, "补全数据处理的流程。");
}

#[test]
fn the_words_are_safe_html() {
    let items = items();
    let words = |key: &str, lang| items[key].wording.get(lang).clone();
    let zh = words("g-single-rate", Lang::Zh);
    assert_eq!(zh.stem.as_str(), "<p>下列哪个单位用来度量数据传输速率？</p>");
    assert_eq!(zh.options.iter().map(|o| o.as_str()).collect::<Vec<_>>(), ["字节", "比特每秒", "像素", "赫兹"]);
    assert_eq!(zh.feedback[1].as_ref().map(|f| f.as_str()), Some("<p>速率是单位时间内的量。</p>"));
    assert_eq!(zh.feedback[2], None);
    assert_eq!(words("g-single-code", Lang::En).options[0].as_str(), "<code>1</code>");
    assert!(words("g-single-code", Lang::Zh).stem.as_str().contains("<span class=\"hl-function\">print</span>"));
    let cloze = words("g-cloze-table", Lang::En);
    assert!(cloze.stem.as_str().contains("<td><span data-gap=\"1\"></span></td>"), "{}", cloze.stem.as_str());
    assert_eq!(cloze.gaps, [vec![], ["false negative", "true negative", "false positive"].map(String::from).to_vec()]);
    let matching = words("g-matching-tasks", Lang::Zh);
    assert_eq!((matching.options.len(), matching.partners.len(), matching.partners[3].as_str()), (3, 4, "关键点连线"));
    let essay = words("g-essay-plan", Lang::En);
    assert_eq!((essay.rubric[3].title.as_str(), essay.options.len()), ("Personal information", 0));
    assert!(words("g-numeric-wav", Lang::Zh).explanation.unwrap().as_str().contains("<math>"));
}

#[test]
fn every_item_reads_again_from_its_source() {
    for (key, item) in items() {
        assert_eq!(zhixing_courseware::item(&item.source), Some(item), "{key}");
    }
}
