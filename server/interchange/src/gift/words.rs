//! What is told of GIFT.

use crate::BankNote;

pub(super) const DESCRIPTION: &str = "description";

pub(super) fn description(line: usize, start: &str) -> BankNote {
    BankNote::new(
        line,
        DESCRIPTION,
        format!("“{start}”后面没有花括号里的答案：它是说明，不是题，没有收进来"),
        format!("`{start}` has no answer in braces: it is a note and no item, and stays out"),
    )
}

pub(super) fn braces(line: usize) -> BankNote {
    BankNote::new(
        line,
        "gift-braces",
        "花括号不成对：答案写在 `{` 和 `}` 之间，题干里的花括号写成 `\\{`、`\\}`；题与题之间空一行",
        "the braces do not match: the answer stands between `{` and `}`, a brace of the text is `\\{` or `\\}`, and an empty line parts items",
    )
}

pub(super) fn too_few(line: usize, found: usize, least: usize) -> BankNote {
    BankNote::new(
        line,
        "gift-answers",
        format!("花括号里只有 {found} 个答案，至少要 {least} 个"),
        format!("there are {found} answers in the braces, at least {least} are needed"),
    )
}

pub(super) fn pair(line: usize, answer: &str) -> BankNote {
    BankNote::new(line, "gift-pair", format!("匹配题的“{answer}”里没有 `->`"), format!("`{answer}` of a matching has no `->`"))
}

/// The left side of a pair, which did not come along.
pub(super) fn left(line: usize, right: &str) -> BankNote {
    BankNote::new(
        line,
        "gift-left",
        format!("与“{right}”相配的左项是一张没有带来的图片"),
        format!("what belongs to `{right}` is a picture that did not come along"),
    )
}

pub(super) fn number(line: usize, answer: &str) -> BankNote {
    BankNote::new(
        line,
        "gift-number",
        format!("“{answer}”不是数：写 `3.5`、`3.5:0.1` 或 `3..4`"),
        format!("`{answer}` is no number: write `3.5`, `3.5:0.1` or `3..4`"),
    )
}
