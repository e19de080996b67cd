//! The columns of a sheet of items, in either language.

use crate::paper;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Type,
    Stem,
    /// By its place: A is 0.
    Choice(u8),
    Answer,
    Explanation,
    Points,
    Difficulty,
    Tags,
    Unit,
    Fixed,
    /// What is said to who chooses an option, by its place.
    Said(u8),
    /// One of [`crate::item::OURS`], by its place.
    Ours(u8),
}

/// Names in Chinese and English, the first of each is written.
const NAMES: [(Column, &[&str]); 13] = [
    (Column::Id, &["编号", "id", "题号"]),
    (Column::Type, &["题型", "type", "类型", "试题类型", "题目类型"]),
    (Column::Stem, &["题干", "stem", "题目", "试题", "问题", "题目内容", "试题内容", "大题题干", "question"]),
    (Column::Answer, &["答案", "answer", "正确答案", "参考答案", "标准答案", "试题答案", "key"]),
    (Column::Explanation, &["解析", "explanation", "答案解析", "试题解析", "feedback"]),
    (Column::Points, &["分值", "points", "分数", "score"]),
    (Column::Difficulty, &["难度", "difficulty", "难易程度", "难易度"]),
    (Column::Tags, &["标签", "tags", "知识点", "考点"]),
    (Column::Unit, &["单位", "unit"]),
    (Column::Fixed, &["不打乱", "fixed"]),
    (Column::Ours(0), &["职业功能"]),
    (Column::Ours(1), &["技能等级"]),
    (Column::Ours(2), &["用于"]),
];

impl Column {
    fn of(name: &str) -> Option<Self> {
        let name: String = paper::narrow(name.trim()).trim_end_matches('*').to_lowercase();
        let flat: String = name.chars().filter(|c| !" _-()[]【】".contains(*c)).collect();
        if let Some([letter @ b'a'..=b'z']) = ["反馈", "feedback"].iter().find_map(|word| flat.strip_prefix(word)).map(str::as_bytes) {
            return Some(Self::Said(letter - b'a'));
        }
        let rest = ["选项", "option", "选择", "choice"].iter().find_map(|word| flat.strip_prefix(word).or_else(|| flat.strip_suffix(word)));
        if let [letter @ b'a'..=b'z'] = rest.unwrap_or(&flat).as_bytes() {
            return Some(Self::Choice(letter - b'a'));
        }
        let number = rest.and_then(|rest| {
            rest.parse().ok().or_else(|| "一二三四五六七八九十".chars().zip(1..).find(|(c, _)| c.to_string() == rest).map(|(_, n)| n))
        });
        if let Some(number @ 1..=26_u8) = number {
            return Some(Self::Choice(number - 1));
        }
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
    }

    pub fn name(self) -> String {
        match self {
            Self::Choice(place) => format!("选项{}", char::from(b'A' + place)),
            Self::Said(place) => format!("反馈{}", char::from(b'A' + place)),
            other => {
                NAMES.iter().find(|(column, _)| *column == other).and_then(|(_, names)| names.first()).copied().unwrap_or_default().into()
            }
        }
    }
}

/// What each cell of a heading names; nothing of a row that is none.
pub(super) fn heading(cells: &[String]) -> Option<Vec<Option<Column>>> {
    let mut columns: Vec<Option<Column>> = cells.iter().map(|cell| Column::of(cell)).collect();
    // what others call so is something else
    if !columns.contains(&Some(Column::Fixed)) {
        columns.iter_mut().filter(|column| matches!(column, Some(Column::Ours(_)))).for_each(|column| *column = None);
    }
    let has = |column| columns.contains(&Some(column));
    (has(Column::Stem) && has(Column::Answer)).then_some(columns)
}
