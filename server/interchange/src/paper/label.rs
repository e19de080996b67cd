//! Words before a colon or in brackets that say what a line is: `答案：`, `【解析】`.

use super::glyph::half;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Answer,
    Explanation,
    Stem,
    Options,
    Kind,
    Points,
    Difficulty,
    Tags,
    /// Known, and kept with the explanation: where an item is from.
    Source,
    /// Known, and of no use here: what somebody answered once.
    Aside,
}

const LABELS: [(Label, &[&str]); 10] = [
    (Label::Aside, &["我的答案", "你的答案", "学生答案", "考生答案", "本题得分", "得分", "题号"]),
    (Label::Answer, &["参考答案", "正确答案", "标准答案", "答案", "答", "Answer", "ANSWER"]),
    (Label::Explanation, &["答案解析", "试题解析", "解析", "解答", "分析", "详解", "点评", "解题思路", "Explanation"]),
    (Label::Stem, &["题目", "题干", "试题", "问题", "Question"]),
    (Label::Options, &["选项"]),
    (Label::Kind, &["题型", "题目类型", "试题类型"]),
    (Label::Points, &["分值", "分数"]),
    (Label::Difficulty, &["难度", "难易程度", "难易度", "难度系数"]),
    (Label::Tags, &["知识点", "标签", "考点"]),
    (Label::Source, &["来源", "试题来源", "出处", "年份", "专题"]),
];

/// Answers that stand alone on a line, above a table.
const HEADINGS: [&str; 9] =
    ["参考答案", "正确答案", "标准答案", "答案", "答案与解析", "答案及解析", "参考答案与解析", "参考答案及解析", "参考答案与试题解析"];

pub(super) fn read(line: &str) -> Option<(Label, &str)> {
    let bare = line.trim_matches(['【', '】', '[', ']', ':', '：', ' ', '\u{3000}']);
    if HEADINGS.contains(&bare) {
        return Some((Label::Answer, ""));
    }
    let all = LABELS.iter().flat_map(|(label, words)| words.iter().map(|word| (*label, *word)));
    all.into_iter().find_map(|(label, word)| Some((label, behind(line, word).or_else(|| loose(line, label, word))?)))
}

/// What stands behind `答案：`, `【答案】`, `【答案：…】`.
fn behind<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    if let Some(rest) = line.strip_prefix(['【', '[', '（', '(']).and_then(|l| l.strip_prefix(word)) {
        if let Some(rest) = rest.strip_prefix(['】', ']', '）', ')']) {
            return Some(rest.trim_start_matches([':', '：']).trim());
        }
        let inside = rest.strip_prefix([':', '：'])?;
        let (inside, rest) = inside.rsplit_once(['】', ']', '）', ')'])?;
        return rest.trim().is_empty().then_some(inside.trim());
    }
    Some(line.strip_prefix(word)?.trim_start().strip_prefix([':', '：'])?.trim())
}

/// `正确答案是：A`, `答案 B`.
fn loose<'t>(line: &'t str, label: Label, word: &str) -> Option<&'t str> {
    let rest = line.strip_prefix(word).filter(|_| label == Label::Answer && word.chars().count() > 1)?;
    if let Some(rest) = rest.strip_prefix(['是', '为']) {
        return Some(rest.trim_start().strip_prefix([':', '：'])?.trim());
    }
    let said = rest.trim();
    let key = |c: char| half(c).is_ascii_uppercase() || "√×✓✔✗✘╳对错正确误,，、 ".contains(c);
    let letters = !said.is_empty() && said.chars().all(|c| half(c).is_ascii_uppercase());
    ((rest.starts_with(char::is_whitespace) || letters) && said.chars().count() <= 12 && said.chars().all(key)).then_some(said)
}

/// Where another label begins within a line that has one: `答案：B　解析：略`.
pub(super) fn within(line: &str) -> Option<usize> {
    let mut before = 'x';
    for (at, c) in crate::text::near(line, 2000).char_indices() {
        let parted = before.is_whitespace() || matches!(before, ';' | '；' | '。' | '，' | ',' | '）' | ')') || c == '【';
        before = c;
        let found = line.get(at..).filter(|_| at > 0 && parted).and_then(strict);
        if found.is_some_and(|label| !matches!(label, Label::Stem | Label::Options)) {
            return Some(at);
        }
    }
    None
}

fn strict(line: &str) -> Option<Label> {
    let mut all = LABELS.iter().flat_map(|(label, words)| words.iter().map(|word| (*label, *word)));
    all.find(|(_, word)| word.chars().count() > 1 && behind(line, word).is_some()).map(|(label, _)| label)
}
