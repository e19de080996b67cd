//! Items as authors write them with odd marks: what is kept, what is no fault, and what stands where on the page.

use crate::support::{HEAD, bank};
use zhixing_courseware::{ContentProblem, read};
use zhixing_domain::{
    course::Piece,
    lang::Lang,
    question::{Item, Question},
};

/// The items of a bank with this text, and what is said of it.
fn items(text: &str) -> (Vec<Item>, Vec<ContentProblem>) {
    let (library, mut problems) = read(&bank(&format!("+++\ntitle = \"题库\"\n+++\n\n{text}\n"), None));
    problems.retain(|p| p.code() != "missing-twin");
    (library.courses[0].items.iter().map(|item| (**item).clone()).collect(), problems)
}

fn codes(problems: &[ContentProblem]) -> Vec<&'static str> {
    problems.iter().map(ContentProblem::code).collect()
}

#[test]
fn options_are_the_same_when_they_are_shown_the_same() {
    let told = |options: &str| codes(&items(&format!("### x {{#a .single}}\n\n{options}\n\n> 解析。")).1);
    assert_eq!(told("- [x] x<sup>2</sup>\n- [ ] x2\n- [ ] $x2$\n- [ ] x<sub>2</sub>"), [""; 0]);
    assert_eq!(told("- [x] $x^2$\n- [ ] $x^2$"), ["duplicate-entry"]);
    assert_eq!(told("- [x] m<sup>2</sup>\n- [ ] m²"), ["alike-options"]);
    assert_eq!(told("- [x] 甲\n- [ ] 甲"), ["duplicate-entry"]);
}

#[test]
fn a_partner_of_two_rows_is_told_as_that() {
    let told = |rows: &str| codes(&items(&format!("### x {{#a .matching}}\n\n| 左 | 右 |\n|---|---|\n{rows}\n\n> 解析。")).1);
    assert_eq!(told("| 甲 | 动物 |\n| 乙 | 动物 |"), ["shared-partner"]);
    assert_eq!(told("| 甲 | 动物 |\n| 乙 | 植物 |\n| | 动物 |"), ["duplicate-entry"]);
    assert_eq!(told("| 甲 | x<sup>2</sup> |\n| 乙 | x2 |"), [""; 0]);
}

#[test]
fn quotes_at_the_end_are_one_explanation_and_comments_take_nothing_away() {
    let (items, problems) = items(
        "### 甲 {#a .single}\n\n<!-- 一 -->\n\n- [x] 甲\n- [ ] 乙\n\n<!-- 二 -->\n> 第一段。\n<!-- 三 --> <!-- 四 -->\n\n> 第二段。\n\n<!-- 五 -->\n\n---\n\n\
         <!-- 六 -->\n\n### 乙 {#b .cloze}\n\n> 床前[[明月]]光。\n\n> 解析。\n\n### 丙 {#c .cloze}\n\n> 床前[[明月]]光。\n\n> 疑是[[地上霜]]。",
    );
    let explained = |item: &Item| item.wording.get(Lang::Zh).explanation.as_ref().map(|html| html.as_str().to_string());
    assert_eq!(explained(&items[0]).as_deref(), Some("<p>第一段。</p>\n<p>第二段。</p>"));
    assert_eq!(explained(&items[1]).as_deref(), Some("<p>解析。</p>"));
    assert!(items[1].wording.get(Lang::Zh).stem.as_str().contains("床前<span data-gap=\"0\"></span>光"));
    // the last quote explains, whatever it holds
    let Question::Cloze(poem) = &items[2].question else { panic!("a cloze") };
    assert_eq!(poem.gaps.len(), 1);
    assert_eq!(codes(&problems), ["foreign-syntax"]);
}

#[test]
fn formulas_in_other_marks_are_told_in_stems_and_options() {
    for text in ["### 设 $ x $ 为 {#a .single}\n\n- [x] 甲\n- [ ] 乙", "### 设 {#a .single}\n\n\\[\na = b\n\\]\n\n- [x] 甲\n- [ ] 乙"]
    {
        assert_eq!(codes(&items(&format!("{text}\n\n> 解析。")).1), ["foreign-syntax"], "{text}");
    }
    assert_eq!(codes(&items("### 设 {#a .single}\n\n- [x] \\(x\\)\n- [ ] 乙\n\n> 解析。").1), ["foreign-syntax"]);
}

#[test]
fn a_title_keeps_raised_and_lowered_letters() {
    let (items, _) = items("### 10<sup>3</sup> 克 H<sub>2</sub>O {#a .single}\n\n- [x] 甲\n- [ ] 乙\n\n> 解析。");
    assert_eq!(items[0].wording.get(Lang::Zh).title, "10³ 克 H₂O");
}

#[test]
fn notes_within_callouts_quotes_and_lists_are_written_once_at_the_end() {
    let text = "> [!NOTE]\n> 甲[^a]。\n>\n> [^a]: 提示框里的注。\n\n> [!FOLD] 乙[^b]\n> 丙\n>\n> [^b]: 折叠里的注。\n\n- 丁[^C]\n\n  [^c]: 列表里的注。\n\n又见[^A]。";
    let files = [("course/course.md", format!("{HEAD}+++\n")), ("course/010-a.md", format!("{HEAD}minutes = 5\n+++\n\n{text}\n"))];
    let (library, problems) = read(&files.into_iter().collect());
    let html: String = library.courses[0].lessons[0]
        .body
        .zh
        .pieces
        .iter()
        .filter_map(|piece| if let Piece::Prose(html) = piece { Some(html.as_str()) } else { None })
        .collect();
    for note in ["提示框里的注", "折叠里的注", "列表里的注"] {
        assert_eq!(html.matches(note).count(), 1, "{note} in {html}");
    }
    for number in 1..=3 {
        assert!(
            html.contains(&format!("href=\"#fn-{number}\"")) && html.contains(&format!("<li id=\"fn-{number}\">")),
            "{number} in {html}"
        );
    }
    assert!(!html.contains("fn-4") && html.contains("id=\"fnref-1-2\""), "{html}");
    assert!(problems.iter().all(|p| p.code() == "missing-twin"), "{problems:?}");
}

#[test]
fn an_item_that_the_one_before_it_would_swallow_is_told() {
    let single = |head: &str| format!("{head}\n\n- [x] 甲\n- [ ] 乙\n\n> 解析。\n\n");
    let first = single("### 一 {#a .single}");
    for head in [
        "###\u{3000}二 {#b .single}",
        "###\u{a0}二 {#b .single}",
        "\u{3000}### 二 {#b .single}",
        "\u{3000}\u{3000}### 二 {#b}",
        "\u{200b}### 二 {#b .single tags=\"x_y_z\"}",
        "###二 {#b .single}",
        "###二 `x` {#b .single}",
        "＃＃＃ 二 {#b .single}",
        "#### 二 {#b .single}",
        "> ### 二 {#b .single}",
        "- ### 二 {#b .single}",
    ] {
        let (_, problems) = items(&format!("{first}{}", single(head)));
        let told = problems.iter().any(|p| p.code() == "swallowed-item" && p.line == 12);
        assert!(told, "{head}: {problems:?}");
        assert!(problems.iter().all(|p| p.code() != "foreign-syntax"), "{head}: {problems:?}");
    }
    // before the first item, and beside one in a lesson
    assert!(codes(&items(&single("###\u{3000}一 {#a .single}")).1).contains(&"swallowed-item"));
    // without its braces the answer before it tells
    let answers = [
        ("single", "- [x] 甲\n- [ ] 乙"),
        ("multiple", "- [x] 甲\n- [ ] 乙"),
        ("truefalse", "- [x] 正确\n- [ ] 错误"),
        ("ordering", "1. 甲\n2. 乙"),
        ("matching", "| 左 | 右 |\n|---|---|\n| 甲 | 子 |\n| 乙 | 丑 |"),
        ("essay", "| 标准 | 分值 | 条件 |\n|---|---|---|\n| 甲 | 1 | 子 |"),
        ("short", "```answer\n甲\n```"),
        ("numeric", "```answer\n1\n```"),
    ];
    for (kind, answer) in answers {
        for before in ["- [x] 甲\n- [ ] 乙", "```answer\n甲\n```"] {
            let found = codes(&items(&format!("### 一 {{#a .{kind}}}\n\n{before}\n\n第二题\n\n{answer}\n\n> 解析。")).1);
            assert!(found.contains(&"several-answers"), "{kind} {before}: {found:?}");
        }
        let plain =
            codes(&items(&format!("### 一 {{#a .{kind}}}\n\n- 甲\n- 乙\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n{answer}\n\n> 解析。")).1);
        assert_eq!(plain, [""; 0], "{kind}");
    }
    assert!(codes(&items("### 一 {#a .cloze}\n\n[[甲]]\n\n```answer\n乙\n```\n\n> 解析。").1).contains(&"several-answers"));
}
