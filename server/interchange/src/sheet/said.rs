//! What a row says of its key.

use super::column::Naming;
use crate::{ForeignKey, text::typed};
use zhixing_domain::question::Kind;

pub(super) struct Said<'c> {
    pub kind: Option<Kind>,
    pub stem: &'c str,
    pub answer: &'c str,
    pub options: &'c [(char, String)],
    pub unit: &'c str,
    pub naming: Naming,
    /// Its cells are Markdown.
    pub ours: bool,
    pub line: usize,
}

impl Said<'_> {
    /// Words of a cell in Markdown.
    pub fn text(&self, cell: &str) -> String {
        if self.ours { cell.into() } else { typed(cell) }
    }

    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.answer.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// What the answer of an essay without a rubric is: one to compare with.
    pub fn model_answer(&self, key: &ForeignKey) -> Option<&str> {
        matches!(key, ForeignKey::Essay(rubric) if rubric.is_empty()).then_some(self.answer)
    }
}

/// The type that a cell names.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let name = name.trim().to_lowercase();
    let words: [(&str, Kind); 22] = [
        ("填空", Kind::Short),
        ("单选", Kind::Single),
        ("单项", Kind::Single),
        ("多选", Kind::Multiple),
        ("多项", Kind::Multiple),
        ("不定项", Kind::Multiple),
        ("判断", Kind::TrueFalse),
        ("是非", Kind::TrueFalse),
        ("对错", Kind::TrueFalse),
        ("计算", Kind::Numeric),
        ("数值", Kind::Numeric),
        ("简短", Kind::Short),
        ("完形", Kind::Cloze),
        ("排序", Kind::Ordering),
        ("匹配", Kind::Matching),
        ("连线", Kind::Matching),
        ("简答", Kind::Essay),
        ("论述", Kind::Essay),
        ("问答", Kind::Essay),
        ("名词解释", Kind::Essay),
        ("作文", Kind::Essay),
        ("open-ended", Kind::Essay),
    ];
    let whole = [("单", Kind::Single), ("多", Kind::Multiple)].iter().find(|(word, _)| *word == name).map(|(_, kind)| *kind);
    Kind::from_code(&name).or(whole).or_else(|| words.iter().find(|(word, _)| name.contains(word)).map(|(_, kind)| *kind))
}
