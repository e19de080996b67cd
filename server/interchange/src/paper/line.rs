//! What a line of a pasted paper says.

/// What the heading above says of the items below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Section {
    Any,
    Multiple,
    Essay,
}

#[derive(Debug, PartialEq)]
pub(super) enum Said<'t> {
    Section(Section),
    /// The stem, behind its number or `题目：`.
    Stem(&'t str),
    /// Options that stand on one line.
    Options(Vec<(char, &'t str)>),
    Answer(&'t str),
    Explanation(&'t str),
    Points(&'t str),
    Difficulty(&'t str),
    Tags(&'t str),
    Words(&'t str),
}

/// A line parted where programs join several.
pub(super) fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split("^*^").map(str::trim).filter(|part| !part.is_empty())
}

/// What a label says of the words behind it.
type Labelled = fn(&str) -> Said<'_>;

pub(super) fn read(line: &str) -> Said<'_> {
    if let Some(section) = section(line) {
        return Said::Section(section);
    }
    let labels: [(&[&str], Labelled); 7] = [
        (&["参考答案", "正确答案", "标准答案", "答案", "答", "Answer", "ANSWER"], |t| Said::Answer(t)),
        (&["答案解析", "试题解析", "解析", "解答", "分析", "Explanation"], |t| Said::Explanation(t)),
        (&["题目", "题干", "试题", "问题", "Question"], |t| Said::Stem(t)),
        (&["分值", "分数"], |t| Said::Points(t)),
        (&["难度", "难易程度"], |t| Said::Difficulty(t)),
        (&["知识点", "标签", "考点"], |t| Said::Tags(t)),
        (&["选项"], |t| Said::Options(options(t))),
    ];
    for (words, said) in labels {
        for word in words {
            if let Some(rest) = labelled(line, word) {
                return said(rest);
            }
        }
    }
    let options = options(line);
    if !options.is_empty() {
        return Said::Options(options);
    }
    match numbered(line) {
        Some(stem) => Said::Stem(stem),
        None => Said::Words(line),
    }
}

/// What stands behind `答案：` or `【答案】`.
fn labelled<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    if let Some(rest) =
        line.strip_prefix(['【', '[', '（', '(']).and_then(|l| l.strip_prefix(word)).and_then(|l| l.strip_prefix(['】', ']', '）', ')']))
    {
        return Some(rest.trim_start_matches([':', '：']).trim());
    }
    Some(line.strip_prefix(word)?.trim_start().strip_prefix([':', '：'])?.trim())
}

/// `12.`, `12、`, `（12）`, `第12题`.
fn numbered(line: &str) -> Option<&str> {
    let bare = line.strip_prefix(['（', '(', '第']).unwrap_or(line);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - rest.len();
    if digits == 0 || digits > 4 {
        return None;
    }
    let behind = rest.trim_start().strip_prefix(['.', '．', '、', ')', '）', '题', ':', '：'])?;
    // `3.5 米` is a number
    if rest.starts_with('.') && behind.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(behind.trim_start_matches(['.', '．', '、', ':', '：']).trim())
}

/// `一、单项选择题（每题 2 分）`.
fn section(line: &str) -> Option<Section> {
    let rest = line.strip_prefix(|c: char| "一二三四五六七八九十".contains(c))?;
    let rest = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c)).strip_prefix(['、', '.', '．'])?;
    let kinds = [
        (["多选", "多项"], Section::Multiple),
        (["简答", "论述"], Section::Essay),
        (["问答", "案例分析题"], Section::Essay),
        (["单选", "单项"], Section::Any),
        (["判断", "选择"], Section::Any),
        (["填空", "计算题"], Section::Any),
    ];
    kinds.into_iter().find(|(words, _)| words.iter().any(|w| rest.contains(w))).map(|(_, section)| section)
}

/// `A. one  B. two`: options in the order of their letters.
pub(super) fn options(line: &str) -> Vec<(char, &str)> {
    let mut starts: Vec<(usize, usize, char)> = vec![];
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let letter = if ('Ａ'..='Ｚ').contains(&c) { char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c) } else { c };
        let wanted = starts.last().map_or(('A', 'H'), |(_, _, last)| (next(*last), next(*last)));
        if (wanted.0..=wanted.1).contains(&letter) && (before.is_whitespace() || before == '　' || before == '(' || before == '（') {
            let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
            if let Some(behind) = rest.strip_prefix(['.', '．', '、', ':', '：', ')', '）']) {
                starts.push((at, line.len() - behind.len(), letter));
            }
        }
        before = c;
    }
    if starts.first().is_none_or(|(at, _, _)| line.get(..*at).is_some_and(|b| !b.trim_matches(['(', '（', ' ']).is_empty())) {
        return vec![];
    }
    let ends = starts.iter().skip(1).map(|s| s.0).chain([line.len()]);
    starts.iter().zip(ends).map(|((_, from, letter), to)| (*letter, line.get(*from..to).unwrap_or_default().trim())).collect()
}

fn next(letter: char) -> char {
    char::from_u32(u32::from(letter) + 1).unwrap_or(letter)
}
