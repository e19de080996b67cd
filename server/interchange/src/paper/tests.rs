//! Small papers against what is read of them.

use super::read;
use crate::{ForeignGap, ForeignKey, ReadItem};

/// One line an item: its line, the beginning of its stem, its key; or the code of its fault.
fn told(text: &str) -> Vec<String> {
    read("x", text).items.iter().map(one).collect()
}

fn one(read: &ReadItem) -> String {
    let item = match read {
        ReadItem::Fault(note) => return format!("{} ! {}", note.line, note.code),
        ReadItem::Item { item, .. } => item,
    };
    let letters = |options: &[crate::Choice]| ('A'..='Z').zip(options).filter(|(_, o)| o.worth > 0.0).map(|(c, _)| c).collect::<String>();
    let key = match &item.key {
        ForeignKey::Single(options) => format!("{}/{}", letters(options), options.len()),
        ForeignKey::Multiple(options) => format!("*{}/{}", letters(options), options.len()),
        ForeignKey::TrueFalse { key, .. } => key.to_string(),
        ForeignKey::Short { accept, .. } => format!("\"{}\"", accept.first().map(|a| a.answer.as_str()).unwrap_or_default()),
        ForeignKey::Essay(_) => "essay".into(),
        ForeignKey::Cloze(gaps) => gaps.iter().map(gap).collect::<Vec<_>>().join("+"),
        other => format!("{other:?}"),
    };
    format!("{} {} = {key}", item.line, item.stem.replace("\n\n", "/"))
}

fn gap(gap: &ForeignGap) -> &str {
    match gap {
        ForeignGap::Typed(accept) => accept.first().map(|a| a.answer.as_str()).unwrap_or_default(),
        _ => "?",
    }
}

/// Papers without `⏎` for their line ends, and what is read of them.
fn check(rows: &[(&str, &[&str])]) {
    for (paper, expected) in rows {
        assert_eq!(told(&paper.replace('⏎', "\n")), *expected, "{paper}");
    }
}

#[test]
fn items_begin_at_any_number_that_people_write() {
    const TWO: [&str; 2] = ["1 首都 = B/2", "4 河 = A/2"];
    let papers = [
        "１．首都⏎A．上海 B．北京⏎答案：B⏎２．河⏎A．长江 B．黄河⏎答案：A",
        "1,首都⏎A. 上海 B. 北京⏎答案：B⏎2,河⏎A. 长江 B. 黄河⏎答案：A",
        "1 首都⏎A. 上海 B. 北京⏎答案：B⏎2 河⏎A. 长江 B. 黄河⏎答案：A",
        "1.1 首都⏎A. 上海 B. 北京⏎答案：B⏎1.2 河⏎A. 长江 B. 黄河⏎答案：A",
        "①首都⏎A. 上海 B. 北京⏎答案：B⏎②河⏎A. 长江 B. 黄河⏎答案：A",
        "Q1：首都⏎A. 上海 B. 北京⏎答案：B⏎Q2：河⏎A. 长江 B. 黄河⏎答案：A",
        "第一题：首都⏎A. 上海 B. 北京⏎答案：B⏎第二题：河⏎A. 长江 B. 黄河⏎答案：A",
        "1【单选题】首都⏎A. 上海 B. 北京⏎答案：B⏎2【单选题】河⏎A. 长江 B. 黄河⏎答案：A",
        "首都⏎A. 上海 B. 北京⏎答案：B⏎河⏎A. 长江 B. 黄河⏎答案：A",
        "一、首都⏎A. 上海 B. 北京⏎答案：B⏎二、河⏎A. 长江 B. 黄河⏎答案：A",
    ];
    for paper in papers {
        assert_eq!(told(&paper.replace('⏎', "\n")), TWO, "{paper}");
    }
    check(&[
        (
            "1.首都⏎A.上海⏎B.北京⏎答案：B⏎2.1949年10月1日发生了什么⏎A.开国大典⏎B.起义⏎答案：A",
            &["1 首都 = B/2", "5 1949年10月1日发生了什么 = A/2"],
        ),
        ("1. 一根⏎2.5 米的绳子有多长⏎A. 短⏎B. 长⏎答案：A", &["1 一根/2.5 米的绳子有多长 = A/2"]),
        ("题型：单选题⏎题干：首都⏎A.上海 B.北京⏎答案：B⏎题型：多选题⏎题干：河⏎A.长江 B.黄河⏎答案：A", &["1 首都 = B/2", "5 河 = *A/2"]),
        ("期末试卷⏎1 首都⏎A.7B.8C.9⏎2【单选题】河⏎A. 长江 B. 黄河⏎答案：A", &["2 ! paper-answer", "4 河 = A/2"]),
        ("1. 首都⏎A. 上海⏎B. 北京⏎河⏎A. 长江⏎B. 黄河⏎答案：A", &["5 ! paper-option-twice"]),
    ]);
}

#[test]
fn an_explanation_may_go_through_the_options() {
    check(&[
        ("1. 哪个是质数？⏎A. 4⏎B. 7⏎答案：B⏎解析：⏎A. 4=2×2，是合数⏎B. 7 只能被 1 和 7 整除", &["1 哪个是质数？ = B/2"]),
        (
            "1．河⏎A．长江 B．黄河⏎【解答】解：A、长江最长，故A正确；⏎B、黄河第二，故B错误．⏎故选：A．⏎2．国旗⏎A．红 B．蓝⏎答案：A",
            &["1 河 = A/2", "6 国旗 = A/2"],
        ),
        ("1. 河⏎A. 长江⏎B. 黄河⏎答案：B⏎【解答】故选：A．", &["1 ! paper-answers-differ"]),
    ]);
    let paper = read("x", "1. 简述\n答：一\n\n二\n\n2. 河\nA. 长江\nB. 黄河\n答案：A\n【分析】甲\n【解答】乙\n\n丙\n");
    let said: Vec<_> = paper.items.iter().filter_map(|i| i.item()?.explanation.clone()).collect();
    assert_eq!(said, ["一\n\n二", "甲\n\n乙\n\n丙"]);
}

#[test]
fn an_answer_above_its_item_is_nobodys() {
    check(&[
        (
            "【答案】B⏎【题干】首都⏎A. 上海⏎B. 北京⏎【答案】A⏎【题干】河⏎A. 长江⏎B. 黄河",
            &["1 ! paper-lone-answer", "2 ! paper-answer-first", "6 ! paper-answer-first"],
        ),
        (
            "答案：B⏎1. 首都⏎A. 上海⏎B. 北京⏎答案：A⏎2. 河⏎A. 长江⏎B. 黄河",
            &["1 ! paper-lone-answer", "2 ! paper-answer-first", "6 ! paper-answer-first"],
        ),
        ("期末试卷⏎答案：B⏎1. 首都⏎A. 上海⏎B. 北京⏎答案：A", &["1 ! paper-answer", "2 ! paper-lone-answer", "3 ! paper-answer-first"]),
        ("1. 首都⏎A. 上海⏎B. 北京⏎答案：B⏎答案：A", &["5 ! paper-second-answer"]),
        ("1. 首都⏎答案：B⏎A. 上海⏎B. 北京⏎2. 河⏎答案：A⏎A. 长江⏎B. 黄河", &["1 首都 = B/2", "5 河 = A/2"]),
    ]);
}

#[test]
fn letters_are_words_where_there_is_a_blank() {
    check(&[
        ("1. 力的符号是____。⏎答案：F", &["1 力的符号是\\_\\_\\_\\_。 = \"F\""]),
        ("一、填空题⏎1. 温度的符号是（ ）。⏎答案：T", &["2 温度的符号是（ ）。 = \"T\""]),
        ("1. 温度的符号是（ ）。⏎答案：T", &["1 ! paper-ambiguous"]),
        ("1. 力的符号是什么？⏎答案：F", &["1 ! paper-ambiguous"]),
        ("1. 协议是____。⏎答案：HTTP", &["1 协议是\\_\\_\\_\\_。 = \"HTTP\""]),
        ("1. 首都是⏎答案：B", &["1 ! paper-options"]),
        ("1. 水会结冰。⏎答案：T", &["1 水会结冰。 = true"]),
        ("1. 首都是____，简称____。⏎答案：①北京 ②京", &["1 首都是\u{fffc}，简称\u{fffc}。 = 北京+京"]),
        ("1. 首都是____，简称____。⏎答案：北京", &["1 ! paper-blanks"]),
    ]);
}

#[test]
fn an_answer_may_be_the_words_of_an_option() {
    check(&[
        ("1. 辅助设计⏎A. CAM⏎B. CAE⏎C. CAD⏎D. CAPP⏎答案：CAD", &["1 辅助设计 = C/4"]),
        ("1. 交流电⏎A. DC⏎B. AC⏎C. CA⏎答案：AC", &["1 ! paper-ambiguous"]),
        ("1. 【单选题】交流电⏎A. DC⏎B. AC⏎C. CA⏎答案：AC", &["1 交流电 = B/3"]),
        ("1. 选⏎A. 一⏎B. 二⏎答案：AA", &["1 ! paper-option"]),
        ("1. 选⏎A. 一⏎B. 二⏎答案：BA", &["1 ! paper-option"]),
        ("1. 选⏎A. 熊猫⏎B. 狮子⏎答案：A（熊猫）", &["1 选 = A/2"]),
        ("1. 选⏎A. 熊猫⏎B. 狮子⏎答案：A（狮子）", &["1 ! paper-option"]),
        ("1. 选⏎A. 熊猫⏎B. 狮子⏎答案：A或B", &["1 ! paper-option"]),
    ]);
}

#[test]
fn brackets_hold_the_answer_where_they_leave_room_for_it() {
    check(&[
        ("1. 血型（AB）是谁发现的⏎A. 甲⏎B. 乙", &["1 ! paper-answer"]),
        ("1. 电量的单位是库仑（C）⏎A. 甲⏎B. 乙⏎C. 丙", &["1 ! paper-brackets"]),
        ("1. 安培（A）是（　Ｂ　）的单位⏎A. 电压⏎B. 电流", &["1 安培（A）是（ ）的单位 = B/2"]),
        ("1. 首都是(B)，河是(A)⏎A. 上海⏎B. 北京", &["1 ! paper-brackets"]),
        ("1. 首都是（B）。⏎A. 上海⏎B. 北京", &["1 首都是（ ）。 = B/2"]),
        ("1. 首都是（ B ）。⏎A. 上海⏎B. 北京⏎答案：A", &["1 ! paper-answers-differ"]),
    ]);
}

#[test]
fn answers_at_the_end_go_to_their_numbers() {
    let four = "一、选择⏎1. 甲⏎A. 一⏎B. 二⏎C. 三⏎2. 乙⏎A. 一⏎B. 二⏎C. 三⏎3. 丙⏎A. 一⏎B. 二⏎C. 三⏎二、判断题⏎4. 丁。⏎";
    const KEYED: [&str; 4] = ["2 甲 = B/3", "6 乙 = A/3", "10 丙 = C/3", "15 丁。 = false"];
    for table in [
        "参考答案⏎1-3 BAC 4. ×⏎",
        "参考答案：1～3：BAC⏎4. 错",
        "参考答案⏎1. B 2. A 3. C⏎4. ×",
        "答案⏎1、B⏎2、A⏎3、C⏎4、错误",
        "参考答案：BAC×",
        "题号 1 2 3 4⏎答案 B A C ×",
        "参考答案与解析⏎1．【答案】B⏎【解析】略⏎2．A⏎3．C⏎二、判断题⏎4．×",
    ] {
        assert_eq!(told(&format!("{four}{table}").replace('⏎', "\n")), KEYED, "{table}");
    }
    check(&[
        ("1. 甲⏎A. 一⏎B. 二⏎2. 乙⏎A. 一⏎B. 二⏎答案：AB", &["1 ! paper-ambiguous", "4 ! paper-ambiguous"]),
        ("1. 首都____⏎2. 简述⏎答：1. 面向连接 2. 可靠传输", &["1 ! paper-answer", "2 简述 = \"1. 面向连接 2. 可靠传输\""]),
        ("1. 首都____⏎2. 河____⏎参考答案⏎1. 北京⏎2. 长江", &["1 首都\\_\\_\\_\\_ = \"北京\"", "2 河\\_\\_\\_\\_ = \"长江\""]),
        ("一、选择题⏎1. 甲⏎A. 一⏎B. 二⏎2. 乙⏎A. 一⏎B. 二⏎答案⏎一、BA", &["2 甲 = B/2", "5 乙 = A/2"]),
        ("1. 甲⏎A. 一⏎B. 二⏎2. 乙⏎A. 一⏎B. 二⏎1-3 ABA", &["1 甲 = A/2", "4 乙 = B/2", "7 ! paper-table-item"]),
        ("1. 甲⏎A. 一⏎B. 二⏎2. 乙⏎A. 一⏎B. 二⏎参考答案：1-2 A", &["1 ! paper-table-lacks", "4 ! paper-table-lacks", "7 ! paper-table"]),
        (
            "1. 甲⏎A. 一⏎B. 二⏎2. 乙⏎A. 一⏎B. 二⏎【参考答案】1. B 2. A⏎第二章⏎1. 丙⏎A. 一⏎B. 二⏎答案：A",
            &["1 甲 = B/2", "4 乙 = A/2", "9 丙 = A/2"],
        ),
    ]);
}

#[test]
fn what_is_judged_begins_with_a_sign() {
    for (sign, key) in
        [("✔", true), ("✘", false), ("╳", false), ("Ｔ", true), ("勾", true), ("正确的", true), ("Ⅴ", true), ("错误，地球是球形。", false)]
    {
        assert_eq!(told(&format!("一、判断题\n1. 地球是方的。\n答案：{sign}\n")), [format!("2 地球是方的。 = {key}")], "{sign}");
    }
    check(&[
        (
            "一、判断题⏎1. 水。⏎答案：对 解析：零度。⏎2. 火。⏎答案：×（应为水）⏎3. 土。⏎答案：A",
            &["2 水。 = true", "4 火。 = false", "6 ! paper-truth"],
        ),
        ("一、判断题⏎1. 水。（ √ ）⏎2. 火。（错）⏎3. 土。", &["2 水。（ ） = true", "3 火。（ ） = false", "4 ! paper-answer"]),
        ("3、水。[判断题]⏎对(正确答案)⏎错", &["1 水。 = true"]),
        ("1. 水会结冰。⏎A. 对⏎B. 错⏎答案：√", &["1 水会结冰。 = true"]),
    ]);
}

#[test]
fn points_within_an_item_begin_none() {
    check(&[
        (
            "1. 多远？⏎答案：（1）10 km⏎（2）20 km⏎2. 简述IP⏎答案：⏎1. 尽力而为⏎2. 无连接⏎3. 首都____⏎答案：北京",
            &["1 多远？ = essay", "4 简述IP = essay", "8 首都\\_\\_\\_\\_ = \"北京\""],
        ),
        (
            "1. 关于水：⏎（1）结冰；⏎（2）无色。⏎其中正确的是⏎A. （1）⏎B. （2）⏎答案：B",
            &["1 关于水：/（1）结冰；/（2）无色。/其中正确的是 = B/2"],
        ),
        (
            "首都⏎A. 上海 B. 北京⏎答案：B⏎关于水：⏎（1）结冰⏎（2）无色⏎A. 一 B. 二⏎答案：A",
            &["1 首都 = B/2", "4 关于水：/（1）结冰/（2）无色 = A/2"],
        ),
        ("1. 选⏎A: How are you?⏎B: ____⏎A. Fine.⏎B. Yes.⏎答案：A", &["1 选/A: How are you?/B: \\_\\_\\_\\_ = A/2"]),
        ("1. 如图⏎A、B 两地相距多远⏎A. 1⏎B. 2⏎答案：B", &["1 如图/A、B 两地相距多远 = B/2"]),
    ]);
}

#[test]
fn headings_and_passages_reach_as_far_as_they_say() {
    check(&[
        (
            "二、多选题⏎1. 甲⏎A. 一⏎B. 二⏎答案：A⏎三、综合题⏎2. 乙⏎A. 一⏎B. 二⏎答案：A⏎（三）单选题⏎3. 丙⏎A. 一⏎B. 二⏎答案：A",
            &["2 甲 = *A/2", "7 乙 = A/2", "12 丙 = A/2"],
        ),
        ("1. 【多选题】甲⏎A. 一⏎B. 二⏎答案：A", &["1 甲 = *A/2"]),
        ("一、下列判断正确的是⏎A. 一⏎B. 二⏎答案：A", &["1 下列判断正确的是 = A/2"]),
        (
            "阅读短文，回答1～2题。⏎小明有梨。⏎1. 几个？⏎A. 一⏎B. 二⏎答案：A⏎2. 谁？⏎A. 他⏎B. 我⏎答案：A⏎3. 首都⏎A. 甲⏎B. 乙⏎答案：B",
            &["3 阅读短文，回答1～2题。/小明有梨。/几个？ = A/2", "7 阅读短文，回答1～2题。/小明有梨。/谁？ = A/2", "11 首都 = B/2"],
        ),
    ]);
    let paper = read("x", "期末试卷\n1. 首都____\n答案：北京\n2. 河____\n");
    assert_eq!(paper.losses.iter().map(|n| (n.line, n.code)).collect::<Vec<_>>(), [(1, "paper-unread")]);
    assert_eq!(paper.items.iter().map(one).next_back(), Some("4 ! paper-answer".into()));
}

#[test]
fn options_are_found_however_they_are_written() {
    for options in
        ["(A) 上海 (B) 北京", "A.上海B.北京", "A 上海⏎B 北京", "Ａ　上海⏎Ｂ　北京", "a. 上海⏎b. 北京", "A⏎上海⏎B⏎北京", "A．上海；B．北京"]
    {
        for answer in [
            "答案：B",
            "答案 B",
            "【答案：B】",
            "答案：选B",
            "正确答案：B:北京;",
            "我的答案: A;正确答案: B",
            "答案：B　解析：略",
            "答案：B⏎来源：真题⏎得分：2分",
        ] {
            let paper = format!("1. 首都⏎{options}⏎{answer}⏎").replace('⏎', "\n");
            assert_eq!(told(&paper), ["1 首都 = B/2"], "{paper}");
        }
    }
    check(&[
        ("1．首都是（ ）A．上海 B．北京⏎答案：B", &["1 首都是（ ） = B/2"]),
        ("1. 首都⏎A. 上海 B. 北京 D. 深圳⏎答案：D", &["1 ! paper-letters"]),
        ("1、首都？[单选题]⏎A.上海⏎B.北京(正确答案)", &["1 首都？ = B/2"]),
        ("1. 若 $x^2=4$⏎A. $2$⏎B. $-2$⏎答案：B", &["1 若 $x^2=4$ = B/2"]),
    ]);
}

#[test]
fn an_answer_may_stand_in_brackets_before_the_number() {
    check(&[
        (
            "一、判断题⏎（ √ ）1. 水。⏎( × )2. 火。⏎（　）3. 土。⏎（对）4. 木。",
            &["2 水。（ ） = true", "3 火。（ ） = false", "4 ! paper-answer", "5 木。（ ） = true"],
        ),
        (
            "选择题⏎（ B ）1. 首都是哪里？⏎A. 上海 B. 北京⏎( C )2、最大的是？⏎A. 1 B. 2 C. 3",
            &["2 首都是哪里？（ ） = B/2", "4 最大的是？（ ） = C/3"],
        ),
        ("1. 哪个大？⏎(A) 1. 一⏎(B) 2. 二⏎答案：B", &["1 哪个大？ = B/2"]),
        ("1. 长⏎(A) 1.5 米⏎(B) 2.5 米⏎答案：B", &["1 长 = B/2"]),
    ]);
}

#[test]
fn what_each_item_of_a_part_is_worth_stands_over_it() {
    let paper = "一、单选题（每题 2 分，共 4 分）\n1. 甲？\nA. 一 B. 二\n答案：A\n2. 乙？（3分）\nA. 一 B. 二\n答案：B\n二、填空题（每小题1.5分）\n1. 天是____的。\n答案：蓝\n";
    let read = read("x", paper);
    let points: Vec<_> = read.items.iter().filter_map(ReadItem::item).map(|item| item.points.map(|p| p.to_string())).collect();
    assert_eq!(points, [Some("2".into()), Some("3".into()), Some("1.5".to_string())]);
    let told = |read: &ReadItem| matches!(read, ReadItem::Item { losses, .. } if losses.iter().any(|note| note.code == "paper-one-blank"));
    assert_eq!(read.items.iter().map(told).collect::<Vec<_>>(), [false, false, true], "a blank that became a short answer is told");
}

#[test]
fn that_an_item_is_to_be_judged_may_stand_in_english_brackets() {
    assert_eq!(told("1. The earth is round. (True/False)\nAnswer: True\n"), ["1 The earth is round. = true"]);
}
