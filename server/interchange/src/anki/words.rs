//! What is told of notes of Anki.

use crate::BankNote;

pub(super) fn card(line: usize) -> BankNote {
    BankNote::new(
        line,
        "anki-card",
        "卡片缺正面或背面，或其中只有没能带来的图片",
        "the card has no front or no back, or nothing in one of them but a picture that did not come along",
    )
}

pub(super) fn fields(line: usize, found: usize) -> BankNote {
    BankNote::new(
        line,
        "anki-fields",
        format!("有 {found} 个字段，不知道哪个是答案：在 `#columns:` 里写 `Question`、`Answer`，选项写 `A`、`B`……"),
        format!(
            "it has {found} fields, and nothing says which is the answer: name them in `#columns:`: `Question`, `Answer`, options `A`, `B`…"
        ),
    )
}

pub(super) fn options(line: usize) -> BankNote {
    BankNote::new(
        line,
        "anki-options",
        "答案不是其中的选项：写选项的字母（如 `B`、`AC`）或它的文字",
        "the answer is none of the options: write their letters (`B`, `AC`), or the text of one",
    )
}

pub(super) fn nested(line: usize) -> BankNote {
    BankNote::new(
        line,
        "anki-nested",
        "空里套着空，或空没有写完：每个空写成 `{{c1::词}}`",
        "a gap stands within another one, or has no end: each is `{{c1::word}}`",
    )
}
