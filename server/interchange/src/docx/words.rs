//! What a paper says by itself, and what is told of it.

use crate::BankNote;
use zhixing_domain::{lang::Lang, points::Points, question::Kind};

const fn said<'w>(lang: Lang, zh: &'w str, en: &'w str) -> &'w str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

const fn kind_name(kind: Kind) -> [&'static str; 2] {
    match kind {
        Kind::Single => ["单项选择题", "Single choice"],
        Kind::Multiple => ["多项选择题", "Multiple choice"],
        Kind::TrueFalse => ["判断题", "True or false"],
        Kind::Cloze => ["填空题", "Cloze"],
        Kind::Short => ["简答题", "Short answer"],
        Kind::Numeric => ["计算题", "Numeric"],
        Kind::Ordering => ["排序题", "Ordering"],
        Kind::Matching => ["匹配题", "Matching"],
        Kind::Essay => ["论述题", "Essay"],
    }
}

const NUMERALS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

pub fn part(n: usize, kind: Kind, items: usize, points: Points, lang: Lang) -> String {
    let [zh, en] = kind_name(kind);
    match lang {
        Lang::Zh => format!("{}、{zh}（共 {items} 题，{points} 分）", NUMERALS.get(n).unwrap_or(&"")),
        Lang::En => format!("Part {}. {en} ({}, {})", n + 1, count(items, "item"), points_en(points)),
    }
}

fn count(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

fn points_en(points: Points) -> String {
    if points == Points::whole(1) { "1 point".into() } else { format!("{points} points") }
}

pub const fn how_to(kind: Kind, lang: Lang) -> &'static str {
    let [zh, en] = match kind {
        Kind::Single => ["每题只有一个选项正确，把它的字母填在括号里。", "One option is right. Write its letter between the brackets."],
        Kind::Multiple => [
            "每题有一个或几个选项正确，把它们的字母填在括号里。",
            "One or more options are right. Write their letters between the brackets.",
        ],
        Kind::TrueFalse => ["正确的在括号里打√，错误的打×。", "Write T for true and F for false between the brackets."],
        Kind::Cloze => ["在横线上填写；有备选的，从中选一个。", "Write on the lines; where choices stand behind one, take one of them."],
        Kind::Short => ["用一个词或几个词作答。", "Answer in a word or a few."],
        Kind::Numeric => ["答案是一个数。", "The answer is a number."],
        Kind::Ordering => ["按正确的先后写下字母。", "Write the letters in the right order."],
        Kind::Matching => [
            "给左边每一项写上右边与它对应的字母；右边可能有多余的。",
            "Give each entry at the left the letter of its partner at the right; some may be left over.",
        ],
        Kind::Essay => ["写在横线上，不够可以另附纸。", "Write on the lines; add sheets if you need more."],
    };
    said(lang, zh, en)
}

pub const fn name_lines(lang: Lang) -> &'static str {
    said(
        lang,
        "姓名：________________　考号：________________　得分：____________",
        "Name: ____________________   Number: ________________   Points: __________",
    )
}

pub fn about(items: usize, points: Points, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("共 {items} 题，满分 {points} 分。请先填写姓名和考号，再作答。"),
        Lang::En => format!("{}, {} in all. Write your name and number first.", count(items, "item"), points_en(points)),
    }
}

/// Where an answer of letters goes.
pub const fn brackets(lang: Lang) -> &'static str {
    said(lang, "（　　）", " (      )")
}

pub fn points(points: Points, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("（{points} 分）"),
        Lang::En => format!(" [{}]", points_en(points)),
    }
}

pub const fn answer(lang: Lang) -> &'static str {
    said(lang, "答：", "Answer: ")
}

pub const fn order(lang: Lang) -> &'static str {
    said(lang, "顺序：", "Order: ")
}

/// What may be chosen for a gap.
pub fn choices(words: &[&str], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("（{}）", words.join("／")),
        Lang::En => format!(" ({})", words.join(" / ")),
    }
}

pub const fn keys(lang: Lang) -> &'static str {
    said(lang, "参考答案与解析", "Keys and explanations")
}

pub fn keys_of(title: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{title}：{}", keys(lang)),
        Lang::En => format!("{title}: keys and explanations"),
    }
}

pub const fn truth(key: bool, lang: Lang) -> &'static str {
    match key {
        true => said(lang, "√（正确）", "T (true)"),
        false => said(lang, "×（错误）", "F (false)"),
    }
}

pub const fn or(lang: Lang) -> &'static str {
    said(lang, " 或 ", " or ")
}

pub const fn any_number(lang: Lang) -> &'static str {
    said(lang, "任何数", "any number")
}

pub fn range(low: f64, high: f64, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{low} 到 {high}"),
        Lang::En => format!("{low} to {high}"),
    }
}

pub const fn case_matters(lang: Lang) -> &'static str {
    said(lang, "（区分大小写）", " (case matters)")
}

/// What is said to who chose one option.
pub fn of_option(letter: &str, lang: Lang) -> String {
    format!("{letter}{}", said(lang, "：", ":"))
}

pub const fn explanation(lang: Lang) -> &'static str {
    said(lang, "解析：", "Explanation:")
}

pub const fn model(lang: Lang) -> &'static str {
    said(lang, "参考答案：", "Model answer:")
}

pub const fn rubric(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => ["评分标准", "分值", "得分条件"],
        Lang::En => ["Criterion", "Points", "What earns them"],
    }
}

/// The words before, between and behind the two numbers of a page.
pub const fn page(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => ["第 ", " 页，共 ", " 页"],
        Lang::En => ["Page ", " of ", ""],
    }
}

pub fn no_scoring() -> BankNote {
    BankNote::new(
        0,
        "paper-scoring",
        "纸上不会自动判分：答案的其他写法、部分得分的规则不在里面，要人来评",
        "paper does not mark itself: how answers are compared and what a part of one earns is not in it, so people mark it",
    )
}

pub fn no_tags() -> BankNote {
    BankNote::new(0, "paper-tags", "标签、难度和分类没有印出来", "tags, difficulty and categories are not printed")
}

pub fn no_keys() -> BankNote {
    BankNote::new(0, "paper-keys", "没有答案和解析：另外导出一份", "keys and explanations are not in it: they are a file of their own")
}

pub fn formula(line: usize, tex: &str) -> BankNote {
    let tex: String = tex.chars().take(40).collect();
    BankNote::new(
        line,
        "paper-formula",
        format!("公式“{tex}”排不出来，印的是源码"),
        format!("the formula `{tex}` could not be set: its source is printed"),
    )
}

pub fn no_picture(line: usize, name: &str) -> BankNote {
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    BankNote::new(
        line,
        "paper-picture",
        format!("图片“{name}”没有印上，印的是它的说明"),
        format!("the picture `{name}` is not printed: its description is"),
    )
}

pub fn drawing(name: &str) -> BankNote {
    BankNote::new(
        0,
        "paper-svg",
        format!("“{name}”是 SVG 图：Word 2016 以后的版本和 LibreOffice 能显示，更早的不能"),
        format!("`{name}` is an SVG: Word shows it from 2016 on, and so does LibreOffice; older ones do not"),
    )
}
