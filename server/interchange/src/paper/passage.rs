//! Words before items that belong to several of them: `阅读下面的材料，回答1～2题`.

use super::glyph::digits;

#[derive(Debug)]
pub(super) struct Passage {
    pub line: usize,
    pub text: String,
    /// The first and the last item, where it says so.
    range: Option<(u32, u32)>,
    pub used: bool,
}

impl Passage {
    /// Begins one where words look like it.
    pub fn begin(line: usize, text: &str) -> Option<Self> {
        is(text).then(|| Self { line, text: text.into(), range: range(text), used: false })
    }

    pub fn has_range(&self) -> bool {
        self.range.is_some()
    }

    pub fn add(&mut self, text: &str) {
        self.range = self.range.or_else(|| range(text));
        self.text.push('\n');
        self.text.push_str(text);
    }

    /// The words, for an item that they belong to.
    pub fn of(&mut self, number: Option<u32>) -> Option<&str> {
        let belongs = self.range.is_none_or(|(first, last)| number.is_some_and(|n| (first..=last).contains(&n)));
        self.used |= belongs;
        belongs.then_some(&self.text)
    }
}

fn is(text: &str) -> bool {
    let bare = text.trim_start_matches(['【', '[', '（', '(', '一', '二', '三', '四', '五', '）', ')', '、', ' ']);
    let begins = ["材料", "阅读", "根据", "依据", "结合", "背景", "案例", "资料", "短文", "请阅读", "请根据"];
    begins.iter().any(|word| bare.starts_with(word)) || text.contains('题') && ["回答", "完成"].iter().any(|word| text.contains(word))
}

/// `1～2题`, `第 3-5 小题`.
fn range(text: &str) -> Option<(u32, u32)> {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        let (first, behind) = digits(rest.get(at..)?)?;
        let behind = behind.trim_start_matches([' ', '题']);
        if let Some((last, end)) =
            behind.strip_prefix(['-', '~', '～', '–', '—', '－', '至', '到', '、']).map(str::trim_start).and_then(digits)
            && end.trim_start_matches([' ', '小', '各', '两', '道']).starts_with('题')
            && first <= last
        {
            return Some((first, last));
        }
        rest = behind;
    }
    None
}
