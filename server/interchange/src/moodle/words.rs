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

/// A gap of a kind that is none of ours.
pub(super) fn gap_type(line: usize, kind: &str) -> BankNote {
    BankNote::new(
        line,
        "moodle-gap-type",
        format!("没有与空的类型 `{kind}` 对应的空：有几项要勾选的空须单独成题"),
        format!("there is no gap like `{kind}`: one in which several are ticked has to be an item of its own"),
    )
}

pub(super) fn gap_weights(line: usize) -> BankNote {
    BankNote::new(line, "gap-weights", "各空的权重不同；这里各空分值相同", "the gaps weigh differently; here they are worth the same")
}

pub(super) fn gap_case(line: usize) -> BankNote {
    BankNote::new(line, "gap-case", "Moodle 的空区分大小写；这里不区分", "case matters in a gap of Moodle; here it does not")
}

pub(super) fn fraction(line: usize, said: &str) -> BankNote {
    BankNote::new(
        line,
        "moodle-fraction",
        format!("得分比例“{said}”不是数，无法知道哪个答案正确"),
        format!("the fraction `{said}` is no number, so nobody knows which answer is right"),
    )
}

pub(super) fn tolerance(line: usize, said: &str) -> BankNote {
    BankNote::new(line, "moodle-tolerance", format!("误差“{said}”不是数"), format!("the tolerance `{said}` is no number"))
}

/// Words that are not known for true and false.
pub(super) fn truth(line: usize, said: &str) -> BankNote {
    BankNote::new(
        line,
        "moodle-truth",
        format!("判断题的答案“{said}”看不出是对是错，或没有恰好一个得满分"),
        format!("the answers `{said}` do not say what is true, or not exactly one of them earns all"),
    )
}

/// The left side of a pair, which did not come along.
pub(super) fn no_left(line: usize, right: &str) -> BankNote {
    BankNote::new(
        line,
        "moodle-left",
        format!("与“{right}”相配的左项没有能带来的内容（例如 GIF 图片）"),
        format!("what belongs to `{right}` has nothing that comes along (a GIF, for example)"),
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
