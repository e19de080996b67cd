//! What is lost on the way into a text: cells that tabs parted, characters that no font has, numbers of a list, a sentence that becomes a heading.

use super::{Construct, Found, Text, construct, head};
use crate::problem::PageFault;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;
use zhixing_domain::text::look::is_untypable;

pub(super) const LOST: Construct = construct(
    (
        "乱码和没有粘贴过来的内容（`�`、“锟斤拷”、“错误！未找到引用源。”）",
        "what was lost on the way (`�`, `锟斤拷`, `Error! Reference source not found.`)",
    ),
    (
        "从原文重新写这几个字；图片放进 `media/`，图和表的编号直接写出来；要讲到这些字符，写在反引号里。",
        "write the words anew from the original; put a figure into `media/` and write numbers of figures as words; to speak of such characters, put them in backticks.",
    ),
);

/// Whether a text has characters that stand for none, or the words that programs leave in their place.
pub(super) fn is_lost(words: &str) -> bool {
    let left =
        ["锟斤拷", "烫烫烫", "屯屯屯", "â€", "错误！未找到引用源", "错误!未找到引用源", "Error! Reference source", "Error! Bookmark not"];
    // gaps of a cloze are marked with characters that no file can hold
    let lost = |c: char| c == '\u{fffc}' || (is_untypable(c) && !matches!(c, '\u{fdd0}'..='\u{fdef}'));
    words.contains(lost) || left.iter().any(|left| words.contains(left))
}

/// How many cells of a line are parted by tabs.
pub(super) fn cells(line: &str) -> Option<usize> {
    let line = line.trim();
    Some(line.split('\t').count()).filter(|cells| *cells > 1)
}

/// Lists with numbers, the innermost last: the number in the source, and the one that is shown.
#[derive(Default)]
pub(super) struct Numbers(Vec<Option<Count>>);

#[derive(Clone, Copy)]
struct Count {
    first: u64,
    shown: u64,
    told: bool,
}

impl Numbers {
    /// Follows the lists; tells the first number of each that readers see as another one. All may be the same, as Markdown has it.
    pub fn look(&mut self, event: &Event, place: &Range<usize>, text: Text) -> Found {
        match event {
            Event::Start(Tag::List(start)) => self.0.push(start.map(|first| Count { first, shown: first, told: false })),
            Event::End(TagEnd::List(_)) => {
                self.0.pop();
            }
            Event::Start(Tag::Item) => return self.entry(place, text).into_iter().collect(),
            _ => {}
        }
        vec![]
    }

    fn entry(&mut self, place: &Range<usize>, text: Text) -> Option<(usize, crate::problem::AreaFault)> {
        let count = self.0.last_mut()?.as_mut()?;
        let shown = count.shown;
        count.shown += 1;
        let digits: String = head(text.source.get(place.start..)?, 16).trim_start().chars().take_while(char::is_ascii_digit).collect();
        let written: u64 = digits.parse().ok()?;
        let other = written != shown && written != count.first && !std::mem::replace(&mut count.told, true);
        other.then(|| (place.start, PageFault::Renumbered { written: digits, shown: shown.to_string() }.into()))
    }
}

/// A sentence, or several lines, above `---`: the rule makes a heading of them.
pub(super) fn underlined(text: Text, place: &Range<usize>) -> Option<(usize, crate::problem::AreaFault)> {
    let source = text.source.get(place.clone())?.trim_end();
    let (above, under) = source.rsplit_once('\n')?;
    let under = under.trim_matches(|c: char| c.is_whitespace() || c == '>');
    let rule = !under.is_empty() && (under.chars().all(|c| c == '-') || under.chars().all(|c| c == '='));
    let sentence = above.trim_end().ends_with(['。', '！', '？', '…', '；', '，', '：', '.', '!', ';', ',']) || above.contains('\n');
    (rule && sentence).then(|| (place.start, PageFault::UnderlinedText.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_characters_and_cells_are_known() {
        for words in ["甲\u{fffd}乙", "图\u{fffc}", "\u{e000}", "锟斤拷", "见错误！未找到引用源。"] {
            assert!(is_lost(words), "{words}");
        }
        for words in ["甲乙", "😀", "é", "错误！请重试", "𠮷"] {
            assert!(!is_lost(words), "{words}");
        }
        assert_eq!([cells("甲\t乙\t丙"), cells("甲 乙"), cells("\t甲")], [Some(3), None, None]);
    }
}
