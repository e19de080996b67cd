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
    (Column::Type, &["题型", "type", "类型", "试题类型", "题目类型", "question type"]),
    (Column::Stem, &["题干", "stem", "题目", "试题", "问题", "题目内容", "试题内容", "大题题干", "question", "question text"]),
    (Column::Answer, &["答案", "answer", "正确答案", "参考答案", "标准答案", "试题答案", "key", "correct answer"]),
    (Column::Explanation, &["解析", "explanation", "答案解析", "试题解析", "feedback", "answer explanation"]),
    (Column::Points, &["分值", "points", "分数", "score"]),
    (Column::Difficulty, &["难度", "difficulty", "难易程度", "难易度"]),
    (Column::Tags, &["标签", "tags", "知识点", "考点"]),
    (Column::Unit, &["单位", "unit"]),
    (Column::Fixed, &["不打乱", "fixed"]),
    (Column::Ours(0), &["职业功能"]),
    (Column::Ours(1), &["技能等级"]),
    (Column::Ours(2), &["用于"]),
];

/// How answers name options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Naming {
    #[default]
    Letters,
    /// The options are counted, `选项1`: a number may be the place of one, or its words.
    Either,
    /// A number is the place of an option: templates of quizzes that are played against the clock say so.
    Places,
}

/// A name without what a template says of its column: `Answer 1 - max 75 characters`, `Correct answer(s) - choose at least one`.
fn plain(name: &str) -> String {
    let name = paper::narrow(name.lines().next().unwrap_or_default().trim());
    let short = [" - ", " – ", "(s)"].iter().filter_map(|sign| name.find(sign)).min().and_then(|at| name.get(..at)).unwrap_or(&name);
    short.trim().trim_end_matches('*').to_lowercase()
}

/// The place of an option whose column is counted.
fn counted(name: &str) -> Option<u8> {
    let flat: String = name.chars().filter(|c| !" _-()[]【】".contains(*c)).collect();
    let rest = ["选项", "option", "选择", "choice", "answer"]
        .iter()
        .find_map(|word| flat.strip_prefix(word).or_else(|| flat.strip_suffix(word)))?;
    let number = rest.parse().ok().or_else(|| "一二三四五六七八九十".chars().zip(1..).find(|(c, _)| c.to_string() == rest).map(|(_, n)| n));
    number.filter(|number| (1..=26).contains(number)).map(|number: u8| number - 1)
}

/// How the answers below a heading name options.
pub(super) fn naming(cells: &[String]) -> Naming {
    let names: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    match names.iter().any(|name| counted(name).is_some()) {
        true if names.iter().any(|name| name.starts_with("time limit") || name.starts_with("time in sec")) => Naming::Places,
        true => Naming::Either,
        false => Naming::Letters,
    }
}

impl Column {
    fn of(name: &str) -> Option<Self> {
        let name = plain(name);
        let flat: String = name.chars().filter(|c| !" _-()[]【】".contains(*c)).collect();
        if let Some([letter @ b'a'..=b'z']) = ["反馈", "feedback"].iter().find_map(|word| flat.strip_prefix(word)).map(str::as_bytes) {
            return Some(Self::Said(letter - b'a'));
        }
        let rest = ["选项", "option", "选择", "choice"].iter().find_map(|word| flat.strip_prefix(word).or_else(|| flat.strip_suffix(word)));
        if let [letter @ b'a'..=b'z'] = rest.unwrap_or(&flat).as_bytes() {
            return Some(Self::Choice(letter - b'a'));
        }
        if let Some(place) = counted(&name) {
            return Some(Self::Choice(place));
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
