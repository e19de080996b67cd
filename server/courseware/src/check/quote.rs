//! Comparisons that Markdown takes for quotes: `>=90 分为优秀`, `- > 90：优秀`. The mark vanishes, and with it what was said.
//!
//! Quotes begin with numbers as well; above all explanations of items do, so those are told of nothing but `>=`.

use super::{Found, Text, head, tail};
use crate::problem::PageFault;
use std::ops::Range;

/// Looks at the beginning of a quote.
pub(super) fn comparison(text: Text, place: &Range<usize>) -> Found {
    let line = head(text.source.get(place.start..).unwrap_or_default(), 200).lines().next().unwrap_or_default();
    let before = tail(text.source.get(..place.start).unwrap_or_default(), 80);
    let entry = before.rsplit('\n').next().is_some_and(|before| before.contains(['-', '*', '+', '.', ')']));
    if line.strip_prefix('>').is_some_and(|rest| compares(rest, entry, text.alone)) {
        vec![(place.start, PageFault::SwallowedMarks { mark: ">".into() }.into())]
    } else {
        vec![]
    }
}

/// Whether what follows a `>` is compared with something. `entry`: the quote begins an entry of a list.
fn compares(rest: &str, entry: bool, alone: bool) -> bool {
    let words = rest.trim_start_matches([' ', '\u{3000}']);
    let sign = words.strip_prefix(['-', '+', '−', '¥', '￥', '$']).unwrap_or(words);
    let number = sign.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '％')).count();
    let after = sign.get(sign.char_indices().nth(number).map_or(sign.len(), |(at, _)| at)..).unwrap_or_default();
    let numbered = sign.starts_with(|c: char| c.is_ascii_digit());
    // an entry of a list within the quote
    let listed = sign.get(..number).is_some_and(|n| n.ends_with('.')) || after.starts_with([')', '）', '、']);
    let dated = after.trim_start().starts_with(['年', '月', '日', '个', '种', '章']);
    let judged = || after.chars().take(6).any(|c| matches!(c, '为' | '：' | ':' | '→' | '则' | '算' | '属'));
    rest.starts_with(['=', '＝']) || numbered && !listed && (entry || !alone && !dated && (words.len() == rest.len() || judged()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_told_from_quotes_that_begin_with_a_number() {
        for (rest, entry, alone) in [
            ("=90 分为优秀", false, true),
            ("= 90", true, false),
            ("90 分为优秀", false, false),
            ("-5 度", false, false),
            (" 90：优秀", true, false),
            (" 90：优秀", false, false),
            (" 90 分为优秀", false, false),
            (" 80%", true, true),
        ] {
            assert!(compares(rest, entry, alone), "{rest}");
        }
        for (rest, entry, alone) in [
            (" 2024 年发布的标准", false, false),
            (" 3 个：甲、乙、丙", false, false),
            (" 1. 第一", false, false),
            ("- 甲", false, false),
            (" - 甲", true, false),
            ("引用", true, false),
            (" 16000 × 2 = 32000", false, false),
            ("2 的 10 次方", false, true),
            (" 90 分为优秀", false, true),
            ("", true, false),
        ] {
            assert!(!compares(rest, entry, alone), "{rest}");
        }
    }
}
