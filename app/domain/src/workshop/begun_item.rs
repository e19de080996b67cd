//! What a new item of each type begins with: a whole item, to be written over. Its id is [`NEW_ID`], which whoever inserts it replaces.

use crate::{lang::Lang, question::Kind};

/// The id that every text has.
pub const NEW_ID: &str = "new";

/// An item of a type, as Markdown.
pub fn text(kind: Kind, lang: Lang) -> String {
    let [zh, en] = words(kind);
    let ([stem, answer], why) = match lang {
        Lang::Zh => (zh, "为什么是这个答案，写在这里。"),
        Lang::En => (en, "Why this is the answer goes here."),
    };
    let points = if kind.needs_marker() && lang == Lang::Zh { " points=2" } else { "" };
    format!("### {stem} {{#{NEW_ID} .{}{points}}}\n\n{answer}\n\n> {why}", kind.code())
}

/// Stem and answer in Chinese and in English.
fn words(kind: Kind) -> [[&'static str; 2]; 2] {
    match kind {
        Kind::Single => {
            [["题干写在这里？", "- [x] 对的\n- [ ] 错的\n- [ ] 也错的"], ["What is asked?", "- [x] right\n- [ ] wrong\n- [ ] wrong, too"]]
        }
        Kind::Multiple => {
            [["题干写在这里？", "- [x] 对的\n- [x] 也对的\n- [ ] 错的"], ["What is asked?", "- [x] right\n- [x] right, too\n- [ ] wrong"]]
        }
        Kind::TrueFalse => [["一句要判断的话。", "- [x] 正确\n- [ ] 错误"], ["A statement to be judged.", "- [x] True\n- [ ] False"]],
        Kind::Numeric => [["答案是几？", "```answer\n3.5 ± 0.1\n```"], ["How much is it?", "```answer\n3.5 ± 0.1\n```"]],
        Kind::Short => {
            [["用一个词回答。", "```answer\n写法一\n写法二\n```"], ["Answer in a word.", "```answer\none way\nanother way\n```"]]
        }
        Kind::Cloze => [
            ["补全这句话。", "这里填写[[答案|另一种写法]]，这里选择[[?对的|错的]]。"],
            ["Complete the text.", "A gap is [[filled|filled in]] here, and [[?chosen|left]] there."],
        ],
        Kind::Ordering => {
            [["把这几步排成正确的次序。", "1. 第一步\n2. 第二步\n3. 第三步"], ["Put the steps in order.", "1. first\n2. second\n3. third"]]
        }
        Kind::Matching => [
            ["为左边每一项选出右边的一项。", "| 左 | 右 |\n|---|---|\n| 甲 | 一 |\n| 乙 | 二 |"],
            ["Choose what belongs to each.", "| Left | Right |\n|---|---|\n| A | one |\n| B | two |"],
        ],
        Kind::Essay => [
            ["用自己的话写一段。", "| 标准 | 分值 | 得分条件 |\n|---|---|---|\n| 内容 | 1 | 说到要点 |\n| 表达 | 1 | 说得清楚 |"],
            [
                "Write in your own words.",
                "| Criterion | Points | What earns them |\n|---|---|---|\n| Content | 1 | the main point |\n| Words | 1 | clear |",
            ],
        ],
    }
}
