//! What is told of Moodle XML.

use crate::BankNote;

pub(super) const DESCRIPTION: &str = "description";

pub(super) fn description(line: usize, name: &str) -> BankNote {
    BankNote::new(
        line,
        DESCRIPTION,
        format!("“{name}”是说明，不是题，没有收进来"),
        format!("`{name}` is a note and no item, and stays out"),
    )
}

pub(super) fn no_quiz(line: usize, name: &str) -> BankNote {
    BankNote::new(
        line,
        "moodle-root",
        format!("Moodle XML 的最外层是 `<quiz>`，这里是 `<{name}>`"),
        format!("the root of Moodle XML is `<quiz>`, here it is `<{name}>`"),
    )
}

pub(super) fn unsupported(line: usize, kind: &str) -> BankNote {
    BankNote::new(line, "moodle-type", format!("没有与 `{kind}` 对应的题型"), format!("there is no type of item for `{kind}`"))
}

pub(super) fn calculated(line: usize) -> BankNote {
    BankNote::new(
        line,
        "moodle-calculated",
        "计算题的数值每次不同，由公式算出；这里的题目数值固定：请按一组数值改成 numeric 题",
        "the numbers of a calculated question differ each time; here they are fixed: make a numeric item of one set of them",
    )
}

pub(super) fn no_answer(line: usize) -> BankNote {
    BankNote::new(line, "moodle-answers", "没有写答案", "it has no answers")
}

pub(super) fn number(line: usize, text: &str) -> BankNote {
    BankNote::new(line, "moodle-number", format!("答案“{text}”不是数"), format!("the answer `{text}` is no number"))
}

pub(super) fn gap(line: usize, gap: &str) -> BankNote {
    BankNote::new(line, "moodle-gap", format!("空“{gap}”读不出来"), format!("the gap `{gap}` cannot be read"))
}

pub(super) fn no_picture(line: usize, name: &str) -> BankNote {
    BankNote::new(
        line,
        "no-picture",
        format!("附件“{name}”没有带来：课程只用 SVG、PNG、JPEG、WebP 图片，每张最多 2 MB"),
        format!("`{name}` did not come along: courses show SVG, PNG, JPEG and WebP of at most 2 MB"),
    )
}

pub(super) fn hints(line: usize) -> BankNote {
    BankNote::new(line, "hints", "作答时的提示不保留", "hints for another try are not kept")
}

pub(super) fn combined(line: usize) -> BankNote {
    BankNote::new(
        line,
        "combined-feedback",
        "全对、部分对、答错各自的反馈不保留",
        "what is said to right, partly right and wrong answers is not kept",
    )
}

pub(super) fn essay(line: usize) -> BankNote {
    BankNote::new(line, "essay-template", "答题模板和给评分员的说明不保留", "the template and what graders are told are not kept")
}

pub(super) fn units(line: usize) -> BankNote {
    BankNote::new(line, "units", "只保留一个单位", "only one unit is kept")
}
